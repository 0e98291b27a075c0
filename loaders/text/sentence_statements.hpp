// Statements of one sentence, from its clauses and the names of the document. Private to statements.cpp,
// which reads clauses, and statement_qualifiers.cpp, which gives them their times, places and other
// circumstances.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "kg/document.hpp"
#include "loaders/text/bounds.hpp"
#include "loaders/text/clause.hpp"
#include "loaders/text/clause_tree.hpp"
#include "loaders/text/english.hpp"
#include "loaders/text/naming.hpp"

namespace kg::text {

/// All that it is given must outlive it.
class SentenceStatements {
 public:
  SentenceStatements(const Tree& tree, const std::vector<Clause>& clauses,
                     const std::vector<Mention>& mentions, const StatementWatch& watch)
      : sentence_(tree.sentence()),
        tree_(tree),
        clauses_(clauses),
        namer_(sentence_, tree, mentions),
        bounds_(find_bounds(sentence_, tree, mentions)),
        watch_(watch) {}

  std::vector<Fact> read();

 private:
  static bool first_person(const std::string& word) { return word == "i" || word == "me" || word == "my"; }

  /// Who does it; "I" is whoever speaks.
  std::vector<Phrase> subjects(const Clause& clause, int depth = 0) const;

  /// Who says what the clause states, if anybody does. False if it is not stated, or by somebody unknown.
  bool speaker(const Clause& clause, std::vector<Qualifier>& qualifiers, int depth = 0) const;

  /// A relative clause that the tree takes for what is said ("said Ada Hill, WHO LED THE STUDY").
  bool relative(const Argument& argument) const;

  /// The last verb of the predicate: what "has promised to say" is about.
  std::string verb_of(const Clause& clause) const;

  void read_clause(const Clause& clause);

  /// "made up of migrants or those who …": whether alternatives that have no name were dropped.
  bool loses_alternative(const Clause& clause) const;

  /// "Lima, Peru": whether the names of a clause of place are an organisation or a place, and where it is.
  bool placed(const Clause& clause) const;

  /// "the trophy STOLEN in May": a passive without its auxiliary, and not turned around.
  bool bare_participle(const Clause& clause) const;

  std::vector<Phrase> objects_of(const Clause& clause, const Argument& argument,
                                 std::string_view owner) const;

  /// Whether an apposition is a name of its own ("the Liberals, THE GREENS"), which is another thing of a
  /// list, or one around it ("Lyon, FRANCE"). "A Liberal" says what somebody is.
  bool another_name(std::int32_t head) const;

  /// An amount with its unit, or a bare number that is no date.
  bool is_amount(const Argument& argument) const;

  /// Whether an oblique may become the object: no time or circumstance. A bare measure may ("rose 5%").
  bool foldable(const Clause& clause, const Argument& argument) const;

  bool is_date(const Argument& argument) const;

  /// "rose to 5% from 4% A YEAR EARLIER": a date of another amount than the statement's.
  bool of_amount_before(const Mention& date) const;

  /// "between March 3 and APRIL 9": told with the day before it.
  bool ends_span(const Mention& date) const;

  /// "NEXT winter", "LAST Easter": a time, though it has no date.
  bool relative_time(const Argument& argument) const {
    const std::string first = lower(sentence_.tokens[argument.tokens.front()].form);
    return first == "next" || first == "last" || first == "this";
  }

  bool has_verb(const Clause& clause) const;

  static bool has_direct_object(const Clause& clause) {
    return std::any_of(clause.arguments.begin(), clause.arguments.end(),
                       [](const Argument& a) { return a.role == Role::Object; });
  }

  /// Quoted words that nobody says, with a subject outside them: he likened it to "firing shots".
  bool only_quoted(const Clause& clause) const;

  bool speaks_of_own_mind(const Clause& clause) const;

  /// Whether a word of the predicate is finite.
  bool shows_tense(const Clause& clause) const;

  /// "was halted TWICE", "met four TIMES".
  void add_frequency(const Clause& clause, std::vector<Qualifier>& qualifiers) const;

  /// The year of "five times a year"; none behind other times.
  std::int32_t period_behind(std::int32_t times) const;

  /// "would rise IF the tax did": the condition as a qualifier, in its words.
  void add_condition(const Clause& clause, std::vector<Qualifier>& qualifiers) const;

  static bool only_conjuncts_between(const Argument* first, const Argument* last) {
    return std::all_of(first + 1, last, [](const Argument& between) { return between.conjunct; });
  }

  /// "SINCE 1990 it has grown": trees often take the word before a date for a conjunction.
  std::string time_key(const Mention& date) const;

  void add_oblique(const Argument& argument, std::string_view owner,
                   std::vector<Qualifier>& qualifiers) const;

  /// "sentenced to six years in PRISON": where a length of time is served, wherever the tree hangs it.
  std::int32_t place_of_term(const Clause& clause) const;

  /// "is 1,240 metres LONG": the measure is the object, and its dimension a qualifier.
  void name_dimension(const Clause& clause, std::vector<Phrase>& objects,
                      std::vector<Qualifier>& qualifiers) const;

  /// "beat Oslo 3-1": how it ended.
  void add_score(const Clause& clause, std::vector<Qualifier>& qualifiers) const;

  /// "died in Leeds, AGED 88": the age, wherever the tree hangs it.
  void add_age(const Clause& clause, std::vector<Qualifier>& qualifiers) const;

  /// "reported a profit of $9 million, up 18%": by how much it has changed.
  void add_changes(const Clause& clause, std::vector<Qualifier>& qualifiers) const;

  /// "costs $4 A DOSE": what each amount is for.
  void add_rates(const Clause& clause, std::vector<Qualifier>& qualifiers) const;

  /// "promised 4 million euros in AID": what an amount of money is, if the clause says so, is the object, and
  /// no qualifier.
  void name_what_is_paid(const Clause& clause, std::vector<Phrase>& objects,
                         std::vector<Qualifier>& qualifiers) const;

  /// "fined THE BANK 4 million": whoever loses an amount is the object.
  void name_who_pays(const Clause& clause, std::string_view owner, std::vector<Phrase>& objects,
                     std::vector<Qualifier>& qualifiers) const;

  /// Whether somebody in quotation marks is "he" or "she" to himself: then another one is meant.
  bool speaks_of_itself(const Clause& clause, const Phrase& subject,
                        const std::vector<Qualifier>& qualifiers) const;

  /// Dates that hang on the verb and are no argument: "yesterday", "Tuesday", "later this year".
  void add_loose_dates(const Clause& clause, std::vector<Qualifier>& qualifiers) const;

  void read_reciprocal(const Clause& clause, const std::string& name, const std::vector<Phrase>& who,
                       const std::vector<Qualifier>& shared);

  /// "the world's second-longest canal tunnel" → rank_tunnel 2.
  void read_rank(const Clause& clause, const std::vector<Phrase>& who, std::vector<Qualifier> shared);

  void add(const Clause& clause, const Phrase& subject, const std::string& predicate, const Phrase& object,
           const std::vector<Qualifier>& shared);

  const Sentence& sentence_;
  const Tree& tree_;
  const std::vector<Clause>& clauses_;
  const Namer namer_;
  const std::vector<Bound> bounds_;
  const StatementWatch& watch_;
  std::vector<Fact> facts_;
};

}  // namespace kg::text
