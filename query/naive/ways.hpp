// Shortest ways by brute force: every walk that meets no entity twice, the short ones first.
#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include "kg/term.hpp"
#include "query/limits.hpp"

namespace kg::query {

/// A statement, by its number, that may be walked from one entity to another.
struct NaiveLink {
  Term from, to;
  std::size_t statement = 0;
};

/// The walks of the least length in [least, most] that has any, as the statements of their steps.
std::set<std::vector<std::size_t>> shortest_ways(const std::vector<NaiveLink>& links, const Term& from,
                                                 const Term& to, std::uint32_t least, std::uint32_t most,
                                                 Limits& limits);

}  // namespace kg::query
