// An evaluator too simple to be wrong: nested loops over all statements of a snapshot as terms, the algebra
// as it stands. It shares the meaning of names and of expressions with the planned one, and nothing else;
// tests run every query on both.
#pragma once

#include <optional>
#include <vector>

#include "query/algebra.hpp"
#include "query/limits.hpp"
#include "query/resolve.hpp"

namespace kg::query {

/// Rows with a column for each of `algebra.columns`.
std::vector<std::vector<std::optional<Term>>> run_naively(const Algebra& algebra, const Snapshot& snapshot,
                                                          Resolver& names, Limits& limits);

}  // namespace kg::query
