#include "query/operators/rows.hpp"

#include <algorithm>

#include "query/operators/id_set.hpp"
#include "query/statement_set.hpp"

namespace kg::query {

std::vector<Id> values_of(ExecContext& context, const Batch& batch, const std::vector<Var>& schema,
                          const Expression& expression) {
  if (expression.kind == ast::ExprKind::Operand && expression.var != kNoVar) {
    const int column = column_of(schema, expression.var);
    return column < 0 ? std::vector<Id>(batch.rows, kNoId) : batch.columns[static_cast<std::size_t>(column)];
  }
  const TermColumns terms(context, batch, schema, variables_of(expression));
  std::vector<Id> result(batch.rows, kNoId);
  std::size_t row = 0;
  const Lookup lookup = [&](Var var) { return terms.at(var, row); };
  for (; row < batch.rows; ++row) {
    context.limits.check();
    if (const auto value = evaluate(expression, lookup, context.names))
      result[row] = context.pool.intern(*value);
  }
  return result;
}

bool UnitOperator::do_next(Batch& batch) {
  if (done_) return false;
  done_ = true;
  batch.rows = 1;
  return true;
}

// ---- scan ----

namespace {

constexpr std::uint64_t kSeenBytes = 48;  ///< of an id in a hash table

/// A condition is told apart by its statement, whoever asks for that.
std::vector<Var> asked_of(const Plan& plan) {
  return plan.leaf.leaf.is_condition() ? plan.leaf.leaf.variables() : plan.vars;
}

}  // namespace

ScanOperator::ScanOperator(const Plan& plan, ExecContext& context)
    : Operator(context, plan.vars),
      leaf_(plan.leaf.leaf),
      reader_(context, plan.leaf, asked_of(plan), plan.sorted_by) {}

bool ScanOperator::do_next(Batch& batch) {
  if (!leaf_.is_condition()) {
    while (batch.rows < kBatchRows && reader_.next(batch)) continue;
    return batch.rows > 0;
  }
  Batch found(1);
  if (!reader_.next(found)) return false;
  for (const Id statement : found.columns[0]) {
    if (!seen_.insert(statement).second) continue;
    charge_.add(kSeenBytes);
    if (!batch.columns.empty()) batch.columns[0].push_back(statement);
    ++batch.rows;
  }
  return true;
}

bool SeedsOperator::do_next(Batch& batch) {
  if (done_) return false;
  done_ = true;
  for (const std::vector<Id>& row : context().seeds[number_]) {
    for (std::size_t i = 0; i < row.size(); ++i) batch.columns[i].push_back(row[i]);
    ++batch.rows;
  }
  return true;
}

// ---- documents ----

bool DocumentsOperator::do_next(Batch& batch) {
  if (!read_) {
    for (const std::string& name : plan_.documents) {
      limits().check();
      const std::vector<Id> some = context().snapshot.statements_of_document(name);
      charge_.add(some.size() * sizeof(Id));
      statements_.insert(statements_.end(), some.begin(), some.end());
    }
    make_set(statements_, limits());
    read_ = true;
  }
  if (at_ == statements_.size()) return false;
  const std::size_t end = std::min(statements_.size(), at_ + kBatchRows);
  batch.columns[0].assign(statements_.begin() + static_cast<std::ptrdiff_t>(at_),
                          statements_.begin() + static_cast<std::ptrdiff_t>(end));
  batch.rows = end - at_;
  at_ = end;
  return true;
}

// ---- union ----

UnionOperator::UnionOperator(const Plan& plan, ExecContext& context,
                             std::vector<std::unique_ptr<Operator>> children)
    : Operator(context, plan.vars), children_(std::move(children)) {}

bool UnionOperator::do_next(Batch& batch) {
  for (; at_ < children_.size(); ++at_) {
    Operator& child = *children_[at_];
    if (!child.next(input_)) continue;
    for (std::size_t i = 0; i < vars().size(); ++i) {
      const int column = column_of(child.vars(), vars()[i]);
      if (column < 0)
        batch.columns[i].assign(input_.rows, kNoId);
      else
        batch.columns[i] = input_.columns[static_cast<std::size_t>(column)];
    }
    batch.times.swap(input_.times);
    batch.rows = input_.rows;
    return true;
  }
  return false;
}

// ---- one child ----

const std::vector<Id>* UnaryOperator::input(const Batch& batch, Var var) const {
  const int column = column_of(child_->vars(), var);
  return column < 0 ? nullptr : &batch.columns[static_cast<std::size_t>(column)];
}

void UnaryOperator::pass_on(Batch& rows, Batch& batch) const {
  for (std::size_t i = 0; i < vars().size(); ++i) {
    const int column = column_of(child_->vars(), vars()[i]);
    if (column >= 0)
      batch.columns[i].swap(rows.columns[static_cast<std::size_t>(column)]);
    else
      batch.columns[i].assign(rows.rows, kNoId);
  }
  batch.times.swap(rows.times);
  batch.rows = rows.rows;
}

bool FilterOperator::do_next(Batch& batch) {
  if (!child().next(rows_)) return false;
  rows_.keep(rows_that_hold(context(), rows_, child().vars(), plan().filters));
  pass_on(rows_, batch);
  return true;
}

bool ExtendOperator::do_next(Batch& batch) {
  if (!child().next(rows_)) return false;
  std::vector<Id> values = values_of(context(), rows_, child().vars(), plan().filters.front());
  pass_on(rows_, batch);
  if (const int column = column_of(vars(), plan().var); column >= 0)
    batch.columns[static_cast<std::size_t>(column)] = std::move(values);
  return true;
}

bool ProjectOperator::do_next(Batch& batch) {
  if (!child().next(rows_)) return false;
  pass_on(rows_, batch);
  return true;
}

bool DistinctOperator::do_next(Batch& batch) {
  if (!child().next(rows_)) return false;
  pass_on(rows_, batch);
  batch.times.clear();
  for (auto& column : batch.columns) context().pool.settle(column);
  std::vector<char> marks(batch.rows);
  std::vector<Id> key(batch.columns.size());
  for (std::size_t row = 0; row < batch.rows; ++row) {
    for (std::size_t i = 0; i < key.size(); ++i) key[i] = batch.columns[i][row];
    marks[row] = seen_.add(key).second ? 1 : 0;
  }
  batch.keep(marks);
  return true;
}

std::vector<Id> UnfoldOperator::statements(Id id) {
  if (id == kNoId || kind_of(id) == IdKind::Statement) return {id};
  std::vector<Id> ids;
  for (const Term& one : statements_in(context().pool.terms({&id, 1}).front()))
    ids.push_back(context().pool.intern(one));
  return ids;
}

bool UnfoldOperator::do_next(Batch& batch) {
  Batch rows;
  if (!child().next(rows)) return false;
  const auto add = [&](std::size_t row, Id statement, Id record) {
    for (std::size_t i = 0; i < rows.columns.size(); ++i) batch.columns[i].push_back(rows.columns[i][row]);
    batch.columns[rows.columns.size()].push_back(statement);
    batch.columns[rows.columns.size() + 1].push_back(record);
    if (!rows.times.empty()) batch.times.push_back(rows.times[row]);
    ++batch.rows;
  };
  for (std::size_t row = 0; row < rows.rows; ++row) {
    const std::size_t before = batch.rows;
    for (const Trace& trace : plan().traces) {
      const auto* records = input(rows, trace.record);
      for (const Id statement : statements((*input(rows, trace.statement))[row]))
        if (statement != kNoId) add(row, statement, records == nullptr ? kNoId : (*records)[row]);
    }
    if (batch.rows == before) add(row, row_of(no_statement()).statement, kNoId);
  }
  return true;
}

bool SliceOperator::do_next(Batch& batch) {
  const std::uint64_t end = plan().limit ? plan().offset + *plan().limit : ~std::uint64_t{0};
  if (seen_ >= end || !child().next(rows_)) return false;
  pass_on(rows_, batch);
  std::vector<char> marks(batch.rows);
  for (std::size_t row = 0; row < batch.rows; ++row) {
    const std::uint64_t after = sum_of_times(seen_, batch.times_of(row));
    const std::uint64_t first = std::max(seen_, plan().offset), last = std::min(after, end);
    marks[row] = first < last ? 1 : 0;
    if (marks[row] != 0 && !batch.times.empty()) batch.times[row] = last - first;
    seen_ = after;
  }
  batch.keep(marks);
  return true;
}

}  // namespace kg::query
