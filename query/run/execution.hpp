// One question at work: from its syntax tree through algebra and plan to rows of terms.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "query/algebra.hpp"
#include "query/engine.hpp"
#include "query/limits.hpp"
#include "query/operators/operator.hpp"
#include "query/operators/row_table.hpp"
#include "query/plan.hpp"
#include "query/resolve.hpp"

namespace kg::query {

class Execution {
 public:
  /// Holds the snapshot of `context`, and none of the rest.
  explicit Execution(const Context& context);

  /// Throws `SyntaxError` for a question that cannot be. To be called once, before the rest.
  void start(const ast::Command& command);
  void start(Algebra algebra);

  /// Replaces `rows` by the next, some thousands of lines at most; false, and none, at the end.
  bool next(Rows& rows);
  /// Whether there is a row. What it pulls for that, next() gives again.
  bool any();
  /// After `any()`, of a yes with its proof: is the only row one without a statement, of what is not there?
  bool rests_on_nothing();

  /// Runs the question for its times alone, planned, and tells them.
  std::string profile(const ast::Command& command);
  /// Tells what the question means and how it would run.
  std::string explain(const ast::Command& command);

  /// The statements and plain triples of the first column, in the order of the rows.
  std::vector<Triple> statements();

  const Algebra& algebra() const { return algebra_; }
  Resolver& resolver() { return resolver_; }
  Limits& limits() { return limits_; }

 private:
  bool next_as_they_are(Rows& rows);
  bool gather_rows();
  void take_naive(Rows& rows);
  void show_facts(Rows& rows) const;

  // In the order in which they may be destroyed backwards.
  std::shared_ptr<const Snapshot> snapshot_;
  Resolver resolver_;
  Limits limits_;
  ExecContext context_;
  Algebra algebra_;
  Plan plan_;
  Profile steps_;  ///< of `profile` only
  std::unique_ptr<Operator> root_;
  std::vector<Row> naive_rows_;
  bool none_ = true;  ///< no row so far
  Rows first_rows_;
  Costs costs_;
  bool naive_ = false;
  Batch batch_, more_;
  bool ended_ = false;                      ///< `root_` has no more rows
  RowTable ids_{1, limits_, "the answer"};  ///< of the batch at hand
};

}  // namespace kg::query
