#include "query/values/validity.hpp"

#include <algorithm>

#include "query/expression.hpp"

namespace kg::query {

bool holds_on(const Statement& statement, const Term& date) {
  using ast::Compare;
  const auto is = [&](const Term& time, Compare order) {
    return kg::query::compare(time, order, date).value_or(false);
  };
  const auto any = [&](auto accepts) {
    return std::any_of(statement.qualifiers.begin(), statement.qualifiers.end(), accepts);
  };
  return !any([&](const Qualifier& one) {
    if (one.key == "until") return is(one.value, Compare::Less);
    if (one.key != "since" && one.key != "date") return false;
    return is(one.value, Compare::Greater) || any([&](const Qualifier& other) {
             if (other.key != "duration") return false;
             const auto end = calculate(ast::ExprKind::Add, one.value, other.value);
             return end && is(*end, Compare::Less);
           });
  });
}

}  // namespace kg::query
