#include "query/expression.hpp"

#include <algorithm>

#include "kg/value.hpp"
#include "query/values/functions.hpp"

namespace kg::query {
namespace {

using ast::Compare;
using ast::ExprKind;

Term boolean(bool value) {
  return {TermKind::Boolean, value ? "true" : "false", {}};
}

std::optional<bool> truth(const std::optional<Term>& term) {
  if (!term || term->kind != TermKind::Boolean) return std::nullopt;
  return term->text == "true";
}

std::optional<Term> wrap(std::optional<bool> value) {
  if (!value) return std::nullopt;
  return boolean(*value);
}

/// True for a bare name, which stands for every entity that it may mean.
bool is_bare_name(const Expression& expression) {
  return expression.kind == ExprKind::Operand && expression.var == kNoVar &&
         expression.operand.kind == ast::OperandKind::Name;
}

/// `a = b` where b may be a bare name.
std::optional<bool> equal(const Term& a, const Expression& b, const Lookup& row, Names& names) {
  if (is_bare_name(b)) {
    const auto& meanings = names.meanings(b.operand.term.text);
    return a == b.operand.term || std::find(meanings.begin(), meanings.end(), a) != meanings.end();
  }
  const auto value = evaluate(b, row, names);
  if (!value) return std::nullopt;
  return equal_values(a, *value);
}

/// `a in b` for any of some b. SPARQL's IN (17.4.1.9): true if one holds, else an error if one fails.
std::optional<bool> evaluate_membership(const Expression& expression, const Lookup& row, Names& names) {
  const Expression& left = expression.args[0];
  const auto value = evaluate(left, row, names);
  if (!value) return std::nullopt;
  bool error = false;
  for (std::size_t i = 1; i < expression.args.size(); ++i) {
    const Expression& member = expression.args[i];
    std::optional<bool> inside;
    if (is_bare_name(member)) {
      inside = equal(*value, member, row, names);
    } else if (const auto one = evaluate(member, row, names)) {
      inside = is_bare_name(left) ? equal(*one, left, row, names) : compare(*value, Compare::In, *one);
    }
    if (inside && *inside) return true;
    error = error || !inside;
  }
  return error ? std::nullopt : std::optional(false);
}

std::optional<bool> evaluate_comparison(const Expression& expression, const Lookup& row, Names& names) {
  if (expression.compare == Compare::In) return evaluate_membership(expression, row, names);
  const Expression* left = &expression.args[0];
  const Expression* right = &expression.args[1];
  const bool by_equality = expression.compare == Compare::Equal || expression.compare == Compare::NotEqual;
  if (by_equality && is_bare_name(*left)) std::swap(left, right);
  const auto value = evaluate(*left, row, names);
  if (!value) return std::nullopt;
  if (by_equality) {
    const auto same = equal(*value, *right, row, names);
    if (!same) return std::nullopt;
    return expression.compare == Compare::Equal ? *same : !*same;
  }
  const auto other = evaluate(*right, row, names);
  if (!other) return std::nullopt;
  return compare(*value, expression.compare, *other);
}

std::optional<bool> evaluate_logic(const Expression& expression, const Lookup& row, Names& names) {
  const auto left = truth(evaluate(expression.args[0], row, names));
  if (expression.kind == ExprKind::Not) return left ? std::optional(!*left) : std::nullopt;
  const bool decides = expression.kind == ExprKind::Or;  // true decides an `or`, false an `and`
  if (left && *left == decides) return decides;
  const auto right = truth(evaluate(expression.args[1], row, names));
  if (right && *right == decides) return decides;
  return left && right ? std::optional(!decides) : std::nullopt;
}

/// An error of an argument is one of the call, but for those that ask about errors (SPARQL 17.4.1).
std::optional<Term> evaluate_call(const Expression& expression, const Lookup& row, Names& names) {
  const Function& function = *expression.function;
  if (function.name == "bound") return boolean(row(expression.args[0].var) != nullptr);
  if (function.name == "if") {
    const auto condition = truth(evaluate(expression.args[0], row, names));
    if (!condition) return std::nullopt;
    return evaluate(expression.args[*condition ? 1 : 2], row, names);
  }
  std::vector<Term> arguments;
  for (const Expression& argument : expression.args) {
    auto value = evaluate(argument, row, names);
    const bool first_without_error = function.name == "coalesce";
    if (value && first_without_error) return value;
    if (!value && !first_without_error) return std::nullopt;
    if (value) arguments.push_back(std::move(*value));
  }
  return function.apply == nullptr ? std::nullopt : function.apply(arguments);
}

}  // namespace

std::optional<bool> compare(const Term& a, Compare compare, const Term& b) {
  switch (compare) {
    case Compare::Equal:
      return equal_values(a, b);
    case Compare::NotEqual:
      return !equal_values(a, b);
    case Compare::GreaterEqual:
      return at_least(a, b);
    case Compare::LessEqual:
      return at_most(a, b);
    case Compare::In:
      if (a == b) return true;
      return a.is_value() && b.is_value() ? contained_in(a, b) : std::optional(false);
    case Compare::Less:
    case Compare::Greater:
      break;
  }
  const auto order = compare_values(a, b);
  if (order == std::partial_ordering::less) return compare == Compare::Less;
  if (order == std::partial_ordering::greater) return compare == Compare::Greater;
  if (order == std::partial_ordering::equivalent || at_least(a, b)) return false;
  return std::nullopt;
}

std::optional<Term> evaluate(const Expression& expression, const Lookup& row, Names& names) {
  switch (expression.kind) {
    case ExprKind::Operand: {
      if (expression.var == kNoVar) return expression.operand.term;
      const Term* term = row(expression.var);
      return term == nullptr ? std::nullopt : std::optional(*term);
    }
    case ExprKind::Not:
    case ExprKind::And:
    case ExprKind::Or:
      return wrap(evaluate_logic(expression, row, names));
    case ExprKind::Compare:
      return wrap(evaluate_comparison(expression, row, names));
    case ExprKind::Call:
      return evaluate_call(expression, row, names);
    case ExprKind::Add:
    case ExprKind::Subtract:
    case ExprKind::Multiply:
    case ExprKind::Divide:
      break;
  }
  const auto left = evaluate(expression.args[0], row, names);
  const auto right = evaluate(expression.args[1], row, names);
  if (!left || !right) return std::nullopt;
  return calculate(expression.kind, *left, *right);
}

bool holds(const Expression& condition, const Lookup& row, Names& names) {
  return truth(evaluate(condition, row, names)).value_or(false);
}

bool passes(const Term& value, const Test& test, Names& names) {
  Expression expression;
  expression.kind = ExprKind::Compare;
  expression.compare = test.compare;
  expression.args.resize(1 + test.values.size());
  expression.args[0].operand.kind = ast::OperandKind::Value;
  expression.args[0].operand.term = value;
  for (std::size_t i = 0; i < test.values.size(); ++i) expression.args[i + 1].operand = test.values[i];
  return holds(
      expression, [](Var) { return nullptr; }, names);
}

}  // namespace kg::query
