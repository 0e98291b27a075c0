// Writing a graph, or a part of it, as a picture or as statements: what `kg export` and the shell's `.export`
// do.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "kg/graph.hpp"
#include "query/bindings.hpp"

namespace kg::tools {

struct ExportOptions {
  std::string format;     ///< "dot", "svg", "png", "facts", "jsonl", "nt", "nq", "ttl", "trig"; empty: by the
                          ///< file's ending
  std::string around;     ///< an entity; empty: all
  std::size_t depth = 1;  ///< steps from it
  std::string query;      ///< only statements that match it; empty: all
  /// Of the query.
  std::shared_ptr<query::Bindings> bindings = std::make_shared<query::Bindings>();
  std::size_t limit = 0;          ///< 0: no limit
  std::string file;               ///< empty or `-`: standard output
  std::optional<double> timeout;  ///< seconds
  std::uint64_t memory = 0;       ///< bytes for the rows of the query; 0: any
};

void export_statements(const std::shared_ptr<const Snapshot>& snapshot, const ExportOptions& options);

}  // namespace kg::tools
