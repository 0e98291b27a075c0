#include "tools/same_entity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "kg/unicode.hpp"
#include "kg/word.hpp"

namespace kg::tools {
namespace {

using Parts = std::vector<std::string>;

Parts parts_of(const std::string& name) {
  Parts parts;
  for (std::size_t begin = 0; begin <= name.size();) {
    const std::size_t end = std::min(name.find('_', begin), name.size());
    if (end > begin) parts.push_back(name.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

/// All bytes of it.
std::string first_letter(const std::string& part) {
  std::size_t end = 0;
  if (!part.empty()) next_code_point(part, end);
  return part.substr(0, end);
}

/// Begins with a letter that has a lower-case form, as names do.
bool capital(const std::string& part) {
  const std::string letter = first_letter(part);
  return fold_name(letter) != letter;
}

bool all_capital(const Parts& parts) {
  return std::all_of(parts.begin(), parts.end(), capital);
}

std::string without_initials(const Parts& parts) {
  std::string plain;
  for (const std::string& part : parts) {
    const std::string rest = part.substr(first_letter(part).size());
    if (!rest.empty() && rest != ".") plain += (plain.empty() ? "" : "_") + part;
  }
  return plain;
}

std::string initials_of(const Parts& parts) {
  std::string letters;
  for (const std::string& part : parts) {
    if (capital(part)) letters += first_letter(part);
  }
  return letters;
}

bool is_acronym(const std::string& name) {
  return name.size() > 1 &&
         std::all_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

class Finder {
 public:
  explicit Finder(const Snapshot& snapshot) : snapshot_(snapshot), entities_(snapshot.entities()) {
    for (const EntityInfo& entity : entities_) names_.emplace(entity.id, entity.name);
  }

  std::vector<Doubt> run() {
    by_documents();
    by_shape();
    return {doubts_.begin(), doubts_.end()};
  }

 private:
  void doubt(const std::string& name, const std::string& canonical, std::string reason) {
    if (name == canonical || apart_.contains(name) || apart_.contains(canonical) ||
        !pairs_.emplace(name, canonical).second)
      return;
    doubts_.insert({name, canonical, std::move(reason)});
  }

  /// What a document calls an entity by, and other documents use as an entity of its own.
  void by_documents() {
    std::map<std::pair<Id, Id>, std::pair<std::string, int>> rows;
    for (const AliasInfo& row : snapshot_.aliases()) {
      if (row.document == kAssertedDocument) {
        if (row.alias == row.canonical && names_.contains(row.alias)) apart_.insert(names_.at(row.alias));
      } else if (row.reason != "table") {  // known of all, whatever a document says
        auto& [reason, count] = rows[{row.alias, row.canonical}];
        reason = row.reason;
        ++count;
      }
    }
    for (const auto& [row, said] : rows) {
      const Id canonical = snapshot_.canonical(row.second);
      if (!names_.contains(row.first) || !names_.contains(canonical)) continue;
      doubt(names_.at(row.first), names_.at(canonical),
            fmt::format("{} in {} document{}", said.first, said.second, said.second == 1 ? "" : "s"));
    }
  }

  void by_shape() {
    std::map<std::string, std::vector<std::string>> full_by_last, full_by_initials, by_plain, by_folded;
    for (const EntityInfo& entity : entities_) {
      const Parts parts = parts_of(entity.name);
      by_folded[fold_name(entity.name)].push_back(entity.name);
      if (parts.size() < 2 || !capital(parts.front()) || !capital(parts.back())) continue;
      full_by_initials[initials_of(parts)].push_back(entity.name);
      if (!all_capital(parts)) continue;
      full_by_last[parts.back()].push_back(entity.name);
      by_plain[without_initials(parts)].push_back(entity.name);
    }
    for (const EntityInfo& entity : entities_) {
      if (is_acronym(entity.name)) only(entity.name, full_by_initials, entity.name, "acronym");
      if (entity.name.find('_') == std::string::npos && capital(entity.name))
        only(entity.name, full_by_last, entity.name, "surname");
    }
    for (const auto& [plain, names] : by_plain) {
      if (names.size() == 2 && plain.find('_') != std::string::npos) shorter_first(names, "initials");
    }
    for (const auto& [folded, names] : by_folded) {
      if (names.size() == 2) shorter_first(names, "spelling");
    }
  }

  void only(const std::string& name, const std::map<std::string, std::vector<std::string>>& index,
            const std::string& key, const char* reason) {
    const auto found = index.find(key);
    if (found != index.end() && found->second.size() == 1) doubt(name, found->second.front(), reason);
  }

  /// The shorter name, or the later by code point, gives way.
  void shorter_first(std::vector<std::string> names, const char* reason) {
    std::ranges::sort(names, [](const std::string& a, const std::string& b) {
      return a.size() != b.size() ? a.size() < b.size() : a > b;
    });
    doubt(names.front(), names.back(), reason);
  }

  const Snapshot& snapshot_;
  const std::vector<EntityInfo> entities_;
  std::map<Id, std::string> names_;  ///< of entities that statements use
  std::set<std::string> apart_;      ///< names split by hand
  std::set<std::pair<std::string, std::string>> pairs_;
  std::set<Doubt> doubts_;
};

}  // namespace

std::vector<Doubt> doubtful_pairs(const Snapshot& snapshot) {
  return Finder(snapshot).run();
}

}  // namespace kg::tools
