#include "tools/session.hpp"

#include <fmt/format.h>

#include <chrono>

#include "query/parser.hpp"
#include "tools/selection.hpp"
#include "tools/statement_output.hpp"
#include "tools/stop.hpp"
#include "tools/terminal.hpp"

namespace kg::tools {
namespace {

using Clock = std::chrono::steady_clock;

double milliseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

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

}  // namespace

Session::Session(std::string graph_path, SessionOptions session_options, Output& out)
    : options(session_options), path_(std::move(graph_path)), out_(out) {
  refresh();
}

void Session::refresh() {
  auto graph = Graph::open(path_);
  snapshot_ = graph->snapshot();
  graph_ = std::move(graph);
}

query::Context Session::context() {
  query::Context context;
  context.snapshot = snapshot_;
  context.writer = [this]() -> Graph& {
    if (!writer_) writer_ = Graph::open_for_writing(path_);
    return *writer_;
  };
  context.stop = &stop_requested;
  if (options.timeout) {
    context.deadline = Clock::now() + std::chrono::duration_cast<Clock::duration>(
                                          std::chrono::duration<double>(*options.timeout));
  }
  return context;
}

Exit Session::run(std::string_view text, std::string_view file) {
  Exit exit = Exit::Done;
  query::Script script(text, file);
  for (;;) {
    try {
      const auto command = script.next();
      if (!command) break;
      run(*command);
    } catch (const Error& error) {
      writer_.reset();
      if (!is_of_the_query(error)) throw;
      out_.flush();  // what was answered before the error stands before it
      report(error);
      if (exit == Exit::Done) exit = error.code();
      if (options.bail) break;
    }
  }
  out_.flush();
  return exit;
}

void Session::run(const query::ast::Command& command) {
  if (options.interactive) refresh();
  const auto start = Clock::now();
  const auto context = this->context();
  auto result = query::run(command, context);
  const bool changed = writer_ != nullptr;
  writer_.reset();
  if (changed) refresh();

  std::size_t rows = 0;
  if (result.is_query) {
    if (wrote_something_ && !options.interactive && options.format == RowFormat::Table) out_.write("\n");
    wrote_something_ = true;
    rows = answer(command, result, context);
  } else if (command.kind == query::ast::CommandKind::Explain) {
    out_.write(result.text);
  } else if (!result.text.empty()) {
    fmt::print(stderr, "{}", result.text);
  }
  out_.flush();
  for (const auto& hint : result.hints()) print_hint(hint);
  if (options.timer) print_note(fmt::format("time: {:.3f} ms, rows: {}", milliseconds_since(start), rows));
}

std::size_t Session::answer(const query::ast::Command& command, query::Result& result,
                            const query::Context& context) {
  if (options.format == RowFormat::Facts) {
    const auto ids = statements_of_query(command, context);
    for (const auto& statement : proven_statements(*context.snapshot, ids))
      out_.write(facts_lines(statement));
    return ids.size();
  }
  if (result.is_ground) {
    out_.write(format_answer(options.format, result.answer));
    if (options.interactive && !result.answer)
      print_hint("a line without holes asks; with + before it, it is written down");
    return 1;
  }
  std::size_t count = 0;
  RowWriter writer(options.format, result.columns, out_);
  for (std::vector<query::Row> rows; result.next(rows);) {
    writer.add(rows);
    count += rows.size();
  }
  writer.finish();
  return count;
}

}  // namespace kg::tools
