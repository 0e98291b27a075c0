// The operators that must see all rows first: grouping and sorting.
#include <algorithm>
#include <array>
#include <numeric>

#include "kg/value.hpp"
#include "query/operators/id_set.hpp"
#include "query/operators/rows.hpp"
#include "query/values/aggregate.hpp"

namespace kg::query {
namespace {

constexpr std::uint64_t kValueBytes = 56;  ///< of a counted value in a hash table

}  // namespace

// ---- group ----

bool GroupOperator::do_next(Batch& batch) {
  if (!gathered_) gather();
  gathered_ = true;
  const std::uint32_t end = std::min<std::uint32_t>(groups_.size(), next_ + kBatchRows);
  for (; next_ < end; ++next_, ++batch.rows) {
    limits().check();
    for (std::size_t i = 0; i < vars().size(); ++i) {
      const int key = column_of(plan().group, vars()[i]);
      if (key >= 0) {
        batch.columns[i].push_back(groups_.row(next_)[static_cast<std::size_t>(key)]);
        continue;
      }
      const auto& aggregates = plan().aggregates;
      const auto found = std::find_if(aggregates.begin(), aggregates.end(), [&](const Aggregate& aggregate) {
        return aggregate.result == vars()[i];
      });
      const std::optional<Term> term = value(static_cast<std::size_t>(found - aggregates.begin()), next_);
      batch.columns[i].push_back(term ? context().pool.intern(*term) : kNoId);
    }
  }
  return batch.rows > 0;
}

void GroupOperator::gather() {
  const auto& aggregates = plan().aggregates;
  for (std::size_t a = 0; a < aggregates.size(); ++a) values_.emplace_back(limits());
  const bool only_counts = std::all_of(aggregates.begin(), aggregates.end(),
                                       [](const Aggregate& aggregate) { return aggregate.star; });
  Batch rows;
  while (child().next(rows)) {
    std::vector<std::vector<Id>> keys;
    for (const Var var : plan().group) {
      const auto* column = input(rows, var);
      keys.push_back(column != nullptr ? *column : std::vector<Id>(rows.rows, kNoId));
      context().pool.settle(keys.back());
    }
    std::vector<std::vector<Id>> columns(aggregates.size());
    for (std::size_t a = 0; a < aggregates.size(); ++a) {
      if (aggregates[a].star) continue;
      columns[a] = values_of(context(), rows, child().vars(), aggregates[a].argument);
      context().pool.settle(columns[a]);
    }
    std::vector<Id> key(keys.size());
    if (keys.empty() && only_counts) {  // no need to look at the rows
      if (rows_.empty() && rows.rows > 0) rows_.push_back(groups_.add(key).first);
      if (rows.rows > 0) rows_[0] = sum_of_times(rows_[0], rows.total());
      continue;
    }
    for (std::size_t row = 0; row < rows.rows; ++row) {
      limits().tick();
      for (std::size_t i = 0; i < key.size(); ++i) key[i] = keys[i][row];
      const auto [group, added] = groups_.add(key);
      if (added) rows_.push_back(0);
      const std::uint64_t times = rows.times_of(row);
      rows_[group] = sum_of_times(rows_[group], times);
      for (std::size_t a = 0; a < aggregates.size(); ++a) {
        if (aggregates[a].star || columns[a][row] == kNoId) continue;
        Values& values = values_[a];
        const auto [number, unseen] = values.seen.add(std::array<Id, 2>{group, columns[a][row]});
        if (unseen) values.times.push_back(0);
        values.times[number] = sum_of_times(values.times[number], times);
      }
    }
  }
  if (rows_.empty() && plan().group.empty()) {  // no rows at all are one group
    groups_.add({});
    rows_.push_back(0);
  }
  for (Values& values : values_) {
    values.sorted.resize(values.seen.size());
    std::iota(values.sorted.begin(), values.sorted.end(), 0U);
    std::sort(values.sorted.begin(), values.sorted.end(), [&](std::uint32_t a, std::uint32_t b) {
      limits().tick();
      const Id left = values.seen.row(a)[0], right = values.seen.row(b)[0];
      return left != right ? left < right : a < b;
    });
  }
}

/// Of the groups in their order.
std::optional<Term> GroupOperator::value(std::size_t aggregate, std::uint32_t group) {
  const Aggregate& what = plan().aggregates[aggregate];
  if (what.star) return number_term(rows_[group]);
  Values& values = values_[aggregate];
  std::vector<Id> ids;
  std::vector<std::uint64_t> times;
  for (; values.at < values.sorted.size(); ++values.at) {
    const std::uint32_t number = values.sorted[values.at];
    if (values.seen.row(number)[0] != group) break;
    ids.push_back(values.seen.row(number)[1]);
    times.push_back(what.distinct ? 1 : values.times[number]);
  }
  std::vector<std::pair<Term, std::uint64_t>> terms;
  for (Term& term : context().pool.terms(ids)) terms.emplace_back(std::move(term), times[terms.size()]);
  return kg::query::aggregate(what, std::move(terms), limits());
}

// ---- sort ----

bool SortOperator::do_next(Batch& batch) {
  if (!done_) gather();
  done_ = true;
  if (at_ == order_.size()) return false;
  const std::size_t end = std::min(order_.size(), at_ + kBatchRows);
  batch = rows_.at(std::span(order_).subspan(at_, end - at_));
  at_ = end;
  return true;
}

void SortOperator::gather() {
  const auto& keys = plan().keys;
  std::vector<std::vector<Id>> key_columns(keys.size());
  rows_ = Batch(vars().size());
  Batch input_rows;
  while (child().next(input_rows)) {
    charge_.add(input_rows.rows * (keys.size() + vars().size()) * (sizeof(Id) + sizeof(std::uint32_t)));
    for (std::size_t k = 0; k < keys.size(); ++k) {
      const std::vector<Id> values = values_of(context(), input_rows, child().vars(), keys[k].expression);
      key_columns[k].insert(key_columns[k].end(), values.begin(), values.end());
    }
    Batch kept(vars().size());
    pass_on(input_rows, kept);
    rows_.append(kept, 0, kept.rows);
  }
  std::vector<std::pair<std::vector<std::uint32_t>, bool>> criteria;
  for (std::size_t k = 0; k < keys.size(); ++k) {
    context().pool.settle(key_columns[k]);
    criteria.emplace_back(ranks(key_columns[k]), keys[k].descending);
  }
  for (const Var var : plan().group) {
    const int column = column_of(vars(), var);
    if (column < 0) continue;
    context().pool.settle(rows_.columns[static_cast<std::size_t>(column)]);
    criteria.emplace_back(ranks(rows_.columns[static_cast<std::size_t>(column)]), false);
  }
  order_.resize(rows_.rows);
  for (std::uint32_t row = 0; row < order_.size(); ++row) order_[row] = row;
  std::stable_sort(order_.begin(), order_.end(), [&](std::uint32_t a, std::uint32_t b) {
    limits().tick();
    for (const auto& [rank, descending] : criteria)
      if (rank[a] != rank[b]) return (rank[a] < rank[b]) != descending;
    return false;
  });
}

/// The place of each row's term among the distinct terms of the column, 0 for unbound.
std::vector<std::uint32_t> SortOperator::ranks(const std::vector<Id>& column) const {
  std::vector<Id> ids = column;
  make_set(ids, limits());
  std::erase(ids, kNoId);
  Charge charge(limits(), "sorting");
  charge.add(ids.size() * (sizeof(Term) + kValueBytes));
  const std::vector<Term> terms = context().pool.terms(ids);
  std::vector<std::uint32_t> order(ids.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    limits().tick();
    return total_order(terms[a], terms[b]) < 0;
  });
  std::unordered_map<Id, std::uint32_t> rank;
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    limits().tick();
    rank[ids[order[i]]] = i + 1;
  }
  std::vector<std::uint32_t> result;
  result.reserve(column.size());
  for (const Id id : column) {
    limits().tick();
    result.push_back(id == kNoId ? 0 : rank[id]);
  }
  return result;
}

}  // namespace kg::query
