// What is known of a word before its sentence is read: WordNet's parts of speech, supersenses and verb
// frames, and the tags it had in the treebank. A table in the model's file, made by the trainer.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace kg::text {

/// Parts of speech that WordNet lists a word under, as bits.
enum Part : std::uint8_t { kNoun = 1, kVerb = 2, kAdjective = 4, kAdverb = 8, kNameOnly = 16 };

/// One word, lower case, as it lies in the file. 0 stands for "not known" everywhere.
struct LexiconEntry {
  std::uint32_t check = 0;           ///< low bits of the word's hash; 0 marks an empty place
  std::uint32_t parts : 5 = 0;       ///< of `Part`
  std::uint32_t noun_sense : 5 = 0;  ///< lexicographer file of the first sense: WordNet's supersense
  std::uint32_t verb_sense : 6 = 0;
  std::uint32_t frames : 9 = 0;  ///< groups of WordNet's verb frames, as bits
  std::uint32_t group : 7 = 0;   ///< of clusters
  std::uint16_t tags = 0;        ///< a number for the set of tags the word has in the treebank
  std::uint16_t cluster = 0;     ///< of words that stand in like places
};
static_assert(sizeof(LexiconEntry) == 12);

class Lexicon {
 public:
  Lexicon() = default;
  explicit Lexicon(std::span<const LexiconEntry> places) : places_(places) {}

  /// The word's entry, or one that knows nothing. The word is in lower case.
  const LexiconEntry& find(std::string_view word) const;

 private:
  std::span<const LexiconEntry> places_;
};

}  // namespace kg::text
