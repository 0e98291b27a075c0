#include "kg/store/row_range.hpp"

namespace kg::store {

RowRange::RowRange(Order order, const TriplePattern& pattern) {
  const std::array<IdRange, 3> by_slot = {pattern.subject, pattern.predicate, pattern.object};
  const auto slots = slots_of(order);
  high.fill(~Id{0});
  bool ended = false;  // behind the first range, the run holds whatever comes
  for (std::size_t i = 0; i < places.size(); ++i) {
    places[i] = by_slot[slots[i]];
    if (ended) {
      if (!places[i].is_all() && first_unsure == 3) first_unsure = i;
      continue;
    }
    low[i] = places[i].low;
    high[i] = places[i].high;
    ended = !places[i].is_one();
  }
}

std::optional<Row> RowRange::next_candidate(const Row& row) const {
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (places[i].contains(row[i])) continue;
    std::size_t from = i;
    Row least = row;
    if (row[i] > places[i].high) {  // go up at the next place to the left that has room
      do {
        if (from == 0) return std::nullopt;
        --from;
      } while (row[from] >= places[from].high);
      least[from] = row[from] + 1;
      ++from;
    }
    for (std::size_t k = from; k < places.size(); ++k) least[k] = places[k].low;
    least[3] = kNoId;
    return least;
  }
  return row;
}

}  // namespace kg::store
