// The operators that must see all rows first: grouping and sorting.
#include <algorithm>

#include "kg/value.hpp"
#include "query/aggregate.hpp"
#include "query/operators/rows.hpp"

namespace kg::query {
namespace {

constexpr std::uint64_t kValueBytes = 56;  ///< of a counted value in a hash table

}  // namespace

// ---- group ----

bool GroupOperator::do_next(Batch& batch) {
  if (done_) return false;
  done_ = true;
  gather();
  finish(batch);
  return true;
}

void GroupOperator::gather() {
  const auto& aggregates = plan().aggregates;
  std::unordered_map<std::vector<Id>, std::size_t, RowHash> groups;
  Batch rows;
  while (child().next(rows)) {
    std::vector<std::vector<Id>> keys;
    for (const Var var : plan().group) {
      const auto* column = input(rows, var);
      keys.push_back(column != nullptr ? *column : std::vector<Id>(rows.rows, kNoId));
      context().pool.settle(keys.back());
    }
    std::vector<std::vector<Id>> values(aggregates.size());
    for (std::size_t a = 0; a < aggregates.size(); ++a) {
      if (aggregates[a].star) continue;
      values[a] = values_of(context(), rows, child().vars(), aggregates[a].argument);
      context().pool.settle(values[a]);
    }
    std::vector<Id> key(keys.size());
    for (std::size_t row = 0; row < rows.rows; ++row) {
      for (std::size_t i = 0; i < key.size(); ++i) key[i] = keys[i][row];
      limits().tick();
      const auto [found, added] = groups.try_emplace(key, states_.size());
      if (added) {
        charge_.add(2 * keyed_row_bytes(key.size()) + kValueBytes * (1 + aggregates.size()));
        keys_.push_back(key);
        states_.push_back({0, std::vector<std::unordered_map<Id, std::uint64_t>>(aggregates.size())});
      }
      State& state = states_[found->second];
      ++state.rows;
      for (std::size_t a = 0; a < aggregates.size(); ++a) {
        if (aggregates[a].star || values[a][row] == kNoId) continue;
        if (++state.values[a][values[a][row]] == 1) charge_.add(kValueBytes);
      }
    }
  }
  if (states_.empty() && plan().group.empty()) {  // no rows at all are one group
    keys_.emplace_back();
    states_.push_back({0, std::vector<std::unordered_map<Id, std::uint64_t>>(aggregates.size())});
  }
}

void GroupOperator::finish(Batch& batch) {
  const auto& aggregates = plan().aggregates;
  for (std::size_t g = 0; g < states_.size(); ++g) {
    limits().check();
    for (std::size_t i = 0; i < vars().size(); ++i) {
      const int key = column_of(plan().group, vars()[i]);
      if (key >= 0) {
        batch.columns[i].push_back(keys_[g][static_cast<std::size_t>(key)]);
        continue;
      }
      const auto found = std::find_if(aggregates.begin(), aggregates.end(), [&](const Aggregate& aggregate) {
        return aggregate.result == vars()[i];
      });
      std::optional<Term> value;
      if (found->star) {
        value = number_term(states_[g].rows);
      } else {
        std::vector<Id> ids;
        std::vector<std::pair<Term, std::uint64_t>> terms;
        const auto& counts = states_[g].values[static_cast<std::size_t>(found - aggregates.begin())];
        for (const auto& [id, times] : counts) ids.push_back(id);
        for (Term& term : context().pool.terms(ids)) {
          const std::uint64_t times = found->distinct ? 1 : counts.at(ids[terms.size()]);
          terms.emplace_back(std::move(term), times);
        }
        value = aggregate(*found, std::move(terms), limits());
      }
      batch.columns[i].push_back(value ? context().pool.intern(*value) : kNoId);
    }
    ++batch.rows;
  }
}

// ---- sort ----

bool SortOperator::do_next(Batch& batch) {
  if (!done_) gather();
  done_ = true;
  if (at_ == order_.size()) return false;
  const std::size_t end = std::min(order_.size(), at_ + kBatchRows);
  for (std::size_t i = 0; i < batch.columns.size(); ++i)
    for (std::size_t row = at_; row < end; ++row) batch.columns[i].push_back(rows_.columns[i][order_[row]]);
  batch.rows = end - at_;
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
    for (std::size_t i = 0; i < vars().size(); ++i)
      rows_.columns[i].insert(rows_.columns[i].end(), input_rows.columns[i].begin(),
                              input_rows.columns[i].end());
    rows_.rows += input_rows.rows;
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
  std::sort(ids.begin(), ids.end(), [&](Id a, Id b) {
    limits().tick();
    return a < b;
  });
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
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
