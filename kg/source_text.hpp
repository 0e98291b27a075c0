// Places in a text, for error messages: from a byte offset to line and column, and to the line with a caret
// under it. The `.facts` reader and the query parser point with it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "kg/error.hpp"

namespace kg {

/// Line and column (both from 1, columns in code points) of a byte offset; an offset past the end is the end.
Place place_at(std::string_view text, std::size_t byte_offset, std::string file = {});

/// Two lines without a final newline: the line that holds the offset, and a caret under the character there,
/// `width` columns wide at least 1 (`^^^`). Tabs are shown as single spaces; a long line is cut around the
/// caret, with `…` where it was cut.
std::string render_place(std::string_view text, std::size_t byte_offset, std::size_t width = 1);

/// A SyntaxError at `byte_offset` of `text`: its message, place and rendered line.
SyntaxError syntax_error(const std::string& message, std::string_view text, std::size_t byte_offset,
                         std::string file = {}, std::size_t width = 1);

}  // namespace kg
