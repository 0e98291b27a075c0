// The tagger: from left to right, the tag (UPOS and Penn tag as one) with the highest score, by a linear
// model over the words around and the tags before (Collins 2002, decoded greedily).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "loaders/text/sentence.hpp"
#include "loaders/text/weights.hpp"
#include "loaders/text/words.hpp"

namespace kg::text {

/// What a class of the tagger stands for.
struct Tag {
  Upos upos = Upos::X;
  std::string xpos;
};

/// A tag's number. Numbers past the last tag are `kNoTag`: before the first word of a sentence.
using TagNumber = std::uint8_t;
inline constexpr TagNumber kNoTag = 255;

/// Gives the features of one word after another; the caller writes the tags that it chose into `tags`.
class TagFeatures {
 public:
  TagFeatures(std::span<const Word> words, std::uint32_t capitals, std::span<const TagNumber> tags)
      : words_(words), capitals_(capitals), tags_(tags) {}

  /// The features of word `at`, whose tags before it are known. Replaces what `features` held.
  void extract(std::size_t at, std::vector<Feature>& features) const;

 private:
  std::span<const Word> words_;
  std::uint32_t capitals_;
  std::span<const TagNumber> tags_;
};

/// The class of the highest score among the first `classes`; the lower number wins a draw.
std::size_t best_of(const Scores& scores, std::size_t classes);

/// Tags for every word.
std::vector<TagNumber> tag(std::span<const Word> words, std::uint32_t capitals, const Weights& weights,
                           std::size_t classes);

/// Tags for the words from `from` on, whose tags before are given in `tags`.
void tag_rest(std::span<const Word> words, std::uint32_t capitals, const Weights& weights,
              std::size_t classes, std::size_t from, std::vector<TagNumber>& tags);

}  // namespace kg::text
