// Which statements of a graph to show: all, or those around an entity. Those behind a question are
// query/engine.hpp's.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "kg/graph.hpp"

namespace kg::tools {

/// Ids of all statements, in the order of the index.
std::vector<Id> all_statements(const Snapshot& snapshot);

/// Statements within `depth` steps of any of `entities`, nearest first: a step goes from a statement's
/// subject, object or qualifiers to another of them. Values (`4`, `1year`) are reached and not passed
/// through.
std::vector<Id> statements_around(const Snapshot& snapshot, std::span<const Id> entities, std::size_t depth);

}  // namespace kg::tools
