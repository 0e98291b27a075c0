#include "query/planner/planner.hpp"

#include <algorithm>
#include <cmath>

namespace kg::query {
namespace planner {

Part Planner::node(const Node& node, std::vector<Pending>& pending) {
  switch (node.kind) {
    case NodeKind::Join:
    case NodeKind::LeftJoin:
      return join(node, pending);
    case NodeKind::AntiJoin: {
      Part left = this->node(node.children[0], pending);
      return attach(std::move(left), node);
    }
    case NodeKind::Filter:
      return filter(node, pending);
    case NodeKind::Union:
      return alternatives(node);
    default:
      return unary(node);
  }
}

void Planner::apply(Part& part, std::vector<Pending>& pending) const {
  std::vector<Expression> ready;
  for (Pending& one : pending) {
    const std::vector<Var> asked = variables_of(*one.condition);
    if (one.applied || asked.empty() || !subset(asked, part.certain)) continue;
    ready.push_back(*one.condition);
    one.applied = true;
  }
  if (!ready.empty()) part = filtered(std::move(part), std::move(ready));
}

Part Planner::filtered(Part part, std::vector<Expression> conditions) const {
  Plan plan;
  plan.kind = PlanKind::Filter;
  plan.cost = part.plan.cost + part.plan.rows * costs_.hash;
  plan.rows = part.plan.rows * std::pow(kTestPasses, static_cast<double>(conditions.size()));
  plan.filters = std::move(conditions);
  plan.vars = part.plan.vars;
  plan.children.push_back(std::move(part.plan));
  return {std::move(plan), std::move(part.certain), std::move(part.distinct), std::move(part.domain)};
}

Part Planner::filter(const Node& node, std::vector<Pending>& outer) {
  std::vector<Pending> pending = outer;
  for (const Expression& condition : node.filters) pending.push_back({&condition});
  Part part = this->node(node.children[0], pending);
  std::vector<Expression> rest;
  for (std::size_t i = 0; i < pending.size(); ++i) {
    if (i < outer.size())
      outer[i].applied = pending[i].applied;
    else if (!pending[i].applied)
      rest.push_back(*pending[i].condition);
  }
  return rest.empty() ? part : filtered(std::move(part), std::move(rest));
}

Part Planner::alternatives(const Node& node, const Part* seed) {
  Part result;
  result.plan.kind = PlanKind::Union;
  result.plan.rows = 0;
  for (const Node& child : node.children) {
    std::vector<Pending> none;
    Part part = seed == nullptr ? this->node(child, none) : join(child, none, seed);
    result.plan.rows += part.plan.rows;
    result.plan.cost += part.plan.cost;
    result.plan.vars = united(result.plan.vars, part.plan.vars);
    result.plan.children.push_back(std::move(part.plan));
  }
  result.certain = certain_variables_of(node);
  return result;
}

Part Planner::unary(const Node& node) {
  std::vector<Pending> none;
  Part child = this->node(node.children[0], none);
  Part result;
  Plan& plan = result.plan;
  plan.rows = child.plan.rows;
  plan.cost = child.plan.cost + child.plan.rows * costs_.hash;
  plan.vars = child.plan.vars;
  plan.filters = node.filters;
  plan.var = node.var;
  plan.group = node.vars;
  plan.aggregates = node.aggregates;
  plan.keys = node.keys;
  plan.traces = node.traces;
  plan.trace = node.trace;
  plan.offset = node.offset;
  plan.limit = node.limit;
  switch (node.kind) {
    case NodeKind::Extend:
      plan.kind = PlanKind::Extend;
      plan.vars.push_back(node.var);
      break;
    case NodeKind::Group:
      plan.kind = PlanKind::Group;
      plan.rows = node.vars.empty() ? 1 : std::pow(std::max(1.0, plan.rows), 0.6);
      plan.vars = united({}, node.vars);
      for (const Aggregate& aggregate : node.aggregates) plan.vars.push_back(aggregate.result);
      break;
    case NodeKind::Sort:
      plan.kind = PlanKind::Sort;
      break;
    case NodeKind::Project:
      plan.kind = PlanKind::Project;
      plan.vars = united({}, node.vars);
      break;
    case NodeKind::Distinct:
      plan.kind = PlanKind::Distinct;
      break;
    case NodeKind::Unfold:
      plan.kind = PlanKind::Unfold;
      plan.rows *= static_cast<double>(std::max<std::size_t>(1, node.traces.size()));
      plan.vars = united(plan.vars, {node.trace.statement, node.trace.record});
      break;
    default:
      plan.kind = PlanKind::Slice;
      if (node.limit) plan.rows = std::min(plan.rows, static_cast<double>(*node.limit));
      break;
  }
  plan.children.push_back(std::move(child.plan));
  result.certain = certain_variables_of(node);
  return result;
}

/// In how many places of the query each variable stands.
void count_uses(const Node& node, std::vector<int>& uses) {
  const auto note = [&](const std::vector<Var>& vars) {
    for (const Var var : vars)
      if (var != kNoVar) ++uses[var];
  };
  for (const Leaf& leaf : node.leaves) note(leaf.variables());
  for (const Expression& filter : node.filters) note(variables_of(filter));
  for (const Aggregate& one : node.aggregates) note(variables_of(one.argument));
  for (const SortKey& key : node.keys) note(variables_of(key.expression));
  for (const Trace& trace : node.traces) note({trace.statement, trace.record});
  note(node.vars);
  for (const Node& child : node.children) count_uses(child, uses);
}

}  // namespace planner

Plan plan(Algebra& algebra, const Snapshot& snapshot, Resolver& resolver, const Costs& costs) {
  std::vector<planner::Pending> none;
  std::vector<int> uses(algebra.variables.names.size());
  planner::count_uses(algebra.root, uses);
  for (const Var column : algebra.columns) ++uses[column];
  Plan plan = planner::Planner(algebra.variables, snapshot, resolver, costs, std::move(uses))
                  .node(algebra.root, none)
                  .plan;
  const std::vector<Var> all = plan.vars;
  planner::prune(plan, all);
  planner::order_scans(plan);
  return plan;
}

}  // namespace kg::query
