// Whom definite nouns mean: "the company", "the minister", "the two firms", "the couple", "the Swede", "the
// 24-year-old striker". A step of resolve_pronouns (pronouns.hpp): it runs ahead of the pronouns of its
// sentence.
#pragma once

#include <set>
#include <span>
#include <string>
#include <vector>

#include "loaders/text/antecedents.hpp"
#include "loaders/text/clause_tree.hpp"
#include "loaders/text/named_before.hpp"
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
  void note_introduced(std::int32_t sentence);
  std::string country_before(std::int32_t sentence, std::int32_t token) const;
  bool bare(std::int32_t sentence, std::int32_t token) const;
  bool named(std::int32_t sentence, std::int32_t token) const;
  EntityList one(std::int32_t sentence, std::int32_t token) const;
  EntityList several(std::int32_t sentence, std::int32_t token) const;
  bool measured(std::int32_t sentence, std::int32_t subject) const;
  EntityList compatriot(std::int32_t sentence, std::int32_t token) const;
  EntityList aged(std::int32_t sentence, std::int32_t noun) const;
  EntityList organisation(const std::string& noun, std::int32_t sentence, std::int32_t token) const;
  EntityList company(std::int32_t sentence, std::int32_t token) const;
  EntityList reporter(std::int32_t sentence, std::int32_t token) const;
  EntityList employer(std::int32_t sentence, std::int32_t token) const;
  EntityList country(std::int32_t sentence) const;
  EntityList place(const std::string& noun) const;
  void add_mentions(const EntityList& found, std::int32_t sentence, std::int32_t first, std::int32_t token);

  std::span<const Sentence> sentences_;
  const std::vector<Tree>& trees_;
  const Resolution& names_;
  const Antecedents& antecedents_;
  std::vector<std::vector<Mention>>& by_sentence_;
  NamedBefore named_before_;
  std::set<std::string, std::less<>> introduced_;  ///< nouns that came without a name: "a bank"
  std::int32_t introduced_until_ = 0;              ///< sentences looked through for them
};

}  // namespace kg::text
