// The algebra and the plan as text, one node a line: for `explain` and for tests.
#include "query/print.hpp"

#include <cmath>

#include "kg/word.hpp"
#include "query/plan.hpp"
#include "query/values/functions.hpp"

namespace kg::query {
namespace {

using namespace ast;

std::string variable(Var var, const Variables& variables) {
  return "?" + variables.names[var];
}

std::string variable_list(const std::vector<Var>& vars, const Variables& variables) {
  std::string text;
  for (const Var var : vars) text += " " + variable(var, variables);
  return text;
}

std::string slot(const Slot& slot, const Variables& variables) {
  if (slot.is_variable()) return variable(slot.var, variables);
  if (slot.is_any()) return "_";
  std::vector<std::string> constants;
  for (const Operand& one : slot.constants) constants.push_back(print(one));
  return set_text(constants);
}

std::string test(const Test& test) {
  std::vector<std::string> values;
  for (const Operand& one : test.values) values.push_back(print(one));
  return fmt::format("{} {}", print(test.compare), set_text(values));
}

std::string conditions(const std::vector<Expression>& filters, const Variables& variables) {
  std::string text;
  for (const Expression& filter : filters) text += " " + print(filter, variables);
  return text;
}

std::string aggregates(const std::vector<Aggregate>& list, const Variables& variables) {
  std::string text;
  for (const Aggregate& one : list)
    text += fmt::format(
        " {} := {}({}{}{})", variable(one.result, variables), one.function, one.distinct ? "distinct " : "",
        one.star ? "*" : print(one.argument, variables),
        one.function == "group_concat" ? ", " + kg::print(Term::string(one.separator)) : std::string());
  return text;
}

std::string sort_keys(const std::vector<SortKey>& keys, const Variables& variables) {
  std::string text;
  for (const SortKey& key : keys)
    text += fmt::format(" {}{}", print(key.expression, variables), key.descending ? " desc" : "");
  return text;
}

std::string slice(const std::optional<std::uint64_t>& limit, std::uint64_t offset) {
  return (limit ? fmt::format(" limit {}", *limit) : std::string()) +
         (offset > 0 ? fmt::format(" offset {}", offset) : std::string());
}

std::string unfold(const std::vector<Trace>& traces, const Trace& trace, const Variables& variables) {
  std::string text;
  for (const Trace& one : traces) {
    text += " " + variable(one.statement, variables);
    if (one.record != kNoVar) text += "/" + variable(one.record, variables);
  }
  return fmt::format("unfold {} :={}", variable(trace.statement, variables), text);
}

/// `negation`: its left side is the row of both sides of the part around it.
void node(const Node& node, int depth, const Variables& variables, Tree& tree, bool negation = false) {
  const std::string filters = conditions(node.filters, variables);
  switch (node.kind) {
    case NodeKind::Join:
      tree.line(depth, "join");
      break;
    case NodeKind::LeftJoin:
      tree.line(depth, "left join{}", filters);
      break;
    case NodeKind::AntiJoin:
      tree.line(depth, "{}anti join{}", negation ? "from both, " : "", filters);
      break;
    case NodeKind::Union:
      tree.line(depth, "union");
      break;
    case NodeKind::Filter:
      tree.line(depth, "filter{}", filters);
      break;
    case NodeKind::Extend:
      tree.line(depth, "extend {} :={}", variable(node.var, variables), filters);
      break;
    case NodeKind::Group:
      tree.line(depth, "group{}{}", variable_list(node.vars, variables),
                aggregates(node.aggregates, variables));
      break;
    case NodeKind::Sort:
      tree.line(depth, "sort{}", sort_keys(node.keys, variables));
      break;
    case NodeKind::Project:
      tree.line(depth, "project{}", variable_list(node.vars, variables));
      break;
    case NodeKind::Distinct:
      tree.line(depth, "distinct");
      break;
    case NodeKind::Slice:
      tree.line(depth, "slice{}", slice(node.limit, node.offset));
      break;
    case NodeKind::Unfold:
      tree.line(depth, "{}", unfold(node.traces, node.trace, variables));
      break;
  }
  for (const Leaf& leaf : node.leaves) tree.line(depth + 1, "{}", print(leaf, variables));
  const bool two_sided = node.kind == NodeKind::LeftJoin || node.kind == NodeKind::AntiJoin;
  for (std::size_t i = negation ? 1 : 0; i < node.children.size(); ++i)
    kg::query::node(node.children[i], depth + 1, variables, tree, two_sided && i > 1);
}

// ---- plan ----

std::string_view join_name(JoinKind kind) {
  return kind == JoinKind::Inner ? "" : kind == JoinKind::Left ? "left " : "anti ";
}

std::string step(const Plan& plan, const Variables& variables) {
  const std::string filters = conditions(plan.filters, variables);
  switch (plan.kind) {
    case PlanKind::Unit:
      return "unit";
    case PlanKind::Scan:
      return "scan " + print(plan.leaf.leaf, variables) +
             (plan.sorted_by == kNoVar ? "" : " by " + variable(plan.sorted_by, variables));
    case PlanKind::Seeds:
      return fmt::format("seeds {}{}", plan.seeds, variable_list(plan.vars, variables));
    case PlanKind::Documents: {
      std::vector<std::string> names;
      for (const std::string& name : plan.documents) names.push_back(kg::print(Term::string(name)));
      return fmt::format("documents {} {}", list_text(names), variable(plan.vars.front(), variables));
    }
    case PlanKind::IndexJoin:
      return fmt::format("{}{} join {}{}", join_name(plan.join), plan.leaf.fetch ? "fetch" : "index",
                         print(plan.leaf.leaf, variables), filters);
    case PlanKind::Walk:
      return fmt::format("walk {}{}", plan.leaf.backward ? "backward " : "",
                         print(plan.leaf.leaf, variables));
    case PlanKind::WalkJoin:
      return fmt::format("{}walk join {}{}", join_name(plan.join), print(plan.leaf.leaf, variables), filters);
    case PlanKind::Evidence:
      return fmt::format("{}evidence join {}{}", join_name(plan.join), print(plan.leaf.leaf, variables),
                         filters);
    case PlanKind::Ways:
      return fmt::format("{}ways join {}{}", join_name(plan.join), print(plan.leaf.leaf, variables), filters);
    case PlanKind::HashJoin: {
      const std::string on =
          plan.keys_shared.empty() ? std::string() : " on" + variable_list(plan.keys_shared, variables);
      const std::string from = plan.seeds > 0 ? fmt::format(" by seeds {}", plan.seeds) : std::string();
      return fmt::format("{}hash join{}{}{}", join_name(plan.join), from, on, filters);
    }
    case PlanKind::Leapfrog:
      return "leapfrog join" + variable_list(plan.group, variables);
    case PlanKind::Union:
      return "union";
    case PlanKind::Filter:
      return "filter" + filters;
    case PlanKind::Extend:
      return fmt::format("extend {} :={}", variable(plan.var, variables), filters);
    case PlanKind::Group:
      return fmt::format("group{}{}", variable_list(plan.group, variables),
                         aggregates(plan.aggregates, variables));
    case PlanKind::Sort:
      return "sort" + sort_keys(plan.keys, variables);
    case PlanKind::Project:
      return "project" + variable_list(plan.vars, variables);
    case PlanKind::Distinct:
      return "distinct";
    case PlanKind::Slice:
      return "slice" + slice(plan.limit, plan.offset);
    case PlanKind::Unfold:
      return unfold(plan.traces, plan.trace, variables);
  }
  return {};
}

/// `, found 12 in 1 batch, 0.040 ms, own 0.012 ms`.
std::string did(const Plan& plan, const Profile& profile) {
  const auto found = profile.find(&plan);
  if (found == profile.end()) return ", never run";
  const StepProfile& step = found->second;
  std::chrono::nanoseconds own = step.time;
  for (const Plan& child : plan.children)
    if (const auto below = profile.find(&child); below != profile.end()) own -= below->second.time;
  const std::string meant =
      step.meant == step.rows ? std::string() : fmt::format(" that stand for {}", step.meant);
  return fmt::format(", found {}{} in {} batch{}{}, {}, own {}", step.rows, meant, step.batches,
                     step.batches == 1 ? "" : "es",
                     step.starts > 1 ? fmt::format(" of {} runs", step.starts) : std::string(),
                     milliseconds(step.time), milliseconds(own));
}

void step(const Plan& plan, int depth, const Variables& variables, const Profile* profile, Tree& tree) {
  tree.line(depth, "{}  ~{:.0f} rows{}", step(plan, variables), std::ceil(plan.rows),
            profile == nullptr ? std::string() : did(plan, *profile));
  for (const Plan& child : plan.children) step(child, depth + 1, variables, profile, tree);
}

}  // namespace

std::string print(const Leaf& leaf, const Variables& variables) {
  const std::string as_of = leaf.as_of ? " as of " + print(*leaf.as_of) : "";
  if (leaf.kind == LeafKind::Walk)
    return fmt::format("{} {} {}{}", slot(leaf.subject, variables), print(leaf.path),
                       slot(leaf.object, variables), as_of);
  if (leaf.kind == LeafKind::Ways) {
    std::vector<std::string> links;
    for (const Operand& one : leaf.via->forward) links.push_back(print(one));
    for (const Operand& one : leaf.via->backward) links.push_back("^" + print(one));
    return fmt::format("shortest {} {}=({}){{{},{}}} {}{}", slot(leaf.subject, variables),
                       slot(leaf.predicate, variables), fmt::join(links, "|"), leaf.via->least,
                       leaf.via->most, slot(leaf.object, variables), as_of);
  }
  if (leaf.kind != LeafKind::Evidence) {
    std::string text = fmt::format("{} {} {}", slot(leaf.subject, variables), slot(leaf.predicate, variables),
                                   slot(leaf.object, variables));
    if (leaf.statement != kNoVar) text += " " + variable(leaf.statement, variables);
    if (leaf.test) text += " " + test(*leaf.test);
    return leaf.is_condition() ? "any " + text : text;
  }
  std::string text = variable(leaf.statement, variables);
  if (leaf.record != kNoVar) text += " " + variable(leaf.record, variables);
  static constexpr std::string_view kKeys[] = {"source", "quote", "begin", "end", "confidence", "extractor"};
  for (const EvidencePart& part : leaf.parts) {
    text += fmt::format(" @{}", kKeys[static_cast<std::size_t>(part.key)]);
    if (part.var != kNoVar) text += "=" + variable(part.var, variables);
    if (part.test) text += " " + test(*part.test);
  }
  return leaf.is_condition() ? "any " + text : text;
}

std::string print(const Expression& expression, const Variables& variables) {
  std::vector<std::string> args;
  for (const Expression& argument : expression.args) args.push_back(print(argument, variables));
  switch (expression.kind) {
    case ExprKind::Operand:
      return expression.var == kNoVar ? print(expression.operand) : variable(expression.var, variables);
    case ExprKind::Not:
      return fmt::format("(not {})", args[0]);
    case ExprKind::Call:
      return fmt::format("{}({})", expression.function->name, list_text(args));
    case ExprKind::Compare:
      return fmt::format("({} {} {})", args[0], print(expression.compare),
                         set_text({args.begin() + 1, args.end()}));
    default:
      return fmt::format("({} {} {})", args[0], operation_name(expression.kind), args[1]);
  }
}

std::string print(const Algebra& algebra) {
  Tree tree;
  node(algebra.root, 0, algebra.variables, tree);
  return tree.take();
}

std::string milliseconds(std::chrono::nanoseconds time) {
  return fmt::format("{:.3f} ms", std::chrono::duration<double, std::milli>(time).count());
}

std::string print(const Plan& plan, const Variables& variables, const Profile* profile) {
  Tree tree;
  step(plan, 0, variables, profile, tree);
  return tree.take();
}

}  // namespace kg::query
