#include "loaders/rdf/scan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "kg/unicode.hpp"

namespace kg::loaders::rdf {
namespace {

enum CharClass : std::uint8_t {
  kNoIri = 1,     ///< never bare in an IRI
  kNameChar = 2,  ///< in a name, a label or a word
  kSpace = 4,
  kDigit = 8,
  kLetter = 16
};

constexpr std::array<std::uint8_t, 256> char_classes() {
  std::array<std::uint8_t, 256> classes{};
  for (int c = 0; c <= 0x20; ++c) classes[c] |= kNoIri;
  for (const char c : std::string_view("<>\"{}|^`\\")) classes[static_cast<unsigned char>(c)] |= kNoIri;
  for (int c = '0'; c <= '9'; ++c) classes[c] |= kNameChar | kDigit;
  for (int c = 'a'; c <= 'z'; ++c) classes[c] |= kNameChar | kLetter;
  for (int c = 'A'; c <= 'Z'; ++c) classes[c] |= kNameChar | kLetter;
  for (int c = 0x80; c <= 0xFF; ++c) classes[c] |= kNameChar;
  classes['_'] |= kNameChar;
  classes['-'] |= kNameChar;
  for (const char c : std::string_view(" \t\r\n")) classes[static_cast<unsigned char>(c)] |= kSpace;
  return classes;
}
constexpr auto kClasses = char_classes();

bool is(char c, int char_class) {
  return (kClasses[static_cast<unsigned char>(c)] & char_class) != 0;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// `\u` and four digits, `\U` and eight; `pos` is at the backslash and moved past the escape.
void append_code_point(std::string_view token, std::size_t at, std::size_t& pos, std::string& out) {
  const std::size_t begin = pos;
  const std::size_t digits = token[pos + 1] == 'u' ? 4 : 8;
  pos += 2;
  char32_t c = 0;
  for (std::size_t i = 0; i < digits; ++i, ++pos) {
    const int digit = pos < token.size() ? hex_digit(token[pos]) : -1;
    if (digit < 0)
      throw BadRdf(at + begin,
                   fmt::format("expected {} hexadecimal digits after \\{}", digits, token[begin + 1]));
    c = c * 16 + static_cast<char32_t>(digit);
  }
  if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000))
    throw BadRdf(at + begin, fmt::format("expected a character, found {}", token.substr(begin, pos - begin)));
  append_utf8(out, c);
}

/// A word of names, numbers and keywords, dots inside it included; the dots behind it are marks.
std::size_t word_end(std::string_view text, std::size_t pos) {
  std::size_t end = pos;  // one past the last character that is no dot
  const bool number = is(text[pos], kDigit) || text[pos] == '+' || text[pos] == '-' || text[pos] == '.';
  for (std::size_t i = pos; i < text.size(); ++i) {
    const char c = text[i];
    if (is(c, kNameChar) || c == ':') {
      end = i + 1;
    } else if ((c == '+' || c == '-') && number && (i == pos || text[i - 1] == 'e' || text[i - 1] == 'E')) {
      end = i + 1;
    } else if (c == '%') {
      if (i + 2 >= text.size()) return kCutOff;
      if (hex_digit(text[i + 1]) < 0 || hex_digit(text[i + 2]) < 0)
        throw BadRdf(i, "expected two hexadecimal digits after %");
      end = (i += 2) + 1;
    } else if (c == '\\') {
      if (i + 1 >= text.size()) return kCutOff;
      if (std::string_view("_~.-!$&'()*+,;=/?#@%").find(text[i + 1]) == std::string_view::npos)
        throw BadRdf(i, "expected one of _~.-!$&'()*+,;=/?#@% after a backslash in a name");
      end = ++i + 1;
    } else if (c != '.') {
      return end;
    }
  }
  return kCutOff;
}

bool is_number(std::string_view word) {
  std::size_t pos = word.starts_with('+') || word.starts_with('-') ? 1 : 0;
  const auto digits = [&] {
    const std::size_t begin = pos;
    while (pos < word.size() && is(word[pos], kDigit)) ++pos;
    return pos - begin;
  };
  std::size_t count = digits();
  const bool point = pos < word.size() && word[pos] == '.';
  std::size_t decimals = 0;
  if (point) {
    ++pos;
    count += decimals = digits();
  }
  if (count == 0) return false;
  if (pos < word.size() && (word[pos] == 'e' || word[pos] == 'E')) {
    ++pos;
    if (pos < word.size() && (word[pos] == '+' || word[pos] == '-')) ++pos;
    return digits() > 0 && pos == word.size();
  }
  return pos == word.size() && (!point || decimals > 0);
}

constexpr std::string_view kMarks[] = {"<<", ">>", "{|", "|}", "^^", ".", ";", ",",
                                       "[",  "]",  "(",  ")",  "{",  "}", "~"};

}  // namespace

