#include "query/algebra.hpp"

#include <algorithm>
#include <iterator>

namespace kg::query {
namespace {

void add(std::vector<Var>& vars, Var var) {
  if (var != kNoVar && std::find(vars.begin(), vars.end(), var) == vars.end()) vars.push_back(var);
}

std::vector<Var> sorted(std::vector<Var> vars) {
  std::sort(vars.begin(), vars.end());
  vars.erase(std::unique(vars.begin(), vars.end()), vars.end());
  return vars;
}

std::vector<Var> united(const std::vector<Var>& a, const std::vector<Var>& b) {
  std::vector<Var> result;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(result));
  return result;
}

void collect(const Expression& expression, std::vector<Var>& vars) {
  add(vars, expression.var);
  for (const Expression& argument : expression.args) collect(argument, vars);
}

/// The two functions below differ in what an optional part and an alternative contribute.
std::vector<Var> bound_by(const Node& node, bool certain) {
  std::vector<Var> vars;
  switch (node.kind) {
    case NodeKind::Join: {
      for (const Leaf& leaf : node.leaves)
        for (const Var var : leaf.variables()) vars.push_back(var);
      vars = sorted(std::move(vars));
      for (const Node& child : node.children) vars = united(vars, bound_by(child, certain));
      return vars;
    }
    case NodeKind::LeftJoin:
      vars = bound_by(node.children[0], certain);
      return certain ? vars : united(vars, bound_by(node.children[1], false));
    case NodeKind::Union: {
      vars = bound_by(node.children[0], certain);
      for (std::size_t i = 1; i < node.children.size(); ++i) {
        const std::vector<Var> other = bound_by(node.children[i], certain);
        std::vector<Var> both;
        std::set_intersection(vars.begin(), vars.end(), other.begin(), other.end(), std::back_inserter(both));
        vars = certain ? both : united(vars, other);
      }
      return vars;
    }
    case NodeKind::Extend:
      vars = bound_by(node.children[0], certain);
      return certain ? vars : united(vars, {node.var});
    case NodeKind::Group: {
      std::vector<Var> keys = sorted(node.vars);
      if (certain) {
        const std::vector<Var> below = bound_by(node.children[0], true);
        std::set_intersection(keys.begin(), keys.end(), below.begin(), below.end(), std::back_inserter(vars));
        for (const Aggregate& aggregate : node.aggregates)
          if (aggregate.function == "count") vars.push_back(aggregate.result);
        return sorted(std::move(vars));
      }
      for (const Aggregate& aggregate : node.aggregates) keys.push_back(aggregate.result);
      return sorted(std::move(keys));
    }
    case NodeKind::Project: {
      const std::vector<Var> below = bound_by(node.children[0], certain);
      const std::vector<Var> kept = sorted(node.vars);
      std::set_intersection(kept.begin(), kept.end(), below.begin(), below.end(), std::back_inserter(vars));
      return certain ? vars : kept;
    }
    case NodeKind::Unfold:
      vars = united(bound_by(node.children[0], certain), {node.trace.statement});
      return certain ? vars : united(vars, {node.trace.record});
    default:
      return bound_by(node.children[0], certain);
  }
}

}  // namespace

bool Leaf::is_condition() const {
  if (kind == LeafKind::Statement || kind == LeafKind::Walk || kind == LeafKind::Ways) return false;
  if (kind == LeafKind::Qualifier) return !predicate.is_variable() && !object.is_variable();
  return record == kNoVar && std::none_of(parts.begin(), parts.end(),
                                          [](const EvidencePart& part) { return part.var != kNoVar; });
}

std::vector<Var> Leaf::needed() const {
  std::vector<Var> vars;
  if (kind == LeafKind::Evidence) add(vars, statement);
  if (kind == LeafKind::Ways) {
    add(vars, subject.var);
    add(vars, object.var);
  }
  return vars;
}

std::vector<Var> Leaf::variables() const {
  std::vector<Var> vars;
  if (kind != LeafKind::Evidence) {
    add(vars, subject.var);
    add(vars, predicate.var);
    add(vars, object.var);
  }
  add(vars, statement);
  add(vars, record);
  for (const EvidencePart& part : parts) add(vars, part.var);
  return vars;
}

std::vector<Var> variables_of(const Node& node) {
  return bound_by(node, false);
}
std::vector<Var> certain_variables_of(const Node& node) {
  return bound_by(node, true);
}

std::vector<Var> variables_asked(const Node& part) {
  std::vector<Var> vars = variables_of(part.children[1]);
  for (const Expression& filter : part.filters) vars = united(vars, variables_of(filter));
  for (std::size_t i = 2; i < part.children.size(); ++i)
    vars = united(vars, variables_asked(part.children[i]));
  return vars;
}

std::vector<Var> variables_of(const Expression& expression) {
  std::vector<Var> vars;
  collect(expression, vars);
  return sorted(std::move(vars));
}

}  // namespace kg::query
