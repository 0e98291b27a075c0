// Reads WordNet 3.0's files (https://wordnet.princeton.edu/documentation/wndb5wn): for the trainer only,
// which puts what is needed into the model.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace kg::train {

/// What WordNet tells of a word. Senses are numbers of lexicographer files, which are never 0 for nouns and
/// verbs.
struct WordNetEntry {
  std::uint8_t parts = 0;  ///< of `text::Part`
  std::uint8_t noun_sense = 0;
  std::uint8_t verb_sense = 0;
  std::uint16_t frames = 0;  ///< groups of verb frames of the first senses
};

struct WordNet {
  std::map<std::string, WordNetEntry> words;  ///< single words in lower case
  /// Irregular forms and their lemmas, by part of speech.
  std::map<std::string, std::string> nouns, verbs, adjectives;
};

/// Throws `Error` if a file cannot be read.
WordNet read_wordnet(const std::string& folder);

/// The bytes of a file. Throws `Error` if it cannot be read.
std::string read_file(const std::string& path);

}  // namespace kg::train
