// `kg shell`: statements of the language and dot commands, one after another, at a terminal. Where standard
// input is none, it is a script like any other.
#include <fmt/format.h>

#include "query/parser.hpp"
#include "tools/commands.hpp"
#include "tools/dot_commands.hpp"
#include "tools/line_editor.hpp"
#include "tools/session.hpp"
#include "tools/session_options.hpp"
#include "tools/stop.hpp"
#include "tools/terminal.hpp"

namespace kg::tools {
namespace {

/// Runs one statement or dot command. Its errors are reported, and the shell goes on.
void run_line(Session& session, const std::string& text) {
  stop_requested = false;
  try {
    if (text.starts_with('.')) {
      run_dot_command(session, text);
    } else {
      session.run_typed(text);
    }
  } catch (const SyntaxError& error) {
    print_syntax_error(error);
  } catch (const Error& error) {
    print_error(error.what());
  }
  session.out().flush();
}

/// The exit code tells of a transaction that was left open, not of lines that were wrong.
Exit converse(Session& session) {
  LineEditor editor;
  print_note(fmt::format("{}: {}. .help tells what can be asked, Ctrl-D leaves.", session.graph_path(),
                         counted(session.snapshot().stats().statements, "statement")));
  std::string text;
  while (!session.finished) {
    stop_requested = false;
    const auto line = editor.read(!text.empty() ? "..> " : session.in_transaction() ? "kg*> " : "kg> ");
    if (!line) break;
    if (stop_requested) {
      text.clear();
      continue;
    }
    text += (text.empty() ? "" : "\n") + *line;
    if (!text.starts_with('.') && !query::is_complete(text)) continue;
    if (text.find_first_not_of(" \t\n") != std::string::npos) {
      editor.remember(text);
      run_line(session, text);
    }
    text.clear();
  }
  stop_requested = false;
  return session.require_no_transaction();
}

}  // namespace

Run declare_shell(CLI::App& app) {
  struct Arguments {
    std::string graph;
    SessionArguments session;
  };
  const auto arguments = std::make_shared<Arguments>();
  app.add_option("GRAPH", arguments->graph, "the graph")->required();
  add_session_options(app, arguments->session);
  return [arguments] {
    SessionOptions options = arguments->session.options();
    options.interactive = stdin_is_terminal();
    Output out;
    Session session(arguments->graph, options, out);
    bind_parameters(arguments->session.parameters, *session.bindings);
    if (!options.interactive) {
      const Exit exit = session.read("-");
      session.finish(exit);
      return exit;
    }
    const Exit exit = converse(session);
    out.close();
    return exit;
  };
}

}  // namespace kg::tools
