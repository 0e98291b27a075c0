// The operators of paths that repeat: each pair of terms that a leaf's path links, once.
#pragma once

#include <memory>

#include "query/operators/join.hpp"
#include "query/operators/walker.hpp"

namespace kg::query {

/// All pairs, from the side that is a constant, or else from every term where a walk may begin.
class WalkOperator final : public Operator {
 public:
  WalkOperator(const Plan& plan, ExecContext& context);

 private:
  bool do_next(Batch& batch) override;
  void begin();
  /// Appends the pairs of one start.
  void pairs(Id start, Batch& batch);

  const PlanLeaf& leaf_;
  Walker walker_;
  Direction direction_;
  std::vector<Id> starts_;
  std::vector<Id> wanted_;  ///< ends, where both sides are constants
  std::size_t at_ = 0;
  bool begun_ = false;
};

/// Walks for each row from the side that the row binds; from both if it binds both.
class WalkJoin final : public RowJoin {
 public:
  WalkJoin(const Plan& plan, ExecContext& context, std::unique_ptr<Operator> left);

 private:
  bool find(const Batch& left, std::size_t row, Batch& found) override;
  void add(Id subject, Id object, Batch& found) const;

  const PlanLeaf& leaf_;
  Walker walker_;
  std::vector<Id> subjects_, objects_;  ///< that the leaf's constants mean
};

}  // namespace kg::query
