#include "tools/train/perceptron.hpp"

#include <algorithm>
#include <cmath>

#include "loaders/text/hash.hpp"

namespace kg::train {
namespace {

constexpr int kLabelBits = 7;
constexpr std::uint16_t kFirstRoom = 2;
static_assert(1U << kLabelBits == text::kClasses);

}  // namespace

Perceptron::Perceptron() : rows_(std::size_t{1} << 20) {}

std::size_t Perceptron::place(Feature feature) const {
  const std::size_t mask = rows_.size() - 1;
  std::size_t at = feature & mask;
  while (rows_[at].room != 0 && rows_[at].feature != feature) at = (at + 1) & mask;
  return at;
}

void Perceptron::score(std::span<const Feature> features, Scores& scores) const {
  const std::size_t mask = rows_.size() - 1;
  std::array<const Row*, text::Weights::kMostFeatures> rows;
  for (const Feature feature : features) __builtin_prefetch(&rows_[feature & mask]);
  for (std::size_t i = 0; i < features.size(); ++i) {
    rows[i] = &rows_[place(features[i])];
    __builtin_prefetch(cells_.data() + rows[i]->first);
  }
  for (std::size_t i = 0; i < features.size(); ++i) {
    const std::int32_t* cell = cells_.data() + rows[i]->first;
    for (const std::int32_t* end = cell + rows[i]->size; cell < end; ++cell) {
      scores[static_cast<std::size_t>(*cell) & (text::kClasses - 1)] += *cell >> kLabelBits;
    }
  }
}

void Perceptron::update(std::span<const Feature> features, std::size_t good, std::size_t bad) {
  for (const Feature feature : features) {
    Row& row = row_of(feature);
    change(row, good, 1);
    change(row, bad, -1);
  }
}

void Perceptron::raise(std::span<const Feature> features, std::size_t label, std::int32_t by) {
  for (const Feature feature : features) change(row_of(feature), label, by);
}

Perceptron::Row& Perceptron::row_of(Feature feature) {
  if (used_ * 5 > rows_.size() * 3) grow();
  Row& row = rows_[place(feature)];
  if (row.room == 0) {
    row = {feature, static_cast<std::uint32_t>(cells_.size()), 0, kFirstRoom};
    cells_.resize(cells_.size() + kFirstRoom);
    corrections_.resize(cells_.size());
    ++used_;
  }
  return row;
}

void Perceptron::grow() {
  std::vector<Row> old(rows_.size() * 2);
  old.swap(rows_);
  for (const Row& row : old) {
    if (row.room != 0) rows_[place(row.feature)] = row;
  }
}

void Perceptron::change(Row& row, std::size_t label, std::int32_t by) {
  std::size_t at = row.first;
  const std::size_t end = at + row.size;
  while (at < end && (static_cast<std::size_t>(cells_[at]) & (text::kClasses - 1)) != label) ++at;
  if (at == end) {
    if (row.size == row.room) {
      // A full row moves to the end, with twice the room.
      const std::size_t first = cells_.size();
      row.room = static_cast<std::uint16_t>(2 * row.room);
      cells_.resize(first + row.room);
      corrections_.resize(first + row.room);
      std::copy_n(cells_.begin() + row.first, row.size, cells_.begin() + static_cast<std::ptrdiff_t>(first));
      std::copy_n(corrections_.begin() + row.first, row.size,
                  corrections_.begin() + static_cast<std::ptrdiff_t>(first));
      row.first = static_cast<std::uint32_t>(first);
      at = first + row.size;
    }
    cells_[at] = static_cast<std::int32_t>(label);
    ++row.size;
  }
  cells_[at] += by * (1 << kLabelBits);
  corrections_[at] += by * step_;
}

std::vector<Weight> Perceptron::averages(float least) const {
  std::vector<Weight> weights;
  for (const Row& row : rows_) {
    for (std::size_t at = row.first; at < row.first + row.size; ++at) {
      const double average =
          (cells_[at] >> kLabelBits) - static_cast<double>(corrections_[at]) / static_cast<double>(step_);
      if (std::abs(average) < least) continue;
      weights.push_back(
          {row.feature,
           static_cast<std::uint32_t>(static_cast<std::size_t>(cells_[at]) & (text::kClasses - 1)),
           static_cast<float>(average)});
    }
  }
  std::sort(weights.begin(), weights.end(), [](const Weight& a, const Weight& b) {
    return a.feature != b.feature ? a.feature < b.feature : a.label < b.label;
  });
  return weights;
}

void add(std::vector<Weight>& sums, std::vector<Weight> more) {
  std::vector<Weight> merged;
  merged.reserve(sums.size() + more.size());
  auto a = sums.begin(), b = more.begin();
  while (a != sums.end() || b != more.end()) {
    if (b == more.end()) {
      merged.push_back(*a++);
    } else if (a == sums.end()) {
      merged.push_back(*b++);
    } else if (a->feature == b->feature && a->label == b->label) {
      merged.push_back({a->feature, a->label, a->value + b->value});
      ++a, ++b;
    } else {
      const bool first = a->feature != b->feature ? a->feature < b->feature : a->label < b->label;
      merged.push_back(first ? *a++ : *b++);
    }
  }
  sums = std::move(merged);
}

namespace {

constexpr float kFineness = 4;      // steps in the smallest weight that is kept
constexpr float kMostSteps = 2000;  // steps in the largest one

float step_for(float least, float largest) {
  return std::max(least / kFineness, largest / kMostSteps);
}

// One feature's weights, in steps, as they will stand in the model.
struct Row {
  Feature feature = 0;
  std::vector<std::pair<std::uint32_t, long>> weights;  // class and steps

