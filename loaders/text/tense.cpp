// Participles and infinitives that tell what happened, in the tense of the clause they belong to: "The river
// burst its banks, flooding the market" → the river flooded it.
#include "loaders/text/clause_rules.hpp"
#include "loaders/text/statements.hpp"
#include "loaders/text/verb_spelling.hpp"

namespace kg::text {
namespace {

using enum Deprel;

enum class Tense : std::uint8_t { None, Past, Present, Modal };

/// The tense of the clause that a participle hangs on, at any depth; of a modal also the word. None behind an
/// infinitive, which has none.
struct Governor {
  Tense tense = Tense::None;
  std::int32_t modal = kNoHead;
};

Tense tense_of(std::string_view tag) {
  if (tag == "VBD") return Tense::Past;
  return tag == "VBZ" || tag == "VBP" ? Tense::Present : Tense::None;
}

Governor governor(const Tree& tree, std::int32_t verb) {
  for (std::int32_t up = tree.head(verb); up != kNoHead; up = tree.head(up)) {
    for (const std::int32_t c : tree.children(up)) {
      if (!tree.is(c, {Aux, AuxPass, Cop})) continue;
      if (tree.xpos(c) == "MD") return {Tense::Modal, c};
      if (tree.lemma(c) == "have") return {Tense::Past, kNoHead};  // "has left, taking …": he took it
      if (const Tense tense = tense_of(tree.xpos(c)); tense != Tense::None) return {tense, kNoHead};
    }
    if (!tree.is(up, {Upos::Verb})) continue;
    if (const Tense tense = tense_of(tree.xpos(up)); tense != Tense::None) return {tense, kNoHead};
    if (tree.xpos(up) == "VB" || tree.xpos(up) == "VBN") return {};
  }
  return {};
}

}  // namespace

std::vector<PredicateWord> words_in_tense(const Tree& tree, const Clause& clause) {
  std::vector<PredicateWord> words = clause.predicate;
  if (clause.passive || clause.negated || clause.kind == ClauseKind::Copula) return words;
  PredicateWord& first = words.front();
  if (first.token == kNoHead || !tree.is(first.token, {Upos::Verb})) return words;
  const bool participle = tree.xpos(first.token) == "VBG";
  const bool infinitive = tree.xpos(first.token) == "VB" && first.token == clause.head &&
                          tree.is(clause.head, {Advcl}) && words.size() == 1;
  if ((!participle && !infinitive) || tree.has(clause.head, {Aux, AuxPass})) return words;
  const Governor above = governor(tree, clause.head);
  const std::string base(tree.lemma(first.token));
  const Argument& subject = clause.arguments.front();
  const bool plural = tree.xpos(subject.head) == "NNS" || tree.xpos(subject.head) == "NNPS" ||
                      (clause.arguments.size() > 1 && clause.arguments[1].role == Role::Subject);
  const std::int32_t first_word = tree.subtree(clause.head).front();
  const bool restricts =  // "farms GROWING rice will be sold": they grow it
      tree.is(clause.head, {Acl}) && first_word > 0 && tree[first_word - 1].form != ",";
  if (above.tense == Tense::Past) {
    first.text = past_of_gerund(base, participle ? lower(first.text) : std::string());
  } else if (above.tense == Tense::Present || (above.tense == Tense::Modal && restricts)) {
    first.text = plural ? base : third_person(base);
  } else if (above.tense == Tense::Modal) {
    first.text = base;
    words.insert(words.begin(), {above.modal, shown(tree, above.modal)});
  }
  return words;
}

}  // namespace kg::text
