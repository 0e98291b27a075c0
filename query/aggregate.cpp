#include "query/aggregate.hpp"

#include <algorithm>

#include "kg/value.hpp"
#include "query/expression.hpp"

namespace kg::query {

std::optional<Term> aggregate(std::string_view function, std::vector<std::pair<Term, std::uint64_t>> values) {
  std::uint64_t count = 0;
  for (const auto& [term, times] : values) count += times;
  if (function == "count") return number_term(count);
  if (values.empty()) return function == "sum" ? std::optional(number_term(std::uint64_t{0})) : std::nullopt;
  std::sort(values.begin(), values.end(),
            [](const auto& a, const auto& b) { return total_order(a.first, b.first) < 0; });
  if (function == "min") return values.front().first;
  if (function == "max") return values.back().first;
  std::optional<Term> sum;
  for (const auto& [term, times] : values) {
    const auto part = calculate(ast::ExprKind::Multiply, term, number_term(times));
    if (!part) return std::nullopt;
    sum = sum ? calculate(ast::ExprKind::Add, *sum, *part) : part;
    if (!sum) return std::nullopt;
  }
  return function == "avg" ? calculate(ast::ExprKind::Divide, *sum, number_term(count)) : sum;
}

}  // namespace kg::query
