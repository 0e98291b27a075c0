// `kg shell`: statements of the language and dot commands, one after another, at a terminal. Where standard
// input is none, it is a batch.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "query/parser.hpp"
#include "tools/commands.hpp"
#include "tools/inputs.hpp"
#include "tools/line_editor.hpp"
#include "tools/nearest.hpp"
#include "tools/session.hpp"
#include "tools/stop.hpp"
#include "tools/terminal.hpp"
#include "tools/usage.hpp"

namespace kg::tools {
namespace {

struct Shell {
  Session& session;
  Output& out;
  bool running = true;
  Exit exit = Exit::Done;  ///< of the first command of the program that was not done
};

struct DotCommand {
  std::string_view name, arguments, summary;
  void (*run)(Shell& shell, const std::string& arguments);
};

/// Runs a command of the program on the shell's graph: `.load a.txt --date 2025-11-02`.
template <Run (*declare)(CLI::App&)>
void run_program_command(Shell& shell, const std::string& arguments) {
  CLI::App app("", "");
  app.set_help_flag();
  const Run run = declare(app);
  auto words = CLI::detail::split_up(arguments);
  for (auto& word : words) CLI::detail::remove_quotes(word);
  words.insert(words.begin(), shell.session.graph_path());
  std::ranges::reverse(words);
  try {
    app.parse(words);
  } catch (const CLI::ParseError& error) {
    throw Error(usage_message(error, app), Exit::Usage);
  }
  const Exit exit = run();
  if (shell.exit == Exit::Done) shell.exit = exit;
  shell.session.refresh();
}

void read_file(Shell& shell, const std::string& file) {
  const Exit exit = shell.session.run(read_bytes(file), file);
  if (shell.exit == Exit::Done) shell.exit = exit;
}

void choose_format(Shell& shell, const std::string& name) {
  const auto format = row_format_of(name);
  if (!format)
    throw Error(fmt::format("expected one of {}, but found '{}'", fmt::join(row_format_names(), ", "), name),
                Exit::Usage);
  shell.session.options.format = *format;
}

void switch_timer(Shell& shell, const std::string& state) {
  if (state != "on" && state != "off")
    throw Error(fmt::format("expected on or off, but found '{}'", state), Exit::Usage);
  shell.session.options.timer = state == "on";
}

void show_schema(Shell& shell, const std::string&) {
  shell.session.refresh();
  for (const auto& predicate : shell.session.snapshot().predicates()) {
    shell.out.write(fmt::format("{:>8}  {}\n", predicate.triples, predicate.name));
  }
  for (const auto& [key, count] : shell.session.snapshot().qualifier_keys())
    shell.out.write(fmt::format("{:>8}  {}=\n", count, key));
}

void quit(Shell& shell, const std::string&) {
  shell.running = false;
}
void help(Shell& shell, const std::string&);

constexpr std::array kDotCommands = {
    DotCommand{".check", "", "read all of the graph and report what is wrong with it",
               run_program_command<declare_check>},
    DotCommand{".export", "[-o FILE] …", "write the graph as kg export does",
               run_program_command<declare_export>},
    DotCommand{".forget", "DOCUMENT", "remove a document", run_program_command<declare_forget>},
    DotCommand{".format", "NAME", "print answers as table, csv, tsv, json, jsonl or facts", choose_format},
    DotCommand{".help", "", "print this", help},
    DotCommand{".load", "INPUT… [--date DAY]", "read documents into the graph",
               run_program_command<declare_load>},
    DotCommand{".quit", "", "leave; so does Ctrl-D", quit},
    DotCommand{".read", "FILE", "run the queries of a file", read_file},
    DotCommand{".schema", "", "list the predicates and keys of qualifiers, with how often", show_schema},
    DotCommand{".stats", "[--documents]", "count what the graph holds", run_program_command<declare_stats>},
    DotCommand{".timer", "on|off", "say how long each statement takes", switch_timer},
};

void help(Shell& shell, const std::string&) {
  shell.out.write(
      "A statement of the query language ends with its line, unless the line ends in a comma or a bracket is "
      "open.\n"
      "  China suspended ?what duration=?how_long      names that begin with ? are what is asked for\n"
      "  China suspended export_controls               no hole: yes or no\n"
      "  + Australia joined AUKUS date=2021-09-15      writes; - removes\n\n");
  for (const auto& command : kDotCommands) {
    const auto usage = fmt::format("{} {}", command.name, command.arguments);
    shell.out.write("  " + usage + std::string(32 - std::min<std::size_t>(display_width(usage), 31), ' ') +
                    std::string(command.summary) + "\n");
  }
}

void run_dot_command(Shell& shell, const std::string& line) {
  const auto space = std::min(line.find(' '), line.size());
  const auto name = line.substr(0, space);
  const auto begin = std::min(line.find_first_not_of(' ', space), line.size());
  const auto end = line.find_last_not_of(" \t");
  const auto* command =
      std::ranges::find(kDotCommands, std::string_view(name == ".exit" ? ".quit" : name), &DotCommand::name);
  if (command != kDotCommands.end()) return command->run(shell, line.substr(begin, end + 1 - begin));
  std::vector<std::string> names;
  for (const auto& one : kDotCommands) names.emplace_back(one.name);
  const auto near = nearest(name, names);
  throw Error(fmt::format("expected a dot command, but found '{}'{} (.help lists them)", name,
                          near ? fmt::format("; did you mean {}?", *near) : ""),
              Exit::Usage);
}

/// Runs one statement or dot command. Its errors are reported, and the shell goes on.
void run_line(Shell& shell, const std::string& text) {
  stop_requested = false;
  try {
    if (text.starts_with('.')) {
      run_dot_command(shell, text);
    } else {
      shell.session.run(text, "");
    }
  } catch (const SyntaxError& error) {
    print_syntax_error(error);
  } catch (const Error& error) {
    print_error(error.what());
  }
  shell.out.flush();
}

void converse(Shell& shell) {
  LineEditor editor;
  print_note(fmt::format("{}: {}. .help tells what can be asked, Ctrl-D leaves.", shell.session.graph_path(),
                         counted(shell.session.snapshot().stats().statements, "statement")));
  std::string text;
  while (shell.running) {
    stop_requested = false;
    const auto line = editor.read(text.empty() ? "kg> " : "..> ");
    if (!line) break;
    if (stop_requested) {
      text.clear();
      continue;
    }
    text += (text.empty() ? "" : "\n") + *line;
    if (!text.starts_with('.') && !query::is_complete(text)) continue;
    if (text.find_first_not_of(" \t\n") != std::string::npos) {
      editor.remember(text);
      run_line(shell, text);
    }
    text.clear();
  }
  stop_requested = false;
}

/// Runs a script in which dot commands stand between statements, up to its first error. What has run is left
/// in it as empty lines, so that errors name the line of standard input.
Exit run_batch(Shell& shell, std::string_view input) {
  std::string script;
  std::size_t lines = 0, ran = 0;  // `ran`: bytes of the script that have run
  const auto run_script = [&] {
    if (script.size() > ran) shell.exit = shell.session.run(script, "-");
    script.assign(lines, '\n');
    ran = script.size();
  };
  while (!input.empty() && shell.running && shell.exit == Exit::Done) {
    const auto end = std::min(input.find('\n'), input.size());
    const std::string line(input.substr(0, end));
    input.remove_prefix(std::min(end + 1, input.size()));
    ++lines;
    if (!line.starts_with('.') || !query::is_complete(std::string_view(script).substr(ran))) {
      script += line + '\n';
      continue;
    }
    run_script();
    if (shell.exit != Exit::Done) break;
    run_dot_command(shell, line);
    shell.out.flush();
  }
  if (shell.running && shell.exit == Exit::Done) run_script();
  return shell.exit;
}

}  // namespace

Run declare_shell(CLI::App& app) {
  const auto graph = std::make_shared<std::string>();
  app.add_option("GRAPH", *graph, "the graph")->required();
  return [graph] {
    SessionOptions options;
    options.interactive = stdin_is_terminal();
    Output out;
    Session session(*graph, options, out);
    Shell shell{session, out};
    if (!options.interactive) return run_batch(shell, read_bytes("-"));
    converse(shell);
    out.close();
    return Exit::Done;
  };
}

}  // namespace kg::tools
