// What functions on text read: the text of a term, and regular expressions. Only text.cpp sees the library
// for them (RE2), whose time is linear in the text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kg/message.hpp"
#include "kg/term.hpp"

namespace kg::query {

/// A name as it is shown, without quotes and with its `_`; the content of a string; an address. Nothing for
/// values.
std::optional<std::string> text_of(const Term& term);

/// Does some part of the text match? Nothing for a pattern that cannot be read. Patterns are kept, a few a
/// thread.
std::optional<bool> matches_pattern(std::string_view text, std::string_view pattern);
/// What is wrong with a pattern; nothing for a good one.
std::optional<Said> pattern_error(std::string_view pattern);

}  // namespace kg::query
