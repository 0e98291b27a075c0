// The operators without a join: sources of rows, and what passes, changes or gathers them.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <unordered_set>
#include <vector>

#include "query/operators/leaf_reader.hpp"
#include "query/operators/operator.hpp"
#include "query/operators/row_table.hpp"

namespace kg::query {

/// One empty row.
class UnitOperator final : public Operator {
 public:
  using Operator::Operator;

 private:
  bool do_next(Batch& batch) override;
  bool done_ = false;
};

/// All matches of a leaf, in the order of the index.
class ScanOperator final : public Operator {
 public:
  ScanOperator(const Plan& plan, ExecContext& context);

 private:
  bool do_next(Batch& batch) override;

  const Leaf& leaf_;
  LeafReader reader_;
  std::unordered_set<Id> seen_;  ///< statements of a condition
  Charge charge_{limits(), "telling statements apart"};
};

/// What a seeded join asks for: the rows that it has put in the context.
class SeedsOperator final : public Operator {
 public:
  SeedsOperator(const Plan& plan, ExecContext& context) : Operator(context, plan.vars), number_(plan.seeds) {}

 private:
  bool do_next(Batch& batch) override;

  int number_;
  bool done_ = false;
};

/// The statements that rest on some documents, sorted.
class DocumentsOperator final : public Operator {
 public:
  DocumentsOperator(const Plan& plan, ExecContext& context) : Operator(context, plan.vars), plan_(plan) {}

 private:
  bool do_next(Batch& batch) override;

  const Plan& plan_;
  std::vector<Id> statements_;
  Charge charge_{limits(), "the statements of a document"};
  std::size_t at_ = 0;
  bool read_ = false;
};

/// The rows of each child in turn.
class UnionOperator final : public Operator {
 public:
  UnionOperator(const Plan& plan, ExecContext& context, std::vector<std::unique_ptr<Operator>> children);

 private:
  bool do_next(Batch& batch) override;

  std::vector<std::unique_ptr<Operator>> children_;
  std::size_t at_ = 0;
  Batch input_;
};

/// What has one child.
class UnaryOperator : public Operator {
 public:
  UnaryOperator(const Plan& plan, ExecContext& context, std::unique_ptr<Operator> child)
      : Operator(context, plan.vars), plan_(plan), child_(std::move(child)) {}

 protected:
  const Plan& plan() const { return plan_; }
  Operator& child() { return *child_; }
  /// The child's column of a variable; null where it has none.
  const std::vector<Id>* input(const Batch& batch, Var var) const;
  /// Replaces the batch by these rows of the child with the columns of vars() only.
  void pass_on(Batch& rows, Batch& batch) const;

 private:
  const Plan& plan_;
  std::unique_ptr<Operator> child_;
};

class FilterOperator final : public UnaryOperator {
  using UnaryOperator::UnaryOperator;
  bool do_next(Batch& batch) override;
  Batch rows_;
};

class ExtendOperator final : public UnaryOperator {
  using UnaryOperator::UnaryOperator;
  bool do_next(Batch& batch) override;
  Batch rows_;
};

class ProjectOperator final : public UnaryOperator {
  using UnaryOperator::UnaryOperator;
  bool do_next(Batch& batch) override;
  Batch rows_;
};

class DistinctOperator final : public UnaryOperator {
  using UnaryOperator::UnaryOperator;
  bool do_next(Batch& batch) override;
  Batch rows_;
  RowTable seen_{vars().size(), limits(), "distinct"};
};

class SliceOperator final : public UnaryOperator {
  using UnaryOperator::UnaryOperator;
  bool do_next(Batch& batch) override;
  Batch rows_;
  std::uint64_t seen_ = 0;
};

/// A row for each statement that a row rests on.
class UnfoldOperator final : public UnaryOperator {
  using UnaryOperator::UnaryOperator;
  bool do_next(Batch& batch) override;
  /// The statements of an id: itself, or the members of a set.
  std::vector<Id> statements(Id id);
};

/// Groups in the order of their first rows.
class GroupOperator final : public UnaryOperator {
  using UnaryOperator::UnaryOperator;
  bool do_next(Batch& batch) override;
  void gather();
  std::optional<Term> value(std::size_t aggregate, std::uint32_t group);

  /// The values of one aggregate: of which group, and how often.
  struct Values {
    explicit Values(Limits& limits) : seen(2, limits, "grouping") {}
    RowTable seen;                      ///< (group, value)
    std::vector<std::uint64_t> times;   ///< of each row of `seen`
    std::vector<std::uint32_t> sorted;  ///< rows of `seen` by their groups
    std::size_t at = 0;                 ///< in `sorted`: where the next group begins
  };
  RowTable groups_{plan().group.size(), limits(), "grouping"};
  std::vector<std::uint64_t> rows_;  ///< of each group
  std::deque<Values> values_;        ///< of each aggregate
  std::uint32_t next_ = 0;           ///< group
  bool gathered_ = false;
};

/// Rows by their keys in the total order of terms, unbound first; ties by the columns.
class SortOperator final : public UnaryOperator {
  using UnaryOperator::UnaryOperator;
  bool do_next(Batch& batch) override;
  void gather();
  std::vector<std::uint32_t> ranks(const std::vector<Id>& column) const;

  Batch rows_;
  Charge charge_{limits(), "sorting"};
  std::vector<std::uint32_t> order_;
  std::size_t at_ = 0;
  bool done_ = false;
};

/// The value of an expression for each row, as ids; kNoId where it fails.
std::vector<Id> values_of(ExecContext& context, const Batch& batch, const std::vector<Var>& schema,
                          const Expression& expression);

}  // namespace kg::query
