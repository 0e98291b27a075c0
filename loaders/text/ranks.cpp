// Ranks: an ordinal with a superlative says where something stands in an order ("the second-largest port of
// Chile").
#include <algorithm>
#include <array>
#include <iterator>

#include "loaders/text/clause_rules.hpp"

namespace kg::text {
namespace {

using enum Deprel;

constexpr std::array<std::string_view, 20> kOrdinals = {
    "eighteenth", "eighth",     "eleventh", "fifteenth",  "fifth",       "first",    "fourteenth",
    "fourth",     "nineteenth", "ninth",    "second",     "seventeenth", "seventh",  "sixteenth",
    "sixth",      "tenth",      "third",    "thirteenth", "twelfth",     "twentieth"};
static_assert(std::is_sorted(kOrdinals.begin(), kOrdinals.end()));

/// Verbs that say whose the ranked thing is; with any other the rank is not the subject's.
constexpr std::array<std::string_view, 9> kOwning = {"boast", "command", "contain", "control", "have",
                                                     "hold",  "host",    "own",     "possess"};
static_assert(std::is_sorted(kOwning.begin(), kOwning.end()));

bool ordinal(std::string_view word) {
  if (holds(kOrdinals, word)) return true;
  const auto digits = static_cast<std::size_t>(
      std::find_if(word.begin(), word.end(), [](char c) { return c < '0' || c > '9'; }) - word.begin());
  const std::string_view ending = word.substr(digits);
  return digits > 0 && (ending == "st" || ending == "nd" || ending == "rd" || ending == "th");
}

bool superlative(std::string_view word) {
  return word == "most" || word == "least" || word.ends_with("est");
}

/// The ordinal's token and the last token of the superlative, if the words before a noun hold both, next to
/// each other.
struct RankWords {
  std::int32_t ordinal = kNoHead;
  std::int32_t last = kNoHead;
};

RankWords rank_words(const Tree& tree, std::int32_t noun) {
  const std::vector<std::int32_t> tokens = tree.subtree(noun);
  for (const std::int32_t t : tokens) {
    if (t >= noun) break;
    const std::string form = lower(tree[t].form);
    const std::size_t hyphen = form.find('-');
    if (hyphen != std::string::npos && hyphen > 0) {  // "fourth-largest"
      if (ordinal(form.substr(0, hyphen)) && superlative(form.substr(hyphen + 1))) return {t, t};
      continue;
    }
    if (!ordinal(form)) continue;
    std::int32_t next = t + 1;
    if (next < noun && tree[next].form == "-") ++next;
    if (next < noun && superlative(lower(tree[next].form))) return {t, next};
  }
  return {};
}

/// Whose rank it is: the owner or the thing itself.
const Clause* ranked_clause(const Tree& tree, std::int32_t noun, const std::vector<Clause>& clauses) {
  for (const Clause& clause : clauses) {
    if (clause.negated || clause.arguments.size() < 2 || clause.arguments.front().role != Role::Subject)
      continue;
    const bool naming = clause.kind == ClauseKind::Copula || clause.kind == ClauseKind::Apposition;
    if (!naming && !holds(kOwning, tree.lemma(clause.head))) continue;
    const bool found = std::any_of(clause.arguments.begin(), clause.arguments.end(), [&](const Argument& a) {
      return a.role == Role::Object && a.head == noun;
    });
    if (found) return &clause;
  }
  return nullptr;
}

void add_rank(const Tree& tree, std::int32_t noun, const RankWords& rank, std::vector<Clause>& clauses) {
  const Clause* const base = ranked_clause(tree, noun, clauses);
  if (base == nullptr) return;
  Clause clause;
  clause.kind = ClauseKind::Rank;
  clause.head = noun;
  clause.quoted = base->quoted;
  clause.predicate = {{kNoHead, "ranks"}};
  for (const Argument& argument : base->arguments) {
    if (argument.role == Role::Subject) clause.arguments.push_back(argument);
  }
  Argument measured = bare_phrase(tree, noun, Role::Object);
  std::erase_if(measured.tokens, [&](std::int32_t t) { return t <= rank.last; });
  Argument place_in_order;
  place_in_order.role = Role::Oblique;
  place_in_order.head = rank.ordinal;
  place_in_order.tokens = {rank.ordinal};
  place_in_order.preposition = "rank";
  std::vector<Argument> scopes;
  for (const std::int32_t c : tree.children(noun)) {
    const bool possessor = tree.is(c, {NmodPoss}) && c < rank.ordinal;  // "the world's"
    const std::int32_t marker = tree.is(c, {Nmod}) ? tree.child(c, {Case}) : kNoHead;
    const bool place = marker != kNoHead && (tree.lemma(marker) == "in" || tree.lemma(marker) == "of") &&
                       tree.is(c, {Upos::Propn});  // "in Europe"
    if (!possessor && !place) continue;
    std::erase_if(measured.tokens, [&](std::int32_t t) { return tree.within(t, c); });
    scopes.push_back(bare_phrase(tree, c, Role::Oblique));
    scopes.back().preposition = "in";
  }
  clause.arguments.push_back(std::move(measured));
  clause.arguments.push_back(std::move(place_in_order));
  std::move(scopes.begin(), scopes.end(), std::back_inserter(clause.arguments));
  clauses.push_back(std::move(clause));
}

}  // namespace

void add_ranks(const Tree& tree, std::vector<Clause>& clauses) {
  for (std::int32_t t = 0; t < tree.size(); ++t) {
    if (!tree.is(t, {Upos::Noun, Upos::Propn})) continue;
    const RankWords rank = rank_words(tree, t);
    if (rank.ordinal != kNoHead) add_rank(tree, t, rank, clauses);
  }
}

}  // namespace kg::text
