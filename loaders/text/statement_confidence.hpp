// How sure a statement is: a logistic model over what the rules know of it. Beside `clause_confidence`, which
// knows the clause alone, it sees what became of the clause: which names its parts got, and which words were
// dropped. Fitted by the trainer on statements that were judged one by one; loaders/QUALITY.md shows how the
// confidences agree with the share that is right.
#pragma once

#include <array>
#include <string_view>

#include "kg/statement.hpp"
#include "loaders/text/clause.hpp"
#include "loaders/text/clause_tree.hpp"
#include "loaders/text/naming.hpp"

namespace kg::text {

/// What the model looks at, each between 0 and 1.
inline constexpr std::array<std::string_view, 26> kFeatureNames = {
    "what somebody says or thinks",
    "the object is a clause",
    "part of what somebody says",
    "a predicate after a form of be",
    "a relative or participial clause",
    "a clause of circumstance",
    "a verb in -ing by itself",
    "a verb in -s by itself",
    "passive, with a form of be",
    "the subject stands behind its verb",
    "the subject stands far from its verb",
    "the subject is a name of several words",
    "the subject is a plural noun",
    "the subject is one common noun",
    "the subject has a relative clause",
    "the subject is resolved from a pronoun or a definite noun",
    "the object is resolved in the same way",
    "the object is one common noun",
    "the object is a value, or none is told",
    "the object was clear to both parsers",
    "nothing is told but subject, predicate and object",
    "a circumstance, which names leave out",
    "a word of degree is not told",
    "share of the clause's words that are told",
    "how unclear the least clear argument was to the parsers",
    "share of the sentence's words on which the parsers disagree, a quarter or more",
};
inline constexpr std::size_t kStatementFeatures = kFeatureNames.size();

/// Its values, in the order of the names. statement_features.cpp
using StatementFeatures = std::array<double, kStatementFeatures>;
StatementFeatures statement_features(const Tree& tree, const Clause& clause, const Phrase& subject,
                                     const Phrase& object, const Statement& statement);

/// In (0, 1): about the share of statements like this one that are right and tell a reader something.
double statement_confidence(const StatementFeatures& features);

/// Statements less certain than this are withheld.
inline constexpr double kLeastConfidence = 0.05;

}  // namespace kg::text
