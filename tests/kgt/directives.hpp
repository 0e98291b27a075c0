// What the cases of a corpus can ask for. A directive is a function from a case and the state of the corpus
// to what it prints; an area adds its own to the table in directives(). kgt_runner.cpp compares.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "kg/graph.hpp"
#include "tests/kgt/corpus.hpp"

namespace kg::kgt {

/// What the cases of one corpus share: a folder of its own, removed at the end, and a graph in it, made when
/// first asked for.
class State {
 public:
  State();
  ~State();
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  const std::string& folder() const { return folder_; }
  std::string graph_path() const { return folder_ + "/graph.kg"; }
  /// The graph, open for writing.
  Graph& graph();
  /// Lets go of the graph, so that another process can open it; the next graph() opens it again.
  void close_graph() { graph_.reset(); }
  /// Begins with an empty graph.
  void clear();

 private:
  std::string folder_;
  std::unique_ptr<Graph> graph_;
};

using Directive = std::function<std::string(const Case&, State&)>;
using Directives = std::map<std::string, Directive, std::less<>>;

/// All directives there are.
const Directives& directives();

/// facts, aliases, plain, clear, query, parse, explain, error, complete.
void add_query_directives(Directives& table);
/// file, cmd: the program `kg` as it is run.
void add_command_directives(Directives& table);

}  // namespace kg::kgt
