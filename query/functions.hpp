// The functions of the language: one table for the parser's checks, the evaluator and the manual.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kg::query {

struct Function {
  std::string_view name;
  std::size_t arity;
  bool aggregate;
  std::string_view usage;
};

/// The function of a lower-case name, or null.
const Function* find_function(std::string_view name);

/// The message for a name that is none, with the nearest one that is.
std::string unknown_function(std::string_view name);

}  // namespace kg::query
