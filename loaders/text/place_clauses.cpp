// Where names lie, said without a verb: "in Lima, Peru", "at the Newton Foundation in Berlin".
#include "loaders/text/clause_rules.hpp"

namespace kg::text {
namespace {

using enum Deprel;

bool full_name(const Tree& tree, std::int32_t token) {
  return tree.is(token, {Upos::Propn}) && !tree.is(token, {Flat, Compound});
}

/// The name that ends right before a token.
std::int32_t name_before(const Tree& tree, std::int32_t token) {
  std::int32_t name = token - 1;
  while (name >= 0 && tree.is(name, {Flat, Compound}) && tree.head(name) != kNoHead &&
         tree.head(name) < token)
    name = tree.head(name);
  return name;
}

std::int32_t first_of(const Tree& tree, std::int32_t token) {
  return bare_phrase(tree, token, Role::Object).tokens.front();
}

/// "Oslo, Rome and Lima": trees take "Lima, Peru" for a list, too, but there is no "and" in it.
bool coordinated(const Tree& tree, std::int32_t first) {
  std::int32_t conjuncts = 0;
  for (const std::int32_t c : tree.children(first)) conjuncts += tree.is(c, {Conj});
  return conjuncts != 1;
}

/// "Lima, PERU": a name between commas or before a stop, beside another one and not coordinated with it.
std::int32_t lies_in(const Tree& tree, std::int32_t place) {
  if (!full_name(tree, place) || !tree.is(place, {Appos, Nmod, NmodUnmarked, List, Dep, Conj}))
    return kNoHead;
  if (tree.is(place, {Conj}) && coordinated(tree, tree.head(place))) return kNoHead;
  if (tree.has(place, {Case, Det, NmodPoss, NmodDesc, Conj, Cc, Nummod, Amod, Appos})) return kNoHead;
  const std::int32_t comma = first_of(tree, place) - 1;
  if (comma < 1 || tree[comma].form != ",") return kNoHead;
  std::int32_t end = place + 1;
  while (end < tree.size() && tree.is(end, {Flat}) && tree.head(end) == place) ++end;
  if (end < tree.size() && !tree.is(end, {Upos::Punct})) return kNoHead;
  const std::int32_t name = name_before(tree, comma);
  return name >= 0 && full_name(tree, name) && tree.head(place) == name ? name : kNoHead;
}

/// "at the Newton Foundation in BERLIN": a name behind a preposition of its own has its place beside it;
/// behind a verb it could be the verb's.
std::int32_t stands_in(const Tree& tree, std::int32_t place) {
  const std::int32_t name = tree.head(place), marker = tree.child(place, {Case});
  if (!full_name(tree, place) || !tree.is(place, {Nmod}) || name == kNoHead || name > place ||
      marker == kNoHead)
    return kNoHead;
  if (tree.lemma(marker) != "in" || !full_name(tree, name)) return kNoHead;
  const std::int32_t governor = tree.child(name, {Case});
  if (governor == kNoHead || governor > name) return kNoHead;
  const std::string_view before = tree.lemma(governor);  // persons stand behind "with", "between", "by"
  return before == "at" || before == "of" || before == "from" || before == "near" ? name : kNoHead;
}

}  // namespace

void add_places(const Tree& tree, std::vector<Clause>& clauses) {
  for (std::int32_t t = 1; t < tree.size(); ++t) {
    std::int32_t name = lies_in(tree, t);
    if (name == kNoHead) name = stands_in(tree, t);
    if (name == kNoHead) continue;
    Clause clause;
    clause.kind = ClauseKind::Noun;
    clause.head = t;
    clause.quoted = tree.quoted(t);
    clause.predicate = {{kNoHead, "is"}, {kNoHead, "in"}};
    Argument subject = bare_phrase(tree, name, Role::Subject, t);
    std::erase_if(subject.tokens, [&](std::int32_t word) { return word > t; });
    clause.arguments = {std::move(subject), bare_phrase(tree, t, Role::Object)};
    clauses.push_back(std::move(clause));
  }
}

}  // namespace kg::text
