// How far two words are apart, for "did you mean": one measure for names of the graph, keywords and
// functions.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace kg {

/// Bytes that must be changed, added, dropped or swapped with their neighbour to get from one to the other,
/// if at most `most` (restricted Damerau-Levenshtein distance; F. J. Damerau, "A technique for computer
/// detection and correction of spelling errors", 1964).
std::optional<std::size_t> edit_distance(std::string_view a, std::string_view b, std::size_t most);

}  // namespace kg
