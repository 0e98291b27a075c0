#include "query/translate/translator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "query/messages.hpp"
#include "query/values/functions.hpp"

namespace kg::query::translation {
namespace {

bool has_aggregate(const Expr& expr) {
  if (expr.kind == ExprKind::Call && find_function(expr.function)->aggregate) return true;
  return std::any_of(expr.args.begin(), expr.args.end(), has_aggregate);
}

}  // namespace

Node Translator::query(const Query& query, Scope& scope, std::vector<Var>& columns,
                       std::vector<std::string>& names) {
  const int outer_nots = std::exchange(nots_, 0);  // what a subquery shows is its own affair
  std::vector<Use> outer_uses = std::exchange(uses_, {});
  Node node = group(query, scope, nullptr);
  check_uses(scope, {});
  std::vector<SortKey> keys;
  if (!query.returned || query.returned->items.empty()) {
    columns = scope.visible;
    for (const Var var : columns) names.push_back(algebra_.variables.names[var]);
    if (query.having) fail(*query.having, kMeaning.having_alone());
    for (const OrderKey& key : query.order) {
      if (has_aggregate(key.expr)) fail(key.expr, kMeaning.order_alone());
      keys.push_back({expression(key.expr, scope), key.descending});
    }
    check_uses(scope, {});
  } else {
    node = returned(query, scope, std::move(node), columns, names, keys);
  }
  if (!keys.empty()) {
    node = wrap(NodeKind::Sort, std::move(node));
    node.keys = std::move(keys);
    node.vars = columns;
  }
  node = wrap(NodeKind::Project, std::move(node));
  node.vars = columns;
  for (const Trace& trace : scope.traces)
    for (const Var var : {trace.statement, trace.record})
      if (var != kNoVar) node.vars.push_back(var);
  if (query.returned && query.returned->distinct) node = distinct(std::move(node), columns, scope);
  if (query.limit || query.offset > 0) {
    node = wrap(NodeKind::Slice, std::move(node));
    node.limit = query.limit;
    node.offset = query.offset;
  }
  nots_ = outer_nots;
  uses_ = std::move(outer_uses);
  return node;
}

Node Translator::returned(const Query& query, Scope& scope, Node node, std::vector<Var>& columns,
                          std::vector<std::string>& names, std::vector<SortKey>& keys) {
  const auto& items = query.returned->items;
  bool groups = query.having && has_aggregate(*query.having);
  for (const ReturnItem& one : items) groups = groups || has_aggregate(one.expr);
  for (const OrderKey& key : query.order) groups = groups || has_aggregate(key.expr);
  if (query.having && !groups) fail(*query.having, kMeaning.having_plain());
  grouping_ = groups;
  aggregates_.clear();
  std::vector<Var> group_keys;
  struct Late {
    Var var;
    Expression value;
    const Expr* place;
  };
  std::vector<Late> after;  // computed behind the grouping
  const auto is_late = [&](const Expression& value) {
    const std::vector<Var> needed = variables_of(value);
    return std::any_of(after.begin(), after.end(), [&](const Late& one) {
      return std::find(needed.begin(), needed.end(), one.var) != needed.end();
    });
  };
  std::set<std::string> named;  // by `as`
  for (const ReturnItem& one : items) {
    const bool plain = one.expr.kind == ExprKind::Operand && one.expr.operand.kind == OperandKind::Variable;
    names.push_back(one.name);
    Expression value = expression(one.expr, scope);
    check_uses(scope, named);
    const bool late = groups && (has_aggregate(one.expr) || is_late(value));
    if (plain && !one.renamed) {
      columns.push_back(value.var);
      if (!late) group_keys.push_back(value.var);
      continue;
    }
    if (one.renamed && scope.in_patterns.contains(one.name))
      fail_at(*command_.source, one.at, one.length, kMeaning.name_in_pattern(one.name));
    if (one.renamed && !named.insert(one.name).second)
      fail_at(*command_.source, one.at, one.length, kMeaning.name_of_column(one.name));
    const Var var = one.renamed ? variable(one.name, scope) : hidden("r");
    if (one.renamed) pattern_names_.insert(one.name);
    columns.push_back(var);
    if (late) {
      after.push_back({var, std::move(value), &one.expr});
    } else {
      node = extend(std::move(node), var, std::move(value));
      group_keys.push_back(var);
    }
  }
  std::optional<Expression> having;
  if (query.having) having = expression(*query.having, scope);
  for (const OrderKey& key : query.order) keys.push_back({expression(key.expr, scope), key.descending});
  check_uses(scope, named);
  if (groups) {
    node = wrap(NodeKind::Group, std::move(node));
    node.vars = group_keys;
    node.aggregates = aggregates_;
    gather_traces(node, scope);
    std::set<Var> known(group_keys.begin(), group_keys.end());
    for (const Aggregate& aggregate : aggregates_) known.insert(aggregate.result);
    for (const Late& one : after) {
      require_grouped(one.value, known, *one.place);
      known.insert(one.var);
    }
    if (having) require_grouped(*having, known, *query.having);
    for (std::size_t i = 0; i < keys.size(); ++i)
      require_grouped(keys[i].expression, known, query.order[i].expr);
  }
  for (Late& one : after) node = extend(std::move(node), one.var, std::move(one.value));
  if (having) {
    node = wrap(NodeKind::Filter, std::move(node));
    node.filters.push_back(std::move(*having));
  }
  grouping_ = false;
  return node;
}

void Translator::tell_columns_apart() {
  std::vector<std::string>& names = algebra_.column_names;
  std::set<std::string> seen, taken(names.begin(), names.end());
  for (std::string& name : names) {
    if (seen.insert(name).second) continue;
    const std::string first = name;
    for (int i = 2; !taken.insert(name).second; ++i) name = fmt::format("{}_{}", first, i);
  }
}

Node Translator::extend(Node child, Var var, Expression value) {
  Node node = wrap(NodeKind::Extend, std::move(child));
  node.var = var;
  node.filters.push_back(std::move(value));
  return node;
}

void Translator::require_grouped(const Expression& value, const std::set<Var>& known,
                                 const Expr& place) const {
  for (const Var var : variables_of(value))
    if (!known.contains(var)) fail(place, kMeaning.not_grouped(algebra_.variables.names[var]));
}

Expression Translator::expression(const Expr& expr, Scope& scope) {
  Expression result;
  result.kind = expr.kind;
  result.compare = expr.compare;
  if (expr.kind == ExprKind::Operand) {
    result.operand = expr.operand;
    if (expr.operand.kind == OperandKind::Variable) {
      result.var = variable(expr.operand.term.text, scope);
      use(expr.operand);
    }
    return result;
  }
  if (grouping_ && expr.kind == ExprKind::Call && find_function(expr.function)->aggregate) {
    Aggregate aggregate;
    aggregate.function = expr.function;
    aggregate.star = expr.star;
    aggregate.distinct = expr.distinct;
    grouping_ = false;
    if (!expr.star) aggregate.argument = expression(expr.args.front(), scope);
    if (expr.args.size() > 1) aggregate.separator = expr.args[1].operand.term.text;
    grouping_ = true;
    aggregate.result = hidden("a");
    Expression reference;
    reference.var = aggregate.result;
    aggregates_.push_back(std::move(aggregate));
    return reference;
  }
  if (expr.kind == ExprKind::Call) result.function = find_function(expr.function);
  for (const Expr& argument : expr.args) result.args.push_back(expression(argument, scope));
  return result;
}

}  // namespace kg::query::translation
