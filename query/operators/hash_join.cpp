#include "query/operators/hash_join.hpp"

#include <algorithm>

namespace kg::query {
namespace {

/// Of a row in its batch; no term has such an id.
constexpr Id row_number(std::size_t row) {
  return make_id(IdKind::None, row + 1);
}

/// The columns of the right side that are held: what somebody asks for, and what must not contradict the
/// left.
std::vector<Var> held_of(const Plan& plan, const std::vector<Var>& left, const std::vector<Var>& right) {
  const std::vector<Var> asked = asked_of_join(plan);
  std::vector<Var> held;
  for (const Var var : right)
    if (column_of(plan.keys_shared, var) < 0 && (column_of(asked, var) >= 0 || column_of(left, var) >= 0))
      held.push_back(var);
  return held;
}

}  // namespace

HashJoin::HashJoin(const Plan& plan, ExecContext& context, std::unique_ptr<Operator> left,
                   std::unique_ptr<Operator> right)
    : JoinOperator(plan, context, std::move(left), held_of(plan, left->vars(), right->vars())),
      right_(std::move(right)),
      rows_(right_vars().size()),
      keys_(plan.keys_shared.size(), limits(), "a hash join") {
  for (std::size_t i = 0; i < right_vars().size(); ++i)
    if (const int column = column_of(left_vars(), right_vars()[i]); column >= 0)
      compatible_.emplace_back(static_cast<std::size_t>(column), i);
}

std::vector<std::vector<Id>> HashJoin::keys_of(const Batch& batch, const std::vector<Var>& schema) const {
  std::vector<std::vector<Id>> keys;
  for (const Var var : plan().keys_shared) {
    keys.push_back(batch.columns[static_cast<std::size_t>(column_of(schema, var))]);
    context().pool.settle(keys.back());
  }
  return keys;
}

void HashJoin::build() {
  built_ = true;
  Batch batch;
  std::vector<std::uint32_t> numbers;  // of each row: that of its key
  std::vector<Id> key(plan().keys_shared.size());
  while (right_->next(batch)) {
    const auto keys = keys_of(batch, right_->vars());
    charge_.add(batch.rows * (rows_.columns.size() * sizeof(Id) + sizeof(std::uint64_t)));
    const std::size_t before = numbers.size();
    for (std::size_t row = 0; row < batch.rows; ++row) {
      for (std::size_t k = 0; k < key.size(); ++k) key[k] = keys[k][row];
      numbers.push_back(keys_.add(key).first);
    }
    if (right_vars().empty()) {  // only how often there is each key
      rows_.rows = keys_.size();
      rows_.times.resize(keys_.size());
      for (std::size_t row = 0; row < batch.rows; ++row) {
        std::uint64_t& times = rows_.times[numbers[before + row]];
        times = sum_of_times(times, batch.times_of(row));
      }
      numbers.clear();
      continue;
    }
    Batch held(right_vars().size());
    held.rows = batch.rows;
    held.times = std::move(batch.times);
    for (std::size_t i = 0; i < right_vars().size(); ++i) {
      held.columns[i] =
          std::move(batch.columns[static_cast<std::size_t>(column_of(right_->vars(), right_vars()[i]))]);
      context().pool.settle(held.columns[i]);
    }
    batch.columns.clear();
    rows_.append(held, 0, held.rows);
  }
  if (right_vars().empty()) {
    for (std::uint32_t i = 0; i < keys_.size(); ++i) of_key_.push_back({i, i + 1});
    if (std::all_of(rows_.times.begin(), rows_.times.end(), [](std::uint64_t times) { return times == 1; }))
      rows_.times.clear();
  } else {
    sort_rows(numbers);
  }
}

void HashJoin::sort_rows(const std::vector<std::uint32_t>& numbers) {
  std::vector<std::uint32_t> next(keys_.size() + 1);
  for (const std::uint32_t number : numbers) ++next[number + 1];
  for (std::size_t i = 1; i < next.size(); ++i) next[i] += next[i - 1];
  of_key_.resize(keys_.size());
  for (std::size_t i = 0; i < of_key_.size(); ++i) of_key_[i] = {next[i], next[i + 1]};
  if (numbers.size() == keys_.size()) return;  // each key once, and numbered as they came
  std::vector<std::uint32_t> sorted(numbers.size());
  for (std::uint32_t row = 0; row < numbers.size(); ++row) sorted[next[numbers[row]]++] = row;
  std::vector<Id> column;
  for (auto& old : rows_.columns) {
    limits().check();
    gather(old, sorted, column);
    old.swap(column);
  }
  if (rows_.times.empty()) return;
  std::vector<std::uint64_t> times;
  gather(rows_.times, sorted, times);
  rows_.times.swap(times);
}

/// Evaluates the right side again, for this batch only.
void HashJoin::build_from_seeds(const Batch& left_rows) {
  std::vector<std::vector<Id>>& seeds = context().seeds[plan().seeds];
  seeds.clear();  // no more than a batch of them: not charged
  if (plan().whole_rows)
    seed_rows(left_rows, seeds);
  else
    seed_keys(left_rows, seeds);
  keys_.clear();
  of_key_.clear();
  rows_.clear();
  charge_.clear();
  right_ = build_operator(plan().children[1], context());
  build();
}

void HashJoin::seed_rows(const Batch& left_rows, std::vector<std::vector<Id>>& seeds) {
  for (std::size_t row = 0; row < left_rows.rows; ++row) {
    limits().tick();
    std::vector<Id>& seed = seeds.emplace_back();
    for (const auto& column : left_rows.columns) seed.push_back(column[row]);
    context().pool.settle(seed);
    seed.push_back(row_number(row));
  }
}

void HashJoin::seed_keys(const Batch& left_rows, std::vector<std::vector<Id>>& seeds) {
  RowTable seen(plan().keys_shared.size(), limits(), "a hash join");
  std::vector<Id> key(left_keys_.size());
  for (std::size_t row = 0; row < left_rows.rows; ++row) {
    for (std::size_t k = 0; k < key.size(); ++k) key[k] = left_keys_[k][row];
    if (std::find(key.begin(), key.end(), kNoId) == key.end() && seen.add(key).second) seeds.push_back(key);
  }
}

bool HashJoin::match(const Batch& left_rows, std::size_t row, std::vector<Run>& runs) {
  if (row == 0 && !plan().whole_rows) left_keys_ = keys_of(left_rows, left_vars());
  if (plan().seeds > 0 && row == 0) build_from_seeds(left_rows);
  if (!built_) build();
  fitting_.columns.resize(right_vars().size());
  fitting_.clear();
  std::vector<Id> key(plan().keys_shared.size());
  for (; row < left_rows.rows && fitting_.rows < kBatchRows; ++row) {
    if (plan().whole_rows) key[0] = row_number(row);
    for (std::size_t k = 0; k < left_keys_.size(); ++k) key[k] = left_keys_[k][row];
    const auto known = keys_.find(key);
    const Run run = known ? of_key_[*known] : Run{};
    if (compatible_.empty()) {
      runs.push_back(run);
      continue;
    }
    const auto begin = static_cast<std::uint32_t>(fitting_.rows);
    take_fitting(left_rows, row, run);
    runs.push_back({begin, static_cast<std::uint32_t>(fitting_.rows)});
  }
  return true;
}

void HashJoin::take_fitting(const Batch& left_rows, std::size_t row, Run run) {
  for (std::uint32_t match = run.begin; match < run.end; ++match) {
    limits().tick();
    bool fits = true;
    for (const auto& [l, r] : compatible_) {
      const Id bound = left_rows.columns[l][row];
      const Id other = rows_.columns[r][match];
      fits = fits && (bound == kNoId || other == kNoId || context().pool.settled(bound) == other);
    }
    if (fits) fitting_.append(rows_, match, match + 1);
  }
}

}  // namespace kg::query
