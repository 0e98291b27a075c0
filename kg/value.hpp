// Typed values behind the spelling of a term: numbers, percentages, quantities with units, ranges, dates.
// One place decides which values are equal and which come first; filters, qualifiers and `order by` ask it.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kg/term.hpp"
#include "kg/unit.hpp"

namespace kg {

/// An interval [low, high] in the base unit of its dimension (seconds, metres, …), scaled by 10^6 and exact
/// where the spelling is; a plain number has low == high. A date is the interval of its days, as days since
/// 1970-01-01.
struct Value {
  Dimension dimension = Dimension::Number;
  std::string currency;  ///< "USD", … for Money only
  Int128 low = 0;
  Int128 high = 0;
  bool operator==(const Value&) const = default;
};

/// The value of a term; nothing for names, IRIs, strings, and numbers too large for 128 bits in their base
/// unit.
std::optional<Value> value_of(const Term& term);

/// The values that it is equal to: itself, and between years and days the other reading (`2025` and
/// `2025-01-01..2025-12-31`; plain whole numbers and ranges within 1000..9999 can be years).
std::vector<Value> equal_readings(const Value& value);

/// Equal value across units (`1year` == `12month`, `4` == `4.0`, `70%` == `70.0%`). Terms without a value are
/// equal iff they are the same. An equivalence: `a` equals `b` iff their `equal_readings` meet.
bool equal_values(const Term& a, const Term& b);

/// Order across units. Dates and ranges are intervals: less = ends before the other begins, greater = begins
/// after it ends, equivalent = the same interval; overlapping or incomparable values (other dimension, year
/// unknown) are unordered. Beside a date a plain integer 1000..9999 is a year. Strings and names compare by
/// code point among themselves.
std::partial_ordering compare_values(const Term& a, const Term& b);

/// `>=` and `<=` of the language: `a >= b` iff a begins no earlier than b begins; `a <= b` iff a ends no
/// later than b ends. Nothing where the two do not compare.
std::optional<bool> at_least(const Term& a, const Term& b);
std::optional<bool> at_most(const Term& a, const Term& b);

/// `a in b`: the interval of a lies within that of b (`2025-10-30 in 2025`). Nothing where the two do not
/// compare.
std::optional<bool> contained_in(const Term& a, const Term& b);

/// A total order of all terms for `order by` and for printing: by kind of thing, then by value, then by
/// spelling.
std::strong_ordering total_order(const Term& a, const Term& b);

}  // namespace kg
