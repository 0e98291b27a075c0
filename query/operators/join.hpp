// What all joins share: for each row of the left side some candidates come from somewhere; the filters of an
// optional or negated part choose among them; then the kind of the join says what becomes of the row. Rows
// keep the order of the left side.
#pragma once

#include <memory>
#include <unordered_map>
#include <vector>

#include "query/operators/leaf_reader.hpp"
#include "query/operators/operator.hpp"
#include "query/operators/row_table.hpp"

namespace kg::query {

class JoinOperator : public Operator {
 public:
  JoinOperator(const Plan& plan, ExecContext& context, std::unique_ptr<Operator> left,
               const std::vector<Var>& right_vars);

 protected:
  bool do_next(Batch& batch) override;
  /// Appends rows (a column for each of right_vars()) that go with one row of the left batch; true if these
  /// are all, else it is asked again for the same row.
  virtual bool candidates(const Batch& left, std::size_t row, Batch& found) = 0;

  const std::vector<Var>& right_vars() const { return right_vars_; }
  Operator& left() { return *left_; }
  const std::vector<Var>& left_vars() const { return left_->vars(); }

 private:
  /// `complete`: all candidates of the last row are there.
  void emit(const std::vector<std::uint32_t>& origin, const Batch& found, std::size_t first_row,
            std::size_t end_row, bool complete, Batch& batch);

  const Plan& plan_;
  std::unique_ptr<Operator> left_;
  std::vector<Var> right_vars_;
  std::vector<Var> combined_;  ///< the left's columns, then the right's new ones
  Batch left_batch_;
  std::size_t row_ = 0;
  bool matched_ = false;  ///< the row at hand, by candidates that came before
};

/// Looks up the leaf in the index for each row.
class IndexJoin final : public JoinOperator {
 public:
  IndexJoin(const Plan& plan, ExecContext& context, std::unique_ptr<Operator> left);

 private:
  bool candidates(const Batch& left, std::size_t row, Batch& found) override;

  const PlanLeaf& leaf_;
  LeafReader reader_;
  FixedSlots last_;
  bool opened_ = false;
  std::vector<Triple> matches_;
  Charge charge_{limits(), "the matches of one row"};
};

/// Adds the records of evidence of each row's statement.
class EvidenceJoin final : public JoinOperator {
 public:
  EvidenceJoin(const Plan& plan, ExecContext& context, std::unique_ptr<Operator> left);

 private:
  bool candidates(const Batch& left, std::size_t row, Batch& found) override;
  bool part(const EvidencePart& part, const EvidenceRecord& record, Id& id);

  const Leaf& leaf_;
  std::unordered_map<Id, std::vector<EvidenceRecord>> records_;  ///< of the statements of the batch at hand
  Charge charge_{limits(), "the evidence of a batch"};
};

/// Holds the right side in memory by what both sides bind for certain, and walks the left.
class HashJoin final : public JoinOperator {
 public:
  HashJoin(const Plan& plan, ExecContext& context, std::unique_ptr<Operator> left,
           std::unique_ptr<Operator> right);

 private:
  bool candidates(const Batch& left, std::size_t row, Batch& found) override;
  void build();
  void build_from_seeds(const Batch& left_rows);
  void seed_rows(const Batch& left_rows, std::vector<std::vector<Id>>& seeds);
  void seed_keys(const Batch& left_rows, std::vector<std::vector<Id>>& seeds);

  const Plan& plan_;
  std::unique_ptr<Operator> right_;
  std::vector<std::vector<Id>> rows_;  ///< columns of the right side
  RowTable keys_;
  std::vector<std::uint32_t> first_, last_;  ///< of each key: its first and last row
  std::vector<std::uint32_t> after_;         ///< of each row: the next of its key, or kNone
  std::vector<std::pair<std::size_t, std::size_t>>
      compatible_;  ///< (left, right) columns that must not contradict
  Charge charge_{limits(), "a hash join"};
  bool built_ = false;
};

}  // namespace kg::query
