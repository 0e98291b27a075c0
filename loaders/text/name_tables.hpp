// What is known of names before a document is read: countries with their capitals and peoples, organisations
// with their acronyms, first names, and the names that WordNet lists. The tables lie in gazetteer/ and are
// linked into the program.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loaders/text/mention.hpp"

namespace kg::text {

enum class Gender : std::uint8_t { Unknown, Male, Female };

/// How a table knows a name.
enum class KnownAs : std::uint8_t { Name, Alias, Adjective, People, Capital, Place, Person };

/// What the tables say of a name; `canonical` is a graph name ("United_States"), for a capital that of its
/// country.
struct KnownName {
  MentionType type = MentionType::Other;
  KnownAs known_as = KnownAs::Name;
  std::string_view canonical;
};

/// A country by any of its names, an organisation, or a name of WordNet. Words are joined by single spaces
/// and written as in a text ("U.S.", "Chinese", "Group of Seven"). The answer's text lives as long as the
/// program.
std::optional<KnownName> known_name(std::string_view name);

/// What else a country or organisation is called, by its graph name: "European_Union" → "EU", "E.U."; of a
/// country its capitals, too.
const std::vector<std::string_view>& other_names(std::string_view canonical);

/// The country whose capital this is ("Beijing" → "China").
std::optional<std::string_view> country_of_capital(std::string_view name);

/// The country that an adjective belongs to ("Chinese" → "China").
std::optional<std::string_view> country_of_adjective(std::string_view word);

/// Words in the longest name of the tables that begins with this word; 0 if none does.
int longest_name_from(std::string_view first_word);

/// Whether a word is a first name, and whose.
std::optional<Gender> first_name(std::string_view word);

/// Whether a common noun, singular and in lower case, first of all means a person ("surgeon") or a group of
/// people ("jury").
bool is_person_noun(std::string_view noun);
bool is_group_noun(std::string_view noun);

/// Male or female where a noun or title tells ("Mrs", "actress", "king"); lower case.
Gender gender_of_noun(std::string_view noun);

}  // namespace kg::text
