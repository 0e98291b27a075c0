// Clauses become statements: arguments get their names, prepositions their roles, speakers what they said.
#include "loaders/text/sentence_statements.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "kg/word.hpp"
#include "loaders/text/clause_rules.hpp"
#include "loaders/text/name_tables.hpp"
#include "loaders/text/name_types.hpp"
#include "loaders/text/running_quotations.hpp"
#include "loaders/text/stages.hpp"
#include "loaders/text/statement_confidence.hpp"
#include "loaders/text/statements.hpp"
#include "loaders/text/tense_tags.hpp"
#include "loaders/text/withheld.hpp"

namespace kg::text {
namespace {

constexpr int kDeepest = 4;  ///< speakers within what speakers say; odd trees make circles of them
constexpr std::size_t kMostCombinations = 6;  ///< statements that coordination makes of one clause

}  // namespace

std::vector<Fact> SentenceStatements::read() {
  for (const Clause& clause : clauses_) read_clause(clause);
  add_facts_beside_names(sentence_, tree_, namer_, facts_);
  drop_contained(facts_);
  return std::move(facts_);
}

std::vector<Phrase> SentenceStatements::subjects(const Clause& clause, int depth) const {
  std::vector<Phrase> found;
  for (const Argument& argument : clause.arguments) {
    if (argument.role != Role::Subject) continue;
    if (first_person(lower(sentence_.tokens[argument.head].form)) && clause.speaker_clause >= 0 &&
        depth < kDeepest) {
      for (Phrase& speaker : subjects(clauses_[clause.speaker_clause], depth + 1))
        found.push_back(std::move(speaker));
      continue;
    }
    const std::int32_t owner = tree_.child(argument.head, {Deprel::NmodPoss});
    const std::string_view whose = owner == kNoHead ? std::string_view() : tree_.lemma(owner);
    if (whose == "my" && !namer_.mention_at(owner)) continue;  // nobody knows whose
    for (Phrase& phrase : namer_.phrases(argument.head, {}, false)) {
      if (!phrase.empty() && phrase.term.kind == TermKind::Name) found.push_back(std::move(phrase));
    }
  }
  return found;
}

bool SentenceStatements::speaker(const Clause& clause, std::vector<Qualifier>& qualifiers, int depth) const {
  if (clause.speaker_clause < 0 || depth > kDeepest) return true;
  const Clause& saying = clauses_[clause.speaker_clause];
  const bool spoken =
      std::any_of(saying.arguments.begin(), saying.arguments.end(), [&](const Argument& argument) {
        return argument.role == Role::Content &&  // "WHICH lawyers say is too high"
               (argument.tokens.front() < saying.head || !relative(argument)) &&
               std::count(argument.tokens.begin(), argument.tokens.end(), clause.head) > 0;
      });
  if (!spoken) return true;
  if (saying.negated || !saying.asserted || !asserts_content(verb_of(saying))) return false;
  const auto speakers = subjects(saying);
  for (const Phrase& phrase : speakers) qualifiers.push_back({"according_to", phrase.term});
  return !speakers.empty() && speaker(saying, qualifiers, depth + 1);
}

bool SentenceStatements::relative(const Argument& argument) const {
  const std::int32_t first = argument.tokens.front();
  const std::string_view tag = tree_.is(first, {Deprel::Mark}) ? std::string_view{} : tree_.xpos(first);
  return tag == "WP" || tag == "WDT" || tag == "WP$";
}

std::string SentenceStatements::verb_of(const Clause& clause) const {
  for (auto word = clause.predicate.rbegin(); word != clause.predicate.rend(); ++word) {
    if (word->token != kNoHead && tree_.is(word->token, {Upos::Verb}))
      return std::string(tree_.lemma(word->token));
  }
  return std::string(tree_.lemma(clause.head));
}

void SentenceStatements::read_clause(const Clause& clause) {
  if (!clause.asserted || withheld(tree_, clause)) return;
  std::vector<Qualifier> shared;
  if (!speaker(clause, shared)) return;
  const std::vector<Phrase> who = subjects(clause);
  if (who.empty() || only_quoted(clause) || speaks_of_itself(clause, who.front(), shared)) return;
  if (clause.kind == ClauseKind::Rank) return read_rank(clause, who, shared);
  std::string predicate = predicate_name(sentence_, tree_, clause);
  if (predicate.empty() || (predicate == "is_in" && clause.kind == ClauseKind::Noun && !placed(clause)))
    return;
  if (bare_participle(clause)) {
    const bool several = who.size() > 1 || tree_.xpos(clause.arguments.front().head).ends_with('S');
    const std::string_view verb = tree_.lemma(clause.head);
    const bool as = clause.head + 1 < tree_.size() && tree_.lemma(clause.head + 1) == "as";
    const bool lasts = verb == "call" || (verb == "know" && as);  // "KNOWN as NV-7": what it is called it is
    predicate = (lasts ? (several ? "are_" : "is_") : several ? "were_" : "was_") + predicate;
  }
  if (predicate == "born") predicate = "was_born";
  const std::string_view owner = who.front().term.text;

  std::vector<Phrase> objects;
  std::string content;
  const Argument* joined = nullptr;  // the argument whose preposition may join the predicate
  bool has_object = false;
  for (const Argument& argument : clause.arguments) {
    if (argument.role == Role::Recipient && has_direct_object(clause)) {
      for (Phrase& phrase : namer_.phrases(argument.head, owner, false)) {
        if (!phrase.empty()) shared.push_back({"to", phrase.term});
      }
    } else if (argument.role == Role::Object || argument.role == Role::Recipient) {
      has_object = true;
      for (Phrase& phrase : objects_of(clause, argument, owner)) {
        if (phrase.empty()) continue;
        if (is_date(argument) && clause.kind != ClauseKind::Copula &&
            (phrase.term.kind != TermKind::Name || relative_time(argument))) {  // "announced Wednesday"
          shared.push_back({"date", phrase.term});
          has_object = false;
        } else {
          objects.push_back(std::move(phrase));
        }
      }
    } else if (argument.role == Role::Content && !relative(argument)) {
      content = quoted_text(sentence_, argument.tokens);
    }
  }
  if (has_object && objects.empty() && content.empty()) return;  // "blamed them"
  if (costs(verb_of(clause))) name_who_pays(clause, owner, objects, shared);
  if (!content.empty() && speaks_of_own_mind(clause)) return;  // "I think that …" in what somebody says
  const bool reciprocal = !has_object && who.size() > 1 && is_reciprocal(verb_of(clause));
  std::string name = predicate;
  const std::int32_t served = place_of_term(clause);
  if (served != kNoHead) {
    for (Phrase& phrase : namer_.phrases(served, owner, false)) {
      if (phrase.empty()) continue;
      if (has_object) {
        shared.push_back({"to", phrase.term});
      } else {
        objects.push_back(std::move(phrase));
      }
    }
    if (!has_object && !objects.empty()) name += "_to";
    has_object = has_object || !objects.empty();
  }
  for (const Argument& argument : clause.arguments) {
    if (argument.role != Role::Oblique || argument.beside || argument.head == served) continue;
    if (!has_object && !reciprocal && content.empty() && !joined && !argument.conjunct &&
        foldable(clause, argument)) {
      joined = &argument;
      continue;
    }
    if (joined && argument.conjunct && &argument > joined && argument.preposition == joined->preposition &&
        only_conjuncts_between(joined, &argument)) {
      continue;
    }
    add_oblique(argument, owner, shared);
  }
  add_loose_dates(clause, shared);
  add_changes(clause, shared);
  add_rates(clause, shared);
  add_score(clause, shared);
  add_age(clause, shared);
  add_condition(clause, shared);
  add_frequency(clause, shared);
  if (joined) {
    if (!joined->preposition.empty()) {
      name += '_';
      for (const char c : joined->preposition) name += c == ' ' ? '_' : c;
    }
    for (const Argument* argument = joined; argument < clause.arguments.data() + clause.arguments.size();
         ++argument) {
      if (argument != joined && !(argument->conjunct && only_conjuncts_between(joined, argument))) break;
      const Mention* whole = namer_.mention_at(joined->head);  // "between 2% and 3%" is one value
      if (argument != joined && whole && whole == namer_.mention_at(argument->head)) continue;
      for (Phrase& phrase : namer_.phrases(argument->head, owner, true)) {
        if (!phrase.empty()) objects.push_back(std::move(phrase));
      }
      namer_.add_nested(argument->head, shared);
    }
    if (objects.empty()) return;
  }
  name_what_is_paid(clause, objects, shared);
  if (!content.empty()) {
    const auto told = [](const Phrase& phrase) {
      return std::any_of(phrase.qualifiers.begin(), phrase.qualifiers.end(),
                         [](const Qualifier& q) { return q.key == "content"; });
    };
    if (objects.empty()) {
      objects.push_back({Term::string(content), {}, false, 1.0});
    } else if (std::none_of(objects.begin(), objects.end(), told)) {
      shared.push_back({"content", Term::string(content)});
    }
  }
  if (clause.kind == ClauseKind::Copula) name_dimension(clause, objects, shared);
  if (reciprocal && objects.empty()) return read_reciprocal(clause, name, who, shared);
  if (objects.empty() && clause.kind == ClauseKind::Relative && shared.empty() && !shows_tense(clause))
    return;  // "measures designed to …"
  if (objects.empty() && (clause.kind == ClauseKind::Copula || !has_verb(clause)))
    return;  // "there are limits", "the latest was in May"
  if (objects.empty() && !clause.passive && !tree_.has(clause.head, {Deprel::CompoundPrt}) &&
      !(clause.head + 2 < tree_.size() && verb_particle(tree_.lemma(clause.head + 1)) &&
        tree_.lemma(clause.head + 2) != "to") &&  // "took OVER", not "faces UP TO a year"
      wants_object(verb_of(clause)))
    return;  // the tree has lost it
  if (objects.empty() && (loses_alternative(clause) || loses_complement(tree_, clause))) return;
  const auto source = [](const Qualifier& q) { return q.key == "according_to"; };
  if (objects.empty() && who.front().qualifiers.empty() && only_points(tree_, clause) &&
      std::all_of(shared.begin(), shared.end(), source))
    return;
  if (objects.empty()) objects.push_back({{TermKind::Boolean, "true", {}}, {}, false, 1.0});
  std::size_t made = 0;
  for (const Phrase& subject : who) {
    for (const Phrase& object : objects) {
      if (++made > kMostCombinations) return;
      add(clause, subject, name, object, shared);
    }
  }
}

bool SentenceStatements::loses_alternative(const Clause& clause) const {
  return std::any_of(clause.arguments.begin(), clause.arguments.end(), [&](const Argument& argument) {
    return argument.role == Role::Oblique && !alternatives(tree_, argument.head).empty() &&
           namer_.phrases(argument.head, {}, false).front().empty();
  });
}

bool SentenceStatements::placed(const Clause& clause) const {
  const Mention* name = namer_.mention_at(clause.arguments.front().head);
  const Mention* place = namer_.mention_at(clause.arguments.back().head);
  return name && place && (name->type == MentionType::Organisation || name->type == MentionType::Place) &&
         (place->type == MentionType::Place || place->type == MentionType::Country) &&
         name->first != place->first;
}

bool SentenceStatements::bare_participle(const Clause& clause) const {
  const auto beside = [&](const PredicateWord& word) {  // "carried OUT", "USUALLY held in May"
    return word.token != kNoHead && (word.token == clause.head || tree_.is(word.token, {Upos::Adv}) ||
                                     tree_.is(word.token, {Deprel::CompoundPrt}));
  };
  const bool alone = std::all_of(clause.predicate.begin(), clause.predicate.end(), beside);
  if (!clause.passive || clause.negated || !alone) return false;
  const std::int32_t subject = clause.arguments.front().head;
  return !(tree_.head(subject) == clause.head &&
           tree_.is(subject, {Deprel::Obl, Deprel::OblAgent, Deprel::Nmod}));
}

bool SentenceStatements::another_name(std::int32_t head) const {
  const Mention* name = namer_.mention_at(head);
  const std::int32_t article = tree_.child(head, {Deprel::Det});
  return name && name->head == head && name->type <= MentionType::Other &&
         name->type != MentionType::People && (article == kNoHead || tree_.lemma(article) != "a");
}

std::vector<Phrase> SentenceStatements::objects_of(const Clause& clause, const Argument& argument,
                                                   std::string_view owner) const {
  const bool beside = clause.kind == ClauseKind::Title || clause.kind == ClauseKind::Apposition;
  const bool naming = beside || clause.kind == ClauseKind::Copula;
  const Mention* thing = beside ? namer_.mention_at(clause.arguments.front().head) : nullptr;
  if (beside && (another_name(argument.head) || (thing && unlike(*thing, tree_.lemma(argument.head)))))
    return {};
  // What somebody is has no participle in its name: a statement of its own tells that.
  const Namer namer(sentence_, tree_, namer_.mentions(), naming ? argument.head + 1 : clause.head);
  if ((beside || (naming && is_title(tree_.lemma(argument.head)))) && !namer_.mention_at(argument.head)) {
    if (beside && tree_.has(argument.head, {Deprel::NmodPoss}) && !possessed(tree_, namer_, argument.head))
      return {};  // "his wife Ada", of a man without a name
    Phrase what = namer.office(argument.head);
    const Token& noun = sentence_.tokens[argument.head];
    if (beside && noun.xpos == "NNS" && lower(what.term.text).ends_with(lower(noun.form)) &&
        !noun.lemma.empty()) {  // "ports such as Genoa": each of them is a port
      what.term.text.replace(what.term.text.size() - noun.form.size(), noun.form.size(), noun.lemma);
    }
    return {what};
  }
  std::vector<Phrase> found = namer.phrases(argument.head, owner, true);
  if (!naming) {
    for (Phrase& phrase : found) namer_.add_nested(argument.head, phrase.qualifiers);
  }
  return found;
}

bool SentenceStatements::has_verb(const Clause& clause) const {
  return std::any_of(clause.predicate.begin(), clause.predicate.end(), [&](const PredicateWord& word) {
    return word.token == kNoHead ||
           (!tree_.is(word.token, {Upos::Aux, Upos::Part, Upos::Adv}) && tree_.lemma(word.token) != "be");
  });
}

bool SentenceStatements::only_quoted(const Clause& clause) const {
  return clause.quoted && clause.speaker_clause < 0 && !clause.arguments.empty() &&
         !tree_.quoted(clause.arguments.front().head);
}

bool SentenceStatements::shows_tense(const Clause& clause) const {
  return std::any_of(clause.predicate.begin(), clause.predicate.end(), [&](const PredicateWord& word) {
    return word.token != kNoHead && text::shows_tense(tree_.xpos(word.token));
  });
}

bool SentenceStatements::speaks_of_own_mind(const Clause& clause) const {
  return clause.speaker_clause >= 0 && !clause.arguments.empty() &&
         first_person(lower(sentence_.tokens[clause.arguments.front().head].form));
}

void SentenceStatements::read_reciprocal(const Clause& clause, const std::string& name,
                                         const std::vector<Phrase>& who,
                                         const std::vector<Qualifier>& shared) {
  const bool direct = verb_of(clause) == "meet" || verb_of(clause) == "marry" ||
                      verb_of(clause) == "divorce" || verb_of(clause) == "fight";
  for (std::size_t other = 1; other < who.size(); ++other)
    add(clause, who.front(), direct ? name : name + "_with", who[other], shared);
}

void SentenceStatements::read_rank(const Clause& clause, const std::vector<Phrase>& who,
                                   std::vector<Qualifier> shared) {
  const Argument* measured = nullptr;
  std::optional<int> place;
  for (const Argument& argument : clause.arguments) {
    if (argument.role == Role::Object) measured = &argument;
    if (argument.role == Role::Oblique && argument.preposition == "rank")
      place = ordinal(lower(sentence_.tokens[argument.head].form));
    if (argument.role == Role::Oblique && argument.preposition == "in" &&
        tree_.lemma(argument.head) != "world") {
      for (Qualifier& qualifier : namer_.qualifiers("in", argument.head, {}))
        shared.push_back(std::move(qualifier));
    }
  }
  if (!measured || !place) return;
  const std::string name = "rank_" + lower(sentence_.tokens[measured->head].form);
  const Phrase object{{TermKind::Integer, std::to_string(*place), {}}, {}, false, 1.0};
  for (const Phrase& subject : who) add(clause, subject, name, object, shared);
}

void SentenceStatements::add(const Clause& clause, const Phrase& subject, const std::string& predicate,
                             const Phrase& object, const std::vector<Qualifier>& shared) {
  if (predicate == "is" && object.term.text.starts_with(subject.term.text + "_"))
    return;  // "his wife, Ada Hill", where "his" was read as hers
  auto fact = make_fact(sentence_, clause.confidence, subject, predicate, object, shared);
  if (!fact || says_nothing(fact->statement)) return;
  add_bounds(bounds_, fact->statement.object, fact->statement.qualifiers);
  normalise(fact->statement);
  const auto features = statement_features(tree_, clause, subject, object, fact->statement);
  fact->confidence = std::round(statement_confidence(features) * 1000) / 1000;
  if (watch_) watch_(*fact, features);
  if (fact->confidence < kLeastConfidence) return;
  facts_.push_back(std::move(*fact));
}

std::vector<Fact> name_statements(std::span<const Sentence> sentences, const std::vector<Tree>& trees,
                                  const std::vector<std::vector<Clause>>& clauses,
                                  const DocumentMentions& mentions, const StatementWatch& watch) {
  std::vector<std::vector<Fact>> found(sentences.size());
  for (std::size_t s = 0; s < sentences.size(); ++s) {
    if (!is_headline(sentences[s]))
      found[s] = SentenceStatements(trees[s], clauses[s], mentions.by_sentence[s], watch).read();
  }
  const std::vector<bool> quoted = within_quotations(sentences);
  std::vector<std::optional<Term>> speakers(sentences.size());  // of long quotations
  for (const LongQuotation& quotation : long_quotations(sentences)) {
    const auto speaker = join_parts(sentences, quotation, found);
    for (std::size_t s = quotation.first; s <= quotation.last; ++s) speakers[s] = speaker;
  }
  std::vector<Fact> facts;
  std::optional<Term> speaker;
  for (std::size_t s = 0; s < sentences.size(); ++s) {
    if (quoted[s]) attribute(found[s], speakers[s] ? speakers[s] : speaker);
    if (const auto now = speaker_of(found[s])) speaker = now;
    std::move(found[s].begin(), found[s].end(), std::back_inserter(facts));
  }
  keep_most_certain(facts, sentences.size());
  return facts;
}

}  // namespace kg::text
