// The sorted permutations of all triples: packed pages (page.hpp), and over them the delta, a key for each
// row that came or went since. Reading merges the two; writing is row_changes.hpp. Nothing above these knows
// their form on disk.
#pragma once

#include <memory>
#include <vector>

#include "kg/graph.hpp"
#include "kg/store/key_value.hpp"
#include "kg/store/records.hpp"
#include "kg/store/row.hpp"

namespace kg::store {

/// Source of the contract: Cursor in kg/graph.hpp. `meta` is that of the view, here and below.
std::unique_ptr<Cursor> scan(const View& view, const Meta& meta, Order order, const TriplePattern& pattern);

/// Everything that matches; for patterns known to be small.
std::vector<Triple> all_matches(const View& view, const Meta& meta, Order order,
                                const TriplePattern& pattern);

/// The permutation in which the pattern is the shortest run: as many single ids as can be in front, then a
/// range.
Order best_order(const TriplePattern& pattern);

/// How many triples match. Pages that hold nothing else are not decoded.
std::uint64_t count(const View& view, const Meta& meta, const TriplePattern& pattern);

/// About how many triples match, in microseconds; exact up to 1000.
std::uint64_t estimate(const View& view, const Meta& meta, const TriplePattern& pattern);

}  // namespace kg::store
