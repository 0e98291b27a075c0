#include "query/values/aggregate.hpp"

#include <algorithm>

#include "kg/value.hpp"
#include "query/statement_set.hpp"
#include "query/expression.hpp"

namespace kg::query {
namespace {

using Counted = std::vector<std::pair<Term, std::uint64_t>>;

void sort(Counted& values, Limits& limits) {
  std::sort(values.begin(), values.end(), [&](const auto& a, const auto& b) {
    limits.tick();
    return total_order(a.first, b.first) < 0;
  });
}

Term concatenation(const Aggregate& what, Counted values, Limits& limits) {
  sort(values, limits);
  Charge charge(limits, "group_concat");
  std::string text;
  bool first = true;
  for (const auto& [term, times] : values) {
    for (std::uint64_t i = 0; i < times; ++i) {
      limits.tick();
      charge.add(what.separator.size() + term.text.size());
      if (!first) text += what.separator;
      text += term.text;
      first = false;
    }
  }
  return Term::string(std::move(text));
}

}  // namespace

std::optional<Term> aggregate(const Aggregate& what, Counted values, Limits& limits) {
  const std::string_view function = what.function;
  std::uint64_t count = 0;
  for (const auto& [term, times] : values) count += times;
  if (function == "count") return number_term(count);
  if (function == "group_concat") return concatenation(what, std::move(values), limits);
  if (values.empty()) return function == "sum" ? std::optional(number_term(std::uint64_t{0})) : std::nullopt;
  if (function == kStatements) {
    std::vector<Term> sets;
    for (auto& [term, times] : values) sets.push_back(std::move(term));
    return statement_set(sets);
  }
  sort(values, limits);
  if (function == "min" || function == "sample") return values.front().first;
  if (function == "max") return values.back().first;
  std::optional<Term> sum;
  for (const auto& [term, times] : values) {
    limits.tick();
    const auto part = calculate(ast::ExprKind::Multiply, term, number_term(times));
    if (!part) return std::nullopt;
    sum = sum ? calculate(ast::ExprKind::Add, *sum, *part) : part;
    if (!sum) return std::nullopt;
  }
  return function == "avg" ? calculate(ast::ExprKind::Divide, *sum, number_term(count)) : sum;
}

}  // namespace kg::query
