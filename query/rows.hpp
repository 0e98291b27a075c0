// Rows of an answer, a batch at a time: columns of numbers of terms, so that each term is read and written
// once however many rows have it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "kg/term.hpp"

namespace kg::query {

/// A cell for each column; nothing where a variable is unbound. A statement that is shown as a fact
/// (`why`) has its text as `text` and `#` and its number as `tag`.
using Row = std::vector<std::optional<Term>>;

struct Rows {
  std::vector<Term> terms;
  std::vector<std::vector<std::uint32_t>> columns;  ///< a number for each line: 1 for terms[0]; 0: unbound
  std::vector<std::uint64_t> times;  ///< how many rows, one after the other, each line is; empty: one each
  std::size_t lines = 0;

  bool empty() const { return lines == 0; }
  /// The rows of a line.
  std::uint64_t times_of(std::size_t line) const { return times.empty() ? 1 : times[line]; }
  std::uint64_t size() const;
  const Term* cell(std::size_t line, std::size_t column) const {
    const std::uint32_t number = columns[column][line];
    return number == 0 ? nullptr : &terms[number - 1];
  }
  /// Appends all rows, each by itself.
  void append_to(std::vector<Row>& rows) const;
};

}  // namespace kg::query
