// The rows that one commit adds to the permutations and takes from them. Few of them go into the delta, and
// with them a bounded number of older ones from the delta into the pages, so that the delta stays small and
// no commit gets slow; many go into the pages at once.
#pragma once

#include <vector>

#include "kg/store/key_value.hpp"
#include "kg/store/records.hpp"
#include "kg/store/row.hpp"

namespace kg::store {

/// From how many rows on things are done another way.
struct FoldLimits {
  std::uint64_t small_graph = 4096;  ///< fewer rows have no pages
  std::uint64_t delta = 4096;        ///< a larger delta is folded, unless it is a small part of the graph:
  std::uint64_t delta_part = 64;     ///< one row in so many
  std::uint64_t at_once = 4096;      ///< rows of one commit that go into the pages at once
};

class RowChanges {
 public:
  explicit RowChanges(FoldLimits limits = {}) : limits_(limits) {}

  void put(const Triple& triple) { changes_.push_back({triple, true}); }
  void erase(const Triple& triple) { changes_.push_back({triple, false}); }

  /// Adds all to the batch. `before` is the Meta of `view`; of `meta`, which becomes that of the batch, only
  /// the states of the permutations are changed. Without `fold`, older rows stay where they are. REQUIRES: a
  /// triple comes or goes once.
  void write(const View& view, const Meta& before, Meta& meta, Batch& batch, bool fold) const;

 private:
  struct Change {
    Triple triple;
    bool present = true;  ///< it comes
  };
  FoldLimits limits_;
  std::vector<Change> changes_;
};

/// What folds the delta as after a commit of so many rows; an empty batch if it is small enough.
Batch fold_delta(const View& view, std::uint64_t rows);

}  // namespace kg::store
