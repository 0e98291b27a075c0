// Quoted tokens and their escapes: '…' names, "…" strings, <…> IRIs (declared in kg/word.hpp and
// kg/quoted.hpp).
#include "kg/quoted.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kg/error.hpp"
#include "kg/message.hpp"
#include "kg/unicode.hpp"
#include "kg/word.hpp"

namespace kg {
namespace {

bool is_ascii_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_ascii_alnum(char c) {
  return is_ascii_letter(c) || (c >= '0' && c <= '9');
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// The four hexadecimal digits after `\u`; `pos` is moved past them.
char32_t read_hex(std::string_view text, std::size_t& pos) {
  constexpr std::size_t kDigits = 4;
  char32_t value = 0;
  for (std::size_t i = 0; i < kDigits; ++i, ++pos) {
    const int digit = pos < text.size() ? hex_digit(text[pos]) : -1;
    if (digit < 0) throw Error(kWord.hex_digits().text());
    value = value * 16 + static_cast<char32_t>(digit);
  }
  return value;
}

bool is_high_surrogate(char32_t c) {
  return c >= 0xD800 && c < 0xDC00;
}
bool is_low_surrogate(char32_t c) {
  return c >= 0xDC00 && c < 0xE000;
}

char32_t read_unicode_escape(std::string_view text, std::size_t& pos) {
  const char32_t c = read_hex(text, pos);
  if (is_high_surrogate(c) && text.substr(pos).starts_with("\\u")) {
    pos += 2;
    const char32_t low = read_hex(text, pos);
    if (is_low_surrogate(low)) return 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
  }
  if (is_high_surrogate(c) || is_low_surrogate(c)) throw Error(kWord.half_pair().text());
  return c;
}

/// Appends what the escape at `pos` (just past the backslash) stands for and moves `pos` past it.
void read_escape(std::string_view text, std::size_t& pos, std::string& out) {
  const char c = pos < text.size() ? text[pos++] : '\0';
  switch (c) {
    case '"':
    case '\\':
    case '/':
    case '\'':
      out += c;
      return;
    case 'b':
      out += '\b';
      return;
    case 'f':
      out += '\f';
      return;
    case 'n':
      out += '\n';
      return;
    case 'r':
      out += '\r';
      return;
    case 't':
      out += '\t';
      return;
    case 'u':
      append_utf8(out, read_unicode_escape(text, pos));
      return;
    default:
      throw Error(kWord.escape().text());
  }
}

/// The content up to the closing mark; `pos` is moved past it.
std::string read_content(std::string_view text, std::size_t& pos, char close) {
  std::string out;
  while (pos < text.size() && text[pos] != '\n') {
    const char c = text[pos++];
    if (c == close) return out;
    if (c == '\\') {
      read_escape(text, pos, out);
    } else {
      out += c;
    }
  }
  throw Error(kWord.unclosed(close).text());
}

std::size_t language_length(std::string_view text) {
  std::size_t pos = 0;
  while (pos < text.size() && is_ascii_letter(text[pos])) ++pos;
  while (pos > 0 && pos + 1 < text.size() && text[pos] == '-' && is_ascii_alnum(text[pos + 1]))
    for (++pos; pos < text.size() && is_ascii_alnum(text[pos]);) ++pos;
  constexpr std::size_t kDirection = 5;
  const std::string_view rest = text.substr(pos);
  const bool directed = pos > 0 && (rest.starts_with("--ltr") || rest.starts_with("--rtl")) &&
                        (rest.size() == kDirection || !is_ascii_alnum(rest[kDirection]));
  return directed ? pos + kDirection : pos;
}

/// Bytes of `@en`, `@ar--rtl` or `^^type` at the start of `text`.
std::size_t tag_length(std::string_view text) {
  if (text.starts_with('@')) {
    const std::size_t language = language_length(text.substr(1));
    return language == 0 ? 0 : 1 + language;
  }
  if (!text.starts_with("^^")) return 0;
  const std::string_view type = text.substr(2);
  const std::size_t length = iri_length(type) != 0 ? iri_length(type) : word_length(type);
  if (length == 0) throw Error(kWord.no_type().text());
  return 2 + length;
}

}  // namespace

std::size_t iri_length(std::string_view text) {
  const bool blank = text.starts_with("<_:");
  if (text.size() < 2 || text[0] != '<' || !(is_ascii_letter(text[1]) || blank)) return 0;
  std::size_t pos = 2;
  while (pos < text.size() &&
         (is_ascii_alnum(text[pos]) || text[pos] == '+' || text[pos] == '-' || text[pos] == '.'))
    ++pos;
  if (pos >= text.size() || text[pos] != ':') return 0;
  while (pos < text.size()) {
    const std::size_t begin = pos;
    const char32_t c = next_code_point(text, pos);
    if (c == U'>') return pos;
    if (c == U'<' || c == U'"' || is_white_space(c) || is_control_or_format(c)) return 0;
    if (begin == pos) return 0;
  }
  return 0;
}

std::string escaped(std::string_view text, char quote) {
  std::string out(1, quote);
  for (std::size_t pos = 0; pos < text.size();) {
    const std::size_t begin = pos;
    const char32_t c = next_code_point(text, pos);
    if (c == static_cast<char32_t>(quote) || c == U'\\') out += '\\';
    if (c == U'\n') {
      out += "\\n";
    } else if (c == U'\t') {
      out += "\\t";
    } else if (c == U'\r') {
      out += "\\r";
    } else if (c < 0x10000 && (is_control_or_format(c) || c == 0x2028 || c == 0x2029)) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out += text.substr(begin, pos - begin);
    }
  }
  return out + quote;
}

std::optional<Quoted> read_quoted(std::string_view text) {
  std::size_t pos = 1;
  if (text.starts_with('\'')) {
    const std::string name = normal_name(read_content(text, pos, '\''));
    if (name.empty()) throw Error(kWord.empty_name().text());
    return Quoted{Term::name(name), pos};
  }
  if (text.starts_with('"')) {
    std::string content = read_content(text, pos, '"');
    const std::size_t tag = tag_length(text.substr(pos));
    return Quoted{Term::string(std::move(content), to_nfc(text.substr(pos, tag))), pos + tag};
  }
  if (const std::size_t length = iri_length(text))
    return Quoted{Term{TermKind::Iri, std::string(text.substr(1, length - 2)), {}}, length};
  return std::nullopt;
}

}  // namespace kg
