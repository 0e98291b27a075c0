#include "loaders/rdf/statement_lexer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "kg/source_text.hpp"
#include "kg/unicode.hpp"
#include "kg/word.hpp"

namespace kg::loaders::rdf {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kEnd = "\n\n\n";  // no token looks further ahead

bool has_brace(std::string_view text) {
  return text.find_first_of("{}") != std::string_view::npos;
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
    const std::size_t before = std::exchange(position_, skip_space(text_, position_));
    const std::string_view passed = std::string_view(text_).substr(before, position_ - before);
    line_begins_ = line_begins_ || passed.find('\n') != std::string_view::npos;
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
  return (tokens.size() == 3 && is_directive(first, "prefix")) ||
         (tokens.size() == 2 && (is_directive(first, "base") || is_directive(first, "version")));
}

/// At the beginning of a line, where no other statement has such a word.
bool StatementLexer::begins_directive(const Token& token) const {
  return line_begins_ && (is_directive(token, "prefix") || is_directive(token, "base"));
}

void StatementLexer::pass(const Token& token) {
  position_ += token.text.size();
  line_begins_ = false;
}

bool StatementLexer::next(std::vector<Token>& tokens) {
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
      if (!tokens.empty() && begins_directive(token))
        throw BadRdf(token.at, fmt::format("expected `.` before {}", token.text));
      tokens.push_back(token);
      pass(token);
      if (ends(tokens)) break;
    }
  } catch (const BadRdf&) {
    bad_ = true;
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

StatementEnd StatementLexer::skip(const std::vector<Token>& tokens) {
  StatementEnd end = StatementEnd::Point;
  int open = 0;  // annotations: a brace may belong to a graph after all
  bool sure = true;
  const auto see = [&](const Token& token) {
    if (token.is("{|")) ++open;
    if (token.is("|}")) --open;
    // With a quote too many or too few, what lies between two strings looks like one.
    if (token.kind == TokenKind::String && has_brace(token.text)) sure = false;
    if (token.is("{")) end = StatementEnd::Opens;
    if (token.is("}")) end = StatementEnd::Closes;
    return token.is("{") || token.is("}") || token.is(".");
  };
  for (const Token& token : tokens) see(token);
  while (bad_) {
    begin_ = position_;
    try {
      Token token;
      if (!peek_token(token)) {
        position_ = begin_;
        bad_ = read_more();
      } else if (begins_directive(token)) {
        bad_ = false;
      } else {
        pass(token);
        bad_ = !see(token);
      }
    } catch (const BadRdf&) {
      bad_ = !skip_bad(end);
    }
  }
  return sure && open == 0 ? end : StatementEnd::Unknown;
}

/// Past what is no token, or reads more of it; true if that ends the statement, as far as can be told.
bool StatementLexer::skip_bad(StatementEnd& end) {
  const std::string_view rest = std::string_view(text_).substr(position_);
  line_begins_ = false;
  if (rest.starts_with("\"\"\"") || rest.starts_with("'''")) {  // goes on to the end of the file
    position_ = text_.size();
    return true;
  }
  const std::size_t newline = rest.find('\n');
  if (newline == std::string_view::npos && read_more()) return false;
  const std::string_view line = rest.substr(0, newline);
  const std::size_t closed = line.find_first_of("> \t\"");
  const bool whole = closed != std::string_view::npos && line[closed] == '>';
  if (line[0] == '<' && whole) {
    position_ += closed + 1;
    return false;
  }
  if (line[0] != '<' && line[0] != '"' && line[0] != '\'') {
    position_ += bad_word_end(line);
    return false;
  }
  position_ += line.size();
  if (has_brace(line)) {
    end = StatementEnd::Unknown;
    return true;
  }
  const std::size_t last = line.find_last_not_of(" \t\r");
  return line[last] == '.';
}

Place StatementLexer::place(std::size_t at) const {
  Place place = place_at(text_, std::min(at, text_.size() - (ended_ ? kEnd.size() : 0)));
  if (place.line == 1) place.column += column_;
  place.line += line_ - 1;
  return place;
}

}  // namespace kg::loaders::rdf
