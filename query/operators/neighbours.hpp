// One step along the edges of the graph, which paths and ways search with: the statements and plain triples
// at a term, without the rows of qualifiers.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "query/operators/context.hpp"

namespace kg::query {

enum class Direction : std::uint8_t { Forward, Backward };

constexpr Direction turned(Direction direction) {
  return direction == Direction::Forward ? Direction::Backward : Direction::Forward;
}
/// What such a step begins with and leads to.
constexpr Id near_end(const Triple& edge, Direction direction) {
  return direction == Direction::Forward ? edge.subject : edge.object;
}
constexpr Id far_end(const Triple& edge, Direction direction) {
  return near_end(edge, turned(direction));
}

/// Called with a batch of edges, sorted by their near ends within one predicate.
using EdgeVisitor = std::function<void(std::span<const Triple>)>;

/// The edges with one of these predicates at a term: as their subject (forward) or their object (backward).
/// Checks after each batch whether to stop.
void visit_edges(const ExecContext& context, std::span<const IdRange> predicates, Id term,
                 Direction direction, const EdgeVisitor& visit);
/// All edges with one of these predicates.
void visit_edges(const ExecContext& context, std::span<const IdRange> predicates, Direction direction,
                 const EdgeVisitor& visit);

/// How many edges there are at a term, about.
double estimate_edges(const Snapshot& snapshot, std::span<const IdRange> predicates, Id term,
                      Direction direction);

/// Does the term stand as the subject or the object of an edge?
bool is_node(const Snapshot& snapshot, Id term);
/// All such terms whose ids lie in these ranges, sorted. `charge` is for them.
std::vector<Id> nodes(const ExecContext& context, std::span<const IdRange> ranges, Charge& charge);

/// For each of these statements, or plain triples (kNoId), which have no times: does it hold on the day?
std::vector<char> hold_on(const Snapshot& snapshot, std::span<const Id> statements, const Term& day);

}  // namespace kg::query
