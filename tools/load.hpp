// Loading documents into a graph: what `kg load` and the shell's `.load` do.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "kg/error.hpp"
#include "kg/graph.hpp"
#include "loaders/loader.hpp"
#include "tools/inputs.hpp"

namespace kg::tools {

struct LoadCounts {
  std::size_t added = 0, replaced = 0, unchanged = 0, failed = 0;
};

/// Reads the inputs on `jobs` threads and loads them in their order. Bad documents are reported on standard
/// error and left out; the others are loaded. What is in the graph afterwards does not depend on `jobs`.
LoadCounts load_inputs(Graph& graph, const Inputs& inputs, const loaders::LoadOptions& options,
                       std::size_t jobs);

/// Says on standard error what a load did; `Exit::Wrong` if a document failed.
Exit report(const LoadCounts& counts, const std::string& graph_path, const Graph& graph);

}  // namespace kg::tools
