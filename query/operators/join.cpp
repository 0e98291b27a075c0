#include "query/operators/join.hpp"

#include <algorithm>

namespace kg::query {
namespace {

/// Batches of the left side that are put together at most.
constexpr std::size_t kBatchesAtOnce = 8;

}  // namespace

std::vector<Var> asked_of_join(const Plan& plan) {
  std::vector<Var> asked = plan.vars;
  for (const Expression& filter : plan.filters)
    for (const Var var : variables_of(filter)) asked.push_back(var);
  return asked;
}

JoinOperator::JoinOperator(const Plan& plan, ExecContext& context, std::unique_ptr<Operator>&& left,
                           const std::vector<Var>& right_vars)
    : Operator(context, plan.vars), plan_(plan), left_(std::move(left)), right_vars_(right_vars) {
  for (const Var var : vars()) sources_.push_back(source_of(var));
  for (const Expression& filter : plan_.filters)
    for (const Var var : variables_of(filter))
      if (const Source source = source_of(var);
          (source.left >= 0 || source.right >= 0) && column_of(filter_vars_, var) < 0) {
        filter_vars_.push_back(var);
        filter_sources_.push_back(source);
      }
}

JoinOperator::Source JoinOperator::source_of(Var var) const {
  return {column_of(left_->vars(), var), column_of(right_vars_, var)};
}

bool JoinOperator::do_next(Batch& batch) {
  if (run_ == runs_.size()) {
    if (row_ >= left_batch_.rows) {
      if (!next_left()) return false;
      row_ = 0;
      if (left_batch_.rows == 0) return true;
    }
    runs_.clear();
    complete_ = match(left_batch_, row_, runs_);
    run_ = 0;
    taken_ = 0;
  }
  const std::size_t first = row_;
  take_candidates();
  const bool partly = run_ < runs_.size() ? taken_ > 0 : !complete_;
  choose(first, partly ? row_ + 1 : row_, !partly);
  for (std::size_t i = 0; i < sources_.size(); ++i) gather_column(sources_[i], batch.columns[i]);
  gather_times(batch);
  batch.rows = origin_.size();
  return true;
}

/// Small batches of the left side become a large one, as a batch is looked up as a whole; but what its first
/// batch finds goes on at once.
bool JoinOperator::next_left() {
  if (left_ended_ || !left_->next(left_batch_)) return false;
  for (std::size_t count = 1; count < left_batches_ && left_batch_.rows + kBatchRows <= kMostRows; ++count) {
    left_ended_ = !left_->next(more_);
    if (left_ended_) break;
    left_batch_.append(more_, 0, more_.rows);
  }
  left_batches_ = kBatchesAtOnce;
  return true;
}

/// Pairs of rows of both sides, as many as make a batch.
void JoinOperator::take_candidates() {
  origin_.clear();
  candidate_.clear();
  const bool one_is_enough = plan_.join == JoinKind::Anti && plan_.filters.empty();
  while (run_ < runs_.size() && origin_.size() < kBatchRows) {
    const Run run = runs_[run_];
    const std::uint32_t most = one_is_enough ? 1 : static_cast<std::uint32_t>(kBatchRows);
    const std::uint32_t begin = run.begin + taken_;
    const std::uint32_t end = begin + std::min(run.end - begin, most);
    origin_.resize(origin_.size() + (end - begin), static_cast<std::uint32_t>(row_));
    for (std::uint32_t i = begin; i < end; ++i) candidate_.push_back(i);
    if (end < run.end && !one_is_enough) {
      taken_ = end - run.begin;
      return;
    }
    taken_ = 0;
    if (++run_ < runs_.size() || complete_) ++row_;
  }
}

/// Leaves the pairs that become rows; left rows [first_row, end_row) have candidates there, the last one
/// perhaps some more later on.
void JoinOperator::choose(std::size_t first_row, std::size_t end_row, bool complete) {
  if (plan_.join == JoinKind::Inner && plan_.filters.empty()) return;
  const std::vector<char> marks = marks_of_filters();
  std::vector<std::uint32_t> origin, candidate;
  std::size_t next = 0;
  for (std::size_t row = first_row; row < end_row; ++row) {
    bool any = row == first_row && matched_;
    for (; next < origin_.size() && origin_[next] == row; ++next) {
      if (marks[next] == 0) continue;
      any = true;
      if (plan_.join == JoinKind::Anti) continue;
      origin.push_back(origin_[next]);
      candidate.push_back(candidate_[next]);
    }
    const bool open = row + 1 == end_row && !complete;
    matched_ = any && open;
    if (plan_.join == JoinKind::Inner || any || open) continue;
    origin.push_back(static_cast<std::uint32_t>(row));
    candidate.push_back(kNoRow);
  }
  origin_.swap(origin);
  candidate_.swap(candidate);
}

std::vector<char> JoinOperator::marks_of_filters() {
  if (plan_.filters.empty()) return std::vector<char>(origin_.size(), 1);
  Batch asked(filter_vars_.size());
  asked.rows = origin_.size();
  for (std::size_t i = 0; i < filter_vars_.size(); ++i) gather_column(filter_sources_[i], asked.columns[i]);
  return rows_that_hold(context(), asked, filter_vars_, plan_.filters);
}

void JoinOperator::gather_column(const Source& source, std::vector<Id>& column) {
  if (source.left < 0 && source.right < 0) {
    column.assign(origin_.size(), kNoId);
    return;
  }
  if (source.left < 0) {
    gather(candidates().columns[static_cast<std::size_t>(source.right)], candidate_, column);
    return;
  }
  gather(left_batch_.columns[static_cast<std::size_t>(source.left)], origin_, column);
  if (source.right < 0) return;
  const std::vector<Id>& right = candidates().columns[static_cast<std::size_t>(source.right)];
  for (std::size_t i = 0; i < column.size(); ++i)
    if (column[i] == kNoId && candidate_[i] != kNoRow) column[i] = right[candidate_[i]];
}

void JoinOperator::gather_times(Batch& batch) {
  const Batch& right = candidates();
  if (left_batch_.times.empty() && right.times.empty()) return;
  batch.times.resize(origin_.size());
  for (std::size_t i = 0; i < origin_.size(); ++i)
    batch.times[i] = product_of_times(left_batch_.times_of(origin_[i]),
                                      candidate_[i] == kNoRow ? 1 : right.times_of(candidate_[i]));
}

bool RowJoin::match(const Batch& left_rows, std::size_t row, std::vector<Run>& runs) {
  found_.columns.resize(right_vars().size());
  found_.clear();
  bool complete = true;
  for (; complete && row < left_rows.rows && found_.rows < kBatchRows; ++row) {
    limits().tick();
    const auto begin = static_cast<std::uint32_t>(found_.rows);
    complete = find(left_rows, row, found_);
    runs.push_back({begin, static_cast<std::uint32_t>(found_.rows)});
  }
  return complete;
}

}  // namespace kg::query