std::size_t iri_end(std::string_view text, std::size_t pos) {
  for (std::size_t i = pos + 1; i < text.size(); ++i) {
    if (!is(text[i], kNoIri)) continue;
    if (text[i] == '>') return i + 1;
    if (text[i] == '\\' && i + 1 >= text.size()) return kCutOff;
    if (text[i] != '\\' || (text[i + 1] != 'u' && text[i + 1] != 'U'))
      throw BadRdf(i, fmt::format("expected `>` at the end of the IRI, found {}", found_at(text, i)));
  }
  return kCutOff;
}

std::size_t string_end(std::string_view text, std::size_t pos) {
  const char quote = text[pos];
  if (pos + 2 >= text.size()) return kCutOff;
  const bool empty = text[pos + 1] == quote;
  if (empty && text[pos + 2] != quote) return pos + 2;
  const std::size_t marks = empty ? 3 : 1;
  for (std::size_t i = pos + marks; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\') {
      ++i;
    } else if (c == quote) {
      if (marks == 1) return i + 1;
      if (i + 2 >= text.size()) return kCutOff;
      if (text[i + 1] == quote && text[i + 2] == quote) {
        // `""""` ends in a quote that belongs to the string; there may be two.
        for (int more = 0; more < 2; ++more) {
          if (i + 3 >= text.size()) break;
          if (text[i + 3] == quote) ++i;
        }
        return i + 3;
      }
    } else if (c == '\n' && marks == 1) {
      throw BadRdf(pos, fmt::format("expected a closing {} before the end of the line", quote));
    }
  }
  return kCutOff;
}

std::size_t label_end(std::string_view text, std::size_t pos) {
  if (pos + 2 >= text.size()) return kCutOff;
  if (text[pos + 1] != ':' || !is(text[pos + 2], kNameChar) || text[pos + 2] == '-')
    throw BadRdf(pos, fmt::format("expected a blank node such as _:a, found {}", found_at(text, pos)));
  std::size_t end = pos + 3;
  for (std::size_t i = end; i < text.size(); ++i) {
    if (is(text[i], kNameChar))
      end = i + 1;
    else if (text[i] != '.')
      return end;
  }
  return kCutOff;
}

std::size_t tag_end(std::string_view text, std::size_t pos) {
  std::size_t i = pos + 1;
  while (i < text.size() && is(text[i], kLetter)) ++i;
  if (i < text.size() && i == pos + 1)
    throw BadRdf(pos, fmt::format("expected a language such as @en, found {}", found_at(text, pos)));
  while (i + 1 < text.size() && text[i] == '-' && is(text[i + 1], kLetter | kDigit))
    for (++i; i < text.size() && is(text[i], kLetter | kDigit);) ++i;
  for (const std::string_view direction : {"--ltr", "--rtl"}) {
    const std::string_view rest = text.substr(std::min(i, text.size()));
    if (rest.size() <= direction.size() && direction.starts_with(rest)) return kCutOff;
    if (rest.starts_with(direction) && !is(rest[direction.size()], kLetter | kDigit))
      return i + direction.size();
  }
  return i + 1 < text.size() || (i < text.size() && text[i] != '-') ? i : kCutOff;
}

std::size_t skip_space(std::string_view text, std::size_t pos) {
  for (;;) {
    while (pos < text.size() && is(text[pos], kSpace)) ++pos;
    if (pos == text.size() || text[pos] != '#') return pos;
    pos = std::min(text.find_first_of("\r\n", pos), text.size());
  }
}

