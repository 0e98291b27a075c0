// A second look at words whose tags the tree shows to be wrong: a sentence tells something, so it has a verb
// in the past or present, and a participle has no subject.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "loaders/text/model.hpp"
#include "loaders/text/sentence.hpp"
#include "loaders/text/tagger.hpp"
#include "loaders/text/words.hpp"

namespace kg::text {

/// What a sentence is read with.
struct Reading {
  const Model& model;
  const std::vector<Word>& words;
  std::vector<TagNumber> tags;
};

/// Reads a sentence that has its tree anew where a word must show tense and does not. `parse` gives a
/// sentence its tree from its tags and lemmas.
void read_again(Sentence& sentence, Reading& reading, const std::function<void(Sentence&)>& parse);

/// Gives tags and lemmas to the tokens from `from` on.
void dress(Sentence& sentence, const Reading& reading, std::size_t from = 0);

}  // namespace kg::text
