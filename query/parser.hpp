// Scripts into commands: the only face of query/parser/. A script is cut at `;` and at newlines outside
// brackets; each command is lexed by kg/word.hpp's rules and parsed by Boost.Spirit X3.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "query/ast.hpp"
#include "query/bindings.hpp"

namespace kg::query {

/// A script read command by command, so that a batch can run what stands before a mistake, and what follows
/// it.
class Script {
 public:
  /// Parameters and prefixes are put in place by `bindings`, which `prefix` commands add to; without, the
  /// script has its own, and no parameter.
  Script(std::string_view text, std::string_view file, std::shared_ptr<Bindings> bindings = nullptr);
  /// The next command, or nothing at the end. Throws `SyntaxError`; the next call then goes on after the
  /// faulty command.
  std::optional<ast::Command> next();

  /// Takes a line that begins with a `.` if one comes next: a command of the program that runs the script,
  /// none of the language.
  std::optional<std::string> dot_line();
  /// Throws the `SyntaxError` of a message about that line.
  [[noreturn]] void refuse_dot_line(const std::string& message) const;

 private:
  void check_utf8();

  std::shared_ptr<const Source> source_;
  std::shared_ptr<Bindings> bindings_;
  std::size_t dot_begin_ = 0, dot_length_ = 0;  ///< of the last dot line, its first word
  std::size_t position_ = 0;
  bool is_utf8_ = false;
};

/// All commands of a script. Throws `SyntaxError` at the first mistake.
std::vector<ast::Command> parse(std::string_view text, std::string_view file);

/// False if a shell should ask for another line: a bracket is open, or the last thing is a comma.
bool is_complete(std::string_view text);

}  // namespace kg::query
