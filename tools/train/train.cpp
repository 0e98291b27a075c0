#include "tools/train/train.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace kg::train {

std::vector<Weight> sum_of_runs(std::string_view name, std::size_t items, const Schedule& schedule,
                                const Learn& learn) {
  std::vector<Weight> sums;
  for (int seed = 1; seed <= schedule.seeds; ++seed) {
    Perceptron perceptron;
    Random random(static_cast<std::uint64_t>(seed));
    for (int epoch = 1; epoch <= schedule.epochs; ++epoch) {
      std::size_t mistakes = 0;
      for (const std::size_t item : random.order(items)) mistakes += learn(item, epoch, random, perceptron);
      fmt::print(stderr, "{}, seed {}, epoch {}: {} mistakes\n", name, seed, epoch, mistakes);
    }
    add(sums, perceptron.averages(schedule.least));
    fmt::print(stderr, "{}, seed {}: {} weights in the sum\n", name, seed, sums.size());
  }
  return sums;
}

Fold fold_of(std::span<const text::Sentence> sentences, int part, int folds) {
  const std::size_t size = sentences.size(), parts = static_cast<std::size_t>(folds);
  const auto at = [&](std::size_t number) { return size * number / parts; };
  Fold fold{at(static_cast<std::size_t>(part)), at(static_cast<std::size_t>(part) + 1), {}};
  const auto before = sentences.first(fold.begin), behind = sentences.subspan(fold.end);
  fold.rest.assign(before.begin(), before.end());
  fold.rest.insert(fold.rest.end(), behind.begin(), behind.end());
  return fold;
}

}  // namespace kg::train
