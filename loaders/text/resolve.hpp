// Which names of a document mean the same. Precision first: a short name joins a full one only where the
// document has exactly one that fits; two people of one surname keep the names they were given.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "loaders/text/clause_tree.hpp"
#include "loaders/text/names.hpp"

namespace kg::text {

/// Somebody or something that the document names, with all that its names tell together.
struct Entity {
  std::string name;  ///< canonical
  MentionType type = MentionType::Other;
  Gender gender = Gender::Unknown;
  std::vector<std::string> roles;
};

/// A name with the entity that it means (an index into the entities) and how that was found.
struct ResolvedName {
  Name name;
  std::size_t entity = 0;
  std::string reason;
  bool everywhere = false;  ///< true of every document: the tables say so
};

struct Resolution {
  std::vector<Entity> entities;
  std::vector<ResolvedName> names;  ///< in the order of the document
};

/// `names` come in the order of the document; `trees` has one tree for each sentence.
Resolution resolve_names(std::span<const Sentence> sentences, const std::vector<Tree>& trees,
                         std::vector<Name> names);

}  // namespace kg::text
