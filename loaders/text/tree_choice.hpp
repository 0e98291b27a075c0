// One tree from two: where a parser that read from the left and one that read from the right disagree about a
// word, a linear model over both arcs chooses (Sagae and Lavie 2006 let such parsers vote).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "loaders/text/parser.hpp"
#include "loaders/text/weights.hpp"

namespace kg::text {

/// The features of the arcs that two trees of a sentence propose, and what has been chosen so far: words are
/// decided from left to right.
class ArcFeatures {
 public:
  ArcFeatures(std::span<const Leaf> leaves, const Parse& left, const Parse& right);

  bool agree(std::size_t word) const;

  /// Those of the arc above `word` in one of the trees; its label is the class. Replaces what `features`
  /// held.
  void extract(std::size_t word, bool from_left, std::vector<Feature>& features) const;

  /// Takes the arc of one of the trees for a word on which they disagree.
  void choose(std::size_t word, bool from_left);

 private:
  struct View {
    const Parse* tree;
    std::vector<std::uint32_t> marker, children;
    std::vector<std::uint64_t> labels;
  };
  void relate(std::size_t word, const Parse& tree);
  static View view_of(std::span<const Leaf> leaves, const Parse& tree);

  std::span<const Leaf> leaves_;
  View left_, right_;
  std::vector<std::uint32_t> sides_;      // 1 left, 2 right, 0 where nothing is to choose or is chosen yet
  std::vector<std::uint64_t> relations_;  // of the children that each word has for certain, as bits
  std::uint32_t last_ = 0, disagreements_ = 0;
};

/// The better arc of each word, as far as they are a tree with one root. An arc is as clear as it was to the
/// parser that was less sure of it, but no more than 0 where they disagree and no less than 1 where they agree.
Parse choose_tree(std::span<const Leaf> leaves, const Parse& left, const Parse& right,
                  const Weights& weights);

}  // namespace kg::text
