// What a pattern asks of the rows of an order: an id range for each place, and the run of rows that holds all
// matches.
#pragma once

#include <optional>

#include "kg/store/row.hpp"

namespace kg::store {

struct RowRange {
  RowRange() = default;
  RowRange(Order order, const TriplePattern& pattern);

  std::array<IdRange, 3> places;
  Row low{}, high{};  ///< the least and the greatest row that the run can hold
  /// Places from here on may hold ids outside their range: rows within the run that do not match.
  std::size_t first_unsure = 3;

  bool all_match() const { return first_unsure == 3; }
  /// The least row not before `row` that can match; `row` itself if it does; nothing if none can follow.
  std::optional<Row> next_candidate(const Row& row) const;
};

}  // namespace kg::store
