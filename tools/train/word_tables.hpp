// The model's two tables of words: what is known of each (lexicon), and lemmas that no rule finds.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "loaders/text/lexicon.hpp"
#include "loaders/text/sentence.hpp"
#include "tools/train/wordnet.hpp"

namespace kg::train {

/// The lexicon's places: every single word of WordNet, and the sets of tags of words seen in `sentences`.
/// Those must be the ones that the tagger trains on: a set of tags seen elsewhere would give its answers
/// away.
std::vector<text::LexiconEntry> lexicon_of(const WordNet& wordnet, std::span<const text::Sentence> sentences);

/// The lemma table's two sections.
struct LemmaTables {
  std::string places, characters;
};
LemmaTables lemmas_of(const WordNet& wordnet, const text::Lexicon& lexicon,
                      std::span<const text::Sentence> sentences);

}  // namespace kg::train
