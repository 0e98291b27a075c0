// The word that somebody may have meant by a mistyped one: commands, formats, dot commands.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kg/edit_distance.hpp"

namespace kg::tools {

/// The word of the list at most two changes away, the nearest and first; nothing if none is.
inline std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& words) {
  const std::string* best = nullptr;
  std::size_t most = std::min<std::size_t>(2, word.size() / 2);
  for (const std::string& candidate : words) {
    const auto distance = edit_distance(word, candidate, most);
    if (!distance || (best && *distance == most)) continue;
    best = &candidate;
    most = *distance;
  }
  return best ? std::optional(*best) : std::nullopt;
}

}  // namespace kg::tools
