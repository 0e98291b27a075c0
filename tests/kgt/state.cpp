// The folder and the graph that the cases of a corpus share.
#include <stdlib.h>

#include <filesystem>

#include "kg/error.hpp"
#include "tests/kgt/directives.hpp"

namespace kg::kgt {

State::State() {
  std::string pattern = (std::filesystem::temp_directory_path() / "kgt-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr)
    throw StorageError("expected to make a folder for the test in the temporary folder");
  folder_ = pattern;
}

State::~State() {
  graph_.reset();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

Graph& State::graph() {
  if (graph_ == nullptr) graph_ = Graph::open_for_writing(graph_path());
  return *graph_;
}

void State::clear() {
  graph_.reset();
  std::filesystem::remove_all(graph_path());
}

}  // namespace kg::kgt
