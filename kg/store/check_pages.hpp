// The part of `kg check` that looks at the form of the permutations: what no reader of their rows would see.
#pragma once

#include <string>
#include <vector>

#include "kg/store/key_value.hpp"
#include "kg/store/records.hpp"

namespace kg::store {

/// What is wrong with the pages and the deltas: rows out of order or beyond the bound of their page, and
/// counts in Meta that are not so.
std::vector<std::string> page_problems(const View& view, const Meta& meta);

}  // namespace kg::store
