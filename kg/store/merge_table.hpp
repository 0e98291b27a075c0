// The merge table of entities. Its rows (alias, canonical, document) say what documents call things. A row
// that holds everywhere merges: statements about the alias are stored under the canonical name. All other
// rows only serve asking.
//
// Which name an alias points to: the canonical name that most documents give it everywhere, among equals the
// first by code point. Pointers are followed to their end; of a circle, the first name by code point is the
// end. So the outcome depends on the rows alone, never on the order in which they came.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "kg/id.hpp"
#include "kg/store/key_value.hpp"

namespace kg::store {

struct AliasRow {
  Id alias = kNoId, canonical = kNoId, document = kNoId;
  auto operator<=>(const AliasRow&) const = default;
};

/// The entity that a name has been merged into, or the name itself.
Id canonical_of(const View& view, Id name);
std::vector<Id> canonicals_of(const View& view, std::span<const Id> names);

/// All names that an alias may stand for, in any document.
std::vector<Id> meanings_of(const View& view, Id alias);
/// All aliases that rows give to exactly this name.
std::vector<Id> aliases_given_to(const View& view, Id canonical);

/// Where every merged name ends, worked out from the rows alone; for verification.
std::map<Id, Id> ends_of_all_names(const View& view);

/// The table as it will be after a batch.
class MergeTable {
 public:
  /// `name_of` gives the text of a name's id, also of one that the batch brings.
  MergeTable(const View& view, std::function<std::string(Id)> name_of)
      : view_(view), name_of_(std::move(name_of)) {}

  void remove(const AliasRow& row) { rows_[row] = false; }
  void add(const AliasRow& row) { rows_[row] = true; }

  /// Names that end elsewhere than before, with their new end. REQUIRES: all rows that hold everywhere have
  /// been added and removed.
  std::map<Id, Id> changes() const;
  /// Where a name ends after the batch.
  Id end_of(Id name) const;

 private:
  std::optional<Id> pointer(Id alias, bool after) const;

  const View& view_;
  std::function<std::string(Id)> name_of_;
  std::map<AliasRow, bool>
      rows_;  ///< what the batch does to rows that hold everywhere: true adds, false removes
};

}  // namespace kg::store
