// The matches of one leaf in the index, for a scan of all of them or with some places fixed by a row of a
// join.
#pragma once

#include <memory>
#include <vector>

#include "query/operators/operator.hpp"

namespace kg::query {

/// Ids that a join has found for the places of a leaf; nothing where a place is open.
struct FixedSlots {
  std::optional<Id> subject, predicate, object, statement;
  bool operator==(const FixedSlots&) const = default;
};

class LeafReader {
 public:
  LeafReader(ExecContext& context, const PlanLeaf& leaf);

  /// Starts over. An open variable, or a constant, keeps the leaf's own ranges.
  void open(const FixedSlots& fixed);
  /// Appends some matches; false if there were no more.
  bool next(std::vector<Triple>& matches);

 private:
  void open_cursor();
  void fetch(std::vector<Triple>& matches);
  bool accepts(const Triple& triple) const;
  void test(std::vector<Triple>& matches, std::size_t begin);

  ExecContext& context_;
  const PlanLeaf& leaf_;
  FixedSlots fixed_;
  std::vector<IdRange> subjects_, predicates_, objects_;
  std::size_t combination_ = 0, combinations_ = 0;
  std::unique_ptr<Cursor> cursor_;
  TripleColumns buffer_;
  bool fetched_ = false;
};

/// The permutation in which such a pattern is one range, or the nearest to it.
Order order_for(const TriplePattern& pattern);

}  // namespace kg::query
