// Runs commands: the one call that the program makes. A query's rows are pulled from its result a batch at a
// time, so that a long answer begins at once and fits in memory.
//
//   for (kg::query::Script script(text, "-"); auto command = script.next();) {
//     auto result = kg::query::run(*command, {.snapshot = graph->snapshot()});
//     for (kg::query::Rows rows; result.next(rows);) …
//   }
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kg/graph.hpp"
#include "query/ast.hpp"
#include "query/plan.hpp"
#include "query/rows.hpp"

namespace kg::query {

class Execution;  // run/execution.hpp

struct Context {
  std::shared_ptr<const Snapshot> snapshot;
  std::function<Graph&()> writer = {};  ///< opens the graph for writing; called by commands that write, and
                                        ///< by `begin`; what they decide is decided on its snapshot
  Graph* transaction = nullptr;  ///< the graph in whose transaction this is: `snapshot` is of it, and it is
                                 ///< written instead of asking `writer`
  const std::atomic<bool>* stop = nullptr;  ///< true ends the query with Exit::Interrupted
  std::optional<std::chrono::steady_clock::time_point> deadline =
      {};                    ///< after it the query ends with Exit::Timeout
  std::uint64_t memory = 0;  ///< bytes that the rows it keeps may take, then it ends with an `Error`; 0: any
  Costs costs = {};          ///< what the planner believes: for tests
  bool naive = false;        ///< use the naive evaluator: for tests
};

/// What a command came to. Holds its snapshot. Rows come without `order by` in an order that is the same each
/// time for the same graph, query and version of kg, and means nothing.
class Result {
 public:
  Result();
  Result(Result&&) noexcept;
  Result& operator=(Result&&) noexcept;
  ~Result();

  std::vector<std::string> columns;  ///< names without `?`
  bool is_query = false;             ///< has rows, or an answer
  bool is_ground = false;            ///< yes or no: `answer`; without columns there are no rows to pull
  bool answer = false;
  std::size_t grouped_columns = 0;  ///< leading columns in which rows that belong together agree: a table
                                    ///< shows what the row above has as blank
  std::string text;                 ///< of `explain`, and what a writing command did ("added 1 statement")
  std::string
      facts;  ///< of `dry run`: a line for each statement, `+ fact` if it would be added, else `- fact`
  std::uint64_t added = 0, removed = 0;  ///< statements; a graph that changed needs a new snapshot

  /// Replaces `rows` by the next, some thousands of lines at most; false, and none, at the end. Throws as the
  /// snapshot does, and `Error` where time is up.
  bool next(Rows& rows);
  /// All rows that are left, one by one: for small answers.
  std::vector<Row> all();
  /// "did you mean": at most one, complete when all rows are pulled.
  const std::vector<std::string>& hints() const;

 private:
  explicit Result(std::unique_ptr<Execution> execution);
  Execution& execution() { return *execution_; }

  std::unique_ptr<Execution> execution_;
  friend Result run(const ast::Command& command, const Context& context);
  friend Result write(const ast::Command& command, const Context& context);
};

struct StatementsBehind {
  std::vector<Triple> rows;        ///< statements and plain triples
  std::vector<std::string> hints;  ///< as Result::hints()
};

/// The statements that the answers of a question rest on, each once, in the order of the answers: what `why`
/// shows, without the evidence. Throws as run() does, and `Error` for a command that asks nothing.
StatementsBehind statements_behind(const ast::Command& question, const Context& context);

/// Throws `SyntaxError` for a query that cannot be, `Error` for an assertion that fails or when time is up,
/// `StorageError`.
Result run(const ast::Command& command, const Context& context);

}  // namespace kg::query
