#include "query/parser/hints.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "kg/edit_distance.hpp"
#include "kg/unit.hpp"
#include "query/functions.hpp"

namespace kg::query::parser {
namespace {

constexpr std::string_view kTailOrder =
    "these stand in this order: as of, return, having, order by, limit, offset";

struct FirstWord {
  std::string_view word, message;
};

constexpr std::string_view kCommands =
    "a command is a question, `+` and a fact, `-` and patterns, `forget source \"…\"`, `explain` or `assert` "
    "and a question";

constexpr std::array<FirstWord, 18> kForeign = {{
    {"select", "a question is patterns and then what to return: ?who met ?whom return ?who"},
    {"match", "a question is patterns without arrows: ?who met ?whom"},
    {"insert", "a fact is added by a plus sign: + Japan joined G7"},
    {"prefix", ""},
    {"begin", ""},
    {"commit", ""},
    {"rollback", ""},
    {"dry", ""},
    {"profile", "the plan of a question is shown by `explain`"},
    {"why", "the sentence behind an answer is asked for by a key: ?who met ?whom @quote=?sentence"},
    {"about", "what is said of a name is asked by two patterns: { China ?did ?what } or { ?who ?did China }"},
    {"how", "two names are linked by patterns: Japan ?did ?x, ?x ?did2 Australia"},
    {"compare", ""},
    {"shortest", "two names are linked by patterns: Japan ?did ?x, ?x ?did2 Australia"},
    {"return",
     "it belongs to the question before it: end that line with a comma, or put the question in { }"},
    {"as", "it belongs to the question before it: end that line with a comma, or put the question in { }"},
    {"order", "it belongs to the question before it: end that line with a comma, or put the question in { }"},
    {"limit", "it belongs to the question before it: end that line with a comma, or put the question in { }"},
}};

bool is_bare_name(const Token& token) {
  return token.kind == TokenKind::Operand && token.operand.kind == ast::OperandKind::Name;
}

bool is_number(const Token& token) {
  return token.kind == TokenKind::Operand && token.operand.kind == ast::OperandKind::Value &&
         (token.operand.term.kind == TermKind::Integer || token.operand.term.kind == TermKind::Decimal);
}

bool begins_capital(std::string_view text) {
  return !text.empty() && text.front() >= 'A' && text.front() <= 'Z';
}

/// Operands in a row up to and from `stop`: the length of what should have been one pattern.
struct Run {
  std::size_t begin, end;
};
Run run_around(const std::vector<Token>& tokens, std::size_t stop) {
  const auto plain = [&](std::size_t i) {
    return tokens[i].kind == TokenKind::Operand && tokens[i].operand.kind != ast::OperandKind::Evidence;
  };
  std::size_t begin = stop;
  while (begin > 0 && plain(begin - 1)) --begin;
  std::size_t end = stop;
  while (end < tokens.size() && plain(end)) ++end;
  return {begin, end};
}

/// The keyword that a word was probably meant to be; empty if none.
std::string_view meant_keyword(const Token& token) {
  constexpr std::size_t kShortest = 4, kMostEdits = 2;
  if (!is_bare_name(token) || token.text.size() < kShortest) return {};
  std::string_view nearest;
  std::size_t least = kMostEdits + 1;
  for (const std::string_view keyword :
       {"return", "optional", "order", "limit", "offset", "having", "distinct", "explain", "assert"})
    if (const auto edits = edit_distance(lower(token.text), keyword, least - 1)) {
      nearest = keyword;
      least = *edits;
    }
  return nearest;
}

/// A name of two words (`South Korea`), or two patterns without a comma.
std::string hint_for_run(const std::vector<Token>& tokens, std::size_t stop) {
  const Run run = run_around(tokens, stop);
  const std::size_t length = run.end - run.begin;
  if (length < 4) return {};
  if (length >= 6) return fmt::format("a comma is missing before `{}`", tokens[run.begin + 3].text);
  for (std::size_t i = run.begin; i + 1 < run.end; ++i) {
    if (is_bare_name(tokens[i]) && is_bare_name(tokens[i + 1]) && begins_capital(tokens[i].text) &&
        begins_capital(tokens[i + 1].text)) {
      return fmt::format("a name of two words is written {0}_{1} or '{0} {1}'", tokens[i].text,
                         tokens[i + 1].text);
    }
  }
  return "a pattern has three parts, subject predicate object; the words of one name are joined by `_`";
}

std::string hint_for(const std::vector<Token>& tokens, std::size_t stop,
                     const std::vector<std::string_view>& expected) {
  const Token& found = tokens[stop];
  const auto wants = [&](std::string_view what) {
    return std::find(expected.begin(), expected.end(), what) != expected.end();
  };
  for (std::size_t i = std::max<std::size_t>(stop, 2) - 1; i <= stop && i > 0; ++i)
    if (tokens[i].is_mark("(") && !tokens[i].glued && find_function(lower(tokens[i - 1].text)) != nullptr)
      return fmt::format("the bracket of a function follows its name without a space, {}(",
                         tokens[i - 1].text);
  if (stop == 0 && (found.is_mark("+") || found.is_mark("-")))
    return fmt::format("a sign that writes has a space behind it, {} Japan joined G7", found.text);
  if (stop > 0 && found.is_mark("{") && tokens[stop - 1].is_word("in"))
    return "a set is written in round brackets, (China, Japan)";
  if (stop > 0 && tokens[stop - 1].is_word("as") && found.is_word("of")) return std::string(kTailOrder);
  if (stop > 0 && tokens[stop - 1].is_word("as") && is_bare_name(found))
    return fmt::format("a column is named like a variable, ?{}", found.text);
  if (stop > 0 && tokens[stop - 1].is_word("where"))
    return "conditions and qualifiers follow without `where`";
  if (stop > 0 && tokens[stop - 1].is_word("group") && found.is_word("by"))
    return "rows are grouped by what is returned beside an aggregate";
  if (stop > 1 && unit_of(tokens[stop - 1].text) && is_number(tokens[stop - 2]))
    return fmt::format("a quantity is written without a space, {}{}", tokens[stop - 2].text,
                       tokens[stop - 1].text);
  for (std::size_t i = stop > 3 ? stop - 4 : 0; i <= stop; ++i)
    if (const std::string_view keyword = meant_keyword(tokens[i]); !keyword.empty())
      return fmt::format("did you mean `{}`?", keyword);
  if (found.is_word("and")) return "patterns are joined by a comma";
  const bool as_of = found.is_word("as") && stop + 1 < tokens.size() && tokens[stop + 1].is_word("of");
  for (const std::string_view word : {"return", "having", "order", "limit", "offset"})
    if (as_of || found.is_word(word)) return std::string(kTailOrder);
  if (stop > 2 && (tokens[stop - 2].is_word("optional") || tokens[stop - 2].is_word("not")) &&
      !tokens[stop - 3].is_mark(","))
    return fmt::format("before a pattern, `{}` stands after a comma", tokens[stop - 2].text);
  for (std::size_t i = stop == 0 ? 0 : stop - 1; i <= stop; ++i) {  // 1,000: three digits glued to a comma
    if (i >= 2 && is_number(tokens[i]) && tokens[i].text.size() == 3 && tokens[i].glued &&
        tokens[i - 1].is_mark(",") && tokens[i - 1].glued && is_number(tokens[i - 2]))
      return fmt::format("a number is written without commas, {}{}", tokens[i - 2].text, tokens[i].text);
  }
  for (std::size_t i = stop >= 3 ? stop - 3 : 0; i < std::min(stop + 1, tokens.size()); ++i) {
    if (i + 2 < tokens.size() && tokens[i + 1].is_mark("/") && tokens[i + 1].glued && is_number(tokens[i]) &&
        is_number(tokens[i + 2]) && tokens[i + 2].glued)
      return "a date is written 2025-10-30";
  }
  if (found.is_mark("?")) return "a question needs no question mark at its end";
  const auto is_variable = [](const Token& token) {
    return token.operand.kind == ast::OperandKind::Variable;
  };
  const bool links = found.is_mark("|") || found.is_mark("/") || found.is_mark("^");
  const bool repeats = found.is_mark("+") || found.is_mark("*") || found.is_mark("{");
  if (stop > 0 && (links || (repeats && found.glued)) && is_variable(tokens[stop - 1]))
    return "a variable is a predicate by itself; in a path, `_` stands for any";
  if (repeats && !found.glued && wants("an object"))
    return fmt::format("`{}` follows its predicate without a space", found.text);
  if (is_variable(found) && wants("a predicate") && !wants("a comparator such as `=`"))
    return "a variable is a predicate by itself; in a path, `_` stands for any";
  if (found.kind == TokenKind::Keyword && (wants("an object") || wants("a value") || wants("a predicate")))
    return fmt::format("as a name it stands in quotes, '{}'", found.text);
  if (found.kind == TokenKind::Operand || found.kind == TokenKind::End || stop > 0)
    if (std::string hint = hint_for_run(tokens, stop); !hint.empty()) return hint;
  const bool after_or = std::any_of(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(stop),
                                    [](const Token& token) { return token.is_word("or"); });
  if (after_or && (wants("a predicate") || wants("a comparator such as `=`")))
    return "`or` joins patterns or comparisons, never both";
  return {};
}

std::string spoken(const Token& token) {
  return token.kind == TokenKind::End ? "the end of the line" : fmt::format("`{}`", token.text);
}

/// A long list is cut to what is meant most often.
std::string one_of(std::vector<std::string_view> expected) {
  constexpr std::size_t kReadable = 4;
  for (const std::string_view rare : {"`optional`", "`not`", "`or`", "`order by`", "`limit`", "`in`"})
    if (expected.size() > kReadable) std::erase(expected, rare);
  std::string result;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    if (i > 0) result += i + 1 == expected.size() ? " or " : ", ";
    result += expected[i];
  }
  return result;
}

}  // namespace

void refuse_foreign_command(const Source& source, const Token& first) {
  for (const auto& [word, message] : kForeign) {
    if (!first.is_word(word)) continue;
    fail_at(
        source, first.at, first.text.size(),
        fmt::format("`{}` begins no command here: {}", first.text, message.empty() ? kCommands : message));
  }
}

void fail_to_parse(const Source& source, const std::vector<Token>& tokens, std::size_t stop,
                   const std::vector<std::string_view>& expected) {
  const Token& found = tokens[stop];
  std::string message = expected.empty()
                            ? fmt::format("found {}, which does not belong there", spoken(found))
                            : fmt::format("expected {}, found {}", one_of(expected), spoken(found));
  if (const std::string hint = hint_for(tokens, stop, expected); !hint.empty()) message += ": " + hint;
  fail_at(source, found.at, std::max<std::size_t>(found.text.size(), 1), message);
}

}  // namespace kg::query::parser
