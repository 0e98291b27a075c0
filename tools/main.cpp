// The program `kg`: finds the command, reads its arguments, runs it, and turns what it throws into one
// message and an exit code.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <new>

#include "tools/commands.hpp"
#include "tools/nearest.hpp"
#include "tools/output.hpp"
#include "tools/stop.hpp"
#include "tools/terminal.hpp"
#include "tools/usage.hpp"

#ifndef KG_VERSION
#error "the build defines KG_VERSION"
#endif

namespace kg::tools {
namespace {

constexpr const char* kAbout =
    "kg turns documents into a graph of facts that can be asked questions.\n"
    "\n"
    "  kg load news.kg article.txt\n"
    "  kg query news.kg 'China suspended ?what duration=?how_long'\n"
    "  kg export news.kg --around China -o china.svg\n";

bool is_command(std::string_view word) {
  return word == "help" || std::ranges::any_of(commands(), [&](const Command& c) { return c.name == word; });
}

/// `kg GRAPH` is `kg shell GRAPH`; any other first word that is no command is a mistake.
void complete(std::vector<std::string>& words) {
  const auto first =
      std::ranges::find_if(words, [](const std::string& word) { return !word.starts_with('-'); });
  if (first == words.end() || is_command(*first)) return;
  if (std::filesystem::exists(*first)) {
    words.insert(first, "shell");
    return;
  }
  std::vector<std::string> names;
  for (const auto& command : commands()) names.emplace_back(command.name);
  const auto near = nearest(*first, names);
  throw Error(fmt::format("expected a command or a graph, but found '{}'{} (kg help lists the commands)",
                          *first, near ? fmt::format("; did you mean '{}'?", *near) : ""),
              Exit::Usage);
}

Exit run(std::vector<std::string> words) {
  CLI::App app(kAbout, "kg");
  app.set_version_flag("--version", "kg " KG_VERSION, "print the version and stop");
  app.set_help_flag("-h,--help", "print this and stop");
  std::string colour = "auto";
  app.add_option("--color,--colour", colour, "auto, always or never")
      ->type_name("WHEN")
      ->check(one_of({"auto", "always", "never"}));
  app.require_subcommand(0, 1);
  app.fallthrough();
  app.get_formatter()->column_width(28);
  app.get_formatter()->label("SUBCOMMAND", "COMMAND");
  for (const char* label : {"TEXT", "REQUIRED"}) app.get_formatter()->label(label, "");

  std::map<const CLI::App*, Run> runs;
  for (const auto& command : commands()) {
    auto* sub = app.add_subcommand(std::string(command.name), std::string(command.summary));
    sub->footer(std::string(command.details));
    sub->group("Commands");
    runs.emplace(sub, command.declare(*sub));
  }
  std::string topic;
  auto* help = app.add_subcommand("help", "tell about a command");
  help->group("Commands");
  help->add_option("COMMAND", topic, "one of the commands");

  try {
    complete(words);
    if (words.empty()) words = {"help"};
    std::ranges::reverse(words);  // as CLI11 takes them
    app.parse(words);
    set_colour(colour == "always"  ? ColourChoice::Always
               : colour == "never" ? ColourChoice::Never
                                   : ColourChoice::Auto);
    if (help->parsed()) {
      Output out;
      const bool all = topic.empty() || topic == "help";
      // Not app.help(), which would tell about the command that was given: help.
      out.write(all ? app.get_formatter()->make_help(&app, "kg", CLI::AppFormatMode::Normal)
                    : app.get_subcommand(topic)->help("kg"));
      out.close();
      return Exit::Done;
    }
    refuse_empty(*app.get_subcommands().front());
    const auto* graph = app.get_subcommands().front()->get_option_no_throw("GRAPH");
    if (graph != nullptr && graph->as<std::string>().empty())  // validators do not see an empty argument
      throw Error("expected the folder of a graph, but found ''", Exit::Usage);
    return runs.at(app.get_subcommands().front())();
  } catch (const CLI::OptionNotFound&) {
    throw Error(fmt::format("expected a command, but found '{}' (kg help lists the commands)", topic),
                Exit::Usage);
  } catch (const CLI::Success& asked) {  // --help, --version
    app.exit(asked);
    return Exit::Done;
  } catch (const CLI::ParseError& error) {
    const auto parsed = app.get_subcommands();
    const std::string name = parsed.empty() ? "" : " " + parsed.front()->get_name();
    throw Error(fmt::format("{} (kg help{} tells more)", usage_message(error, app), name), Exit::Usage);
  }
}

}  // namespace
}  // namespace kg::tools

int main(int argc, char** argv) {
  using namespace kg;
  tools::set_locale();
  tools::set_colour(tools::ColourChoice::Auto);
  tools::catch_interrupts();
  try {
    return static_cast<int>(tools::run({argv + 1, argv + argc}));
  } catch (const SyntaxError& error) {
    tools::print_syntax_error(error);
    return static_cast<int>(error.code());
  } catch (const Error& error) {
    tools::print_error(error.what());
    return static_cast<int>(error.code());
  } catch (const std::bad_alloc&) {
    tools::print_error("out of memory");
    return static_cast<int>(Exit::Storage);
  } catch (const std::exception& error) {
    tools::print_error(fmt::format("unexpected: {}", error.what()));
    return static_cast<int>(Exit::Storage);
  }
}
