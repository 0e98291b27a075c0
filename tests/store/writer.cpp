// A writing process for process_test.cpp:
//   kg_store_writer GRAPH hold            takes the lock, prints "ready", lets go at the end of its input
//   kg_store_writer GRAPH load COUNT [TEXT_BYTES]
//       loads documents d0, d1, d2, d0, … COUNT times, each 50 statements of one edition, and prints the
//       edition when it is safe
//   kg_store_writer GRAPH transaction COUNT
//       loads as many documents in one transaction, prints "ready", commits at the end of its input
//   kg_store_writer GRAPH bulk COUNT
//       loads document d0 and, in bulk, with little memory, COUNT triples; prints each step as it begins and
//       "done"
// Exits 3 and says why on standard error where the store fails.
#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include "kg/error.hpp"
#include "kg/graph.hpp"
#include "kg/statement.hpp"

namespace {

kg::Document edition(int number, std::size_t text_bytes) {
  kg::Document document;
  document.name = fmt::format("d{}", number % 3);
  document.content_hash = std::to_string(number);
  for (int i = 0; i < 50; ++i) {
    const std::string line = fmt::format("thing_{} is_of edition_{} of={}", i, number, document.name);
    const std::uint64_t begin = document.text.size();
    document.text += line + '\n';
    document.facts.push_back({kg::read_statement(line), {begin, begin + line.size()}, 1.0, "facts"});
  }
  unsigned noise = static_cast<unsigned>(number) + 1;  // which no compression makes small
  while (document.text.size() < text_bytes) {
    noise = noise * 1664525 + 1013904223;
    document.text += static_cast<char>('!' + (noise >> 24) % 90);
  }
  return document;
}

void load_in_bulk(kg::Graph& graph, int count) {
  kg::BulkOptions options;
  options.memory = 1 << 16;
  options.step = [](std::string_view step) {
    fmt::print("{}\n", step);
    std::fflush(stdout);
  };
  const kg::TripleSource source = [count](std::size_t, const kg::TripleSink& sink) {
    for (int i = 0; i < count; ++i) {
      const std::string subject = fmt::format("http://example.org/{}", i * 7919 % count);
      const kg::TermView iri = {kg::TermKind::Iri, subject, {}};
      sink({iri, {kg::TermKind::Iri, "http://example.org/knows", {}}, iri});
    }
  };
  const kg::TripleDocument document = {"many.nt", {}, "hash"};
  graph.bulk_load(source, {&document, 1}, options);
  fmt::print("done\n");
}

}  // namespace

int main(int argc, char** argv) try {
  const auto graph = kg::Graph::open_for_writing(argv[1]);
  const std::string mode = argv[2];
  const int count = argc > 3 ? std::atoi(argv[3]) : 0;
  if (mode == "load") {
    for (int number = 0; number < count; ++number) {
      graph->load(edition(number, argc > 4 ? std::strtoul(argv[4], nullptr, 10) : 0));
      fmt::print("{}\n", number);
      std::fflush(stdout);
    }
    return 0;
  }
  if (mode == "bulk") {
    graph->load(edition(0, 0));
    load_in_bulk(*graph, count);
    return 0;
  }
  if (mode == "transaction") {
    graph->begin();
    for (int number = 0; number < count; ++number) graph->load(edition(number, 0));
  }
  fmt::print("ready\n");
  std::fflush(stdout);
  while (std::getchar() != EOF) {
  }
  if (mode == "transaction") graph->commit();
  return 0;
} catch (const kg::Error& error) {
  fmt::print(stderr, "{}\n", error.what());
  return static_cast<int>(error.code());
}
