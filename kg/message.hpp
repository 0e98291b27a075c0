// Texts of errors, each written once, in a table: a struct of `Message`s and nothing else (WordMessages here,
// query/messages.hpp for the language). Functions that refuse something take a `Said`, which only a `Message`
// makes; so every text stands in a table, and a test holds the tables against the manual and the corpora.
//
//   fail(at, length, kHint.one_comma("South"));
#pragma once

#include <fmt/format.h>

#include <exception>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

namespace kg {

/// What is said to somebody, in one line.
class Said {
 public:
  const std::string& text() const { return text_; }
  /// The same, and then what to write instead.
  Said with(const Said& hint) const { return Said(text_ + ": " + hint.text_); }
  /// What another part, with a table of its own, has said already.
  static Said again(const std::exception& error) { return Said(error.what()); }

 private:
  friend struct Message;
  explicit Said(std::string text) : text_(std::move(text)) {}

  std::string text_;
};

/// A text with `{}` for what it speaks of, as fmt has it. The manual shows `…` there.
struct Message {
  std::string_view format;

  template <typename... Args>
  Said operator()(const Args&... args) const {
    return Said(fmt::vformat(format, fmt::make_format_args(args...)));
  }
};

/// The entries of a table.
template <typename Table>
std::span<const Message> entries(const Table& table) {
  static_assert(std::is_standard_layout_v<Table> && sizeof(Table) % sizeof(Message) == 0);
  return {reinterpret_cast<const Message*>(&table), sizeof(Table) / sizeof(Message)};
}

/// Of words and quoted tokens, in facts and in queries.
struct WordMessages {
  Message no_literal{"expected a number, a quantity or a date, found {}; {}"};
  Message hex_digits{"expected four hexadecimal digits after \\u"};
  Message half_pair{"expected a pair of surrogates, found half of one"};
  Message escape{R"(expected one of \" \' \\ \/ \b \f \n \r \t \u after a backslash)"};
  Message unclosed{"expected a closing {} before the end of the line"};
  Message no_type{"expected a type after ^^: a name, a prefixed name or an <iri>"};
  Message empty_name{"expected a name between quotes, found nothing"};
};
inline constexpr WordMessages kWord;

/// What follows `WordMessages::no_literal`.
struct LiteralHints {
  Message quote{"a name like this stands in quotes: {}"};
  Message no_such_day{"the calendar has no such day; dates are year-month-day"};
  Message order_of_date{"dates are written year-month-day: 2025-10-30"};
  Message range{"a range is two numbers or two dates, the smaller first, and one unit: 12..24month"};
  Message digits{"a number has at most 30 digits; as a name it stands in quotes: {}"};
  Message no_point{"no point ends a fact or a query: {}"};
};
inline constexpr LiteralHints kLiteralHint;

}  // namespace kg
