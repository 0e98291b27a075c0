// Rows on their way between operators: columns of ids. Rows that are the same, once variables that nobody
// asks for are left out, may stand once with the number of times that they are meant: what only counts them
// never makes them.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "kg/id.hpp"

namespace kg::query {

/// Rows by column; kNoId where a variable is unbound. Without columns `rows` still counts.
struct Batch {
  std::vector<std::vector<Id>> columns;
  std::vector<std::uint64_t> times;  ///< how often each row is meant; empty: once each
  std::size_t rows = 0;

  explicit Batch(std::size_t width = 0) : columns(width) {}
  void clear();
  std::uint64_t times_of(std::size_t row) const { return times.empty() ? 1 : times[row]; }
  /// The rows that are meant. Throws `Error` for more than can be counted.
  std::uint64_t total() const;
  /// One more row, meant so often; its columns are the caller's.
  void add_row(std::uint64_t count);
  /// A batch of these rows.
  Batch at(std::span<const std::uint32_t> rows) const;
  /// Keeps the rows whose mark is not 0. REQUIRES: a mark for each row.
  void keep(const std::vector<char>& marks);
  /// Appends a row range [begin, end) of another batch of the same width.
  void append(const Batch& other, std::size_t begin, std::size_t end);
  /// Where rows from `begin` on are like the one before them, leaves one for all of them.
  void merge_equal_neighbours(std::size_t begin = 0);
};

/// Products and sums of times. Throw `Error` beyond what can be counted.
std::uint64_t product_of_times(std::uint64_t a, std::uint64_t b);
std::uint64_t sum_of_times(std::uint64_t a, std::uint64_t b);

/// No row: the other side of an optional part that does not hold.
inline constexpr std::uint32_t kNoRow = std::numeric_limits<std::uint32_t>::max();

/// What stands at these rows of a column, nothing (0, kNoId) for kNoRow.
void gather(const std::vector<std::uint64_t>& from, std::span<const std::uint32_t> rows,
            std::vector<std::uint64_t>& to);

}  // namespace kg::query
