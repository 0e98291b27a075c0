// Phrases and clauses as arguments: which words of a subtree name the thing, and which govern, join or
// comment on it.
#include <algorithm>
#include <array>
#include <iterator>

#include "loaders/text/clause_rules.hpp"

namespace kg::text {
namespace {

using enum Deprel;

/// Dependents of a phrase's head that are no part of what the phrase names.
bool outside_phrase(const Tree& tree, std::int32_t child) {
  if (tree.xpos(child) == "WRB") return true;  // "when", "how"
  if (tree.is(child, {NmodUnmarked}) && child > 0 && tree[child - 1].form == ",")
    return true;  // "Tom Reed, 42"
  if (tree.is(child, {Acl}) && child > 0 && (tree[child - 1].form == "(" || tree[child - 1].form == "-LRB-"))
    return true;                // "Tom Reed (born 1950)"
  if (tree.is(child, {Acl})) {  // "Avio, founded in 1950, …": a clause of its own
    const std::int32_t first = tree.subtree(child).front();
    if (tree[first].form == "," || (first > 0 && tree[first - 1].form == ",")) return true;
  }
  if (tree.is(child, {Appos})) {  // "captain Anna Berg" is one phrase, "Oslo, the capital" two
    const std::int32_t first = tree.subtree(child).front();
    return first == 0 || first < tree.head(child) || tree.is(first, {Upos::Punct}) ||
           tree.is(first - 1, {Upos::Punct});
  }
  return tree.is(child, {Case,       Cc,      CcPreconj, Conj,        AclRelcl,  Appos,     Parataxis,  Advcl,
                         AdvclRelcl, Nsubj,   NsubjPass, NsubjOuter,  Csubj,     CsubjPass, CsubjOuter, Cop,
                         Aux,        AuxPass, Mark,      Expl,        Discourse, Vocative,  Dislocated, List,
                         Reparandum, Punct,   Obl,       OblUnmarked, Ccomp});
}

/// A phrase with a clause of its own, as a predicate noun has, is outside phrases only at its head; below it
/// all belongs.
void add_phrase_tokens(const Tree& tree, std::int32_t head, std::int32_t without,
                       std::vector<std::int32_t>& tokens) {
  tokens.push_back(head);
  for (const std::int32_t c : tree.children(head)) {
    if (c != without && !outside_phrase(tree, c)) tree.add_subtree(c, tokens);
  }
  std::sort(tokens.begin(), tokens.end());
}

bool punctuation(const Tree& tree, std::int32_t token) {
  return tree.is(token, {Upos::Punct});
}

/// Punctuation that stands between words of the phrase belongs to it ("the so-called "tool""); at its edges
/// it does not.
void add_inner_punctuation(const Tree& tree, std::int32_t head, std::vector<std::int32_t>& tokens) {
  for (const std::int32_t c : tree.children(head)) {
    if (!punctuation(tree, c) || c < tokens.front() || c > tokens.back()) continue;
    const auto place = std::lower_bound(tokens.begin(), tokens.end(), c);
    if (place != tokens.begin() && *std::prev(place) == c - 1 && *place == c + 1) tokens.insert(place, c);
  }
}

bool closes_bracket(const Tree& tree, std::int32_t token) {
  return tree[token].form == ")" || tree[token].form == "-RRB-";
}

bool quotation_mark(const Tree& tree, std::int32_t token) {
  const std::string& form = tree[token].form;
  return form == "\"" || form == "``" || form == "''" || form == "\u201c" || form == "\u201d";
}

void add_preposition(const Tree& tree, std::int32_t head, Argument& argument) {
  for (const std::int32_t c : tree.children(head)) {
    if (!tree.is(c, {Case}) || tree.xpos(c) == "POS" || c > head) continue;
    if (c > 0 && tree.lemma(c) == "of" && tree.is(c - 1, {Upos::Num}) && tree.head(c - 1) == head)
      continue;  // "in 3 OF 12 towns"
    tree.add_subtree(c, argument.preposition_tokens);
    argument.preposition += (argument.preposition.empty() ? "" : " ") + preposition_words(tree, c);
  }
  std::sort(argument.preposition_tokens.begin(), argument.preposition_tokens.end());
}

Argument single(const Tree& tree, std::int32_t head, Role role, std::int32_t without) {
  Argument argument;
  argument.role = role;
  argument.head = head;
  add_phrase_tokens(tree, head, without, argument.tokens);
  add_inner_punctuation(tree, head, argument.tokens);
  trim(tree, argument.tokens);
  argument.possessor = tree.is(head, {NmodPoss});
  add_preposition(tree, head, argument);
  return argument;
}

/// Prepositions whose phrase is a part of what the noun before it names.
constexpr std::array<std::string_view, 9> kInner = {"as",  "between", "including", "like",  "of",
                                                    "per", "such",    "than",      "versus"};
static_assert(std::is_sorted(kInner.begin(), kInner.end()));

/// Whether a phrase or a clause below an argument's head could as well hang on the verb.
bool loose(const Tree& tree, const Argument& argument, std::int32_t token) {
  const std::int32_t marker = tree.child(token, {Case, Mark});
  if (token < argument.head) return false;
  const bool phrase = tree.is(token, {Nmod}) && marker > argument.head && marker < token &&
                      tree.is(marker, {Upos::Adp, Upos::Verb}) && !holds(kInner, tree.lemma(marker)) &&
                      tree[marker - 1].form != "(";
  const bool clause = tree.is(token, {Acl, AclRelcl}) && !deed(tree, tree.head(token), token) &&
                      (marker == kNoHead || tree.lemma(marker) != "of");
  if (!phrase && !clause) return false;
  for (std::int32_t up = tree.head(token); up != argument.head; up = tree.head(up)) {
    if (!tree.is(up, {Nmod}) || up < argument.head) return false;
  }
  return true;
}

/// Conjunctions that open what they join.
constexpr std::array<std::string_view, 3> kPairs = {"both", "either", "neither"};
static_assert(std::is_sorted(kPairs.begin(), kPairs.end()));

}  // namespace

void trim(const Tree& tree, std::vector<std::int32_t>& tokens) {
  const auto loose = [&](std::int32_t t) { return punctuation(tree, t) && !closes_bracket(tree, t); };
  while (tokens.size() > 1 && loose(tokens.back())) tokens.pop_back();
  const auto joins = [&](std::int32_t t) {  // "neither" denies what follows, however it hangs
    return tree.is(t, {Upos::Cconj}) && !holds(kPairs, lower(tree[t].form));
  };
  while (tokens.size() > 1 && (punctuation(tree, tokens.front()) || joins(tokens.front()))) {
    tokens.erase(tokens.begin());
  }
  const auto quotes =
      std::count_if(tokens.begin(), tokens.end(), [&](std::int32_t t) { return quotation_mark(tree, t); });
  if (quotes % 2 != 0) std::erase_if(tokens, [&](std::int32_t t) { return quotation_mark(tree, t); });
}

Argument bare_phrase(const Tree& tree, std::int32_t head, Role role, std::int32_t without) {
  Argument argument = single(tree, head, role, without);
  argument.preposition.clear();
  argument.preposition_tokens.clear();
  return argument;
}

namespace {

/// "Oslo, OR CHRISTIANIA, grew": another name of the same, between commas.
bool renames(const Tree& tree, std::int32_t conjunct) {
  const std::int32_t conjunction = tree.child(conjunct, {Cc});
  if (conjunction == kNoHead || tree.lemma(conjunction) != "or" || conjunction < 1) return false;
  const std::int32_t next = tree.subtree(conjunct).back() + 1;
  const auto children = tree.children(tree.head(conjunct));
  return tree[conjunction - 1].form == "," && next < tree.size() && tree[next].form == "," &&
         std::count_if(children.begin(), children.end(),
                       [&](std::int32_t c) { return tree.is(c, {Conj}); }) == 1;
}

/// "nurses, not doctors", "banks but not insurers": what is named to be left out.
bool is_denied(const Tree& tree, std::int32_t conjunct) {
  const auto below = tree.children(conjunct);
  return std::any_of(below.begin(), below.end(), [&](std::int32_t child) {
    const std::string_view word = tree.lemma(child);  // "the sea RATHER THAN the lake"
    return child < conjunct && ((tree.is(child, {Advmod}) && word == "not") ||
                                (tree.is(child, {Cc}) && (word == "rather" || word == "instead")));
  });
}

}  // namespace

std::vector<std::int32_t> alternatives(const Tree& tree, std::int32_t head) {
  std::vector<std::int32_t> found;
  bool disjoined = false;
  for (const std::int32_t c : tree.children(head)) {
    if (!tree.is(c, {Conj}) || c < head || heads_clause(tree, c) || is_denied(tree, c) || renames(tree, c) ||
        !tree.is(c, {Upos::Noun, Upos::Propn, Upos::Pron, Upos::Num, tree[head].upos}))
      continue;
    const std::int32_t conjunction = tree.child(c, {Cc});
    disjoined = disjoined || (conjunction != kNoHead && tree.lemma(conjunction) == "or");
    const std::vector<std::int32_t> more = alternatives(tree, c);
    disjoined = disjoined || !more.empty();
    found.push_back(c);
    found.insert(found.end(), more.begin(), more.end());
  }
  return disjoined ? found : std::vector<std::int32_t>{};
}

std::vector<Argument> phrase(const Tree& tree, std::int32_t head, Role role, std::int32_t without) {
  std::vector<Argument> arguments{single(tree, head, role, without)};
  if (const std::vector<std::int32_t> others = alternatives(tree, head); !others.empty()) {
    std::vector<std::int32_t>& tokens = arguments.front().tokens;  // "MOSS OR REED": one of them
    for (const std::int32_t t : others) {
      if (tree.head(t) == head) tree.add_subtree(t, tokens);
    }
    std::sort(tokens.begin(), tokens.end());
    return arguments;
  }
  for (const std::int32_t c : tree.children(head)) {
    if (!tree.is(c, {Conj}) || heads_clause(tree, c) || is_denied(tree, c) || renames(tree, c)) continue;
    for (Argument& conjunct : phrase(tree, c, role)) {
      conjunct.conjunct = true;
      if (conjunct.preposition.empty()) conjunct.preposition = arguments.front().preposition;
      arguments.push_back(std::move(conjunct));
    }
  }
  return arguments;
}

void part_phrases(const Tree& tree, std::vector<Argument>& arguments) {
  std::vector<Argument> result;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    Argument& argument = arguments[i];
    const bool last = i + 1 == arguments.size() || !arguments[i + 1].conjunct;  // of what is coordinated
    const bool parts = last && (argument.role == Role::Object || argument.role == Role::Oblique);
    std::vector<Argument> parted;
    for (std::size_t t = 0; parts && t < argument.tokens.size(); ++t) {
      const std::int32_t token = argument.tokens[t];
      if (token == argument.head || !loose(tree, argument, token)) continue;
      const Role role = tree.is(token, {Nmod}) ? Role::Oblique : Role::Circumstance;
      Argument one = single(tree, token, role, kNoHead);
      one.beside = true;
      one.tokens.clear();
      for (const std::int32_t word : argument.tokens) {
        const bool governs =
            std::binary_search(one.preposition_tokens.begin(), one.preposition_tokens.end(), word);
        if (tree.within(word, token) && !governs) one.tokens.push_back(word);
      }
      std::erase_if(argument.tokens, [&](std::int32_t word) { return tree.within(word, token); });
      trim(tree, one.tokens);
      parted.push_back(std::move(one));
      t = 0;
    }
    trim(tree, argument.tokens);
    result.push_back(std::move(argument));
    if (!parted.empty()) part_phrases(tree, parted);
    std::move(parted.begin(), parted.end(), std::back_inserter(result));
  }
  arguments = std::move(result);
}

Argument clause_argument(const Tree& tree, std::int32_t head, Role role) {
  Argument argument;
  argument.role = role;
  argument.head = head;
  argument.tokens = tree.subtree(head);
  const auto marker = std::find_if(argument.tokens.begin(), argument.tokens.end(),
                                   [&](std::int32_t t) { return !punctuation(tree, t); });
  if (marker != argument.tokens.end() && tree.is(*marker, {Mark}) && tree.lemma(*marker) == "that" &&
      tree.head(*marker) == head) {
    argument.tokens.erase(argument.tokens.begin(), marker + 1);
  }
  trim(tree, argument.tokens);
  return argument;
}

}  // namespace kg::text
