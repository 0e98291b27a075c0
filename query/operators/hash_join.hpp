// Joins with a side that is held in memory, by what both sides bind for certain.
#pragma once

#include <memory>
#include <vector>

#include "query/operators/join.hpp"

namespace kg::query {

/// Holds the right side, its rows sorted by their keys, and walks the left.
class HashJoin final : public JoinOperator {
 public:
  HashJoin(const Plan& plan, ExecContext& context, std::unique_ptr<Operator> left,
           std::unique_ptr<Operator> right);

 private:
  bool match(const Batch& left, std::size_t row, std::vector<Run>& runs) override;
  const Batch& candidates() const override { return compatible_.empty() ? rows_ : fitting_; }

  void build();
  /// Leaves the rows of each key together.
  void sort_rows(const std::vector<std::uint32_t>& numbers);
  void build_from_seeds(const Batch& left_rows);
  void seed_rows(const Batch& left_rows, std::vector<std::vector<Id>>& seeds);
  void seed_keys(const Batch& left_rows, std::vector<std::vector<Id>>& seeds);
  /// The key columns of a batch, settled.
  std::vector<std::vector<Id>> keys_of(const Batch& batch, const std::vector<Var>& schema) const;
  void take_fitting(const Batch& left, std::size_t row, Run run);

  std::unique_ptr<Operator> right_;
  Batch rows_;  ///< of the right side: right_vars() only
  RowTable keys_;
  std::vector<Run> of_key_;  ///< in rows_
  std::vector<std::pair<std::size_t, std::size_t>>
      compatible_;                          ///< (left, right) columns that must not contradict
  Batch fitting_;                           ///< candidates that do not
  std::vector<std::vector<Id>> left_keys_;  ///< of the left batch
  Charge charge_{limits(), "a hash join"};
  bool built_ = false;
};

}  // namespace kg::query
