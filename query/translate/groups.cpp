#include "query/messages.hpp"
#include "query/translate/questions.hpp"
#include "query/translate/translator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace kg::query::translation {
namespace {

bool has_tail(const Query& query) {
  return query.returned || query.having || !query.order.empty() || query.limit || query.offset > 0;
}

void collect_variables(const Negated& negated, std::vector<Var>& vars) {
  const auto add = [&](const std::vector<Var>& more) { vars.insert(vars.end(), more.begin(), more.end()); };
  add(variables_of(negated.part));
  for (const Expression& filter : negated.conditions.filters) add(variables_of(filter));
  for (const Negated& inner : negated.conditions.nots) collect_variables(inner, vars);
}

/// Whether a negated part asks of a variable that only the rows outside may bind.
bool asks_outside(const Negated& negated, const std::vector<Var>& outside, const Node& inside) {
  std::vector<Var> asked;
  collect_variables(negated, asked);
  const std::vector<Var> known = certain_variables_of(inside);
  return std::any_of(asked.begin(), asked.end(), [&](Var var) {
    return std::binary_search(outside.begin(), outside.end(), var) &&
           !std::binary_search(known.begin(), known.end(), var);
  });
}

/// An optional or a negated part whose left side, of the variables `outside`, is still to come.
Node half(NodeKind kind, Node right, Conditions conditions, const std::vector<Var>& outside) {
  Node node;
  node.kind = kind;
  node.filters = std::move(conditions.filters);
  std::vector<Node> asking;
  for (Negated& one : conditions.nots) {
    const bool asks = asks_outside(one, outside, right);
    const std::vector<Var> inside = variables_of(right);
    std::vector<Var> seen;
    std::set_union(outside.begin(), outside.end(), inside.begin(), inside.end(), std::back_inserter(seen));
    Node negated =
        half(NodeKind::AntiJoin, std::move(one.part), std::move(one.conditions), asks ? seen : inside);
    if (asks) {
      asking.push_back(std::move(negated));
    } else {
      negated.children[0] = std::move(right);
      right = std::move(negated);
    }
  }
  node.children.emplace_back();
  node.children.push_back(std::move(right));
  std::move(asking.begin(), asking.end(), std::back_inserter(node.children));
  return node;
}

}  // namespace

Node wrap(NodeKind kind, Node child) {
  Node node;
  node.kind = kind;
  node.children.push_back(std::move(child));
  return node;
}

Algebra Translator::run() {
  Scope scope;
  if (command_.kind == CommandKind::Remove) {
    Node group = this->group(command_.query, scope, nullptr);
    check_uses(scope, {});
    algebra_.first_statement = first_statement_;
    show_statements_only(std::move(group), first_statement_);
  } else {
    traced_ = command_.question == Question::Why || command_.question == Question::How;
    algebra_.root = query(query_of(command_), scope, algebra_.columns, algebra_.column_names);
    algebra_.is_ground = algebra_.columns.empty();
    if (traced_) why(scope);
    if (command_.question == Question::About) about(scope);
    if (command_.question == Question::Compare) compare();
    tell_columns_apart();
  }
  require_no_open();
  check_ends(algebra_.root, {});
  return std::move(algebra_);
}

void Translator::require_no_open() const {
  if (!open_.empty()) {
    const Operand& first = open_.front();
    const bool elsewhere = pattern_names_.contains(first.term.text);
    fail_at(*command_.source, first.at, first.length,
            (elsewhere ? kMeaning.not_seen : kMeaning.stands_in_none)(first.term.text));
  }
}

void Translator::show_statements_only(Node node, Var statement) {
  node = wrap(NodeKind::Project, std::move(node));
  node.vars = {statement};
  algebra_.root = wrap(NodeKind::Distinct, std::move(node));
  algebra_.columns = {statement};
  algebra_.column_names = {"statement"};
}

void Translator::fail(const Expr& expr, const Said& message) const {
  fail_at(*command_.source, expr.at, expr.length, message);
}

Var Translator::hidden(std::string_view prefix) {
  return algebra_.variables.add(fmt::format(".{}{}", prefix, ++hidden_count_));
}

Var Translator::variable(const std::string& name, Scope& scope) {
  const auto [found, added] = scope.vars.try_emplace(name, kNoVar);
  if (added) found->second = algebra_.variables.add(name);
  return found->second;
}

Var Translator::pattern_variable(const std::string& name, Scope& scope) {
  const Var var = variable(name, scope);
  scope.in_patterns.insert(name);
  pattern_names_.insert(name);
  if (nots_ == 0) show(var, scope);
  return var;
}

void Translator::show(Var var, Scope& scope) {
  if (std::find(scope.visible.begin(), scope.visible.end(), var) == scope.visible.end())
    scope.visible.push_back(var);
}

