#include "query/rows.hpp"

namespace kg::query {

std::uint64_t Rows::size() const {
  if (times.empty()) return lines;
  std::uint64_t size = 0;
  for (const std::uint64_t one : times) size += one;
  return size;
}

void Rows::append_to(std::vector<Row>& rows) const {
  for (std::size_t line = 0; line < lines; ++line) {
    Row row(columns.size());
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (const Term* term = cell(line, i)) row[i] = *term;
    rows.insert(rows.end(), times_of(line), row);
  }
}

}  // namespace kg::query
