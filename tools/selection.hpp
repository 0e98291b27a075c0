// Which statements of a graph to show: all, those around an entity, or those behind a query.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "kg/graph.hpp"
#include "query/engine.hpp"

namespace kg::tools {

/// Ids of all statements, in the order of the index.
std::vector<Id> all_statements(const Snapshot& snapshot);

/// Statements within `depth` steps of any of `entities`, nearest first: a step goes from a statement's
/// subject, object or qualifiers to another of them. Values (`4`, `1year`) are reached and not passed
/// through.
std::vector<Id> statements_around(const Snapshot& snapshot, std::span<const Id> entities, std::size_t depth);

/// Statements that the patterns of a question match, each once, in the order of its rows; those of `not` are
/// none of them. Throws `Error` for a command that is no question, and as `query::run` does.
std::vector<Id> statements_of_query(const query::ast::Command& question, const query::Context& context);

}  // namespace kg::tools
