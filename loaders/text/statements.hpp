// Small tables and steps that turn clauses into statements; private to statements.cpp and its neighbours.
// `name_statements` (stages.hpp) is what others call.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kg/document.hpp"
#include "loaders/text/clause.hpp"
#include "loaders/text/clause_tree.hpp"
#include "loaders/text/naming.hpp"

namespace kg::text {

/// The predicate of a clause: its words in lower case, joined by `_`, without adverbs but with negation
/// ("unexpectedly suspended" → suspended). predicates.cpp
std::string predicate_name(const Sentence& sentence, const Tree& tree, const Clause& clause);

/// The words of its predicate; a participle or an infinitive that tells what happened has the tense of the
/// clause that it belongs to: "(The river rose,) FLOODING the market" → flooded. tense.cpp
std::vector<PredicateWord> words_in_tense(const Tree& tree, const Clause& clause);

/// Whether the content of a clause with this verb is something its subject holds to be so ("said that …"),
/// not something wished or caused ("ensured that …").
bool asserts_content(std::string_view lemma);

/// Whether a verb without an object says that its subjects did it to each other: "A and B met".
bool is_reciprocal(std::string_view lemma);

/// Whether a verb with two objects takes an amount from the first: "fined the bank 4 million".
bool costs(std::string_view lemma);

/// Whether an active verb says nothing without its object: "the union took …".
bool wants_object(std::string_view lemma);

/// Whether a title says nothing of what somebody is ("Mr.", "Dr").
bool is_address(std::string_view lemma);

/// Whether a preposition may join its predicate ("relies on"); those of time, reason and circumstance never
/// do.
bool joins_predicate(std::string_view preposition);

/// 4 for "fourth", "4th", "fourth-largest"; nothing for other words.
std::optional<int> ordinal(std::string_view word);

/// A stretch of a sentence as written, without quotation marks and stops at its ends. `tokens` ascend.
std::string quoted_text(const Sentence& sentence, const std::vector<std::int32_t>& tokens);

/// One statement of a sentence, with the qualifiers of the clause and of its phrases; nothing if it would say
/// a thing of itself. `confidence` is the clause's.
std::optional<Fact> make_fact(const Sentence& sentence, double confidence, const Phrase& subject,
                              const std::string& predicate, const Phrase& object,
                              const std::vector<Qualifier>& shared);

/// What stands beside names and no clause has read: offices, whose relative somebody is, whose ministry it
/// is. facts_beside_names.cpp
void add_facts_beside_names(const Sentence& sentence, const Tree& tree, const Namer& namer,
                            std::vector<Fact>& facts);

/// Whether a noun has a possessor that the document tells. facts_beside_names.cpp
bool possessed(const Tree& tree, const Namer& namer, std::int32_t noun);

/// Whether a named thing cannot be what a noun means: no person is a firm, a place or a meeting, no place an
/// officer. facts_beside_names.cpp
bool unlike(const Mention& thing, std::string_view noun);

/// Drops statements of one sentence that another contains (the same but for fewer qualifiers), and
/// repetitions.
void drop_contained(std::vector<Fact>& facts);

/// Keeps at most four facts a sentence on average, the most certain ones, in their order.
void keep_most_certain(std::vector<Fact>& facts, std::size_t sentences);

}  // namespace kg::text
