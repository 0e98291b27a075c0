// The 64-bit id of a term in a graph: four kind bits, then a dictionary number or the value itself. Within
// one kind the order of inline ids is the order of values, so a comparison is a range of ids. Layout and
// reasons: FORMAT.md.
#pragma once

#include <cstdint>
#include <limits>

namespace kg {

using Id = std::uint64_t;

/// Never the id of a term; in a triple's statement slot: a plain triple without a statement of its own.
inline constexpr Id kNoId = 0;

/// The top four bits of an id. `Name`, `Iri`, `String` and `Value` (a value too long to stand in an id) have
/// dictionary numbers below.
enum class IdKind : std::uint8_t {
  None = 0,
  Name = 1,
  Iri = 2,
  String = 3,
  Value = 4,
  Number = 5,  ///< integers and decimals
  Percent = 6,
  Quantity = 7,
  Date = 8,
  YearlessDate = 9,
  Boolean = 10,
  Statement = 15
};

inline constexpr int kPayloadBits = 60;
inline constexpr Id kPayloadMask = (Id{1} << kPayloadBits) - 1;
constexpr IdKind kind_of(Id id) {
  return static_cast<IdKind>(id >> kPayloadBits);
}
constexpr Id payload_of(Id id) {
  return id & kPayloadMask;
}
constexpr Id make_id(IdKind kind, std::uint64_t payload) {
  return (Id{static_cast<std::uint8_t>(kind)} << kPayloadBits) | payload;
}

/// What has relations of its own: a name or an address, no string and no value.
constexpr bool is_entity(Id id) {
  return kind_of(id) == IdKind::Name || kind_of(id) == IdKind::Iri;
}

/// Ids in [low, high]; both ends included, so that the whole range fits.
struct IdRange {
  Id low = 0;
  Id high = std::numeric_limits<Id>::max();
  static constexpr IdRange one(Id id) { return {id, id}; }
  constexpr bool is_one() const { return low == high; }
  constexpr bool is_all() const { return low == 0 && high == std::numeric_limits<Id>::max(); }
  constexpr bool contains(Id id) const { return low <= id && id <= high; }
  bool operator==(const IdRange&) const = default;
};

/// Every id of one kind.
constexpr IdRange range_of(IdKind kind) {
  return {make_id(kind, 0), make_id(kind, kPayloadMask)};
}

}  // namespace kg
