#include <gtest/gtest.h>

#include "loaders/text/quantities.hpp"

namespace kg::text {
namespace {

/// A sentence of bare words, split by spaces, without tags or a tree.
Sentence words(std::string_view text) {
  Sentence sentence;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    sentence.tokens.emplace_back().form = std::string(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return sentence;
}

std::string amount(std::string_view text) {
  const Sentence sentence = words(text);
  const auto found = amount_at(sentence, 0);
  if (!found) return "none";
  EXPECT_EQ(found->last, static_cast<std::int32_t>(sentence.tokens.size())) << text;
  return print_amount(found->amount);
}

std::string quantity(std::string_view text) {
  const auto found = find_quantities(words(text), 0);
  return found.size() == 1 ? found.front().term.text : "found " + std::to_string(found.size());
}

TEST(Amounts, AreExact) {
  EXPECT_EQ(amount("1,200,000"), "1200000");
  EXPECT_EQ(amount("4.25 billion"), "4250000000");
  EXPECT_EQ(amount("twenty-five"), "25");
  EXPECT_EQ(amount("twenty - five"), "25");
  EXPECT_EQ(amount("a hundred"), "100");
  EXPECT_EQ(amount("half a million"), "500000");
  EXPECT_EQ(amount("three hundred thousand"), "300000");
  EXPECT_EQ(amount("0.50"), "0.5");
  EXPECT_EQ(amount("1.2bn"), "1200000000");
  EXPECT_EQ(amount("99999999999999999999"), "none");
  EXPECT_EQ(amount("9000000000000000000 trillion"), "none");
  EXPECT_EQ(amount("5G"), "none");
  EXPECT_EQ(amount("word"), "none");
}

TEST(Quantities, TakeTheUnitsOfTheGraph) {
  EXPECT_EQ(quantity("70 percent"), "70%");
  EXPECT_EQ(quantity("70 per cent"), "70%");
  EXPECT_EQ(quantity("$ 4.25 billion"), "4250000000USD");
  EXPECT_EQ(quantity("£ 1.2bn"), "1200000000GBP");
  EXPECT_EQ(quantity("6.5 million euros"), "6500000EUR");
  EXPECT_EQ(quantity("3 million pounds"), "3000000GBP");
  EXPECT_EQ(quantity("12 pounds"), "12lb");
  EXPECT_EQ(quantity("9 Swiss francs"), "9CHF");
  EXPECT_EQ(quantity("12 to 24 months"), "12..24month");
  EXPECT_EQ(quantity("between 5 and 10 km"), "5..10km");
  EXPECT_EQ(quantity("4 to 5 million euros"), "4000000..5000000EUR");
  EXPECT_EQ(quantity("18 square kilometres"), "18km2");
  EXPECT_EQ(quantity("90 kilometres per hour"), "90kmh");
  EXPECT_EQ(quantity("one year"), "1year");
  EXPECT_EQ(quantity("two dogs"), "found 0");
}

}  // namespace
}  // namespace kg::text
