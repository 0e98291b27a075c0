// Leaves into scans: names to ids, and how many rows to expect. The joins are planner.cpp's.
#pragma once

#include <optional>

#include "query/planner/part.hpp"

namespace kg::query::planner {

class LeafPlanner {
 public:
  /// `uses`: of each variable, in how many places of the query it stands.
  LeafPlanner(const Snapshot& snapshot, Resolver& resolver, const Costs& costs, std::vector<int> uses)
      : snapshot_(snapshot), resolver_(resolver), costs_(costs), uses_(std::move(uses)) {}

  /// A scan of the leaf; of evidence and ways, which are never scanned, what is asked.
  Part scan(const Leaf& leaf);
  /// The statements of the documents that a leaf of evidence names, as another way into the join.
  std::optional<Part> documents(const Leaf& leaf);

 private:
  PlanSlot slot(const Slot& slot, std::vector<IdRange> (Resolver::*resolve)(const ast::Operand&),
                IdRange domain);
  std::vector<IdRange> predicates(const std::vector<ast::Operand>& names);
  /// Triples that match, and how many different terms they and their predicate have.
  struct Count {
    double rows = 0, subjects = 0, objects = 0;
    double subject_domain = 0, object_domain = 0;  ///< of all triples of the predicate
  };
  Count count(const PlanLeaf& leaf, const TriplePattern& pattern) const;
  Count estimate(const PlanLeaf& leaf) const;
  double different_rows(const Leaf& leaf, const std::map<Var, double>& distinct) const;
  Part walk(const Leaf& leaf);
  PlanPath path(const ast::Path& path);
  /// Ids of a walk's constants themselves, known to its edges or not.
  std::vector<Id> own_ids(const Leaf& leaf);

  const Snapshot& snapshot_;
  Resolver& resolver_;
  const Costs& costs_;
  std::vector<int> uses_;
};

}  // namespace kg::query::planner
