#include "query/statement_set.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>
#include <string_view>
#include <vector>

namespace kg::query {
namespace {

Term statement(std::uint64_t number) {
  return {TermKind::Statement, fmt::format("#{}", number), {}};
}

std::vector<std::uint64_t> numbers_in(std::string_view text) {
  std::vector<std::uint64_t> numbers;
  const char* const end = text.data() + text.size();
  for (const char* at = text.data(); at < end && *at == '#';) {
    std::uint64_t number = 0;
    at = std::from_chars(at + 1, end, number).ptr;
    numbers.push_back(number);
    if (at < end) ++at;  // the space
  }
  return numbers;
}

template <typename Numbers>
Term listed(const Numbers& numbers) {
  Term result{TermKind::Statement, {}, {}};
  for (const std::uint64_t number : numbers) {
    if (!result.text.empty()) result.text += ' ';
    result.text += fmt::format("#{}", number);
  }
  return result;
}

}  // namespace

Term no_statement() {
  return statement(0);
}

Id statement_id(const Term& statement) {
  const auto numbers = numbers_in(statement.text);
  return make_id(IdKind::Statement, numbers.empty() ? 0 : numbers.front());
}

std::vector<Term> statements_in(const Term& set) {
  std::vector<Term> result;
  for (const std::uint64_t number : numbers_in(set.text)) result.push_back(statement(number));
  return result;
}

Term statement_set(std::span<const Term> sets) {
  std::set<std::uint64_t> numbers;
  for (const Term& set : sets)
    for (const std::uint64_t number : numbers_in(set.text)) numbers.insert(number);
  return listed(numbers);
}

Term statement_list(std::span<const Term> statements) {
  std::vector<std::uint64_t> numbers;
  for (const Term& one : statements) {
    const std::uint64_t number = numbers_in(one.text).front();
    if (std::find(numbers.begin(), numbers.end(), number) == numbers.end()) numbers.push_back(number);
  }
  return listed(numbers);
}

}  // namespace kg::query
