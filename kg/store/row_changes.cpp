#include "kg/store/row_changes.hpp"

#include <algorithm>
#include <string>

#include "kg/store/change_set.hpp"
#include "kg/store/page.hpp"

namespace kg::store {
namespace {

constexpr std::uint64_t kFewestFolded = 64;
constexpr std::string_view kGone = "-";

struct Entry {
  Row row;
  bool present = true;
  bool operator<(const Entry& other) const { return row < other.row; }
};
using Entries = std::vector<Entry>;  // sorted, no row twice

/// Both; `later` wins.
Entries overlaid(const Entries& earlier, const Entries& later) {
  Entries all;
  std::set_union(later.begin(), later.end(), earlier.begin(), earlier.end(), std::back_inserter(all));
  return all;
}

/// One order of one commit.
class Permutation {
 public:
  Permutation(const View& view, Order order, PermutationState& state, Batch& batch)
      : view_(view), order_(order), state_(state), batch_(batch) {}

  /// Takes up to `most` entries out of the delta, from where the last call of any commit has ended.
  Entries take(std::uint64_t most);
  /// Writes the pages that these entries change.
  void into_pages(const Entries& entries);
  /// Adds them to the delta. `old` is false for rows that cannot be in it; `taken` have left it in this
  /// batch.
  void into_delta(const Entries& entries, const std::vector<bool>& old, const Entries& taken);
  /// Removes from the delta what it says of these rows.
  void drop(const Entries& entries, const std::vector<bool>& old);

 private:
  void write_pages(const std::vector<Row>& rows, const Row& bound);
  /// Which of them have a key in the delta of the view.
  std::vector<bool> in_delta(const Entries& entries, const std::vector<bool>& old) const;

  const View& view_;
  Order order_;
  PermutationState& state_;
  Batch& batch_;
};

Entries Permutation::take(std::uint64_t most) {
  Entries taken;
  const KeyRange all = prefix_range(key(delta_space(order_)));
  const auto delta = view_.iterate({delta_key(order_, state_.folded) + '\0', all.to});
  if (!delta->valid()) delta->restart(all);
  for (; delta->valid() && taken.size() < most; delta->next()) {
    taken.push_back({row_in(delta->key()), delta->value().empty()});
    batch_.erase(delta->key());
  }
  if (!taken.empty()) state_.folded = taken.back().row;
  state_.delta -= taken.size();
  return taken;
}

void Permutation::into_pages(const Entries& entries) {
  const auto pages = view_.iterate(prefix_range(key(page_space(order_))));
  std::vector<Row> rows;
  for (auto entry = entries.begin(); entry != entries.end();) {
    pages->seek(page_key(order_, entry->row));
    const bool is_old = pages->valid();
    const Row bound = is_old ? row_in(pages->key()) : kGreatestRow;
    rows.clear();
    const auto add_until = [&](const Row& row) {  // false: the row itself is spoken of
      for (; entry != entries.end() && entry->row < row; ++entry)
        if (entry->present) rows.push_back(entry->row);
      if (entry == entries.end() || entry->row != row) return true;
      if (entry++->present) rows.push_back(row);
      return false;
    };
    if (is_old) {
      const PageReader page(pages->value());
      for (std::size_t i = 0; i < page.rows(); ++i)
        if (const Row row = page.row(i); add_until(row)) rows.push_back(row);
      --state_.pages;
    }
    add_until(bound);
    if (is_old && rows.empty()) batch_.erase(pages->key());
    write_pages(rows, bound);
  }
}

/// In equal parts. The last keeps the bound, and with it the key of the page that they come from.
void Permutation::write_pages(const std::vector<Row>& rows, const Row& bound) {
  const std::size_t parts = (rows.size() + kRowsOfPage - 1) / kRowsOfPage;
  state_.pages += parts;
  for (std::size_t i = 0; i < parts; ++i) {
    const std::size_t begin = rows.size() * i / parts, end = rows.size() * (i + 1) / parts;
    batch_.put(page_key(order_, i + 1 < parts ? rows[end - 1] : bound),
               packed_page({rows.data() + begin, end - begin}));
  }
}

std::vector<bool> Permutation::in_delta(const Entries& entries, const std::vector<bool>& old) const {
  std::vector<bool> there(entries.size());
  if (state_.delta == 0) return there;
  std::vector<std::string> keys;
  std::vector<std::size_t> asked;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (!old[i]) continue;
    keys.push_back(delta_key(order_, entries[i].row));
    asked.push_back(i);
  }
  const auto found = view_.multi_get(keys);
  for (std::size_t i = 0; i < found.size(); ++i) there[asked[i]] = found[i].has_value();
  return there;
}

void Permutation::into_delta(const Entries& entries, const std::vector<bool>& old, const Entries& taken) {
  const std::vector<bool> there = in_delta(entries, old);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    batch_.put(delta_key(order_, entries[i].row), entries[i].present ? std::string_view() : kGone);
    if (!there[i] || std::binary_search(taken.begin(), taken.end(), entries[i])) ++state_.delta;
  }
}

