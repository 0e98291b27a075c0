// A triple as a permutation sorts it: its ids from left to right, the statement last.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "kg/graph.hpp"
#include "kg/store/keys.hpp"

namespace kg::store {

using Row = std::array<Id, 4>;

constexpr Row row_of(Order order, const Triple& triple) {
  const std::array<Id, 3> by_slot = {triple.subject, triple.predicate, triple.object};
  const auto slots = slots_of(order);
  return {by_slot[slots[0]], by_slot[slots[1]], by_slot[slots[2]], triple.statement};
}

constexpr Triple triple_of(Order order, const Row& row) {
  std::array<Id, 3> by_slot{};
  const auto slots = slots_of(order);
  for (std::size_t i = 0; i < slots.size(); ++i) by_slot[slots[i]] = row[i];
  return {by_slot[0], by_slot[1], by_slot[2], row[3]};
}

constexpr Space delta_space(Order order) {
  return static_cast<Space>(static_cast<char>(Space::Spo) + static_cast<char>(order));
}
constexpr Space page_space(Order order) {
  return static_cast<Space>(static_cast<char>(Space::SpoPage) + static_cast<char>(order));
}

/// The key of a row in the delta.
inline std::string delta_key(Order order, const Row& row) {
  return key(delta_space(order), row[0], row[1], row[2], row[3]);
}
/// The row in a key of the delta, or the bound in one of a page.
inline Row row_in(std::string_view key) {
  return {id_in(key, 0), id_in(key, 1), id_in(key, 2), id_in(key, 3)};
}

}  // namespace kg::store
