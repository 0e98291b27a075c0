#include "kg/word.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "kg/error.hpp"
#include "kg/literal.hpp"
#include "kg/message.hpp"
#include "kg/quoted.hpp"
#include "kg/unicode.hpp"

namespace kg {
namespace {

constexpr std::string_view kKeywords[] = {
    "about",    "and",     "as",      "assert",   "begin",    "commit", "compare",
    "distinct", "dry",     "explain", "false",    "forget",   "having", "how",
    "in",       "limit",   "not",     "offset",   "optional", "or",     "order",
    "prefix",   "profile", "return",  "rollback", "shortest", "true",   "why",
};

constexpr std::string_view kNotInWords = ",;(){}[]<>=!?*+/|^~\"$@\\`";
constexpr std::string_view kNotFirst = ".-&%#'";

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string lower(std::string_view word) {
  std::string out(word);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
  return out;
}

bool has_letter(std::string_view word) {
  for (std::size_t pos = 0; pos < word.size();)
    if (is_letter(next_code_point(word, pos))) return true;
  return false;
}

/// `-5` and `--10-30`: the one use of a leading hyphen.
bool begins_signed_literal(std::string_view text) {
  const std::size_t digits = text.starts_with("--") ? 2 : 1;
  return text.starts_with('-') && text.size() > digits && is_digit(text[digits]);
}

/// Why a word that begins like a number is neither a literal nor a name, and what to write instead.
Error not_a_literal(std::string_view word) {
  const auto shaped = [&](std::string_view shape) {  // 0 stands for any digit
    return word.size() == shape.size() &&
           std::equal(word.begin(), word.end(), shape.begin(),
                      [](char c, char s) { return s == '0' ? is_digit(c) : c == s; });
  };
  Said hint = kLiteralHint.quote(escaped(word, '\''));
  if (shaped("0000-00") || shaped("0000-00-00") || shaped("--00") || shaped("--00-00"))
    hint = kLiteralHint.no_such_day();
  else if (shaped("00-00-0000") || shaped("00.00.0000") || shaped("0000.00.00"))
    hint = kLiteralHint.order_of_date();
  else if (word.find("..") != std::string_view::npos)
    hint = kLiteralHint.range();
  else if (std::count_if(word.begin(), word.end(), is_digit) > 30)
    hint = kLiteralHint.digits(escaped(word, '\''));
  else if (word.ends_with('.') && parse_literal(word.substr(0, word.size() - 1)))
    hint = kLiteralHint.no_point(word.substr(0, word.size() - 1));
  return Error(kWord.no_literal(word, hint.text()).text());
}

/// True where a name may stand without quotes; stricter than what is read without them, so that printed text
/// is plain.
bool prints_bare(std::string_view name) {
  std::size_t pos = 0;
  if (name.empty() || !is_letter(next_code_point(name, pos))) return false;
  bool ends_in_mark = false;
  while (pos < name.size()) {
    const char32_t c = next_code_point(name, pos);
    ends_in_mark = c < 0x80 && std::string_view("_-.'&").find(static_cast<char>(c)) != std::string_view::npos;
    const bool digit = c < 0x80 && is_digit(static_cast<char>(c));
    if (!ends_in_mark && !digit && !is_letter(c) && !is_combining(c)) return false;
  }
  return !ends_in_mark;
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

}  // namespace

bool is_word_char(char32_t c) {
  if (c < 0x80)
    return c > 0x20 && c != 0x7F && kNotInWords.find(static_cast<char>(c)) == std::string_view::npos;
  return !is_white_space(c) && !is_control_or_format(c);
}

std::size_t word_length(std::string_view text) {
  if (text.empty()) return 0;
  if (kNotFirst.find(text[0]) != std::string_view::npos && !begins_signed_literal(text)) return 0;
  std::size_t end = 0;
  for (std::size_t pos = 0; pos < text.size(); end = pos)
    if (!is_word_char(next_code_point(text, pos))) break;
  return end;
}

std::span<const std::string_view> keywords() {
  return kKeywords;
}

bool is_keyword(std::string_view word) {
  return std::find(std::begin(kKeywords), std::end(kKeywords), lower(word)) != std::end(kKeywords);
}

Word classify_word(std::string_view word) {
  const std::string small = lower(word);
  if (small == "true" || small == "false") return {WordKind::Literal, Term{TermKind::Boolean, small, {}}};
  if (const auto literal = parse_literal(word))
    return {WordKind::Literal, Term{literal->kind, std::string(word), {}}};
  const bool numeric = !word.empty() && (is_digit(word[0]) || word[0] == '-');
  const bool ranged = word.find("..") != std::string_view::npos;
  const bool prefixed = word.find(':') != std::string_view::npos;
  if (numeric && (word[0] == '-' || ranged || prefixed || !has_letter(word))) throw not_a_literal(word);
  if (prefixed) return {WordKind::PrefixedName, {}};
  return {is_keyword(word) ? WordKind::Keyword : WordKind::Name, Term::name(normal_name(word))};
}

Term read_term(std::string_view text) {
  text = trimmed(text);
  check_utf8(text);
  if (const auto quoted = read_quoted(text)) {
    if (quoted->length == text.size()) return quoted->term;
    throw Error(fmt::format("expected one term, found `{}` after it", trimmed(text.substr(quoted->length))));
  }
  const std::size_t length = word_length(text);
  if (length == 0)
    throw Error(
        fmt::format("expected a name, a string or a value, found {}", text.empty() ? "nothing" : text));
  if (length < text.size()) {
    throw Error(
        fmt::format("expected one term, found `{}` after `{}`; several words make a name in quotes: {}",
                    trimmed(text.substr(length)), text.substr(0, length), escaped(text, '\'')));
  }
  Word word = classify_word(text);
  if (word.kind == WordKind::PrefixedName)
    throw Error(
        fmt::format("expected a term, found the prefixed name {}; write the <iri>, or quotes for a name: {}",
                    text, escaped(text, '\'')));
  if (word.kind == WordKind::Keyword)
    throw Error(fmt::format("expected a term, found the keyword {}; as a name it stands in quotes: '{}'",
                            text, text));
  return word.term;
}

std::string print(const Term& term) {
  switch (term.kind) {
    case TermKind::Name:
      return prints_bare(term.text) && !is_keyword(term.text) ? term.text : escaped(term.text, '\'');
    case TermKind::Iri:
      return '<' + term.text + '>';
    case TermKind::String:
      return escaped(term.text, '"') + term.tag;
    default:
      return term.text;
  }
}

std::string print_key(std::string_view name) {
  const std::string small = lower(name);  // `true=1` would begin with a literal
  return prints_bare(name) && small != "true" && small != "false" ? std::string(name) : escaped(name, '\'');
}

std::string print_key(const Term& key) {
  return key.kind == TermKind::Name ? print_key(key.text) : print(key);
}

std::string plain(const Term& key) {
  return key.kind == TermKind::Name ? key.text : print(key);
}

Term read_plain(std::string_view text) {
  if (!text.empty() && iri_length(text) == text.size())
    return Term::iri(std::string(text.substr(1, text.size() - 2)));
  return Term::name(normal_name(text));
}

}  // namespace kg
