// Clauses that nouns carry without a verb: titles before names, appositions, ages.
#include <algorithm>
#include <array>

#include "loaders/text/clause_rules.hpp"

namespace kg::text {
namespace {

using enum Deprel;

/// Forms of address, which say nothing of what somebody is.
constexpr std::array<std::string_view, 18> kAddresses = {"dr",   "dr.",   "lady", "lord", "miss", "mr",
                                                         "mr.",  "mrs",   "mrs.", "ms",   "ms.",  "mx",
                                                         "prof", "prof.", "sir",  "st",   "st.",  "the"};

Argument tokens_argument(Role role, std::int32_t head, std::vector<std::int32_t> tokens) {
  Argument argument;
  argument.role = role;
  argument.head = head;
  argument.tokens = std::move(tokens);
  return argument;
}

/// The name alone: its head and what is flat with it.
std::vector<std::int32_t> name_tokens(const Tree& tree, std::int32_t name, std::int32_t from) {
  std::vector<std::int32_t> tokens;
  for (const std::int32_t t : tree.subtree(name)) {
    if (t == name || (t > from && tree.head(t) == name && tree.is(t, {Flat, Compound}))) tokens.push_back(t);
  }
  return tokens;
}

/// "Treasury Secretary Scott Bessent" → Scott Bessent is Treasury Secretary.
void add_title(const Tree& tree, std::int32_t title, std::vector<Clause>& clauses) {
  const std::int32_t name = tree.head(title);
  if (!tree.is(title, {NmodDesc}) || name == kNoHead || title > name || !tree.is(name, {Upos::Propn})) return;
  if (holds(kAddresses, lower(tree[title].form))) return;
  std::vector<std::int32_t> tokens = tree.subtree(title);
  for (const std::int32_t c : tree.children(name)) {
    if (c < title && tree.is(c, {Compound, Amod, NmodPoss, NmodDesc}) && !holds(kAddresses, lower(tree[c].form)))
      tree.add_subtree(c, tokens);
  }
  std::sort(tokens.begin(), tokens.end());
  Clause clause;
  clause.kind = ClauseKind::Title;
  clause.head = title;
  clause.quoted = tree.quoted(title);
  clause.predicate = {{kNoHead, "is"}};
  clause.arguments = {tokens_argument(Role::Subject, name, name_tokens(tree, name, title)),
                      tokens_argument(Role::Object, title, std::move(tokens))};
  clauses.push_back(std::move(clause));
}

}  // namespace

void add_noun_clauses(const Tree& tree, std::vector<Clause>& clauses) {
  for (std::int32_t t = 0; t < tree.size(); ++t) add_title(tree, t, clauses);
}

}  // namespace kg::text
