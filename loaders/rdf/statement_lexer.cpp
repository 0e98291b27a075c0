#include "loaders/rdf/statement_lexer.hpp"

#include <algorithm>

#include "kg/source_text.hpp"
#include "kg/unicode.hpp"
#include "kg/word.hpp"

namespace kg::loaders::rdf {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kEnd = "\n\n\n";  // no token looks further ahead

bool is_directive(std::string_view word, std::string_view name) {
  return word.size() == name.size() && to_lower(word) == name;
}

}  // namespace

/// Drops what lies before the statement, and reads as much again as is left, so that a long statement is
/// looked at twice in all.
bool StatementLexer::read_more() {
  if (ended_) return false;
  const std::string_view gone = std::string_view(text_).substr(0, begin_);
  const std::size_t newline = gone.rfind('\n');
  line_ += static_cast<std::uint64_t>(std::count(gone.begin(), gone.end(), '\n'));
  if (newline != std::string_view::npos) column_ = 0;
  for (const char c : gone.substr(newline + 1)) column_ += (c & 0xC0) != 0x80;  // code points
  text_.erase(0, begin_);
  position_ -= begin_;
  begin_ = 0;
  const bool first = text_.empty() && line_ == 1;
  std::size_t size = text_.size();
  text_.resize(size + std::max(block_, size));
  while (!ended_ && size < text_.size()) {
    const std::size_t got = read_(text_.data() + size, text_.size() - size);
    size += got;
    ended_ = got == 0;
  }
  text_.resize(size);
  if (first && text_.starts_with(kByteOrderMark)) text_.erase(0, kByteOrderMark.size());
  if (ended_) text_ += kEnd;
  return true;
}

bool StatementLexer::peek_token(Token& token) {
  for (;;) {
    position_ = skip_space(text_, position_);
    // A comment that the text cuts off may go on.
    try {
      if (position_ < text_.size() && read_token(text_, position_, token)) return true;
    } catch (const BadRdf& error) {
      constexpr std::size_t kShown = 256;  // of what was found, for the message
      if (!ended_ && text_.size() < error.at + kShown) return false;
      throw;
    }
    if (!ended_) return false;
    if (position_ == text_.size()) return false;
    throw BadRdf(position_, "expected the end of the token that begins here, found the end of the file");
  }
}

bool StatementLexer::ends(const std::vector<Token>& tokens) const {
  const Token& last = tokens.back();
  if (last.is(".") || last.is("{") || last.is("}")) return true;
  const Token& first = tokens.front();
  if (first.kind != TokenKind::Word) return false;
  return (tokens.size() == 3 && is_directive(first.text, "prefix")) ||
         (tokens.size() == 2 && (is_directive(first.text, "base") || is_directive(first.text, "version")));
}

bool StatementLexer::next(std::vector<Token>& tokens) {
  if (skips_) skip_statement();
  tokens.clear();
  begin_ = position_;
  try {
    for (Token token;;) {
      if (!peek_token(token)) {
        if (!read_more()) break;
        tokens.clear();  // their text has moved
        position_ = begin_;
        continue;
      }
      if (tokens.empty()) begin_ = position_;
      tokens.push_back(token);
      position_ += token.text.size();
      if (ends(tokens)) break;
    }
  } catch (const BadRdf& error) {
    position_ = std::max(position_, error.at);
    skips_ = true;
    throw;
  }
  if (tokens.empty()) return false;
  const std::string_view whole = std::string_view(text_).substr(begin_, position_ - begin_);
  if (const auto offset = is_ascii(whole) ? std::nullopt : invalid_utf8(whole))
    throw BadRdf(begin_ + *offset, "expected text in UTF-8, found a byte that is none");
  if (!ends(tokens))
    throw BadRdf(tokens.back().at + tokens.back().text.size(),
                 "expected `.` at the end of the statement, found the end of the file");
  return true;
}

/// To the end of the statement, which is not known for sure: a line that ends in a point, or the next point
/// that is a token.
void StatementLexer::skip_statement() {
  skips_ = false;
  for (;;) {
    begin_ = position_;
    const std::size_t end = text_.find('\n', position_);
    if (end == std::string::npos) {
      if (read_more()) continue;
      position_ = text_.size();
      return;
    }
    const std::size_t last = text_.find_last_not_of(" \t\r\n", end);
    const bool point = last != std::string::npos && last >= position_ && text_[last] == '.';
    position_ = end + 1;
    if (point) return;
    try {
      for (Token token;;) {
        begin_ = position_;
        if (!peek_token(token)) {
          if (!read_more()) return;
          continue;
        }
        if (token.is("}")) return;  // of a graph, which it ends all the same
        position_ += token.text.size();
        if (token.is(".") || token.is("{")) return;
      }
    } catch (const BadRdf& error) {
      position_ = std::max(position_, error.at);
    }
  }
}

Place StatementLexer::place(std::size_t at) const {
  Place place = place_at(text_, at);
  if (place.line == 1) place.column += column_;
  place.line += line_ - 1;
  return place;
}

}  // namespace kg::loaders::rdf
