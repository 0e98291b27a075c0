#include "query/operators/operator.hpp"

#include <algorithm>
#include <unordered_map>

namespace kg::query {

bool Operator::next(Batch& batch) {
  if (profile_ == nullptr) return advance(batch);
  const auto start = Limits::Clock::now();
  const bool any = advance(batch);
  profile_->time += Limits::Clock::now() - start;
  profile_->rows += batch.rows;
  profile_->meant += batch.total();
  profile_->batches += any ? 1 : 0;
  return any;
}

bool Operator::advance(Batch& batch) {
  limits().check();
  batch.columns.resize(vars_.size());
  batch.clear();
  while (rest_at_ == rest_.rows && batch.rows == 0) {
    if (!do_next(batch)) return false;
    if (batch.rows <= kMostRows) continue;
    std::swap(rest_, batch);
    rest_at_ = 0;
    batch.clear();
  }
  if (rest_at_ < rest_.rows) take_rest(batch);
  return true;
}

void Operator::take_rest(Batch& batch) {
  const std::size_t end = std::min(rest_.rows, rest_at_ + kBatchRows);
  batch.columns.resize(vars_.size());
  batch.append(rest_, rest_at_, end);
  rest_at_ = end;
  if (rest_at_ < rest_.rows) return;
  rest_ = Batch(vars_.size());
  rest_at_ = 0;
}

int column_of(const std::vector<Var>& vars, Var var) {
  const auto found = std::find(vars.begin(), vars.end(), var);
  return found == vars.end() ? -1 : static_cast<int>(found - vars.begin());
}

TermColumns::TermColumns(ExecContext& context, const Batch& batch, const std::vector<Var>& schema,
                         const std::vector<Var>& needed) {
  std::unordered_map<Id, std::uint32_t> places;
  std::vector<Id> ids;
  for (const Var var : needed) {
    const int column = column_of(schema, var);
    if (column < 0) continue;
    Column result{var, std::vector<std::uint32_t>(batch.rows)};
    for (std::size_t row = 0; row < batch.rows; ++row) {
      context.limits.tick();
      const Id id = batch.columns[static_cast<std::size_t>(column)][row];
      if (id == kNoId) continue;
      const auto [found, added] = places.try_emplace(id, static_cast<std::uint32_t>(ids.size() + 1));
      if (added) ids.push_back(id);
      result.index[row] = found->second;
    }
    columns_.push_back(std::move(result));
  }
  terms_ = context.pool.terms(ids);
}

const Term* TermColumns::at(Var var, std::size_t row) const {
  for (const Column& column : columns_)
    if (column.var == var) return column.index[row] == 0 ? nullptr : &terms_[column.index[row] - 1];
  return nullptr;
}

std::vector<char> rows_that_hold(ExecContext& context, const Batch& batch, const std::vector<Var>& schema,
                                 const std::vector<Expression>& conditions) {
  std::vector<char> marks(batch.rows, 1);
  for (const Expression& condition : conditions) {
    const TermColumns terms(context, batch, schema, variables_of(condition));
    std::size_t row = 0;
    const Lookup lookup = [&](Var var) { return terms.at(var, row); };
    for (; row < batch.rows; ++row) {
      context.limits.check();
      if (marks[row] != 0) marks[row] = holds(condition, lookup, context.names) ? 1 : 0;
    }
  }
  return marks;
}

}  // namespace kg::query
