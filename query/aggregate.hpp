// What the aggregates come to, for both evaluators. Values are taken in their total order, so that a sum does
// not depend on the order of rows: it has the unit of its smallest value.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "kg/term.hpp"

namespace kg::query {

/// `sum`, `avg`, `min`, `max` or `count` of terms, each with how often it stands. Nothing where they do not
/// add up, and for the average, least and greatest of nothing.
std::optional<Term> aggregate(std::string_view function, std::vector<std::pair<Term, std::uint64_t>> values);

}  // namespace kg::query
