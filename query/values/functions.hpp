// The functions of the language: one table from which the parser's checks, the evaluator, the messages and
// the tests are made.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "kg/message.hpp"
#include "kg/term.hpp"

namespace kg::query {

/// What an argument must be, or a call gives.
enum class ValueKind : std::uint8_t {
  Any,
  Condition,  ///< true or false
  Text,       ///< a name, a string or an address
  Number,     ///< a number, a percentage or a quantity
  Date,
  Variable,   ///< as an argument only
  Pattern,    ///< a regular expression in a string; as an argument only
  Separator,  ///< a string as it stands in the query; as an argument only
};

/// The value of a call whose arguments all have one; nothing for an error.
using Apply = std::optional<Term> (*)(std::span<const Term> arguments);

struct Function {
  std::string_view name;
  std::vector<ValueKind> arguments;  ///< of the longest call
  std::size_t least;                 ///< how many of them must be there
  bool repeats;                      ///< the last may stand any number of times
  ValueKind result;
  bool aggregate;
  Apply apply;             ///< null for aggregates, and where errors of arguments are no errors of the call
  std::string_view usage;  ///< how it is called, for messages
};

/// All of them, aggregates first.
std::span<const Function> functions();

/// The function of a lower-case name, or null.
const Function* find_function(std::string_view name);

/// True if an argument may have the value that this constant has.
bool fits(ValueKind wanted, const Term& constant);
/// True if an argument may be what gives values of this kind.
bool fits(ValueKind wanted, ValueKind given);
/// `a number`, `a condition`: for messages.
std::string_view spoken(ValueKind kind);

/// The message for a name that is none, with the nearest one that is.
Said unknown_function(std::string_view name);

}  // namespace kg::query
