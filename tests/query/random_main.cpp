// random_queries SEED COUNT: asks that many random questions, planned and naive, of graphs numbered from SEED
// on; prints what was run and how often queries with rows used each part of the grammar, or the first
// difference.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <utility>
#include <vector>

#include "kg/error.hpp"
#include "tests/query/random_run.hpp"

int main(int argc, char** argv) {
  constexpr std::size_t kQueriesPerGraph = 250;
  if (argc != 3) {
    fmt::print(stderr, "random_queries SEED COUNT\n");
    return 2;
  }
  const auto first = static_cast<std::uint32_t>(std::strtoul(argv[1], nullptr, 10));
  const std::size_t count = std::strtoul(argv[2], nullptr, 10);
  kg::query::Tally tally;
  std::uint32_t seed = first;
  try {
    for (std::size_t asked = 0; asked < count; asked += kQueriesPerGraph)
      kg::query::run_random(seed++, std::min(kQueriesPerGraph, count - asked), tally);
  } catch (const kg::Error& error) {
    fmt::print("{}\n", error.what());
    return 1;
  }
  fmt::print("seeds {} to {}: {} queries, {} with rows, {} refused, no difference\n", first, seed - 1,
             tally.run, tally.with_rows, tally.refused);
  for (const auto& [name, times] : tally.steps) fmt::print("{:>8} {}\n", times, name);
  std::vector<std::pair<std::size_t, std::string>> parts;
  for (const auto& [part, times] : tally.parts) parts.emplace_back(times, part);
  std::sort(parts.begin(), parts.end());
  for (const auto& [times, part] : parts) fmt::print("{:>8} {}\n", times, part);
  return 0;
}
