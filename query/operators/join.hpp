// What all joins share: for some rows of the left side candidates are found; the filters of an optional or
// negated part choose among them; then the kind of the join says what becomes of the rows. Rows keep the
// order of the left side, and have no more columns than somebody above asks for.
#pragma once

#include <memory>
#include <unordered_map>
#include <vector>

#include "query/operators/operator.hpp"
#include "query/operators/row_table.hpp"

namespace kg::query {

/// Rows [begin, end) of a batch.
struct Run {
  std::uint32_t begin = 0, end = 0;
};

/// The variables that somebody above a join asks for, or its own filters do.
std::vector<Var> asked_of_join(const Plan& plan);

class JoinOperator : public Operator {
 public:
  /// `right_vars`: the columns of the candidates.
  JoinOperator(const Plan& plan, ExecContext& context, std::unique_ptr<Operator>&& left,
               const std::vector<Var>& right_vars);

 protected:
  bool do_next(Batch& batch) override;
  /// Finds what goes with rows of the left batch from `row` on, with one of them at least: appends a run of
  /// candidates() for each. False if the last of these rows has more, for which it is then asked again.
  virtual bool match(const Batch& left, std::size_t row, std::vector<Run>& runs) = 0;
  /// Rows with a column for each of right_vars(), as they are after match().
  virtual const Batch& candidates() const = 0;

  const Plan& plan() const { return plan_; }
  const std::vector<Var>& right_vars() const { return right_vars_; }
  const std::vector<Var>& left_vars() const { return left_->vars(); }

 private:
  /// Where a column comes from; -1 for neither. With both, the left is asked first.
  struct Source {
    int left, right;
  };
  Source source_of(Var var) const;
  bool next_left();
  void take_candidates();
  void choose(std::size_t first_row, std::size_t end_row, bool complete);
  std::vector<char> marks_of_filters();
  void gather_column(const Source& source, std::vector<Id>& column);
  void gather_times(Batch& batch);

  const Plan& plan_;
  std::unique_ptr<Operator> left_;
  std::vector<Var> right_vars_;
  std::vector<Source> sources_;   ///< of vars()
  std::vector<Var> filter_vars_;  ///< what the filters ask for
  std::vector<Source> filter_sources_;
  Batch left_batch_, more_;
  std::size_t left_batches_ = 1;  ///< that the next one is put together of
  bool left_ended_ = false;
  std::size_t row_ = 0;                            ///< the left row that comes next
  std::vector<Run> runs_;                          ///< of the left rows matched last
  std::size_t run_ = 0;                            ///< that of row_
  std::uint32_t taken_ = 0;                        ///< of its candidates
  bool complete_ = true;                           ///< the last run is all of its row
  bool matched_ = false;                           ///< row_, by candidates that came before
  std::vector<std::uint32_t> origin_, candidate_;  ///< rows of both sides that go together
};

/// A join whose candidates are found row by row.
class RowJoin : public JoinOperator {
 public:
  using JoinOperator::JoinOperator;

 protected:
  bool match(const Batch& left, std::size_t row, std::vector<Run>& runs) final;
  const Batch& candidates() const final { return found_; }
  /// Appends what goes with one row of the left batch; true if that is all, else it is asked again for the
  /// same row.
  virtual bool find(const Batch& left, std::size_t row, Batch& found) = 0;

 private:
  Batch found_;
};

/// Adds the records of evidence of each row's statement.
class EvidenceJoin final : public RowJoin {
 public:
  EvidenceJoin(const Plan& plan, ExecContext& context, std::unique_ptr<Operator> left);

 private:
  bool find(const Batch& left, std::size_t row, Batch& found) override;
  bool part(const EvidencePart& part, const EvidenceRecord& record, Id& id);

  const Leaf& leaf_;
  std::unordered_map<Id, std::vector<EvidenceRecord>> records_;  ///< of the statements of the batch at hand
  Charge charge_{limits(), "the evidence of a batch"};
};

}  // namespace kg::query
