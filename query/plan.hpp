// How a query is run: a tree of steps with the planner's estimates, which build_operator() (operators/) turns
// into operators. Names are resolved to ids here, once.
#pragma once

#include <chrono>
#include <string>
#include <unordered_map>
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

/// A path with its predicates as ids.
struct PlanPath {
  ast::PathKind kind = ast::PathKind::Step;
  std::vector<IdRange> predicates;  ///< of a step
  std::vector<PlanPath> parts;
  std::uint32_t least = 1;
  std::optional<std::uint32_t> most;
};

/// Predicates that ways go through, forward and backward, as sorted ranges of ids.
struct Links {
  std::vector<IdRange> forward, backward;
};

/// A leaf with its constants as ids.
struct PlanLeaf {
  Leaf leaf;
  PlanSlot subject, predicate, object;
  PlanPath path;          ///< of a walk
  std::vector<Id> own;    ///< of a walk: its constants, which a walk of no step links to themselves
  bool backward = false;  ///< of a walk without a row: begins at the objects
  Links links;            ///< of ways
  /// Every combination of the ranges of the three places.
  std::size_t patterns() const {
    return subject.ranges.size() * predicate.ranges.size() * object.ranges.size();
  }
  TriplePattern pattern(std::size_t number) const {
    const std::size_t subjects = subject.ranges.size(), objects = object.ranges.size();
    return {subject.ranges[number / objects % subjects], predicate.ranges[number / objects / subjects],
            object.ranges[number % objects]};
  }
  /// Fetch the statement by its id, which the left side of the join binds, instead of scanning.
  bool fetch = false;
};

enum class PlanKind : std::uint8_t {
  Unit,       ///< one empty row
  Scan,       ///< `leaf`
  Seeds,      ///< what the rows of a seeded hash join ask for
  Documents,  ///< the statements that rest on any of `documents`
  IndexJoin,  ///< one child; looks up `leaf` for each row
  Walk,       ///< `leaf`
  WalkJoin,   ///< one child; walks `leaf` from what each row binds
  Evidence,   ///< one child; adds records of evidence by `leaf`
  Ways,       ///< one child; adds the shortest ways of `leaf` between its ends
  HashJoin,   ///< two children; builds on the second
  Leapfrog,   ///< the leaves of its children, which are scans, at once; binds `group` in that order
  Union,
  Filter,
  Extend,
  Group,
  Sort,
  Project,
  Distinct,
  Slice,
  Unfold
};

enum class JoinKind : std::uint8_t { Inner, Left, Anti };

struct Plan {
  PlanKind kind = PlanKind::Unit;
  JoinKind join = JoinKind::Inner;
  std::vector<Plan> children;
  PlanLeaf leaf;
  std::vector<Var> keys_shared;     ///< of a hash join: bound on both sides for certain
  std::vector<Var> vars;            ///< the columns of its rows: what steps above ask for
  Var sorted_by = kNoVar;           ///< of a scan: its rows are wanted in the order of this one
  bool by_lookups = false;          ///< of a scan for a leapfrog join: of known terms only, one by one
  std::vector<Expression> filters;  ///< of a filter, of an optional or negated join, the value of `Extend`
  Var var = kNoVar;
  std::vector<Var> group;  ///< of `Group`: keys; of `Sort`: what breaks ties; of `Leapfrog`: the order
  std::vector<Aggregate> aggregates;
  std::vector<SortKey> keys;
  std::vector<Trace> traces;  ///< of `Unfold`, whose rows have `trace` as well
  Trace trace;
  std::uint64_t offset = 0;
  std::optional<std::uint64_t> limit;
  std::vector<std::string> documents;
  /// Of `Seeds`, and of the hash join that fills them from each batch of its first child before it evaluates
  /// its second: their number; 0 for none. They are what the two sides share, or whole rows of the first, in
  /// the order of `vars` and with their number in the batch last, which is then what the sides share.
  int seeds = 0;
  bool whole_rows = false;
  double rows = 1;  ///< estimated
  double cost = 0;  ///< estimated microseconds, of all steps up to here
};

/// What a step of a plan did when it was run.
struct StepProfile {
  std::uint64_t rows = 0, batches = 0;
  std::uint64_t meant = 0;          ///< rows, each as often as it is meant (operators/batch.hpp)
  std::uint64_t starts = 0;         ///< a part that is seeded is started anew for each batch that asks
  std::chrono::nanoseconds time{};  ///< with the steps below it
};
using Profile = std::unordered_map<const Plan*, StepProfile>;

/// What the planner takes the steps to cost, in microseconds, measured roughly on a warm graph; only their
/// ratios matter. Tests change them to see other plans.
struct Costs {
  double probe = 2.0;  ///< one lookup in the index
  double row = 0.01;   ///< one row read in order
  double hash = 0.03;  ///< one row put in, or asked of, a hash table
  double leap = 0.02;  ///< one triple read for a leapfrog join, or one step of it
};

/// REQUIRES: the resolver is of the same snapshot. Adds hidden variables.
Plan plan(Algebra& algebra, const Snapshot& snapshot, Resolver& resolver, const Costs& costs = {});

/// One step a line, indented, with its estimated rows; with a profile, also with what it did.
std::string print(const Plan& plan, const Variables& variables, const Profile* profile = nullptr);

}  // namespace kg::query
