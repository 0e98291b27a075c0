// The order in which the inputs of a join are joined, one after the other: a dynamic programme over connected
// sets of inputs (after Moerkotte and Neumann 2006, without bushy trees), bounded by what a greedy choice
// costs.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "query/plan.hpp"

namespace kg::query::planner {

/// Variables that several inputs have; more are not told apart.
inline constexpr std::size_t kMostShared = 24;
/// Inputs up to which all orders are compared.
inline constexpr std::size_t kMostCompared = 10;

/// What a lookup for each row of a left side costs, in microseconds, if it finds `rows`.
struct Lookup {
  double left_rows = 0;  ///< of the left side
  double keys = 0;       ///< different ones among them
  double triples = 0;    ///< of the whole leaf
  double probe = 0;      ///< to find one place
  bool sorted = false;   ///< the left side comes in the order of the keys
};
double cost_of(const Lookup& lookup, double rows, const Costs& costs);

/// An input as the order sees it.
struct JoinInput {
  double rows = 0;           ///< that it hands up
  double triples = 0;        ///< that it reads for that
  double cost = 0;           ///< to be read by itself
  double probe = 0;          ///< one lookup instead; 0: there is none
  std::uint32_t shared = 0;  ///< bits of its shared variables
  std::array<double, kMostShared> distinct{};
  std::array<double, kMostShared> domain{};  ///< terms that the variable might take
};

struct JoinOrder {
  std::vector<std::size_t> order;
  double cost = 0;
};

/// The best order found of all inputs; nothing where they are not connected.
std::optional<JoinOrder> best_order(const std::vector<JoinInput>& inputs, const Costs& costs);

}  // namespace kg::query::planner
