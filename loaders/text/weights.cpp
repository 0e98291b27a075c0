#include "loaders/text/weights.hpp"

#include "loaders/text/hash.hpp"

namespace kg::text {

// Three passes, so that the memory of all features is on its way before the first is waited for.
void Weights::add(std::span<const Feature> features, Scores& scores) const {
  const auto buckets = static_cast<std::uint32_t>(starts_.size() - 1);
  std::array<const std::uint32_t*, kMostFeatures> starts;
  for (std::size_t i = 0; i < features.size(); ++i) {
    starts[i] = starts_.data() + place_of(features[i], buckets);
    __builtin_prefetch(starts[i]);
  }
  // Both ends: a bucket lies in two lines of the cache as often as in one.
  for (std::size_t i = 0; i < features.size(); ++i) {
    __builtin_prefetch(pool_.data() + starts[i][0]);
    __builtin_prefetch(pool_.data() + starts[i][1]);
  }
  for (std::size_t i = 0; i < features.size(); ++i) {
    const std::uint16_t* row = pool_.data() + starts[i][0];
    const std::uint16_t* const end = pool_.data() + starts[i][1];
    const std::uint16_t check = head(features[i], 0);
    while (row < end && (*row & ~kDense) != check) {
      const std::uint16_t cells = *row & kDense;
      row += 1 + (cells == kDense ? kClasses : cells);
    }
    if (row >= end) continue;
    const std::uint16_t cells = *row & kDense;
    if (cells == kDense) {
      for (std::size_t label = 0; label < kClasses; ++label) {
        scores[label] += static_cast<std::int16_t>(row[1 + label]);
      }
      continue;
    }
    for (const std::uint16_t *cell = row + 1, *last = cell + cells; cell < last; ++cell) {
      scores[*cell & (kClasses - 1)] += static_cast<std::int16_t>(*cell) >> 7;
    }
  }
}

}  // namespace kg::text
