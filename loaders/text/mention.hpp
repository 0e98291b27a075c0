// Mentions: stretches of a sentence that name something, with the term that stands for it in the graph.
// Names, pronouns and definite nouns are resolved within the document; quantities and dates become typed
// values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kg/document.hpp"
#include "kg/term.hpp"
#include "loaders/text/sentence.hpp"

namespace kg::text {

enum class MentionType : std::uint8_t {
  Person,
  Organisation,
  Place,
  Country,
  People,
  Other,
  Pronoun,
  Nominal,
  Date,
  Duration,
  Quantity
};

/// Tokens [first, last) of one sentence.
struct Mention {
  std::int32_t sentence = 0;
  std::int32_t first = 0, last = 0;
  std::int32_t head = 0;  ///< token index
  MentionType type = MentionType::Other;
  Term term;  ///< what it is called in the graph: canonical name or typed value
  std::string
      reason;  ///< how it was resolved: "full name", "surname", "acronym", "demonym", "capital", "pronoun", …
};

/// All mentions of a document, by sentence, and the aliases that they show.
struct DocumentMentions {
  std::vector<std::vector<Mention>>
      by_sentence;  ///< sorted by `first`; no two of one sentence overlap but by nesting
  std::vector<Alias> aliases;
};

}  // namespace kg::text
