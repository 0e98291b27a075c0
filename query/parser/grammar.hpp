// Tokens into one command, behind which Boost.Spirit stays hidden; parser.cpp calls it.
#pragma once

#include <vector>

#include "query/parser/lexer.hpp"

namespace kg::query::parser {

/// The command that these tokens (the last an `End`) spell. Throws `SyntaxError`.
ast::Command parse_command(const Source& source, const std::vector<Token>& tokens);

}  // namespace kg::query::parser
