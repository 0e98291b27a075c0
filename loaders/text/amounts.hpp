// Numbers in the tokens of a sentence, exactly: "1,200", "4.25 billion", "twenty-five".
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "loaders/text/sentence.hpp"

namespace kg::text {

/// A number exactly: mantissa / 10^decimals.
struct Amount {
  std::int64_t mantissa = 0;
  int decimals = 0;
  int power = 0;  ///< of ten, that "million" and its like have multiplied it by already
};

/// The number that begins at a token: "1,200", "4.25 billion", "twenty-five", "a hundred". `last` is one past
/// its tokens.
struct AmountAt {
  Amount amount;
  std::int32_t last = 0;
};
std::optional<AmountAt> amount_at(const Sentence& sentence, std::int32_t token);

/// "1200000000", "4.25": without zeros that say nothing.
std::string print_amount(const Amount& amount);

/// Multiplies by a power of ten, first by eating decimals; false where that overflows.
bool scale(Amount& amount, int power);

}  // namespace kg::text
