// Terms and their ids, both ways. A short value is its own id; every other term gets the next number of the
// dictionary, and keeps it for good.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kg/id.hpp"
#include "kg/store/watched_view.hpp"
#include "kg/term.hpp"

namespace kg::store {

/// Ids of these terms in their order; `kNoId` where the graph does not know the term.
std::vector<Id> find_terms(const View& view, std::span<const Term> terms);
std::optional<Id> find_term(const View& view, const Term& term);

/// Terms of these ids in their order. Throws `StorageError` for an id that has none.
std::vector<Term> terms_of(const View& view, std::span<const Id> ids);

/// Source of the contract: Snapshot::equal_ranges.
std::vector<IdRange> equal_ranges(const View& view, const Term& value);

/// Ids for terms, old and new ones, while a batch is put together.
class Interner {
 public:
  /// `next_number` is counted up for each new term.
  Interner(const WatchedView& view, std::uint64_t& next_number, Batch& batch)
      : view_(view), next_number_(next_number), batch_(batch) {}

  /// Makes sure that all of these have ids; reads the store for many at once. Throws `Error` for a
  /// statement: statements come and go.
  void add(std::span<const Term> terms);
  /// REQUIRES: the term has been added.
  Id id(const Term& term) const;
  /// The text of a name that may be new.
  std::string name(Id id) const;

 private:
  const WatchedView& view_;
  std::uint64_t& next_number_;
  Batch& batch_;
  std::map<Term, Id> ids_;
  std::map<Id, std::string> new_names_;
};

/// The bytes of a dictionary's term, and back: one byte of TermKind, the text, for strings also 0x00 and the
/// tag.
std::string term_bytes(const Term& term);
Term term_in(std::string_view bytes);

/// REQUIRES: a kind that has no ids of its own.
IdKind kind_in_dictionary(TermKind kind);

/// The entry that finds a name by its folded form.
std::string folded_name_key(std::string_view name, Id id);
/// The entry that finds a dictionary's value by what it means; nothing for terms without a value.
std::optional<std::string> value_order_key(const Term& term, Id id);

}  // namespace kg::store
