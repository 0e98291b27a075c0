#include "kg/store/merge_table.hpp"

#include <algorithm>
#include <set>

#include "kg/store/dictionary.hpp"
#include "kg/store/keys.hpp"

namespace kg::store {
namespace {

/// The second ids of all keys that begin with this one.
std::vector<Id> second_ids(const View& view, Space space, Id first) {
  std::vector<Id> ids;
  const KeyRange rows = prefix_range(key(space, first));
  view.multi_scan({&rows, 1}, [&](std::size_t, std::string_view key, std::string_view) {
    ids.push_back(id_in(key, 1));
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

Votes votes_in(std::string_view bytes) {
  return {static_cast<std::int64_t>(number_at(bytes, 0)), static_cast<std::int64_t>(number_at(bytes, 8))};
}

void MergeTable::count(Id alias, Id canonical, std::int64_t weight, int count) {
  Votes& votes = changes_[{alias, canonical}];
  votes.documents += count;
  votes.everywhere += weight * count;
}

/// Where the alias points before or after the batch.
std::optional<MergeTable::Pointer> MergeTable::pointer(Id alias, bool after) const {
  std::map<Id, std::int64_t> votes;
  const KeyRange rows = prefix_range(key(Space::Alias, alias));
  view_.multi_scan({&rows, 1}, [&](std::size_t, std::string_view key, std::string_view value) {
    votes[id_in(key, 1)] = votes_in(value).everywhere;
    return true;
  });
  if (after) {
    for (auto row = changes_.lower_bound({alias, kNoId}); row != changes_.end() && row->first.first == alias;
         ++row) {
      votes[row->first.second] += row->second.everywhere;
    }
  }
  std::optional<Id> winner;
  for (const auto& [canonical, count] : votes) {
    if (count <= 0) continue;
    if (!winner || count > votes[*winner] ||
        (count == votes[*winner] && name_of_(canonical) < name_of_(*winner))) {
      winner = canonical;
    }
  }
  if (!winner) return std::nullopt;
  return Pointer{*winner, votes[*winner] >= kByHand};
}

Id MergeTable::end_of(Id name) const {
  std::vector<std::pair<Id, bool>> path = {{name, false}};  // names, and whether they were pointed on by hand
  while (const auto next = pointer(path.back().first, true)) {
    path.back().second = next->by_hand;
    const auto circle =
        std::find_if(path.begin(), path.end(), [&](const auto& step) { return step.first == next->to; });
    if (circle != path.end()) {
      return std::min_element(circle, path.end(),
                              [&](const auto& a, const auto& b) {
                                return a.second != b.second ? b.second
                                                            : name_of_(a.first) < name_of_(b.first);
                              })
          ->first;
    }
    path.emplace_back(next->to, false);
  }
  return path.back().first;
}

std::map<Id, Id> MergeTable::changes() const {
  std::vector<Id> reached;  // names whose pointer changes, and all that led to them
  std::set<Id> seen;
  for (const auto& [row, votes] : changes_) {
    const Id alias = row.first;
    if (votes.everywhere == 0 || seen.contains(alias)) continue;
    if (pointer(alias, false) != pointer(alias, true)) {
      seen.insert(alias);
      reached.push_back(alias);
    }
  }
  for (std::size_t i = 0; i < reached.size(); ++i) {
    for (const Id alias : aliases_given_to(view_, reached[i])) {
      const auto before = pointer(alias, false);
      if (!seen.contains(alias) && before && before->to == reached[i]) {
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

void MergeTable::write(Batch& batch) const {
  std::vector<std::string> keys;
  for (const auto& [row, votes] : changes_) keys.push_back(key(Space::Alias, row.first, row.second));
  const auto found = view_.multi_get(keys);
  std::size_t i = 0;
  for (const auto& [row, change] : changes_) {
    const Votes before = found[i] ? votes_in(*found[i]) : Votes{};
    const Votes after = {before.documents + change.documents, before.everywhere + change.everywhere};
    const std::string aside = key(Space::AliasOf, row.second, row.first);
    if (after.documents > 0) {
      batch.put(keys[i], number_bytes(static_cast<std::uint64_t>(after.documents)) +
                             number_bytes(static_cast<std::uint64_t>(after.everywhere)));
      batch.put(aside, {});
    } else {
      batch.erase(keys[i]);
      batch.erase(aside);
    }
    ++i;
  }
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
