// What a document has named before some token of it, and what it said of that; asked by definite_nouns.hpp.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loaders/text/antecedents.hpp"
#include "loaders/text/clause_tree.hpp"
#include "loaders/text/resolve.hpp"

namespace kg::text {

using EntityList = std::vector<std::size_t>;  ///< indices of entities, in the order of the document
using EntityTest = std::function<bool(const Entity&)>;

/// All that it is given must outlive it.
class NamedBefore {
 public:
  NamedBefore(const std::vector<Tree>& trees, const Resolution& names, const Antecedents& antecedents);

  /// Takes in the names before a token; tokens come in the order of the document.
  void read_until(std::int32_t sentence, std::int32_t token);

  const Entity& operator[](std::size_t entity) const { return names_.entities[entity]; }

  /// Each entity named so far, once.
  const EntityList& all() const { return before_; }

  /// Those that are said to be a thing of this noun, or have it in their name ("Lake Geneva").
  const EntityList& called(std::string_view noun) const;

  /// The only one of a list that fits, or none.
  EntityList only(const EntityList& of, const EntityTest& fits) const;

  /// The only one that fits of what the sentence before names.
  EntityList recent(const EntityTest& fits, std::int32_t sentence) const;

  /// The persons that a sentence names or has pronouns for.
  EntityList people_of(std::int32_t sentence) const;

  /// The country that somebody or something is from, empty if the text does not say.
  const std::string& nationality(std::size_t entity) const { return nationality_[entity]; }

  std::optional<std::size_t> entity(std::string_view name) const;

  /// How many names of the document have been taken in.
  std::size_t names_read() const { return names_read_; }

 private:
  void note_nationalities();

  const std::vector<Tree>& trees_;
  const Resolution& names_;
  const Antecedents& antecedents_;
  std::map<std::string, std::size_t, std::less<>> entity_of_;
  std::vector<std::string> nationality_;
  std::size_t names_read_ = 0;
  EntityList before_;
  std::vector<bool> known_;  ///< those, by index
  std::map<std::string, EntityList, std::less<>> called_;
};

/// A name's own noun, lower case: its last word, or the one before "of" or "for".
std::string noun_of(std::string_view name);

/// The first word of a name, lower case.
std::string first_word(std::string_view name);

}  // namespace kg::text
