// Values that stand in a term's id instead of the dictionary. The payload (60 bits, kg/id.hpp) puts the value
// high and the spelling low, so that within one kind ids are in the order of values and all spellings of one
// value are neighbours: `1year` and `12month` differ in their lowest bits only.
//
//   Number, Percent   59|58 54|53                  3|2       0
//                      s | exp | significand (51)   | decimals      decimals 0: an integer
//   Quantity          59   52|51|50 46|45          9|8   3|2 0
//                      group  |s | exp | signif. (37) | unit | dec.  group and unit: the code of kg/unit.hpp
//   Date              59                        1 | 0
//                      first day + 2^40           | whole month
//   YearlessDate      59                        1 | 0
//                      month * 32 + day (or 1)    | whole month
//   Boolean           59                          | 0
//                                                 | true
//
// A number in base units, scaled by 10^6, is an integer V of at most 15 (11) significant digits. `exp` is the
// count of V's digits (1 to 31; 0 for V = 0), the significand V's digits filled up with zeros on the right to
// 15 (11); so they sort as V does. `s` is 1 for V >= 0; below zero `exp` and significand are inverted. What
// does not fit, or is not spelled as the payload would be printed
// (`007`, `1.50000000`), goes to the dictionary, as do ranges.
#pragma once

#include <optional>
#include <vector>

#include "kg/id.hpp"
#include "kg/term.hpp"

namespace kg {

/// The id of a value that stands in its id; nothing for all other terms. `term_of_inline(*inline_value_id(t))
/// == t`.
std::optional<Id> inline_value_id(const Term& term);

/// The term of an inline id; nothing for other kinds of ids and for a unit that is not in the table. Of an id
/// that `inline_value_id` never gives it makes some term, whose id is another one.
std::optional<Term> term_of_inline(Id id);

/// The ids of all inline terms whose value equals this term's (`1year`, `12month`, `12.0month`): one range
/// for each of its `equal_readings` that an inline id can have. Ranges count too: `2025-10-01..2025-10-31`
/// gives the id of `2025-10`, `2025-01-01..2025-12-31` that of `2025`.
std::vector<IdRange> inline_ranges_equal_to(const Term& term);

}  // namespace kg
