// Ids as a bulk load counts them: the terms of the whole graph in the order of their ids, numbered from 1
// without gaps, then the statements. So a triple takes 16 bytes and is sorted by few digits.
//
//   1 … terms()          terms of the dictionary, whose rank is their new number in it
//   … + inline ids       values that stand in their ids
//   … + statement number statements
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "kg/error.hpp"
#include "kg/id.hpp"

namespace kg::store {

class RankedIds {
 public:
  /// The next term in order, its kind one of the dictionary's.
  void add_term(IdKind kind) { ++ends_[static_cast<std::size_t>(kind)]; }
  /// The next inline id in order, after all terms.
  void add_inline(Id id) { inline_.push_back(id); }
  /// After all others. Throws `Error` where ranks would not fit.
  void finish(std::uint64_t statements) {
    for (std::size_t kind = 1; kind < ends_.size(); ++kind) ends_[kind] += ends_[kind - 1];
    if (std::uint64_t{first_statement()} + statements > 0xffff'ffffU)
      throw Error("more than 4,294,967,295 terms and statements are too many for one graph");
  }

  std::uint32_t terms() const { return ends_.back(); }
  Id id(std::uint32_t rank) const {
    if (rank <= terms()) {
      std::size_t kind = 1;
      while (rank > ends_[kind]) ++kind;
      return rank == 0 ? kNoId : make_id(static_cast<IdKind>(kind), rank);
    }
    if (rank < first_statement()) return inline_[rank - terms() - 1];
    return make_id(IdKind::Statement, rank - first_statement());
  }
  bool is_statement(std::uint32_t rank) const { return rank >= first_statement(); }
  /// The rank of any new id: of a term, an inline id that was added, or a statement.
  std::uint32_t rank_of(Id id) const {
    const IdKind kind = kind_of(id);
    return kind >= IdKind::Name && kind <= IdKind::Value ? static_cast<std::uint32_t>(payload_of(id))
                                                         : rank(id);
  }
  /// The rank of an inline id that was added, or of a statement.
  std::uint32_t rank(Id id) const {
    if (kind_of(id) == IdKind::Statement)
      return first_statement() + static_cast<std::uint32_t>(payload_of(id));
    const auto place = std::lower_bound(inline_.begin(), inline_.end(), id) - inline_.begin();
    return terms() + 1 + static_cast<std::uint32_t>(place);
  }

 private:
  std::uint32_t first_statement() const { return terms() + 1 + static_cast<std::uint32_t>(inline_.size()); }

  std::array<std::uint32_t, 5> ends_ = {};  ///< by kind, the last rank
  std::vector<Id> inline_;
};

}  // namespace kg::store
