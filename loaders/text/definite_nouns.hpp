// Whom definite nouns mean: "the company", "the minister", "the two firms", "the couple", "the Swede", "the
// 24-year-old striker". A step of resolve_pronouns (pronouns.hpp): it runs ahead of the pronouns of its
// sentence.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "loaders/text/antecedents.hpp"
#include "loaders/text/clause_tree.hpp"
#include "loaders/text/resolve.hpp"

namespace kg::text {

/// Asked for the tokens of a document in their order. All that it is given must outlive it.
class DefiniteNouns {
 public:
  DefiniteNouns(std::span<const Sentence> sentences, const std::vector<Tree>& trees, const Resolution& names,
                const Antecedents& antecedents, std::vector<std::vector<Mention>>& by_sentence);

  /// Adds a mention for each thing that a definite noun at this token means; none where that is not clear.
  void resolve(std::int32_t sentence, std::int32_t token);

 private:
  using Entities = std::vector<std::size_t>;  ///< indices, in the order of the document
  using Fits = std::function<bool(const Entity&)>;

  void note_names_before(std::int32_t sentence, std::int32_t token);
  void note_nationalities();
  void note_introduced(std::int32_t sentence);
  bool bare(std::int32_t sentence, std::int32_t token) const;
  bool named(std::int32_t sentence, std::int32_t token) const;
  Entities one(std::int32_t sentence, std::int32_t token) const;
  Entities several(std::int32_t sentence, std::int32_t token) const;
  bool measured(std::int32_t sentence, std::int32_t subject) const;
  Entities compatriot(std::int32_t sentence, std::int32_t token) const;
  Entities aged(std::int32_t sentence, std::int32_t noun) const;
  Entities organisation(const std::string& noun, std::int32_t sentence, std::int32_t token) const;
  Entities employer(std::int32_t sentence, std::int32_t token) const;
  Entities place(const std::string& noun) const;
  Entities only(const Entities& of, const Fits& fits) const;
  Entities recent(const Fits& fits, std::int32_t sentence) const;
  Entities people_of(std::int32_t sentence) const;
  std::optional<std::size_t> entity(std::string_view name) const;
  void add_mentions(const Entities& found, std::int32_t sentence, std::int32_t first, std::int32_t token);

  std::span<const Sentence> sentences_;
  const std::vector<Tree>& trees_;
  const Resolution& names_;
  const Antecedents& antecedents_;
  std::vector<std::vector<Mention>>& by_sentence_;
  std::map<std::string, std::size_t, std::less<>> entity_of_;
  std::vector<std::string> nationality_;           ///< of each entity, a country or empty
  std::set<std::string, std::less<>> introduced_;  ///< nouns that came without a name: "a bank"
  std::int32_t introduced_until_ = 0;              ///< sentences looked through for them
  std::size_t names_seen_ = 0;                     ///< names before the token at hand
  Entities before_;                                ///< entities that they mean, each once
  std::vector<bool> known_;                        ///< those, by index
  std::map<std::string, Entities, std::less<>>
      called_;  ///< those, by what they are said to be and their own noun
};

}  // namespace kg::text
