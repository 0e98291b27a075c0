// The sorted permutations of all triples. This is the one place that knows their form on disk (today a key a
// triple), so that packed pages can take its place without anything above noticing.
#pragma once

#include <array>
#include <memory>
#include <optional>

#include "kg/graph.hpp"
#include "kg/store/key_value.hpp"

namespace kg::store {

inline constexpr std::array<Order, 4> kOrders = {Order::Spo, Order::Pso, Order::Pos, Order::Osp};

/// A triple's ids from left to right as a permutation sorts them, the statement last.
using Row = std::array<Id, 4>;
Row row_of(Order order, const Triple& triple);
Triple triple_of(Order order, const Row& row);

/// Adds to the batch what lists the triple in, or takes it from, every permutation.
void put_triple(Batch& batch, const Triple& triple);
void erase_triple(Batch& batch, const Triple& triple);

/// Source of the contract: Cursor in kg/graph.hpp.
std::unique_ptr<Cursor> scan(const View& view, Order order, const TriplePattern& pattern);

/// Everything that matches; for patterns known to be small.
std::vector<Triple> all_matches(const View& view, Order order, const TriplePattern& pattern);

/// The permutation in which the pattern is the shortest run: as many single ids as can be in front, then a
/// range.
Order best_order(const TriplePattern& pattern);

/// How many triples match: exact up to `most`, beyond that a guess.
std::uint64_t estimate(const View& view, const TriplePattern& pattern, std::uint64_t most);

}  // namespace kg::store
