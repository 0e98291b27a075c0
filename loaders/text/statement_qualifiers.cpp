// What else a clause says of its statement: when, where, for how long, with whom.
#include <algorithm>
#include <array>
#include <utility>

#include "loaders/text/clause_rules.hpp"
#include "loaders/text/date_words.hpp"
#include "loaders/text/quantities.hpp"
#include "loaders/text/sentence_statements.hpp"
#include "loaders/text/statements.hpp"
#include "loaders/text/withheld.hpp"
#include "loaders/text/word_list.hpp"

namespace kg::text {
namespace {

/// What an adjective behind a measure says that is measured.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kDimensions = {{{"broad", "width"},
                                                                                       {"deep", "depth"},
                                                                                       {"high", "height"},
                                                                                       {"long", "length"},
                                                                                       {"old", "age"},
                                                                                       {"tall", "height"},
                                                                                       {"thick", "thickness"},
                                                                                       {"wide", "width"}}};

/// Verbs that a score belongs to.
const WordList kPlaying("beat defeat draw edge finish lead lose overcome play score thrash tie trail win");

/// "Five times A year", "twice EVERY week".
const WordList kEach("a an per each every");
const WordList kPeriods("second minute hour day night week month season year decade");

bool bounds_time(std::string_view preposition) {
  return preposition == "since" || preposition == "until" || preposition == "before" ||
         preposition == "after" || preposition == "till";
}

}  // namespace

bool SentenceStatements::is_date(const Argument& argument) const {
  const Mention* mention = namer_.mention_at(argument.head);
  const bool year = mention && mention->term.kind == TermKind::Integer && mention->first > 0 &&
                    tree_.is(mention->first - 1, {Upos::Verb});  // "remembers 1968"
  return mention && mention->type == MentionType::Date && !year;
}

std::string SentenceStatements::time_key(const Mention& date) const {
  const std::string before = date.first > 0 ? lower(sentence_.tokens[date.first - 1].form) : std::string();
  return bounds_time(before) ? before : "date";
}

bool SentenceStatements::of_amount_before(const Mention& date) const {
  const std::int32_t last = date.first - (date.first > 0 && tree_.is(date.first - 1, {Upos::Adp}) ? 2 : 1);
  const Mention* amount = last < 0 ? nullptr : namer_.mention_at(last);
  if (last < 1 || (amount ? amount->type != MentionType::Quantity || amount->last != last + 1
                          : !tree_.is(last, {Upos::Num})))
    return false;
  const std::int32_t first = amount ? amount->first : last;
  const std::string before = first < 1 ? std::string() : lower(sentence_.tokens[first - 1].form);
  return before == "from" || before == "against" || before == "than";
}

bool SentenceStatements::is_amount(const Argument& argument) const {
  const Mention* mention = namer_.mention_at(argument.head);
  return mention ? mention->type == MentionType::Quantity : tree_.is(argument.head, {Upos::Num});
}

bool SentenceStatements::foldable(const Clause& clause, const Argument& argument) const {
  const Mention* mention = namer_.mention_at(argument.head);
  const bool time = mention && (mention->type == MentionType::Date || mention->type == MentionType::Duration);
  const auto new_amount = [&](const Argument& a) { return a.preposition == "to" && is_amount(a); };
  if (argument.preposition == "from" && is_amount(argument) &&
      std::any_of(clause.arguments.begin(), clause.arguments.end(), new_amount))
    return false;  // "rose from 4% TO 5%"
  if (argument.preposition.empty())
    return mention && mention->type == MentionType::Quantity && mention->head == argument.head;
  if (tree_.lemma(argument.head) == "time" || tree_.lemma(argument.head) == "age") return false;
  const std::vector<Qualifier> said = namer_.qualifiers(argument.preposition, argument.head, {});
  if (said.empty() || said.front().key == "duration" || said.front().key == "date" ||
      said.front().key == "if")
    return false;
  if (hour_at(sentence_, argument.head)) return false;
  const bool namesake =
      clause.passive && argument.preposition == "after" && tree_.lemma(clause.head) == "name";
  const auto behind = [&](const Argument& a) { return a.role == Role::Oblique && a.head > clause.head; };
  const bool where = argument.preposition_tokens.empty() &&  // "the town WHERE she lived"
                     std::none_of(clause.arguments.begin(), clause.arguments.end(), behind);
  return !time && (where || argument.head > clause.head || clause.kind == ClauseKind::Copula) &&
         (namesake || joins_predicate(argument.preposition));
}

