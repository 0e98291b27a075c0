// Turns values into features, one template after the other.
#pragma once

#include <cstdint>
#include <vector>

#include "loaders/text/hash.hpp"
#include "loaders/text/weights.hpp"

namespace kg::text {

/// Numbers the templates in the order in which they are written down. Empties `features` first.
class FeatureSink {
 public:
  explicit FeatureSink(std::vector<Feature>& features) : features_(features) { features_.clear(); }

  template <class... Values>
  void operator()(Values... values) {
    std::uint64_t hash = mix(kHashSeed, ++template_);
    ((hash = mix(hash, static_cast<std::uint64_t>(values))), ...);
    features_.push_back(finish(hash));
  }

 private:
  std::vector<Feature>& features_;
  std::uint64_t template_ = 0;
};

}  // namespace kg::text