  // Cells if the row is not dense: what is too large for one is the sum of several.
  std::size_t cells() const {
    std::size_t count = 0;
    for (const auto& [label, steps] : weights) {
      count +=
          static_cast<std::size_t>((std::abs(steps) + text::Weights::kLargest - 1) / text::Weights::kLargest);
    }
    return count;
  }
  bool dense() const { return cells() > text::Weights::kMostCells; }
  std::size_t units() const { return 1 + (dense() ? text::kClasses : cells()); }
};

// Calls `use` with the row of each feature that has a weight of at least this size, in the features' order.
template <class Use>
void each_row(const std::vector<Weight>& weights, float least, float step, Use use) {
  Row row;
  for (const Weight& weight : weights) {
    if (std::abs(weight.value) < least) continue;
    if (!row.weights.empty() && row.feature != weight.feature) {
      use(row);
      row.weights.clear();
    }
    row.feature = weight.feature;
    row.weights.emplace_back(weight.label, std::lround(weight.value / step));
  }
  if (!row.weights.empty()) use(row);
}

// Bytes of the tables if only weights of at least this size are kept.
double size_of(const std::vector<Weight>& weights, float least, float largest) {
  std::size_t rows = 0, units = 0;
  each_row(weights, least, step_for(least, largest), [&](const Row& row) {
    ++rows;
    units += row.units();
  });
  return static_cast<double>(rows / text::Weights::kRowsInBucket * sizeof(std::uint32_t) +
                             units * sizeof(std::uint16_t));
}

// The smallest size of a weight that keeps the tables within `bytes`, by halving.
float least_within(const std::vector<Weight>& weights, double bytes, float largest) {
  float low = 0, high = largest;
  for (int i = 0; i < 24; ++i) {
    const float middle = (low + high) / 2;
    (size_of(weights, middle, largest) > bytes ? low : high) = middle;
  }
  return high;
}

// Writes a row as `text::Weights` reads it.
void append(const Row& row, std::vector<std::uint16_t>& pool) {
  pool.push_back(text::Weights::head(row.feature, row.dense() ? text::Weights::kDense : row.cells()));
  if (row.dense()) {
    const std::size_t first = pool.size();
    pool.resize(first + text::kClasses);
    for (const auto& [label, steps] : row.weights) pool[first + label] = static_cast<std::uint16_t>(steps);
    return;
  }
  for (auto [label, steps] : row.weights) {
    while (steps != 0) {
      const long part = std::clamp<long>(steps, -text::Weights::kLargest, text::Weights::kLargest);
      pool.push_back(static_cast<std::uint16_t>(part * (1 << kLabelBits) + label));
      steps -= part;
    }
  }
}

}  // namespace

WeightTables quantise(const std::vector<Weight>& weights, double megabytes) {
  WeightTables tables;
  for (const Weight& weight : weights) tables.largest = std::max(tables.largest, std::abs(weight.value));
  tables.least = least_within(weights, megabytes * 1e6, tables.largest);
  tables.step = step_for(tables.least, tables.largest);
  each_row(weights, tables.least, tables.step, [&](const Row& row) {
    ++tables.features;
    tables.kept += row.weights.size();
  });
  // Sorted by feature, rows are sorted by bucket too: the bucket is taken from the high bits.
  const auto buckets = static_cast<std::uint32_t>(1 + tables.features / text::Weights::kRowsInBucket);
  std::vector<std::uint32_t>& starts = tables.starts;
  std::vector<std::uint16_t>& pool = tables.rows;
  starts.resize(buckets + 1);
  std::size_t bucket = 0;
  each_row(weights, tables.least, tables.step, [&](const Row& row) {
    for (const std::size_t place = text::place_of(row.feature, buckets); bucket < place;) {
      starts[++bucket] = static_cast<std::uint32_t>(pool.size());
    }
    append(row, pool);
  });
  while (bucket < buckets) starts[++bucket] = static_cast<std::uint32_t>(pool.size());
  return tables;
}

}  // namespace kg::train