bool SentenceStatements::ends_span(const Mention& date) const {
  if (date.first < 2 || lower(sentence_.tokens[date.first - 1].form) != "and") return false;
  const Mention* first = namer_.mention_at(date.first - 2);
  return first && first->type == MentionType::Date && first->first > 0 &&
         lower(sentence_.tokens[first->first - 1].form) == "between";
}

void SentenceStatements::add_oblique(const Argument& argument, std::string_view owner,
                                     std::vector<Qualifier>& qualifiers) const {
  if (argument.preposition == "than") return;  // "more THAN any party": what is compared was in the predicate
  const Mention* mention = namer_.mention_at(argument.head);
  if (mention && mention->type == MentionType::Date && of_amount_before(*mention)) return;
  if (mention && mention->type == MentionType::Date && ends_span(*mention)) return;  // with the one before
  if (argument.preposition.empty()) {
    if (mention && mention->type == MentionType::Date)
      qualifiers.push_back({time_key(*mention), mention->term});
    if (mention && mention->type == MentionType::Duration) qualifiers.push_back({"duration", mention->term});
    if (mention && mention->type == MentionType::Quantity) qualifiers.push_back({"amount", mention->term});
    return;
  }
  if (mention && mention->type == MentionType::Duration && argument.preposition == "in" &&
      mention->first > 1) {
    std::int32_t time = mention->first - 1;  // "for the first TIME in almost three years"
    while (time > 0 && !tree_.is(time, {Upos::Noun}) && time + 4 > mention->first) --time;
    if (tree_.lemma(time) == "time") return;
  }
  if (argument.preposition == "among" && tree_.is(argument.head, {Upos::Pron}))
    return;  // "ten demands, AMONG THEM a tax": them is the demands
  for (Qualifier& qualifier : namer_.qualifiers(argument.preposition, argument.head, owner))
    qualifiers.push_back(std::move(qualifier));
  if (argument.preposition == "between" && mention && mention->type == MentionType::Date) return;
  std::vector<Qualifier> nested;  // "in 2020, from $5 million in 2019": the verb's own time comes first
  namer_.add_nested(argument.head, nested);
  if (is_amount(argument) && (argument.preposition == "from" || argument.preposition == "against"))
    std::erase_if(nested, [](const Qualifier& q) { return q.key == "date"; });  // "from 4% a year earlier"
  if (bounds_time(argument.preposition)) {  // "until its closure IN 1987 in Peru": the year bounds it, too
    std::erase_if(nested, [](const Qualifier& q) { return q.key != "date"; });
    for (Qualifier& one : nested) qualifiers.push_back({argument.preposition, std::move(one.value)});
    return;
  }
  for (Qualifier& one : nested) {
    const bool known = std::any_of(qualifiers.begin(), qualifiers.end(),
                                   [&](const Qualifier& q) { return q.key == one.key; });
    if (!known) qualifiers.push_back(std::move(one));
  }
}

std::int32_t SentenceStatements::place_of_term(const Clause& clause) const {
  for (const Argument& argument : clause.arguments) {
    const Mention* term = namer_.mention_at(argument.head);
    if (argument.role != Role::Oblique || argument.preposition != "to" || !term ||
        term->type != MentionType::Duration)
      continue;
    const std::int32_t place = term->last + 1;
    if (place >= tree_.size() || tree_.lemma(term->last) != "in" || !tree_.is(place, {Upos::Noun})) continue;
    if (!namer_.mention_at(place) && tree_.is(place, {Deprel::Nmod, Deprel::Obl})) return place;
  }
  return kNoHead;
}

