// Which of those that fit a pronoun it means, where they stand in a sentence before its own: the last step of
// the sieve in pronoun_sieve.cpp.
#pragma once

#include <vector>

#include "loaders/text/antecedents.hpp"

namespace kg::text {

enum class PronounRole : std::uint8_t { Owner, Subject, Object };

/// Whom "he" or "she" means of those that fit by gender: none only where there is none. `saying`: of whoever
/// goes on to speak.
std::vector<Candidate> choose_person(const Antecedents& antecedents, const std::vector<Candidate>& fitting,
                                     bool saying);

/// What "it" or "they" mean of what fits by number, with all that "and" joins to it; none where that is not
/// clear.
std::vector<Candidate> choose_thing(const Antecedents& antecedents, const std::vector<Candidate>& fitting,
                                    PronounKind kind, PronounRole role);

}  // namespace kg::text
