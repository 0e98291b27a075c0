// "Did you mean": names near to one that the graph does not know, by edit distance or as its longer form.
#include <algorithm>
#include <map>
#include <optional>

#include "kg/edit_distance.hpp"
#include "kg/store/dictionary.hpp"
#include "kg/store/keys.hpp"
#include "kg/store/merge_table.hpp"
#include "kg/store/names.hpp"
#include "kg/word.hpp"

namespace kg::store {
namespace {

/// Of fewer bytes nearly everything is near.
constexpr std::size_t kShortestAsked = 3;

/// 0 for the nearest; a longer form counts as one edit. `China` is near `Chian` and `Chin`, `export_controls`
/// is near `export`.
std::optional<std::size_t> distance(std::string_view asked, std::string_view known) {
  const auto edits = edit_distance(asked, known, asked.size() < 4 ? 1 : asked.size() < 8 ? 2 : 3);
  if (known.starts_with(asked)) return std::min<std::size_t>(edits.value_or(1), 1);
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
  if (asked.size() < kShortestAsked) return {};
  std::map<std::size_t, std::vector<Id>> near;  // by distance
  const KeyRange all = prefix_range(key(Space::FoldedName));
  view.multi_scan({&all, 1}, [&](std::size_t, std::string_view found, std::string_view) {
    const std::string_view known = found.substr(1, found.size() - 10);
    if (const auto far = distance(asked, known)) {
      near[*far].push_back(number_at(found, found.size() - 8));
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
