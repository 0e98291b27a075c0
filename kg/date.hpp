// Calendar days for values and loaders, on <chrono>'s proleptic Gregorian calendar: reading and printing ISO
// dates, and the arithmetic that relative dates need ("last Thursday", "two months later").
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace kg {

using Day = std::chrono::sys_days;

/// The days of a date, both included: `2025-10` is 2025-10-01 to 2025-10-31.
struct DaySpan {
  Day first;
  Day last;
  bool operator==(const DaySpan&) const = default;
};

/// A month and perhaps its day (0: the whole month), of a year that is not known: `--10-30`, `--10`.
struct YearlessDate {
  unsigned month = 0;
  unsigned day = 0;
  bool operator==(const YearlessDate&) const = default;
};

/// `2025-10-30`; nothing if it is spelled otherwise or there is no such day. Years have four digits,
/// 0001..9999.
std::optional<Day> parse_day(std::string_view text);
/// `2025-10-30`, `2025-10` or `2025`.
std::optional<DaySpan> parse_date(std::string_view text);
/// `--10-30`, `--10`; 29 February is a day.
std::optional<YearlessDate> parse_yearless(std::string_view text);

DaySpan year_span(int year);
DaySpan month_span(std::chrono::year_month month);

/// The day so many months later (or earlier); a day that its month lacks becomes the month's last.
Day add_months(Day day, int months);
/// The last such weekday before `day` (a week earlier if `day` is one), and the next after it.
Day weekday_before(Day day, std::chrono::weekday weekday);
Day weekday_after(Day day, std::chrono::weekday weekday);

std::string print_day(Day day);                          ///< `2025-10-30`
std::string print_month(std::chrono::year_month month);  ///< `2025-10`
std::string print_yearless(YearlessDate date);           ///< `--10-30`, `--10`

}  // namespace kg
