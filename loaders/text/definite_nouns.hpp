// Which thing named before "the company" or "the union" means; a step of resolve_pronouns (pronouns.hpp).
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "loaders/text/clause_tree.hpp"
#include "loaders/text/resolve.hpp"

namespace kg::text {

/// The names of a document before some token of it. All that it is given must outlive it.
class NamedBefore {
 public:
  NamedBefore(const std::vector<Tree>& trees, const Resolution& names,
              const std::vector<std::vector<Mention>>& by_sentence)
      : trees_(trees), names_(names), by_sentence_(by_sentence) {}

  /// The only entity named before a token that fits; with `ours`, organisations that the tables know do not
  /// count.
  std::optional<std::string> only_entity(const std::function<bool(const Entity&)>& fits,
                                         std::int32_t sentence, std::int32_t token, bool ours) const;

  /// The organisation that "the bank" means: the only one that is called so or was said to be one; else, for
  /// a company, the only company, or the one that is in `focus` (its name). A bank that the text brought in
  /// without a name ("a bank") may be meant as well, so then none.
  std::optional<std::string> organisation(const std::string& noun, std::int32_t sentence, std::int32_t token,
                                          std::string_view focus) const;

 private:
  bool introduced(const std::string& noun, std::int32_t sentence) const;
  bool named(std::int32_t sentence, std::int32_t token) const;

  const std::vector<Tree>& trees_;
  const Resolution& names_;
  const std::vector<std::vector<Mention>>& by_sentence_;
};

}  // namespace kg::text
