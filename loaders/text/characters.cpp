#include "loaders/text/characters.hpp"

namespace kg::text {
namespace {

bool is_space(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || (c >= 0x2000 && c <= 0x200B) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

bool is_letter(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
  if (c == 0xD7 || c == 0xF7) return false;
  // General punctuation, currency, arrows, mathematics, symbols; CJK punctuation and full-width forms.
  return !(c >= 0x2000 && c <= 0x206F) && !(c >= 0x20A0 && c <= 0x20CF) && !(c >= 0x2190 && c <= 0x2BFF) &&
         !(c >= 0x3000 && c <= 0x303F) && !(c >= 0xFF01 && c <= 0xFF0F) && !(c >= 0x1F000 && c <= 0x1FAFF);
}

bool is_upper(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  if (c < 0x100) return c >= 0xC0 && c <= 0xDE && c != 0xD7;
  if (c < 0x138) return c % 2 == 0;  // Latin Extended-A alternates: upper even here,
  if (c < 0x149) return c % 2 == 1;  // odd here,
  if (c < 0x178) return c % 2 == 0;  // even again
  return (c >= 0x391 && c <= 0x3A9) || (c >= 0x400 && c <= 0x42F);
}

}  // namespace

Character character_at(std::string_view text, std::size_t at) {
  Character character;
  if (at >= text.size()) return character;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const unsigned char first = byte(0);
  const std::uint32_t size = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1;
  character.size = 1;
  character.code = first;
  bool whole = first < 0x80 || (size > 1 && at + size <= text.size());
  if (whole && size > 1) {
    char32_t code = first & (0xFFU >> (size + 1));
    for (std::uint32_t i = 1; i < size; ++i) {
      whole = whole && (byte(i) & 0xC0) == 0x80;
      code = code << 6 | (byte(i) & 0x3FU);
    }
    if (whole) character.code = code, character.size = size;
  }
  if (!whole) {
    character.kind = Kind::Letter;
    return character;
  }
  const char32_t code = character.code;
  character.kind = is_space(code)               ? Kind::Space
                   : code >= '0' && code <= '9' ? Kind::Digit
                   : is_letter(code)            ? Kind::Letter
                                                : Kind::Mark;
  character.upper = character.kind == Kind::Letter && is_upper(code);
  return character;
}

}  // namespace kg::text
