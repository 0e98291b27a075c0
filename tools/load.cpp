// `kg load`, and the `.load` of the shell: documents into a graph.
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>
#include <optional>

#include "kg/graph.hpp"
#include "loaders/loader.hpp"
#include "loaders/rdf.hpp"
#include "tools/commands.hpp"
#include "tools/in_order.hpp"
#include "tools/inputs.hpp"
#include "tools/load_rdf.hpp"
#include "tools/stop.hpp"
#include "tools/terminal.hpp"
#include "tools/usage.hpp"

namespace kg::tools {
namespace {

struct LoadCounts {
  std::size_t added = 0, replaced = 0, extended = 0, unchanged = 0, failed = 0;
};

/// What a thread makes of one input: a document, or why there is none; neither if the graph holds it
/// unchanged, or if it is RDF, which goes into the graph as it is read.
struct Reading {
  std::optional<Document> document;
  std::string error;
};

Reading read_input(const std::string& name, const loaders::LoadOptions& options, const Snapshot* before) {
  if (stop_requested || loaders::rdf_syntax_of(name)) return {};
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
void take(Target& target, const Document& document, bool strict, LoadCounts& counts) {
  if (strict && !document.diagnostics.empty()) {
    const Diagnostic& first = document.diagnostics.front();
    throw Error(fmt::format("{}: {}", to_string(first.place), first.message));
  }
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

void take_rdf(Target& target, const std::string& name, const RdfOptions& options, LoadCounts& counts) {
  try {
    if (access(name.c_str(), R_OK) != 0)  // and so no graph is made for nothing
      throw Error(fmt::format("{}: cannot be read: {}", name, std::strerror(errno)));
    const RdfLoad load = load_rdf(target.graph(), name, options);
    if (load.problems > 0) ++counts.failed;
    if (load.outcome == LoadOutcome::Unchanged) {
      ++counts.unchanged;
      return;
    }
    const bool known = load.outcome == LoadOutcome::Replaced;
    ++(known ? counts.extended : counts.added);
    print_note(fmt::format(
        "{}: {}, {} of them new{}", name, counted(load.read, "triple"), load.added,
        known ? "; plain triples that it says no more stay, what it said about triples is replaced" : ""));
  } catch (const StorageError&) {
    throw;
  } catch (const Error& error) {
    if (options.strict || error.code() != Exit::Wrong) throw;
    print_error(error.what());
    ++counts.failed;
  }
}

/// Reads the inputs on `jobs` threads and loads them in their order. Bad documents are reported on standard
/// error and left out; the others are loaded. What is in the graph afterwards does not depend on `jobs`.
LoadCounts load_inputs(Target& target, const Inputs& inputs, const RdfOptions& options) {
  LoadCounts counts;
  for (const auto& problem : inputs.problems) print_diagnostic(problem);
  counts.failed = inputs.problems.size();
  const auto before = target.is_made() ? target.graph().snapshot() : nullptr;
  Progress progress(inputs.names.size());
  in_order(
      inputs.names.size(), options.jobs,
      [&](std::size_t i) { return read_input(inputs.names[i], options.reading, before.get()); },
      [&](std::size_t i, const Reading& reading) {
        check_stop();
        progress.clear();
        if (!reading.error.empty()) {
          if (options.strict) throw Error(reading.error);
          print_error(reading.error);
          ++counts.failed;
        } else if (loaders::rdf_syntax_of(inputs.names[i])) {
          take_rdf(target, inputs.names[i], options, counts);
        } else if (!reading.document) {
          ++counts.unchanged;
        } else {
          take(target, *reading.document, options.strict, counts);
        }
        progress.show(i + 1, inputs.names[i]);
      });
  return counts;
}

/// Says on standard error what a load did; `Exit::Wrong` if a document failed.
Exit report(const LoadCounts& counts, Target& target) {
  std::string line = fmt::format("{}: {} added", target.path(), counts.added);
  if (counts.replaced > 0) line += fmt::format(", {} replaced", counts.replaced);
  if (counts.extended > 0) line += fmt::format(", {} extended", counts.extended);
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
    RdfOptions options;
    std::string memory;
  };
  const auto arguments = std::make_shared<Arguments>();
  app.add_option("GRAPH", arguments->graph, "the graph, a folder; made if it is not there")->required();
  app.add_option("INPUT", arguments->inputs, "files, folders, or - for plain text on standard input")
      ->required();
  auto& options = arguments->options;
  options.reading.stop = &stop_requested;
  add_date(app, options.reading.date);
  add_fast(app, options.reading.fast);
  add_min_confidence(app, options.reading.least_confidence);
  app.add_flag("--strict", options.strict,
               "stop at the first line that cannot be read, and load nothing of its file");
  add_jobs(app, options.jobs);
  add_memory(app, arguments->memory);
  return [arguments] {
    const auto inputs = find_inputs(arguments->inputs);
    if (inputs.names.empty()) {  // and so no graph is made for nothing
      for (const auto& problem : inputs.problems) print_diagnostic(problem);
      return Exit::Wrong;
    }
    Target target(arguments->graph);
    arguments->options.memory = bytes_of(arguments->memory).value_or(0);
    const auto counts = load_inputs(target, inputs, arguments->options);
    return report(counts, target);
  };
}

}  // namespace kg::tools
