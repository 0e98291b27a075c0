#include "kg/store/permutations.hpp"

#include <algorithm>

#include "kg/store/merged_rows.hpp"

namespace kg::store {
namespace {

constexpr std::size_t kFirstBatch = 128;  // most lookups of a join want few rows

class RowCursor : public Cursor {
 public:
  RowCursor(const View& view, const Meta& meta, Order order, const TriplePattern& pattern)
      : order_(order), rows_(view, meta, order) {
    restart(pattern);
  }

  void restart(const TriplePattern& pattern) override {
    rows_.start(RowRange(order_, pattern));
    batch_size_ = kFirstBatch;
    done_ = false;
  }

  void seek(const Triple& least) override {
    rows_.seek(row_of(order_, least));
    batch_size_ = kFirstBatch;
  }

  void ask(const AskedColumns& columns) override {
    const std::array<bool, 3> by_slot = {columns.subject, columns.predicate, columns.object};
    const auto slots = slots_of(order_);
    asked_ = {by_slot[slots[0]], by_slot[slots[1]], by_slot[slots[2]], columns.statement};
  }

  bool next(TripleColumns& batch) override {
    batch = {};
    while (!done_ && rows_.next(stretch_, batch_size_)) {
      batch_size_ = std::min(2 * batch_size_, kRowsOfPage);
      const auto slots = slots_of(order_);
      const std::array<IdColumn*, 3> by_slot = {&batch.subject, &batch.predicate, &batch.object};
      const std::array<IdColumn*, 4> by_place = {by_slot[slots[0]], by_slot[slots[1]], by_slot[slots[2]],
                                                 &batch.statement};
      for (std::size_t place = 0; place < by_place.size(); ++place) *by_place[place] = column(place);
      batch.count = stretch_.size();
      if (rows_.range().all_match()) return true;
      keep_matches(by_place, batch.count);
      if (batch.count > 0) return true;
    }
    batch = {};
    return false;
  }

 private:
  IdColumn column(std::size_t place) {
    const RowRange& range = rows_.range();
    if (place < 3 && range.places[place].is_one() && place < range.first_unsure)
      return {{}, range.places[place].low};
    if (!asked_[place] && range.all_match()) return {};
    std::vector<Id>& ids = columns_[place];
    ids.resize(stretch_.size());
    if (stretch_.page == nullptr) {
      for (std::size_t i = 0; i < ids.size(); ++i) ids[i] = stretch_.rows[i][place];
      return {ids, kNoId};
    }
    if (const auto one = stretch_.page->constant(place, stretch_.begin, stretch_.end)) return {{}, *one};
    stretch_.page->decode(place, stretch_.begin, stretch_.end, ids.data());
    return {ids, kNoId};
  }

  /// Leaves out what does not match, and skips what cannot.
  void keep_matches(const std::array<IdColumn*, 4>& by_place, std::size_t& count) {
    const RowRange& range = rows_.range();
    Row last;
    for (std::size_t place = 0; place < last.size(); ++place) last[place] = (*by_place[place])[count - 1];
    std::size_t kept = 0;
    for (std::size_t i = 0; i < count; ++i) {
      bool matches = true;
      for (std::size_t place = range.first_unsure; place < 3; ++place)
        matches = matches && range.places[place].contains((*by_place[place])[i]);
      if (!matches) continue;
      for (std::size_t place = 0; place < by_place.size(); ++place)
        if (!by_place[place]->is_constant()) columns_[place][kept] = columns_[place][i];
      ++kept;
    }
    count = kept;
    for (std::size_t place = 0; place < by_place.size(); ++place)
      if (!by_place[place]->is_constant()) by_place[place]->ids = std::span(columns_[place]).first(kept);
    ++last[3];  // the least that can follow
    if (const auto candidate = range.next_candidate(last); !candidate)
      done_ = true;
    else if (*candidate != last)
      rows_.seek(*candidate);
  }

  Order order_;
  MergedRows rows_;
  Stretch stretch_;
  std::array<bool, 4> asked_ = {true, true, true, true};  ///< by place
  std::array<std::vector<Id>, 4> columns_;                ///< of the batch, where they are not constant
  std::size_t batch_size_ = kFirstBatch;
  bool done_ = false;
};

}  // namespace

std::unique_ptr<Cursor> scan(const View& view, const Meta& meta, Order order, const TriplePattern& pattern) {
  return std::make_unique<RowCursor>(view, meta, order, pattern);
}

std::vector<Triple> all_matches(const View& view, const Meta& meta, Order order,
                                const TriplePattern& pattern) {
  std::vector<Triple> all;
  const auto cursor = scan(view, meta, order, pattern);
  for (TripleColumns batch; cursor->next(batch);)
    for (const Triple triple : batch) all.push_back(triple);
  return all;
}

Order best_order(const TriplePattern& pattern) {
  Order best = Order::Spo;
  int best_score = -1;
  for (const Order order : kOrders) {
    int score = 0;
    for (const IdRange& range : RowRange(order, pattern).places) {
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

std::uint64_t count(const View& view, const Meta& meta, const TriplePattern& pattern) {
  const Order order = best_order(pattern);
  const RowRange range(order, pattern);
  std::uint64_t count = 0;
  if (range.all_match()) {
    MergedRows rows(view, meta, order);
    rows.start(range);
    for (Stretch stretch; rows.next(stretch, kRowsOfPage);) count += stretch.size();
  } else {
    const auto cursor = scan(view, meta, order, pattern);
    for (TripleColumns batch; cursor->next(batch);) count += batch.count;
  }
  return count;
}

}  // namespace kg::store
