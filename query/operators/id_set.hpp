// Sets of ids: sorted lists, and filters.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

#include "kg/id.hpp"
#include "query/limits.hpp"

namespace kg::query {

/// Sorts the ids, each once; asks now and then whether to stop.
inline void make_set(std::vector<Id>& ids, Limits& limits) {
  std::sort(ids.begin(), ids.end(), [&](Id a, Id b) {
    limits.tick();
    return a < b;
  });
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

/// The first place from `at` on, in [at, end), that does not lie `before`; near ones are found in fewer steps
/// than far ones (Bentley and Yao 1976). REQUIRES: places that lie before come first.
template <typename Before>
std::size_t gallop(std::size_t at, std::size_t end, const Before& before) {
  if (at >= end || !before(at)) return at;
  std::size_t step = 1;
  while (at + step < end && before(at + step)) {
    at += step;
    step *= 2;
  }
  std::size_t high = std::min(end, at + step);  // not before; `at` is
  while (high - at > 1) {
    const std::size_t middle = at + (high - at) / 2;
    (before(middle) ? at : high) = middle;
  }
  return high;
}

/// A few bits for each id of a set: says of no id of the set that it is not in it, and of few others that
/// they may be (Bloom 1970, with one function).
class IdFilter {
 public:
  IdFilter() = default;
  /// For about so many ids.
  explicit IdFilter(std::size_t ids)
      : words_(std::bit_ceil(std::max<std::size_t>(1, ids * kBitsEach / 64))),
        shift_(64 - static_cast<int>(std::bit_width(words_.size() * 64 - 1))) {}

  void add(Id id) { words_[bit(id) / 64] |= std::uint64_t{1} << bit(id) % 64; }
  bool may_have(Id id) const { return (words_[bit(id) / 64] >> bit(id) % 64 & 1) != 0; }
  std::size_t bytes() const { return words_.size() * sizeof(std::uint64_t); }

 private:
  static constexpr std::size_t kBitsEach = 16;
  /// Fibonacci hashing (Knuth, volume 3, 6.4).
  std::uint64_t bit(Id id) const { return id * 0x9E3779B97F4A7C15 >> shift_; }

  std::vector<std::uint64_t> words_;
  int shift_ = 0;
};

}  // namespace kg::query
