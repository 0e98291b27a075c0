// Names in a sentence: where they begin and end, and what kind of thing each names, as far as the sentence
// itself and the tables tell. Which names of a document mean the same is settled afterwards (resolve.hpp).
#pragma once

#include <string>
#include <vector>

#include "loaders/text/clause_tree.hpp"
#include "loaders/text/mention.hpp"
#include "loaders/text/name_tables.hpp"

namespace kg::text {

/// A name as the sentence has it: tokens [first, last).
struct Name {
  std::int32_t sentence = 0;
  std::int32_t first = 0, last = 0;
  std::int32_t head = 0;
  MentionType type = MentionType::Other;
  KnownAs known_as = KnownAs::Name;  ///< meaningful where `known` is set
  std::string known;                 ///< the canonical name by the tables, empty if they have none
  std::string text;                  ///< as written, `_` for spaces, without a company's "Inc."
  std::vector<std::string>
      roles;  ///< titles and nouns that say what it is, lower case ("president", "dairy")
  Gender gender = Gender::Unknown;
  bool speaks = false;    ///< the subject of a verb of speech
  bool guessed = false;   ///< a person for want of another reading: no table or neighbour says so
  bool thing = false;     ///< no person, whatever its words are: "Ford, which"
  bool complete = false;  ///< a company with its legal form behind it ("Norl Inc"): short for no other
  bool doubtful =
      false;  ///< one common noun that opens a sentence: a name only if the document uses it as one elsewhere
};

/// Names of a sentence in its order, none overlapping. `taken` marks tokens of dates and quantities, which
/// are no names.
std::vector<Name> find_names(const Sentence& sentence, const Tree& tree, std::int32_t index,
                             const std::vector<bool>& taken);

/// The name that tokens [first, last) are.
Name name_at(const Sentence& sentence, const Tree& tree, std::int32_t index, std::int32_t first,
             std::int32_t last);

}  // namespace kg::text
