// Which words of a sentence can be part of a name, told by capitals, tags and the tables: what names.cpp runs
// together to names. Private to the rules for names.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "loaders/text/clause_tree.hpp"
#include "loaders/text/sentence.hpp"

namespace kg::text {

/// Whether a word (lower case) stands in an office before its noun: "Deputy Prime Minister", "Treasury
/// Secretary", "Secretary of State".
bool office_word(std::string_view word);

/// Whether one may be the minister or secretary of it (lower case): "Secretary of STATE".
bool portfolio(std::string_view word);

/// The words of one sentence. `taken` marks tokens of dates and quantities, which are no names.
class NameWords {
 public:
  NameWords(const Sentence& sentence, const Tree& tree, const std::vector<bool>& taken)
      : sentence_(sentence), tree_(tree), taken_(taken) {}

  const std::string& form(std::int32_t t) const { return sentence_.tokens[t].form; }
  std::string word(std::int32_t t) const;  ///< in lower case, empty outside the sentence
  std::string spaced(std::int32_t first, std::int32_t last) const;  ///< as written
  bool glued(std::int32_t t) const { return t >= 0 && !sentence_.tokens[t].space_after; }

  /// Capitalised, no date, no pronoun, and a name by its tag or by standing capitalised inside a sentence.
  bool name_like(std::int32_t t) const;
  bool opens_sentence(std::int32_t t) const;

  /// A common noun that has its capital from the sentence ("Revenue rose"), whatever the tagger says.
  bool common_noun_opens(std::int32_t t) const;

  /// A word that has its capital from the sentence but may be a name that the document uses elsewhere
  /// ("Rovers will face Westport").
  bool may_open_as_name(std::int32_t t) const;

  /// A word that dictionaries have, if only in the singular.
  bool common(std::int32_t t) const;

  /// Words of the longest name of the tables that stands at `t`.
  int longest_known(std::int32_t t) const;

 protected:
  const Sentence& sentence_;
  const Tree& tree_;
  const std::vector<bool>& taken_;

 private:
  bool opens_title_case(std::int32_t t) const;
  bool opens_company(std::int32_t t) const;
};

}  // namespace kg::text
