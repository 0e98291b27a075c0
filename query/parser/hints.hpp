// What to say where the grammar stopped: habits from other languages and slips that deserve more than
// "expected …".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "query/parser/lexer.hpp"

namespace kg::query::parser {

/// Throws the error for a first word that begins no command of this language: `SELECT`, `why`.
void refuse_foreign_command(const Source& source, const Token& first);

/// Throws "expected …, found …", with a hint where one is known. `stop` is the index of the furthest token
/// reached.
[[noreturn]] void fail_to_parse(const Source& source, const std::vector<Token>& tokens, std::size_t stop,
                                const std::vector<std::string_view>& expected);

}  // namespace kg::query::parser
