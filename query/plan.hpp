// How a query is run: a tree of steps with the planner's estimates, which build_operator() (operators/) turns
// into operators. Names are resolved to ids here, once. Planning a handful of patterns takes microseconds:
// the join order is greedy.
#pragma once

#include <string>
#include <vector>

#include "kg/graph.hpp"
#include "query/algebra.hpp"
#include "query/resolve.hpp"

namespace kg::query {

/// A place of a resolved leaf: a variable, or ids in one of these ranges (all ids where nothing is asked).
struct PlanSlot {
  Var var = kNoVar;
  std::vector<IdRange> ranges;
};

/// A leaf with its constants as ids.
struct PlanLeaf {
  Leaf leaf;
  PlanSlot subject, predicate, object;
  /// Fetch the statement by its id, which the left side of the join binds, instead of scanning.
  bool fetch = false;
};

enum class PlanKind : std::uint8_t {
  Unit,       ///< one empty row
  Scan,       ///< `leaf`
  Documents,  ///< the statements that rest on any of `documents`
  IndexJoin,  ///< one child; looks up `leaf` for each row
  Evidence,   ///< one child; adds records of evidence by `leaf`
  HashJoin,   ///< two children; builds on the second
  Union,
  Filter,
  Extend,
  Group,
  Sort,
  Project,
  Distinct,
  Slice
};

enum class JoinKind : std::uint8_t { Inner, Left, Anti };

struct Plan {
  PlanKind kind = PlanKind::Unit;
  JoinKind join = JoinKind::Inner;
  std::vector<Plan> children;
  PlanLeaf leaf;
  std::vector<Var> keys_shared;     ///< of a hash join: bound on both sides for certain
  std::vector<Var> vars;            ///< the columns of its rows
  std::vector<Expression> filters;  ///< of a filter, of an optional or negated join, the value of `Extend`
  Var var = kNoVar;
  std::vector<Var> group;  ///< of `Group`: keys; of `Sort`: what breaks ties
  std::vector<Aggregate> aggregates;
  std::vector<SortKey> keys;
  std::uint64_t offset = 0;
  std::optional<std::uint64_t> limit;
  std::vector<std::string> documents;
  double rows = 1;  ///< estimated
};

/// REQUIRES: the resolver is of the same snapshot.
Plan plan(const Algebra& algebra, const Snapshot& snapshot, Resolver& resolver);

/// One step a line, indented, with its estimated rows.
std::string print(const Plan& plan, const Variables& variables);

}  // namespace kg::query
