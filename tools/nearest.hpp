// The word that somebody may have meant by a mistyped one: commands, formats, dot commands.
#pragma once

#include <algorithm>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kg::tools {

/// Letters to insert, delete or change to make one word of the other (Levenshtein 1966).
inline std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

/// The word of the list at most two changes away, the nearest and first; nothing if none is.
inline std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& words) {
  const auto best =
      std::ranges::min_element(words, {}, [&](const std::string& w) { return edit_distance(word, w); });
  if (best == words.end() || edit_distance(word, *best) > std::min<std::size_t>(2, word.size() / 2))
    return std::nullopt;
  return *best;
}

}  // namespace kg::tools
