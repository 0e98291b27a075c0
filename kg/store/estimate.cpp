// How many triples match, for the planner: exact where they are few. Of many, the first pages are counted and
// the sizes of files tell about the rest, so that an estimate takes microseconds however many there are.
#include <algorithm>
#include <cmath>

#include "kg/store/merged_rows.hpp"
#include "kg/store/permutations.hpp"

namespace kg::store {
namespace {

/// Rows that are counted one by one, and keys of a delta.
constexpr std::uint64_t kRowsCounted = 1000, kKeysCounted = 256;
/// Of a graph without pages all rows, unless they are of one large transaction.
constexpr std::uint64_t kRowsWithoutPages = 4096;
/// Pages that are counted. What the files say of those behind the first is the measure of all others: of few
/// it is little, as a block of a file holds five to fifteen, and in the first there may be others, too.
constexpr int kPagesCounted = 96, kFirstPages = 16;

/// Of the rows of a run, those in pages; exact if these are few.
double rows_in_pages(const View& view, Order order, const RowRange& range) {
  const auto pages = view.iterate({page_key(order, range.low), after_prefix(key(page_space(order)))});
  double counted = 0, before_measure = 0;
  std::string measure;
  PageReader page;
  for (int i = 0; pages->valid(); ++i, pages->next()) {
    const bool is_last = range.high <= row_in(pages->key());
    if (i == kPagesCounted && !is_last) {
      const std::string here(pages->key());
      const auto measured = static_cast<double>(view.bytes({measure, here}));
      const auto rest = static_cast<double>(view.bytes({here, page_key(order, range.high)}));
      return counted + (counted - before_measure) * rest / std::max(measured, 1.0);
    }
    if (i == kFirstPages) {
      measure = pages->key();
      before_measure = counted;
    }
    page.open(pages->value());
    const std::size_t begin = i == 0 ? page.lower_bound(range.low) : 0;
    std::size_t end = page.rows();
    if (is_last) {
      end = page.lower_bound(range.high, begin);
      if (end < page.rows() && page.row(end) == range.high) ++end;
    }
    counted += static_cast<double>(end - begin);
    if (is_last) break;
  }
  return counted;
}

/// How many rows the delta of so many keys adds to a run; less than 0 where it hides more.
double rows_in_delta(const View& view, std::uint64_t keys_of_delta, Order order, const RowRange& range) {
  const std::string end = delta_key(order, range.high) + '\0';
  const auto keys = view.iterate({delta_key(order, range.low), end});
  double counted = 0;
  for (std::uint64_t i = 0; i < kKeysCounted; ++i, keys->next()) {
    if (!keys->valid()) return counted;
    counted += keys->value().empty() ? 1 : -1;
  }
  if (!keys->valid()) return counted;
  const double all = static_cast<double>(view.bytes(prefix_range(key(delta_space(order)))));
  const double rest = static_cast<double>(view.bytes({std::string(keys->key()), end}));
  const double share = all == 0 ? 0 : std::min(1.0, rest / all);
  return counted * (1 + share * static_cast<double>(keys_of_delta) / static_cast<double>(kKeysCounted));
}

double rows_in(const View& view, const Meta& meta, Order order, const RowRange& range) {
  if (meta.permutations.empty()) return rows_in_delta(view, meta.statements + meta.qualifiers, order, range);
  const std::uint64_t delta = meta.permutations[static_cast<std::size_t>(order)].delta;
  return rows_in_pages(view, order, range) + (delta > 0 ? rows_in_delta(view, delta, order, range) : 0);
}

}  // namespace

std::uint64_t estimate(const View& view, const Meta& meta, const TriplePattern& pattern) {
  const Order order = best_order(pattern);
  const RowRange range(order, pattern);
  const double all = rows_in(view, meta, order, range);
  const bool has_pages = !meta.permutations.empty();
  if (range.all_match() && has_pages && all > 4 * kRowsCounted)
    return static_cast<std::uint64_t>(std::llround(all));
  const auto cursor = scan(view, meta, order, pattern);
  std::uint64_t count = 0;
  RowRange passed = range;
  for (TripleColumns batch; count <= (has_pages ? kRowsCounted : kRowsWithoutPages);) {
    if (!cursor->next(batch)) return count;
    count += batch.count;
    passed.high = row_of(order, batch[batch.count - 1]);
  }
  if (range.all_match()) return std::max(count, static_cast<std::uint64_t>(std::llround(std::max(0.0, all))));
  // What does not match lies between the rest as it did so far.
  const double share = std::max(1.0, all / std::max(1.0, rows_in(view, meta, order, passed)));
  return static_cast<std::uint64_t>(std::llround(static_cast<double>(count) * share));
}

}  // namespace kg::store
