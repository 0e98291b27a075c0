// What hangs on each word of a tree: helpers, objects, subjects. Private to second_reading.cpp, which asks
// for it anew after each try.
#pragma once

#include <vector>

#include "loaders/text/sentence.hpp"
#include "loaders/text/tense_tags.hpp"

namespace kg::text {

/// What hangs on each word of a tree.
struct Dependents {
  explicit Dependents(const Sentence& sentence)
      : helped(sentence.tokens.size()),
        tensed(sentence.tokens.size()),
        object(sentence.tokens.size()),
        joined(sentence.tokens.size()),
        subject(sentence.tokens.size(), sentence.tokens.size()),
        second(subject) {
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
      const Token& token = sentence.tokens[i];
      if (token.head < 0) continue;
      const auto head = static_cast<std::size_t>(token.head);
      const Deprel relation = token.deprel;
      if (relation == Deprel::Aux || relation == Deprel::AuxPass || relation == Deprel::Cop) {
        helped[head] = true;
        tensed[head] = tensed[head] || shows_tense(token.xpos);
      }
      if (relation == Deprel::Obj && i > head) object[head] = true;
      if (relation == Deprel::Cc || relation == Deprel::Mark || relation == Deprel::Expl ||
          relation == Deprel::Csubj)
        joined[head] = true;
      if (relation != Deprel::Nsubj && relation != Deprel::NsubjPass) continue;
      if (subject[head] < i) {
        second[head] = i;
      } else {
        subject[head] = i;
      }
    }
  }
  std::vector<bool> helped, tensed, object, joined;
  std::vector<std::size_t> subject, second;  ///< one past the last word for none
};

}  // namespace kg::text
