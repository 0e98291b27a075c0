// What prepositions say: the qualifiers of statements, under the roles that they name.
#include <algorithm>

#include "loaders/text/clause_rules.hpp"
#include "loaders/text/date_words.hpp"
#include "loaders/text/naming.hpp"
#include "loaders/text/statements.hpp"
#include "loaders/text/word_list.hpp"

namespace kg::text {
namespace {

using enum Deprel;

const WordList kGeographic(
    "town city village island state province river county district municipality lake port region suburb "
    "hamlet");

/// Nouns for what is told, thought or shown, which take it in a clause.
const WordList kNounsOfTelling(
    "accusation allegation announcement argument assertion assumption assurance belief charge claim "
    "complaint concern "
    "conclusion conviction denial doubt evidence expectation fact fear feeling finding guarantee guess hope "
    "hypothesis "
    "idea impression indication information insistence message news notice notion observation opinion "
    "possibility "
    "prediction principle proof prospect reminder report risk rumor rumour sign signal speculation statement "
    "suggestion "
    "suspicion testimony theory thought threat understanding view warning worry");

/// Phrases that only steer the text.
const WordList kIdioms(
    "in_end in_response in_addition in_fact in_turn in_particular in_general in_contrast in_short in_brief "
    "in_part "
    "in_case in_order in_view in_term in_time in_way in_effect in_theory in_practice in_sum in_total "
    "in_full in_place in_person in_detail for_example for_instance for_time for_now as_result as_whole "
    "on_hand on_contrary on_average at_time at_point at_moment at_least at_most at_first at_last at_all "
    "at_once by_way of_course to_extent to_date by_contrast by_comparison by_far on_basis at_stage in_event "
    "in_meantime on_behalf on_occasion over_time");

/// How much of a time is meant, or what kind of figure an amount is.
const WordList kExtents("average bulk maximum mean median minimum more most much part rest total");

}  // namespace

bool names_place_kind(std::string_view lemma) {
  return kGeographic.has(lemma);
}

/// What prepositions add to a noun: "relations with Japan" → with=Japan.
void Namer::add_prepositional(std::int32_t head, std::string_view owner,
                              std::vector<Qualifier>& found) const {
  for (const std::int32_t child : tree_.children(head)) {
    if (child < head || !tree_.is(child, {Nmod, Obl})) continue;
    const std::int32_t preposition = tree_.child(child, {Case});
    if (preposition == kNoHead) continue;
    const std::string text = preposition_words(tree_, preposition);
    if (text == "of") {  // "the weight of the cargo from Oslo": trees hang "from" on either
      if (!mention_at(child)) add_prepositional(child, owner, found);
      continue;
    }
    std::vector<std::int32_t> heads{child};
    for (const std::int32_t conjunct : tree_.children(child)) {
      if (tree_.is(conjunct, {Conj}) && tree_.is(conjunct, {Upos::Noun, Upos::Propn}) &&
          alternatives(tree_, child).empty())
        heads.push_back(conjunct);
    }
    for (const std::int32_t one : heads) {
      for (Qualifier& qualifier : qualifiers(text, one, owner)) found.push_back(std::move(qualifier));
    }
    add_nested(child, found);
  }
}

/// What a noun tells: "sent a message THAT THE TALKS HAD FAILED".
void Namer::add_told(std::int32_t head, std::vector<Qualifier>& found) const {
  if (!kNounsOfTelling.has(tree_.lemma(head))) return;
  for (const std::int32_t clause : tree_.children(head)) {
    const std::int32_t marker =
        clause > head && tree_.is(clause, {Acl}) ? tree_.child(clause, {Mark}) : kNoHead;
    if (marker == kNoHead || tree_.lemma(marker) != "that" || !tree_.has(clause, {Nsubj, NsubjPass, Expl}))
      continue;
    const std::int32_t last = tree_.subtree(clause).back();
    const bool open = wants_object(tree_.lemma(clause)) || (last == clause && !tree_.has(clause, {Aux, Cop}));
    if (open && !tree_.has(clause, {Obj, AuxPass}))
      continue;  // "the evidence that they need": a relative clause
    const Argument content = clause_argument(tree_, clause, Role::Content);
    found.push_back({"content", Term::string(quoted_text(sentence_, content.tokens))});
  }
}

std::vector<Qualifier> Namer::qualifiers(std::string_view preposition, std::int32_t head,
                                         std::string_view owner) const {
  std::vector<Qualifier> result;
  const Mention* mention = mention_at(head);
  if (const std::int32_t of = of_child(head);
      preposition == "at" && tree_.lemma(head) == "age" && of != kNoHead) {
    if (const auto age = number_term(sentence_, of)) return {{"age", *age}};
  }
  if (const std::int32_t of = of_child(head);
      of != kNoHead && (tree_.lemma(head) == "period" || tree_.lemma(head) == "course")) {
    const Mention* length = mention_at(of);  // "over a period of six years"
    if (length && length->type == MentionType::Duration) return {{"duration", length->term}};
  }
  if (const std::int32_t of = of_child(head); of != kNoHead && kExtents.has(tree_.lemma(head))) {
    const Mention* whole = mention_at(of);  // "for most of MONDAY", "for a median of 29 MONTHS"
    if (whole && whole->type >= MentionType::Date && whole->type <= MentionType::Quantity)
      return {{qualifier_key(preposition, whole->type), whole->term}};
  }
  if (const std::int32_t of = of_child(head);
      of != kNoHead && preposition == "in" && tree_.lemma(head) == "event") {  // "in the event OF A SALE"
    const Phrase event = phrases(of, owner, false).front();
    if (!event.empty()) return {{"if", event.term}};
  }
  if (hour_at(sentence_, head)) return {{std::string(preposition), in_words(sentence_, head, head + 2)}};
  if (!mention && kIdioms.has(std::string(preposition) + "_" + std::string(tree_.lemma(head)))) return result;
  if (mention && mention->type == MentionType::Date && preposition == "between") {
    for (const std::int32_t child : tree_.children(head)) {
      const Mention* end = mention_at(child);
      if (tree_.is(child, {Conj}) && end && end->type == MentionType::Date)
        return {{"since", mention->term}, {"until", end->term}};
    }
    const Mention* end =
        mention->last + 1 < tree_.size() && lower(sentence_.tokens[mention->last].form) == "and"
            ? mention_at(mention->last + 1)
            : nullptr;
    if (end && end->type == MentionType::Date) return {{"since", mention->term}, {"until", end->term}};
  }
  const bool measured = mention &&
                        (mention->type == MentionType::Quantity || mention->type == MentionType::Duration) &&
                        mention->head != head;
  MentionType type = mention && !measured ? mention->type : MentionType::Nominal;
  if (!mention && names_place_kind(tree_.lemma(head)) &&
      of_child(head) != kNoHead) {  // "in the town of Omegna"
    if (const Mention* place = mention_at(of_child(head)); place && place->type == MentionType::Place)
      type = MentionType::Place;
  }
  if (preposition == "such as" || preposition == "including" || preposition == "like") {
    return result;  // the examples are added by the phrase that they stand for
  }
  for (Phrase& phrase : phrases(head, owner, false)) {
    if (phrase.empty()) continue;
    std::string key = qualifier_key(preposition, type);
    if (key.empty()) continue;
    if (phrase.term.kind == TermKind::Name && phrase.term.text == owner) continue;
    phrase = counted(std::move(phrase));
    result.push_back({key, phrase.term});
    for (Qualifier& more : phrase.qualifiers) {
      if (more.key == "share" || more.key == "amount") result.push_back(std::move(more));
    }
    // "with large ports such as Bergen": the examples say more than the kind.
    for (const std::int32_t child : tree_.children(head)) {
      if (child < head || !tree_.is(child, {Nmod})) continue;
      const std::int32_t marker = tree_.child(child, {Case});
      if (marker == kNoHead) continue;
      const std::string word_of = lower(sentence_.tokens[marker].form);
      if (word_of != "such" && word_of != "including" && word_of != "like") continue;
      std::vector<std::int32_t> examples{child};
      for (const std::int32_t conjunct : tree_.children(child)) {
        if (tree_.is(conjunct, {Conj})) examples.push_back(conjunct);
      }
      for (const std::int32_t example : examples) {
        for (const Phrase& one : phrases(example, owner, false)) {
          if (!one.empty()) result.push_back({key, one.term});
        }
      }
    }
  }
  return result;
}

void Namer::add_nested(std::int32_t head, std::vector<Qualifier>& qualifiers) const {
  for (const std::int32_t child : tree_.children(head)) {
    if (tree_.is(child, {Flat, Compound, NmodDesc}))
      add_nested(child, qualifiers);  // trees differ in what of a name they hang things on
    if (child < head || !tree_.is(child, {Nmod, Obl, NmodUnmarked})) continue;
    const std::int32_t preposition = tree_.child(child, {Case});
    const Mention* mention = mention_at(child);
    const std::string text =
        preposition == kNoHead ? std::string() : lower(sentence_.tokens[preposition].form);
    if (mention && mention->head == child &&
        (mention->type == MentionType::Place || mention->type == MentionType::Country)) {
      if (text == "in" || text == "at" || text == "near") qualifiers.push_back({"location", mention->term});
    } else if (mention && mention->head == child &&
               (mention->type == MentionType::Date || mention->type == MentionType::Duration)) {
      if (text == "of") continue;
      for (Qualifier& time : this->qualifiers(text, child, {})) qualifiers.push_back(std::move(time));
    } else if (text == "of" && !mention) {
      add_nested(child, qualifiers);  // "the closure of the mine for a year"
    }
  }
}

std::string qualifier_key(std::string_view preposition, MentionType type) {
  std::string key(preposition);
  std::replace(key.begin(), key.end(), ' ', '_');
  if (type == MentionType::Date) {
    if (key == "since" || key == "from") return "since";
    if (key == "until" || key == "till" || key == "to" || key == "through") return "until";
    if (key == "before" || key == "after" || key == "by") return key;
    return "date";
  }
  if (type == MentionType::Duration) {
    return key == "within" || key == "after" || key == "before" || key == "in" || key == "by" || key == "at"
               ? key
               : "duration";
  }
  if (type == MentionType::Place || type == MentionType::Country) {
    if (key == "in" || key == "at" || key == "near" || key == "outside" || key == "inside" || key == "within")
      return "location";
  }
  return key == "aged" ? "age" : key;
}

}  // namespace kg::text
