#include "kg/store/merge_table.hpp"

#include <algorithm>

#include "kg/store/dictionary.hpp"
#include "kg/store/keys.hpp"
#include "kg/store/records.hpp"

namespace kg::store {
namespace {

/// The second ids of all keys under this one, each once.
std::vector<Id> second_ids(const View& view, Space space, Id first) {
  std::vector<Id> ids;
  const KeyRange rows = prefix_range(key(space, first));
  view.multi_scan({&rows, 1}, [&](std::size_t, std::string_view key, std::string_view) {
    if (const Id id = id_in(key, 1); ids.empty() || ids.back() != id) ids.push_back(id);
    return true;
  });
  return ids;
}

}  // namespace

std::vector<Id> canonicals_of(const View& view, std::span<const Id> names) {
  std::vector<std::string> keys;
  keys.reserve(names.size());
  for (const Id name : names) keys.push_back(key(Space::Canonical, name));
  const auto found = view.multi_get(keys);
  std::vector<Id> canonicals(names.begin(), names.end());
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (found[i]) canonicals[i] = number_at(*found[i], 0);
  }
  return canonicals;
}

Id canonical_of(const View& view, Id name) {
  return canonicals_of(view, {&name, 1}).front();
}

std::vector<Id> meanings_of(const View& view, Id alias) {
  return second_ids(view, Space::Alias, alias);
}

std::vector<Id> aliases_given_to(const View& view, Id canonical) {
  return second_ids(view, Space::AliasOf, canonical);
}

/// Where the alias points before or after the batch.
std::optional<Id> MergeTable::pointer(Id alias, bool after) const {
  std::map<Id, std::size_t> votes;
  const KeyRange rows = prefix_range(key(Space::Alias, alias));
  view_.multi_scan({&rows, 1}, [&](std::size_t, std::string_view key, std::string_view value) {
    const AliasRow row = {id_in(key, 0), id_in(key, 1), id_in(key, 2)};
    if (decode<AliasValue>(value).everywhere && !(after && rows_.contains(row))) ++votes[row.canonical];
    return true;
  });
  if (after) {
    for (auto row = rows_.lower_bound({alias, kNoId, kNoId}); row != rows_.end() && row->first.alias == alias;
         ++row) {
      if (row->second) ++votes[row->first.canonical];
    }
  }
  std::optional<Id> winner;
  for (const auto& [canonical, count] : votes) {
    if (!winner || count > votes[*winner] ||
        (count == votes[*winner] && name_of_(canonical) < name_of_(*winner))) {
      winner = canonical;
    }
  }
  return winner;
}

Id MergeTable::end_of(Id name) const {
  std::vector<Id> path = {name};
  while (const auto next = pointer(path.back(), true)) {
    const auto seen = std::find(path.begin(), path.end(), *next);
    if (seen != path.end()) {
      return *std::min_element(seen, path.end(), [&](Id a, Id b) { return name_of_(a) < name_of_(b); });
    }
    path.push_back(*next);
  }
  return path.back();
}

std::map<Id, Id> MergeTable::changes() const {
  std::vector<Id> reached;  // names whose pointer changes, and all that led to them
  std::set<Id> seen;
  for (const auto& [row, added] : rows_) {
    if (!seen.contains(row.alias) && pointer(row.alias, false) != pointer(row.alias, true)) {
      seen.insert(row.alias);
      reached.push_back(row.alias);
    }
  }
  for (std::size_t i = 0; i < reached.size(); ++i) {
    for (const Id alias : aliases_given_to(view_, reached[i])) {
      if (!seen.contains(alias) && pointer(alias, false) == reached[i]) {
        seen.insert(alias);
        reached.push_back(alias);
      }
    }
  }
  const std::vector<Id> before = canonicals_of(view_, reached);
  std::map<Id, Id> changes;
  for (std::size_t i = 0; i < reached.size(); ++i) {
    if (const Id end = end_of(reached[i]); end != before[i]) changes.emplace(reached[i], end);
  }
  return changes;
}

std::map<Id, Id> ends_of_all_names(const View& view) {
  const MergeTable table(view, [&](Id id) { return terms_of(view, {&id, 1}).front().text; });
  std::map<Id, Id> ends;
  const KeyRange all = prefix_range(key(Space::Alias));
  view.multi_scan({&all, 1}, [&](std::size_t, std::string_view key, std::string_view) {
    const Id alias = id_in(key, 0);
    if (!ends.contains(alias)) ends.emplace(alias, table.end_of(alias));
    return true;
  });
  std::erase_if(ends, [](const auto& name_and_end) { return name_and_end.first == name_and_end.second; });
  return ends;
}

}  // namespace kg::store
