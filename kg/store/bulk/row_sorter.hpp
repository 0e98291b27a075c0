// Sorts the rows of a bulk load in each order, within its share of the memory: in memory where they fit, else
// in sorted runs on disk that are merged.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "kg/graph.hpp"
#include "kg/store/bulk/spool.hpp"

namespace kg::store {

/// Subject, predicate, object, statement: numbers whose order, in each place, is the order of ids.
using RankRow = std::array<std::uint32_t, 4>;

class RowSorter {
 public:
  /// Each order costs least to make from the one before it.
  static constexpr std::array<Order, 4> kSequence = {Order::Spo, Order::Osp, Order::Pos, Order::Pso};

  /// For at most `count` rows, with at most `memory` bytes for rows and `jobs` threads; runs go to `file`,
  /// which must outlive this.
  RowSorter(std::uint64_t count, std::uint64_t memory, std::size_t jobs, SpoolFile& file);

  void add(const RankRow& row) {
    if (filled_ == capacity_) spill();
    rows_[filled_++] = row;
  }
  /// Calls `visit` for the rows of the order, each once, in order, many at a time. Call for the orders of
  /// `kSequence` one after the other, after the last `add`.
  void visit_sorted(Order order, const std::function<void(std::span<const RankRow>)>& visit);

 private:
  void spill();
  void sort(Order order);
  void sort_by(std::size_t column);
  bool pass(std::size_t column, unsigned shift, unsigned bits);
  void merge_runs(Order order, const std::function<void(std::span<const RankRow>)>& visit);

  std::uint64_t capacity_, filled_ = 0;
  std::size_t jobs_;
  SpoolFile& file_;
  std::unique_ptr<RankRow[]> rows_, scratch_;
  std::map<Order, std::vector<Spool>> runs_;
};

/// Calls `work(job)` for each job below `jobs`, each on a thread of its own; throws what the first threw.
void in_parallel(std::size_t jobs, const std::function<void(std::size_t)>& work);

}  // namespace kg::store
