// Passives turned around: the predicate of "was led by X" as X's deed, in the same tense.
#include "loaders/text/clause_rules.hpp"
#include "loaders/text/verb_spelling.hpp"

namespace kg::text {

std::vector<PredicateWord> active_words(const Tree& tree, const VerbGroup& group, bool plural_agent) {
  // The form of "be" that makes the passive says which form the active verb takes; a participle alone ("the
  // response led by Washington") tells of what was done.
  const std::int32_t verb = group.links.back();
  const std::string participle = lower(tree[verb].form);
  const std::string base(tree.lemma(verb));
  std::string be = "was";
  for (const std::int32_t w : group.words) {
    if (tree.is(w, {Deprel::AuxPass})) be = shown(tree, w);
  }
  const bool present = be == "is" || be == "are" || be == "am";
  const bool past = be == "was" || be == "were" || be == "got";
  std::string active;
  std::vector<PredicateWord> words;
  if (group.negated && (present || past)) {
    words.push_back({kNoHead, past ? "did" : plural_agent ? "do" : "does"});
    active = base;
  } else if (past) {
    active = past_of_participle(participle);
  } else if (present) {
    active = plural_agent ? base : third_person(base);
  } else if (be == "been") {
    active = participle;
  } else if (be == "being") {
    active = gerund(base, participle);
  } else {
    active = base;
  }
  for (const std::int32_t w : group.words) {
    if (!tree.is(w, {Deprel::AuxPass})) words.push_back({w, w == verb ? active : shown(tree, w)});
  }
  return words;
}

}  // namespace kg::text