bool read_token(std::string_view text, std::size_t pos, Token& token) {
  const char c = text[pos];
  const std::string_view rest = text.substr(pos);
  const auto made = [&](TokenKind kind, std::size_t end) {
    if (end == kCutOff) return false;
    token = {kind, text.substr(pos, end - pos), pos};
    return true;
  };
  if (c == '"' || c == '\'') return made(TokenKind::String, string_end(text, pos));
  if (c == '@') return made(TokenKind::At, tag_end(text, pos));
  if (c == '<' && rest.size() < 2) return false;
  if (c == '<' && rest[1] != '<') return made(TokenKind::Iri, iri_end(text, pos));
  if (rest.starts_with("_:")) return made(TokenKind::Blank, label_end(text, pos));
  if (c == '.' && rest.size() < 2) return false;
  const bool signed_number = (c == '+' || c == '-' || c == '.') && rest.size() > 1 &&
                             (is(rest[1], kDigit) || (c != '.' && rest[1] == '.'));
  if ((is(c, kNameChar) && c != '-') || c == ':' || signed_number) {
    const std::size_t end = word_end(text, pos);
    if (end == kCutOff) return false;
    const std::string_view word = text.substr(pos, end - pos);
    if (is_number(word)) return made(TokenKind::Number, end);
    const std::size_t colon = word.find(':');
    if (signed_number || (is(c, kDigit)) || c == '%')
      throw BadRdf(pos, fmt::format("expected a number, found {}", word));
    return made(colon == std::string_view::npos ? TokenKind::Word : TokenKind::Name, end);
  }
  for (const std::string_view mark : kMarks) {
    if (rest.starts_with(mark)) return made(TokenKind::Mark, pos + mark.size());
    if (mark.size() == 2 && rest.size() == 1 && c == mark[0]) return false;
  }
  throw BadRdf(pos,
               fmt::format("expected an IRI, a name, a literal or a mark, found {}", found_at(text, pos)));
}

std::size_t bad_word_end(std::string_view text) {
  std::size_t end = 1;
  for (std::size_t i = end; i < text.size(); ++i) {
    if (is(text[i], kNameChar) || text[i] == ':')
      end = i + 1;
    else if (text[i] != '.')
      break;
  }
  return end;
}

bool is_directive(const Token& token, std::string_view name) {
  if (token.kind == TokenKind::At) return token.text.substr(1) == name;
  return token.kind == TokenKind::Word && token.text.size() == name.size() && to_lower(token.text) == name;
}

std::string_view iri_in(std::string_view token, std::size_t at, std::string& scratch) {
  const std::string_view raw = token.substr(1, token.size() - 2);
  if (raw.find('\\') == std::string_view::npos) return raw;
  scratch.clear();
  for (std::size_t pos = 1; pos + 1 < token.size();) {
    if (token[pos] != '\\') {
      scratch += token[pos++];
      continue;
    }
    const std::size_t begin = pos, written = scratch.size();
    append_code_point(token, at, pos, scratch);
    const char c = scratch[written];
    if (static_cast<unsigned char>(c) <= 0x20 || c == '<' || c == '>' || c == '"')
      throw BadRdf(at + begin,
                   fmt::format("expected a character of an IRI, found {}", token.substr(begin, pos - begin)));
  }
  return scratch;
}

std::string_view string_in(std::string_view token, std::size_t at, std::string& scratch) {
  const std::size_t marks = token.size() >= 6 && token[1] == token[0] && token[2] == token[0] ? 3 : 1;
  const std::string_view raw = token.substr(marks, token.size() - 2 * marks);
  if (raw.find('\\') == std::string_view::npos) return raw;
  constexpr std::string_view kEscapes = "tbnrf\"'\\", kMeant = "\t\b\n\r\f\"'\\";
  scratch.clear();
  for (std::size_t pos = marks; pos < marks + raw.size();) {
    if (token[pos] != '\\') {
      scratch += token[pos++];
      continue;
    }
    const char escape = token[pos + 1];
    if (escape == 'u' || escape == 'U') {
      append_code_point(token, at, pos, scratch);
      continue;
    }
    const std::size_t which = kEscapes.find(escape);
    if (which == std::string_view::npos)
      throw BadRdf(at + pos, R"(expected one of \t \b \n \r \f \" \' \\ \u \U after a backslash)");
    scratch += kMeant[which];
    pos += 2;
  }
  return scratch;
}

bool is_absolute(std::string_view iri) {
  if (iri.empty() || !is(iri[0], kLetter)) return false;
  for (const char c : iri.substr(1)) {
    if (c == ':') return true;
    if (!is(c, kLetter | kDigit) && c != '+' && c != '-' && c != '.') return false;
  }
  return false;
}

std::string found_at(std::string_view text, std::size_t pos) {
  if (pos >= text.size()) return "the end of the file";
  if (text[pos] == '\r' && pos + 1 < text.size() && text[pos + 1] != '\n')
    return "a carriage return without a newline";
  if (text[pos] == '\n' || text[pos] == '\r') return "the end of the line";
  if (text[pos] == ' ' || text[pos] == '\t') return "a space";
  constexpr std::size_t kMost = 40;
  std::size_t end = pos;
  while (end < text.size() && end - pos < kMost && !is(text[end], kSpace)) next_code_point(text, end);
  return fmt::format("`{}{}`", text.substr(pos, end - pos), end - pos < kMost ? "" : "…");
}

}  // namespace kg::loaders::rdf
