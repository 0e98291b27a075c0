#include "loaders/text/statement_confidence.hpp"

#include <cmath>

namespace kg::text {
namespace {

/// What `kg_train confidence loaders/text/model/verdicts.tsv` prints.
constexpr double kBias = -0.64;
constexpr std::array<double, kStatementFeatures> kWeights = {
    1.33,   // what somebody says or thinks
    0.74,   // the subject stands behind its verb
    -0.63,  // speech, and the parsers disagree about its verb
    0.23,   // part of what somebody says
    0.41,   // an apposition or a title: X is Y
    -0.40,  // a predicate after a form of be
    -0.35,  // a relative or participial clause
    -0.48,  // passive
    -0.34,  // the subject is one common noun
    -0.30,  // the subject is one common noun that should be known
    -0.56,  // the subject is resolved from a pronoun or a definite noun
    -0.46,  // the object is one common noun
    -0.67,  // words of the objects that are not told, three or more
    -0.67,  // a word of degree is not told
    0.93,   // share of the sentence's words that are told
    0.42,   // share of the clause's words that are told
    -0.36,  // how unclear the least clear argument was to the parsers
    -0.10,  // share of the sentence's words on which the parsers disagree, a quarter or more
};

}  // namespace

double statement_confidence(const StatementFeatures& features) {
  double log_odds = kBias;
  for (std::size_t i = 0; i < features.size(); ++i) log_odds += kWeights[i] * features[i];
  return 1 / (1 + std::exp(-log_odds));
}

}  // namespace kg::text
