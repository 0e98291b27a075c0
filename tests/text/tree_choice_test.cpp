// The choice between two trees of a sentence.
#include "loaders/text/tree_choice.hpp"

#include <gtest/gtest.h>

#include "tools/train/train.hpp"

namespace kg::text {
namespace {

// "A b C": the gold tree hangs both other words on b.
Sentence sentence() {
  Sentence sentence;
  for (const char* form : {"A", "b", "C"}) {
    Token token;
    token.form = token.lemma = form;
    token.upos = form[0] == 'b' ? Upos::Verb : Upos::Noun;
    token.head = form[0] == 'b' ? kNoHead : 1;
    token.deprel = form[0] == 'b' ? Deprel::Root : form[0] == 'A' ? Deprel::Nsubj : Deprel::Obj;
    sentence.tokens.push_back(token);
  }
  return sentence;
}

const Parse kGold{{1, kNoHead, 1}, {Deprel::Nsubj, Deprel::Root, Deprel::Obj}, {5, 5, 5}};
// The same but for the last word.
const Parse kWrong{{1, kNoHead, 0}, {Deprel::Nsubj, Deprel::Root, Deprel::Nmod}, {5, 5, 1}};
// Turned upside down: half of it and half of the gold tree make a cycle or two roots.
const Parse kUpsideDown{{kNoHead, 0, 1}, {Deprel::Root, Deprel::Obj, Deprel::Obj}, {5, 5, 5}};

std::vector<Leaf> leaves() {
  const Sentence one = sentence();
  return leaves_of(one, words_of(one, {}));
}

train::WeightTables trained_on(const Parse& left, const Parse& right) {
  const std::vector<Sentence> sentences = {sentence()};
  train::Schedule schedule;
  schedule.epochs = 3;
  return train::quantise(
      train::train_arcs(sentences, {}, std::vector<train::TwoTrees>{{left, right}}, schedule), 1);
}

TEST(TreeChoice, TakesWhatItLearnedToTrust) {
  const auto left = trained_on(kGold, kWrong), right = trained_on(kWrong, kGold);
  EXPECT_EQ(choose_tree(leaves(), kGold, kWrong, Weights(left.starts, left.rows)).heads, kGold.heads);
  EXPECT_EQ(choose_tree(leaves(), kWrong, kGold, Weights(right.starts, right.rows)).heads, kGold.heads);
  EXPECT_EQ(choose_tree(leaves(), kWrong, kGold, Weights(right.starts, right.rows)).labels, kGold.labels);
}

TEST(TreeChoice, IsAlwaysOneTree) {
  // Weights that know another mistake, so that the words are judged each for itself.
  for (const auto& [good, bad] :
       {std::pair{kGold, kWrong}, std::pair{kWrong, kGold}, std::pair{kGold, kUpsideDown},
        std::pair{kUpsideDown, kGold}, std::pair{kUpsideDown, kWrong}}) {
    const auto tables = trained_on(good, bad);
    for (const auto& [left, right] : {std::pair{kGold, kUpsideDown}, std::pair{kUpsideDown, kWrong}}) {
      const Parse chosen = choose_tree(leaves(), left, right, Weights(tables.starts, tables.rows));
      EXPECT_EQ(std::count(chosen.heads.begin(), chosen.heads.end(), kNoHead), 1);
      for (std::size_t word = 0; word < 3; ++word) {
        int steps = 0;
        for (std::int32_t at = static_cast<std::int32_t>(word); at != kNoHead; ++steps) {
          ASSERT_LE(steps, 3);
          at = chosen.heads[static_cast<std::size_t>(at)];
        }
      }
    }
  }
}

TEST(TreeChoice, MirroredTwiceIsTheSame) {
  const Parse there = mirrored(kWrong);
  EXPECT_EQ(there.heads, (std::vector<std::int32_t>{2, kNoHead, 1}));
  EXPECT_EQ(mirrored(there).heads, kWrong.heads);
  const auto seen = mirrored(mirrored(leaves()));
  ASSERT_EQ(seen.size(), 3U);
  EXPECT_EQ(seen[0].next_verb, leaves()[0].next_verb);
}

}  // namespace
}  // namespace kg::text
