// From the triples that a cursor hands out to the rows of a leaf: only the columns that somebody asks for,
// and only what the leaf accepts beyond the ranges of its places.
#pragma once

#include <utility>
#include <vector>

#include "query/operators/operator.hpp"

namespace kg::query {

/// The column of a place; 3 is the statement.
const IdColumn& column_at(const TripleColumns& rows, int place);

/// The permutation in which such a pattern is one range, or the nearest to it.
Order order_for(const TriplePattern& pattern);

class LeafRows {
 public:
  /// `asked`: the variables of the leaf that become columns; `bound`: those that are the same in all rows
  /// that are taken at once.
  LeafRows(ExecContext& context, const Leaf& leaf, const std::vector<Var>& asked,
           const std::vector<Var>& bound = {});

  /// Appends rows [begin, end). Those that are the same may become one.
  void take(const TripleColumns& rows, std::size_t begin, std::size_t end, Batch& batch) const;
  /// Drops the rows that do not pass the leaf's test, and the column that only the test asks for; returns the
  /// marks of all rows. REQUIRES: take() has appended them, and is_tested().
  std::vector<char> test(Batch& batch) const;
  /// The columns that take() makes: what is asked for, and perhaps the object for the test.
  std::size_t columns() const { return places_.size(); }
  bool is_tested() const { return leaf_.test.has_value(); }
  /// The columns of triples that take() looks at.
  AskedColumns asked() const;
  /// True where each triple of the ranges is a row, and no column is asked for: then counting is enough.
  bool only_counts() const { return places_.empty() && !is_checked_; }
  /// True where each triple with one of some predicates is a row, and no other column is asked for than
  /// these: then counting each is enough.
  bool only_predicates() const;

 private:
  /// Of places 0 to 3.
  bool accepts(const std::array<Id, 4>& ids) const;
  Id statement(const Triple& triple) const;

  ExecContext& context_;
  const Leaf& leaf_;
  std::vector<int> places_;                                 ///< of the columns
  std::vector<std::pair<std::size_t, std::size_t>> equal_;  ///< places that have one variable
  bool is_checked_;                                         ///< accepts() may say no
  bool drops_;  ///< a place that differs from row to row is not asked for
};

}  // namespace kg::query
