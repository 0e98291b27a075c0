// The sieve that finds what one pronoun means: steps from the surest to the least sure, each with an answer
// only where one candidate stands out (Raghunathan et al. 2010; Lee et al. 2013). Called by pronouns.cpp.
#pragma once

#include <vector>

#include "loaders/text/antecedents.hpp"
#include "loaders/text/clause_tree.hpp"

namespace kg::text {

/// The candidates that a pronoun at this token means: none where nothing is clear, several for a plural that
/// "and" joins.
std::vector<Candidate> meant_by(const Tree& tree, const Antecedents& antecedents, std::int32_t sentence,
                                std::int32_t token, PronounKind kind);

}  // namespace kg::text
