// `kg load`, and the `.load` of the shell: documents into a graph.
#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <optional>

#include "kg/graph.hpp"
#include "loaders/loader.hpp"
#include "tools/commands.hpp"
#include "tools/in_order.hpp"
#include "tools/inputs.hpp"
#include "tools/stop.hpp"
#include "tools/terminal.hpp"

namespace kg::tools {
namespace {

struct LoadCounts {
  std::size_t added = 0, replaced = 0, unchanged = 0, failed = 0;
};

/// What a thread makes of one input: a document, or why there is none; neither if the graph holds it
/// unchanged.
struct Reading {
  std::optional<Document> document;
  std::string error;
};

Reading read_input(const std::string& name, const loaders::LoadOptions& options, const Snapshot* before) {
  if (stop_requested) return {};
  try {
    const std::string bytes = read_bytes(name);
    const auto held = before ? before->document(name) : std::nullopt;
    if (held && held->content_hash == loaders::content_hash(bytes, options)) return {};
    return {loaders::read_document(name, bytes, options), {}};
  } catch (const Error& error) {
    return {std::nullopt, error.what()};
  }
}

/// The graph that a load writes. One that is there is held from the start, so that a second writer hears of
/// it before it reads anything; a new one is made for the first document that goes into it.
class Target {
 public:
  explicit Target(std::string path) : path_(std::move(path)) {
    if (std::filesystem::exists(path_)) graph();
  }
  Graph& graph() {
    if (!graph_) graph_ = Graph::open_for_writing(path_);
    return *graph_;
  }
  bool is_made() const { return graph_ != nullptr; }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
  std::unique_ptr<Graph> graph_;
};

/// Takes in one document; what was wrong with parts of it is reported, and counts as a failure beside what
/// was loaded.
void take(Target& target, const Document& document, LoadCounts& counts) {
  for (const auto& diagnostic : document.diagnostics) print_diagnostic(diagnostic);
  if (!document.diagnostics.empty()) ++counts.failed;
  if (document.facts.empty() && !document.diagnostics.empty())
    return;  // nothing of it could be read: what the graph has stays
  switch (target.graph().load(document, check_stop)) {
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

/// Reads the inputs on `jobs` threads and loads them in their order. Bad documents are reported on standard
/// error and left out; the others are loaded. What is in the graph afterwards does not depend on `jobs`.
LoadCounts load_inputs(Target& target, const Inputs& inputs, const loaders::LoadOptions& options,
                       std::size_t jobs) {
  LoadCounts counts;
  for (const auto& problem : inputs.problems) print_diagnostic(problem);
  counts.failed = inputs.problems.size();
  const auto before = target.is_made() ? target.graph().snapshot() : nullptr;
  Progress progress(inputs.names.size());
  in_order(
      inputs.names.size(), jobs,
      [&](std::size_t i) { return read_input(inputs.names[i], options, before.get()); },
      [&](std::size_t i, const Reading& reading) {
        check_stop();
        progress.clear();
        if (!reading.error.empty()) {
          print_error(reading.error);
          ++counts.failed;
        } else if (!reading.document) {
          ++counts.unchanged;
        } else {
          take(target, *reading.document, counts);
        }
        progress.show(i + 1, inputs.names[i]);
      });
  return counts;
}

/// Says on standard error what a load did; `Exit::Wrong` if a document failed.
Exit report(const LoadCounts& counts, Target& target) {
  std::string line = fmt::format("{}: {} added", target.path(), counts.added);
  if (counts.replaced > 0) line += fmt::format(", {} replaced", counts.replaced);
  if (counts.unchanged > 0) line += fmt::format(", {} unchanged", counts.unchanged);
  if (counts.failed > 0) line += fmt::format(", {} with errors", counts.failed);
  if (target.is_made()) {
    const auto stats = target.graph().snapshot()->stats();
    print_note(fmt::format("{}; the graph holds {} from {}", line, counted(stats.statements, "statement"),
                           counted(stats.documents, "document")));
  } else {
    print_note(line + "; no graph was made");
  }
  return counts.failed > 0 ? Exit::Wrong : Exit::Done;
}

}  // namespace

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
  add_fast(app, arguments->options.fast);
  add_min_confidence(app, arguments->options.least_confidence);
  add_jobs(app, arguments->jobs);
  return [arguments] {
    const auto inputs = find_inputs(arguments->inputs);
    if (inputs.names.empty()) {  // and so no graph is made for nothing
      for (const auto& problem : inputs.problems) print_diagnostic(problem);
      return Exit::Wrong;
    }
    Target target(arguments->graph);
    const auto counts = load_inputs(target, inputs, arguments->options, arguments->jobs);
    return report(counts, target);
  };
}

}  // namespace kg::tools
