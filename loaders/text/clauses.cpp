// Clauses of a sentence, from every rule: verbs and copulas (verb_clauses.cpp), then nouns (titles.cpp,
// ranks.cpp, event_nouns.cpp). RULES.md lists the rules with examples.
#include <algorithm>

#include "loaders/text/clause_rules.hpp"
#include "loaders/text/stages.hpp"

namespace kg::text {
namespace {

/// Clauses that lie in what another clause says are its speaker's; of several the innermost.
void mark_speakers(std::vector<Clause>& clauses) {
  for (Clause& inner : clauses) {
    std::size_t smallest = SIZE_MAX;
    for (std::size_t i = 0; i < clauses.size(); ++i) {
      for (const Argument& a : clauses[i].arguments) {
        if (a.role != Role::Content || a.tokens.size() >= smallest || &clauses[i] == &inner) continue;
        const auto holds_token = [&](std::int32_t t) {
          return std::binary_search(a.tokens.begin(), a.tokens.end(), t);
        };
        if (!holds_token(inner.head) || (holds_token(clauses[i].head) && clauses[i].head != a.head)) continue;
        smallest = a.tokens.size();
        inner.speaker_clause = static_cast<std::int32_t>(i);
      }
    }
  }
}

bool same_predicate(const Clause& a, const Clause& b) {
  return std::equal(a.predicate.begin(), a.predicate.end(), b.predicate.begin(), b.predicate.end(),
                    [](const PredicateWord& x, const PredicateWord& y) { return x.text == y.text; });
}

/// Whether every argument of `a` is one of `b`, in the same words or more.
bool contained(const Clause& a, const Clause& b) {
  return same_predicate(a, b) && std::all_of(a.arguments.begin(), a.arguments.end(), [&](const Argument& x) {
           return std::any_of(b.arguments.begin(), b.arguments.end(), [&](const Argument& y) {
             return x.role == y.role && x.head == y.head &&
                    std::includes(y.tokens.begin(), y.tokens.end(), x.tokens.begin(), x.tokens.end());
           });
         });
}

/// Trees that no rule foresaw may leave an argument without its words; without a subject the clause goes too.
void remove_empty(std::vector<Clause>& clauses) {
  const auto empty = [](const Argument& a) {
    return !std::binary_search(a.tokens.begin(), a.tokens.end(), a.head);
  };
  for (Clause& clause : clauses) std::erase_if(clause.arguments, empty);
  std::erase_if(clauses, [](const Clause& clause) {
    return clause.predicate.empty() || clause.arguments.empty() ||
           clause.arguments.front().role != Role::Subject || clause.arguments.front().conjunct;
  });
}

/// Of two clauses of which one says all that the other does, only that one stays.
void remove_contained(std::vector<Clause>& clauses) {
  for (std::size_t i = clauses.size(); i-- > 0;) {
    for (std::size_t j = 0; j < clauses.size(); ++j) {
      if (i == j || !contained(clauses[i], clauses[j])) continue;
      clauses.erase(clauses.begin() + static_cast<std::ptrdiff_t>(i));
      break;
    }
  }
}

}  // namespace

std::vector<Clause> read_clauses(const Tree& tree) {
  std::vector<Clause> clauses;
  const auto add = [&](std::optional<Clause> clause) {
    if (clause) clauses.push_back(std::move(*clause));
  };
  for (std::int32_t t = 0; t < tree.size(); ++t) {
    add(directed_clause(tree, t));
    const bool run_into = tree.head(t) != kNoHead && governed_doing(tree, tree.head(t)) == t;
    if (!heads_clause(tree, t) || tree.is(t, {Deprel::Xcomp}) || run_into)
      continue;  // belongs to a longer predicate
    add(content_copula(tree, t));
    add(verb_clause(tree, t));
  }
  add_titles(tree, clauses);
  add_appositions(tree, clauses);
  add_places(tree, clauses);
  add_ranks(tree, clauses);
  add_event_nouns(tree, clauses);
  remove_empty(clauses);
  remove_contained(clauses);
  mark_speakers(clauses);
  for (Clause& clause : clauses) clause.confidence = clause_confidence(tree, clause);
  return clauses;
}

}  // namespace kg::text
