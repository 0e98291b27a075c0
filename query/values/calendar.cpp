// Dates and durations. A date is an interval of days; a duration moves both its ends.
#include <algorithm>
#include <array>

#include "kg/literal.hpp"
#include "kg/value.hpp"
#include "kg/word.hpp"
#include "query/expression.hpp"
#include "query/values/arithmetic.hpp"

namespace kg::query {
namespace {

using ast::ExprKind;

constexpr Int128 kDay = Int128{86400} * kMicro;
constexpr Int128 kMostDays = 4'000'000;  // more than from the first year to the last
constexpr Int128 kMostMonths = 130'000;

/// A length of time, in months of the calendar if its unit is one of them, else in microseconds.
struct Span {
  bool months = false;
  Int128 low = 0, high = 0;
};

std::optional<Span> span_of(const Term& duration) {
  const auto value = value_of(duration);
  if (!value || value->dimension != Dimension::Duration) return std::nullopt;
  const auto literal = parse_literal(duration.text);
  const auto is = [&](std::string_view spelling) {
    const Unit unit = *unit_of(spelling);
    return unit.numerator == literal->unit->numerator && unit.denominator == literal->unit->denominator;
  };
  if (is("month") || is("year")) {
    const Int128 each = is("year") ? 12 : 1;
    const Int128 low = literal->low.micro * each, high = literal->high.micro * each;
    if (low % kMicro == 0 && high % kMicro == 0) return Span{true, low / kMicro, high / kMicro};
  }
  return Span{false, value->low, value->high};
}

Int128 floored(Int128 a, Int128 b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

bool in_calendar(Day day) {
  return day >= year_span(1).first && day <= year_span(9999).last;
}

std::optional<Day> moved(Day day, bool months, Int128 count) {
  const Int128 most = months ? kMostMonths : kMostDays;
  if (count > most || count < -most) return std::nullopt;
  const int steps = static_cast<int>(count);
  return months ? add_months(day, steps) : day + std::chrono::days{steps};
}

/// The days that a date may become, if each of its moments moves by a length of time between low and high.
/// Its end moves as the beginning of the day behind it, so that months stay months and years years.
std::optional<DaySpan> moved(const DaySpan& date, const Span& by) {
  const bool one_day = date.first == date.last;
  const Int128 low = by.months ? by.low : floored(by.low, kDay);
  const Int128 high = by.months ? by.high : -floored(-by.high, kDay);
  const auto first = moved(date.first, by.months, low);
  const auto last =
      one_day ? moved(date.last, by.months, high) : moved(date.last + std::chrono::days{1}, by.months, high);
  if (!first || !last) return std::nullopt;
  const DaySpan result{*first, std::max(*first, one_day ? *last : *last - std::chrono::days{1})};
  if (!in_calendar(result.first) || !in_calendar(result.last)) return std::nullopt;
  return result;
}

}  // namespace

Term date_term(const DaySpan& span) {
  const std::chrono::year_month_day first{span.first};
  const int year = static_cast<int>(first.year());
  if (span == year_span(year) && year >= 1000) return {TermKind::Integer, std::to_string(year), {}};
  if (span == month_span(first.year() / first.month()))
    return {TermKind::Date, print_month(first.year() / first.month()), {}};
  if (span.first == span.last) return {TermKind::Date, print_day(span.first), {}};
  return {TermKind::DateRange, print_day(span.first) + ".." + print_day(span.last), {}};
}

std::optional<DaySpan> days_of(const Term& term) {
  const auto value = value_of(term);
  if (!value) return std::nullopt;
  for (const Value& reading : equal_readings(*value))
    if (reading.dimension == Dimension::Date)
      return DaySpan{Day{std::chrono::days{static_cast<int>(reading.low)}},
                     Day{std::chrono::days{static_cast<int>(reading.high)}}};
  return std::nullopt;
}

std::optional<Term> calculate_date(ExprKind operation, const Term& a, const Term& b) {
  const auto left = days_of(a);
  if (operation == ExprKind::Subtract && left) {
    const auto right = days_of(b);
    if (right && left->first == left->last && right->first == right->last)
      return Term{TermKind::Quantity, std::to_string((left->first - right->first).count()) + "day", {}};
  }
  if (operation == ExprKind::Add && !left) {
    if (days_of(b)) return calculate_date(operation, b, a);
    return std::nullopt;
  }
  auto by = span_of(b);
  if (!left || !by || (operation != ExprKind::Add && operation != ExprKind::Subtract)) return std::nullopt;
  if (operation == ExprKind::Subtract) *by = {by->months, -by->high, -by->low};
  const auto result = moved(*left, *by);
  return result ? std::optional(date_term(*result)) : std::nullopt;
}

std::optional<Term> date_part(const Term& date, DatePart part) {
  const auto number = [](auto value) { return number_term(static_cast<std::uint64_t>(value)); };
  if (const auto yearless = date.kind == TermKind::Date ? parse_yearless(date.text) : std::nullopt) {
    if (part == DatePart::Month) return number(yearless->month);
    if (part == DatePart::Day && yearless->day != 0) return number(yearless->day);
    return std::nullopt;
  }
  const auto span = days_of(date);
  if (!span) return std::nullopt;
  const std::chrono::year_month_day first{span->first}, last{span->last};
  if (first.year() != last.year()) return std::nullopt;
  if (part == DatePart::Year) return number(static_cast<int>(first.year()));
  if (first.month() != last.month()) return std::nullopt;
  if (part == DatePart::Month) return number(static_cast<unsigned>(first.month()));
  return first.day() == last.day() ? std::optional(number(static_cast<unsigned>(first.day()))) : std::nullopt;
}

}  // namespace kg::query
