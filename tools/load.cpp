#include "tools/load.hpp"

#include <fmt/format.h>

#include <optional>

#include "tools/commands.hpp"
#include "tools/in_order.hpp"
#include "tools/stop.hpp"
#include "tools/terminal.hpp"

namespace kg::tools {
namespace {

/// What a thread makes of one input: a document, or why there is none; neither if the graph holds it
/// unchanged.
struct Reading {
  std::optional<Document> document;
  std::string error;
};

Reading read_input(const std::string& name, const loaders::LoadOptions& options, const Snapshot& before) {
  if (stop_requested) return {};
  try {
    const std::string bytes = read_bytes(name);
    const auto held = before.document(name);
    if (held && held->content_hash == loaders::content_hash(bytes, options)) return {};
    return {loaders::read_document(name, bytes, options), {}};
  } catch (const Error& error) {
    return {std::nullopt, error.what()};
  }
}

/// Takes in one document; what was wrong with parts of it is reported, and counts as a failure beside what
/// was loaded.
void take(Graph& graph, const Document& document, LoadCounts& counts) {
  for (const auto& diagnostic : document.diagnostics) print_diagnostic(diagnostic);
  if (!document.diagnostics.empty()) ++counts.failed;
  if (document.facts.empty() && !document.diagnostics.empty())
    return;  // nothing of it could be read: what the graph has stays
  switch (graph.load(document)) {
    case LoadOutcome::Added:
      ++counts.added;
      break;
    case LoadOutcome::Unchanged:
      ++counts.unchanged;
      break;
    case LoadOutcome::Replaced:
      ++counts.replaced;
      print_note(fmt::format("{}: replaced what the graph had from it", document.name));
      break;
  }
  if (document.facts.empty()) print_note(fmt::format("{}: no fact was found in it", document.name));
}

}  // namespace

LoadCounts load_inputs(Graph& graph, const Inputs& inputs, const loaders::LoadOptions& options,
                       std::size_t jobs) {
  LoadCounts counts;
  for (const auto& problem : inputs.problems) print_diagnostic(problem);
  counts.failed = inputs.problems.size();
  const auto before = graph.snapshot();
  Progress progress(inputs.names.size());
  in_order(
      inputs.names.size(), jobs, [&](std::size_t i) { return read_input(inputs.names[i], options, *before); },
      [&](std::size_t i, const Reading& reading) {
        check_stop();
        progress.clear();
        if (!reading.error.empty()) {
          print_error(reading.error);
          ++counts.failed;
        } else if (!reading.document) {
          ++counts.unchanged;
        } else {
          take(graph, *reading.document, counts);
        }
        progress.show(i + 1, inputs.names[i]);
      });
  return counts;
}

Exit report(const LoadCounts& counts, const std::string& graph_path, const Graph& graph) {
  std::string line = fmt::format("{}: {} added", graph_path, counts.added);
  if (counts.replaced > 0) line += fmt::format(", {} replaced", counts.replaced);
  if (counts.unchanged > 0) line += fmt::format(", {} unchanged", counts.unchanged);
  if (counts.failed > 0) line += fmt::format(", {} with errors", counts.failed);
  const auto stats = graph.snapshot()->stats();
  print_note(fmt::format("{}; the graph holds {} from {}", line, counted(stats.statements, "statement"),
                         counted(stats.documents, "document")));
  return counts.failed > 0 ? Exit::Wrong : Exit::Done;
}

Run declare_load(CLI::App& app) {
  struct Arguments {
    std::string graph;
    std::vector<std::string> inputs;
    loaders::LoadOptions options;
    std::size_t jobs = 0;
  };
  const auto arguments = std::make_shared<Arguments>();
  app.add_option("GRAPH", arguments->graph, "the graph, a folder; made if it is not there")->required();
  app.add_option("INPUT", arguments->inputs, "files, folders, or - for plain text on standard input")
      ->required();
  arguments->options.stop = &stop_requested;
  add_date(app, arguments->options.date);
  add_jobs(app, arguments->jobs);
  return [arguments] {
    const auto inputs = find_inputs(arguments->inputs);
    if (inputs.names.empty()) {  // and so no graph is made for nothing
      for (const auto& problem : inputs.problems) print_diagnostic(problem);
      return Exit::Wrong;
    }
    const auto graph = Graph::open_for_writing(arguments->graph);
    const auto counts = load_inputs(*graph, inputs, arguments->options, arguments->jobs);
    return report(counts, arguments->graph, *graph);
  };
}

}  // namespace kg::tools
