#include "loaders/text/statement_confidence.hpp"

#include <cmath>

namespace kg::text {
namespace {

/// What `kg_train confidence loaders/text/model/verdicts.tsv` prints.
constexpr double kBias = -0.72;
constexpr std::array<double, kStatementFeatures> kWeights = {
    1.33,   // what somebody says or thinks
    0.78,   // the subject stands behind its verb
    -0.50,  // speech, and the parsers disagree about its verb
    0.31,   // part of what somebody says
    0.48,   // an apposition or a title: X is Y
    -0.26,  // a predicate after a form of be
    -0.35,  // a relative or participial clause
    -0.37,  // passive
    -0.34,  // the subject is one common noun
    -0.36,  // the subject is one common noun that should be known
    -0.53,  // the subject is resolved from a pronoun or a definite noun
    -0.65,  // the object is one common noun
    -0.85,  // words of the objects that are not told, three or more
    -0.68,  // a word of degree is not told
    1.10,   // share of the sentence's words that are told
    0.43,   // share of the clause's words that are told
    -0.31,  // how unclear the least clear argument was to the parsers
    -0.22,  // share of the sentence's words on which the parsers disagree, a quarter or more
};

}  // namespace

double statement_confidence(const StatementFeatures& features) {
  double log_odds = kBias;
  for (std::size_t i = 0; i < features.size(); ++i) log_odds += kWeights[i] * features[i];
  return 1 / (1 + std::exp(-log_odds));
}

}  // namespace kg::text
