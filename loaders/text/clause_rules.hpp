// The parts that clause rules are made of: verb groups, arguments, subjects; and the rules for nouns. Private
// to clauses.cpp and its neighbours; `read_clauses` (stages.hpp) is what others call.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
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

/// What a verb or an adjective takes right behind it by a preposition: "warned AGAINST EXPECTING too much";
/// or kNoHead. The predicate runs on into it. verb_groups.cpp
std::int32_t governed_doing(const Tree& tree, std::int32_t link);

/// Whether a dependent of a passive names who did it: "by" with a party, not with a time, a measure or a way.
/// agents.cpp
bool agent(const Tree& tree, std::int32_t token);

/// A word of the predicate as it is to be shown: lower case but for names, contractions written out ("n't" →
/// "not").
std::string shown(const Tree& tree, std::int32_t token);

/// The predicate of a passive turned around, in the tense it stands in: "was led" → "led", "will be led" →
/// "will lead". active_voice.cpp
std::vector<PredicateWord> active_words(const Tree& tree, const VerbGroup& group, bool plural_agent);

/// Whether a verb is a past participle: also a past form that opens the sentence, where no finite verb
/// stands.
bool past_participle(const Tree& tree, std::int32_t verb);

/// Whether a clause hangs on this token: a verb that is no auxiliary, or a word with a copula.
bool heads_clause(const Tree& tree, std::int32_t token);

/// The argument that a phrase makes: its words without its preposition, its conjuncts and what only comments
/// on it. Conjuncts follow as arguments of their own. arguments.cpp
std::vector<Argument> phrase(const Tree& tree, std::int32_t head, Role role, std::int32_t without = kNoHead);

/// "Moss, REED or HILL": what "or" joins to a noun, of which nobody says which it is; empty where nothing is.
std::vector<std::int32_t> alternatives(const Tree& tree, std::int32_t head);

/// The phrase as a noun alone, without preposition and conjuncts. `without` is a clause below it that is left
/// out.
Argument bare_phrase(const Tree& tree, std::int32_t head, Role role, std::int32_t without = kNoHead);

/// Takes phrases with prepositions other than "of", and clauses, out of objects and obliques, to stand behind
/// them: trees err about where they hang, and a reader seldom minds.
void part_phrases(const Tree& tree, std::vector<Argument>& arguments);

/// A clause as an argument: all its words but for the marker ("that").
Argument clause_argument(const Tree& tree, std::int32_t head, Role role);

/// Takes punctuation from the edges of a phrase, and half pairs of quotation marks from within.
void trim(const Tree& tree, std::vector<std::int32_t>& tokens);

/// Who or what the clause of `verb` speaks of, found where grammar puts it: beside the verb, at the verb it
/// is coordinated with, or at the noun or clause it modifies. Empty where there is none. subjects.cpp
struct Subjects {
  std::vector<Argument> arguments;
  bool implied = false;  ///< not a dependent of the verb itself
};
Subjects subjects_of(const Tree& tree, std::int32_t verb);

/// The noun that a relative pronoun or adverb stands for, or kNoHead. Where the tree has no relative clause,
/// the noun right before the pronoun.
std::int32_t antecedent(const Tree& tree, std::int32_t pronoun);

/// The place that a relative "where" stands for: the nearest name or noun for a place before it, or kNoHead.
std::int32_t place_before(const Tree& tree, std::int32_t where);

/// "Ada Hill was appointed JUDGE, the first woman to …": who holds an office that a passive gives; any other
/// noun itself.
std::int32_t office_holder(const Tree& tree, std::int32_t noun);

/// "was the FIRST woman to lead it": the adjective by which one is the first (last, only) to have done what
/// the infinitive tells, or kNoHead.
std::int32_t foremost(const Tree& tree, std::int32_t verb);

/// Whether a relative clause tells which of many are meant: "countries THAT BAN IT"; no comma before it.
bool restrictive(const Tree& tree, std::int32_t clause);

