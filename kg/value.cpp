#include "kg/value.hpp"

#include <tuple>

#include "kg/date.hpp"
#include "kg/literal.hpp"

namespace kg {
namespace {

constexpr unsigned kDaysOfMonth = 32;  // a slot for each day of any month, and one more

Int128 number_of(Day day) {
  return day.time_since_epoch().count();
}

std::optional<Value> value_of_date(std::string_view text) {
  if (const auto date = parse_yearless(text)) {
    const unsigned month = date->month * kDaysOfMonth;
    return date->day == 0 ? Value{Dimension::YearlessDate, {}, month + 1, month + kDaysOfMonth - 1}
                          : Value{Dimension::YearlessDate, {}, month + date->day, month + date->day};
  }
  const auto span = parse_date(text);
  if (!span) return std::nullopt;
  return Value{Dimension::Date, {}, number_of(span->first), number_of(span->last)};
}

std::optional<Value> value_of_number(const Literal& literal) {
  if (!literal.unit)
    return Value{
        literal.percent ? Dimension::Percent : Dimension::Number, {}, literal.low.micro, literal.high.micro};
  const auto low = to_base(literal.low.micro, *literal.unit);
  const auto high = to_base(literal.high.micro, *literal.unit);
  if (!low || !high) return std::nullopt;
  Value value{literal.unit->dimension, {}, *low, *high};
  if (value.dimension == Dimension::Money) value.currency = literal.unit->spelling;
  return value;
}

/// A plain number that can be a year, as the interval of its days; nothing for any other value.
std::optional<Value> as_years(const Value& value) {
  constexpr Int128 kFirst = Int128{1000} * kMicro;
  constexpr Int128 kLast = Int128{9999} * kMicro;
  if (value.dimension != Dimension::Number || value.low < kFirst || value.high > kLast) return std::nullopt;
  if (value.low % kMicro != 0 || value.high % kMicro != 0) return std::nullopt;
  return Value{Dimension::Date,
               {},
               number_of(year_span(static_cast<int>(value.low / kMicro)).first),
               number_of(year_span(static_cast<int>(value.high / kMicro)).last)};
}

/// Days from the first of a year to the last of a year, as those years; nothing for any other value.
std::optional<Value> as_number(const Value& value) {
  if (value.dimension != Dimension::Date) return std::nullopt;
  const auto year_of = [](Int128 day) {
    return static_cast<int>(
        std::chrono::year_month_day{Day(std::chrono::days(static_cast<std::int64_t>(day)))}.year());
  };
  const Value years{Dimension::Number, {}, year_of(value.low) * kMicro, year_of(value.high) * kMicro};
  return as_years(years) == value ? std::optional(years) : std::nullopt;
}

struct Pair {
  Value a, b;
};

/// The values of two terms, brought to one dimension; nothing if they do not compare.
std::optional<Pair> comparable(const Term& a, const Term& b) {
  auto left = value_of(a);
  auto right = value_of(b);
  if (!left || !right) return std::nullopt;
  if (left->dimension == Dimension::Date && right->dimension == Dimension::Number) right = as_years(*right);
  if (right && right->dimension == Dimension::Date && left->dimension == Dimension::Number)
    left = as_years(*left);
  if (!left || !right || left->dimension != right->dimension || left->currency != right->currency)
    return std::nullopt;
  return Pair{*left, *right};
}

/// Texts of one kind compare by code point, which in UTF-8 is the order of bytes.
bool both_text(const Term& a, const Term& b) {
  return a.kind == b.kind &&
         (a.kind == TermKind::Name || a.kind == TermKind::Iri || a.kind == TermKind::String);
}

auto text_key(const Term& term) {
  return std::tie(term.text, term.tag);
}

}  // namespace

std::optional<Value> value_of(const Term& term) {
  if (!term.is_value()) return std::nullopt;
  if (term.kind == TermKind::Date) return value_of_date(term.text);
  const auto literal = parse_literal(term.text);
  if (!literal || literal->kind != term.kind) return std::nullopt;
  if (term.kind == TermKind::Boolean) {
    const Int128 truth = term.text == "true" ? 1 : 0;
    return Value{Dimension::Boolean, {}, truth, truth};
  }
  if (term.kind == TermKind::DateRange)
    return Value{Dimension::Date,
                 {},
                 number_of(parse_date(literal->first)->first),
                 number_of(parse_date(literal->last)->last)};
  return value_of_number(*literal);
}

std::vector<Value> equal_readings(const Value& value) {
  std::vector<Value> readings = {value};
  if (const auto years = as_years(value)) readings.push_back(*years);
  if (const auto number = as_number(value)) readings.push_back(*number);
  return readings;
}

bool equal_values(const Term& a, const Term& b) {
  if (a == b) return true;
  const auto pair = comparable(a, b);
  return pair && pair->a == pair->b;
}

std::partial_ordering compare_values(const Term& a, const Term& b) {
  if (both_text(a, b)) return text_key(a) <=> text_key(b);
  const auto pair = comparable(a, b);
  if (!pair) return a == b ? std::partial_ordering::equivalent : std::partial_ordering::unordered;
  if (pair->a == pair->b) return std::partial_ordering::equivalent;
  if (pair->a.dimension == Dimension::YearlessDate) return std::partial_ordering::unordered;
  if (pair->a.high < pair->b.low) return std::partial_ordering::less;
  if (pair->a.low > pair->b.high) return std::partial_ordering::greater;
  return std::partial_ordering::unordered;
}

std::optional<bool> at_least(const Term& a, const Term& b) {
  if (both_text(a, b)) return text_key(a) >= text_key(b);
  const auto pair = comparable(a, b);
  if (pair && pair->a == pair->b) return true;
  if (!pair || pair->a.dimension == Dimension::YearlessDate) return std::nullopt;
  return pair->a.low >= pair->b.low;
}

std::optional<bool> at_most(const Term& a, const Term& b) {
  if (both_text(a, b)) return text_key(a) <= text_key(b);
  const auto pair = comparable(a, b);
  if (pair && pair->a == pair->b) return true;
  if (!pair || pair->a.dimension == Dimension::YearlessDate) return std::nullopt;
  return pair->a.high <= pair->b.high;
}

std::optional<bool> contained_in(const Term& a, const Term& b) {
  const auto pair = comparable(a, b);
  if (!pair) return std::nullopt;
  return pair->a.low >= pair->b.low && pair->a.high <= pair->b.high;
}

std::strong_ordering total_order(const Term& a, const Term& b) {
  const auto left = value_of(a);
  const auto right = value_of(b);
  if (left.has_value() != right.has_value())
    return left ? std::strong_ordering::less : std::strong_ordering::greater;
  if (left) {
    if (const auto order = left->dimension <=> right->dimension; order != 0) return order;
    if (const auto order = left->currency <=> right->currency; order != 0) return order;
    if (const auto order = left->low <=> right->low; order != 0) return order;
    if (const auto order = left->high <=> right->high; order != 0) return order;
  } else {
    if (const auto order = a.kind <=> b.kind; order != 0) return order;
    // Statements are `#` and a number.
    if (a.kind == TermKind::Statement)
      if (const auto order = a.text.size() <=> b.text.size(); order != 0) return order;
  }
  return std::tie(a.text, a.tag, a.kind) <=> std::tie(b.text, b.tag, b.kind);
}

}  // namespace kg
