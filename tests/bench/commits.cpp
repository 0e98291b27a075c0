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
#include <chrono>
#include <string>
#include <vector>

#include "kg/error.hpp"
#include "kg/graph.hpp"
#include "loaders/loader.hpp"

namespace kg {
namespace {

using Clock = std::chrono::steady_clock;

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

struct Summary {
  double median, most;
};

/// Of the times [begin, end).
Summary summary(const std::vector<double>& times, std::size_t begin, std::size_t end) {
  std::vector<double> sorted(times.begin() + begin, times.begin() + end);
  std::ranges::sort(sorted);
  return {sorted[sorted.size() / 2], sorted.back()};
}

void load(const std::string& path, int documents) {
  const auto graph = Graph::open_for_writing(path);
  std::vector<double> times;
  fmt::print("document\tms\n");
  for (int i = 0; i < documents; ++i) {
    const auto document = loaders::read_document(fmt::format("{}-{}.facts", getpid(), i), facts(i), {});
    const auto begin = Clock::now();
    graph->load(document);
    times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begin).count());
    fmt::print("{}\t{:.3f}\n", i, times.back());
  }
  const auto part = std::min<std::size_t>(100, times.size());
  const auto all = summary(times, 0, times.size()), first = summary(times, 0, part),
             last = summary(times, times.size() - part, times.size());
  fmt::print("median\t{:.3f}\nmost\t{:.3f}\n", all.median, all.most);
  fmt::print("median of the first {0}\t{1:.3f}\nmedian of the last {0}\t{2:.3f}\n", part, first.median,
             last.median);
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
