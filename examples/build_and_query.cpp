// The library without the program: build a graph from statements and a text, ask it a question, and show the
// sentence that proves the answer.
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>

#include "kg/graph.hpp"
#include "loaders/loader.hpp"
#include "query/engine.hpp"
#include "query/parser.hpp"

int main() {
  const auto folder = std::filesystem::temp_directory_path() / fmt::format("kg-example-{}", getpid());
  {
    const auto graph = kg::Graph::open_for_writing(folder.string());

    // A document that a loader reads, and a statement by hand.
    graph->load(kg::loaders::read_document(
        "note.txt", "Australia exports lithium to Japan. Japan imports rare earths.", {}));
    const auto statement = kg::read_statement("Japan member_of G7 since=1975");
    graph->change(std::span(&statement, 1), {});

    // Two patterns that share a variable; the second says which document and which sentence it rests on.
    const auto snapshot = graph->snapshot();
    for (const auto& command : kg::query::parse(
             "?who member_of G7, ?who imports ?what @source=?document @quote=?sentence", "example")) {
      auto result = kg::query::run(command, {.snapshot = snapshot});
      for (const auto& row : result.all()) {
        for (std::size_t i = 0; i < row.size(); ++i) {
          fmt::print("{}: {}\n", result.columns[i], row[i] ? row[i]->text : "nothing");
        }
      }
    }
  }
  std::filesystem::remove_all(folder);
}
