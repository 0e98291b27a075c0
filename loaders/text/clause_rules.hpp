// The parts that clause rules are made of: verb groups, arguments, subjects; and the rules for nouns. Private
// to clauses.cpp and its neighbours; `read_clauses` (stages.hpp) is what others call.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "loaders/text/clause.hpp"
#include "loaders/text/clause_tree.hpp"

namespace kg::text {

/// What one predicate strings together: "is seeking to become" has the links `seeking` and `become`.
struct VerbGroup {
  std::vector<std::int32_t> links;  ///< verbs (or predicative adjectives that take "to"), outermost first
  std::vector<std::int32_t> words;  ///< auxiliaries, negation, links, "to" and particles, ascending
  std::int32_t predicative =
      kNoHead;           ///< the noun, adjective or adverb after the copula, where the group ends in one
  bool passive = false;  ///< of the last link
  bool negated = false;
};

/// The group that the clause of `head` has as its predicate. verb_groups.cpp
VerbGroup verb_group(const Tree& tree, std::int32_t head);

/// A word of the predicate as it is to be shown: lower case but for names, contractions written out ("n't" →
/// "not").
std::string shown(const Tree& tree, std::int32_t token);

/// The predicate of a passive turned around, in the tense it stands in: "was led" → "led", "will be led" →
/// "will lead". active_voice.cpp
std::vector<PredicateWord> active_words(const Tree& tree, const VerbGroup& group, bool plural_agent);

/// Whether a clause hangs on this token: a verb that is no auxiliary, or a word with a copula.
bool heads_clause(const Tree& tree, std::int32_t token);

/// The argument that a phrase makes: its words without its preposition, its conjuncts and what only comments
/// on it. Conjuncts follow as arguments of their own. arguments.cpp
std::vector<Argument> phrase(const Tree& tree, std::int32_t head, Role role);

/// A clause as an argument: all its words but for the marker ("that").
Argument clause_argument(const Tree& tree, std::int32_t head, Role role);

/// Who or what the clause of `verb` speaks of, found where grammar puts it: beside the verb, at the verb it
/// is coordinated with, or at the noun or clause it modifies. Empty where there is none. subjects.cpp
struct Subjects {
  std::vector<Argument> arguments;
  bool implied = false;  ///< not a dependent of the verb itself
};
Subjects subjects_of(const Tree& tree, std::int32_t verb);

/// The noun that a relative clause modifies, or kNoHead; looks through coordination.
std::int32_t antecedent(const Tree& tree, std::int32_t verb);

/// Whether the token is a relative pronoun ("who", "which", "that").
bool relative_pronoun(const Tree& tree, std::int32_t token);

/// Clauses that nouns carry without a verb: titles, appositions, ranks, event nouns, possessives.
/// noun_clauses.cpp
void add_noun_clauses(const Tree& tree, std::vector<Clause>& clauses);

}  // namespace kg::text
