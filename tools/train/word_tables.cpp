#include "tools/train/word_tables.hpp"

#include <algorithm>
#include <map>
#include <sstream>

#include "loaders/text/hash.hpp"
#include "loaders/text/lemma.hpp"
#include "loaders/text/words.hpp"

namespace kg::train {
namespace {

constexpr int kLeastCount = 3;  // a word seen less often has no set of tags: it would be learned by heart
constexpr double kLeastShare = 0.03;  // a tag that is rarer with its word is left out of the set

std::string tag_name(const text::Token& token) {
  return std::string(name_of(token.upos)) + ' ' + token.xpos;
}

std::string lower_of(const text::Token& token) {
  return text::lower_case(text::plain_form(token.form));
}

// Puts an entry at the first free place for its hash.
template <class Entry>
void insert(std::vector<Entry>& places, std::uint64_t hash, Entry entry) {
  entry.check = static_cast<std::uint32_t>(hash) | 1;
  std::size_t at = text::place_of(hash, static_cast<std::uint32_t>(places.size()));
  while (places[at].check != 0) at = (at + 1) % places.size();
  places[at] = entry;
}

}  // namespace

std::map<std::string, Cluster> read_clusters(const std::string& path) {
  std::map<std::string, Cluster> clusters;
  std::istringstream file(read_file(path));
  std::uint16_t number = 0;
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line);
    int group = 0;
    words >> group;
    ++number;
    for (std::string word; words >> word;) clusters[word] = {number, static_cast<std::uint8_t>(group + 1)};
  }
  return clusters;
}

std::vector<text::LexiconEntry> lexicon_of(const Dictionaries& dictionaries,
                                           std::span<const text::Sentence> sentences) {
  std::map<std::string, std::map<std::string, int>> seen;
  for (const auto& sentence : sentences) {
    for (const auto& token : sentence.tokens) ++seen[lower_of(token)][tag_name(token)];
  }
  std::map<std::string, text::LexiconEntry> entries;
  for (const auto& [word, known] : dictionaries.wordnet.words) {
    text::LexiconEntry& entry = entries[word];
    entry.parts = known.parts & 31U;
    entry.noun_sense = known.noun_sense & 31U;
    entry.verb_sense = known.verb_sense & 63U;
    entry.frames = known.frames & 511U;
  }
  for (const auto& [word, cluster] : dictionaries.clusters) {
    text::LexiconEntry& entry = entries[word];
    entry.cluster = cluster.number;
    entry.group = cluster.group & 127U;
  }
  for (const auto& [word, tags] : seen) {
    int count = 0;
    for (const auto& [tag, times] : tags) count += times;
    if (count < kLeastCount) continue;
    std::vector<std::pair<int, std::string>> ranked;
    for (const auto& [tag, times] : tags) {
      if (times >= kLeastShare * count) ranked.emplace_back(-times, tag);
    }
    std::sort(ranked.begin(), ranked.end());
    std::uint64_t set = 1;
    for (const auto& [times, tag] : ranked) set = text::mix(set, text::hash_of(tag));
    entries[word].tags = static_cast<std::uint16_t>(text::finish(set) | 1);
  }
  std::vector<text::LexiconEntry> places(entries.size() * 4 / 3 + 1);
  for (const auto& [word, entry] : entries) insert(places, text::finish(text::hash_of(word)), entry);
  return places;
}

LemmaTables lemmas_of(const WordNet& wordnet, const text::Lexicon& lexicon,
                      std::span<const text::Sentence> sentences) {
  using Key = std::pair<std::string, std::string>;  // form in lower case, Penn tag
  std::map<Key, std::string> lemmas;
  const auto list = [&](const std::map<std::string, std::string>& irregular,
                        std::initializer_list<const char*> tags) {
    for (const auto& [form, lemma] : irregular) {
      for (const char* tag : tags) lemmas[{form, tag}] = lemma;
    }
  };
  list(wordnet.nouns, {"NNS"});
  list(wordnet.verbs, {"VBD", "VBN", "VBG", "VBZ"});
  list(wordnet.adjectives, {"JJR", "JJS", "RBR", "RBS"});

  const text::Lemmas rules(lexicon, {}, {});
  std::map<Key, std::map<std::string, int>> seen;
  std::map<Key, text::Upos> part;
  for (const auto& sentence : sentences) {
    for (const auto& token : sentence.tokens) {
      if (token.upos == text::Upos::Propn || token.xpos.starts_with("NNP") || token.lemma.empty()) continue;
      if (token.lemma == "_") continue;
      const Key key{lower_of(token), token.xpos};
      ++seen[key][token.lemma];
      part[key] = token.upos;
    }
  }
  for (const auto& [key, counts] : seen) {
    const auto most = std::max_element(counts.begin(), counts.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    lemmas[key] = most->first;
  }
  std::erase_if(lemmas, [&](const auto& item) {
    const auto& [form, tag] = item.first;
    const auto upos = part.count(item.first) ? part[item.first] : text::Upos::Noun;
    return item.second.size() > 255 || rules.by_rule(form, form, upos, tag) == item.second;
  });

  LemmaTables tables;
  std::vector<text::LemmaEntry> places(std::max<std::size_t>(1, lemmas.size() * 8 / 5 + 1));
  std::map<std::string, std::size_t> where;
  for (const auto& [key, lemma] : lemmas) {
    const auto [at, fresh] = where.emplace(lemma, tables.characters.size());
    if (fresh) tables.characters += lemma;
    const auto packed = static_cast<std::uint32_t>(at->second << 8 | lemma.size());
    insert(places, text::lemma_key(key.first, key.second), text::LemmaEntry{0, packed});
  }
  tables.places.assign(reinterpret_cast<const char*>(places.data()), places.size() * sizeof(places[0]));
  return tables;
}

}  // namespace kg::train
