// "Did you mean": names near to one that the graph does not know, by edit distance or as its longer form.
#include <algorithm>
#include <limits>
#include <map>

#include "kg/store/dictionary.hpp"
#include "kg/store/keys.hpp"
#include "kg/store/merge_table.hpp"
#include "kg/store/names.hpp"
#include "kg/word.hpp"

namespace kg::store {
namespace {

constexpr std::size_t kNotNear = std::numeric_limits<std::size_t>::max();

/// Bytes that must be changed, added, dropped or swapped with their neighbour to get from one to the other,
/// if at most `most` (restricted Damerau-Levenshtein distance; F. J. Damerau, "A technique for computer
/// detection and correction of spelling errors", 1964).
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t most) {
  if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > most) return kNotNear;
  std::vector<std::size_t> before(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    if (*std::min_element(row.begin(), row.end()) > most) return kNotNear;
    std::swap(before, above);
    std::swap(above, row);
  }
  return above.back() <= most ? above.back() : kNotNear;
}

/// 0 for the nearest; a longer form counts as one edit. `China` is near `Chian` and `Chin`, `export_controls`
/// is near `export`.
std::size_t distance(std::string_view asked, std::string_view known) {
  const std::size_t edits = edit_distance(asked, known, asked.size() < 4 ? 1 : asked.size() < 8 ? 2 : 3);
  if (asked.size() >= 3 && known.starts_with(asked)) return std::min<std::size_t>(edits, 1);
  return edits;
}

/// How often each name is used, as an entity (aliases count as what they stand for), a predicate or a key; 0:
/// nowhere.
std::vector<std::uint64_t> uses_of(const View& view, const std::vector<Id>& names) {
  const std::vector<Id> ends = canonicals_of(view, names);
  std::vector<std::uint64_t> uses(names.size(), 0);
  for (std::size_t i = 0; i < names.size(); ++i) {
    std::vector<std::string> keys = {key(Space::Uses, ends[i]), key(Space::PredicateCount, names[i]),
                                     key(Space::KeyCount, names[i])};
    for (const Id end : canonicals_of(view, meanings_of(view, names[i])))
      keys.push_back(key(Space::Uses, end));
    for (const auto& count : view.multi_get(keys)) uses[i] += count ? number_at(*count, 0) : 0;
  }
  return uses;
}

}  // namespace

std::vector<std::string> similar_names(const View& view, std::string_view name, std::size_t limit) {
  const std::string asked = fold_name(name);
  std::map<std::size_t, std::vector<Id>> near;  // by distance
  const KeyRange all = prefix_range(key(Space::FoldedName));
  view.multi_scan({&all, 1}, [&](std::size_t, std::string_view found, std::string_view) {
    const std::string_view known = found.substr(1, found.size() - 10);
    if (const std::size_t far = distance(asked, known); far != kNotNear) {
      near[far].push_back(number_at(found, found.size() - 8));
    }
    return true;
  });
  std::vector<std::string> names;
  for (const auto& [far, ids] : near) {
    const std::vector<std::uint64_t> uses = uses_of(view, ids);
    const std::vector<Term> terms = terms_of(view, ids);
    std::vector<std::pair<std::uint64_t, std::string>> ranked;
    for (std::size_t i = 0; i < ids.size(); ++i) {
      if (uses[i] > 0) ranked.emplace_back(uses[i], terms[i].text);
    }
    std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    for (auto& [count, text] : ranked) {
      if (names.size() == limit) return names;
      names.push_back(std::move(text));
    }
  }
  return names;
}

}  // namespace kg::store
