#include "query/planner/join_order.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace kg::query::planner {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();
constexpr double kRowsAtOnce = 2048;  ///< left rows whose keys are sorted together, about

/// Some inputs joined.
struct State {
  double rows = 0, cost = kInfinite;
  std::uint32_t shared = 0, sorted = 0;  ///< bits of variables
  std::uint32_t before = 0;              ///< the set without the last input
  std::uint8_t last = 0;
  std::array<double, kMostShared> distinct{};
};

State first(const JoinInput& input, std::uint8_t number) {
  return {input.rows, input.cost, input.shared,  input.probe > 0 ? input.shared : 0,
          0,          number,     input.distinct};
}

State joined(const State& left, const JoinInput& right, std::uint8_t number, std::uint32_t set,
             const Costs& costs) {
  State state = left;
  state.before = set;
  state.last = number;
  state.shared |= right.shared;
  double rows = left.rows * right.rows, keys = 1;
  const std::uint32_t both = left.shared & right.shared;
  for (std::uint32_t bits = right.shared; bits != 0; bits &= bits - 1) {
    const auto var = static_cast<std::size_t>(std::countr_zero(bits));
    if ((both >> var & 1) == 0) {
      state.distinct[var] = right.distinct[var];
      continue;
    }
    rows /= std::max(1.0, right.domain[var]);
    keys *= left.distinct[var];
    state.distinct[var] = left.distinct[var] * right.distinct[var] / std::max(1.0, right.domain[var]);
  }
  state.rows = rows;
  const double least = std::max(1.0, rows);
  for (std::uint32_t bits = state.shared; bits != 0; bits &= bits - 1) {
    double& distinct = state.distinct[static_cast<std::size_t>(std::countr_zero(bits))];
    distinct = std::clamp(distinct, 1.0, least);
  }
  // A scan comes in the order of whatever it is joined by first.
  const bool sorted = (left.sorted & both) != 0;
  state.sorted = sorted ? left.sorted & both : left.sorted;
  if (std::popcount(state.sorted) > 1) state.sorted &= -state.sorted;
  double cost = right.cost + (left.rows + right.rows) * costs.hash + rows * costs.row;
  if (right.probe > 0)
    cost = std::min(cost, cost_of({left.rows, std::min(left.rows, keys), right.triples, right.probe, sorted},
                                  rows, costs));
  state.cost += cost;
  return state;
}

/// Always what leaves the fewest rows; its cost bounds that of the best order.
std::optional<State> greedy(const std::vector<JoinInput>& inputs, const Costs& costs,
                            std::vector<std::size_t>& order) {
  std::size_t begin = 0;
  for (std::size_t i = 1; i < inputs.size(); ++i)
    if (inputs[i].rows < inputs[begin].rows) begin = i;
  State state = first(inputs[begin], static_cast<std::uint8_t>(begin));
  order = {begin};
  std::uint32_t set = 1U << begin;
  while (order.size() < inputs.size()) {
    std::optional<State> best;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      if ((set >> i & 1) != 0 || (state.shared & inputs[i].shared) == 0) continue;
      const State next = joined(state, inputs[i], static_cast<std::uint8_t>(i), set, costs);
      if (!best || next.rows < best->rows || (next.rows == best->rows && next.cost < best->cost)) best = next;
    }
    if (!best) return std::nullopt;
    state = *best;
    set |= 1U << state.last;
    order.push_back(state.last);
  }
  return state;
}

}  // namespace

double cost_of(const Lookup& lookup, double rows, const Costs& costs) {
  const double all = lookup.triples * costs.row;
  double search = lookup.keys * lookup.probe;
  if (lookup.sorted)
    search = std::min(search, all);  // the cursor never goes back
  else
    search = std::min(search, std::ceil(lookup.left_rows / kRowsAtOnce) * all);
  return search + (lookup.left_rows + rows) * costs.row;
}

std::optional<JoinOrder> best_order(const std::vector<JoinInput>& inputs, const Costs& costs) {
  std::vector<std::size_t> order;
  const auto bound = greedy(inputs, costs, order);
  if (!bound) return std::nullopt;
  const JoinOrder first_found{order, bound->cost};
  if (inputs.size() > kMostCompared) return first_found;
  const std::uint32_t all = (1U << inputs.size()) - 1;
  std::vector<State> best(all + 1);
  for (std::size_t i = 0; i < inputs.size(); ++i)
    best[1U << i] = first(inputs[i], static_cast<std::uint8_t>(i));
  for (std::uint32_t set = 1; set < all; ++set) {
    if (best[set].cost >= bound->cost) continue;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      if ((set >> i & 1) != 0 || (best[set].shared & inputs[i].shared) == 0) continue;
      const State next = joined(best[set], inputs[i], static_cast<std::uint8_t>(i), set, costs);
      State& known = best[set | 1U << i];
      if (next.cost < known.cost) known = next;
    }
  }
  if (best[all].cost >= bound->cost) return first_found;
  order.clear();
  for (std::uint32_t set = all; set != 0; set = best[set].before) order.push_back(best[set].last);
  std::reverse(order.begin(), order.end());
  return JoinOrder{order, best[all].cost};
}

}  // namespace kg::query::planner
