#include "query/operators/row_table.hpp"

#include <algorithm>

namespace kg::query {
namespace {

constexpr std::size_t kFirstPlaces = 64;

std::uint64_t hash_of(std::span<const Id> row) {
  std::uint64_t hash = 0x9e3779b97f4a7c15;
  for (const Id id : row) {
    hash = (hash ^ id) * 0xbf58476d1ce4e5b9;
    hash ^= hash >> 32;
  }
  return hash;
}

}  // namespace

std::size_t RowTable::place(std::span<const Id> row) const {
  const std::size_t mask = places_.size() - 1;
  if (width_ == 1) {  // most tables
    std::size_t at = hash_of(row) & mask;
    while (places_[at] != 0 && ids_[places_[at] - 1] != row[0]) at = (at + 1) & mask;
    return at;
  }
  std::size_t at = hash_of(row) & mask;
  while (places_[at] != 0 && !std::ranges::equal(this->row(places_[at] - 1), row)) at = (at + 1) & mask;
  return at;
}

std::pair<std::uint32_t, bool> RowTable::add(std::span<const Id> row) {
  if (std::size_t{size_} * 3 >= places_.size() * 2) grow();
  const std::size_t at = place(row);
  if (places_[at] != 0) return {places_[at] - 1, false};
  ids_.insert(ids_.end(), row.begin(), row.end());
  places_[at] = ++size_;
  return {size_ - 1, true};
}

std::optional<std::uint32_t> RowTable::find(std::span<const Id> row) const {
  if (size_ == 0) return std::nullopt;
  const std::uint32_t found = places_[place(row)];
  return found == 0 ? std::nullopt : std::optional(found - 1);
}

void RowTable::clear() {
  size_ = 0;
  ids_.clear();
  places_.clear();
  charge_.clear();
}

void RowTable::grow() {
  const std::size_t more = std::max(kFirstPlaces, 2 * places_.size());
  charge_.clear();
  charge_.add(more * (sizeof(places_[0]) + width_ * sizeof(Id)));
  places_.assign(more, 0);
  for (std::uint32_t number = 0; number < size_; ++number) {
    limits_.tick();
    places_[place(row(number))] = number + 1;
  }
}

}  // namespace kg::query
