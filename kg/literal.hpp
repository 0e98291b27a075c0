// The grammar of literals: which words are numbers, quantities, ranges and dates, and of what parts they
// consist. kg/word.hpp classifies words with it, kg/value.hpp computes with the parts.
//
//   number  = ["-"] digits ["." digits]           at most 30 digits
//   literal = number [unit | "%"] | number ".." number [unit | "%"]
//           | YYYY-MM | YYYY-MM-DD | --MM | --MM-DD | date ".." date | "true" | "false"
#pragma once

#include <optional>
#include <string_view>

#include "kg/term.hpp"
#include "kg/unit.hpp"

namespace kg {

/// A number as it is spelled.
struct Number {
  Int128 micro = 0;  ///< scaled by 10^6, rounded where the spelling has more than six decimals
  int decimals = 0;  ///< digits after the point
};
/// The number at the start of `text`, and how many bytes it takes; nothing if none stands there or it has
/// more than 30 digits.
std::optional<Number> read_number(std::string_view text, std::size_t& length);

/// The parts of a literal; which of them count depends on the kind.
struct Literal {
  TermKind kind =
      TermKind::Integer;         ///< Integer, Decimal, Percent, Quantity, Range, Date, DateRange or Boolean
  Number low, high;              ///< equal but for ranges
  bool percent = false;          ///< Percent, and ranges of percentages
  std::optional<Unit> unit;      ///< Quantity, and ranges of quantities
  std::string_view first, last;  ///< of a DateRange: its two dates
};
/// The parts of the literal that the whole of `word` spells; nothing if it spells none.
std::optional<Literal> parse_literal(std::string_view word);

}  // namespace kg
