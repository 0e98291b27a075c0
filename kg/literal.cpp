#include "kg/literal.hpp"

#include "kg/date.hpp"

namespace kg {
namespace {

constexpr std::size_t kMaxDigits = 30;
constexpr int kMicroDecimals = 6;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::optional<Literal> parse_date_range(std::string_view first, std::string_view last) {
  constexpr std::size_t kShortestDate = 7;  // a bare year is a number
  if (first.size() < kShortestDate || last.size() < kShortestDate) return std::nullopt;
  const auto from = parse_date(first);
  const auto to = parse_date(last);
  if (!from || !to || from->first > to->last) return std::nullopt;
  Literal literal{TermKind::DateRange, {}, {}, false, {}, first, last};
  return literal;
}

}  // namespace

std::optional<Number> read_number(std::string_view text, std::size_t& length) {
  std::size_t pos = text.starts_with('-') ? 1 : 0;
  Number number;
  std::size_t digits = 0;
  int kept = 0;  // decimals that went into `micro`
  const auto take = [&](char c) {
    ++digits;
    if (kept > kMicroDecimals) return;
    if (number.decimals > 0 && ++kept > kMicroDecimals) {
      number.micro += c >= '5' ? 1 : 0;  // the seventh decimal rounds
      return;
    }
    number.micro = number.micro * 10 + (c - '0');
  };
  for (; pos < text.size() && is_digit(text[pos]) && digits <= kMaxDigits; ++pos) take(text[pos]);
  if (digits == 0) return std::nullopt;
  if (pos + 1 < text.size() && text[pos] == '.' && is_digit(text[pos + 1])) {
    for (++pos; pos < text.size() && is_digit(text[pos]) && digits <= kMaxDigits; ++pos) {
      ++number.decimals;
      take(text[pos]);
    }
  }
  if (digits > kMaxDigits) return std::nullopt;
  for (; kept < kMicroDecimals; ++kept) number.micro *= 10;
  if (text.starts_with('-')) number.micro = -number.micro;
  length = pos;
  return number;
}

std::optional<Literal> parse_literal(std::string_view word) {
  if (word.empty() || !(is_digit(word[0]) || word[0] == '-')) {
    if (word == "true" || word == "false") return Literal{TermKind::Boolean, {}, {}, false, {}, {}, {}};
    return std::nullopt;
  }
  constexpr std::size_t kYear = 4;
  if (parse_yearless(word) || (word.size() > kYear && parse_date(word)))
    return Literal{TermKind::Date, {}, {}, false, {}, {}, {}};
  const std::size_t dots = word.find("..");
  if (dots != std::string_view::npos)
    if (auto range = parse_date_range(word.substr(0, dots), word.substr(dots + 2))) return range;

  std::size_t length = 0;
  const auto low = read_number(word, length);
  if (!low) return std::nullopt;
  Literal literal{low->decimals == 0 ? TermKind::Integer : TermKind::Decimal, *low, *low, false, {}, {}, {}};
  std::string_view rest = word.substr(length);
  bool range = false;
  if (rest.starts_with("..")) {
    const auto high = read_number(rest.substr(2), length);
    if (!high || high->micro < low->micro) return std::nullopt;
    literal.high = *high;
    range = true;
    rest.remove_prefix(2 + length);
  }
  if (rest == "%") {
    literal.percent = true;
    literal.kind = TermKind::Percent;
  } else if (!rest.empty()) {
    literal.unit = unit_of(rest);
    if (!literal.unit) return std::nullopt;
    literal.kind = TermKind::Quantity;
  }
  if (range) literal.kind = TermKind::Range;
  return literal;
}

}  // namespace kg
