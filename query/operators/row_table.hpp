// Rows of ids, each once: where joins, groups and `distinct` look rows up. It lies in a few flat arrays, so
// that a query that is stopped gives it back at once.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "kg/id.hpp"
#include "query/limits.hpp"

namespace kg::query {

class RowTable {
 public:
  /// Rows of `width` ids; charged to `purpose`.
  RowTable(std::size_t width, Limits& limits, std::string_view purpose)
      : width_(width), limits_(limits), charge_(limits, purpose) {}

  /// The number of the row, and whether it is new. Rows are numbered from 0 as they come.
  std::pair<std::uint32_t, bool> add(std::span<const Id> row);
  std::optional<std::uint32_t> find(std::span<const Id> row) const;
  std::span<const Id> row(std::uint32_t number) const { return {ids_.data() + number * width_, width_}; }
  /// All rows, one after the other.
  std::span<const Id> ids() const { return {ids_.data(), size_ * width_}; }
  std::uint32_t size() const { return size_; }
  void clear();

 private:
  /// The place that holds the row, or the empty one where it belongs.
  std::size_t place(std::span<const Id> row) const;
  void grow();

  std::size_t width_;
  Limits& limits_;
  std::uint32_t size_ = 0;
  std::vector<Id> ids_;                ///< row after row
  std::vector<std::uint32_t> places_;  ///< a power of two of them, open addressing: number + 1; 0 is empty
  Charge charge_;
};

}  // namespace kg::query
