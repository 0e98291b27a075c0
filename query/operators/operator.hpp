// The base of the operators: rows flow upwards as batches of id columns. One thread runs a tree of them.
#pragma once

#include <memory>
#include <vector>

#include "query/operators/batch.hpp"
#include "query/operators/context.hpp"
#include "query/plan.hpp"

namespace kg::query {

/// Rows that an operator tries to put in a batch; where it has more, next() hands them on in parts.
inline constexpr std::size_t kBatchRows = 1024;
inline constexpr std::size_t kMostRows = 4 * kBatchRows;

class Operator {
 public:
  Operator(ExecContext& context, std::vector<Var> variables)
      : context_(context), vars_(std::move(variables)), rest_(vars_.size()) {}
  virtual ~Operator() = default;
  Operator(const Operator&) = delete;
  Operator& operator=(const Operator&) = delete;

  /// Replaces the batch by the next rows, at most kMostRows, a column for each of vars(); false, and an empty
  /// batch, at the end.
  bool next(Batch& batch);

  const std::vector<Var>& vars() const { return vars_; }
  /// From now on, what next() does is written down there. It must outlive the operator.
  void record(StepProfile& profile) {
    profile_ = &profile;
    ++profile.starts;
  }

 protected:
  /// Fills the cleared batch, perhaps with nothing; false at the end.
  virtual bool do_next(Batch& batch) = 0;
  ExecContext& context() const { return context_; }
  Limits& limits() const { return context_.limits; }

 private:
  bool advance(Batch& batch);
  void take_rest(Batch& batch);

  ExecContext& context_;
  std::vector<Var> vars_;
  Batch rest_;  ///< of rows that were too many for one batch
  std::size_t rest_at_ = 0;
  StepProfile* profile_ = nullptr;
};

/// Index of a variable among columns, or -1.
int column_of(const std::vector<Var>& vars, Var var);

/// The terms that expressions need of a batch, each distinct id looked up once.
class TermColumns {
 public:
  TermColumns(ExecContext& context, const Batch& batch, const std::vector<Var>& schema,
              const std::vector<Var>& needed);
  /// Null where unbound, or where the rows have no such variable.
  const Term* at(Var var, std::size_t row) const;

 private:
  struct Column {
    Var var;
    std::vector<std::uint32_t> index;  ///< into terms_ plus 1; 0 where unbound
  };
  std::vector<Column> columns_;
  std::vector<Term> terms_;
};

/// A mark for each row: do all conditions hold?
std::vector<char> rows_that_hold(ExecContext& context, const Batch& batch, const std::vector<Var>& schema,
                                 const std::vector<Expression>& conditions);

/// REQUIRES: the plan outlives the operator.
std::unique_ptr<Operator> build_operator(const Plan& plan, ExecContext& context);

}  // namespace kg::query
