// Scripts into commands: the only face of query/parser/. A script is cut at `;` and at newlines outside
// brackets; each command is lexed by kg/word.hpp's rules and parsed by Boost.Spirit X3.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "query/ast.hpp"

namespace kg::query {

/// A script read command by command, so that a batch can run what stands before a mistake, and what follows
/// it.
class Script {
 public:
  Script(std::string_view text, std::string_view file);
  /// The next command, or nothing at the end. Throws `SyntaxError`; the next call then goes on after the
  /// faulty command.
  std::optional<ast::Command> next();

 private:
  std::shared_ptr<const Source> source_;
  std::size_t position_ = 0;
};

/// All commands of a script. Throws `SyntaxError` at the first mistake.
std::vector<ast::Command> parse(std::string_view text, std::string_view file);

/// False if a shell should ask for another line: a bracket is open, or the last thing is a comma.
bool is_complete(std::string_view text);

}  // namespace kg::query
