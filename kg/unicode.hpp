// UTF-8 and the little of Unicode that names, carets and tables need; a thin layer over ICU, which no other
// header of ours shows. Text is UTF-8 everywhere; functions here expect valid UTF-8 (see check_utf8 in
// kg/word.hpp).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kg {

/// The code point that begins at byte `pos`, which is moved past it; a broken byte reads as U+FFFD.
/// REQUIRES: pos < text.size().
char32_t next_code_point(std::string_view text, std::size_t& pos);

/// Appends `c` as UTF-8. REQUIRES: c is a Unicode scalar value (no surrogate).
void append_utf8(std::string& out, char32_t c);

/// The text behind the byte order mark that some editors write at the beginning of a file.
std::string_view without_byte_order_mark(std::string_view text);

bool is_ascii(std::string_view text);

/// Letters in lower or upper case, after Unicode's tables for no language in particular.
std::string to_lower(std::string_view text);
std::string to_upper(std::string_view text);

/// Normal form C.
std::string to_nfc(std::string_view text);

bool is_letter(char32_t c);             ///< an alphabetic code point, of any script
bool is_combining(char32_t c);          ///< a combining mark, which stands on the letter before it
bool is_white_space(char32_t c);        ///< any Unicode white space, line ends among them
bool is_control_or_format(char32_t c);  ///< categories Cc and Cf

/// Columns that a terminal needs: 2 for wide characters, 0 for combining and invisible ones, a tab counts
/// as 1.
std::size_t display_width(std::string_view text);

}  // namespace kg
