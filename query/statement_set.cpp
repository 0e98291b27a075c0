#include "query/statement_set.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kg::query {
namespace {

/// The rows in the text of a set, in its order.
std::vector<Triple> rows_in(std::string_view text) {
  std::vector<Triple> rows;
  const char* const end = text.data() + text.size();
  for (const char* at = text.data(); at < end && *at == '#';) {
    std::array<std::uint64_t, 3> numbers{};
    std::size_t count = 0;
    do {
      at = std::from_chars(at + 1, end, numbers[count++]).ptr;
    } while (count < numbers.size() && at < end && *at == '/');
    if (count == 1)
      rows.push_back({kNoId, kNoId, kNoId, make_id(IdKind::Statement, numbers[0])});
    else
      rows.push_back({numbers[0], numbers[1], numbers[2], kNoId});
    if (at < end) ++at;  // the space
  }
  return rows;
}

template <typename Rows>
Term listed(const Rows& rows) {
  Term result{TermKind::Statement, {}, {}};
  for (const Triple& row : rows) {
    if (!result.text.empty()) result.text += ' ';
    result.text += statement_term(row).text;
  }
  return result;
}

}  // namespace

Term no_statement() {
  return {TermKind::Statement, "#0", {}};
}

Triple row_of(const Term& statement) {
  return rows_in(statement.text).front();
}

Term statement_term(const Triple& row) {
  std::string text = row.statement != kNoId
                         ? fmt::format("#{}", payload_of(row.statement))
                         : fmt::format("#{}/{}/{}", row.subject, row.predicate, row.object);
  return {TermKind::Statement, std::move(text), {}};
}

std::vector<Term> statements_in(const Term& set) {
  std::vector<Term> result;
  for (const Triple& row : rows_in(set.text)) result.push_back(statement_term(row));
  return result;
}

Term statement_set(std::span<const Term> sets) {
  std::set<Triple> rows;
  for (const Term& set : sets)
    for (const Triple& row : rows_in(set.text)) rows.insert(row);
  return listed(rows);
}

Term statement_list(std::span<const Term> statements) {
  std::vector<Triple> rows;
  for (const Term& one : statements)
    if (const Triple row = row_of(one); std::find(rows.begin(), rows.end(), row) == rows.end())
      rows.push_back(row);
  return listed(rows);
}

}  // namespace kg::query
