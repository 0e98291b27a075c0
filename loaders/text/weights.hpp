// The weights of a linear classifier over hashed features, as they lie in the model's file. Tagger and parser
// sum the rows of the features that hold; nothing is copied, and all arithmetic is on integers.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace kg::text {

/// A feature: `finish(mix(...))` of its template and values.
using Feature = std::uint64_t;

inline constexpr std::size_t kClasses = 128;  ///< most classes that a classifier can tell apart: 7 bits
using Scores = std::array<std::int32_t, kClasses>;

/// Features are spread over buckets by their high bits, a few to each. `starts[b]` to `starts[b + 1]` are the
/// 16-bit units of `pool` that hold bucket b's rows, one after the other. A row has cells for the few classes
/// that it tells apart:
///
///     | low 11 bits of the feature, 5 bits: number of cells | cell | cell | ...
///
/// A cell has the class in its low 7 bits and the weight, signed, in its high 9 bits; a weight that is too
/// large for one cell is spread over several. A row that would have many cells has a weight for every class
/// instead:
///
///     | low 11 bits of the feature, 5 bits: kDense | weight of class 0 | ... | weight of class 127 |
///
/// One feature in a thousand or so finds the row of another in its bucket, which costs less than wider rows
/// would.
class Weights {
 public:
  static constexpr std::int32_t kLargest = 255;  ///< the most that a cell holds, and its negative the least
  static constexpr std::size_t kMostFeatures = 256;
  static constexpr std::size_t kRowsInBucket =
      3;  ///< on average: more make the file smaller, and the search longer
  static constexpr int kCountBits = 5;
  static constexpr std::uint16_t kDense = (1U << kCountBits) - 1;  ///< where a row's number of cells stands
  static constexpr std::uint16_t kMostCells = kDense - 1;          ///< beyond, a row is dense

  /// A row's first unit.
  static constexpr std::uint16_t head(Feature feature, std::size_t cells) {
    return static_cast<std::uint16_t>(feature << kCountBits | cells);
  }

  Weights() = default;
  Weights(std::span<const std::uint32_t> starts, std::span<const std::uint16_t> pool)
      : starts_(starts), pool_(pool) {}

  /// Adds the rows of at most `kMostFeatures` features to `scores`.
  void add(std::span<const Feature> features, Scores& scores) const;

  bool empty() const { return starts_.empty(); }

 private:
  std::span<const std::uint32_t> starts_;
  std::span<const std::uint16_t> pool_;
};

}  // namespace kg::text
