// The statements that a bulk load brings to its document, in ranks: each once, those that the graph has
// already with their numbers.
//
//   chunks ──add──┐
//   graph ──add_old──┴──sorted by what they say──> number ──> visit: rows, records, evidence
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kg/store/bulk/chunk.hpp"
#include "kg/store/bulk/entry_sorter.hpp"
#include "kg/store/bulk/spool.hpp"

namespace kg::store {

class NewStatements {
 public:
  /// Subject, predicate, object, then key and value of each qualifier, sorted, no pair twice.
  using Ranks = std::span<const std::uint32_t>;

  /// Takes at most about `memory` bytes; the rest goes to `file`, which must outlive this.
  NewStatements(std::uint64_t memory, SpoolFile& file)
      : sorter_(std::in_place, memory, file), found_(&file) {}

  /// The qualifiers need not be sorted.
  void add(std::vector<std::uint32_t>& ranks);
  /// One that the graph has, with its number.
  void add_old(Ranks ranks, std::uint32_t number);
  /// Numbers those that the graph does not have, from `first` on.
  void number(std::uint64_t first);

  /// After `number`: all that came by `add`, in the order of their ranks.
  void visit(const std::function<void(std::uint32_t number, bool is_new, Ranks ranks)>& visit) const;
  std::uint64_t count() const { return count_; }          ///< that came by `add`, each once
  std::uint64_t count_of_new() const { return is_new_; }  ///< of these, the ones that the graph does not have

 private:
  std::optional<EntrySorter> sorter_;
  Spool found_;
  std::uint64_t count_ = 0, is_new_ = 0;
  std::string key_;
};

}  // namespace kg::store
