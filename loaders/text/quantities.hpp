// Numbers, quantities with units and lengths of time, from the tokens of a sentence to typed values of the
// graph.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "loaders/text/amounts.hpp"
#include "loaders/text/mention.hpp"
#include "loaders/text/sentence.hpp"

namespace kg::text {

/// Percentages, money, measures and durations of a sentence: `70%`, `4250000000USD`, `5km`, `12..24month`.
/// Bare numbers are left to naming, which knows what they count.
std::vector<Mention> find_quantities(const Sentence& sentence, std::int32_t index);

/// Whether a noun is one for a sum of money: "4 million euros in AID".
bool names_sum(std::string_view lemma);

/// Whether a noun is one for a part of something: "a THIRD of its fish".
bool names_part(std::string_view lemma);

/// Whether a word is one for parts that are counted: "two THIRDS of voters".
bool names_parts(std::string_view plural);

/// The token of [first, last) whose head lies outside: what the phrase hangs by. The last one if none does.
std::int32_t head_of_span(const Sentence& sentence, std::int32_t first, std::int32_t last);

}  // namespace kg::text
