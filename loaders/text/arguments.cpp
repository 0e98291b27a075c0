// Phrases and clauses as arguments: which words of a subtree name the thing, and which govern, join or
// comment on it.
#include <algorithm>
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
    return true;                  // "Tom Reed (born 1950)"
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

/// "because of", "according to": the words of the case marker, fixed ones included.
void add_preposition(const Tree& tree, std::int32_t head, Argument& argument) {
  for (const std::int32_t c : tree.children(head)) {
    if (!tree.is(c, {Case}) || tree.xpos(c) == "POS" || c > head) continue;
    tree.add_subtree(c, argument.preposition_tokens);
  }
  std::sort(argument.preposition_tokens.begin(), argument.preposition_tokens.end());
  for (const std::int32_t t : argument.preposition_tokens) {
    if (!argument.preposition.empty()) argument.preposition += ' ';
    argument.preposition += lower(tree[t].form);
  }
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

}  // namespace

void trim(const Tree& tree, std::vector<std::int32_t>& tokens) {
  const auto loose = [&](std::int32_t t) { return punctuation(tree, t) && !closes_bracket(tree, t); };
  while (tokens.size() > 1 && loose(tokens.back())) tokens.pop_back();
  while (tokens.size() > 1 && (punctuation(tree, tokens.front()) || tree.is(tokens.front(), {Upos::Cconj}))) {
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

std::vector<Argument> phrase(const Tree& tree, std::int32_t head, Role role, std::int32_t without) {
  std::vector<Argument> arguments{single(tree, head, role, without)};
  for (const std::int32_t c : tree.children(head)) {
    if (!tree.is(c, {Conj}) || heads_clause(tree, c)) continue;
    for (Argument& conjunct : phrase(tree, c, role)) {
      conjunct.conjunct = true;
      if (conjunct.preposition.empty()) conjunct.preposition = arguments.front().preposition;
      arguments.push_back(std::move(conjunct));
    }
  }
  return arguments;
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
