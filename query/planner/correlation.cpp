#include "query/planner/correlation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "query/values/functions.hpp"

namespace kg::query::planner {
namespace {

/// Rows tell for each variable that may be open whether it is, so that they join with themselves only.
Node told_apart(Node node, Variables& variables) {
  const std::vector<Var> certain = certain_variables_of(node);
  for (const Var var : variables_of(node)) {
    if (std::binary_search(certain.begin(), certain.end(), var)) continue;
    Expression bound;
    bound.kind = ast::ExprKind::Call;
    bound.function = find_function("bound");
    bound.args.emplace_back().var = var;
    Node extend;
    extend.kind = NodeKind::Extend;
    extend.var = variables.add(fmt::format(".b{}", variables.names.size()));
    extend.filters.push_back(std::move(bound));
    extend.children.push_back(std::move(node));
    node = std::move(extend);
  }
  return node;
}

Node different_rows(Node node) {
  Node project;
  project.kind = NodeKind::Project;
  project.vars = variables_of(node);
  project.children.push_back(std::move(node));
  Node distinct;
  distinct.kind = NodeKind::Distinct;
  distinct.children.push_back(std::move(project));
  return distinct;
}

}  // namespace

Node uncorrelated(Node node, Variables& variables) {
  const bool two_sided = node.kind == NodeKind::LeftJoin || node.kind == NodeKind::AntiJoin;
  if (two_sided && node.children.size() > 2) {
    node.children[0] = told_apart(std::move(node.children[0]), variables);
    Node both;
    both.children.push_back(different_rows(node.children[0]));
    both.children.push_back(std::move(node.children[1]));
    for (std::size_t i = 2; i < node.children.size(); ++i) {
      node.children[i].children[0] = std::move(both);
      both = std::move(node.children[i]);
    }
    node.children.resize(2);
    node.children[1] = std::move(both);
  }
  for (Node& child : node.children) child = uncorrelated(std::move(child), variables);
  return node;
}

}  // namespace kg::query::planner
