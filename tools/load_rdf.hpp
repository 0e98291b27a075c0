// A file of RDF into a graph: plain triples in bulk, what is said about triples as the statements of a
// document of that name.
#pragma once

#include <cstdint>
#include <string>

#include "kg/graph.hpp"
#include "loaders/loader.hpp"

namespace kg::tools {

struct RdfOptions {
  loaders::LoadOptions reading;
  bool strict = false;  ///< throws `Error` at the first bad statement, and the graph stays as it is
  std::size_t jobs = 1;
  std::uint64_t memory = 0;  ///< bytes, for sorting
};

struct RdfLoad {
  LoadOutcome outcome = LoadOutcome::Unchanged;  ///< Replaced: added to what it gave before
  std::uint64_t read = 0, added = 0;             ///< triples and statements; added: that were not there
  std::uint64_t problems = 0;                    ///< reported as they come
};

/// Throws `Error` for a file that cannot be read. REQUIRES: `loaders::rdf_syntax_of(name)`.
RdfLoad load_rdf(Graph& graph, const std::string& name, const RdfOptions& options);

}  // namespace kg::tools