/// Whether a plural has nothing beside it by which one knows which are meant: "COUNTRIES that ban it".
bool bare_plural(const Tree& tree, std::int32_t noun);

/// Whether the token is a relative pronoun ("who", "which", "that").
bool relative_pronoun(const Tree& tree, std::int32_t token);

/// Objects, and apart from them what of their words belongs to the verb: "described the move AS A MISTAKE".
/// verb_objects.cpp
std::vector<Argument> objects(const Tree& tree, std::int32_t verb, std::vector<Argument> phrases);

/// Whether a clause is the deed of which a verb accuses: "accused him OF TAKING BRIBES"; and that deed.
bool deed(const Tree& tree, std::int32_t verb, std::int32_t clause);
Argument deed_argument(const Tree& tree, std::int32_t clause);

/// Whether a noun says little without an infinitive behind it: "took STEPS to cut costs".
/// complement_repairs.cpp
bool takes_infinitive(std::string_view noun);

/// What an xcomp is that the predicate does not run on into: "made it A PORT".
std::vector<Argument> complement(const Tree& tree, std::int32_t link, std::int32_t token);

/// The clause of a verb or of a predicate after a copula; none where nobody is said to do it.
/// verb_clauses.cpp
std::optional<Clause> verb_clause(const Tree& tree, std::int32_t head);

/// Takes back what only "neither", "nor" and "few" deny: "NEITHER Oslo nor Rome will [NOT] pay". denial.cpp
void deny(const Tree& tree, Clause& clause);

/// Adds what depends on the links of a group, in the order of the tree.
void add_group_arguments(const Tree& tree, const VerbGroup& group, Clause& clause);

/// Whether the text holds the clause of `head` to be so: not under a condition, in a question, as a wish or
/// as the aim of something else. assertion.cpp
bool asserted(const Tree& tree, std::int32_t head);

/// "ordered Reed TO PAY": the clause of whom a verb gets to do something, by its infinitive; none for other
/// words. directed_clauses.cpp
std::optional<Clause> directed_clause(const Tree& tree, std::int32_t infinitive);

/// Whether a verb tells of speech or thought.
bool reporting(std::string_view lemma);

/// "quoted an official AS SAYING": the verb of quoting that a verb of saying stands behind, or kNoHead.
std::int32_t quoting(const Tree& tree, std::int32_t saying);

/// Adds what a clause of saying reports, where that stands before or around it. reported_speech.cpp
void add_reported_speech(const Tree& tree, Clause& clause);

/// "The question is how they pay": the clause of the copula whose predicate is itself a clause, headed by
/// `head`.
std::optional<Clause> content_copula(const Tree& tree, std::int32_t head);

/// That copula, or kNoHead.
std::int32_t outer_copula(const Tree& tree, std::int32_t head);

/// Clauses that nouns carry without a verb. They are added behind those there are, which the rank rule looks
/// into.
void add_titles(const Tree& tree, std::vector<Clause>& clauses);  ///< titles, ages, lifespans. titles.cpp
void add_appositions(const Tree& tree, std::vector<Clause>& clauses);  ///< "Oslo, the capital". titles.cpp
void add_places(const Tree& tree, std::vector<Clause>& clauses);       ///< "Lima, Peru". place_clauses.cpp
void add_ranks(const Tree& tree, std::vector<Clause>& clauses);  ///< "the third-largest port". ranks.cpp
void add_event_nouns(const Tree& tree,
                     std::vector<Clause>& clauses);  ///< "a meeting of A and B". event_nouns.cpp

/// What confidence rests on besides the kind of clause. clause_confidence.cpp
inline constexpr std::size_t kClauseFeatures = 23;
std::array<bool, kClauseFeatures> clause_features(const Tree& tree, const Clause& clause);

/// In (0, 1): about the share of clauses like this one that are right. Its speaker must be known.
double clause_confidence(const Tree& tree, const Clause& clause);

}  // namespace kg::text
