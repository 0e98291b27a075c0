// The dynamic oracle: who follows it builds the gold tree, and after a mistake loses nothing more than it
// says.
#include "tools/train/oracle.hpp"

#include <gtest/gtest.h>

#include "loaders/text/conllu.hpp"

namespace kg::train {
namespace {

// Heads count from 1; 0 is the root.
text::Sentence sentence_of(const std::vector<int>& heads) {
  text::Sentence sentence;
  for (const int head : heads) {
    text::Token token;
    token.form = "word";
    token.head = head - 1;
    token.deprel = head == 0 ? text::Deprel::Root : text::Deprel::Dep;
    sentence.tokens.push_back(token);
  }
  return sentence;
}

int lost_arcs(const text::ParserState& state, const GoldTree& gold) {
  int lost = 0;
  for (std::int32_t word = 0; word < state.size(); ++word) {
    const std::int32_t head = state.head(word) == text::kNoHead ? state.size() : state.head(word);
    lost += head != gold.heads[static_cast<std::size_t>(word)];
  }
  return lost;
}

// Follows the best action, but takes the worst one at move `mistake`. Returns what was lost by its own count.
int run(text::ParserState& state, const GoldTree& gold, int mistake) {
  int total = 0;
  for (int move = 0; !state.done(); ++move) {
    const auto lost = losses(state, gold);
    text::Action chosen = text::Action::Shift;
    bool found = false;
    for (const auto action : {text::Action::Shift, text::Action::Left, text::Action::Right}) {
      if (!state.allows(action)) continue;
      const int loss = lost[static_cast<std::size_t>(action)], best = lost[static_cast<std::size_t>(chosen)];
      if (!found || (move == mistake ? loss > best : loss < best)) chosen = action;
      found = true;
    }
    total += lost[static_cast<std::size_t>(chosen)];
    state.apply(text::move_of(chosen, text::Deprel::Dep));
  }
  return total;
}

const std::vector<std::vector<int>> kTrees = {
    {0}, {2, 0}, {0, 1}, {2, 0, 4, 2}, {3, 3, 0, 5, 3, 5}, {2, 5, 2, 3, 0, 8, 8, 5}};

TEST(Oracle, WhoFollowsItBuildsTheTree) {
  for (const auto& heads : kTrees) {
    const GoldTree gold = gold_tree(sentence_of(heads));
    const std::vector<text::Leaf> leaves(heads.size());
    text::ParserState state(leaves);
    EXPECT_EQ(run(state, gold, -1), 0);
    EXPECT_EQ(lost_arcs(state, gold), 0);
  }
}

TEST(Oracle, CountsWhatAMistakeCosts) {
  for (const auto& heads : kTrees) {
    const GoldTree gold = gold_tree(sentence_of(heads));
    const std::vector<text::Leaf> leaves(heads.size());
    for (int mistake = 0; mistake < 2 * static_cast<int>(heads.size()); ++mistake) {
      text::ParserState state(leaves);
      const int total = run(state, gold, mistake);
      EXPECT_EQ(lost_arcs(state, gold), total) << "mistake at move " << mistake;
    }
  }
}

TEST(Oracle, CrossingArcsAreLifted) {
  // 1 → 3 crosses 2 → 4: the arc to the fourth word is lifted to the head of its head.
  const GoldTree gold = gold_tree(sentence_of({0, 1, 1, 2}));
  EXPECT_EQ(gold.heads, (std::vector<std::int32_t>{4, 0, 0, 0}));
}

}  // namespace
}  // namespace kg::train
