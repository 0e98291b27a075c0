// The weights were fitted on statements from news that were judged one by one; loaders/QUALITY.md shows how
// the confidences that come out agree with the share that is right.
#include "loaders/text/statement_confidence.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace kg::text {
namespace {

using enum Deprel;

struct Weight {
  const char* feature;
  double log_odds;
};

constexpr double kBias = 0.27;

/// In the order of `statement_features`.
constexpr std::array<Weight, kStatementFeatures> kWeights = {{
    {"the object is what somebody says or thinks", 1.59},
    {"an apposition or a title: X is Y", 0.47},
    {"a predicate after a form of be", -0.96},
    {"the subject is one common noun", -0.53},
    {"the subject is described by several words", -0.23},
    {"the subject is resolved from a pronoun or a definite noun", -0.74},
    {"qualifiers beside date and speaker, three or more", -0.85},
    {"coordinated with another clause", -0.44},
    {"a relative, participial or adverbial clause", -0.28},
    {"part of what somebody says", 0.26},
    {"passive", -0.51},
    {"words of the subject that are not told, three or more", -0.68},
    {"words of the objects that are not told, three or more", -0.70},
    {"the clause's own log-odds", 0.65},
}};

bool carries(Upos upos) {
  return upos == Upos::Noun || upos == Upos::Propn || upos == Upos::Adj || upos == Upos::Verb ||
         upos == Upos::Num;
}

/// Words of the clause's arguments in a role that the statement does not tell.
std::size_t dropped(const Tree& tree, const Clause& clause, const std::string& told, Role role) {
  std::size_t count = 0;
  for (const Argument& a : clause.arguments) {
    if (a.role != role) continue;
    for (const std::int32_t t : a.tokens) {
      if (carries(tree[t].upos) && told.find(lower(tree[t].form)) == std::string::npos) ++count;
    }
  }
  return count;
}

double yes(bool is) {
  return is ? 1 : 0;
}

/// Three or more count as one.
double up_to_three(std::size_t count) {
  return static_cast<double>(std::min<std::size_t>(count, 3)) / 3;
}

}  // namespace

StatementFeatures statement_features(const Tree& tree, const Clause& clause, const Phrase& subject,
                                     const Phrase& object, const Statement& statement) {
  const bool one_word = subject.term.text.find('_') == std::string::npos;
  const auto others = static_cast<std::size_t>(
      std::count_if(statement.qualifiers.begin(), statement.qualifiers.end(),
                    [](const Qualifier& q) { return q.key != "according_to" && q.key != "date"; }));
  const std::string told = lower(print(statement));
  return {yes(object.term.kind == TermKind::String),
          yes(clause.kind == ClauseKind::Title || clause.kind == ClauseKind::Apposition),
          yes(clause.kind == ClauseKind::Copula),
          yes(!subject.entity && one_word),
          yes(!subject.entity && !one_word),
          yes(subject.certainty < 1),
          up_to_three(others),
          yes(tree.is(clause.head, {Conj})),
          yes(tree.is(clause.head, {Acl, AclRelcl, Advcl})),
          yes(clause.speaker_clause >= 0),
          yes(clause.passive),
          up_to_three(dropped(tree, clause, told, Role::Subject)),
          up_to_three(dropped(tree, clause, told, Role::Object)),
          std::log(clause.confidence / (1 - clause.confidence))};
}

double statement_confidence(const StatementFeatures& features) {
  double log_odds = kBias;
  for (std::size_t i = 0; i < features.size(); ++i) log_odds += kWeights[i].log_odds * features[i];
  return 1 / (1 + std::exp(-log_odds));
}

}  // namespace kg::text
