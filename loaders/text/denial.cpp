// What the words of a subject or an object deny: "few voters", "neither bank", "not everybody".
#include <algorithm>

#include "loaders/text/clause_rules.hpp"

namespace kg::text {
namespace {

using enum Deprel;

/// "FEW voters", "LITTLE profit", "NEITHER bank": hardly any of it, or none; not "a few", "the few".
bool hardly_any(const Tree& tree, const Argument& argument) {
  if (argument.role != Role::Subject && argument.role != Role::Object) return false;
  const std::int32_t head = argument.head;
  const auto scant = [&](std::int32_t t) {
    const std::string word = lower(tree[t].form);
    return word == "few" || (word == "little" && tree.xpos(head) == "NN");
  };
  bool scarce = scant(head);
  for (const std::int32_t c : tree.children(head)) {
    if (c > head) break;
    const std::string_view word = tree.lemma(c);
    if (word == "neither" || word == "nor") return true;
    if (tree.is(c, {Det, NmodPoss})) return false;
    scarce = scarce || (tree.is(c, {Amod, Det, Nummod}) && !tree.is(head, {Upos::Propn}) && scant(c));
  }
  return scarce;
}

/// "NOT everybody agrees": some do.
bool denied_amount(const Tree& tree, const Argument& subject) {
  if (subject.tokens.empty()) return false;
  const std::int32_t first = subject.tokens.front();
  return tree.lemma(first) == "not" || (first > 0 && tree.lemma(first - 1) == "not");
}

}  // namespace

void deny(const Tree& tree, Clause& clause) {
  const std::int32_t conjunction = tree.child(clause.head, {Cc});  // "nor did he drink"
  if (conjunction != kNoHead && tree.lemma(conjunction) == "nor") clause.asserted = false;
  if (denied_amount(tree, clause.arguments.front())) clause.asserted = false;
  const auto scarce = [&](const Argument& a) { return hardly_any(tree, a); };
  if (std::none_of(clause.arguments.begin(), clause.arguments.end(), scarce)) return;
  Argument& subject = clause.arguments.front();
  const auto neither = std::find_if(subject.tokens.begin(), subject.tokens.end(),
                                    [&](std::int32_t t) { return tree.lemma(t) == "neither"; });
  const bool both = clause.arguments.size() > 1 && clause.arguments[1].role == Role::Subject;
  const std::int32_t auxiliary = clause.predicate.front().token;
  if (!both || neither == subject.tokens.end() || clause.negated || auxiliary == kNoHead ||
      !tree.is(auxiliary, {Upos::Aux})) {
    clause.asserted = false;
    return;
  }
  subject.tokens.erase(neither);
  clause.predicate.insert(clause.predicate.begin() + 1, {kNoHead, "not"});
  clause.negated = true;
}

}  // namespace kg::text
