// What the aggregates come to, for both evaluators. Values are taken in their total order, so that a sum does
// not depend on the order of rows: it has the unit of its smallest value.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "kg/term.hpp"
#include "query/algebra.hpp"
#include "query/limits.hpp"

namespace kg::query {

/// The aggregate that no query can write: the set of the statements that the rows of a group rest on.
inline constexpr std::string_view kStatements = "statements";

/// The aggregate of terms, each with how often it stands. Nothing where they do not add up, and for the
/// average, least, greatest and sample of nothing. `sample` takes the least; `group_concat` joins the
/// spellings.
std::optional<Term> aggregate(const Aggregate& what, std::vector<std::pair<Term, std::uint64_t>> values,
                              Limits& limits);

}  // namespace kg::query
