// Lists of ids as sets.
#pragma once

#include <algorithm>
#include <vector>

#include "kg/id.hpp"
#include "query/limits.hpp"

namespace kg::query {

/// Sorts the ids, each once; asks now and then whether to stop.
inline void make_set(std::vector<Id>& ids, Limits& limits) {
  std::sort(ids.begin(), ids.end(), [&](Id a, Id b) {
    limits.tick();
    return a < b;
  });
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

}  // namespace kg::query
