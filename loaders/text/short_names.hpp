// Whether one name is a short form of another: "Voss" of "Clara Voss", "Harbour Point" of "Harbour Point
// Capital", "WHO" of "World Health Organization". Which of several full names is meant is settled by
// resolve.hpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "loaders/text/clause_tree.hpp"
#include "loaders/text/names.hpp"

namespace kg::text {

using NameParts = std::vector<std::string>;

/// A name of several words that others may shorten.
struct FullName {
  std::string text;
  NameParts parts;  ///< without initials and generation
  MentionType type = MentionType::Other;
  Gender gender = Gender::Unknown;
  std::size_t first_seen = 0;  ///< index of the first name with this text in the document
};

/// The words of a graph name.
NameParts parts_of(std::string_view name);

/// A person's name without initials and generation, for comparison: "Donald J. Trump" is "Donald Trump".
NameParts plain_parts(std::string_view name);

/// Whether `parts` is a shorter name that ends as `full` does.
bool ends_with(const NameParts& full, const NameParts& parts);

/// Whether a name of a sentence, `parts` its words, may be short for a full one.
bool shortens(const Name& name, const NameParts& parts, const FullName& full, const Sentence& sentence,
              const Tree& tree);

/// The capitals of a name: "World Health Organization" → WHO.
std::string initials(const NameParts& parts);

/// Whether a text is one word of two to eight capitals.
bool is_acronym(std::string_view text);

/// Whether an acronym's letters begin the name's words, in order; the first must be the first.
bool abbreviates(std::string_view letters, const NameParts& parts);

}  // namespace kg::text
