// The leaves of the algebra for the naive evaluator: what fits each, found by going through everything that
// the graph holds.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "query/algebra.hpp"
#include "query/limits.hpp"
#include "query/naive/graph.hpp"
#include "query/naive/path.hpp"
#include "query/resolve.hpp"

namespace kg::query::naive {

using Cell = std::optional<Term>;
using Row = std::vector<Cell>;  ///< one for each variable of the query
using Bag = std::vector<Row>;

class Leaves {
 public:
  /// Reads the whole graph. `width`: the variables of the query.
  Leaves(std::size_t width, const Snapshot& snapshot, Resolver& names, Limits& limits);

  Bag rows(const Leaf& leaf);

 private:
  std::set<Term> terms_of(const std::vector<IdRange>& ranges) const;
  bool means(const ast::Operand& constant, const Term& term);
  bool bind(const Slot& slot, const Term& term, Row& row);
  static bool bind(Var var, const Term& term, Row& row);
  bool bind_name(const Slot& slot, const std::set<Term>& meant, const Term& term, Row& row);
  Pairs step(const ast::Operand& predicate, const std::optional<ast::Operand>& as_of);
  Bag walk(const Leaf& leaf);
  Bag ways(const Leaf& leaf);
  void match_statement(const Leaf& leaf, const std::set<Term>& meant, const Known& known, Bag& rows);
  void match_qualifiers(const Leaf& leaf, const std::set<Term>& meant, const Known& known, Bag& rows);
  void match_evidence(const Leaf& leaf, const Known& known, Bag& rows);

  std::size_t width_;
  const Snapshot& snapshot_;
  Resolver& names_;
  Limits& limits_;
  std::vector<Known> known_;
  std::map<std::string, std::set<Term>> entities_;  ///< that bare names mean
};

}  // namespace kg::query::naive
