// Code points of a UTF-8 text as the token rules see them. Broken bytes count as letters, one byte each: a
// token rule never fails and never changes a character.
#pragma once

#include <cstdint>
#include <string_view>

namespace kg::text {

enum class Kind : std::uint8_t { Space, Letter, Digit, Mark };

struct Character {
  char32_t code = 0;
  std::uint32_t size = 0;  ///< bytes; 0 at the end of the text
  Kind kind = Kind::Space;
  bool upper = false;  ///< an upper-case letter of Latin, Greek or Cyrillic
};

/// The code point at byte `at`.
Character character_at(std::string_view text, std::size_t at);

}  // namespace kg::text
