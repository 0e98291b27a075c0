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
inline constexpr std::array<std::string_view, 18> kFeatureNames = {
    "what somebody says or thinks",
    "the subject stands behind its verb",
    "speech, and the parsers disagree about its verb",
    "part of what somebody says",
    "an apposition or a title: X is Y",
    "a predicate after a form of be",
    "a relative or participial clause",
    "passive",
    "the subject is one common noun",
    "the subject is one common noun that should be known",
    "the subject is resolved from a pronoun or a definite noun",
    "the object is one common noun",
    "words of the objects that are not told, three or more",
    "a word of degree is not told",
    "share of the sentence's words that are told",
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
