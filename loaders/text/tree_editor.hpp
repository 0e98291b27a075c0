// Steps that repairs of a tree are made of; private to name_repairs.cpp, subject_repairs.cpp,
// word_repairs.cpp and verb_repairs.cpp.
#pragma once

#include <string>
#include <vector>

#include "loaders/text/clause_tree.hpp"
#include "loaders/text/sentence.hpp"

namespace kg::text {

/// Works on a sentence in place; the sentence must outlive it.
class TreeEditor {
 protected:
  using enum Deprel;

  /// Heads out of range or on a circle are cut off first, so that every walk upwards ends.
  explicit TreeEditor(Sentence& sentence) : tokens_(sentence.tokens) {
    for (std::int32_t t = 0; t < size(); ++t) {
      if (tokens_[t].head < 0 || tokens_[t].head >= size()) tokens_[t].head = kNoHead;
    }
    for (std::int32_t t = 0; t < size(); ++t) {
      std::int32_t up = tokens_[t].head;
      for (int steps = 0; up != kNoHead && up != t && steps <= size(); ++steps) up = tokens_[up].head;
      if (up == t) tokens_[t].head = kNoHead;
    }
  }

  std::int32_t size() const { return static_cast<std::int32_t>(tokens_.size()); }
  bool is(std::int32_t t, Deprel relation) const { return tokens_[t].deprel == relation; }
  bool is_subject(std::int32_t t) const { return is(t, Nsubj) || is(t, NsubjPass); }
  bool nominal(std::int32_t t) const {
    const Upos tag = tokens_[t].upos;
    return tag == Upos::Noun || tag == Upos::Propn || tag == Upos::Pron;
  }
  std::string lemma(std::int32_t t) const {
    return lower(tokens_[t].lemma.empty() ? tokens_[t].form : tokens_[t].lemma);
  }
  /// The form in lower case; empty outside the sentence.
  std::string word(std::int32_t t) const {
    return t >= 0 && t < size() ? lower(tokens_[t].form) : std::string();
  }
  /// The first child with a relation, or kNoHead.
  std::int32_t child(std::int32_t head, Deprel relation) const {
    for (std::int32_t t = 0; t < size(); ++t) {
      if (tokens_[t].head == head && is(t, relation)) return t;
    }
    return kNoHead;
  }
  void retag(std::int32_t t, Upos upos, const char* xpos) {
    tokens_[t].upos = upos;
    tokens_[t].xpos = xpos;
  }
  /// Moves a token below another, unless that would close a circle.
  void hang(std::int32_t t, std::int32_t head) {
    if (head == kNoHead || !below(head, t)) tokens_[t].head = head;
  }
  void attach(std::int32_t t, std::int32_t head, Deprel relation) {
    if (head != kNoHead && below(head, t)) return;
    tokens_[t].head = head;
    tokens_[t].deprel = relation;
  }
  bool below(std::int32_t t, std::int32_t ancestor) const {
    for (int steps = 0; t != kNoHead && steps <= size(); ++steps, t = tokens_[t].head) {
      if (t == ancestor) return true;
    }
    return false;
  }

  std::vector<Token>& tokens_;
};

}  // namespace kg::text
