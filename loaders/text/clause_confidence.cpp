// How sure a clause is: a logistic model over what kind of clause it is and how its arguments lie. Fitted on
// the share of a clause's words that people extract too (CaRB's development set) and on whether the same
// clause comes out of a predicted tree as out of an annotated one.
#include <algorithm>
#include <cmath>

#include "loaders/text/clause_rules.hpp"

namespace kg::text {
namespace {

using enum Deprel;

/// Log-odds, in the order of `ClauseKind`. Titles, possessives, events and ranks are too rare to fit: set by
/// reading them.
constexpr double kKindWeights[] = {0.25, 0.28, 0.19, 0.56, 0.30, -0.90, 0.40, 0.90};

/// Log-odds of what is true of a clause, in the order of `clause_features`. What is not asserted and what has
/// a clause as its subject are set lower than fitted: people extract them, but a graph can do little with
/// them.
constexpr double kFeatureWeights[kClauseFeatures] = {-0.43, -0.05, 0.71,  -0.06, 0.18,  -0.38, 0.15,  0.23,
                                                     -0.43, -0.40, 0.15,  -0.34, -0.05, 0.03,  -0.23, -0.23,
                                                     -0.64, -0.01, -0.22, -0.08, -0.01, -0.17, -0.60};

std::size_t count(const Clause& clause, Role role) {
  return static_cast<std::size_t>(std::count_if(clause.arguments.begin(), clause.arguments.end(),
                                                [&](const Argument& a) { return a.role == role; }));
}

std::size_t words(const Clause& clause) {
  std::size_t total = 0;
  for (const Argument& argument : clause.arguments) total += argument.tokens.size();
  return total;
}

}  // namespace

std::array<bool, kClauseFeatures> clause_features(const Tree& tree, const Clause& clause) {
  const Argument& subject = clause.arguments.front();
  const std::int32_t distance = std::abs(clause.head - subject.head);
  const std::size_t length = words(clause);
  const bool object = count(clause, Role::Object) + count(clause, Role::Content) > 0;
  return {
      !object && count(clause, Role::Oblique) == 0,  // says of the subject only that it did
      !object && count(clause, Role::Oblique) > 0,   // nothing but obliques
      count(clause, Role::Content) > 0,              // says or thinks something
      clause.speaker_clause >= 0,                    // lies in what somebody says
      tree.is(clause.head, {Conj}),                  // coordinated
      tree.is(clause.head, {Acl}),                   // a participle behind a noun
      tree.is(clause.head, {Advcl}),                 // a clause of circumstance
      tree.is(clause.head, {Root}),
      tree.is(clause.head,
              {Parataxis, Dep, List, Appos, Nmod, Compound, Amod, Obl, Obj}),  // no place for a clause
      !clause.asserted,
      clause.passive,
      tree.xpos(clause.head) == "VBG" && clause.predicate.size() == 1,
      tree.is(subject.head, {Upos::Pron}),
      tree.is(subject.head, {Upos::Propn}),
      distance > 8,
      distance > 16,
      length > 20,
      length > 35,
      tree.size() > 30,
      tree.size() > 45,
      clause.kind == ClauseKind::Copula && tree.is(clause.head, {Upos::Adj}),
      subject.head > clause.head && clause.kind == ClauseKind::Verb &&
          !clause.passive,                  // the subject behind its verb
      tree.is(subject.head, {Upos::Verb}),  // a clause as the subject
  };
}

double clause_confidence(const Tree& tree, const Clause& clause) {
  double log_odds = kKindWeights[static_cast<std::size_t>(clause.kind)];
  const auto features = clause_features(tree, clause);
  for (std::size_t i = 0; i < kClauseFeatures; ++i) log_odds += features[i] ? kFeatureWeights[i] : 0;
  return 1 / (1 + std::exp(-log_odds));
}

}  // namespace kg::text
