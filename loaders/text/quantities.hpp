// Numbers, quantities with units and lengths of time, from the tokens of a sentence to typed values of the
// graph.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "loaders/text/mention.hpp"
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

/// Percentages, money, measures and durations of a sentence: `70%`, `4250000000USD`, `5km`, `12..24month`.
/// Bare numbers are left to naming, which knows what they count.
std::vector<Mention> find_quantities(const Sentence& sentence, std::int32_t index);

/// The token of [first, last) whose head lies outside: what the phrase hangs by. The last one if none does.
std::int32_t head_of_span(const Sentence& sentence, std::int32_t first, std::int32_t last);

}  // namespace kg::text
