// Whom pronouns and definite nouns ("the company") mean: a small sieve over the names and subjects before
// them, in the manner of Raghunathan et al. 2010, that gives no answer where none is clear.
#pragma once

#include <span>
#include <vector>

#include "loaders/text/clause_tree.hpp"
#include "loaders/text/mention.hpp"
#include "loaders/text/resolve.hpp"

namespace kg::text {

/// Adds a mention for every pronoun and definite noun that is resolved. `by_sentence` holds the names
/// already, resolved; it is kept sorted. A plural pronoun for two people gives two mentions of the same
/// token.
void resolve_pronouns(std::span<const Sentence> sentences, const std::vector<Tree>& trees,
                      const Resolution& names, std::vector<std::vector<Mention>>& by_sentence);

}  // namespace kg::text