void SentenceStatements::add_changes(const Clause& clause, std::vector<Qualifier>& qualifiers) const {
  for (const Mention& mention : namer_.mentions()) {
    if (mention.type != MentionType::Quantity || mention.first < 2 ||
        sentence_.tokens[mention.first - 2].form != ",")
      continue;
    const std::string way = lower(sentence_.tokens[mention.first - 1].form);
    if (way != "up" && way != "down") continue;
    std::int32_t verb = mention.head;
    while (verb != kNoHead && !tree_.is(verb, {Upos::Verb})) verb = tree_.head(verb);
    if (verb == clause.head) qualifiers.push_back({way, mention.term});
  }
}

void SentenceStatements::add_rates(const Clause& clause, std::vector<Qualifier>& qualifiers) const {
  for (const Mention& mention : namer_.mentions()) {
    const std::int32_t noun = mention.last + 1;
    if (mention.type != MentionType::Quantity || noun >= tree_.size() || !tree_.is(noun, {Upos::Noun}) ||
        namer_.mention_at(noun))
      continue;
    const std::string article = lower(sentence_.tokens[mention.last].form);
    if (article != "a" && article != "an" && article != "per" && article != "each") continue;
    std::int32_t verb = mention.head;
    while (verb != kNoHead && !tree_.is(verb, {Upos::Verb})) verb = tree_.head(verb);
    const bool own =
        verb == clause.head || std::any_of(clause.predicate.begin(), clause.predicate.end(),
                                           [&](const PredicateWord& word) { return word.token == verb; });
    if (verb != kNoHead && own) qualifiers.push_back({"per", Term::name(lower(sentence_.tokens[noun].form))});
  }
}

void SentenceStatements::name_what_is_paid(const Clause& clause, std::vector<Phrase>& objects,
                                           std::vector<Qualifier>& qualifiers) const {
  static const WordList kPlacing("deposit hold invest keep lock park place put sink");
  if (objects.size() != 1 || objects.front().term.kind != TermKind::Quantity) return;
  if (kPlacing.has(verb_of(clause))) return;  // "invested $3 million IN debt"
  for (const Mention& mention : namer_.mentions()) {
    const std::int32_t in = mention.last, head = in + 1;
    if (mention.type != MentionType::Quantity || mention.term != objects.front().term ||
        head >= tree_.size() || tree_.lemma(in) != "in")
      continue;
    for (const Argument& argument : clause.arguments) {
      if (argument.role != Role::Oblique || argument.preposition != "in" || argument.tokens.empty() ||
          argument.tokens.front() != head || namer_.mention_at(argument.head) ||
          !tree_.is(argument.head, {Upos::Noun}) ||
          tree_.has(argument.head, {Deprel::Det, Deprel::NmodPoss}) || !names_sum(tree_.lemma(argument.head)))
        continue;
      for (Phrase& what : namer_.phrases(argument.head, {}, true)) {
        if (what.empty()) continue;
        std::erase_if(qualifiers, [&](const Qualifier& q) { return q.key == "in" && q.value == what.term; });
        what.qualifiers.push_back({"amount", mention.term});
        objects.front() = std::move(what);
        return;
      }
    }
  }
}

void SentenceStatements::name_who_pays(const Clause& clause, std::string_view owner,
                                       std::vector<Phrase>& objects,
                                       std::vector<Qualifier>& qualifiers) const {
  if (objects.empty() || objects.back().term.kind != TermKind::Quantity) return;
  if (objects.size() == 2 && objects.front().term.kind == TermKind::Name) {
    objects.front().qualifiers.push_back({"amount", objects.back().term});
    objects.pop_back();
  }
  if (objects.size() != 1 || objects.front().term.kind != TermKind::Quantity) return;
  std::vector<Phrase> who;
  for (const Argument& argument : clause.arguments) {
    if (argument.role != Role::Recipient) continue;
    for (Phrase& phrase : namer_.phrases(argument.head, owner, true)) {
      if (phrase.empty()) continue;
      std::erase_if(qualifiers, [&](const Qualifier& q) { return q.key == "to" && q.value == phrase.term; });
      phrase.qualifiers.push_back({"amount", objects.front().term});
      who.push_back(std::move(phrase));
    }
  }
  if (!who.empty()) objects = std::move(who);
}

