// The model's two tables of words: what is known of each (lexicon), and lemmas that no rule finds.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "loaders/text/lexicon.hpp"
#include "loaders/text/sentence.hpp"
#include "tools/train/wordnet.hpp"

namespace kg::train {

/// Words that stand in like places: a fine and a coarse number, 0 for none.
struct Cluster {
  std::uint16_t number = 0;
  std::uint8_t group = 0;
};

/// Reads a cluster a line: the number of its group, counted from 0, and its words. Throws `Error` if the file
/// cannot be read.
std::map<std::string, Cluster> read_clusters(const std::string& path);

/// What is known of words before any sentence is read.
struct Dictionaries {
  WordNet wordnet;
  std::map<std::string, Cluster> clusters;
};

/// The lexicon's places: every single word of the dictionaries, and the sets of tags of words seen in
/// `sentences`. Those must be the ones that the tagger trains on: a set of tags seen elsewhere would give its
/// answers away.
std::vector<text::LexiconEntry> lexicon_of(const Dictionaries& dictionaries,
                                           std::span<const text::Sentence> sentences);

/// The lemma table's two sections.
struct LemmaTables {
  std::string places, characters;
};
LemmaTables lemmas_of(const WordNet& wordnet, const text::Lexicon& lexicon,
                      std::span<const text::Sentence> sentences);

}  // namespace kg::train
