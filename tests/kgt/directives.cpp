#include "tests/kgt/directives.hpp"

#include <stdlib.h>

#include <filesystem>

#include "kg/error.hpp"

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

const Directives& directives() {
  static const Directives kTable = [] {
    Directives table;
    add_query_directives(table);
    add_command_directives(table);
    return table;
  }();
  return kTable;
}

}  // namespace kg::kgt
