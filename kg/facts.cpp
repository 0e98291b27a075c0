#include "kg/facts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kg/source_text.hpp"
#include "kg/unicode.hpp"
#include "kg/value.hpp"
#include "kg/word.hpp"

namespace kg {
namespace {

/// A token of a fact and the bytes it takes. A keyword is a name here with `keyword` set: it may be a key but
/// no term.
struct Token {
  Term term;
  std::size_t begin = 0;
  std::size_t end = 0;
  bool keyword = false;
};

/// Reads one line from left to right. Every failure is a SyntaxError at the byte where it shows.
class LineReader {
 public:
  LineReader(std::string_view line, const Prefixes& prefixes) : line_(line), prefixes_(prefixes) {}

  FactLine fact() {
    FactLine fact;
    fact.line = 1;
    skip_space();
    fact.begin = pos_;
    fact.statement.subject = subject();
    fact.statement.predicate = predicate();
    fact.statement.object = object();
    fact.end = pos_;
    while (skip_space(), !at_end()) {
      if (line_[pos_] == '@') {
        at_key(fact.at_keys);
      } else {
        fact.statement.qualifiers.push_back(qualifier());
      }
      fact.end = pos_;
    }
    normalise(fact.statement);
    return fact;
  }

  bool prefix(Prefixes& prefixes) {
    skip_space();
    const std::size_t length = word_length(line_.substr(pos_));
    if (line_.substr(pos_, length) != "prefix") return false;
    const std::size_t after = pos_ + length;
    if (line_.substr(std::min(line_.find_first_not_of(" \t", after), line_.size())).starts_with('='))
      return false;
    pos_ = after;
    skip_space();
    const std::size_t name = word_length(line_.substr(pos_));
    if (name == 0 || line_[pos_ + name - 1] != ':') fail("expected `prefix name: <iri>`");
    const std::string key(line_.substr(pos_, name - 1));
    pos_ += name;
    skip_space();
    const auto iri = read_quoted(line_.substr(pos_));
    if (!iri || iri->term.kind != TermKind::Iri) fail("expected an <iri> after the prefix");
    pos_ += iri->length;
    skip_space();
    if (!at_end()) fail(fmt::format("expected the end of the line, found {}", line_.substr(pos_)));
    prefixes[key] = iri->term.text;
    return true;
  }

 private:
  [[noreturn]] void fail(const std::string& message) const { fail_at(pos_, message); }
  [[noreturn]] void fail_at(std::size_t at, const std::string& message) const {
    throw syntax_error(message, line_, at);
  }

  void skip_space() {
    while (pos_ < line_.size() && (line_[pos_] == ' ' || line_[pos_] == '\t')) ++pos_;
  }
  bool at_end() const { return pos_ == line_.size() || line_[pos_] == '#'; }

  /// The character at the reading position, for a message.
  std::string here() const {
    if (at_end()) return "the end of the line";
    std::size_t next = pos_;
    next_code_point(line_, next);
    return std::string(line_.substr(pos_, next - pos_));
  }

  Token token(std::string_view expected) {
    skip_space();
    const std::size_t begin = pos_;
    if (line_.substr(pos_).starts_with('$') && digit_at(pos_ + 1))
      fail(fmt::format("expected {}, found $; money is a number and its currency: 4.25USD", expected));
    if (at_end()) fail(fmt::format("expected {}, found the end of the line", expected));
    if (line_[pos_] == '?' || line_[pos_] == '$')
      fail(fmt::format(
          "expected {}, found {}; a fact has no holes: variables and parameters belong in queries", expected,
          here()));
    try {
      if (auto quoted = read_quoted(line_.substr(pos_))) {
        pos_ += quoted->length;
        const std::string_view rest = line_.substr(pos_);
        if (!at_end() && (word_length(rest) > 0 || rest.starts_with('\'') || rest.starts_with('"')))
          fail(fmt::format("expected a space before the next part, found {}", here()));
        expand_type(quoted->term);
        return {std::move(quoted->term), begin, pos_};
      }
      const std::size_t length = word_length(line_.substr(pos_));
      if (length == 0) fail(fmt::format("expected {}, found {}{}", expected, here(), hint_for_mark()));
      const std::string_view text = line_.substr(pos_, length);
      Word word = classify_word(text);
      if (word.kind == WordKind::PrefixedName) word.term = expand_prefixed(text, prefixes_);
      pos_ += length;
      return {std::move(word.term), begin, pos_, word.kind == WordKind::Keyword};
    } catch (const SyntaxError&) {
      throw;
    } catch (const Error& error) {
      fail_at(begin, error.what());
    }
  }

