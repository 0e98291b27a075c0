// Calendar days: reading, printing, and the arithmetic of relative dates.
#include "kg/date.hpp"

#include <gtest/gtest.h>

namespace kg {
namespace {

using namespace std::chrono_literals;

Day day(const char* text) {
  return *parse_day(text);
}

TEST(Date, ReadsAndPrints) {
  EXPECT_EQ(print_day(day("2025-10-30")), "2025-10-30");
  EXPECT_EQ(print_day(day("0001-01-01")), "0001-01-01");
  EXPECT_EQ(parse_date("2025"), (DaySpan{day("2025-01-01"), day("2025-12-31")}));
  EXPECT_EQ(parse_date("2024-02"), (DaySpan{day("2024-02-01"), day("2024-02-29")}));
  EXPECT_EQ(print_month(2024y / 2), "2024-02");
  EXPECT_EQ(parse_yearless("--10-30"), (YearlessDate{10, 30}));
  EXPECT_EQ(print_yearless(*parse_yearless("--02-29")), "--02-29");
  EXPECT_EQ(print_yearless(*parse_yearless("--10")), "--10");
}

TEST(Date, RefusesWhatIsNone) {
  for (const char* text : {"2025-13", "2025-00", "2025-02-29", "2025-1-1", "25-10-30", "2025-10-30 ",
                           "2025/10/30", "0000-01-01", "0000", "20251030", "", "2025-10-3x"})
    EXPECT_FALSE(parse_date(text)) << text;
  for (const char* text : {"--13", "--00", "--02-30", "--1", "-10-30", "--10-3", ""})
    EXPECT_FALSE(parse_yearless(text)) << text;
}

TEST(Date, AddsMonths) {
  EXPECT_EQ(print_day(add_months(day("2025-01-31"), 1)), "2025-02-28");
  EXPECT_EQ(print_day(add_months(day("2025-10-30"), 3)), "2026-01-30");
  EXPECT_EQ(print_day(add_months(day("2024-02-29"), -12)), "2023-02-28");
}

TEST(Date, FindsWeekdays) {  // 2025-10-30 is a Thursday
  EXPECT_EQ(print_day(weekday_before(day("2025-10-30"), std::chrono::Thursday)), "2025-10-23");
  EXPECT_EQ(print_day(weekday_before(day("2025-10-30"), std::chrono::Wednesday)), "2025-10-29");
  EXPECT_EQ(print_day(weekday_after(day("2025-10-30"), std::chrono::Thursday)), "2025-11-06");
  EXPECT_EQ(print_day(weekday_after(day("2025-10-30"), std::chrono::Friday)), "2025-10-31");
}

}  // namespace
}  // namespace kg
