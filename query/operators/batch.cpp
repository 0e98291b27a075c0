#include "query/operators/batch.hpp"

#include <algorithm>

#include "kg/error.hpp"
#include "query/messages.hpp"

namespace kg::query {
namespace {

template <typename T>
void keep_marked(std::vector<T>& column, const std::vector<char>& marks) {
  std::size_t kept = 0;
  for (std::size_t row = 0; row < column.size(); ++row) {
    column[kept] = column[row];
    kept += marks[row] != 0 ? 1 : 0;
  }
  column.resize(kept);
}

template <typename T>
void append_range(std::vector<T>& to, const std::vector<T>& from, std::size_t begin, std::size_t end) {
  to.insert(to.end(), from.begin() + static_cast<std::ptrdiff_t>(begin),
            from.begin() + static_cast<std::ptrdiff_t>(end));
}

}  // namespace

std::uint64_t product_of_times(std::uint64_t a, std::uint64_t b) {
  std::uint64_t product = 0;
  if (__builtin_mul_overflow(a, b, &product)) throw Error(kRun.too_many_rows().text());
  return product;
}

std::uint64_t sum_of_times(std::uint64_t a, std::uint64_t b) {
  std::uint64_t sum = 0;
  if (__builtin_add_overflow(a, b, &sum)) throw Error(kRun.too_many_rows().text());
  return sum;
}

void Batch::clear() {
  for (auto& column : columns) column.clear();
  times.clear();
  rows = 0;
}

std::uint64_t Batch::total() const {
  if (times.empty()) return rows;
  std::uint64_t total = 0;
  for (const std::uint64_t one : times) total = sum_of_times(total, one);
  return total;
}

void Batch::add_row(std::uint64_t count) {
  if (count != 1 && times.empty()) times.assign(rows, 1);
  if (count != 1 || !times.empty()) times.push_back(count);
  ++rows;
}

Batch Batch::at(std::span<const std::uint32_t> numbers) const {
  Batch batch(columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) gather(columns[i], numbers, batch.columns[i]);
  if (!times.empty()) gather(times, numbers, batch.times);
  batch.rows = numbers.size();
  return batch;
}

void Batch::keep(const std::vector<char>& marks) {
  for (auto& column : columns) keep_marked(column, marks);
  keep_marked(times, marks);
  rows = static_cast<std::size_t>(
      std::count_if(marks.begin(), marks.end(), [](char mark) { return mark != 0; }));
}

void Batch::append(const Batch& other, std::size_t begin, std::size_t end) {
  if (!other.times.empty() && times.empty()) times.assign(rows, 1);
  for (std::size_t i = 0; i < columns.size(); ++i) append_range(columns[i], other.columns[i], begin, end);
  if (!other.times.empty())
    append_range(times, other.times, begin, end);
  else if (!times.empty())
    times.insert(times.end(), end - begin, 1);
  rows += end - begin;
}

void Batch::merge_equal_neighbours(std::size_t begin) {
  if (rows - begin < 2) return;
  const bool differ = columns.size() == 1 && times.empty() &&
                      std::adjacent_find(columns[0].begin() + static_cast<std::ptrdiff_t>(begin),
                                         columns[0].end()) == columns[0].end();
  if (differ) return;
  std::size_t last = begin;  // of the rows that stay
  const auto same = [&](std::size_t row) {
    return std::all_of(columns.begin(), columns.end(),
                       [&](const std::vector<Id>& column) { return column[row] == column[last]; });
  };
  for (std::size_t row = begin + 1; row < rows; ++row) {
    if (same(row)) {
      if (times.empty()) times.assign(rows, 1);
      times[last] = sum_of_times(times[last], times[row]);
      continue;
    }
    if (++last == row) continue;
    for (auto& column : columns) column[last] = column[row];
    times[last] = times[row];
  }
  rows = last + 1;
  for (auto& column : columns) column.resize(rows);
  if (!times.empty()) times.resize(rows);
}

void gather(const std::vector<std::uint64_t>& from, std::span<const std::uint32_t> rows,
            std::vector<std::uint64_t>& to) {
  to.resize(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) to[i] = rows[i] == kNoRow ? kNoId : from[rows[i]];
}

}  // namespace kg::query
