// Leaves that hang together in a circle, as in a triangle, for a leapfrog join.
#include <algorithm>
#include <map>

#include "query/planner/planner.hpp"

namespace kg::query::planner {
namespace {

constexpr std::size_t kMostBound = 6;  ///< variables whose orders are all compared

/// A leaf between two variables, of which no more is asked than that.
bool is_edge(const Input& input) {
  if (input.leaf == nullptr || input.leaf->kind != LeafKind::Statement) return false;
  const Leaf& leaf = *input.leaf;
  const PlanLeaf& resolved = input.part.plan.leaf;
  return leaf.subject.is_variable() && leaf.object.is_variable() && leaf.subject.var != leaf.object.var &&
         leaf.statement == kNoVar && leaf.plain != Plain::LeftOut && !leaf.predicate.is_variable() &&
         resolved.predicate.ranges.size() == 1 && resolved.predicate.ranges[0].is_one();
}

/// The edges that are left when those with an end that no other has are taken away, again and again.
std::vector<std::size_t> circle(const std::vector<Input>& inputs) {
  std::vector<std::size_t> edges;
  for (std::size_t i = 0; i < inputs.size(); ++i)
    if (is_edge(inputs[i])) edges.push_back(i);
  while (true) {
    std::map<Var, int> ends;
    for (const std::size_t edge : edges) {
      ++ends[inputs[edge].leaf->subject.var];
      ++ends[inputs[edge].leaf->object.var];
    }
    const auto loose = [&](std::size_t edge) {
      return ends[inputs[edge].leaf->subject.var] == 1 || ends[inputs[edge].leaf->object.var] == 1;
    };
    if (std::erase_if(edges, loose) == 0) return edges;
  }
}

/// The variable of an edge that is bound first, or second.
Var end_of(const Part& edge, const std::vector<Var>& order, bool first) {
  const auto place = [&](Var var) { return std::find(order.begin(), order.end(), var) - order.begin(); };
  const bool in_order = place(edge.certain[0]) < place(edge.certain[1]);
  return edge.certain[in_order == first ? 0 : 1];
}

/// How an edge is read: where another, smaller one begins with the same variable, for the terms of that only,
/// which are perhaps looked up one by one.
struct Reading {
  double cost;
  bool by_lookups;
};
Reading reading(const Part& edge, const std::vector<const Part*>& edges, const std::vector<Var>& order,
                const Costs& costs) {
  const Var first = end_of(edge, order, true);
  const double domain = domain_in(edge, first);
  double keys = domain;
  for (const Part* other : edges)
    if (other->triples < edge.triples && end_of(*other, order, true) == first)
      keys = std::min(keys, distinct_in(*other, first));
  if (keys >= domain) return {costs.probe + edge.triples * costs.leap, false};
  const double all = costs.probe + edge.triples * costs.row, lookups = keys * costs.probe;
  return {std::min(all, lookups) + keys / domain * edge.triples * costs.leap, lookups < all};
}

/// The steps of a search that binds the variables in this order, and the rows that it finds.
std::pair<double, double> search(const std::vector<const Part*>& edges, const std::vector<Var>& order) {
  double rows = 1, steps = 0;
  std::vector<Var> bound;
  for (const Var var : order) {
    double terms = 0, least = 0, share = 1;  // of the variable; of its shortest list; of that in all others
    for (const Part* edge : edges)
      if (contains(edge->certain, var)) terms = std::max(terms, domain_in(*edge, var));
    for (const Part* edge : edges) {
      if (!contains(edge->certain, var)) continue;
      const Var other = edge->certain[0] == var ? edge->certain[1] : edge->certain[0];
      const double list =
          contains(bound, other) ? edge->triples / distinct_in(*edge, other) : distinct_in(*edge, var);
      share *= std::min(1.0, list / terms);
      if (least == 0 || list < least) least = list;
    }
    steps += rows * std::max(1.0, least);
    rows *= terms * share;
    bound.push_back(var);
  }
  return {steps, rows};
}

}  // namespace

std::optional<Part> Planner::leapfrog(const std::vector<Input>& inputs,
                                      std::vector<std::size_t>& joined) const {
  joined = circle(inputs);
  std::vector<const Part*> edges;
  std::vector<Var> order;
  for (const std::size_t edge : joined) {
    edges.push_back(&inputs[edge].part);
    order = united(std::move(order), inputs[edge].part.certain);
  }
  if (edges.size() < 3 || order.size() > kMostBound) return std::nullopt;
  std::sort(order.begin(), order.end());
  std::vector<Var> best;
  double least = 0, rows = 0;
  do {
    const auto [steps, found] = search(edges, order);
    double cost = steps * costs_.leap;
    for (const Part* edge : edges) cost += reading(*edge, edges, order, costs_).cost;
    if (!best.empty() && cost >= least) continue;
    best = order;
    least = cost;
    rows = found;
  } while (std::next_permutation(order.begin(), order.end()));
  Part part;
  part.plan.kind = PlanKind::Leapfrog;
  part.plan.group = best;
  part.plan.vars = part.certain = best;
  part.plan.rows = rows;
  part.plan.cost = least;
  for (const Part* edge : edges) {
    part.plan.children.push_back(edge->plan);
    part.plan.children.back().by_lookups = reading(*edge, edges, best, costs_).by_lookups;
  }
  for (const Var var : best) {
    double terms = std::max(1.0, rows);
    for (const Part* edge : edges)
      if (contains(edge->certain, var)) terms = std::min(terms, distinct_in(*edge, var));
    part.distinct[var] = terms;
  }
  return part;
}

}  // namespace kg::query::planner
