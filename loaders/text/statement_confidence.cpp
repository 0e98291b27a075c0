#include "loaders/text/statement_confidence.hpp"

#include <cmath>

namespace kg::text {
namespace {

/// What `kg_train confidence loaders/text/model/verdicts.tsv` prints.
constexpr double kBias = -0.61;
constexpr std::array<double, kStatementFeatures> kWeights = {
    1.29,   // what somebody says or thinks
    0.71,   // the subject stands behind its verb
    -0.37,  // speech, and the parsers disagree about its verb
    0.23,   // part of what somebody says
    0.40,   // an apposition or a title: X is Y
    -0.31,  // a predicate after a form of be
    -0.44,  // a relative or participial clause
    -0.42,  // passive
    -0.27,  // the subject is one common noun
    -0.21,  // the subject is one common noun that should be known
    -0.61,  // the subject is resolved from a pronoun or a definite noun
    -0.47,  // the object is one common noun
    -0.81,  // words of the objects that are not told, three or more
    -0.67,  // a word of degree is not told
    0.89,   // share of the sentence's words that are told
    0.54,   // share of the clause's words that are told
    -0.39,  // how unclear the least clear argument was to the parsers
    -0.27,  // share of the sentence's words on which the parsers disagree, a quarter or more
};

}  // namespace

double statement_confidence(const StatementFeatures& features) {
  double log_odds = kBias;
  for (std::size_t i = 0; i < features.size(); ++i) log_odds += kWeights[i] * features[i];
  return 1 / (1 + std::exp(-log_odds));
}

}  // namespace kg::text
