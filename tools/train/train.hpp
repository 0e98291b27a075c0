// The training runs: tagger, parsers, and the choice between two trees. They learn from their own decisions,
// so that they know how to go on after a mistake, and all are repeated with other seeds: the sum of the
// weights is better than any of them, and as fast.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "loaders/text/model.hpp"
#include "tools/train/perceptron.hpp"
#include "tools/train/random.hpp"
#include "tools/train/word_tables.hpp"

namespace kg::train {

struct Schedule {
  int epochs = 10;
  int seeds = 1;
  double exploration = 0.9;  ///< how often the parser follows its own move, right or wrong
  float least = 0.02F;       ///< averages nearer to 0 are dropped before seeds are summed
  int margin = 0;            ///< by how much the right arc must be ahead of the wrong one
  double megabytes = 10;     ///< room for the weights in the model
};

/// Learns from one item and returns the number of mistakes; epochs count from 1.
using Learn = std::function<std::size_t(std::size_t item, int epoch, Random& random, Perceptron& perceptron)>;

/// The averages of a run for each seed, summed. Each epoch learns from all of `items` in another order;
/// `name` is for progress.
std::vector<Weight> sum_of_runs(std::string_view name, std::size_t items, const Schedule& schedule,
                                const Learn& learn);

/// A part of the treebank, [begin, end), and all that lies outside.
struct Fold {
  std::size_t begin = 0, end = 0;
  std::vector<text::Sentence> rest;
};

/// One of `folds` parts, counted from 0. Parts are runs of neighbours: sentences of one document know each
/// other's words.
Fold fold_of(std::span<const text::Sentence> sentences, int part, int folds);

/// The tags of the treebank, in the order of their classes.
std::vector<text::Tag> tags_of(std::span<const text::Sentence> sentences);

/// Trains a tagger. `lexicon` must have been made from the same sentences.
std::vector<Weight> train_tagger(std::span<const text::Sentence> sentences, const text::Lexicon& lexicon,
                                 std::span<const text::Tag> tags, const Schedule& schedule);

/// Gives every sentence the tags of a tagger that has not seen it, by cross-validation in `folds` parts.
void jackknife(std::vector<text::Sentence>& sentences, const Dictionaries& dictionaries,
               std::span<const text::Tag> tags, int folds, const Schedule& schedule);

/// The parser's moves that the treebank's trees need, sorted.
std::vector<text::Move> moves_of(std::span<const text::Sentence> sentences);

/// Which parser: the one that reads from the left or the one that reads from the right.
enum class Side : std::uint8_t { Left, Right };

/// Trains a parser on the sentences' trees; tags and lemmas should be predicted ones.
std::vector<Weight> train_parser(std::span<const text::Sentence> sentences, const text::Lexicon& lexicon,
                                 std::span<const text::Move> moves, Side side, const Schedule& schedule);

/// The parser's unit of clearness in the steps of its table.
std::int32_t unit_of(const WeightTables& tables, const Schedule& schedule);

/// The trees that parsers give to a sentence.
struct TwoTrees {
  text::Parse left, right;
};

/// The trees of parsers that have not seen the sentence, by cross-validation in `folds` parts.
std::vector<TwoTrees> jackknife_trees(std::span<const text::Sentence> sentences, const text::Lexicon& lexicon,
                                      std::span<const text::Move> moves, int folds, const Schedule& schedule);

/// Trains the choice between two trees.
std::vector<Weight> train_arcs(std::span<const text::Sentence> sentences, const text::Lexicon& lexicon,
                               std::span<const TwoTrees> trees, const Schedule& schedule);

}  // namespace kg::train
