// What a phrase of a sentence is called in the graph: a resolved name, a typed value, or the words of a noun
// phrase cut down to what names the thing ("the export controls" → export_controls). What the phrase says
// beside its name becomes qualifiers.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kg/statement.hpp"
#include "loaders/text/clause_tree.hpp"
#include "loaders/text/mention.hpp"

namespace kg::text {

/// A phrase under its name. `term` is empty where nothing names it: a pronoun that is not resolved, a word
/// without content.
struct Phrase {
  Term term;
  std::vector<Qualifier>
      qualifiers;  ///< `count`, `share`, and what prepositions add ("relations with Japan" → with=Japan)
  bool entity = false;     ///< a name or something resolved to one, not a description
  double certainty = 1.0;  ///< of the resolution
  bool empty() const { return term.text.empty(); }
};

/// A number as names have it: "12500000" → "12.5_million".
std::string number_words(std::string number);

/// The phrase with its count in its name: "three ports" → 3_ports. One without a count as it is.
Phrase counted(Phrase phrase);

/// Whether a noun is a unit that the graph has no value for: "12 million KRONER", "three POINTS".
bool measures(std::string_view lemma);

/// Names phrases of one sentence. All that it is given must outlive it.
class Namer {
 public:
  /// What `telling`, the head of the clause whose arguments are named, says of them is no part of their
  /// names.
  Namer(const Sentence& sentence, const Tree& tree, const std::vector<Mention>& mentions,
        std::int32_t telling = kNoHead)
      : sentence_(sentence), tree_(tree), mentions_(mentions), telling_(telling) {}

  /// The phrase with this head; several if it is a pronoun that stands for several, one for what "or" joins
  /// ("Moss or Reed" → Moss_or_Reed), and an empty one where that has no name. `owner` is whom the
  /// sentence speaks of: as a possessor it says nothing new ("China lost its leverage" → leverage). `object`
  /// phrases give what prepositions add as qualifiers.
  std::vector<Phrase> phrases(std::int32_t head, std::string_view owner, bool object) const;

  /// What somebody is ("the former surgeon" → former_surgeon). In offices adjectives of countries become
  /// their country
  /// ("Australian Treasurer" → Australia_Treasurer).
  Phrase office(std::int32_t head) const;

  const std::vector<Mention>& mentions() const { return mentions_; }

  /// The innermost mention of which this token is part, or none.
  const Mention* mention_at(std::int32_t token) const;

  /// The name that stands beside a noun as its apposition, or beside an apposition of it; or none.
  const Mention* name_beside(std::int32_t noun, int depth = 0) const;

  /// The qualifier that a prepositional phrase makes: its role where that is known, else its preposition.
  /// Empty key if it makes none.
  std::vector<Qualifier> qualifiers(std::string_view preposition, std::int32_t head,
                                    std::string_view owner) const;

  /// "38-year-OLD": an age, which is no part of a name. Its number stands four tokens before.
  bool tells_age(std::int32_t token) const;

  /// Places and times that a phrase names in passing: "at the summit in Seoul", "the closure of the mine for
  /// a year".
  void add_nested(std::int32_t head, std::vector<Qualifier>& qualifiers) const;

 private:
  struct Words;
  std::vector<Phrase> own_phrases(std::int32_t head, std::string_view owner, bool object) const;
  Phrase described(std::int32_t head, std::string_view owner, bool object, bool office, int depth) const;
  void add_modifier(std::int32_t child, std::string_view owner, bool office, Words& words) const;
  bool names_year(std::int32_t number) const;
  bool limits(std::int32_t word, bool of_subject) const;
  std::string possessor(std::int32_t child, std::string_view owner) const;
  void add_prepositional(std::int32_t head, std::string_view owner, std::vector<Qualifier>& found) const;
  void add_told(std::int32_t head, std::vector<Qualifier>& found) const;
  std::string of_phrase(std::int32_t head, std::string_view owner, int depth) const;
  std::string doing(std::int32_t verb, std::string_view owner) const;
  std::string of_doing(std::int32_t head, std::string_view owner) const;
  bool which_is_meant(std::int32_t head, std::int32_t child, std::int32_t marker) const;
  std::string complement(std::int32_t head, std::string_view owner, bool object, bool bare) const;
  std::string quality(std::int32_t head) const;
  std::string relative(std::int32_t head) const;
  std::string restriction(std::int32_t head, std::string_view owner) const;
  std::string conjunct_of(std::int32_t of, std::string_view owner) const;
  bool part_of_rank(std::int32_t token) const;
  bool of_number(std::int32_t token) const;
  std::string described_of(std::int32_t of, std::string_view owner, int depth) const;
  std::string word(std::int32_t token) const;
  std::int32_t word_begin(std::int32_t last) const;
  std::optional<Term> number_ending(std::int32_t last) const;
  bool priced(const Mention& mention, std::int32_t child) const;
  void add_price(const Mention& mention, std::int32_t child, Words& words) const;
  std::int32_t of_child(std::int32_t head) const;
  std::int32_t shared_head(std::int32_t head) const;
  std::int32_t issuer_of(std::int32_t head) const;

  const Sentence& sentence_;
  const Tree& tree_;
  const std::vector<Mention>& mentions_;
  const std::int32_t telling_;
};

/// The key of a qualifier for a preposition before a term of this mention type: `date`, `since`, `until`,
/// `duration`, `location`, or the preposition itself.
std::string qualifier_key(std::string_view preposition, MentionType type);

/// Whether a noun says what kind of place a name is: "the TOWN of Omegna".
bool names_place_kind(std::string_view lemma);

/// A number that stands for itself ("5,000", "three") at a token, or nothing.
std::optional<Term> number_term(const Sentence& sentence, std::int32_t token);

}  // namespace kg::text
