// What is read but not said: clauses that no reader would miss, because a word is no verb, what it speaks of
// is cut short, or nothing is left of what it says. Between clauses (clause.hpp) and statements
// (statements.hpp).
#pragma once

#include "kg/document.hpp"
#include "loaders/text/clause.hpp"
#include "loaders/text/clause_tree.hpp"

namespace kg::text {

/// The clause of the condition that a verb's clause stands under ("if", "unless"; not "even if"), or kNoHead.
std::int32_t condition_of(const Tree& tree, std::int32_t verb);

/// Whether a clause is kept from becoming statements.
bool withheld(const Tree& tree, const Clause& clause);

/// "as SHE LEFT", "the strike THAT FOLLOWED": whether a clause only tells when something was, or which one is
/// meant. Where nothing of it is left but its verb, it says nothing.
bool only_points(const Tree& tree, const Clause& clause);

/// "travelled SOUTH", "is studying WHETHER to join", "stayed WITH US": whether a verb has behind it what no
/// object or qualifier can hold. Without an object its verb alone says something else.
bool loses_complement(const Tree& tree, const Clause& clause);

/// Whether a statement says nothing by itself: a unit without its number, "said true", "is company".
bool says_nothing(const Statement& statement);

}  // namespace kg::text