  bool digit_at(std::size_t at) const { return at < line_.size() && line_[at] >= '0' && line_[at] <= '9'; }

  std::string_view hint_for_mark() const {
    if (line_[pos_] == ',' && pos_ > 0 && digit_at(pos_ - 1) && digit_at(pos_ + 1))
      return "; a number is written without commas: 1000";
    if (line_[pos_] == '/' && pos_ > 0 && digit_at(pos_ - 1))
      return "; a date is written year-month-day: 2025-10-30";
    switch (line_[pos_]) {
      case '"':
      case '\'':
        return "";
      case ',':
      case ';':
        return "; one fact stands on a line, and nothing separates its parts but spaces";
      case '<':
      case '>':
      case '!':
        return "; a fact states with `=`, comparisons belong in queries";
      case '+':
      case '-':
        return "; a line of this format is the fact alone, without a sign";
      default:
        return "; a word with such a character stands in quotes";
    }
  }

  /// The datatype of a string may be a prefixed name, as any other term may.
  void expand_type(Term& term) const {
    if (!term.tag.starts_with("^^")) return;
    const std::string_view type = std::string_view(term.tag).substr(2);
    if (type.starts_with('<') || type.find(':') == std::string_view::npos) return;
    term.tag = "^^" + print(expand_prefixed(type, prefixes_));
  }

  void refuse_keyword(const Token& token, std::string_view expected) const {
    if (token.keyword)
      fail_at(token.begin,
              fmt::format("expected {}, found the keyword {}; as a name it stands in quotes: '{}'", expected,
                          token.term.text, token.term.text));
    if (token.term == Term::name("_") && line_[token.begin] == '_')
      fail_at(token.begin, fmt::format("expected {}, found _; a fact has no holes", expected));
  }

  Term subject() {
    constexpr std::string_view kExpected = "a subject (a name or an <iri>)";
    Token token = this->token(kExpected);
    refuse_keyword(token, kExpected);
    const std::size_t begin = token.begin;
    Term subject = name_or_iri(std::move(token), kExpected);
    refuse_equals(begin, subject);
    return subject;
  }

  Term predicate() {
    constexpr std::string_view kExpected = "a predicate (a name)";
    Token token = this->token(kExpected);
    refuse_keyword(token, kExpected);
    refuse_equals(token.begin, token.term);
    return name_or_iri(std::move(token), kExpected);
  }

  Term object() {
    constexpr std::string_view kExpected = "an object (`true` where the fact has none)";
    Token token = this->token(kExpected);
    refuse_equals(token.begin, token.term);
    refuse_keyword(token, kExpected);
    return std::move(token.term);
  }

  Term name_or_iri(Token token, std::string_view expected) const {
    if (token.term.kind != TermKind::Name && token.term.kind != TermKind::Iri)
      fail_at(token.begin, fmt::format("expected {}, found {}", expected, print(token.term)));
    return std::move(token.term);
  }

  /// `China suspended duration=1year` lacks its object.
  void refuse_equals(std::size_t begin, const Term& term) {
    skip_space();
    if (pos_ < line_.size() && line_[pos_] == '=')
      fail_at(
          begin,
          fmt::format("expected a subject, a predicate and an object (`true` where there is none) before the "
                      "qualifier {}=",
                      print(term)));
  }

  void equals_sign(std::string_view key) {
    skip_space();
    if (pos_ < line_.size() && line_[pos_] == '=') {
      ++pos_;
      if (pos_ < line_.size() && line_[pos_] == '=') fail("expected a value, found =; one `=` is enough");
      return;
    }
    fail(fmt::format("expected `=` after {}, found {}; a fact states with `=`, comparisons belong in queries",
                     key, here()));
  }

