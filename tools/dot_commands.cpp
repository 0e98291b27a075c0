#include "tools/dot_commands.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "kg/word.hpp"
#include "tools/commands.hpp"
#include "tools/nearest.hpp"
#include "tools/session.hpp"
#include "tools/terminal.hpp"
#include "tools/usage.hpp"

namespace kg::tools {
namespace {

struct DotCommand {
  std::string_view name, arguments, summary;
  Exit (*run)(Session& session, const std::string& arguments);
};

/// The first word of the arguments, and the rest.
std::pair<std::string, std::string> split(const std::string& arguments) {
  const auto space = std::min(arguments.find(' '), arguments.size());
  const auto rest = std::min(arguments.find_first_not_of(' ', space), arguments.size());
  return {arguments.substr(0, space), arguments.substr(rest)};
}

[[noreturn]] void refuse(std::string_view expected, std::string_view found) {
  throw Error(fmt::format("expected {}, but found '{}'", expected, found), Exit::Usage);
}

/// Runs a command of the program on the session's graph: `.load a.txt --date 2025-11-02`.
template <typename Declare>
Exit run_on_graph(Session& session, const std::string& arguments, Declare declare) {
  if (session.in_transaction())
    throw Error(
        "expected `commit` or `rollback` before this: it sees what is written, and a transaction is open",
        Exit::Usage);
  CLI::App app("", "");
  app.set_help_flag();
  const Run run = declare(app);
  auto words = CLI::detail::split_up(arguments);
  for (auto& word : words) CLI::detail::remove_quotes(word);
  words.insert(words.begin(), session.graph_path());
  std::ranges::reverse(words);
  try {
    app.parse(words);
    refuse_empty(app);
  } catch (const CLI::ParseError& error) {
    throw Error(usage_message(error, app), Exit::Usage);
  }
  const Exit exit = run();
  session.refresh();
  return exit;
}

template <Run (*declare)(CLI::App&)>
Exit run_program_command(Session& session, const std::string& arguments) {
  return run_on_graph(session, arguments, declare);
}

Exit export_graph(Session& session, const std::string& arguments) {
  return run_on_graph(session, arguments,
                      [&](CLI::App& app) { return declare_export(app, session.bindings); });
}

Exit read_file(Session& session, const std::string& arguments) {
  std::string file = arguments;
  CLI::detail::remove_quotes(file);
  if (file.empty()) refuse("the file to read", "");
  return session.read(file);
}

Exit choose_format(Session& session, const std::string& name) {
  const auto format = row_format_of(name);
  if (!format) refuse(fmt::format("one of {}", fmt::join(row_format_names(), ", ")), name);
  session.options.format = *format;
  return Exit::Done;
}

Exit switch_timer(Session& session, const std::string& state) {
  if (state != "on" && state != "off") refuse("on or off", state);
  session.options.timer = state == "on";
  return Exit::Done;
}

Exit limit_time(Session& session, const std::string& text) {
  auto& timeout = session.options.timeout;
  const auto read = seconds_of(text);
  if (text.empty())
    session.out().write(timeout ? fmt::format("{} seconds\n", *timeout) : "off\n");
  else if (text == "off")
    timeout.reset();
  else if (read)
    timeout = read;
  else
    refuse("seconds above 0, or off", text);
  return Exit::Done;
}

Exit limit_memory(Session& session, const std::string& text) {
  auto& memory = session.options.memory;
  const auto read = bytes_of(text);
  if (text.empty())
    session.out().write(memory > 0 ? fmt::format("{} bytes\n", memory) : "off\n");
  else if (text == "off")
    memory = 0;
  else if (read)
    memory = *read;
  else
    refuse("a size such as 512MB or 2GiB, or off", text);
  return Exit::Done;
}

Exit set_parameters(Session& session, const std::string& arguments) {
  auto& parameters = session.bindings->parameters;
  const auto [what, rest] = split(arguments);
  const auto [name, value] = split(rest);
  if (what == "set" && !value.empty()) {
    session.bindings->set(name, value);
  } else if (what == "clear" && rest.empty()) {
    parameters.clear();
  } else if (what == "unset" && !name.empty() && value.empty()) {
    const auto found = parameters.find(name.starts_with('$') ? name.substr(1) : name);
    if (found == parameters.end()) refuse("the name of a parameter that is set", name);
    parameters.erase(found);
  } else if (arguments.empty() || arguments == "list") {
    for (const auto& [known, parameter] : parameters)
      session.out().write(fmt::format("${}  {}\n", known, parameter.text));
  } else {
    refuse("`set NAME VALUE`, `unset NAME`, `clear` or nothing", arguments);
  }
  return Exit::Done;
}

Exit show_schema(Session& session, const std::string&) {
  session.refresh();
  for (const auto& predicate : session.snapshot().predicates())
    session.out().write(
        fmt::format("{:>8}  {}\n", predicate.triples, plain(predicate.term, session.bindings->prefixes)));
  for (const auto& [key, count] : session.snapshot().qualifier_keys())
    session.out().write(fmt::format("{:>8}  {}=\n", count, plain(key, session.bindings->prefixes)));
  return Exit::Done;
}

Exit quit(Session& session, const std::string&) {
  session.finished = true;
  return Exit::Done;
}
Exit help(Session& session, const std::string&);

constexpr std::array kDotCommands = {
    DotCommand{".check", "", "read all of the graph and report what is wrong with it",
               run_program_command<declare_check>},
    DotCommand{".export", "[-o FILE] …", "write the graph as kg export does", export_graph},
    DotCommand{".forget", "DOCUMENT", "remove a document", run_program_command<declare_forget>},
    DotCommand{".format", "NAME", "print answers as table, csv, tsv, json, jsonl or facts", choose_format},
    DotCommand{".help", "", "print this", help},
    DotCommand{".load", "INPUT… [--date DAY]", "read documents into the graph",
               run_program_command<declare_load>},
    DotCommand{".memory", "SIZE|off", "end a query whose rows take more, 512MB or 2GiB", limit_memory},
    DotCommand{".param", "[set NAME VALUE]", "give $NAME a value; unset NAME, clear; alone: list them",
               set_parameters},
    DotCommand{".quit", "", "leave; so does Ctrl-D", quit},
    DotCommand{".read", "FILE", "run the script in a file", read_file},
    DotCommand{".schema", "", "list the predicates and keys of qualifiers, with how often", show_schema},
    DotCommand{".stats", "[--documents]", "count what the graph holds", run_program_command<declare_stats>},
    DotCommand{".timeout", "SECONDS|off", "end a query that takes longer", limit_time},
    DotCommand{".timer", "on|off", "say how long each statement takes", switch_timer},
};

Exit help(Session& session, const std::string&) {
  session.out().write(
      "A statement of the query language ends with its line, unless the line ends in a comma or a bracket is "
      "open.\n"
      "  China suspended ?what duration=?how_long      names that begin with ? are what is asked for\n"
      "  China suspended export_controls               no hole: yes or no\n"
      "  why China suspended ?what                     the facts and sentences that the answers rest on\n"
      "  about China                                   what is known of a thing; compare China Australia\n"
      "  how China Australia                           the shortest ways between two names, with their "
      "sentences\n"
      "  + Australia joined AUKUS date=2021-09-15      writes; - removes; dry run + … only tells what it "
      "would do\n"
      "  begin                                         from here to commit (or rollback) lines are written "
      "together\n\n");
  for (const auto& command : kDotCommands) {
    const auto usage = fmt::format("{} {}", command.name, command.arguments);
    session.out().write("  " + usage +
                        std::string(32 - std::min<std::size_t>(display_width(usage), 31), ' ') +
                        std::string(command.summary) + "\n");
  }
  return Exit::Done;
}

}  // namespace

Exit run_dot_command(Session& session, const std::string& line) {
  const auto end = line.find_last_not_of(" \t\r") + 1;
  const auto [name, arguments] = split(line.substr(0, end));
  const auto* command =
      std::ranges::find(kDotCommands, std::string_view(name == ".exit" ? ".quit" : name), &DotCommand::name);
  if (command != kDotCommands.end()) return command->run(session, arguments);
  std::vector<std::string> names;
  for (const auto& one : kDotCommands) names.emplace_back(one.name);
  const auto near = nearest(name, names);
  throw Error(fmt::format("expected a dot command, but found '{}'{} (.help lists them)", name,
                          near ? fmt::format("; did you mean {}?", *near) : ""),
              Exit::Usage);
}

}  // namespace kg::tools