bool SentenceStatements::speaks_of_itself(const Clause& clause, const Phrase& subject,
                                          const std::vector<Qualifier>& qualifiers) const {
  const std::int32_t head = clause.arguments.front().head;
  if (!clause.quoted || !tree_.is(head, {Upos::Pron}) || first_person(lower(sentence_.tokens[head].form)))
    return false;
  return std::any_of(qualifiers.begin(), qualifiers.end(),
                     [&](const Qualifier& q) { return q.key == "according_to" && q.value == subject.term; });
}

void SentenceStatements::add_loose_dates(const Clause& clause, std::vector<Qualifier>& qualifiers) const {
  for (const std::int32_t child : tree_.children(clause.head)) {
    const Mention* mention = namer_.mention_at(child);
    if (!mention || mention->type != MentionType::Date || mention->head != child ||
        tree_.has(child, {Deprel::Case}) || of_amount_before(*mention) || ends_span(*mention))
      continue;
    const bool argument =
        std::any_of(clause.arguments.begin(), clause.arguments.end(), [&](const Argument& a) {
          return a.role != Role::Circumstance && std::count(a.tokens.begin(), a.tokens.end(), child) > 0;
        });
    if (argument) continue;
    qualifiers.push_back({time_key(*mention), mention->term});
  }
  // "on 3 May, when the bank closed …": the date is that of the clause below it.
  const std::int32_t above = tree_.head(clause.head);
  const Mention* date = above == kNoHead || above > clause.head ? nullptr : namer_.mention_at(above);
  if (date && date->type == MentionType::Date) qualifiers.push_back({"date", date->term});
}

void SentenceStatements::name_dimension(const Clause& clause, std::vector<Phrase>& objects,
                                        std::vector<Qualifier>& qualifiers) const {
  const auto dimension = [&](std::int32_t t) {
    const auto found = std::find_if(kDimensions.begin(), kDimensions.end(),
                                    [&](const auto& entry) { return entry.first == tree_.lemma(t); });
    return found == kDimensions.end() ? std::string() : std::string(found->second);
  };
  std::int32_t head = clause.head;  // "is thought to be 90 metres DEEP"
  for (const Argument& argument : clause.arguments) {
    if (argument.role == Role::Object) head = argument.head;
  }
  const Mention* before = head > 0 ? namer_.mention_at(head - 1) : nullptr;
  std::string name;
  if (const Mention* own = namer_.mention_at(head); own && own->type == MentionType::Quantity) {
    if (head + 1 < tree_.size() && tree_.head(head + 1) == head)
      name = dimension(head + 1);  // "1,240 METRES long"
  } else if (before && before->type >= MentionType::Duration && before->last == head) {  // "39 metres DEEP"
    name = dimension(head);
    if (name.empty()) return;
    std::erase_if(qualifiers, [&](const Qualifier& q) { return q.value == before->term; });
    objects = {{before->term, {}, false, 1.0}};
  }
  if (!name.empty()) qualifiers.push_back({"in", Term::name(name)});
}

