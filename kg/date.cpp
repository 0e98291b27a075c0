#include "kg/date.hpp"

#include <fmt/format.h>

namespace kg {
namespace {

namespace chrono = std::chrono;

/// The number that exactly `digits` digits at `pos` spell.
std::optional<int> number_at(std::string_view text, std::size_t pos, std::size_t digits) {
  if (pos + digits > text.size()) return std::nullopt;
  int value = 0;
  for (const char c : text.substr(pos, digits)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

/// `YYYY-MM` at the start of `text`.
std::optional<chrono::year_month> month_of(std::string_view text) {
  const auto year = number_at(text, 0, 4);
  const auto month = number_at(text, 5, 2);
  if (!year || !month || text[4] != '-' || *year == 0 || *month < 1 || *month > 12) return std::nullopt;
  return chrono::year(*year) / chrono::month(static_cast<unsigned>(*month));
}

}  // namespace

std::optional<Day> parse_day(std::string_view text) {
  if (text.size() != 10 || text[7] != '-') return std::nullopt;
  const auto month = month_of(text);
  const auto day = number_at(text, 8, 2);
  if (!month || !day) return std::nullopt;
  const chrono::year_month_day date = *month / chrono::day(static_cast<unsigned>(*day));
  if (!date.ok()) return std::nullopt;
  return Day(date);
}

std::optional<DaySpan> parse_date(std::string_view text) {
  if (text.size() == 4) {
    const auto year = number_at(text, 0, 4);
    if (!year || *year == 0) return std::nullopt;
    return year_span(*year);
  }
  if (text.size() == 7) {
    const auto month = month_of(text);
    if (!month) return std::nullopt;
    return month_span(*month);
  }
  const auto day = parse_day(text);
  if (!day) return std::nullopt;
  return DaySpan{*day, *day};
}

std::optional<YearlessDate> parse_yearless(std::string_view text) {
  if (!text.starts_with("--") || (text.size() != 4 && text.size() != 7)) return std::nullopt;
  const auto month = number_at(text, 2, 2);
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  YearlessDate date{static_cast<unsigned>(*month), 0};
  if (text.size() == 7) {
    const auto day = number_at(text, 5, 2);
    constexpr int kLeapYear = 2000;
    if (text[4] != '-' || !day) return std::nullopt;
    date.day = static_cast<unsigned>(*day);
    if (!(chrono::year(kLeapYear) / chrono::month(date.month) / chrono::day(date.day)).ok())
      return std::nullopt;
  }
  return date;
}

DaySpan year_span(int year) {
  return {Day(chrono::year(year) / chrono::January / 1), Day(chrono::year(year) / chrono::December / 31)};
}

DaySpan month_span(chrono::year_month month) {
  return {Day(month / 1), Day(month / chrono::last)};
}

Day add_months(Day day, int months) {
  const chrono::year_month_day date{day};
  const chrono::year_month_day moved = date + chrono::months(months);
  return moved.ok() ? Day(moved) : Day(moved.year() / moved.month() / chrono::last);
}

Day weekday_before(Day day, chrono::weekday weekday) {
  const chrono::days back = chrono::weekday(day) - weekday;
  return day - (back == chrono::days(0) ? chrono::days(7) : back);
}

Day weekday_after(Day day, chrono::weekday weekday) {
  const chrono::days ahead = weekday - chrono::weekday(day);
  return day + (ahead == chrono::days(0) ? chrono::days(7) : ahead);
}

std::string print_day(Day day) {
  const chrono::year_month_day date{day};
  return fmt::format("{}-{:02}", print_month(date.year() / date.month()), static_cast<unsigned>(date.day()));
}

std::string print_month(chrono::year_month month) {
  return fmt::format("{:04}-{:02}", static_cast<int>(month.year()), static_cast<unsigned>(month.month()));
}

std::string print_yearless(YearlessDate date) {
  return date.day == 0 ? fmt::format("--{:02}", date.month)
                       : fmt::format("--{:02}-{:02}", date.month, date.day);
}

}  // namespace kg
