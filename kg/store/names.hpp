// From the names that people type to entities: exact, by alias, in any case, in singular or plural; and what
// they may have meant.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kg/id.hpp"
#include "kg/store/key_value.hpp"

namespace kg::store {

/// Source of the contract: Snapshot::entities_named, aliases_of, similar_names in kg/graph.hpp.
std::vector<Id> entities_named(const View& view, std::string_view name);
std::vector<std::string> aliases_of(const View& view, Id entity);
std::vector<std::string> similar_names(const View& view, std::string_view name, std::size_t limit);

/// Folded names that are `folded` with its last word in the other number: `rare_earths` ↔ `rare_earth`.
/// Guesses by English spelling rules; most of them name nothing.
std::vector<std::string> other_numbers(std::string_view folded);

}  // namespace kg::store
