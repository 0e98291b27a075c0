// The closed table of units that may follow a number, and exact conversion between them. Spellings are
// case-sensitive; a word that begins with a number and ends in anything else is a name (`5G`, `7up`).
// kg/value.hpp builds on it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace kg {

/// Numbers are held exactly, scaled by 10^6 ("micro"): 4.25 is 4,250,000.
__extension__ using Int128 = __int128;
__extension__ using UInt128 = unsigned __int128;
inline constexpr std::int64_t kMicro = 1'000'000;

/// What a value measures. Values of different dimensions do not compare (nor do currencies among themselves).
enum class Dimension : std::uint8_t {
  Number,
  Percent,
  Duration,
  Length,
  Area,
  Volume,
  Mass,
  Speed,
  Energy,
  Power,
  Temperature,
  Data,
  Money,
  Date,
  YearlessDate,
  Boolean
};

/// One unit of the closed table: its spelling after a number ("year", "months", "km", "USD") and what it
/// measures. `months` and `month` are two spellings of one unit, each with its own code.
struct Unit {
  std::string_view spelling;
  Dimension dimension;
  std::uint16_t code;  ///< group << 6 | index; unique, stable in the store's format. A group is a dimension
                       ///< or a currency.
  std::int64_t numerator = 1;  ///< one of this unit is numerator / denominator of the base unit …
  std::int64_t denominator = 1;
  std::int64_t offset = 0;  ///< … of which the scale begins here, in micro-units (temperatures only)
};
inline constexpr int kUnitIndexBits = 6;
inline constexpr int kUnitGroupBits = 8;

/// The unit of a spelling, case-sensitive; nothing if the table has none.
std::optional<Unit> unit_of(std::string_view spelling);
/// The unit of a code; nothing if the table has none.
std::optional<Unit> unit_of_code(std::uint16_t code);

/// `micro` of `unit` in micro-units of the base unit, rounded to the nearest; nothing if it does not fit.
/// Base units: second, metre, square metre, litre, gram, metre an hour, joule, watt, kelvin, byte, the
/// currency itself.
std::optional<Int128> to_base(Int128 micro, const Unit& unit);
/// The inverse of `to_base`, rounded to the nearest.
std::optional<Int128> from_base(Int128 base_micro, const Unit& unit);

}  // namespace kg
