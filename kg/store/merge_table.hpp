// The merge table of entities. Its rows (document, alias, canonical) say what documents call things. A row
// that holds everywhere merges: statements about the alias are stored under the canonical name. All other
// rows only serve asking.
//
// Which name an alias points to: the canonical name that most documents give it everywhere, among equals the
// first by code point. What somebody decided by hand counts more than all documents; a name that points to
// itself is an entity of its own. Pointers are followed to their end; of a circle, the first name by code
// point of those that nobody pointed elsewhere by hand is the end. So the outcome depends on the rows alone,
// never on the order in which they came. How many documents say the same is counted, so that no load reads
// them all.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "kg/id.hpp"
#include "kg/store/key_value.hpp"

namespace kg::store {

/// The entity that a name has been merged into, or the name itself.
Id canonical_of(const View& view, Id name);
std::vector<Id> canonicals_of(const View& view, std::span<const Id> names);

/// All names that an alias may stand for, in any document.
std::vector<Id> meanings_of(const View& view, Id alias);
/// All aliases that rows give to exactly this name.
std::vector<Id> aliases_given_to(const View& view, Id canonical);

/// Where every merged name ends, worked out from the rows alone; for verification.
std::map<Id, Id> ends_of_all_names(const View& view);

/// How many documents say that an alias stands for a name, and how many of them that it does everywhere.
struct Votes {
  std::int64_t documents = 0;
  std::int64_t everywhere = 0;  ///< a decision by hand counts as `kByHand` of them
  bool operator==(const Votes&) const = default;
};
Votes votes_in(std::string_view bytes);

/// More than the documents of any graph.
inline constexpr std::int64_t kByHand = std::int64_t{1} << 32;

/// What a row adds to the sum of those that hold everywhere.
inline std::int64_t weight_of(bool everywhere, bool by_hand) {
  return everywhere ? (by_hand ? kByHand : 1) : 0;
}

/// The table as it will be after a batch.
class MergeTable {
 public:
  /// `name_of` gives the text of a name's id, also of one that the batch brings.
  MergeTable(const View& view, std::function<std::string(Id)> name_of)
      : view_(view), name_of_(std::move(name_of)) {}

  /// A row of this weight comes (`count` 1) or goes (-1).
  void count(Id alias, Id canonical, std::int64_t weight, int count);
  /// Names that end elsewhere than before, with their new end. REQUIRES: all rows have been counted.
  std::map<Id, Id> changes() const;
  /// Where a name ends after the batch.
  Id end_of(Id name) const;
  void write(Batch& batch) const;

 private:
  struct Pointer {
    Id to = kNoId;
    bool by_hand = false;
    bool operator==(const Pointer&) const = default;
  };
  std::optional<Pointer> pointer(Id alias, bool after) const;

  const View& view_;
  std::function<std::string(Id)> name_of_;
  std::map<std::pair<Id, Id>, Votes> changes_;  ///< by alias and canonical name
};

}  // namespace kg::store