void Translator::attach(Node& current, NodeKind kind, Node right, Conditions conditions) {
  Node node = half(kind, std::move(right), std::move(conditions), variables_of(current));
  node.children[0] = std::move(current);
  current = std::move(node);
}

void Translator::drop(Node& current, std::vector<Negated> nots) {
  for (Negated& one : nots)
    attach(current, NodeKind::AntiJoin, std::move(one.part), std::move(one.conditions));
}

void Translator::check_uses(const Scope& scope, const std::set<std::string>& columns) {
  for (const Use& one : uses_) {
    const std::string& name = one.operand.term.text;
    const Var var = scope.vars.at(name);
    const bool shown = std::find(scope.visible.begin(), scope.visible.end(), var) != scope.visible.end();
    if (!shown && !columns.contains(name) && !(one.in_not && scope.in_patterns.contains(name)))
      open_.push_back(one.operand);
  }
  uses_.clear();
}

Node Translator::group(const Query& query, Scope& scope, Conditions* hoisted) {
  Node current;
  Conditions conditions;
  const std::optional<Operand> outer_date = as_of_;
  if (query.as_of) as_of_ = query.as_of;
  std::vector<Leaf> ways;
  for (const Item& one : query.items) item(one, scope, current, ways, conditions);
  as_of_ = outer_date;
  for (Leaf& one : ways) append_leaf(current, std::move(one));
  if (hoisted != nullptr) {
    *hoisted = std::move(conditions);
    return current;
  }
  drop(current, std::move(conditions.nots));
  if (!conditions.filters.empty()) {
    current = wrap(NodeKind::Filter, std::move(current));
    current.filters = std::move(conditions.filters);
  }
  return current;
}

void Translator::item(const Item& item, Scope& scope, Node& current, std::vector<Leaf>& ways,
                      Conditions& conditions) {
  switch (item.kind) {
    case ItemKind::Pattern:
      pattern(item.pattern, scope, current, conditions);
      break;
    case ItemKind::Shortest:
      ways.push_back(shortest(item, scope));
      break;
    case ItemKind::Group:
    case ItemKind::Union: {
      Node node = operand(item, scope, nullptr);
      if (current.kind != NodeKind::Join) current = wrap(NodeKind::Join, std::move(current));
      current.children.push_back(std::move(node));
      break;
    }
    case ItemKind::Optional: {
      Conditions inner;
      Node right = operand(item.items.front(), scope, &inner);
      attach(current, NodeKind::LeftJoin, std::move(right), std::move(inner));
      break;
    }
    case ItemKind::Not: {
      Negated negated;
      ++nots_;
      negated.part = operand(item.items.front(), scope, &negated.conditions);
      --nots_;
      conditions.nots.push_back(std::move(negated));
      break;
    }
    case ItemKind::Filter:
      conditions.filters.push_back(expression(item.filter, scope));
      break;
  }
}

Node Translator::operand(const Item& item, Scope& scope, Conditions* hoisted) {
  if (item.kind == ItemKind::Union) {
    Node node;
    node.kind = NodeKind::Union;
    for (const Item& one : item.items) node.children.push_back(operand(one, scope, nullptr));
    return node;
  }
  if (item.kind == ItemKind::Group) {
    const Query& inner = item.group.front();
    return has_tail(inner) ? subquery(inner, scope) : group(inner, scope, hoisted);
  }
  Query alone;
  alone.items.push_back(item);
  return group(alone, scope, hoisted);
}

Node Translator::subquery(const Query& inner, Scope& outer) {
  Scope scope;
  if (inner.returned && !inner.returned->items.empty()) {
    for (const ReturnItem& one : inner.returned->items) {
      const bool plain = one.expr.kind == ExprKind::Operand && one.expr.operand.kind == OperandKind::Variable;
      if (one.renamed || plain) scope.vars[one.name] = variable(one.name, outer);
    }
  } else {
    scope.vars = outer.vars;
  }
  std::vector<Var> columns;
  std::vector<std::string> names;
  Node node = query(inner, scope, columns, names);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::string& name = algebra_.variables.names[columns[i]];
    if (name.starts_with('.')) continue;
    outer.vars[name] = columns[i];
    outer.in_patterns.insert(name);
    pattern_names_.insert(name);
    if (nots_ == 0) show(columns[i], outer);
  }
  if (nots_ == 0) outer.traces.insert(outer.traces.end(), scope.traces.begin(), scope.traces.end());
  return node;
}

}  // namespace kg::query::translation

namespace kg::query {

Algebra translate(const ast::Command& command) {
  return translation::Translator(command).run();
}

Algebra translate_statements(const ast::Command& command) {
  return translation::Translator(command).run_for_statements();
}

}  // namespace kg::query
