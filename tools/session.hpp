// Somebody at work on one graph: runs commands of the query language and writes what they answer. `kg query`,
// the shell and `.read` do.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "kg/graph.hpp"
#include "query/engine.hpp"
#include "tools/output.hpp"
#include "tools/rows.hpp"

namespace kg::tools {

struct SessionOptions {
  RowFormat format = RowFormat::Table;
  std::optional<double> timeout;  ///< seconds for each command
  bool timer = false;             ///< say on standard error how long each command took
  bool bail = true;               ///< stop a script at its first error
  bool interactive = false;  ///< somebody watches: results are flushed at once, and hints are more talkative
};

/// Holds a snapshot of the graph and no lock; the lock is taken for the time of a command that writes.
class Session {
 public:
  /// Throws `StorageError` if there is no graph.
  Session(std::string graph_path, SessionOptions options, Output& out);

  /// Runs the commands of a script in order. An error is reported on standard error; `Exit` is that of the
  /// first one. `StorageError` and an interruption are thrown.
  Exit run(std::string_view script, std::string_view file);

  /// Sees the graph as it is now.
  void refresh();
  const Snapshot& snapshot() const { return *snapshot_; }
  const std::string& graph_path() const { return path_; }

  SessionOptions options;

 private:
  void run(const query::ast::Command& command);
  std::size_t answer(const query::ast::Command& command, query::Result& result,
                     const query::Context& context);
  query::Context context();

  std::string path_;
  Output& out_;
  std::unique_ptr<Graph> graph_;
  std::shared_ptr<const Snapshot> snapshot_;
  std::unique_ptr<Graph> writer_;  ///< only while a writing command runs
  bool wrote_something_ = false;   ///< so that results are set apart by an empty line
};

}  // namespace kg::tools
