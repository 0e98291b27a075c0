// Random numbers for training that are the same with every standard library.
#pragma once

#include <cstddef>
#include <random>
#include <utility>
#include <vector>

namespace kg::train {

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}

  /// True with the given probability.
  bool chance(double probability) { return static_cast<double>(engine_() >> 11) * 0x1.0p-53 < probability; }

  /// The numbers below `size` in random order (Fisher and Yates).
  std::vector<std::size_t> order(std::size_t size) {
    std::vector<std::size_t> numbers(size);
    for (std::size_t i = 0; i < size; ++i) {
      numbers[i] = i;
      std::swap(numbers[i], numbers[engine_() % (i + 1)]);
    }
    return numbers;
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace kg::train
