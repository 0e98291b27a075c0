// What kind of thing a name names, by its words and by what stands beside it; private to names.cpp.
#pragma once

#include <string>
#include <string_view>

#include "loaders/text/names.hpp"

namespace kg::text {

/// Sets the type, roles and gender of a name whose tokens are [first, bare), and then perhaps "Inc.".
void classify_name(Name& name, const Sentence& sentence, const Tree& tree, std::int32_t bare);

/// The lemma of a noun, with what a hyphen joins to it: "start-up".
std::string whole_noun(const Sentence& sentence, const Tree& tree, std::int32_t token);

/// Whether a sentence is a headline: nearly all its longer words begin with a capital.
bool is_headline(const Sentence& sentence);

bool heads_organisation(std::string_view word);  ///< "university", "ministry", lower case
bool heads_place(std::string_view word);         ///< "river", "street"
bool is_legal_form(std::string_view word);       ///< "inc.", "plc"

/// Whether the tables know a word as a country, a people or a body of states.
bool names_state(std::string_view form);

/// Whether "and" between two capitalised words joins them to one name that ends in `last` (lower case):
/// letters, partners, or what an organisation is for. `alone`: nothing of the name stands before the first.
bool joined_by_and(std::string_view first, std::string_view second, std::string_view last, bool alone);

/// Whether a dictionary has the word (lower case), and not as a name alone.
bool common_word(std::string_view word);

/// Whether one counts what a noun (lower case) means first of all, by WordNet: bare and in the singular it is
/// a name
/// ("Kestrel fell", but "Energy fell").
bool counted_noun(std::string_view word);

/// Whether a noun (lower case) means persons, bodies of them, places or animals first of all: what may act.
bool names_people(std::string_view lemma);

/// Whether a word behind a place makes the name of its team: "bears" in "Oslo Bears".
bool names_team(std::string_view word);

bool capital(std::string_view form);       ///< begins with a capital letter
bool all_capitals(std::string_view form);  ///< "WHO", "U.S."
bool all_digits(std::string_view form);

/// Whether a word is a title or an office ("President", "Dr.", "coach"), lower case.
bool is_title(std::string_view word);

}  // namespace kg::text
