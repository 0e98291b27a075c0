// All matches of one leaf in the index.
#pragma once

#include <memory>
#include <vector>

#include "query/operators/leaf_rows.hpp"

namespace kg::query {

class LeafReader {
 public:
  /// `asked`: the variables that become columns; `first`: rows are wanted in the order of this one, if there
  /// is an order of the index for it.
  LeafReader(ExecContext& context, const PlanLeaf& leaf, const std::vector<Var>& asked, Var first);

  /// Appends some matches, a column for each variable asked for; false if there were no more.
  bool next(Batch& batch);

 private:
  bool next_untested(Batch& batch);
  void count(const TriplePattern& pattern, Batch& batch);
  void count_each(const IdRange& predicates, Batch& batch);

  ExecContext& context_;
  const PlanLeaf& leaf_;
  LeafRows rows_;
  Var first_;
  std::size_t pattern_ = 0;  ///< of the leaf, the next
  std::unique_ptr<Cursor> cursor_;
  TripleColumns triples_;
};

}  // namespace kg::query
