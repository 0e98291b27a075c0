// Permutations, a key a triple: one byte for the order, four big-endian ids, no value.
#include "kg/store/permutations.hpp"

#include <algorithm>
#include <limits>

#include "kg/store/keys.hpp"

namespace kg::store {
namespace {

constexpr std::size_t kFirstBatch = 64;  // most lookups of a join want few rows
constexpr std::size_t kLargestBatch = 2048;
/// Rows that do not match are stepped over; after this many in a row, seeking is cheaper.
constexpr int kStepsBeforeSeek = 8;

Space space_of(Order order) {
  switch (order) {
    case Order::Spo:
      return Space::Spo;
    case Order::Pso:
      return Space::Pso;
    case Order::Pos:
      return Space::Pos;
    case Order::Osp:
      return Space::Osp;
  }
  return Space::Spo;
}

/// Which slot of (subject, predicate, object) stands at each place of the order.
constexpr std::array<std::size_t, 3> slots_of(Order order) {
  switch (order) {
    case Order::Spo:
      return {0, 1, 2};
    case Order::Pso:
      return {1, 0, 2};
    case Order::Pos:
      return {1, 2, 0};
    case Order::Osp:
      return {2, 0, 1};
  }
  return {0, 1, 2};
}

using Ranges = std::array<IdRange, 3>;

Ranges ranges_of(Order order, const TriplePattern& pattern) {
  const Ranges by_slot = {pattern.subject, pattern.predicate, pattern.object};
  const auto slots = slots_of(order);
  return {by_slot[slots[0]], by_slot[slots[1]], by_slot[slots[2]]};
}

std::string row_key(Order order, const Row& row) {
  return key(space_of(order), row[0], row[1], row[2], row[3]);
}

Row row_in(std::string_view key) {
  return {id_in(key, 0), id_in(key, 1), id_in(key, 2), id_in(key, 3)};
}

/// The run of keys that holds all matches: leading single ids and the first range.
KeyRange run_of(Order order, const Ranges& ranges) {
  std::string low = key(space_of(order)), high = low;
  for (const IdRange& range : ranges) {
    append(low, range.low);
    append(high, range.high);
    if (!range.is_one()) break;
  }
  return {std::move(low), after_prefix(std::move(high))};
}

/// The least row not before `row` that can match; `row` itself if it does; nothing if none can follow.
std::optional<Row> next_candidate(const Row& row, const Ranges& ranges) {
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    if (ranges[i].contains(row[i])) continue;
    std::size_t from = i;
    Row least = row;
    if (row[i] > ranges[i].high) {  // go up at the next place to the left that has room
      do {
        if (from == 0) return std::nullopt;
        --from;
      } while (row[from] >= ranges[from].high);
      least[from] = row[from] + 1;
      ++from;
    }
    for (std::size_t k = from; k < ranges.size(); ++k) least[k] = ranges[k].low;
    least[3] = kNoId;
    return least;
  }
  return row;
}

class KeyCursor : public Cursor {
 public:
  KeyCursor(const View& view, Order order, const TriplePattern& pattern) : view_(view), order_(order) {
    restart(pattern);
  }

  bool next(TripleColumns& batch) override {
    for (auto& column : columns_) column.clear();
    for (int misses = 0; columns_[3].size() < batch_size_ && keys_->valid();) {
      const Row row = row_in(keys_->key());
      const auto candidate = next_candidate(row, ranges_);
      if (!candidate) break;
      if (*candidate == row) {
        for (std::size_t i = 0; i < ranges_.size(); ++i)
          if (!ranges_[i].is_one()) columns_[i].push_back(row[i]);
        columns_[3].push_back(row[3]);
        misses = 0;
      } else if (++misses > kStepsBeforeSeek) {
        keys_->seek(row_key(order_, *candidate));
        continue;
      }
      keys_->next();
    }
    batch_size_ = std::min(2 * batch_size_, kLargestBatch);
    const std::array<IdColumn*, 3> by_slot = {&batch.subject, &batch.predicate, &batch.object};
    for (std::size_t i = 0; i < ranges_.size(); ++i)
      *by_slot[slots_of(order_)[i]] = {columns_[i], ranges_[i].low};
    batch.statement = {columns_[3], kNoId};
    batch.count = columns_[3].size();
    return !batch.empty();
  }

  void seek(const Triple& least) override {
    const std::string target = row_key(order_, row_of(order_, least));
    if (keys_->valid() && keys_->key() < target) keys_->seek(target);
    batch_size_ = kFirstBatch;
  }

  void restart(const TriplePattern& pattern) override {
    ranges_ = ranges_of(order_, pattern);
    keys_ = view_.iterate(run_of(order_, ranges_));
    batch_size_ = kFirstBatch;
  }

 private:
  const View& view_;
  Order order_;
  Ranges ranges_;
  std::unique_ptr<KeyIterator> keys_;
  std::array<std::vector<Id>, 4> columns_;  ///< of the batch; none where the pattern fixes the id
  std::size_t batch_size_ = kFirstBatch;
};

}  // namespace

Row row_of(Order order, const Triple& triple) {
  const std::array<Id, 3> by_slot = {triple.subject, triple.predicate, triple.object};
  const auto slots = slots_of(order);
  return {by_slot[slots[0]], by_slot[slots[1]], by_slot[slots[2]], triple.statement};
}

Triple triple_of(Order order, const Row& row) {
  std::array<Id, 3> by_slot{};
  const auto slots = slots_of(order);
  for (std::size_t i = 0; i < slots.size(); ++i) by_slot[slots[i]] = row[i];
  return {by_slot[0], by_slot[1], by_slot[2], row[3]};
}

void put_triple(Batch& batch, const Triple& triple) {
  for (const Order order : kOrders) batch.put(row_key(order, row_of(order, triple)), {});
}

void erase_triple(Batch& batch, const Triple& triple) {
  for (const Order order : kOrders) batch.erase(row_key(order, row_of(order, triple)));
}

std::unique_ptr<Cursor> scan(const View& view, Order order, const TriplePattern& pattern) {
  return std::make_unique<KeyCursor>(view, order, pattern);
}

std::vector<Triple> all_matches(const View& view, Order order, const TriplePattern& pattern) {
  std::vector<Triple> all;
  const auto cursor = scan(view, order, pattern);
  for (TripleColumns batch; cursor->next(batch);)
    for (const Triple triple : batch) all.push_back(triple);
  return all;
}

Order best_order(const TriplePattern& pattern) {
  Order best = Order::Spo;
  int best_score = -1;
  for (const Order order : kOrders) {
    int score = 0;
    for (const IdRange& range : ranges_of(order, pattern)) {
      if (range.is_one()) {
        score += 2;
        continue;
      }
      score += range.is_all() ? 0 : 1;
      break;
    }
    if (score > best_score) {
      best = order;
      best_score = score;
    }
  }
  return best;
}

std::uint64_t estimate(const View& view, const TriplePattern& pattern, std::uint64_t most) {
  const Order order = best_order(pattern);
  TripleColumns batch;
  std::uint64_t count = 0;
  const auto cursor = scan(view, order, pattern);
  while (count < most) {
    if (!cursor->next(batch)) return count;
    count += batch.size();
  }
  return std::max(count, view.estimate(run_of(order, ranges_of(order, pattern))));
}

}  // namespace kg::store
