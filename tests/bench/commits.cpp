// Loads many small documents into a graph, one by one in one process, each synced before the next, and prints
// how long each took, tab-separated, in milliseconds: what it costs to add to a graph of any size, and
// whether it costs more with time.
//
//   kg_commits watdiv.kg 1000
//
// Each document has 50 facts about names that the earlier ones share. A second run adds others. The last
// lines sum up.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <string>
#include <vector>

#include "kg/error.hpp"
#include "kg/graph.hpp"
#include "loaders/loader.hpp"
#include "tests/bench/clock.hpp"

namespace kg {
namespace {

constexpr int kFacts = 50, kPorts = 5000;

std::string facts(int document) {
  std::string text;
  for (int i = 0; i < kFacts; ++i) {
    const int number = document * kFacts + i;
    text += fmt::format("Port_{} ships_to Port_{} cargo=Cargo_{} voyage={}\n", number * 31 % kPorts,
                        number * 17 % kPorts + 1, number % 97, number);
  }
  return text;
}

/// Prints the median and the most of the times [begin, end).
void print_summary(const char* which, const std::vector<double>& times, const std::vector<double>& processor,
                   std::size_t begin, std::size_t end) {
  const auto sorted = [&](const std::vector<double>& all) {
    std::vector<double> part(all.begin() + static_cast<std::ptrdiff_t>(begin),
                             all.begin() + static_cast<std::ptrdiff_t>(end));
    std::ranges::sort(part);
    return part;
  };
  const auto of_clock = sorted(times), of_processor = sorted(processor);
  fmt::print("{}, median\t{:.3f}\t{:.3f}\n", which, of_clock[of_clock.size() / 2],
             of_processor[of_processor.size() / 2]);
  fmt::print("{}, most\t{:.3f}\t{:.3f}\n", which, of_clock.back(), of_processor.back());
}

void load(const std::string& path, int documents) {
  const auto graph = Graph::open_for_writing(path);
  std::vector<double> times, processor;
  fmt::print("document\tms\tprocessor_ms\n");
  for (int i = 0; i < documents; ++i) {
    const auto document = loaders::read_document(fmt::format("{}-{}.facts", getpid(), i), facts(i), {});
    const double begin = milliseconds_now(CLOCK_MONOTONIC), used = milliseconds_now(CLOCK_PROCESS_CPUTIME_ID);
    graph->load(document);
    times.push_back(milliseconds_now(CLOCK_MONOTONIC) - begin);
    processor.push_back(milliseconds_now(CLOCK_PROCESS_CPUTIME_ID) - used);
    fmt::print("{}\t{:.3f}\t{:.3f}\n", i, times.back(), processor.back());
  }
  const auto part = std::min<std::size_t>(100, times.size());
  print_summary("all", times, processor, 0, times.size());
  print_summary("first hundred", times, processor, 0, part);
  print_summary("last hundred", times, processor, times.size() - part, times.size());
}

}  // namespace
}  // namespace kg

int main(int count, char** arguments) {
  try {
    if (count != 3) throw kg::Error("expected a graph and how many documents", kg::Exit::Usage);
    const int documents = std::stoi(arguments[2]);
    if (documents < 1) throw kg::Error("expected at least one document", kg::Exit::Usage);
    kg::load(arguments[1], documents);
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "kg_commits: {}\n", error.what());
    return 2;
  }
}
