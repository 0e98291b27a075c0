#include "tools/train/wordnet.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <sstream>

#include "kg/error.hpp"
#include "loaders/text/lexicon.hpp"

namespace kg::train {
namespace {

constexpr int kSensesForFrames = 3;

// Verb frames, numbered from 1, in groups of like meaning: without object, with object, two objects, object
// and preposition, preposition, that-clause, infinitive, object and infinitive, adjective.
std::uint16_t frame_group(int frame) {
  static constexpr int kGroup[] = {0, 1, 1, 1, 5, 9, 9, 9, 2, 2, 2, 2, 5, 5, 3, 3, 4, 4,
                                   4, 4, 4, 4, 5, 1, 8, 8, 6, 5, 7, 6, 8, 4, 7, 8, 6, 7};
  return frame < 1 || frame > 35 ? std::uint16_t{0} : static_cast<std::uint16_t>(1U << (kGroup[frame] - 1));
}

// One line of a data file: the synset's supersense, its words as written, and the verb frames.
struct Synset {
  int sense = 0;
  bool name = false;  // the first word is written with a capital
  std::uint16_t frames = 0;
};

Synset synset_at(const std::string& data, std::size_t offset, const std::string& word, bool verb) {
  std::istringstream line(data.substr(offset, data.find('|', offset) - offset));
  Synset synset;
  std::string skip, type, count, written;
  line >> skip >> synset.sense >> type >> count;
  for (int words = std::stoi(count, nullptr, 16); words > 0; --words) {
    line >> written >> skip;
    if (written.size() == word.size() && written[0] >= 'A' && written[0] <= 'Z') synset.name = true;
  }
  int pointers = 0, frames = 0;
  line >> pointers;
  for (int i = 0; i < 4 * pointers; ++i) line >> skip;
  if (!verb || !(line >> frames)) return synset;
  for (int number = 0; frames > 0; --frames) {
    line >> skip >> number >> skip;
    synset.frames |= frame_group(number);
  }
  return synset;
}

void read_part(const std::string& folder, const std::string& name, std::uint8_t part, WordNet& out) {
  std::istringstream index(read_file(folder + "/index." + name));
  const std::string data = read_file(folder + "/data." + name);
  for (std::string line; std::getline(index, line);) {
    if (line.starts_with(' ') || line.substr(0, line.find(' ')).find('_') != std::string::npos) continue;
    std::istringstream fields(line);
    std::string word, skip;
    int synsets = 0, pointers = 0;
    fields >> word >> skip >> synsets >> pointers;
    for (int i = 0; i < pointers + 2; ++i) fields >> skip;
    WordNetEntry& entry = out.words[word];
    bool only_names = part == text::kNoun;
    for (int i = 0; i < synsets; ++i) {
      std::size_t offset = 0;
      fields >> offset;
      const Synset synset = synset_at(data, offset, word, part == text::kVerb);
      only_names = only_names && synset.name;
      if (i == 0 && part == text::kNoun) entry.noun_sense = static_cast<std::uint8_t>(synset.sense);
      if (i == 0 && part == text::kVerb) entry.verb_sense = static_cast<std::uint8_t>(synset.sense);
      if (i < kSensesForFrames) entry.frames |= synset.frames;
    }
    entry.parts |= part;
    if (only_names) entry.parts |= text::kNameOnly;
  }
}

std::map<std::string, std::string> read_exceptions(const std::string& path) {
  std::map<std::string, std::string> lemmas;
  std::istringstream file(read_file(path));
  for (std::string line; std::getline(file, line);) {
    std::istringstream fields(line);
    std::string form, lemma;
    if (fields >> form >> lemma && form.find('_') == std::string::npos) lemmas.emplace(form, lemma);
  }
  return lemmas;
}

}  // namespace

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw Error(fmt::format("cannot read '{}'", path));
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

WordNet read_wordnet(const std::string& folder) {
  WordNet wordnet;
  read_part(folder, "noun", text::kNoun, wordnet);
  read_part(folder, "verb", text::kVerb, wordnet);
  read_part(folder, "adj", text::kAdjective, wordnet);
  read_part(folder, "adv", text::kAdverb, wordnet);
  wordnet.nouns = read_exceptions(folder + "/noun.exc");
  wordnet.verbs = read_exceptions(folder + "/verb.exc");
  wordnet.adjectives = read_exceptions(folder + "/adj.exc");
  return wordnet;
}

}  // namespace kg::train
