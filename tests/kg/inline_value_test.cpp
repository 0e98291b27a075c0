// Values in ids: they come back as they were, in the order of values, and equal values are neighbours.
#include "kg/inline_value.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "kg/value.hpp"
#include "kg/word.hpp"
#include "tests/kg/terms.hpp"

namespace kg {
namespace {

Id id_of(const char* spelling) {
  const auto id = inline_value_id(read_term(spelling));
  EXPECT_TRUE(id) << spelling;
  return id.value_or(kNoId);
}

TEST(InlineValue, ComesBackAsItWas) {
  for (const char* spelling :
       {"0",       "-1",      "42",     "999999999", "4.25",     "-0.5",       "4.0",
        "70%",     "70.0%",   "1year",  "12month",   "1.5years", "4.25USD",    "350000000000USD",
        "-3C",     "32F",     "100kmh", "26.2miles", "5lb",      "0001-01-01", "9999-12-31",
        "2025-10", "--10-30", "--10",   "--02-29",   "true",     "false",      "100centuries",
        "0.1mm",   "16GiB"})
    EXPECT_EQ(print(*term_of_inline(id_of(spelling))), spelling);
}

TEST(InlineValue, LeavesTheRestToTheDictionary) {
  for (const char* spelling : {"007", "-0", "4.2500000", "12345678901234567890", "1..2", "China", "\"x\"",
                               "12..24month", "2025-10-01..2025-10-31", "12345678901.23USD", "01year"})
    EXPECT_FALSE(inline_value_id(read_term(spelling))) << spelling;
}

TEST(InlineValue, EqualValuesAreNeighbours) {
  const IdRange year = inline_ranges_equal_to(read_term("1year")).at(0);
  for (const char* spelling : {"12month", "12months", "4quarters", "0.1decade", "12.0month", "0.01century"})
    EXPECT_TRUE(year.contains(id_of(spelling))) << spelling;
  for (const char* spelling : {"13month", "365day", "1USD", "31556952m"})
    EXPECT_FALSE(year.contains(id_of(spelling)));
  EXPECT_EQ(inline_ranges_equal_to(read_term("2025-10-01..2025-10-31")),
            std::vector{IdRange::one(id_of("2025-10"))});
  EXPECT_EQ(inline_ranges_equal_to(read_term("4..4")), inline_ranges_equal_to(read_term("4.0")));
  EXPECT_TRUE(inline_ranges_equal_to(read_term("1..2")).empty());
  EXPECT_EQ(inline_ranges_equal_to(read_term("2025-01-01..2025-12-31")),
            inline_ranges_equal_to(read_term("2025")));
  EXPECT_TRUE(inline_ranges_equal_to(read_term("2025-01-01..2025-12-30")).empty());
  EXPECT_TRUE(inline_ranges_equal_to(read_term("China")).empty());
}

TEST(InlineValue, BytesOfTheFormatStay) {
  const std::uint64_t one = 1;
  // 4 is 4,000,000 millionths: seven digits, filled up to fifteen.
  EXPECT_EQ(id_of("4"),
            make_id(IdKind::Number, (one << 56 | std::uint64_t{7} << 51 | 400'000'000'000'000) << 3));
  // A year is 31,556,952,000,000 millionths of a second: fourteen digits, cut to eleven; `year` is the 26th
  // spelling.
  EXPECT_EQ(id_of("1year"),
            make_id(IdKind::Quantity,
                    (std::uint64_t{2} << 43 | one << 42 | std::uint64_t{14} << 37 | 31'556'952'000) << 9 |
                        25 << 3));
  EXPECT_EQ(id_of("2025-10-30"), make_id(IdKind::Date, ((std::uint64_t{1} << 40) + 20391) << 1));
  EXPECT_EQ(id_of("true"), make_id(IdKind::Boolean, 1));
}

TEST(InlineValue, RefusesIdsThatNoValueHas) {
  EXPECT_FALSE(term_of_inline(make_id(IdKind::Name, 7)));
  EXPECT_FALSE(term_of_inline(make_id(IdKind::Quantity, kPayloadMask)));
}

RC_GTEST_PROP(InlineValueProperty, RoundTrip, ()) {
  const Term term = *any_value();
  const auto id = inline_value_id(term);
  if (id) RC_ASSERT(term_of_inline(*id) == term);
}

RC_GTEST_PROP(InlineValueProperty, OrderOfIdsIsOrderOfValues, ()) {
  const Term a = *any_value();
  const Term b = *any_value();
  const auto left = inline_value_id(a);
  const auto right = inline_value_id(b);
  if (!left || !right || kind_of(*left) != kind_of(*right)) return;
  const auto order = compare_values(a, b);
  if (order == std::partial_ordering::less) RC_ASSERT(*left < *right);
  if (order == std::partial_ordering::greater) RC_ASSERT(*left > *right);
  const std::vector<IdRange> ranges = inline_ranges_equal_to(a);
  RC_ASSERT(equal_values(a, b) ==
            std::any_of(ranges.begin(), ranges.end(), [&](IdRange range) { return range.contains(*right); }));
}

}  // namespace
}  // namespace kg
