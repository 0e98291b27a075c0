// A project of its own, with every public part of the package: a loader, the graph, a question.
#include <cstdio>

#include "kg/graph.hpp"
#include "loaders/loader.hpp"
#include "query/engine.hpp"
#include "query/parser.hpp"

int main(int, char** arguments) {
  const auto graph = kg::Graph::open_for_writing(arguments[1]);
  graph->load(kg::loaders::read_document("a.facts", "Japan imports rare_earths\n", {}));
  kg::query::Context context;
  context.snapshot = graph->snapshot();
  for (const auto& command : kg::query::parse("Japan imports ?what", "question")) {
    auto result = kg::query::run(command, context);
    for (const auto& row : result.all()) std::printf("%s\n", row.at(0)->text.c_str());
  }
}
