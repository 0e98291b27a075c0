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
  double lookup = 0;  ///< of a scan: estimated microseconds that one lookup instead takes to find its place
  double lookup_of_both = 0;  ///< of a walk: that of a lookup which knows both ends
};

inline constexpr double kWaysOfPair = 3;    ///< shortest ways between two entities, about
inline constexpr double kTestPasses = 0.3;  ///< share of rows that a condition lets through

bool contains(const std::vector<Var>& vars, Var var);
bool subset(const std::vector<Var>& some, const std::vector<Var>& all);
/// In the order of the first.
std::vector<Var> common(const std::vector<Var>& a, const std::vector<Var>& b);
std::vector<Var> united(std::vector<Var> a, const std::vector<Var>& b);

}  // namespace kg::query::planner
