#include "loaders/text/pleonastic.hpp"

#include "loaders/text/word_list.hpp"

namespace kg::text {
namespace {

const WordList kSeem("seem appear happen emerge transpire follow matter suffice rain snow hail thunder");
const WordList kTake("take");
const WordList kSaid(
    "say believe expect think report know hope fear assume understand estimate announce allege claim suggest "
    "decide agree rumor rumour");
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

/// "It is Oslo THAT pays", "It was in May THAT he left", "It is a shame THAT they lost": the clause that a
/// phrase behind "it is" stands out of, or that a noun is said of; not what only describes the noun ("It is a
/// drug that helps").
bool clause_set_apart(const Tree& tree, std::int32_t phrase) {
  const bool indefinite = tree.is(phrase, {Upos::Det}) && tree.lemma(phrase).starts_with("a");
  for (std::int32_t t = phrase + 1; t + 1 < tree.size() && !tree.is(t, {Upos::Punct, Upos::Verb}); ++t) {
    if (tree.lemma(t) != "that" && tree.lemma(t) != "who") continue;
    const bool described = tree.is(t + 1, {Upos::Verb, Upos::Aux, Upos::Adv});
    return described ? tree.is(phrase, {Upos::Propn})
                     : indefinite || tree.is(phrase, {Upos::Adp, Upos::Propn});
  }
  return false;
}

/// "It LOOKS as if …", "It TURNED out that …", "It CAME as no surprise that …", "had it NOT been for …".
bool set_phrase(const Tree& tree, std::int32_t it, std::int32_t verb) {
  const auto word = [&](std::int32_t t) { return t < tree.size() ? tree.lemma(t) : std::string_view(); };
  if (word(verb) == "look" || word(verb) == "sound")
    return word(verb + 1) == "like" ||
           (word(verb + 1) == "as" && (word(verb + 2) == "if" || word(verb + 2) == "though"));
  if (word(verb) == "turn") return word(verb + 1) == "out" && clause_follows(tree, verb + 2);
  if (word(verb) == "come") return word(verb + 2) == "no" || word(verb + 3) == "surprise";
  return it > 0 && word(it - 1) == "have" && word(it + 1) == "not" && word(it + 2) == "be";
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
  if (kSeem.has(word) || set_phrase(tree, it, t)) return true;
  if (kTake.has(word)) return clause_follows(tree, t + 1);  // "it took an hour to"
  if (kSaid.has(word) && tree.xpos(t) == "VBN") return clause_follows(tree, t + 1);
  if (!copula) {
    // "make it clear that", "found it hard to": the object of a verb that is followed by an adjective
    return tree.is(t, {Upos::Adj}) && clause_follows(tree, t + 1);
  }
  if (clause_set_apart(tree, t)) return true;
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
