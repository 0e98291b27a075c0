// Values behind spellings: equality, order and containment across units and calendars.
#include "kg/value.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "kg/word.hpp"
#include "tests/kg/terms.hpp"

namespace kg {
namespace {

using Order = std::partial_ordering;

bool equal(const char* a, const char* b) {
  return equal_values(read_term(a), read_term(b));
}
Order compare(const char* a, const char* b) {
  return compare_values(read_term(a), read_term(b));
}
std::optional<bool> within(const char* a, const char* b) {
  return contained_in(read_term(a), read_term(b));
}
std::optional<bool> from(const char* a, const char* b) {
  return at_least(read_term(a), read_term(b));
}
std::optional<bool> upto(const char* a, const char* b) {
  return at_most(read_term(a), read_term(b));
}

TEST(Value, EqualAcrossUnits) {
  const std::pair<const char*, const char*> pairs[] = {
      {"1year", "12month"},
      {"1year", "4quarters"},
      {"1century", "100years"},
      {"7day", "1week"},
      {"4", "4.0"},
      {"70%", "70.0%"},
      {"1km", "1000m"},
      {"1mile", "1.609344km"},
      {"12inches", "1foot"},
      {"3feet", "1yard"},
      {"1tonne", "1000kg"},
      {"16oz", "1lb"},
      {"32F", "0C"},
      {"0C", "273.15K"},
      {"1kWh", "3.6MJ"},
      {"1000MW", "1GW"},
      {"8bits", "1byte"},
      {"12..24month", "1..2year"},
      {"42gallons", "1barrel"},
      {"100ha", "1km2"},
      {"36kmh", "10mps"},
      {"1ton", "1t"},
      {"2025-10-01..2025-10-31", "2025-10"},
      {"007", "7"},
      {"1knot", "1.852kmh"},
  };
  for (const auto& [a, b] : pairs) EXPECT_TRUE(equal(a, b)) << a << " " << b;
}

TEST(Value, NotEqualAcrossDimensions) {
  const std::pair<const char*, const char*> pairs[] = {
      {"1USD", "1EUR"}, {"1", "1%"},          {"1", "1year"}, {"1year", "365day"}, {"1m", "1month"},
      {"true", "1"},    {"China", "'china'"}, {"\"4\"", "4"}, {"2025", "2025-10"}, {"--10", "2025-10"},
  };
  for (const auto& [a, b] : pairs) EXPECT_FALSE(equal(a, b)) << a << " " << b;
}

TEST(Value, OrderOfIntervals) {
  EXPECT_EQ(compare("6months", "1year"), Order::less);
  EXPECT_EQ(compare("1year", "12month"), Order::equivalent);
  EXPECT_EQ(compare("12..24month", "30month"), Order::less);
  EXPECT_EQ(compare("12..24month", "18month"), Order::unordered);
  EXPECT_EQ(compare("12..24month", "24..36month"), Order::unordered);  // both hold 24
  EXPECT_EQ(compare("-5C", "0F"), Order::greater);
  EXPECT_EQ(compare("5USD", "4EUR"), Order::unordered);
  EXPECT_EQ(compare("2025-10-30", "2025-11"), Order::less);
  EXPECT_EQ(compare("2025-10-30", "2025-10"), Order::unordered);
  EXPECT_EQ(compare("--10-30", "--11-01"), Order::unordered);
  EXPECT_EQ(compare("--10-30", "--10-30"), Order::equivalent);
  EXPECT_EQ(compare("China", "Japan"), Order::less);
  EXPECT_EQ(compare("\"b\"", "\"a\""), Order::greater);
  EXPECT_EQ(compare("China", "\"Japan\""), Order::unordered);
  EXPECT_EQ(compare("China", "5"), Order::unordered);
}

TEST(Value, NumbersBesideDatesAreYears) {
  EXPECT_EQ(compare("2025-10-30", "2026"), Order::less);
  EXPECT_EQ(compare("2024", "2025-01-01"), Order::less);
  EXPECT_EQ(compare("2025-01-01..2025-12-31", "2025"), Order::equivalent);
  EXPECT_EQ(within("2025-10-30", "2025"), true);
  EXPECT_EQ(within("2025-10-30", "2019..2024"), false);
  EXPECT_EQ(within("2021-10", "2019..2024"), true);
  EXPECT_EQ(compare("2025-10-30", "500"), Order::unordered);
  EXPECT_EQ(within("2025-10-30", "2025.5"), std::nullopt);
  EXPECT_EQ(from("2025-10-30", "2025"), true);
  EXPECT_EQ(upto("2025-10-30", "2025"), true);
  EXPECT_EQ(upto("2025", "2025-10-30"), false);
}

TEST(Value, AtLeastAndAtMostLookAtEnds) {
  EXPECT_EQ(from("12..24month", "1year"), true);
  EXPECT_EQ(upto("12..24month", "1year"), false);
  EXPECT_EQ(upto("12..24month", "2year"), true);
  EXPECT_EQ(from("1year", "6month"), true);
  EXPECT_EQ(from("1year", "6km"), std::nullopt);
  EXPECT_EQ(from("Japan", "China"), true);
}

TEST(Value, Containment) {
  EXPECT_EQ(within("2025-10-30", "2025-10"), true);
  EXPECT_EQ(within("2025-10", "2025-10-30"), false);
  EXPECT_EQ(within("--10-30", "--10"), true);
  EXPECT_EQ(within("18month", "1..2year"), true);
  EXPECT_EQ(within("15%", "10..20%"), true);
  EXPECT_EQ(within("China", "Asia"), std::nullopt);
}

TEST(Value, OfTerms) {
  EXPECT_FALSE(value_of(Term::name("China")));
  EXPECT_FALSE(value_of(Term::string("4")));
  EXPECT_FALSE(value_of(Term{TermKind::Integer, "4.5", {}}));
  EXPECT_EQ(value_of(read_term("4.25USD")), (Value{Dimension::Money, "USD", 4'250'000, 4'250'000}));
  EXPECT_EQ(value_of(read_term("1970-01-02")), (Value{Dimension::Date, {}, 1, 1}));
  EXPECT_EQ(value_of(read_term("0.0000005")),
            (Value{Dimension::Number, {}, 1, 1}));                               // rounded to the millionth
  EXPECT_FALSE(value_of(read_term("999999999999999999999999999999centuries")));  // beyond 128 bits
  EXPECT_TRUE(value_of(read_term("999999999999999999999999999999")));
}

TEST(Value, TotalOrderIsByKindThenValueThenSpelling) {
  const char* sorted[] = {"-5",         "4",       "4.0",          "5",     "12..13",
                          "3%",         "12month", "1year",        "4EUR",  "3USD",
                          "2025-10-01", "2025-10", "--10-01",      "false", "true",
                          "China",      "'china'", "<http://a.b>", "\"a\""};
  for (std::size_t i = 0; i < std::size(sorted); ++i)
    for (std::size_t j = 0; j < std::size(sorted); ++j)
      EXPECT_EQ(total_order(read_term(sorted[i]), read_term(sorted[j])), i <=> j)
          << sorted[i] << " " << sorted[j];
  EXPECT_EQ(total_order(Term{TermKind::Statement, "#9", {}}, Term{TermKind::Statement, "#10", {}}),
            std::strong_ordering::less);
}

RC_GTEST_PROP(ValueProperty, TotalOrderIsAnOrder, ()) {
  const Term a = *any_term();
  const Term b = *any_term();
  const Term c = *any_term();
  RC_ASSERT((total_order(a, b) == 0) == (a == b));
  RC_ASSERT((total_order(a, b) < 0) == (total_order(b, a) > 0));
  if (total_order(a, b) < 0 && total_order(b, c) < 0) RC_ASSERT((total_order(a, c) < 0));
}

RC_GTEST_PROP(ValueProperty, ComparisonAgreesWithItsParts, ()) {
  const Term a = *any_value();
  const Term b = *any_value();
  const Order order = compare_values(a, b);
  RC_ASSERT((order == Order::equivalent) == equal_values(a, b));
  if (order == Order::less) RC_ASSERT(compare_values(b, a) == Order::greater);
  if (order == Order::less && at_most(a, b)) RC_ASSERT(*at_most(a, b));
  if (order == Order::greater && at_least(a, b)) RC_ASSERT(*at_least(a, b));
}

TEST(Unit, CodesStay) {
  EXPECT_EQ(unit_of("second")->code, 2u << 6);
  EXPECT_EQ(unit_of("year")->code, (2u << 6) + 25);
  EXPECT_EQ(unit_of("km")->code, (3u << 6) + 15);
  EXPECT_EQ(unit_of("AED")->code, 32u << 6);
  EXPECT_EQ(unit_of("USD")->code, 172u << 6);
  EXPECT_EQ(unit_of_code(unit_of("months")->code)->spelling, "months");
  EXPECT_FALSE(unit_of("USd"));
  EXPECT_FALSE(unit_of(""));
  EXPECT_FALSE(unit_of_code(0));
}

TEST(Unit, ConvertsBothWays) {
  const Unit mile = *unit_of("mile");
  EXPECT_EQ(to_base(kMicro, mile), Int128{1'609'344'000});
  EXPECT_EQ(from_base(1'609'344'000, mile), Int128{kMicro});
  EXPECT_EQ(to_base(-40 * kMicro, *unit_of("F")), to_base(-40 * kMicro, *unit_of("C")));
}

}  // namespace
}  // namespace kg
