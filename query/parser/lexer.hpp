// Characters into tokens, one command at a time. Words are cut and classified by kg/word.hpp; this file adds
// the marks of the query language, comments, and the end of a command. The grammar (grammar.cpp) reads the
// tokens.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "query/ast.hpp"
#include "query/bindings.hpp"

namespace kg::query::parser {

enum class TokenKind : std::uint8_t {
  Operand,  ///< a literal, quoted or bare name, variable, `_`, `~verb`, `@key`, or what a `$parameter` or a
            ///< prefixed name stands for: `operand` holds it
  Keyword,  ///< a reserved word
  Prefix,   ///< `schema:`, the name of a prefix to be declared: `operand` holds it without the colon
  Mark,     ///< punctuation and comparators; `text` is the spelling
  End,      ///< newline, `;` or the end of the script
};

struct Token {
  TokenKind kind = TokenKind::End;
  std::string_view text;
  ast::Operand operand;
  std::size_t at = 0;
  bool glued = false;   ///< no white space before it
  bool spaced = false;  ///< white space, or the end, after it

  bool is_parameter() const { return kind == TokenKind::Operand && text.starts_with('$'); }
  bool is_mark(std::string_view mark) const { return kind == TokenKind::Mark && text == mark; }
  /// True for the word in any case, reserved or not, but not for a quoted name.
  bool is_word(std::string_view lower) const;
};

/// Bytes of the name of a variable or parameter at the start of `text`: letters, digits, `_` and what stands
/// in words beyond ASCII.
std::size_t variable_length(std::string_view text);

/// ASCII letters in lower case.
std::string lower(std::string_view text);

/// The tokens of the command that begins at `position` (or after empty lines), the last one an `End`;
/// `position` moves behind them. Only an `End` means that the script is over. Throws `SyntaxError`, with
/// `position` moved to the next line. Without bindings any parameter and prefix will do.
std::vector<Token> lex_command(const Source& source, std::size_t& position, Bindings* bindings);

/// Moves `position` behind white space, empty commands and comments; between commands only.
void skip_to_command(std::string_view text, std::size_t& position);

/// True if the text ends inside a bracket or after a comma. Never throws.
bool is_open(std::string_view text);

}  // namespace kg::query::parser
