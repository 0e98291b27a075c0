#include "loaders/text/statement_confidence.hpp"

#include <cmath>

namespace kg::text {
namespace {

/// What `kg_train confidence loaders/text/model/verdicts.tsv` prints.
constexpr double kBias = 0.38;
constexpr std::array<double, kStatementFeatures> kWeights = {
    0.18,   // what somebody says or thinks
    0.64,   // the object is a clause
    -0.46,  // part of what somebody says
    -0.68,  // a predicate after a form of be
    -0.96,  // a relative or participial clause
    -0.57,  // a clause of circumstance
    -0.84,  // a verb in -ing by itself
    -0.75,  // a verb in the present by itself
    0.41,   // passive, with a form of be
    0.54,   // the subject stands behind its verb
    -0.47,  // the subject stands far from its verb
    0.73,   // the subject is a name of several words
    0.24,   // the subject is a plural noun
    -0.27,  // the subject is one common noun
    0.64,   // the subject has a relative clause
    -0.91,  // the subject is resolved from a pronoun or a definite noun
    -0.72,  // the object is resolved in the same way
    -0.47,  // the object is one common noun
    -0.62,  // the object is a value
    0.24,   // the object was clear to both parsers
    -0.65,  // nothing is told but subject, predicate and object
    -0.31,  // a circumstance is not told
    -0.70,  // a word of degree is not told
    0.98,   // share of the clause's words that are told
    -0.32,  // how unclear the least clear argument was to the parsers
    -0.62,  // share of the sentence's words on which the parsers disagree, a quarter or more
};

}  // namespace

double statement_confidence(const StatementFeatures& features) {
  double log_odds = kBias;
  for (std::size_t i = 0; i < features.size(); ++i) log_odds += kWeights[i] * features[i];
  return 1 / (1 + std::exp(-log_odds));
}

}  // namespace kg::text
