#include "loaders/text/tree_choice.hpp"
#include "tools/train/train.hpp"

namespace kg::train {
namespace {

std::int32_t score_of(const Perceptron& perceptron, std::span<const Feature> features, std::size_t label) {
  Scores scores{};
  perceptron.score(features, scores);
  return scores[label];
}

// Decides the words of one sentence as `choose_tree` does, and learns where one of the two arcs is right.
std::size_t learn(const text::Sentence& sentence, std::span<const text::Leaf> leaves, const TwoTrees& trees,
                  int margin, Perceptron& perceptron) {
  text::ArcFeatures source(leaves, trees.left, trees.right);
  std::vector<Feature> from_left, from_right;
  std::size_t mistakes = 0;
  for (std::size_t word = 0; word < leaves.size(); ++word) {
    if (source.agree(word)) continue;
    const text::Token& gold = sentence.tokens[word];
    const auto faults = [&](const text::Parse& tree) {
      return tree.heads[word] != gold.head ? 2 : tree.labels[word] != gold.deprel ? 1 : 0;
    };
    source.extract(word, true, from_left);
    source.extract(word, false, from_right);
    const auto left = static_cast<std::size_t>(trees.left.labels[word]);
    const auto right = static_cast<std::size_t>(trees.right.labels[word]);
    const std::int32_t ahead =
        score_of(perceptron, from_left, left) - score_of(perceptron, from_right, right);
    source.choose(word, ahead >= 0);
    const int better = faults(trees.right) - faults(trees.left);
    if (better == 0) continue;
    perceptron.tick();
    if (better > 0 ? ahead > margin : ahead < -margin) continue;
    perceptron.raise(from_left, left, better > 0 ? 1 : -1);
    perceptron.raise(from_right, right, better > 0 ? -1 : 1);
    ++mistakes;
  }
  return mistakes;
}

}  // namespace

std::vector<TwoTrees> jackknife_trees(std::span<const text::Sentence> sentences, const text::Lexicon& lexicon,
                                      std::span<const text::Move> moves, int folds,
                                      const Schedule& schedule) {
  std::vector<TwoTrees> trees(sentences.size());
  for (int part = 0; part < folds; ++part) {
    const auto [begin, end, rest] = fold_of(sentences, part, folds);
    for (const Side side : {Side::Left, Side::Right}) {
      const WeightTables tables =
          quantise(train_parser(rest, lexicon, moves, side, schedule), schedule.megabytes);
      const text::Parser parser{text::Weights(tables.starts, tables.rows), unit_of(tables, schedule)};
      for (std::size_t i = begin; i < end; ++i) {
        const auto leaves = text::leaves_of(sentences[i], text::words_of(sentences[i], lexicon));
        if (side == Side::Left) {
          trees[i].left = text::parse(leaves, parser, moves);
        } else {
          trees[i].right = text::mirrored(text::parse(text::mirrored(leaves), parser, moves));
        }
      }
    }
  }
  return trees;
}

std::vector<Weight> train_arcs(std::span<const text::Sentence> sentences, const text::Lexicon& lexicon,
                               std::span<const TwoTrees> trees, const Schedule& schedule) {
  std::vector<std::vector<text::Leaf>> leaves;
  for (const text::Sentence& sentence : sentences) {
    leaves.push_back(text::leaves_of(sentence, text::words_of(sentence, lexicon)));
  }
  return sum_of_runs("arcs", sentences.size(), schedule,
                     [&](std::size_t item, int, Random&, Perceptron& perceptron) {
                       return learn(sentences[item], leaves[item], trees[item], schedule.margin, perceptron);
                     });
}

}  // namespace kg::train
