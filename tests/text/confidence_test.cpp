// How sure statements are: that the program's weights are those which the judged statements give, and that
// the fit does what it says.
#include <gtest/gtest.h>

#include <cmath>

#include "kg/error.hpp"
#include "tools/train/confidence.hpp"
#include "tools/train/wordnet.hpp"

namespace kg::train {
namespace {

constexpr double kRidge = 3;

Verdict verdict(const std::string& article, bool right, double speech, Use use = Use::Fresh) {
  Verdict made{article, 0, "0", right ? "right" : "wrong", "-", use, {}};
  made.features[0] = speech;
  return made;
}

TEST(Confidence, WeightsAreThoseOfTheTable) {
  const auto verdicts = read_verdicts(read_file(KG_VERDICTS_FILE));
  ASSERT_GT(verdicts.size(), 100u);
  const Confidences fitted = fit_confidences(verdicts, kRidge);
  for (const Verdict& one : verdicts) {
    const double rounding = 0.01;  // weights have two decimals
    ASSERT_NEAR(text::statement_confidence(one.features), fitted.of(one.features), rounding)
        << "kg_train confidence prints other weights than statement_confidence.cpp has";
  }
}

TEST(Confidence, ReadsWhatItPrints) {
  const std::string table = print_verdicts(read_verdicts(read_file(KG_VERDICTS_FILE)));
  EXPECT_EQ(print_verdicts(read_verdicts("# heading\n" + table)), table);
}

TEST(Confidence, FitsTheSharesThatAreRight) {
  std::vector<Verdict> verdicts;
  for (int i = 0; i < 100; ++i) {
    verdicts.push_back(verdict(std::to_string(i), i < 80, 1));
    verdicts.push_back(verdict(std::to_string(i), i < 30, 0));
  }
  const Confidences model = fit_confidences(verdicts, 0.001);
  EXPECT_NEAR(model.of(verdicts[0].features), 0.8, 0.01);
  EXPECT_NEAR(model.of(verdicts[1].features), 0.3, 0.01);
  EXPECT_LT(std::abs(fit_confidences(verdicts, 1000).weights[0]), 0.1);  // a strong ridge holds it near 0
}

TEST(Confidence, WhatWasShapedMovesNoBiasAndWhatIsAsideNothing) {
  std::vector<Verdict> verdicts;
  for (int i = 0; i < 40; ++i) verdicts.push_back(verdict(std::to_string(i), i % 2 == 0, 0));
  const double alone = fit_confidences(verdicts, kRidge).of({});
  for (int i = 0; i < 40; ++i) {
    verdicts.push_back(verdict(std::to_string(i), true, 0, Use::Shaped));
    verdicts.push_back(verdict(std::to_string(i), false, 1, Use::Aside));
  }
  EXPECT_NEAR(fit_confidences(verdicts, kRidge).of({}), alone, 0.01);
}

TEST(Confidence, JudgesAnArticleByTheOthers) {
  std::vector<Verdict> verdicts;  // speech is right in one article and wrong in all others
  for (int i = 0; i < 20; ++i) verdicts.push_back(verdict("odd", true, 1));
  for (int i = 0; i < 60; ++i) verdicts.push_back(verdict("article" + std::to_string(i), false, 1));
  const auto confidences = cross_validate(verdicts, kRidge, 4);
  EXPECT_LT(confidences.front(), 0.1);
}

TEST(Confidence, CountsWhatALeastConfidenceKeeps) {
  const std::vector<Verdict> verdicts{verdict("a", true, 1), verdict("a", false, 0),
                                      verdict("b", true, 0, Use::Aside)};
  const std::string table = calibration_of(verdicts, std::vector<double>{0.85, 0.25, 0.25}, Use::Fresh);
  EXPECT_NE(table.find("| 0.2 to 0.3 | 1 | 0.25 | 0.00 |"), std::string::npos) << table;
  EXPECT_NE(table.find("| 0.2 | 1.00 | 0.50 |"), std::string::npos) << table;
  EXPECT_NE(table.find("| 0.8 | 0.50 | 1.00 |"), std::string::npos) << table;
}

TEST(Confidence, RefusesABadTable) {
  EXPECT_THROW(read_verdicts("1 2 3\n"), Error);
  std::string row = "a 0 0 right - often";
  for (std::size_t i = 0; i < text::kStatementFeatures; ++i) row += " 0";
  EXPECT_THROW(read_verdicts(row), Error);
}

}  // namespace
}  // namespace kg::train
