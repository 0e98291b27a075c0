#include "tools/session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "query/limits.hpp"
#include "query/messages.hpp"
#include "query/parser.hpp"
#include "tools/dot_commands.hpp"
#include "tools/inputs.hpp"
#include "tools/statement_output.hpp"
#include "tools/stop.hpp"
#include "tools/terminal.hpp"

namespace kg::tools {
namespace {

using Clock = std::chrono::steady_clock;

double milliseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

constexpr std::size_t kMostFiles = 50;  ///< that read each other

/// A file is being read for as long as this lives, however the reading ends.
class BeingRead {
 public:
  BeingRead(std::vector<std::filesystem::path>& files, std::filesystem::path file) : files_(files) {
    files_.push_back(std::move(file));
  }
  ~BeingRead() { files_.pop_back(); }
  BeingRead(const BeingRead&) = delete;
  BeingRead& operator=(const BeingRead&) = delete;

 private:
  std::vector<std::filesystem::path>& files_;
};

/// Errors that a script may go on after.
bool is_of_the_query(const Error& error) {
  return error.code() == Exit::Wrong || error.code() == Exit::Timeout;
}

void report(const Error& error) {
  if (const auto* syntax = dynamic_cast<const SyntaxError*>(&error)) {
    print_syntax_error(*syntax);
  } else {
    print_error(error.what());
  }
}

bool ends_transaction(const query::ast::Command& command) {
  return command.kind == query::ast::CommandKind::Commit || command.kind == query::ast::CommandKind::Rollback;
}

/// What is wrong with the line is told with its place.
Exit run_dot_line(Session& session, const query::Script& script, const std::string& line) {
  session.out().flush();
  session.out().wait_until({});
  try {
    return run_dot_command(session, line);
  } catch (const SyntaxError&) {
    throw;
  } catch (const Error& error) {
    if (error.code() == Exit::Wrong || error.code() == Exit::Usage) script.refuse_dot_line(error.what());
    throw;
  }
}

}  // namespace

Clock::time_point deadline_in(double seconds) {
  return Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
}

Session::Session(std::string graph_path, SessionOptions session_options, Output& out)
    : options(session_options), path_(std::move(graph_path)), out_(out) {
  refresh();
}

Session::~Session() {
  abandon();
}

void Session::refresh() {
  if (in_transaction()) {
    auto staged = writer_->snapshot();
    if (staged->version() != snapshot_->version()) snapshot_ = std::move(staged);
    return;
  }
  auto graph = Graph::open(path_);
  snapshot_ = graph->snapshot();
  graph_ = std::move(graph);
  const Prefixes& known = snapshot_->prefixes();
  bindings->prefixes.insert(known.begin(), known.end());  // what a script says itself stays
}

query::Context Session::context() {
  query::Context context;
  context.snapshot = snapshot_;
  context.writer = [this]() -> Graph& {
    writer_ = Graph::open_for_writing(path_);
    return *writer_;
  };
  if (in_transaction()) context.transaction = writer_.get();
  context.stop = &stop_requested;
  context.memory = options.memory;
  if (options.timeout) {
    context.deadline = deadline_in(*options.timeout);
  }
  return context;
}

void Session::abandon() {
  if (!in_transaction()) return;
  writer_.reset();
  print_note("the open transaction is rolled back: nothing of it was written");
}

Exit Session::require_no_transaction() {
  if (!in_transaction()) return Exit::Done;
  writer_.reset();
  print_error(query::kRun.not_committed().text());
  refresh();
  return Exit::Wrong;
}

Exit Session::run(std::string_view script, std::string_view file) {
  const bool was_open = in_transaction();
  const Exit exit = execute(script, file, true);
  const Exit end = was_open ? Exit::Done : require_no_transaction();
  return exit == Exit::Done ? end : exit;
}

Exit Session::run_typed(std::string_view text) {
  return execute(text, "", false);
}

Exit Session::execute(std::string_view text, std::string_view file, bool errors_roll_back) {
  Exit exit = Exit::Done;
  bool skipping = false;  // the rest of a transaction that an error has rolled back
  const bool begun_outside = errors_roll_back && in_transaction();
  query::Script script(text, file, bindings);
  for (bool more = true; more && !finished;) {
    Exit done = Exit::Done;
    const bool was_open = in_transaction();
    try {
      if (const auto line = script.dot_line()) {
        if (!skipping) done = run_dot_line(*this, script, *line);
      } else if (const auto command = script.next()) {
        check_stop();  // what only writes does not ask
        if (skipping) {
          skipping = begun_outside || !ends_transaction(*command);
          continue;
        }
        if (begun_outside && ends_transaction(*command))
          query::fail_at(*command->source, command->at, command->length, query::kRun.begun_outside());
        run(*command);
      } else {
        more = false;
      }
    } catch (const Error& error) {
      if (!in_transaction()) writer_.reset();
      if (is_of_the_query(error)) {
        flush_before_error();
        report(error);
      }
      if (in_transaction() && errors_roll_back) {
        abandon();
        refresh();
      }
      if (!is_of_the_query(error)) throw;
      done = error.code();
    }
    if (done != Exit::Done && was_open && !in_transaction()) skipping = true;
    if (exit == Exit::Done) exit = done;
    if (done != Exit::Done && options.bail) break;
  }
  out_.flush();
  return exit;
}

/// What was answered before an error stands before it, unless nobody reads any more.
void Session::flush_before_error() {
  try {
    out_.flush();
  } catch (const StorageError&) {
    throw;
  } catch (const Error&) {
    // Time is up for both, or somebody asked to stop and is heard before the next command.
  }
}

Exit Session::read(const std::string& file) {
  if (file == "-") return run(read_bytes(file), file);
  const auto path = std::filesystem::weakly_canonical(file);
  if (std::ranges::find(reading_, path) != reading_.end())
    throw Error(
        fmt::format("expected another file, found {}, which is being read: no file reads itself", file));
  if (reading_.size() == kMostFiles)
    throw Error(fmt::format("expected at most {} files that read each other, found one more", kMostFiles));
  const std::string text = read_bytes(file);
  const BeingRead being_read(reading_, path);
  return run(text, file);
}

void Session::finish(Exit exit) const {
  if (!options.bail && held_ < assertions_)
    print_note(fmt::format("{} of {} failed", assertions_ - held_, counted(assertions_, "assertion")));
  if (exit == Exit::Done) tell_unused(*bindings);
}

void tell_unused(const query::Bindings& bindings) {
  for (const auto& [name, parameter] : bindings.parameters)
    if (!parameter.used) print_hint(fmt::format("no query asks for ${}", name));
}

void Session::run(const query::ast::Command& command) {
  const bool asserts = command.kind == query::ast::CommandKind::Assert;
  if (asserts) ++assertions_;
  if (options.interactive) refresh();
  const auto start = Clock::now();
  const auto context = this->context();
  out_.wait_until(context.deadline);
  auto result = query::run(command, context);
  if (asserts) ++held_;
  if (writer_ != nullptr) {
    if (!in_transaction()) writer_.reset();
    refresh();
  }

  std::size_t rows = 0;
  if (result.is_query) {
    if (wrote_something_ && !options.interactive && options.format == RowFormat::Table) out_.write("\n");
    wrote_something_ = true;
    rows = answer(command, result, context);
  } else if (command.kind == query::ast::CommandKind::Explain ||
             command.kind == query::ast::CommandKind::Profile) {
    out_.write(result.text);
  } else {
    out_.write(result.facts);
    out_.flush();
    if (!result.text.empty()) fmt::print(stderr, "{}", result.text);
  }
  out_.flush();
  if (!asserts)  // what holds needs no hint
    for (const auto& hint : result.hints()) print_hint(hint);
  if (options.timer) print_note(fmt::format("time: {:.3f} ms, rows: {}", milliseconds_since(start), rows));
}

std::size_t Session::answer(const query::ast::Command& command, query::Result& result,
                            const query::Context& context) {
  if (options.format == RowFormat::Facts) {
    const auto rows = query::statements_behind(command, context).rows;
    const query::Limits limits(context.stop, context.deadline);
    if (!rows.empty()) out_.write(print(bindings->prefixes));
    for_each_proven(*context.snapshot, rows, limits, [&](const ProvenStatement& statement) {
      out_.write(facts_lines(statement, bindings->prefixes));
    });
    return rows.size();
  }
  if (result.is_ground) {
    const bool proven =
        !result.columns.empty();  // `why`: the rows of the proof follow, programs get them alone
    if (!proven || options.format == RowFormat::Table)
      out_.write(format_answer(options.format, result.answer));
    if (options.interactive && !result.answer)
      print_hint("a line without holes asks; with + before it, it is written down");
    if (!proven || (!result.answer && options.format == RowFormat::Table)) return proven ? 0 : 1;
  }
  std::size_t count = 0;
  RowWriter writer(options.format, result.columns, bindings->prefixes, out_, result.grouped_columns);
  for (query::Rows rows; result.next(rows);) {
    writer.add(rows);
    count += rows.size();
  }
  writer.finish();
  return count;
}

}  // namespace kg::tools
