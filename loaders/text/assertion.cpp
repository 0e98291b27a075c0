// What a text holds to be so, and what it only supposes, asks, wishes, demands or aims at. Only what is
// asserted becomes a statement.
#include <algorithm>
#include <array>

#include "loaders/text/clause_rules.hpp"

namespace kg::text {
namespace {

using enum Deprel;

/// "Ada Hill doubts[noun] that Tom Reed won", "Ada Hill fears[nsubj] Tom Reed[nsubj] won": a clause that
/// hangs on a sentence's bare noun is what somebody thinks, hopes or fears.
bool only_thought(const Tree& tree, std::int32_t head) {
  const std::int32_t noun = tree.head(head);
  if (noun != kNoHead && tree.is(head, {Ccomp, Acl}) && tree.is(noun, {Root}) &&
      tree.is(noun, {Upos::Noun}) && !tree.has(noun, {Cop}))
    return tree.is(head, {Ccomp}) || tree.has(head, {Mark});
  const std::int32_t first = tree.child(head, {Nsubj});
  if (first == kNoHead || tree.xpos(first) != "NNS") return false;
  const std::int32_t name = tree.child(first, {Compound, Nmod});
  if (name != first - 1 && (name == kNoHead || !tree.is(first - 1, {Upos::Propn}))) return false;
  for (const std::int32_t c : tree.children(head)) {
    if (c > first && tree.is(c, {Nsubj}) && tree.subtree(c).front() == first + 1)
      return tree.is(first - 1, {Upos::Propn});
  }
  return false;
}

/// Words that make a clause a condition, or what something is only compared with: "fell more THAN it had
/// grown".
constexpr std::array<std::string_view, 8> kConditions = {"if",        "lest", "like",   "provided",
                                                         "providing", "than", "unless", "whether"};

/// Words that date a clause by another one: with a verb in the present, what has not happened yet.
constexpr std::array<std::string_view, 5> kTimes = {"after", "before", "once", "until", "when"};

/// Nouns with which a clause behind "that" is held to be so.
constexpr std::array<std::string_view, 9> kFactual = {
    "discovery", "evidence", "fact", "finding", "knowledge", "realisation", "news", "proof", "realization"};

/// Adjectives with which "it is … that" says that something is so.
constexpr std::array<std::string_view, 8> kCertain = {"apparent", "certain", "clear", "evident",
                                                      "known",    "obvious", "sure",  "true"};

/// Verbs that deny what an infinitive or a form in -ing behind them tells.
constexpr std::array<std::string_view, 7> kRefusing = {"avoid", "ban",    "decline", "deny",
                                                       "fail",  "forbid", "refuse"};

/// Auxiliaries of what is possible.
constexpr std::array<std::string_view, 4> kAllowing = {"can", "could", "may", "might"};

template <std::size_t n>
bool among(const std::array<std::string_view, n>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// The word that shows the tense of a clause: its first auxiliary or copula, else its verb.
std::int32_t tensed_word(const Tree& tree, std::int32_t head) {
  const std::int32_t auxiliary = tree.child(head, {Aux, AuxPass, Cop});
  return auxiliary != kNoHead && auxiliary < head ? auxiliary : head;
}

bool present(const Tree& tree, std::int32_t head) {
  const std::string_view tag = tree.xpos(tensed_word(tree, head));
  return tag == "VBZ" || tag == "VBP";
}

bool questions(const Tree& tree, std::int32_t word) {
  const std::string_view tag = tree.xpos(word);
  return tag == "WRB" || tag == "WP" || tag == "WP$" || (tag == "WDT" && tree.lemma(word) != "that");
}

/// "to SEE that it closes": an infinitive that only tells what for, or what somebody is to do.
bool infinitive(const Tree& tree, std::int32_t head) {
  if (tree.xpos(head) != "VB") return false;
  const std::int32_t marker = tree.child(head, {Mark});
  return marker != kNoHead && tree.lemma(marker) == "to";
}

/// "demanded that the quota BE raised", "asked that the bank CLOSE it": a bare verb form with a subject of
/// its own tells what somebody wants. Behind a plural the present looks the same.
bool subjunctive(const Tree& tree, std::int32_t head) {
  const std::int32_t subject = tree.child(head, {Nsubj, NsubjPass, Expl});
  if (subject == kNoHead || subject > head || tree.has(head, {Aux})) return false;
  const std::int32_t word = tensed_word(tree, head);
  if (tree.xpos(word) != "VB" || word == 0 || lower(tree[word - 1].form) == "to") return false;
  return lower(tree[word].form) == "be" ||
         (tree.xpos(subject) == "NN" && tree.is(head, {Ccomp, Acl, Advcl}) && !tree.has(subject, {Conj}));
}

/// "Only if it has loans CAN it grow": what a condition at the front is the only one for.
bool only_under_condition(const Tree& tree, std::int32_t head) {
  const std::int32_t subject = tree.child(head, {Nsubj, NsubjPass, Expl});
  const std::int32_t auxiliary = tree.child(head, {Aux, AuxPass, Cop});
  return subject != kNoHead && auxiliary != kNoHead && auxiliary < subject && tree.lemma(0) == "only";
}

/// "will sell OR CLOSE it": one of the two, and nobody says which. Who may do either may do both, and who
/// does not do either does neither.
bool one_of_two(const Tree& tree, std::int32_t head) {
  const auto joined = [&](std::int32_t verb) {
    const std::int32_t conjunction = tree.is(verb, {Conj}) ? tree.child(verb, {Cc}) : kNoHead;
    return conjunction != kNoHead && tree.lemma(conjunction) == "or" && heads_clause(tree, verb);
  };
  std::int32_t first = head;
  if (joined(head)) {
    first = tree.head(head);
  } else {
    const auto children = tree.children(head);
    if (std::none_of(children.begin(), children.end(), joined)) return false;
  }
  if (first == kNoHead || verb_group(tree, first).negated || reporting(tree.lemma(first))) return false;
  const std::int32_t above = tree.is(first, {Xcomp}) ? tree.head(first) : kNoHead;
  if (above != kNoHead && among(kRefusing, tree.lemma(above))) return false;
  const std::int32_t modal = tree.child(first, {Aux});
  return modal == kNoHead || !among(kAllowing, tree.lemma(modal));
}

/// "SHOULD prices fall", "HAD it rained", "OTHERWISE it will close": a condition without "if", and what holds
/// on one.
bool without_if(const Tree& tree, std::int32_t head) {
  const std::int32_t subject = tree.child(head, {Nsubj, NsubjPass, Expl});
  for (const std::int32_t c : tree.children(head)) {
    if (subject == kNoHead || c > subject) break;
    const std::string word = lower(tree[c].form);
    if (tree.is(c, {Advmod}) && word == "otherwise") return tree.xpos(tensed_word(tree, head)) == "MD";
    if (!tree.is(c, {Aux, AuxPass, Cop}) || (word != "should" && word != "had" && word != "were")) continue;
    return c == 0 || tree[c - 1].form == "," || (tree.is(c - 1, {Cc}) && tree.lemma(c - 1) != "nor");
  }
  return false;
}

/// "match the index RATHER THAN beat it": what is not done instead.
bool instead_of(const Tree& tree, std::int32_t head) {
  const auto children = tree.children(head);
  return std::any_of(children.begin(), children.end(), [&](std::int32_t c) {
    return c < head && c + 1 < tree.size() && tree.is(c, {Advmod, Cc, Mark}) &&
           ((tree.lemma(c) == "rather" && tree.lemma(c + 1) == "than") ||
            (tree.lemma(c) == "instead" && tree.lemma(c + 1) == "of"));
  });
}

bool denied(const Tree& tree, std::int32_t predicate) {
  return tree.has(predicate, {Cop}) && verb_group(tree, predicate).negated;
}

/// "is not a firm THAT FAILED", "older than any ship FOUND so far", "no bank THAT closed": nothing says that
/// there is one.
bool tells_of_none(const Tree& tree, std::int32_t head) {
  const std::int32_t noun = tree.head(head);
  if (!tree.is(head, {AclRelcl, Acl}) || !tree.is(noun, {Upos::Noun}) || reporting(tree.lemma(head)))
    return false;
  const std::int32_t first = tree.subtree(head).front();
  if (first < noun || tree[first - 1].form == ",") return false;
  const std::int32_t determiner = tree.child(noun, {Det});
  const std::string_view word = determiner == kNoHead ? std::string_view{} : tree.lemma(determiner);
  return word == "any" || word == "no" || denied(tree, noun);
}

/// "MAKE SURE that it works", "would ENSURE that it works": it may not work yet.
bool made_sure(const Tree& tree, std::int32_t head) {
  std::int32_t above = tree.head(head);
  if (!tree.is(head, {Ccomp, Advcl})) return false;
  if (tree.lemma(above) == "sure" || tree.lemma(above) == "certain") {
    above = tree.head(above);
    if (above == kNoHead || tree.lemma(above) != "make") return false;
  } else if (tree.lemma(above) != "ensure") {
    return false;
  }
  return tree.xpos(above) == "VB" || tree.xpos(above) == "VBG";
}

/// "saw no sign that it works": a clause behind the object that it tells of.
bool of_no_object(const Tree& tree, std::int32_t head, std::string_view marker) {
  const std::int32_t object = tree.child(tree.head(head), {Obj});
  const std::int32_t determiner = object == kNoHead ? kNoHead : tree.child(object, {Det});
  return tree.is(head, {Advcl, Ccomp}) && marker == "that" && object < head && determiner != kNoHead &&
         tree.lemma(determiner) == "no" && tree.lemma(object) != "doubt";
}

/// Whether one link of the way up from a clause keeps all below it from being asserted.
bool unasserted_link(const Tree& tree, std::int32_t head) {
  const std::int32_t above = tree.head(head);
  std::string_view marker;
  for (const std::int32_t c : tree.children(head)) {
    if (tree.is(c, {Mark}) && c > 1 && tree.lemma(c) == "as" && tree.lemma(c - 1) == "long" &&
        lower(tree[c - 2].form) == "as")
      return true;  // "AS LONG AS it rains"
    if (tree.is(c, {Mark}) && among(kConditions, tree.lemma(c)))
      return tree.lemma(c) != "like" || !reporting(tree.lemma(head));  // "is not like him, Reed SAID"
    if (c < head && tree.is(c, {Mark, Advmod}) && marker.empty()) marker = tree.lemma(c);
  }
  if (without_if(tree, head) || instead_of(tree, head)) return true;
  if (above == kNoHead) return false;
  if (tells_of_none(tree, head) || made_sure(tree, head) || of_no_object(tree, head, marker)) return true;
  if (tree.is(head, {Advcl}) && among(kTimes, marker) && present(tree, head)) return true;
  if (tree.is(head, {Advcl}) && (marker == "before" || marker == "until") &&
      tree.xpos(tensed_word(tree, head)) == "MD")
    return true;  // "before they COULD go home"
  const std::int32_t first = tree.subtree(head).front();
  const bool asked = questions(tree, first) &&
                     (tree.is(head, {Ccomp}) || (tree.is(head, {Csubj}) && tree.has(above, {Expl})));
  if (asked && (first > above || !tree.is(above, {AclRelcl}))) return true;  // asked HOW it closed
  if (tree.is(head, {Ccomp}) && infinitive(tree, above)) return true;        // "to see that it closes"
  const bool noun = tree.is(above, {Upos::Noun}) && !tree.has(above, {Cop});
  if (tree.is(head, {Acl, Ccomp}) && noun && marker == "that" && above < head)
    return !among(kFactual, tree.lemma(above)) ||
           (tree.has(above, {Det}) &&
            tree.lemma(tree.child(above, {Det})) == "no");  // "the likelihood THAT it closes", "no proof"
  const bool expletive =
      tree.has(above, {Expl}) || (tree.has(above, {Nsubj}) && tree.lemma(tree.child(above, {Nsubj})) == "it");
  return tree.is(above, {Upos::Adj}) && tree.has(above, {Cop}) && expletive &&
         tree.is(head, {Ccomp, Csubj, Advcl}) && (!among(kCertain, tree.lemma(above)) || denied(tree, above));
}

}  // namespace

bool asserted(const Tree& tree, std::int32_t head) {
  const std::int32_t last = tree.size() - 1;
  if (tree[last].form == "?" || (last > 0 && tree[last - 1].form == "?")) return false;
  if (only_thought(tree, head) || subjunctive(tree, head) || only_under_condition(tree, head) ||
      one_of_two(tree, head))
    return false;
  for (; head != kNoHead; head = tree.head(head)) {
    if (unasserted_link(tree, head)) return false;
  }
  return true;
}

}  // namespace kg::text
