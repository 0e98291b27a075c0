// How sure a statement is: a logistic model over what the rules know of it. Beside `clause_confidence`, which
// knows the clause alone, it sees what became of the clause: which names its parts got, and which words were
// dropped.
#pragma once

#include <array>

#include "kg/statement.hpp"
#include "loaders/text/clause.hpp"
#include "loaders/text/clause_tree.hpp"
#include "loaders/text/naming.hpp"

namespace kg::text {

/// What the model looks at, each about between 0 and 1; the last one is the clause's log-odds.
inline constexpr std::size_t kStatementFeatures = 14;
using StatementFeatures = std::array<double, kStatementFeatures>;
StatementFeatures statement_features(const Tree& tree, const Clause& clause, const Phrase& subject,
                                     const Phrase& object, const Statement& statement);

/// In (0, 1): about the share of statements like this one that are right and tell a reader something.
double statement_confidence(const StatementFeatures& features);

/// Statements less certain than this are withheld.
inline constexpr double kLeastConfidence = 0.1;

}  // namespace kg::text
