#include "loaders/text/pleonastic.hpp"

#include "loaders/text/word_list.hpp"

namespace kg::text {
namespace {

const WordList kSeem("seem appear happen emerge transpire follow matter suffice rain snow hail thunder");
const WordList kTake("take");
const WordList kSaid(
    "say believe expect think report know hope fear assume understand estimate announce allege claim suggest "
    "decide "
    "agree rumour");
const WordList kEvents(
    "time day year week month occasion mistake pity shame honour honor pleasure relief tragedy job role task "
    "duty "
    "responsibility goal aim practice");
const WordList kOrdinals("first second third fourth fifth sixth seventh eighth ninth tenth last latest");
/// Behind an adjective or noun these open the clause that "it" only announces.
const WordList kOpeners("to that whether if for how why when where what who");

/// Whether a clause is announced between `from` and the next stop.
bool clause_follows(const Tree& tree, std::int32_t from) {
  for (std::int32_t t = from; t < tree.size(); ++t) {
    const std::string_view word = tree.lemma(t);
    if (word == "," || word == "." || word == ";" || word == "\"" || word == "\u201d") return false;
    if (word == "to" && t + 1 < tree.size() && tree.xpos(t + 1) != "VB") continue;
    if (word == "for" || word == "when") continue;
    if (kOpeners.has(word)) return true;
  }
  return false;
}

}  // namespace

bool means_nothing(const Tree& tree, std::int32_t it) {
  if (tree.is(it, {Deprel::Expl})) return true;
  const std::int32_t size = tree.size();
  std::int32_t t = it + 1;
  while (t < size &&
         (tree.is(t, {Upos::Aux, Upos::Adv, Upos::Part}) || tree.lemma(t) == "be" || tree.lemma(t) == "'s"))
    ++t;
  if (t == size) return false;
  const std::string_view word = tree.lemma(t);
  const bool copula = t > it + 1;
  if (kSeem.has(word)) return true;
  if (kTake.has(word)) return clause_follows(tree, t + 1);  // "it took an hour to"
  if (kSaid.has(word) && tree.xpos(t) == "VBN") return clause_follows(tree, t + 1);
  if (!copula) {
    // "make it clear that", "found it hard to": the object of a verb that is followed by an adjective
    return tree.is(t, {Upos::Adj}) && clause_follows(tree, t + 1);
  }
  if (tree.is(t, {Upos::Adj, Upos::Verb}) && clause_follows(tree, t + 1) && !tree.is(t, {Upos::Verb}))
    return true;
  if (tree.is(t, {Upos::Det, Upos::Pron, Upos::Num, Upos::Adj, Upos::Noun, Upos::Adp})) {
    for (std::int32_t n = t; n < size && n < t + 6; ++n) {
      if (kOrdinals.has(tree.lemma(n)) && n <= t + 1) return true;  // "it was the first title since"
      if (tree.is(n, {Upos::Noun}) && kEvents.has(tree.lemma(n)))
        return clause_follows(tree, n + 1) || tree.lemma(n) != "year";
      if (tree.is(n, {Upos::Noun, Upos::Verb, Upos::Punct})) break;
    }
  }
  return false;
}

}  // namespace kg::text
