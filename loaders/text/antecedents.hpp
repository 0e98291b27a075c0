// What pronouns may mean: the names and nouns of a document, sentence by sentence, with what grammar tells of
// each. Filled by pronouns.cpp, asked by the sieve.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "loaders/text/clause_tree.hpp"
#include "loaders/text/mention.hpp"
#include "loaders/text/resolve.hpp"

namespace kg::text {

enum class PronounKind : std::uint8_t { He, She, It, They };

/// Somebody or something that a pronoun may mean.
struct Candidate {
  std::int32_t sentence = 0;
  std::int32_t token = 0;
  std::int32_t place = 0;  ///< the noun in whose place a name stands, else the token
  Term term;               ///< empty for a noun that no name explains
  MentionType type = MentionType::Nominal;
  Gender gender = Gender::Unknown;
  bool person = false;
  bool plural = false;
  bool group = false;    ///< singular, but many: "the team"
  bool subject = false;  ///< of any clause
  bool object = false;
  bool pronoun = false;     ///< a pronoun that has been resolved
  bool possessive = false;  ///< of another noun: "its"
  bool quoted = false;
  bool ship = false;        ///< ships may be "she"
  bool determined = false;  ///< a name, or a noun with an article or an owner
};

class Antecedents {
 public:
  /// All that it is given must outlive it. `by_sentence` may grow meanwhile.
  Antecedents(std::span<const Sentence> sentences, const std::vector<Tree>& trees, const Resolution& names,
              const std::vector<std::vector<Mention>>& by_sentence);

  /// Begins the next sentence.
  void next_sentence() {
    candidates_.emplace_back();
    it_.clear();
  }

  /// Adds what stands at a token, if it may be an antecedent.
  void add(std::int32_t sentence, std::int32_t token);

  /// Adds a pronoun that means `found`, so that later ones may follow it.
  void add_pronoun(const Candidate& found, std::int32_t sentence, std::int32_t token, PronounKind kind);

  /// Ends a sentence: its candidates stand in the order of its tokens.
  void sort(std::int32_t sentence);

  const std::vector<Candidate>& of(std::int32_t sentence) const { return candidates_[sentence]; }

  /// Whether a candidate has the number and gender of the pronoun.
  bool fits(const Candidate& candidate, PronounKind kind) const;

  /// Male or female, where a name, a noun or an earlier pronoun told.
  Gender gender_of(const Candidate& candidate) const;

  /// All that a plural means with this candidate: what "and" joins to it, what else a pronoun or noun stands
  /// for; itself first.
  std::vector<Candidate> joined(const Candidate& candidate) const;

  /// Somebody joined to somebody ("Ada and Juan"), or a plural.
  bool several(const Candidate& candidate) const { return candidate.plural || joined(candidate).size() > 1; }

  /// Whether it is whom a verb punishes, praises or harms.
  bool judged(const Candidate& candidate) const;

  /// Whether the subject of its verb is somebody without a name: "The judge freed Reed".
  bool unnamed_subject(const Candidate& candidate) const;

  /// Whether it is who says or thinks something.
  bool speaker(const Candidate& candidate) const;

  /// Who is said to own it: "Reed" of "Reed's mother"; or none.
  const Candidate* owner_of(const Candidate& candidate) const;

  /// Whether it is a body of people: "Norway's central bank", "the farmers".
  bool body(const Candidate& candidate) const;

  /// Whether it only says more of another noun: "the story of a widow".
  bool part_of_phrase(const Candidate& candidate) const {
    return trees_[candidate.sentence].is(candidate.place, {Deprel::Nmod});
  }

  /// Whether it is what the main clause of its sentence is about.
  bool main_subject(const Candidate& candidate) const;

  /// What the main clause of a sentence is about, by name; empty if nothing.
  std::string_view focus(std::int32_t sentence) const;

  /// Whether a token is somebody's words; a quotation may have begun in a sentence before.
  bool in_quote(std::int32_t sentence, std::int32_t token) const { return trees_[sentence].quoted(token); }

 private:
  bool describe_name(Candidate& candidate, const Mention& mention) const;
  bool describe_noun(Candidate& candidate) const;
  bool apposed(std::int32_t sentence, std::int32_t noun) const;
  bool named_behind(std::int32_t sentence, std::int32_t noun) const;
  std::int32_t noun_of(const Mention& name) const;
  bool opens_sentence(const Mention& mention) const;

  std::span<const Sentence> sentences_;
  const std::vector<Tree>& trees_;
  const Resolution& names_;
  const std::vector<std::vector<Mention>>& by_sentence_;
  std::map<std::string, std::size_t, std::less<>> entity_of_;
  std::vector<Gender> genders_;  ///< of the entities
  std::set<std::string, std::less<>>
      it_;  ///< names that "it" has meant in this sentence: "they" means others
  std::vector<std::vector<Candidate>> candidates_;
};

/// Whether a token is the subject of some clause, or joined to one.
bool is_subject(const Tree& tree, std::int32_t token);

/// The noun that a participle, or a relative clause about it, describes; or none.
std::int32_t described_by(const Tree& tree, std::int32_t clause);

/// "OSLO's plan to cut its debt", "a decision by the UNION to lift its ban": whether it is whose plan the
/// infinitive tells.
bool intends(const Tree& tree, std::int32_t owner, std::int32_t infinitive);

/// The verb, or the predicate, whose argument a token is, looking up through the phrase it stands in.
std::int32_t governing_verb(const Tree& tree, std::int32_t token);

}  // namespace kg::text
