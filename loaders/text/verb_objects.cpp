// What stands behind a verb as its object: objects proper, what belongs to the verb though it hangs on them,
// and what an object is made or called.
#include <algorithm>
#include <array>
#include <iterator>

#include "loaders/text/clause_rules.hpp"

namespace kg::text {
namespace {

using enum Deprel;

void append(std::vector<Argument>& to, std::vector<Argument> from) {
  std::move(from.begin(), from.end(), std::back_inserter(to));
}

/// Verbs that say as what something is seen or used.
constexpr std::array<std::string_view, 34> kTakesAs = {
    "accept",    "appoint",   "brand",    "cast",      "characterise", "characterize", "choose",
    "cite",      "classify",  "condemn",  "consider",  "criticise",    "criticize",    "define",
    "denounce",  "depict",    "describe", "designate", "dismiss",      "elect",        "establish",
    "hail",      "identify",  "label",    "name",      "perceive",     "portray",      "praise",
    "recognise", "recognize", "regard",   "see",       "use",          "view"};
static_assert(std::is_sorted(kTakesAs.begin(), kTakesAs.end()));

/// Nouns for what joins two parties: "with" behind them names the other one, not a part of the thing.
constexpr std::array<std::string_view, 27> kBonds = {
    "accord",      "agreement",   "alliance", "border",     "clash",        "conflict", "contract",
    "cooperation", "deal",        "dialogue", "discussion", "dispute",      "meeting",  "negotiation",
    "pact",        "partnership", "peace",    "relation",   "relationship", "summit",   "talk",
    "tension",     "tie",         "trade",    "treaty",     "truce",        "war"};
static_assert(std::is_sorted(kBonds.begin(), kBonds.end()));

/// Verbs of charging somebody "of" a deed.
constexpr std::array<std::string_view, 6> kAccusing = {"absolve", "accuse",  "acquit",
                                                       "clear",   "convict", "suspect"};
static_assert(std::is_sorted(kAccusing.begin(), kAccusing.end()));

/// Words of an object that belong to its verb: "described the move AS A MISTAKE", "signed a deal WITH OSLO".
std::int32_t lifted(const Tree& tree, std::int32_t verb, const Argument& object) {
  for (const std::int32_t t : object.tokens) {
    if (t == object.head || !tree.is(t, {Nmod})) continue;
    const std::int32_t marker = tree.child(t, {Case});
    if (marker == kNoHead) continue;
    if (tree.lemma(marker) == "as" && holds(kTakesAs, tree.lemma(verb))) return t;
    if (tree.lemma(marker) == "with" && tree.head(t) == object.head && holds(kBonds, tree.lemma(object.head)))
      return t;
  }
  return kNoHead;
}

}  // namespace

bool deed(const Tree& tree, std::int32_t verb, std::int32_t clause) {
  const std::int32_t marker = tree.child(clause, {Mark, Case});
  return tree.is(clause, {Acl, Advcl}) && tree.xpos(clause) == "VBG" && marker != kNoHead &&
         marker < clause && tree.lemma(marker) == "of" && holds(kAccusing, tree.lemma(verb));
}

Argument deed_argument(const Tree& tree, std::int32_t clause) {
  Argument content = clause_argument(tree, clause, Role::Content);
  const std::int32_t marker = tree.child(clause, {Mark, Case});
  std::erase_if(content.tokens, [&](std::int32_t t) { return t <= marker; });
  trim(tree, content.tokens);
  return content;
}

std::vector<Argument> objects(const Tree& tree, std::int32_t verb, std::vector<Argument> phrases) {
  std::vector<Argument> result;
  std::vector<Argument> apart;
  for (Argument& object : phrases) {
    const std::int32_t t = lifted(tree, verb, object);
    if (t != kNoHead) {
      const std::vector<std::int32_t> gone = tree.subtree(t);
      std::erase_if(object.tokens,
                    [&](std::int32_t o) { return std::binary_search(gone.begin(), gone.end(), o); });
      append(apart, phrase(tree, t, Role::Oblique));
    }
    for (const std::int32_t c : tree.children(object.head)) {
      if (!deed(tree, verb, c)) continue;
      std::erase_if(object.tokens, [&](std::int32_t o) { return tree.within(o, c); });
      apart.push_back(deed_argument(tree, c));
    }
    result.push_back(std::move(object));
  }
  append(result, std::move(apart));
  return result;
}

std::vector<Argument> complement(const Tree& tree, std::int32_t link, std::int32_t token) {
  const bool state = tree.xpos(token) == "VBN" && tree.children(token).empty();  // "kept it CLOSED"
  if (heads_clause(tree, token) && !state)
    return {clause_argument(tree, token, Role::Content)};  // "allowed us TO GO"
  if (const std::int32_t age = tree.child(token, {Obj, Nummod, Obl, OblUnmarked});
      age != kNoHead && lower(tree[token].form) == "aged" && tree.is(age, {Upos::Num})) {
    Argument argument = bare_phrase(tree, age, Role::Oblique);  // "died AGED 91"
    argument.preposition = "aged";
    argument.preposition_tokens = {token};
    return {std::move(argument)};
  }
  if (tree.has(token, {Case})) return phrase(tree, token, Role::Oblique);  // "keep it AT BAY"
  if (!tree.has(link, {Obj})) return phrase(tree, token, Role::Object);    // "became A PORT"
  std::vector<Argument> result = phrase(tree, token, Role::Oblique);       // "made it A PORT"
  for (Argument& argument : result) {
    if (state || tree.is(argument.head, {Upos::Noun, Upos::Propn, Upos::Adj, Upos::Num}))
      argument.preposition = "as";
  }
  for (const std::int32_t c : tree.children(token)) {  // "the worst IN YEARS"
    if (tree.is(c, {Obl, OblUnmarked})) append(result, phrase(tree, c, Role::Oblique));
  }
  return result;
}

}  // namespace kg::text
