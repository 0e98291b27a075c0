#include "query/parser/lexer.hpp"

#include <algorithm>
#include <array>

#include "kg/edit_distance.hpp"
#include "kg/error.hpp"
#include "kg/unicode.hpp"
#include "kg/word.hpp"
#include "query/messages.hpp"
#include "query/parser/hints.hpp"

namespace kg::query::parser {
namespace {

using ast::Operand;
using ast::OperandKind;

constexpr int kMostBrackets = 100;
constexpr int kMostOperations = 500;

/// Bytes of the white space, Unicode's too, at `pos`; 0 if there is none, or a newline.
std::size_t blank_length(std::string_view text, std::size_t pos) {
  if (pos >= text.size() || text[pos] == '\n') return 0;
  std::size_t end = pos;
  return is_white_space(next_code_point(text, end)) ? end - pos : 0;
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Reads one command; the members are its state.
class Lexer {
 public:
  Lexer(const Source& source, std::size_t& position, Bindings* bindings)
      : source_(source), text_(source.text), position_(position), bindings_(bindings) {}

  std::vector<Token> command() {
    while (true) {
      const bool blank = skip_blanks();
      if (position_ >= text_.size()) return finish(0);
      const char c = text_[position_];
      if (c == '\n' || c == ';') {
        if (c == ';' && depth_ > 0) fail(position_, 1, kSyntax.open_bracket());
        const bool goes_on = depth_ > 0 || (!tokens_.empty() && c == '\n' && tokens_.back().is_mark(","));
        if (goes_on || tokens_.empty()) {
          ++position_;
          continue;
        }
        return finish(1);
      }
      const std::size_t begin = position_;
      const bool glued = !blank && !tokens_.empty();
      Token token = next(glued);
      token.at = begin;
      token.text = text_.substr(begin, position_ - begin);
      token.operand.at = begin;
      token.operand.length = position_ - begin;
      token.glued = glued;
      token.spaced =
          position_ >= text_.size() || text_[position_] == '\n' || blank_length(text_, position_) > 0;
      if (tokens_.empty()) refuse_foreign_command(source_, token);
      limit(token);
      tokens_.push_back(std::move(token));
    }
  }

 private:
  /// The parser and what follows it recurse; these bounds keep them within any stack.
  void limit(const Token& token) {
    if (depth_ > kMostBrackets) fail(token.at, 1, kMeaning.brackets(kMostBrackets));
    const bool operation = token.is_word("and") || token.is_word("or") || token.is_word("not") ||
                           token.is_mark("+") || token.is_mark("-") || token.is_mark("*") ||
                           token.is_mark("/") || token.is_mark("|");
    if (operation && ++operations_ > kMostOperations)
      fail(token.at, token.text.size(), kMeaning.operators(kMostOperations));
  }

  /// Skips white space and comments; true if there was any.
  bool skip_blanks() {
    const std::size_t begin = position_;
    while (position_ < text_.size()) {
      const char c = text_[position_];
      if (c == '#') {
        while (position_ < text_.size() && text_[position_] != '\n') ++position_;
      } else if (c == '\n' && depth_ > 0) {
        ++position_;
      } else if (const std::size_t length = blank_length(text_, position_); length > 0) {
        position_ += length;
      } else {
        break;
      }
    }
    return position_ > begin || begin == 0 || text_[begin - 1] == '\n';
  }

  std::vector<Token> finish(std::size_t width) {
    Token end;
    end.at = position_;
    end.operand.at = position_;
    position_ += width;
    tokens_.push_back(end);
    return std::move(tokens_);
  }

  [[noreturn]] void fail(std::size_t at, std::size_t length, const Said& message) const {
    fail_at(source_, at, length, message);
  }

  Token next(bool glued) {
    const std::string_view rest = text_.substr(position_);
    refuse_foreign_marks(rest);
    switch (rest.front()) {
      case '?':
        if (glued && variable_length(rest.substr(1)) == 0) return mark(rest);  // of a path
        return variable(rest);
      case '@':
        return evidence_key(rest);
      case '~':
        return root(rest);
      case '$':
        if (rest.size() > 1 && is_digit(rest[1])) fail(position_, 2, kSyntax.money());
        return parameter(rest);
      default:
        break;
    }
    try {
      if (auto quoted = read_quoted(rest)) {
        position_ += quoted->length;
        const bool name = quoted->term.kind == TermKind::Name;
        return operand(name ? OperandKind::ExactName : OperandKind::Value, std::move(quoted->term));
      }
    } catch (const SyntaxError&) {
      throw;
    } catch (const Error& error) {
      fail(position_, 1, Said::again(error));
    }
    if (const std::size_t length = word_length(rest); length > 0) return word(rest.substr(0, length));
    return mark(rest);
  }

  static Token operand(OperandKind kind, Term term) {
    Token token;
    token.kind = TokenKind::Operand;
    token.operand.kind = kind;
    token.operand.term = std::move(term);
    return token;
  }

  Token variable(std::string_view rest) {
    const std::size_t length = variable_length(rest.substr(1));
    if (length == 0) {
      fail(position_, 1, kSyntax.question_mark());
    }
    position_ += 1 + length;
    return operand(OperandKind::Variable, Term::name(std::string(rest.substr(1, length))));
  }

  Token parameter(std::string_view rest) {
    const std::string_view name = rest.substr(1, variable_length(rest.substr(1)));
    if (name.empty()) fail(position_, 1, kSyntax.parameter());
    Token token = operand(OperandKind::Any, {});
    if (bindings_ != nullptr) {
      const auto found = bindings_->parameters.find(name);
      if (found == bindings_->parameters.end()) fail_unset(name);
      found->second.used = true;
      token.operand = found->second.operand;
    }
    position_ += 1 + name.size();
    return token;
  }

  [[noreturn]] void fail_unset(std::string_view name) const {
    std::vector<std::string> known;
    for (const auto& [other, parameter] : bindings_->parameters) known.push_back(other);
    const std::string near = nearest(name, known);
    const Said unset = kMeaning.parameter(name);
    fail(position_, 1 + name.size(), near.empty() ? unset : unset.with(kHint.meant("$" + near)));
  }

  [[noreturn]] void fail_unknown_prefix(std::string_view text) const {
    const std::string_view prefix = text.substr(0, text.find(':'));
    std::vector<std::string> known;
    for (const auto& [other, iri] : bindings_->prefixes) known.push_back(other);
    const std::string near = nearest(prefix, known);
    const Said unknown = kMeaning.prefix(text, prefix);
    fail(position_, text.size(),
         near.empty() ? unknown : unknown.with(kHint.meant(near + std::string(text.substr(prefix.size())))));
  }

  /// The first of the words that are nearest by edit distance; empty if none is near.
  static std::string nearest(std::string_view word, const std::vector<std::string>& words) {
    std::string best;
    std::size_t bound = std::max<std::size_t>(1, word.size() / 3) + 1;
    for (const std::string& one : words) {
      const auto distance = bound == 0 ? std::nullopt : edit_distance(word, one, bound - 1);
      if (!distance) continue;
      best = one;
      bound = *distance;
    }
    return best;
  }

  Token evidence_key(std::string_view rest) {
    static constexpr std::array<std::string_view, 7> kKeys = {"source",     "quote",     "begin", "end",
                                                              "confidence", "extractor", "id"};
    const std::size_t length = variable_length(rest.substr(1));
    const std::string key = lower(rest.substr(1, length));
    if (std::find(kKeys.begin(), kKeys.end(), key) == kKeys.end()) {
      fail(position_, 1 + length, kSyntax.evidence_key(rest.substr(0, 1 + length)));
    }
    position_ += 1 + length;
    return operand(OperandKind::Evidence, Term::name(key));
  }

  Token root(std::string_view rest) {
    const std::size_t length = word_length(rest.substr(1));
    if (length == 0) fail(position_, 1, kSyntax.verb());
    position_ += 1 + length;
    return operand(OperandKind::Root, Term::name(std::string(rest.substr(1, length))));
  }

  Token word(std::string_view text) {
    if (text == "_") {
      position_ += 1;
      return operand(OperandKind::Any, {});
    }
    const std::string_view behind = text_.substr(position_ + text.size());
    if (text.ends_with(":") && behind.starts_with("//"))
      fail(position_, text.size() + 2, kSyntax.bare_address(text));
    try {
      Word word = classify_word(text);
      Token token = operand(OperandKind::Value, std::move(word.term));
      if (word.kind == WordKind::Keyword) token.kind = TokenKind::Keyword;
      if (word.kind == WordKind::Name) token.operand.kind = OperandKind::Name;
      if (word.kind == WordKind::PrefixedName) prefixed(text, token);
      position_ += text.size();
      return token;
    } catch (const SyntaxError&) {
      throw;
    } catch (const Error& error) {
      fail(position_, text.size(), Said::again(error));
    }
  }

  /// `schema:name` is an address; `schema:` right behind the word `prefix` is about to become one's
  /// beginning.
  void prefixed(std::string_view text, Token& token) const {
    if (tokens_.size() == 1 && tokens_[0].is_word("prefix") && text.find(':') + 1 == text.size()) {
      token.kind = TokenKind::Prefix;
      token.operand.term = Term::name(std::string(text.substr(0, text.size() - 1)));
    } else if (bindings_ != nullptr) {
      if (!bindings_->prefixes.contains(text.substr(0, text.find(':')))) fail_unknown_prefix(text);
      token.operand.term = expand_prefixed(text, bindings_->prefixes);
    }
  }

  /// Marks of other languages, each with what stands for it here.
  void refuse_foreign_marks(std::string_view rest) const {
    struct Habit {
      std::string_view mark;
      Message hint;
    };
    static constexpr std::array<Habit, 9> kHabits = {{
        {"==", kHint.equality},
        {"<>", kHint.inequality},
        {"&&", kHint.both},
        {"||", kHint.either},
        {"//", kHint.comment},
        {"/*", kHint.comment},
        {"-- ", kHint.comment},
        {"“", kHint.string_quotes},
        {"‘", kHint.name_quotes},
    }};
    for (const auto& [mark, hint] : kHabits)
      if (rest.starts_with(mark)) {
        const std::size_t end = mark.find(' ');
        const std::string_view shown = mark.substr(0, end);
        fail(position_, shown.size() > 2 ? 1 : shown.size(), kSyntax.foreign_mark(shown).with(hint()));
      }
  }

  Token mark(std::string_view rest) {
    static constexpr std::array<std::string_view, 23> kMarks = {"!=", "<=", ">=", "=", "<", ">", ",", "(",
                                                                ")",  "{",  "}",  "[", "]", "*", "+", "-",
                                                                "/",  "|",  "^",  "!", "&", "%", "?"};
    for (std::string_view mark : kMarks) {
      if (!rest.starts_with(mark)) continue;
      if (mark == "(" || mark == "{" || mark == "[") ++depth_;
      if ((mark == ")" || mark == "}" || mark == "]") && depth_ > 0) --depth_;
      position_ += mark.size();
      Token token;
      token.kind = TokenKind::Mark;
      return token;
    }
    std::size_t length = 1;
    while (length < rest.size() && (static_cast<unsigned char>(rest[length]) & 0xC0) == 0x80) ++length;
    if (rest.front() == '.') fail(position_, 1, kSyntax.full_stop());
    std::size_t end = 0;
    const char32_t found = next_code_point(rest, end);
    if (is_control_or_format(found))
      fail(position_, length, kSyntax.control_character(static_cast<std::uint32_t>(found)));
    fail(position_, length, kSyntax.no_word(rest.substr(0, length)));
  }

  const Source& source_;
  std::string_view text_;
  std::size_t& position_;
  Bindings* bindings_;
  std::vector<Token> tokens_;
  int depth_ = 0;
  int operations_ = 0;
};

}  // namespace

std::size_t variable_length(std::string_view text) {
  const std::size_t word = word_length(text);
  std::size_t length = 0;
  while (length < word) {
    const auto c = static_cast<unsigned char>(text[length]);
    const bool letter =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80 || (c >= '0' && c <= '9');
    if (!letter) break;
    ++length;
  }
  return length;
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

bool Token::is_word(std::string_view word) const {
  const bool bare =
      kind == TokenKind::Keyword || (kind == TokenKind::Operand && operand.kind == OperandKind::Name);
  return bare && lower(text) == word;
}

void skip_to_command(std::string_view text, std::size_t& position) {
  while (position < text.size()) {
    const char c = text[position];
    if (c == '#')
      while (position < text.size() && text[position] != '\n') ++position;
    else if (c == '\n' || c == ';')
      ++position;
    else if (const std::size_t length = blank_length(text, position); length > 0)
      position += length;
    else
      break;
  }
}

std::vector<Token> lex_command(const Source& source, std::size_t& position, Bindings* bindings) {
  try {
    return Lexer(source, position, bindings).command();
  } catch (...) {
    while (position < source.text.size() && source.text[position] != '\n') ++position;
    throw;
  }
}

bool is_open(std::string_view text) {
  const Source source{"", std::string(text) + "\n"};
  std::size_t position = 0;
  int depth = 0;
  bool comma = false;
  try {
    while (true) {
      const auto tokens = lex_command(source, position, nullptr);
      if (tokens.size() == 1) break;
      depth = 0;
      for (const Token& token : tokens) {
        if (token.is_mark("(") || token.is_mark("{") || token.is_mark("[")) ++depth;
        if (token.is_mark(")") || token.is_mark("}") || token.is_mark("]")) --depth;
      }
      comma = tokens[tokens.size() - 2].is_mark(",");
    }
  } catch (const Error&) {
    return false;  // the parser will say what is wrong
  }
  return depth > 0 || comma;
}

}  // namespace kg::query::parser
