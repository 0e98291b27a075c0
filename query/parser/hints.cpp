#include "query/parser/hints.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "kg/edit_distance.hpp"
#include "kg/unit.hpp"
#include "query/algebra.hpp"
#include "query/messages.hpp"
#include "query/values/functions.hpp"

namespace kg::query::parser {
namespace {

struct FirstWord {
  std::string_view word;
  Message hint;
};

constexpr std::array<FirstWord, 7> kForeign = {{
    {"select", kHint.select},
    {"match", kHint.match},
    {"insert", kHint.insert},
    {"return", kHint.tail},
    {"as", kHint.tail},
    {"order", kHint.tail},
    {"limit", kHint.tail},
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
  for (const std::string_view keyword : {"return", "optional", "order", "limit", "offset", "having",
                                         "distinct", "explain", "profile", "assert"})
    if (const auto edits = edit_distance(lower(token.text), keyword, least - 1)) {
      nearest = keyword;
      least = *edits;
    }
  return nearest;
}

/// A name of two words (`South Korea`), or two patterns without a comma.
std::optional<Said> hint_for_run(const std::vector<Token>& tokens, std::size_t stop) {
  const Run run = run_around(tokens, stop);
  const std::size_t length = run.end - run.begin;
  if (length < 4) return {};
  if (length >= 6) return kHint.missing_comma(tokens[run.begin + 3].text);
  for (std::size_t i = run.begin; i + 1 < run.end; ++i) {
    if (is_bare_name(tokens[i]) && is_bare_name(tokens[i + 1]) && begins_capital(tokens[i].text) &&
        begins_capital(tokens[i + 1].text)) {
      return kHint.two_words(tokens[i].text, tokens[i + 1].text);
    }
  }
  return kHint.three_parts();
}

/// `about`, `compare` or `how`, where the command is such a question.
std::optional<std::string_view> question_of_things(const std::vector<Token>& tokens) {
  const std::size_t first = tokens[0].is_word("explain") || tokens[0].is_word("profile") ? 1 : 0;
  for (const std::string_view word : {"about", "compare", "how"})
    if (tokens[first].is_word(word)) return word;
  return {};
}

/// Whether `as of`, `return`, `having` or `order` stands there.
bool begins_tail(const std::vector<Token>& tokens, std::size_t at) {
  if (tokens[at].is_word("as")) return tokens[at + 1].is_word("of");  // an `End` stands behind it
  return tokens[at].is_word("return") || tokens[at].is_word("having") || tokens[at].is_word("order");
}

std::optional<Said> hint_for(const std::vector<Token>& tokens, std::size_t stop,
                             const std::vector<std::string_view>& expected) {
  const Token& found = tokens[stop];
  const auto wants = [&](std::string_view what) {
    return std::find(expected.begin(), expected.end(), what) != expected.end();
  };
  for (std::size_t i = std::max<std::size_t>(stop, 2) - 1; i <= stop && i > 0; ++i)
    if (tokens[i].is_mark("(") && !tokens[i].glued && find_function(lower(tokens[i - 1].text)) != nullptr)
      return kHint.call(tokens[i - 1].text);
  if ((stop == 0 || wants("`forget`")) && (found.is_mark("+") || found.is_mark("-")))
    return kHint.sign(found.text);
  if (wants("`forget`")) return kHint.dry_run();
  if (stop > 0 && found.is_mark("{") && tokens[stop - 1].is_word("in")) return kHint.round_set();
  if (found.is_mark("*") && wants("`distinct`")) return kHint.all_columns();
  if (stop > 0 && found.is_mark("*") && tokens[stop - 1].is_word("distinct"))
    return stop > 1 && tokens[stop - 2].is_word("return") ? kHint.all_columns() : kHint.different();
  if (const auto thing = question_of_things(tokens); thing && begins_tail(tokens, stop))
    return kHint.window(*thing);
  if (stop > 0 && tokens[stop - 1].is_word("as") && found.is_word("of")) return kHint.order();
  if (stop > 0 && tokens[stop - 1].is_word("as") && is_bare_name(found)) return kHint.column(found.text);
  if (stop > 0 && tokens[stop - 1].is_word("where")) return kHint.where();
  if (stop > 0 && tokens[stop - 1].is_word("group") && found.is_word("by")) return kHint.group_by();
  if (stop > 1 && unit_of(tokens[stop - 1].text) && is_number(tokens[stop - 2]))
    return kHint.quantity(tokens[stop - 2].text, tokens[stop - 1].text);
  for (std::size_t i = stop > 3 ? stop - 4 : 0; i <= stop; ++i)
    if (const std::string_view keyword = meant_keyword(tokens[i]); !keyword.empty())
      return kHint.meant(keyword);
  if (found.is_word("and")) return kHint.comma();
  if (begins_tail(tokens, stop) || found.is_word("limit") || found.is_word("offset")) return kHint.order();
  if (stop > 2 && (tokens[stop - 2].is_word("optional") || tokens[stop - 2].is_word("not")) &&
      !tokens[stop - 3].is_mark(","))
    return kHint.after_comma(tokens[stop - 2].text);
  for (std::size_t i = stop == 0 ? 0 : stop - 1; i <= stop; ++i) {  // 1,000: three digits glued to a comma
    if (i >= 2 && is_number(tokens[i]) && tokens[i].text.size() == 3 && tokens[i].glued &&
        tokens[i - 1].is_mark(",") && tokens[i - 1].glued && is_number(tokens[i - 2]))
      return kHint.thousands(tokens[i - 2].text, tokens[i].text);
  }
  for (std::size_t i = stop >= 3 ? stop - 3 : 0; i < std::min(stop + 1, tokens.size()); ++i) {
    if (i + 2 < tokens.size() && tokens[i + 1].is_mark("/") && tokens[i + 1].glued && is_number(tokens[i]) &&
        is_number(tokens[i + 2]) && tokens[i + 2].glued)
      return kHint.date();
  }
  if (found.is_mark("?")) return kHint.question_mark();
  const auto is_variable = [](const Token& token) {
    return token.operand.kind == ast::OperandKind::Variable;
  };
  const bool links = found.is_mark("|") || found.is_mark("/") || found.is_mark("^");
  const bool repeats = found.is_mark("+") || found.is_mark("*") || found.is_mark("{");
  if (stop > 0 && (links || (repeats && found.glued)) && is_variable(tokens[stop - 1]))
    return kHint.variable_in_path();
  if (found.is_mark("{") && wants("the name of an end of the ways")) return kHint.via();
  if (repeats && !found.glued && wants("an object")) return kHint.repetition(found.text);
  if (is_variable(found) && wants("a predicate") && !wants("a comparator such as `=`"))
    return kHint.variable_in_path();
  if (found.kind == TokenKind::Keyword && (wants("an object") || wants("a value") || wants("a predicate")))
    return kHint.keyword(found.text);
  if (found.kind == TokenKind::Operand || found.kind == TokenKind::End || stop > 0)
    if (auto hint = hint_for_run(tokens, stop)) return hint;
  const bool after_or = std::any_of(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(stop),
                                    [](const Token& token) { return token.is_word("or"); });
  if (after_or && (wants("a predicate") || wants("a comparator such as `=`"))) return kHint.or_mixed();
  return {};
}

/// What the grammar takes for the beginning of a condition may be that of any value; only behind these words
/// it must be a condition.
void name_values(std::vector<std::string_view>& expected, const Token& before) {
  for (const std::string_view word : {"having", "and", "or", "not"})
    if (before.is_word(word)) return;
  const auto condition = std::find(expected.begin(), expected.end(), "a condition");
  if (condition == expected.end() ||
      std::find(expected.begin(), expected.end(), "a pattern") != expected.end())
    return;
  *condition = "a variable";
  expected.insert(condition + 1, {"a name", "a value", "a function"});
  std::erase(expected, "`not`");
}

std::string spoken(const Token& token) {
  if (token.kind == TokenKind::End) return "the end of the line";
  return token.is_parameter() ? fmt::format("`{}`, which is {}", token.text, print(token.operand))
                              : fmt::format("`{}`", token.text);
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
  for (const auto& [word, hint] : kForeign)
    if (first.is_word(word))
      fail_at(source, first.at, first.text.size(), kSyntax.no_command(first.text).with(hint()));
}

void fail_to_parse(const Source& source, const std::vector<Token>& tokens, std::size_t stop,
                   const std::vector<std::string_view>& expected) {
  const Token& found = tokens[stop];
  std::vector<std::string_view> named = expected;
  if (stop > 0) name_values(named, tokens[stop - 1]);
  std::size_t at = found.at;
  std::string what = spoken(found);
  if (stop > 0 && found.kind == TokenKind::End) {
    // The text may have gone on for lines, with nothing on them.
    const std::size_t behind = tokens[stop - 1].at + tokens[stop - 1].text.size();
    if (source.text.substr(behind, at - behind).find('\n') != std::string::npos) {
      at = behind;
      what = "the end of the text";
    }
  }
  Said message = kSyntax.expected(one_of(named), what);
  if (const auto hint = hint_for(tokens, stop, expected)) message = message.with(*hint);
  fail_at(source, at, std::max<std::size_t>(found.text.size(), 1), message);
}

}  // namespace kg::query::parser
