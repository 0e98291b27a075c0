// What tagger and parser see of a token by itself: its spelling in several cuts, and what the lexicon knows.
// Computed once a sentence, from forms alone.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "loaders/text/lexicon.hpp"
#include "loaders/text/sentence.hpp"

namespace kg::text {

/// Numbers that stand for strings are hashes cut to 32 bits.
struct Word {
  std::string lower;       ///< lower case, plain quotes and brackets: the key for lexicon and lemmas
  std::uint32_t form = 0;  ///< the form with plain quotes and brackets, digits as one digit
  std::uint32_t key = 0;   ///< the same in lower case
  std::array<std::uint32_t, 5> suffix{};  ///< the last 1 to 5 bytes, lower case
  std::array<std::uint32_t, 3> prefix{};  ///< the first 1 to 3 bytes
  std::uint32_t shape = 0;                ///< capitals, digits, hyphens, side of a quote
  std::uint32_t parts = 0;                ///< WordNet's parts of speech of the word and of its stems
  std::uint32_t tags = 0;                 ///< the lexicon's set of tags
  std::uint32_t noun_sense = 0;
  std::uint32_t verb_sense = 0;
  std::uint32_t frames = 0;
  std::uint32_t cluster = 0;  ///< words that stand in like places, finely and coarsely
  std::uint32_t group = 0;
};

/// One `Word` a token.
std::vector<Word> words_of(const Sentence& sentence, const Lexicon& lexicon);

/// How much of the sentence is written with capitals, 0 to 3: headlines are tagged by it.
std::uint32_t capitals_of(const Sentence& sentence);

/// Plain ASCII for typographic quotes and dashes, and for what the Penn Treebank writes for quotes and
/// brackets.
std::string plain_form(std::string_view form);

/// A to Z in lower case; every other byte stays.
std::string lower_case(std::string_view text);

}  // namespace kg::text
