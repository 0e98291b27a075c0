#include "query/naive/evaluator.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "kg/value.hpp"
#include "query/naive/leaves.hpp"
#include "query/statement_set.hpp"
#include "query/values/aggregate.hpp"

namespace kg::query {
namespace {

using naive::Bag;
using naive::Cell;
using naive::Row;

class Naive {
 public:
  Naive(const Algebra& algebra, const Snapshot& snapshot, Resolver& names, Limits& limits)
      : width_(algebra.variables.names.size()),
        names_(names),
        limits_(limits),
        leaves_(width_, snapshot, names, limits) {}

  Bag bag(const Node& node) {
    limits_.check();
    switch (node.kind) {
      case NodeKind::Join: {
        Bag rows{Row(width_)};
        // Evidence speaks of statements that the other leaves bind; order does not matter to a join.
        for (const Leaf& leaf : node.leaves) rows = join(rows, leaves_.rows(leaf));
        for (const Node& child : node.children) rows = join(rows, bag(child));
        return rows;
      }
      case NodeKind::LeftJoin:
      case NodeKind::AntiJoin:
        return outer(node);
      case NodeKind::Union: {
        Bag rows;
        for (const Node& child : node.children)
          for (Row& row : bag(child)) rows.push_back(std::move(row));
        return rows;
      }
      case NodeKind::Filter: {
        Bag rows = bag(node.children[0]);
        std::erase_if(rows, [&](const Row& row) { return !all_hold(node.filters, row); });
        return rows;
      }
      case NodeKind::Extend: {
        Bag rows = bag(node.children[0]);
        for (Row& row : rows) row[node.var] = value(node.filters.front(), row);
        return rows;
      }
      case NodeKind::Group:
        return grouped(node);
      case NodeKind::Sort:
        return sorted(node);
      case NodeKind::Project: {
        Bag rows;
        for (const Row& row : bag(node.children[0])) {
          Row kept(width_);
          for (const Var var : node.vars) kept[var] = row[var];
          rows.push_back(std::move(kept));
        }
        return rows;
      }
      case NodeKind::Distinct: {
        Bag rows;
        std::set<Row> seen;
        for (Row& row : bag(node.children[0]))
          if (seen.insert(row).second) rows.push_back(std::move(row));
        return rows;
      }
      case NodeKind::Unfold:
        return unfolded(node);
      case NodeKind::Slice:
        break;
    }
    Bag rows = bag(node.children[0]);
    const std::uint64_t begin = std::min<std::uint64_t>(node.offset, rows.size());
    const std::uint64_t count =
        std::min<std::uint64_t>(node.limit.value_or(rows.size()), rows.size() - begin);
    const auto first = rows.begin() + static_cast<std::ptrdiff_t>(begin);
    return {first, first + static_cast<std::ptrdiff_t>(count)};
  }

 private:
  // ---- joins ----

  std::optional<Row> merged(const Row& a, const Row& b) {
    limits_.tick();
    Row row = a;
    for (std::size_t i = 0; i < b.size(); ++i) {
      if (!b[i]) continue;
      if (row[i] && *row[i] != *b[i]) return std::nullopt;
      row[i] = b[i];
    }
    return row;
  }

  Bag join(const Bag& left, const Bag& right) {
    Bag rows;
    for (const Row& a : left)
      for (const Row& b : right)
        if (auto row = merged(a, b)) rows.push_back(std::move(*row));
    return rows;
  }

  Bag outer(const Node& node) {
    Bag rows;
    for (const Row& a : bag(node.children[0])) {
      Bag found = both_sides(node, a);
      if (found.empty())
        rows.push_back(a);
      else if (node.kind == NodeKind::LeftJoin)
        std::move(found.begin(), found.end(), std::back_inserter(rows));
    }
    return rows;
  }

  /// A row of the left side with each of the right that it goes with.
  Bag both_sides(const Node& node, const Row& a) {
    const auto [found, added] = rights_.try_emplace(&node);
    if (added) found->second = bag(node.children[1]);
    Bag rows;
    for (const Row& b : found->second) {
      auto row = merged(a, b);
      if (!row || !all_hold(node.filters, *row)) continue;
      if (std::all_of(node.children.begin() + 2, node.children.end(),
                      [&](const Node& negation) { return both_sides(negation, *row).empty(); }))
        rows.push_back(std::move(*row));
    }
    return rows;
  }

