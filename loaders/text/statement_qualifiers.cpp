// What else a clause says of its statement: when, where, for how long, with whom.
#include <algorithm>

#include "loaders/text/sentence_statements.hpp"

namespace kg::text {
namespace {

bool bounds_time(std::string_view preposition) {
  return preposition == "since" || preposition == "until" || preposition == "before" ||
         preposition == "after" || preposition == "till";
}

}  // namespace

bool SentenceStatements::is_date(const Argument& argument) const {
  const Mention* mention = namer_.mention_at(argument.head);
  return mention && mention->type == MentionType::Date;
}

std::string SentenceStatements::time_key(const Mention& date) const {
  const std::string before = date.first > 0 ? lower(sentence_.tokens[date.first - 1].form) : std::string();
  return bounds_time(before) ? before : "date";
}

void SentenceStatements::add_oblique(const Argument& argument, std::string_view owner,
                                     std::vector<Qualifier>& qualifiers) const {
  const Mention* mention = namer_.mention_at(argument.head);
  if (argument.conjunct && argument.preposition == "between" && mention && mention->type == MentionType::Date)
    return;  // with the one before
  if (argument.preposition.empty()) {
    if (mention && mention->type == MentionType::Date)
      qualifiers.push_back({time_key(*mention), mention->term});
    if (mention && mention->type == MentionType::Duration) qualifiers.push_back({"duration", mention->term});
    if (mention && mention->type == MentionType::Quantity) qualifiers.push_back({"amount", mention->term});
    return;
  }
  for (Qualifier& qualifier : namer_.qualifiers(argument.preposition, argument.head, owner))
    qualifiers.push_back(std::move(qualifier));
  std::vector<Qualifier> nested;  // "in 2020, from $5 million in 2019": the verb's own time comes first
  namer_.add_nested(argument.head, nested);
  if (bounds_time(argument.preposition)) {  // "until her retirement IN 1941 in Rome": the year bounds it, too
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

void SentenceStatements::add_loose_dates(const Clause& clause, std::vector<Qualifier>& qualifiers) const {
  for (const std::int32_t child : tree_.children(clause.head)) {
    const Mention* mention = namer_.mention_at(child);
    if (!mention || mention->type != MentionType::Date || mention->head != child ||
        tree_.has(child, {Deprel::Case}))
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

}  // namespace kg::text
