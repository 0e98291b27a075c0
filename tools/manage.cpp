// `kg stats`, `kg check` and `kg forget`: a graph as a whole, and its documents.
#include <fmt/format.h>

#include "kg/graph.hpp"
#include "tools/bulk_progress.hpp"
#include "tools/commands.hpp"
#include "tools/nearest.hpp"
#include "tools/output.hpp"
#include "tools/statistics.hpp"
#include "tools/stop.hpp"
#include "tools/terminal.hpp"
#include "tools/usage.hpp"

namespace kg::tools {

Run declare_stats(CLI::App& app) {
  struct Arguments {
    std::string graph;
    bool documents = false;
  };
  const auto arguments = std::make_shared<Arguments>();
  app.add_option("GRAPH", arguments->graph, "the graph")->required();
  app.add_flag("--documents", arguments->documents,
               "list the documents: name, date, bytes and statements, split by tabs");
  return [arguments] {
    const auto graph = Graph::open(arguments->graph);
    const auto snapshot = graph->snapshot();
    Output out;
    out.write(arguments->documents ? document_lines(*snapshot) : statistics_lines(*snapshot));
    out.close();
    return Exit::Done;
  };
}

Run declare_check(CLI::App& app) {
  const auto graph = std::make_shared<std::string>();
  app.add_option("GRAPH", *graph, "the graph")->required();
  return [graph] {
    const auto faults = Graph::open(*graph)->check();
    Output out;
    for (const auto& fault : faults) out.write(fault + "\n");
    if (faults.empty()) out.write(fmt::format("{}: sound\n", *graph));
    out.close();
    return faults.empty() ? Exit::Done : Exit::Storage;
  };
}

Run declare_compact(CLI::App& app) {
  struct Arguments {
    std::string graph, memory;
    std::size_t jobs = 0;
  };
  const auto arguments = std::make_shared<Arguments>();
  app.add_option("GRAPH", arguments->graph, "the graph")->required();
  add_memory(app, arguments->memory);
  add_jobs(app, arguments->jobs);
  return [arguments] {
    Graph::open(arguments->graph);  // a graph that is not there is not made to be compacted
    const auto graph = Graph::open_for_writing(arguments->graph);
    const auto before = graph->snapshot()->stats().bytes_on_disk;
    BulkProgress progress;
    graph->compact(progress.options(bytes_of(arguments->memory).value_or(0), arguments->jobs));
    progress.clear();
    print_note(fmt::format("{}: {} bytes, {} before", arguments->graph,
                           graph->snapshot()->stats().bytes_on_disk, before));
    return Exit::Done;
  };
}

Run declare_forget(CLI::App& app) {
  struct Arguments {
    std::string graph, document;
  };
  const auto arguments = std::make_shared<Arguments>();
  app.add_option("GRAPH", arguments->graph, "the graph")->required();
  app.add_option("DOCUMENT", arguments->document, "the name of the document")->required();
  return [arguments] {
    Graph::open(arguments->graph);  // a graph that is not there is not made to forget something
    const auto graph = Graph::open_for_writing(arguments->graph);
    if (graph->forget(arguments->document, check_stop)) return Exit::Done;
    std::vector<std::string> names;
    for (const auto& document : graph->snapshot()->documents()) names.push_back(document.name);
    const auto near = nearest(arguments->document, names);
    throw Error(fmt::format(
        "{}: the graph has no document of that name{}; kg stats {} --documents lists them",
        arguments->document, near ? fmt::format("; did you mean '{}'?", *near) : "", arguments->graph));
  };
}

}  // namespace kg::tools