  // ---- expressions, groups, order ----

  Cell value(const Expression& expression, const Row& row) {
    limits_.tick();
    return evaluate(
        expression, [&](Var var) { return row[var] ? &*row[var] : nullptr; }, names_);
  }

  bool all_hold(const std::vector<Expression>& conditions, const Row& row) {
    limits_.tick();
    return std::all_of(conditions.begin(), conditions.end(), [&](const Expression& condition) {
      return holds(
          condition, [&](Var var) { return row[var] ? &*row[var] : nullptr; }, names_);
    });
  }

  Bag grouped(const Node& node) {
    std::map<Row, Bag> groups;
    for (Row& row : bag(node.children[0])) {
      Row key;
      for (const Var var : node.vars) key.push_back(row[var]);
      groups[key].push_back(std::move(row));
    }
    if (groups.empty() && node.vars.empty()) groups[{}] = {};
    Bag rows;
    for (const auto& [key, members] : groups) {
      Row result(width_);
      for (std::size_t i = 0; i < key.size(); ++i) result[node.vars[i]] = key[i];
      for (const Aggregate& one : node.aggregates) {
        std::map<Term, std::uint64_t> counts;
        if (!one.star) {
          for (const Row& member : members)
            if (const Cell term = value(one.argument, member)) ++counts[*term];
        }
        std::vector<std::pair<Term, std::uint64_t>> terms;
        for (const auto& [term, times] : counts) terms.emplace_back(term, one.distinct ? 1 : times);
        result[one.result] =
            one.star ? number_term(std::uint64_t{members.size()}) : aggregate(one, std::move(terms), limits_);
      }
      rows.push_back(std::move(result));
    }
    return rows;
  }

  Bag unfolded(const Node& node) {
    Bag rows;
    for (const Row& row : bag(node.children[0])) {
      const std::size_t before = rows.size();
      for (const Trace& trace : node.traces) {
        if (!row[trace.statement]) continue;
        for (const Term& statement : statements_in(*row[trace.statement])) {
          Row one = row;
          one[node.trace.statement] = statement;
          if (trace.record != kNoVar) one[node.trace.record] = row[trace.record];
          rows.push_back(std::move(one));
        }
      }
      if (rows.size() > before) continue;
      rows.push_back(row);
      rows.back()[node.trace.statement] = no_statement();
    }
    return rows;
  }

  static int order(const Cell& a, const Cell& b) {
    if (!a || !b) return (a ? 1 : 0) - (b ? 1 : 0);
    const auto result = total_order(*a, *b);
    return result < 0 ? -1 : result > 0 ? 1 : 0;
  }

  Bag sorted(const Node& node) {
    std::vector<std::pair<Row, Row>> rows;  // keys, row
    for (Row& row : bag(node.children[0])) {
      Row keys;
      for (const SortKey& key : node.keys) keys.push_back(value(key.expression, row));
      rows.emplace_back(std::move(keys), std::move(row));
    }
    std::stable_sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) {
      limits_.tick();
      for (std::size_t i = 0; i < node.keys.size(); ++i)
        if (const int by_key = order(a.first[i], b.first[i]); by_key != 0)
          return (by_key < 0) != node.keys[i].descending;
      for (const Var var : node.vars)
        if (const int by_column = order(a.second[var], b.second[var]); by_column != 0) return by_column < 0;
      return false;
    });
    Bag result;
    for (auto& [keys, row] : rows) result.push_back(std::move(row));
    return result;
  }

  std::size_t width_;
  Resolver& names_;
  Limits& limits_;
  naive::Leaves leaves_;
  std::map<const Node*, Bag> rights_;  ///< of optional and negated parts
};

}  // namespace

std::vector<std::vector<std::optional<Term>>> run_naively(const Algebra& algebra, const Snapshot& snapshot,
                                                          Resolver& names, Limits& limits) {
  Naive naive(algebra, snapshot, names, limits);
  std::vector<std::vector<std::optional<Term>>> result;
  for (const Row& row : naive.bag(algebra.root)) {
    Row columns;
    for (const Var var : algebra.columns) columns.push_back(row[var]);
    result.push_back(std::move(columns));
  }
  return result;
}

}  // namespace kg::query
