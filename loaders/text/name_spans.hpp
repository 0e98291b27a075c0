// Where a name ends, told by its form: quotation marks around it, an abbreviation behind it, a hyphen within
// it. Private to names.cpp.
#pragma once

#include <cstdint>
#include <vector>

#include "loaders/text/sentence.hpp"

namespace kg::text {

/// "in “THE LAST FERRY” he": one past the words of a title within the quotation marks that open at `open`,
/// each with a capital but for small words; kNoHead where none does.
std::int32_t title_in_quotes(const Sentence& sentence, std::int32_t open, const std::vector<bool>& taken);

/// "the FOOD AND DRUG AGENCY (FDA)": one past the words, from `first` on, whose first letters the
/// abbreviation in the brackets behind them spells, all but one perhaps; kNoHead where there is none, and
/// without "and": other names are found whole without their abbreviation.
std::int32_t abbreviated_end(const Sentence& sentence, std::int32_t first, const std::vector<bool>& taken);

/// "Deposit Insurance Corp (DIC)": whether the abbreviation behind the tokens [first, last) counts the last
/// of them.
bool abbreviated_whole(const Sentence& sentence, std::int32_t first, std::int32_t last);

/// "Kim Jong-UN", "Tsai Ing-WEN": whether a hyphen joins the second half of a given name, which nothing else
/// explains.
bool given_name_goes_on(const Sentence& sentence, std::int32_t hyphen);

}  // namespace kg::text
