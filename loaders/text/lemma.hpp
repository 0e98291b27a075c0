// From a form and its tag to its lemma: a table of what rules get wrong (learned from the treebank and
// WordNet's lists of exceptions), then rules of inflection that ask the lexicon which of their candidates is
// a word.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "loaders/text/lexicon.hpp"
#include "loaders/text/sentence.hpp"

namespace kg::text {

/// A place of the table: a hash of form and tag, and where the lemma's characters stand.
struct LemmaEntry {
  std::uint32_t check = 0;  ///< 0 marks an empty place
  std::uint32_t where = 0;  ///< offset in the characters in the high 24 bits, length in the low 8
};
static_assert(sizeof(LemmaEntry) == 8);

/// What the table is keyed by.
std::uint64_t lemma_key(std::string_view lower, std::string_view xpos);

/// Forms that a word may be inflected from, best first; at most `kMost`.
struct Stems {
  static constexpr std::size_t kMost = 5;
  std::array<std::string, kMost> stems;
  std::size_t size = 0;
  void add(std::string_view stem, std::string_view ending) {
    if (size < kMost) (stems[size++] = stem) += ending;
  }
};
Stems plural_stems(std::string_view lower);       ///< "cities" → "city"; also of verbs in the third person
Stems past_stems(std::string_view lower);         ///< "planned" → "plan"
Stems gerund_stems(std::string_view lower);       ///< "making" → "make"
Stems comparative_stems(std::string_view lower);  ///< "larger", "largest" → "large"

class Lemmas {
 public:
  Lemmas() = default;
  Lemmas(Lexicon lexicon, std::span<const LemmaEntry> places, std::span<const char> characters)
      : lexicon_(lexicon), places_(places), characters_(characters) {}

  /// `lower` is the form in lower case with plain quotes. Proper nouns keep their capitals.
  std::string lemma_of(std::string_view form, std::string_view lower, Upos upos, std::string_view xpos) const;

  /// What the rules alone give, for those who build the table.
  std::string by_rule(std::string_view form, std::string_view lower, Upos upos, std::string_view xpos) const;

 private:
  Lexicon lexicon_;
  std::span<const LemmaEntry> places_;
  std::span<const char> characters_;
};

}  // namespace kg::text