  Qualifier qualifier() {
    constexpr std::string_view kExpected = "a qualifier (key=value) or the end of the line";
    Token token = this->token(kExpected);
    const std::size_t begin = token.begin;
    Term key = name_or_iri(std::move(token), kExpected);
    skip_space();
    // `South Korea`: the caret belongs under the word that should have been a key.
    if (at_end() || std::string_view("=<>!").find(line_[pos_]) == std::string_view::npos)
      fail_at(begin,
              fmt::format("expected {}, found {}; a name of several words is joined by _ or stands in quotes",
                          kExpected, print_key(key)));
    equals_sign(print_key(key));
    Token value = this->token("a value");
    refuse_keyword(value, "a value");
    return {std::move(key), std::move(value.term)};
  }

  void at_key(std::vector<Qualifier>& keys) {
    const std::size_t begin = pos_++;
    const std::size_t length = word_length(line_.substr(pos_));
    const std::string key(line_.substr(begin, length + 1));
    const bool text = key == "@source" || key == "@quote" || key == "@extractor";
    const bool offset = key == "@begin" || key == "@end";
    if (!text && !offset && key != "@confidence")
      fail_at(begin, fmt::format(
                         "expected one of @source @quote @begin @end @confidence @extractor, found {}", key));
    if (std::any_of(keys.begin(), keys.end(), [&](const Qualifier& k) { return k.key == key; }))
      fail_at(begin, fmt::format("expected {} once; a second piece of evidence is a line of its own", key));
    pos_ += length;
    equals_sign(key);
    Token value = token("a value");
    const TermKind kind = value.term.kind;
    if (text && kind != TermKind::String && !(kind == TermKind::Name && key != "@quote"))
      fail_at(value.begin, fmt::format("expected {}=\"…\", found {}", key, print(value.term)));
    if (offset && (kind != TermKind::Integer || value.term.text.starts_with('-')))
      fail_at(value.begin,
              fmt::format("expected a number of bytes for {}, found {}", key, print(value.term)));
    if (key == "@confidence" && !is_confidence(value.term))
      fail_at(value.begin, fmt::format("expected a number above 0 and up to 1 for @confidence, found {}",
                                       print(value.term)));
    keys.push_back({key, std::move(value.term)});
  }

  static bool is_confidence(const Term& term) {
    const auto value = value_of(term);
    return value && value->dimension == Dimension::Number && value->low == value->high && value->low > 0 &&
           value->low <= kMicro;
  }

  std::string_view line_;
  const Prefixes& prefixes_;
  std::size_t pos_ = 0;
};

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

FactLine read_fact_line(std::string_view line, const Prefixes& prefixes) {
  if (const auto offset = invalid_utf8(line))
    throw syntax_error(fmt::format("expected text in UTF-8, found the byte 0x{:02x}",
                                   static_cast<unsigned char>(line[*offset])),
                       line, *offset);
  return LineReader(line, prefixes).fact();
}

bool read_prefix_line(std::string_view line, Prefixes& prefixes) {
  return LineReader(line, prefixes).prefix(prefixes);
}

Facts read_facts(std::string_view text, std::string_view file, const Watch& watch) {
  Facts facts;
  const auto report = [&](std::size_t line, std::size_t column, const char* message) {
    Place place{std::string(file), line, column};
    facts.diagnostics.push_back({std::move(place), message});
  };
  Prefixes prefixes;
  std::size_t number = 0;
  std::size_t pos = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  while (pos < text.size()) {
    const std::size_t newline = std::min(text.find('\n', pos), text.size());
    const std::size_t begin = pos;
    std::string_view line = text.substr(pos, newline - pos);
    if (line.ends_with('\r')) line.remove_suffix(1);
    pos = newline + 1;
    ++number;
    if (watch) watch();
    const std::size_t first = line.find_first_not_of(" \t");
    if (first == std::string_view::npos || line[first] == '#') continue;
    try {
      if (!invalid_utf8(line) && read_prefix_line(line, prefixes)) continue;
      FactLine fact = read_fact_line(line, prefixes);
      fact.line = number;
      fact.begin += begin;
      fact.end += begin;
      facts.lines.push_back(std::move(fact));
    } catch (const SyntaxError& error) {
      report(number, error.place().column, error.what());
    } catch (const Error& error) {
      report(number, 0, error.what());
    }
  }
  return facts;
}

std::string print_fact(const Statement& statement, const std::vector<Qualifier>& at_keys,
                       const Prefixes& prefixes) {
  std::string out = print(statement, prefixes);
  for (const Qualifier& key : at_keys) out += ' ' + key.key.text + '=' + print(key.value);
  return out;
}

}  // namespace kg