void Permutation::drop(const Entries& entries, const std::vector<bool>& old) {
  const std::vector<bool> there = in_delta(entries, old);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (!there[i]) continue;
    batch_.erase(delta_key(order_, entries[i].row));
    --state_.delta;
  }
}

/// How many entries of the delta a commit of so many rows folds.
std::uint64_t to_fold(const FoldLimits& limits, const PermutationState& state, std::uint64_t rows_of_graph,
                      std::uint64_t rows_of_commit) {
  const bool small = state.delta <= std::max(limits.delta, rows_of_graph / limits.delta_part);
  return small ? 0 : 2 * rows_of_commit + kFewestFolded;
}

std::uint64_t rows_in(const Meta& meta) {
  return meta.statements + meta.qualifiers;
}

}  // namespace

void RowChanges::write(const View& view, const Meta& before, Meta& meta, Batch& batch, bool fold) const {
  if (changes_.empty()) return;
  const std::uint64_t rows = rows_in(before);
  const bool has_pages = !before.permutations.empty();
  const bool first_pages = !has_pages && fold && rows + changes_.size() >= limits_.small_graph;
  if (first_pages) meta.permutations.assign(kOrders.size(), {0, rows, {}});
  const auto is_old = [&](const Triple& t) {
    const auto is_new = [&](Id id) {
      return kind_of(id) == IdKind::Statement && payload_of(id) >= before.next_statement;
    };
    return !is_new(t.statement) && !is_new(t.subject);
  };
  for (const Order order : kOrders) {
    if (!has_pages && !first_pages) {
      for (const Change& change : changes_) {
        const std::string key = delta_key(order, row_of(order, change.triple));
        change.present ? batch.put(key, {}) : batch.erase(key);
      }
      continue;
    }
    std::vector<std::pair<Entry, bool>> sorted;
    for (const Change& change : changes_)
      sorted.push_back({{row_of(order, change.triple), change.present}, is_old(change.triple)});
    std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    Entries entries;
    std::vector<bool> old;
    for (const auto& [entry, was_there] : sorted) {
      entries.push_back(entry);
      old.push_back(was_there);
    }
    PermutationState& state = meta.permutations[static_cast<std::size_t>(order)];
    Permutation permutation(view, order, state, batch);
    if (first_pages) {
      permutation.into_pages(overlaid(permutation.take(rows), entries));
    } else if (entries.size() >= limits_.at_once) {
      permutation.drop(entries, old);
      permutation.into_pages(entries);
    } else {
      const Entries taken = permutation.take(fold ? to_fold(limits_, state, rows, entries.size()) : 0);
      permutation.into_pages(taken);
      permutation.into_delta(entries, old, taken);
    }
  }
}

Batch fold_delta(const View& view, std::uint64_t rows) {
  Batch batch;
  Meta meta = read_meta(view);
  const FoldLimits limits;
  const std::uint64_t all = rows_in(meta);
  const bool first_pages = meta.permutations.empty() && all >= limits.small_graph;
  if (rows == 0 || (meta.permutations.empty() && !first_pages)) return batch;
  if (first_pages) meta.permutations.assign(kOrders.size(), {0, all, {}});
  for (const Order order : kOrders) {
    PermutationState& state = meta.permutations[static_cast<std::size_t>(order)];
    Permutation permutation(view, order, state, batch);
    permutation.into_pages(permutation.take(first_pages ? all : to_fold(limits, state, all, rows)));
  }
  if (!batch.changes().empty()) batch.put(key(Space::Meta), encode(meta));
  return batch;
}

}  // namespace kg::store
