// Somebody at work on one graph: runs scripts, which are commands of the query language and dot commands
// (dot_commands.hpp), and writes what they answer. `kg query`, the shell and `.read` all run them here.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kg/graph.hpp"
#include "query/bindings.hpp"
#include "query/engine.hpp"
#include "query/parser.hpp"
#include "tools/output.hpp"
#include "tools/rows.hpp"

namespace kg::tools {

struct SessionOptions {
  RowFormat format = RowFormat::Table;
  std::optional<double> timeout;  ///< seconds for each command
  std::uint64_t memory = 0;       ///< bytes for the rows of each command; 0: any
  bool timer = false;             ///< say on standard error how long each command took
  bool bail = true;               ///< stop a script at its first error
  bool interactive = false;  ///< somebody watches: results are flushed at once, and hints are more talkative
};

/// Hints at the parameters that no query has asked for.
void tell_unused(const query::Bindings& bindings);

/// The moment so many seconds from now.
std::chrono::steady_clock::time_point deadline_in(double seconds);

/// Holds a snapshot of the graph and no lock; the lock is taken for the time of a command that writes, or of
/// a transaction.
class Session {
 public:
  /// Throws `StorageError` if there is no graph.
  Session(std::string graph_path, SessionOptions options, Output& out);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  /// Runs the commands of a script in order. An error is reported on standard error; `Exit` is that of the
  /// first one. `StorageError` and an interruption are thrown. An error rolls an open transaction back, and a
  /// transaction that is begun here, and no other, must end here.
  Exit run(std::string_view script, std::string_view file);
  /// The same for what somebody types: a transaction stays open beyond it, and beyond an error.
  Exit run_typed(std::string_view text);
  /// Runs the script in a file; `-` is standard input. Throws `Error` for a file that cannot be read, and for
  /// one that is being read already.
  Exit read(const std::string& file);
  /// Says what can only be said at the end of all scripts: how many assertions failed where the others went
  /// on, and which parameters nobody asked for.
  void finish(Exit exit) const;
  bool in_transaction() const { return writer_ != nullptr && writer_->in_transaction(); }
  /// At the end of all that is typed: an open transaction is an error, and is rolled back.
  Exit require_no_transaction();

  /// Sees the graph as it is now.
  void refresh();
  const Snapshot& snapshot() const { return *snapshot_; }
  const std::string& graph_path() const { return path_; }

  Output& out() { return out_; }

  SessionOptions options;
  const std::shared_ptr<query::Bindings> bindings = std::make_shared<query::Bindings>();
  bool finished = false;  ///< `.quit` was read

 private:
  Exit execute(std::string_view script, std::string_view file, bool errors_roll_back);
  void flush_before_error();
  /// Rolls an open transaction back and says so.
  void abandon();
  void run(const query::ast::Command& command);
  std::size_t answer(const query::ast::Command& command, query::Result& result,
                     const query::Context& context);
  query::Context context();

  std::string path_;
  Output& out_;
  std::unique_ptr<Graph> graph_;
  std::shared_ptr<const Snapshot> snapshot_;
  std::unique_ptr<Graph> writer_;               ///< only while a writing command runs, or in a transaction
  std::vector<std::filesystem::path> reading_;  ///< files, the innermost last
  std::size_t assertions_ = 0, held_ = 0;
  bool wrote_something_ = false;  ///< so that results are set apart by an empty line
};

}  // namespace kg::tools
