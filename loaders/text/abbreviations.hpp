// Words that are written with a full stop which does not end a sentence.
#pragma once

#include <string_view>

namespace kg::text {

/// What may follow an abbreviation. Words are given without their stop.
enum class Abbreviation {
  No,
  BeforeName,    ///< "Dr.": never ends a sentence
  BeforeNumber,  ///< "No.", "p.": an abbreviation only before a number
  Anywhere,      ///< "etc.", "Inc.": may end a sentence, if a new one clearly begins
};

/// What a word before a full stop is: listed, a single capital ("J."), or letters with stops between ("U.S").
Abbreviation abbreviation_of(std::string_view word);

/// Words that a sentence often begins with and that hardly ever continue a name: "The", "However", "In".
bool opens_sentence(std::string_view word);

/// Words with a capital that may stand behind "a.m." in one sentence: days, months and zones.
bool goes_with_hour(std::string_view word);

}  // namespace kg::text