void SentenceStatements::add_score(const Clause& clause, std::vector<Qualifier>& qualifiers) const {
  constexpr int kHighest = 3;  // digits
  const auto& tokens = sentence_.tokens;
  const auto points = [&](std::int32_t t) {
    const std::string& form = tokens[t].form;
    return form.size() <= kHighest &&
           std::all_of(form.begin(), form.end(), [](char c) { return c >= '0' && c <= '9'; });
  };
  for (std::int32_t t = 1; t + 2 < tree_.size(); ++t) {
    const std::string& dash = tokens[t + 1].form;
    if ((dash != "-" && dash != "\u2013") || !points(t) || !points(t + 2) ||
        tokens[t].end != tokens[t + 1].begin || tokens[t + 1].end != tokens[t + 2].begin)
      continue;
    std::int32_t verb = t - 1;
    while (verb >= 0 && !tree_.is(verb, {Upos::Verb})) --verb;
    if (verb != clause.head || !kPlaying.has(tree_.lemma(verb))) continue;
    qualifiers.push_back({"score", Term::string(tokens[t].form + "-" + tokens[t + 2].form)});
    return;
  }
}

void SentenceStatements::add_age(const Clause& clause, std::vector<Qualifier>& qualifiers) const {
  for (std::int32_t t = clause.head + 1; t + 1 < tree_.size(); ++t) {
    if (lower(sentence_.tokens[t].form) != "aged" || sentence_.tokens[t - 1].form != ",") continue;
    const std::int32_t above = tree_.head(t);
    const bool loose = above != kNoHead && (above == clause.head || namer_.mention_at(above)) &&
                       tree_.within(t, clause.head) && tree_.lemma(clause.head) == "die";
    const auto age = loose ? number_term(sentence_, t + 1) : std::nullopt;
    if (age) qualifiers.push_back({"age", *age});
    return;
  }
}

void SentenceStatements::add_frequency(const Clause& clause, std::vector<Qualifier>& qualifiers) const {
  for (const std::int32_t t : tree_.children(clause.head)) {
    if (t < clause.head) continue;
    const std::string form = lower(sentence_.tokens[t].form);
    if (tree_.is(t, {Deprel::Advmod}) && (form == "twice" || form == "thrice") && tree_.children(t).empty()) {
      const bool compared =
          t + 1 < tree_.size() && (tree_.lemma(t + 1) == "as" || tree_.lemma(t + 1) == "the");
      if (!compared) qualifiers.push_back({"times", {TermKind::Integer, form == "twice" ? "2" : "3", {}}});
    } else if (form == "times" && tree_.is(t, {Deprel::OblUnmarked, Deprel::Obj})) {
      const std::int32_t period = period_behind(t);
      const bool alone = std::all_of(tree_.children(t).begin(), tree_.children(t).end(), [&](std::int32_t c) {
        return c == period || tree_.is(c, {Deprel::Nummod});
      });
      if (!alone) continue;
      const std::int32_t number = tree_.child(t, {Deprel::Nummod});
      const auto count = number == kNoHead ? std::nullopt : number_term(sentence_, number);
      if (!count) continue;
      qualifiers.push_back({"times", *count});
      if (period != kNoHead) qualifiers.push_back({"per", Term::name(std::string(tree_.lemma(period)))});
    }
  }
}

std::int32_t SentenceStatements::period_behind(std::int32_t times) const {
  if (times + 2 >= tree_.size() || !kPeriods.has(tree_.lemma(times + 2))) return kNoHead;
  return kEach.has(tree_.lemma(times + 1)) ? times + 2 : kNoHead;
}

void SentenceStatements::add_condition(const Clause& clause, std::vector<Qualifier>& qualifiers) const {
  const std::int32_t condition = condition_of(tree_, clause.head);
  if (condition == kNoHead) return;
  const std::int32_t mark = tree_.child(condition, {Deprel::Mark});
  std::vector<std::int32_t> tokens = tree_.subtree(condition);
  const std::int32_t last = tree_.has(mark, {Deprel::Fixed}) ? mark + 1 : mark;  // "provided THAT"
  std::erase_if(tokens, [&](std::int32_t t) { return t <= last; });
  const std::string key = tree_.lemma(mark) == "unless" ? "unless" : "if";
  if (!tokens.empty()) qualifiers.push_back({key, Term::string(quoted_text(sentence_, tokens))});
}

}  // namespace kg::text
