// Entities of a graph that may be one and were not merged, for somebody to decide (`kg entities --doubtful`).
#pragma once

#include <string>
#include <vector>

#include "kg/graph.hpp"

namespace kg::tools {

/// `name` may be another name of `canonical`.
struct Doubt {
  std::string name, canonical, reason;
  auto operator<=>(const Doubt&) const = default;
};

/// Pairs of entities that statements use, sorted, without those that somebody split by hand: one that a
/// document uses as a name of the other, an acronym and the only name with these initials, a surname and the
/// only full name that ends so, and full names that differ by initials or by case alone.
std::vector<Doubt> doubtful_pairs(const Snapshot& snapshot);

}  // namespace kg::tools
