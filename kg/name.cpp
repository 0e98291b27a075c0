// Names in their normal form, and the checks of UTF-8 that come before it (declared in kg/word.hpp).
#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/stringpiece.h>
#include <unicode/utf8.h>

#include <fmt/format.h>

#include "kg/error.hpp"
#include "kg/unicode.hpp"
#include "kg/word.hpp"

namespace kg {

std::string normal_name(std::string_view text) {
  std::string out;
  bool gap = false;  // white space was seen since the last character
  for (std::size_t pos = 0; pos < text.size();) {
    const char32_t c = next_code_point(text, pos);
    if (is_white_space(c)) {
      gap = true;
    } else if (!is_control_or_format(c)) {
      if (gap && !out.empty()) out += '_';
      gap = false;
      append_utf8(out, c);
    }
  }
  return to_nfc(out);
}

std::string fold_name(std::string_view text) {
  std::string name = normal_name(text);
  if (is_ascii(name)) {
    for (char& c : name)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return name;
  }
  UErrorCode status = U_ZERO_ERROR;
  std::string folded;
  icu::StringByteSink<std::string> sink(&folded);
  icu::CaseMap::utf8Fold(0, icu::StringPiece(name.data(), static_cast<int32_t>(name.size())), sink, nullptr,
                         status);
  if (U_FAILURE(status)) throw Error(fmt::format("the name {} could not be case-folded", name));
  return to_nfc(folded);
}

std::optional<std::size_t> invalid_utf8(std::string_view text) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  for (std::size_t pos = 0; pos < text.size();) {
    const std::size_t begin = pos;
    UChar32 c = 0;
    U8_NEXT(bytes, pos, text.size(), c);
    if (c < 0) return begin;
  }
  return std::nullopt;
}

void check_utf8(std::string_view text) {
  if (const auto offset = invalid_utf8(text))
    throw Error(fmt::format("expected text in UTF-8, found an invalid byte 0x{:02x} at offset {}",
                            static_cast<unsigned char>(text[*offset]), *offset));
}

}  // namespace kg
