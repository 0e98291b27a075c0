#include "loaders/text/statement_confidence.hpp"

#include <cmath>

namespace kg::text {
namespace {

/// What `kg_train confidence loaders/text/model/verdicts.tsv` prints.
constexpr double kBias = 0.11;
constexpr std::array<double, kStatementFeatures> kWeights = {
    0.07,   // what somebody says or thinks
    0.78,   // the object is a clause
    -0.56,  // part of what somebody says
    -0.58,  // a predicate after a form of be
    -0.97,  // a relative or participial clause
    -0.63,  // a clause of circumstance
    -0.63,  // a verb in -ing by itself
    -0.85,  // a verb in the present by itself
    0.39,   // passive, with a form of be
    0.46,   // the subject stands behind its verb
    -0.44,  // the subject stands far from its verb
    0.73,   // the subject is a name of several words
    0.19,   // the subject is a plural noun
    -0.23,  // the subject is one common noun
    0.62,   // the subject has a relative clause
    -0.68,  // the subject is resolved from a pronoun or a definite noun
    -0.49,  // the object is resolved in the same way
    -0.38,  // the object is one common noun
    -0.33,  // the object is a value
    0.42,   // the object was clear to both parsers
    -0.60,  // nothing is told but subject, predicate and object
    -0.29,  // a circumstance is not told
    -0.47,  // a word of degree is not told
    1.02,   // share of the clause's words that are told
    -0.27,  // how unclear the least clear argument was to the parsers
    -0.51,  // share of the sentence's words on which the parsers disagree, a quarter or more
};

}  // namespace

double statement_confidence(const StatementFeatures& features) {
  double log_odds = kBias;
  for (std::size_t i = 0; i < features.size(); ++i) log_odds += kWeights[i] * features[i];
  return 1 / (1 + std::exp(-log_odds));
}

}  // namespace kg::text
