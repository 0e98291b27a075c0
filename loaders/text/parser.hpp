// The parser: a transition system that reads a sentence once, from left to right, and builds its dependency
// tree (arc-hybrid: Kuhlmann, Gómez-Rodríguez and Satta 2011), each move chosen by a linear model. The
// trainer drives the same state with other moves.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "loaders/text/sentence.hpp"
#include "loaders/text/tagger.hpp"
#include "loaders/text/weights.hpp"
#include "loaders/text/words.hpp"

namespace kg::text {

/// A move's number, which is also its class: 0 shifts the next word onto the stack, 1 + label attaches the
/// stack's top to the next word (left), 1 + kLabels + label attaches it to the word under it (right).
using Move = std::uint8_t;
inline constexpr std::size_t kLabels = static_cast<std::size_t>(Deprel::Xcomp) + 1;
inline constexpr std::size_t kMoves = 1 + 2 * kLabels;
static_assert(kMoves <= kClasses);

enum class Action : std::uint8_t { Shift, Left, Right };
constexpr Action action_of(Move move) {
  return move == 0 ? Action::Shift : move <= kLabels ? Action::Left : Action::Right;
}
constexpr Deprel label_of(Move move) {
  return static_cast<Deprel>((move - 1U) % kLabels);
}
constexpr Move move_of(Action action, Deprel label) {
  if (action == Action::Shift) return 0;
  return static_cast<Move>(1 + static_cast<std::size_t>(label) + (action == Action::Right ? kLabels : 0));
}

/// What the parser sees of a token: hashes and numbers, 0 for none.
struct Leaf {
  std::uint32_t lemma = 0, key = 0, tag = 0, upos = 0, suffix = 0, sense = 0, frames = 0;
  std::uint32_t cluster = 0, group = 0;
  bool comma = false;
  // What stands ahead, in the order of reading:
  std::uint32_t next_noun = 0, next_noun_sense = 0;  ///< head of the noun group within a few words
  std::uint32_t next_noun_cluster = 0;
  std::uint32_t next_verb = 0;  ///< tag of the next verb, and whether a comma stands before it
  std::uint32_t commas = 0;     ///< commas up to here
};

/// One `Leaf` a token; tags and lemmas are those of the sentence.
std::vector<Leaf> leaves_of(const Sentence& sentence, std::span<const Word> words);

/// The same leaves for a parser that reads from right to left.
std::vector<Leaf> mirrored(std::vector<Leaf> leaves);

/// A sentence half read. Words are numbers from 0; those from `next()` on are not read yet.
class ParserState {
 public:
  explicit ParserState(std::span<const Leaf> leaves);

  bool done() const { return next_ == size_ && stack_.size() <= 1; }
  bool allows(Action action) const;
  void apply(Move move);
  void extract(std::vector<Feature>& features) const;

  std::span<const std::int32_t> stack() const { return stack_; }  ///< the top is last
  std::int32_t next() const { return next_; }
  std::int32_t size() const { return size_; }
  std::int32_t head(std::int32_t word) const { return nodes_[static_cast<std::size_t>(word)].head; }
  Deprel label(std::int32_t word) const { return nodes_[static_cast<std::size_t>(word)].label; }

 private:
  struct Node {
    std::int32_t head = kNoHead;
    Deprel label = Deprel::Root;
    std::int32_t left = kNoHead, left2 = kNoHead, right = kNoHead, right2 = kNoHead;  // outermost children
    std::uint32_t lefts = 0, rights = 0;                                              // how many
    std::uint64_t left_labels = 0, right_labels = 0;                                  // which, as bits
    std::uint32_t marker = 0;  // lemma of its case or mark child
  };

  void attach(std::int32_t child, std::int32_t head, Deprel label);
  std::int32_t from_top(std::size_t depth) const {
    return depth < stack_.size() ? stack_[stack_.size() - 1 - depth] : kNoHead;
  }
  const Leaf& leaf(std::int32_t word) const;
  const Node& node(std::int32_t word) const;

  std::span<const Leaf> leaves_;
  std::vector<Node> nodes_;
  std::vector<std::int32_t> stack_;
  std::int32_t next_ = 0;
  std::int32_t size_ = 0;
};

/// The allowed move with the highest score among `moves`, which is sorted.
Move best_move(const ParserState& state, const Scores& scores, std::span<const Move> moves);

/// What a parser has learned, and how much of a score counts as the least clearness.
struct Parser {
  Weights weights;
  std::int32_t unit = 1;
};

/// A parser's answer: for every word its head, its label and how clear the choice was: 0 to `kClearest`.
struct Parse {
  std::vector<std::int32_t> heads;
  std::vector<Deprel> labels;
  std::vector<std::uint8_t> clearness;
};

/// `moves` are those that the model knows.
Parse parse(std::span<const Leaf> leaves, const Parser& parser, std::span<const Move> moves);

/// The tree of the sentence from the tree of its mirror image.
Parse mirrored(Parse tree);

}  // namespace kg::text
