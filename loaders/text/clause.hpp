// A clause: one predicate with its arguments, still in the tokens of its sentence. Clause rules (clauses.hpp)
// read clauses from a dependency tree; naming (statements.hpp) turns them into statements.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "loaders/text/sentence.hpp"

namespace kg::text {

/// What an argument does in its clause.
enum class Role : std::uint8_t {
  Subject,  ///< who or what does or is it (passives with a named agent are turned around, so the agent stands
            ///< here)
  Object,   ///< direct object, or the predicative of `is` and its like
  Recipient,  ///< indirect object: told THE TIMES that …
  Content,    ///< clausal complement: what is said, thought, ordered
  Oblique,    ///< governed by `preposition`, or a bare adverbial of time or measure ("last month", "Tuesday")
  Circumstance,  ///< an adverb or an adverbial clause: how, when, why ("strongly", "until it closed", "to
                 ///< win")
};

/// Words of an argument. `tokens` are indices into `Sentence::tokens`, ascending, without the preposition;
/// `head` is one of them.
struct Argument {
  Role role = Role::Object;
  std::int32_t head = kNoHead;
  std::vector<std::int32_t> tokens;
  std::string preposition;  ///< lower case, "because of" for fixed ones; empty where there is none
  std::vector<std::int32_t> preposition_tokens;  ///< its words; empty where the preposition is only implied
                                                 ///< ("made it [as] a source")
  bool conjunct =
      false;  ///< coordinated with the argument before it, whose role it has: "with Oslo AND BERGEN"
  bool beside = false;  ///< the tree hangs it on the argument before it, which could as well be the verb's:
                        ///< "a bank IN OSLO"
  bool possessor =
      false;  ///< the argument stands in the text as a possessive ("China's"): its words want no `'s`
};

/// A word of the predicate: a token of the sentence, or a word that the sentence only implies ("is" of an
/// apposition), with token kNoHead.
struct PredicateWord {
  std::int32_t token = kNoHead;
  std::string text;  ///< as it is to be shown
};

/// Where a clause comes from; confidence and naming depend on it.
enum class ClauseKind : std::uint8_t {
  Verb,        ///< a verb with its arguments
  Copula,      ///< X is Y
  Relative,    ///< subject or object implied by a relative, participial or infinitive clause
  Apposition,  ///< X, Y  →  X is Y
  Title,       ///< "Harbour Master Lena Voss", "NAME, AGE", "NAME, ROLE of ORG"
  Possessive,  ///< X's Y  →  X has Y
  Noun,        ///< event nouns: "a meeting between A and B in C", "the destruction of X by Y"
  Rank,        ///< "the world's second-longest Y"
};

struct Clause {
  ClauseKind kind = ClauseKind::Verb;
  std::int32_t head = kNoHead;           ///< the token that the clause hangs on
  std::vector<PredicateWord> predicate;  ///< the verb group in its order: auxiliaries, negation, chained
                                         ///< verbs ("is seeking to become"), particle
  std::vector<Argument>
      arguments;  ///< the subject first where there is one, then in the order of the sentence
  bool negated = false;
  bool passive = false;
  bool quoted = false;  ///< stands within quotation marks
  bool asserted =
      true;  ///< false under "if", "unless" or "whether" and in questions: nobody says that it is so
  double confidence = 0.5;           ///< in (0, 1): about the share of clauses like this one that are right
  std::int32_t speaker_clause = -1;  ///< index, in the same sentence's clauses, of the clause whose Content
                                     ///< this one lies in; -1 if none
};

/// Whether an adverb before a verb takes back most of what the verb tells: "hardly", "nearly", "seldom".
/// verb_groups.cpp
bool weakens(std::string_view adverb);

/// Whether an adverb says how much of what an adjective tells holds: "MORE common", "TOO late".
/// verb_groups.cpp
bool compares(std::string_view adverb);

/// Whether an adverb right behind a verb belongs to it, as in "took OVER", whatever the tagger calls it.
/// verb_groups.cpp
bool verb_particle(std::string_view adverb);

}  // namespace kg::text
