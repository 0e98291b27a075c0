// Which statements of a graph to show: all, or those around an entity. Those behind a question are
// query/engine.hpp's.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "kg/graph.hpp"

namespace kg::tools {

// A row is a statement or, where its `statement` is `kNoId`, a plain triple.

/// All rows, in the order of the index, some at a time.
void for_each_row(const Snapshot& snapshot, const std::function<void(std::span<const Triple>)>& visit);

/// Rows within `depth` steps of any of `entities`, nearest first: a step goes from a statement's
/// subject, object or qualifiers to another of them. Values (`4`, `1year`) are reached and not passed
/// through.
std::vector<Triple> rows_around(const Snapshot& snapshot, std::span<const Id> entities, std::size_t depth);

}  // namespace kg::tools
