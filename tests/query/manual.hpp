// The grammar of LANGUAGE.md over the tokens of the parser.
#pragma once

#include <string>
#include <vector>

#include "tests/query/ebnf.hpp"

namespace kg::query {

/// The productions of the manual. Throws kg::Error where they name what is neither one of them nor a kind of
/// token.
Ebnf manual_grammar();

/// Gives the last token, an `End`, the text that it has in the grammar: `;` or a newline.
void mark_end(const Source& source, std::vector<Token>& tokens);

/// Whether the text is one command of the grammar, whose parts are then counted.
bool recognise_query(Ebnf& grammar, const std::string& text, Bindings& bindings);

}  // namespace kg::query
