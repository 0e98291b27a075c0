// A graph in a folder of its own, gone at the end: what benchmarks write into.
#pragma once

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <memory>

#include "kg/graph.hpp"

namespace kg {

struct TemporaryGraph {
  static inline int made = 0;
  std::filesystem::path folder =
      std::filesystem::temp_directory_path() / fmt::format("kg-bench-{}-{}", getpid(), made++);
  std::unique_ptr<Graph> graph = Graph::open_for_writing(folder.string());
  ~TemporaryGraph() {
    graph.reset();
    std::filesystem::remove_all(folder);
  }
};

}  // namespace kg
