// What a finished plan gets: no step hands up a variable that nobody above asks for, so that rows which then
// are equal can stand once; and scans are in the order that the joins above them like best.
#include "query/planner/part.hpp"

namespace kg::query::planner {
namespace {

void collect(const std::vector<Expression>& expressions, std::vector<Var>& vars) {
  for (const Expression& one : expressions) vars = united(std::move(vars), variables_of(one));
}

/// Of a step that passes on what its children have: what it asks of them, given what is asked of it.
std::vector<Var> asked_below(const Plan& plan, std::vector<Var> asked) {
  collect(plan.filters, asked);
  switch (plan.kind) {
    case PlanKind::IndexJoin:
    case PlanKind::WalkJoin:
    case PlanKind::Evidence:
    case PlanKind::Ways:
      return united(std::move(asked), plan.leaf.leaf.variables());
    case PlanKind::HashJoin:
      return united(united(std::move(asked), plan.keys_shared),
                    common(plan.children[0].vars, plan.children[1].vars));
    case PlanKind::Sort:
      for (const SortKey& key : plan.keys) collect({key.expression}, asked);
      return united(std::move(asked), plan.group);
    case PlanKind::Group:
      asked = plan.group;
      for (const Aggregate& one : plan.aggregates)
        if (!one.star) collect({one.argument}, asked);
      return asked;
    case PlanKind::Leapfrog:
      return plan.group;
    case PlanKind::Unfold:
      for (const Trace& trace : plan.traces)
        asked = united(std::move(asked), {trace.statement, trace.record});
      return asked;
    case PlanKind::Project:
    case PlanKind::Distinct:
      return plan.vars;
    default:
      return asked;
  }
}

void order_scan(Plan& plan, Var first) {
  switch (plan.kind) {
    case PlanKind::Scan:
      if (plan.sorted_by == kNoVar && contains(plan.vars, first) && first != plan.leaf.leaf.statement)
        plan.sorted_by = first;
      return;
    case PlanKind::IndexJoin:
    case PlanKind::HashJoin:
    case PlanKind::Evidence:
    case PlanKind::Filter:
    case PlanKind::Project:
    case PlanKind::Extend:
      order_scan(plan.children[0], first);
      return;
    default:
      return;
  }
}

}  // namespace

void prune(Plan& plan, const std::vector<Var>& asked) {
  if (plan.kind == PlanKind::Extend && !contains(asked, plan.var)) {
    Plan child = std::move(plan.children[0]);
    plan = std::move(child);
    return prune(plan, asked);
  }
  switch (plan.kind) {
    case PlanKind::Unit:
    case PlanKind::Seeds:      // as the join puts them there
    case PlanKind::Documents:  // one variable
    case PlanKind::Group:
    case PlanKind::Distinct:
      break;
    default:
      plan.vars = common(plan.vars, asked);
  }
  const std::vector<Var> below = asked_below(plan, plan.vars);
  for (std::size_t i = 0; i < plan.children.size(); ++i) {
    const bool whole = plan.whole_rows && i == 0;
    prune(plan.children[i], whole ? plan.children[i].vars : below);
  }
  if (plan.kind == PlanKind::Unfold)
    plan.vars = united(plan.children[0].vars, {plan.trace.statement, plan.trace.record});
  if (plan.kind == PlanKind::IndexJoin) {
    const std::vector<Var> keys = common(plan.leaf.leaf.variables(), plan.children[0].vars);
    for (const Var key : keys) order_scan(plan.children[0], key);
  }
}

void order_scans(Plan& plan) {
  for (Plan& child : plan.children) order_scans(child);
  if (plan.kind == PlanKind::Scan && plan.sorted_by == kNoVar && !plan.vars.empty() &&
      plan.vars.size() < plan.leaf.leaf.variables().size() && plan.vars.front() != plan.leaf.leaf.statement)
    plan.sorted_by = plan.vars.front();  // rows that are equal come one after the other
}

}  // namespace kg::query::planner
