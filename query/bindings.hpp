// What stands for something else in a script: `$name` for an operand, `schema:` for the beginning of an
// address. A script (parser.hpp) puts both in place while it reads, a parameter as the one operand that it
// is and never as text, so that no value can say more than itself.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "kg/facts.hpp"
#include "query/ast.hpp"

namespace kg::query {

struct Parameter {
  ast::Operand operand;  ///< a name, an exact name or a value
  std::string text;      ///< as it was given
  bool used = false;     ///< some command named it
};

struct Bindings {
  std::map<std::string, Parameter, std::less<>> parameters;
  Prefixes prefixes;

  /// Gives a parameter its value, a single word read by the rules of kg/word.hpp: `China` is a name,
  /// `'China'` exactly this one, `2025-10-30` a date, `"China"` a string. Throws `Error` for what is no word,
  /// and for what `$name` could not name.
  void set(std::string_view name, std::string_view value);
};

}  // namespace kg::query
