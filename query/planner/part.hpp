// What the planner's files share: a part of a plan with what is known of its rows, and sets of variables.
#pragma once

#include <map>
#include <vector>

#include "query/plan.hpp"

namespace kg::query::planner {

/// A part of the plan, with what its rows bind for certain and how many terms each variable may take.
struct Part {
  Plan plan;
  std::vector<Var> certain;
  std::map<Var, double> distinct;
  std::map<Var, double> domain = {};  ///< how many terms there are that each variable might take
  double triples = 0;                 ///< of a scan: those that it reads
  std::vector<Var> sorted = {};       ///< its rows come, or may come, in the order of one of these
  double lookup = 0;  ///< of a scan: estimated microseconds that one lookup instead takes to find its place
  double lookup_of_both = 0;  ///< of a walk: that of a lookup which knows both ends
};

inline constexpr double kWaysOfPair = 3;    ///< shortest ways between two entities, about
inline constexpr double kTestPasses = 0.3;  ///< share of rows that a condition lets through

/// How many terms a variable takes, and might take.
double distinct_in(const Part& part, Var var);
double domain_in(const Part& part, Var var);

bool contains(const std::vector<Var>& vars, Var var);
bool subset(const std::vector<Var>& some, const std::vector<Var>& all);
/// In the order of the first.
std::vector<Var> common(const std::vector<Var>& a, const std::vector<Var>& b);
std::vector<Var> united(std::vector<Var> a, const std::vector<Var>& b);

/// Drops variables that neither `asked` nor a step of the plan asks for (prune.cpp), and chooses the orders
/// of scans whose rows are looked up.
void prune(Plan& plan, const std::vector<Var>& asked);
/// Chooses the orders of the other scans, where it makes equal rows neighbours.
void order_scans(Plan& plan);

}  // namespace kg::query::planner
