// Whom somebody orders, asks or allows to do a thing: "The judge ordered Reed to pay" tells of Reed that he
// was ordered to pay.
#include <algorithm>
#include <array>

#include "loaders/text/clause_rules.hpp"
#include "loaders/text/verb_spelling.hpp"

namespace kg::text {
namespace {

using enum Deprel;

/// Verbs that get somebody to do something.
constexpr std::array<std::string_view, 24> kDirecting = {
    "advise", "allow",     "ask",     "authorise", "authorize", "command", "compel", "direct",
    "enable", "encourage", "entitle", "force",     "instruct",  "invite",  "oblige", "order",
    "permit", "persuade",  "press",   "pressure",  "require",   "teach",   "tell",   "urge"};
static_assert(std::is_sorted(kDirecting.begin(), kDirecting.end()));

/// The passive of a group of words: "ordered" → "was ordered", "will allow" → "will be allowed".
std::vector<PredicateWord> passive_words(const Tree& tree, std::int32_t verb, bool plural) {
  std::vector<PredicateWord> words;
  bool perfect = false, bare = false;
  for (const std::int32_t c : tree.children(verb)) {
    if (!tree.is(c, {Aux}) || c > verb) continue;
    perfect = tree.lemma(c) == "have";
    bare = !perfect;
    std::string word = shown(tree, c);
    if (perfect && (word == "has" || word == "have")) word = plural ? "have" : "has";
    words.push_back({c, word});
  }
  if (perfect) {  // "has asked", whatever the tag of "asked"
    words.push_back({kNoHead, "been"});
  } else if (tree.xpos(verb) == "VBD") {
    words.push_back({kNoHead, plural ? "were" : "was"});
  } else if (bare && tree.xpos(verb) == "VB") {
    words.push_back({kNoHead, "be"});
  } else if (words.empty() && (tree.xpos(verb) == "VBZ" || tree.xpos(verb) == "VBP")) {
    words.push_back({kNoHead, plural ? "are" : "is"});
  } else {
    return {};
  }
  words.push_back({verb, participle_of(std::string(tree.lemma(verb)), lower(tree[verb].form))});
  return words;
}

}  // namespace

std::optional<Clause> directed_clause(const Tree& tree, std::int32_t infinitive) {
  const std::int32_t verb = tree.head(infinitive);
  const std::int32_t to = tree.child(infinitive, {Mark});
  if (verb == kNoHead || to == kNoHead || tree.lemma(to) != "to" || !tree.is(infinitive, {Xcomp, Ccomp}))
    return std::nullopt;
  const std::int32_t object = tree.child(verb, {Obj, Iobj});
  if (!holds(kDirecting, tree.lemma(verb)) || object == kNoHead || object > infinitive) return std::nullopt;
  if (verb_group(tree, verb).negated || tree.has(verb, {AuxPass})) return std::nullopt;
  Clause clause;
  clause.kind = ClauseKind::Relative;
  clause.head = verb;  // it is as true as the order, whatever becomes of the deed
  clause.quoted = tree.quoted(verb);
  clause.asserted = asserted(tree, verb);
  clause.arguments = phrase(tree, object, Role::Subject);
  const bool plural =
      clause.arguments.size() > 1 || tree.xpos(object) == "NNS" || tree.xpos(object) == "NNPS";
  clause.predicate = passive_words(tree, verb, plural);
  if (clause.predicate.empty()) return std::nullopt;
  const VerbGroup group = verb_group(tree, infinitive);
  std::vector<std::int32_t> words = group.words;
  if (std::find(words.begin(), words.end(), to) == words.end()) words.push_back(to);
  std::sort(words.begin(), words.end());
  for (const std::int32_t word : words) clause.predicate.push_back({word, shown(tree, word)});
  add_group_arguments(tree, group, clause);
  return clause;
}

}  // namespace kg::text
