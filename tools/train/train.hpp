// The two training runs. Both learn from their own decisions, so that they know how to go on after a mistake,
// and both are repeated with other seeds: the sum of the weights is better than any of them, and as fast.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "loaders/text/model.hpp"
#include "tools/train/perceptron.hpp"
#include "tools/train/wordnet.hpp"

namespace kg::train {

struct Schedule {
  int epochs = 10;
  int seeds = 1;
  double exploration = 0.9;  ///< how often the parser follows its own move, right or wrong
  float least = 0.02F;       ///< averages nearer to 0 are dropped before seeds are summed
  double megabytes = 10;     ///< room for the weights in the model
};

/// The tags of the treebank, in the order of their classes.
std::vector<text::Tag> tags_of(std::span<const text::Sentence> sentences);

/// Trains a tagger. `lexicon` must have been made from the same sentences.
std::vector<Weight> train_tagger(std::span<const text::Sentence> sentences, const text::Lexicon& lexicon,
                                 std::span<const text::Tag> tags, const Schedule& schedule);

/// Gives every sentence the tags of a tagger that has not seen it, by cross-validation in `folds` parts.
void jackknife(std::vector<text::Sentence>& sentences, const WordNet& wordnet,
               std::span<const text::Tag> tags, int folds, const Schedule& schedule);

/// The parser's moves that the treebank's trees need, sorted.
std::vector<text::Move> moves_of(std::span<const text::Sentence> sentences);

/// Trains a parser on the sentences' trees; tags and lemmas should be predicted ones.
std::vector<Weight> train_parser(std::span<const text::Sentence> sentences, const text::Lexicon& lexicon,
                                 std::span<const text::Move> moves, const Schedule& schedule);

}  // namespace kg::train
