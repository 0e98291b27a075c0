#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "loaders/text/parser.hpp"
#include "tools/train/oracle.hpp"
#include "tools/train/train.hpp"

namespace kg::train {
namespace {

struct Lesson {
  std::vector<text::Leaf> leaves;
  GoldTree gold;
};

Lesson mirrored(Lesson lesson) {
  const auto size = static_cast<std::int32_t>(lesson.gold.heads.size());
  lesson.leaves = text::mirrored(std::move(lesson.leaves));
  std::reverse(lesson.gold.heads.begin(), lesson.gold.heads.end());
  std::reverse(lesson.gold.labels.begin(), lesson.gold.labels.end());
  for (std::int32_t& head : lesson.gold.heads) head = head == size ? size : size - 1 - head;
  return lesson;
}

// The best move among those that lose the fewest gold arcs. An arc has the label that its word has in the
// gold tree.
text::Move best_right_move(const text::ParserState& state, const GoldTree& gold,
                           const std::array<int, 3>& lost, const Scores& scores) {
  int fewest = std::numeric_limits<int>::max();
  text::Move best = 0;
  for (const auto action : {text::Action::Shift, text::Action::Left, text::Action::Right}) {
    const int loss = lost[static_cast<std::size_t>(action)];
    if (!state.allows(action) || loss > fewest) continue;
    const text::Deprel label = action == text::Action::Shift
                                   ? text::Deprel::Dep
                                   : gold.labels[static_cast<std::size_t>(state.stack().back())];
    // A gold root attached by mistake has no label of its own.
    const text::Move move = text::move_of(action, label == text::Deprel::Root ? text::Deprel::Dep : label);
    if (loss < fewest || scores[move] > scores[best]) best = move;
    fewest = loss;
  }
  return best;
}

std::size_t learn(const Lesson& lesson, std::span<const text::Move> moves, double exploration, Random& random,
                  Perceptron& perceptron) {
  std::size_t mistakes = 0;
  std::vector<Feature> features;
  text::ParserState state(lesson.leaves);
  while (!state.done()) {
    state.extract(features);
    Scores scores{};
    perceptron.score(features, scores);
    const text::Move chosen = text::best_move(state, scores, moves);
    const std::array<int, 3> lost = losses(state, lesson.gold);
    const text::Move right = best_right_move(state, lesson.gold, lost, scores);
    perceptron.tick();
    if (chosen != right) {
      perceptron.update(features, right, chosen);
      ++mistakes;
    }
    state.apply(chosen != right && !random.chance(exploration) ? right : chosen);
  }
  return mistakes;
}

}  // namespace

std::vector<text::Move> moves_of(std::span<const text::Sentence> sentences) {
  // Every label in both directions: what is right after a mistake may stand nowhere in the treebank, and a
  // move that can be right but never chosen would be pushed up for ever.
  std::set<text::Deprel> labels = {text::Deprel::Dep};
  for (const text::Sentence& sentence : sentences) {
    for (const text::Token& token : sentence.tokens) labels.insert(token.deprel);
  }
  labels.erase(text::Deprel::Root);
  std::set<text::Move> moves = {text::move_of(text::Action::Shift, text::Deprel::Dep)};
  for (const text::Deprel label : labels) {
    moves.insert(text::move_of(text::Action::Left, label));
    moves.insert(text::move_of(text::Action::Right, label));
  }
  return {moves.begin(), moves.end()};
}

std::vector<Weight> train_parser(std::span<const text::Sentence> sentences, const text::Lexicon& lexicon,
                                 std::span<const text::Move> moves, Side side, const Schedule& schedule) {
  std::vector<Lesson> lessons;
  for (const text::Sentence& sentence : sentences) {
    lessons.push_back({text::leaves_of(sentence, text::words_of(sentence, lexicon)), gold_tree(sentence)});
    if (side == Side::Right) lessons.back() = mirrored(std::move(lessons.back()));
  }
  return sum_of_runs("parser", lessons.size(), schedule,
                     [&](std::size_t item, int epoch, Random& random, Perceptron& perceptron) {
                       const double exploration = epoch == 1 ? 0 : schedule.exploration;
                       return learn(lessons[item], moves, exploration, random, perceptron);
                     });
}

std::int32_t unit_of(const WeightTables& tables, const Schedule& schedule) {
  constexpr float kLeastMargin = 4;  // of one run
  return static_cast<std::int32_t>(
      std::lround(kLeastMargin * static_cast<float>(schedule.seeds) / tables.step));
}

}  // namespace kg::train
