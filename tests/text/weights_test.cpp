// The weights' tables against what went into them.
#include "loaders/text/weights.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "loaders/text/hash.hpp"
#include "tools/train/perceptron.hpp"

namespace kg::text {
namespace {

TEST(Weights, TablesGiveBackWhatWasPutIn) {
  // 5,000 features with two classes each.
  std::vector<train::Weight> weights;
  for (std::uint64_t i = 0; i < 5000; ++i) {
    const Feature feature = finish(mix(mix(kHashSeed, 1), i));
    weights.push_back({feature, static_cast<std::uint32_t>(i % 100), static_cast<float>(i % 255 + 1)});
    weights.push_back({feature, 100 + static_cast<std::uint32_t>(i % 20), -static_cast<float>(i % 200 + 1)});
  }
  // One that has a weight for many classes.
  const Feature rich = finish(mix(mix(kHashSeed, 3), 1));
  for (std::uint32_t label = 0; label < 100; ++label)
    weights.push_back({rich, label, 10.0F + static_cast<float>(label)});
  std::sort(weights.begin(), weights.end(), [](const auto& a, const auto& b) {
    return a.feature != b.feature ? a.feature < b.feature : a.label < b.label;
  });
  const train::WeightTables tables = train::quantise(weights, 10);
  EXPECT_EQ(tables.features, 5001U);
  EXPECT_EQ(tables.kept, 10100U);
  const Weights found(tables.starts, tables.rows);
  int mistaken = 0;  // for another feature of the bucket
  for (std::uint64_t i = 0; i < 5000; ++i) {
    Scores scores{};
    const Feature feature = finish(mix(mix(kHashSeed, 1), i));
    found.add({&feature, 1}, scores);
    mistaken += scores[i % 100] != std::lround(static_cast<float>(i % 255 + 1) / tables.step) ||
                scores[100 + i % 20] != -std::lround(static_cast<float>(i % 200 + 1) / tables.step);
  }
  EXPECT_LE(mistaken, 10);
  Scores scores{};
  found.add({&rich, 1}, scores);
  for (std::uint32_t label = 0; label < 100; ++label) {
    EXPECT_EQ(scores[label], std::lround((10.0F + static_cast<float>(label)) / tables.step));
  }
  scores = {};
  const Feature stranger = finish(mix(mix(kHashSeed, 2), 7));
  found.add({&stranger, 1}, scores);
  EXPECT_EQ(scores, Scores{});
}

TEST(Weights, RoomIsKept) {
  std::vector<train::Weight> weights;
  for (std::uint64_t i = 0; i < 10000; ++i)
    weights.push_back({finish(mix(3, i)), 1, static_cast<float>(i + 1)});
  std::sort(weights.begin(), weights.end(),
            [](const auto& a, const auto& b) { return a.feature < b.feature; });
  const train::WeightTables tables = train::quantise(weights, 0.05);
  EXPECT_LE(4 * tables.starts.size() + 2 * tables.rows.size(), 50000U + 2 * sizeof(std::uint32_t));
  EXPECT_GT(tables.features, 4000U);
}

TEST(Weights, SumsOfRuns) {
  std::vector<train::Weight> sums = {{1, 0, 1.0F}, {2, 3, 2.0F}};
  train::add(sums, {{1, 0, 0.5F}, {1, 1, 4.0F}, {3, 0, 1.0F}});
  ASSERT_EQ(sums.size(), 4U);
  EXPECT_EQ(sums[0].value, 1.5F);
  EXPECT_EQ(sums[1].label, 1U);
  EXPECT_EQ(sums[3].feature, 3U);
}

TEST(Perceptron, AveragesOverAllDecisions) {
  train::Perceptron perceptron;
  const std::vector<Feature> features = {finish(mix(1, 1))};
  perceptron.tick();
  perceptron.update(features, 0, 1);  // weight 1 from decision 1 on
  perceptron.tick();
  perceptron.tick();
  perceptron.tick();
  perceptron.update(features, 0, 1);  // weight 2 from decision 4 on
  const auto averages = perceptron.averages(0);
  ASSERT_EQ(averages.size(), 2U);
  EXPECT_FLOAT_EQ(averages[0].value, 2.0F - 5.0F / 4.0F);
  EXPECT_FLOAT_EQ(averages[1].value, -0.75F);
  Scores scores{};
  perceptron.score(features, scores);
  EXPECT_EQ(scores[0], 2);
  EXPECT_EQ(scores[1], -2);
}

TEST(Perceptron, RaisesOneClassAlone) {
  train::Perceptron perceptron;
  const std::vector<Feature> features = {finish(mix(1, 1)), finish(mix(1, 2))};
  perceptron.tick();
  perceptron.raise(features, 3, 2);
  perceptron.raise({features.data(), 1}, 3, -1);
  Scores scores{};
  perceptron.score(features, scores);
  EXPECT_EQ(scores[3], 3);
  EXPECT_EQ(scores[2], 0);
}

}  // namespace
}  // namespace kg::text
