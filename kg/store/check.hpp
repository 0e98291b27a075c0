// Verification of a whole graph: reads everything and compares each entry with those that must agree with it.
#pragma once

#include <string>
#include <vector>

#include "kg/store/snapshot.hpp"

namespace kg::store {

/// What is wrong, a line each; after a hundred lines it stops. Empty: sound.
std::vector<std::string> problems_of(const StoredSnapshot& snapshot);

}  // namespace kg::store
