// The averaged perceptron (Collins 2002) that trains tagger and parser: weights grow where mistakes are made,
// and what is kept is their average over the whole run.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "loaders/text/weights.hpp"

namespace kg::train {

using text::Feature;
using text::Scores;

/// One weight of a finished run.
struct Weight {
  Feature feature = 0;
  std::uint32_t label = 0;
  float value = 0;
};

class Perceptron {
 public:
  Perceptron();

  /// Adds the current weights of the features to `scores`.
  void score(std::span<const Feature> features, Scores& scores) const;

  /// Counts one decision; call before `update`.
  void tick() { ++step_; }

  /// Raises `good` and lowers `bad` for every feature.
  void update(std::span<const Feature> features, std::size_t good, std::size_t bad);

  /// Adds `by` to the weight of one class for every feature.
  void raise(std::span<const Feature> features, std::size_t label, std::int32_t by);

  /// Averages over all decisions, sorted by feature and label, without those nearer to 0 than `least`.
  std::vector<Weight> averages(float least) const;

 private:
  struct Row {
    Feature feature = 0;
    std::uint32_t first = 0;  // cell
    std::uint16_t size = 0;   // cells
    std::uint16_t room = 0;   // cells; 0 marks an empty place
  };
  std::size_t place(Feature feature) const;
  Row& row_of(Feature feature);
  void change(Row& row, std::size_t label, std::int32_t by);
  void grow();

  std::vector<Row> rows_;
  std::size_t used_ = 0;
  std::vector<std::int32_t> cells_;        // label in the low 7 bits, weight above
  std::vector<std::int64_t> corrections_;  // sum of step * change, a cell each
  std::int64_t step_ = 0;
};

/// Adds `more` to `sums`; both are sorted, and so is the result.
void add(std::vector<Weight>& sums, std::vector<Weight> more);

/// The two tables of `text::Weights`.
struct WeightTables {
  std::vector<std::uint32_t> starts;
  std::vector<std::uint16_t> rows;
  std::size_t features = 0, kept = 0;  ///< rows, and weights in them
  float largest = 0, least = 0;        ///< sizes of the weights that are kept
  float step = 0;                      ///< what 1 in a cell stands for
};

/// Keeps the largest weights that fit into `megabytes`, rounded to multiples of a step that is a good deal
/// smaller than they are.
WeightTables quantise(const std::vector<Weight>& weights, double megabytes);

/// A table's bytes, as they lie in the file.
template <class Item>
std::string bytes_of(const std::vector<Item>& items) {
  return {reinterpret_cast<const char*>(items.data()), items.size() * sizeof(Item)};
}

}  // namespace kg::train
