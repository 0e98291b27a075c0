// The marks around quoted tokens: what kg/word.hpp reads and prints them with.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kg {

/// Bytes of `<scheme:…>` at the start of `text`, or of a blank node of RDF, `<_:…>`, brackets included; 0 if
/// there is none. An IRI holds no white
/// space, `<`, `"`, control or format character; any other `<` compares.
std::size_t iri_length(std::string_view text);

/// `text` between two `quote` marks, with JSON's escapes for the mark, backslashes, control and format
/// characters.
std::string escaped(std::string_view text, char quote);

}  // namespace kg
