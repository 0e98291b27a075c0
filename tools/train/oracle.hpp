// What the parser should have done: the dynamic oracle of arc-hybrid parsing (Goldberg and Nivre 2013), which
// tells, in any state, how many arcs of the gold tree each action would lose.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "loaders/text/parser.hpp"

namespace kg::train {

/// A tree to learn from. The head of the root is the number past the last word.
struct GoldTree {
  std::vector<std::int32_t> heads;
  std::vector<text::Deprel> labels;
};

/// The sentence's tree with crossing arcs lifted to the head's head until none cross (Nivre and Nilsson
/// 2005).
GoldTree gold_tree(const text::Sentence& sentence);

/// Gold arcs that each action loses, in the order of `text::Action`; only of those that the state allows.
std::array<int, 3> losses(const text::ParserState& state, const GoldTree& gold);

}  // namespace kg::train
