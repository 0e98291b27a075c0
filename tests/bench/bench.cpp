// Benchmarks, single-threaded: reading English, reading and loading facts, asking. Times are of one machine;
// compare runs of one machine.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "kg/graph.hpp"
#include "loaders/loader.hpp"
#include "loaders/text/trees.hpp"
#include "query/engine.hpp"
#include "query/parser.hpp"
#include "tests/bench/temporary_graph.hpp"

namespace kg {
namespace {

constexpr int kLands = 500;

std::string article(int sentences) {
  std::string text;
  for (int i = 0; i < sentences; ++i) {
    text += fmt::format(
        "The government of Land {} told reporters on Monday that it had signed an agreement with two "
        "neighbours about the trade in "
        "rare metals. ",
        i % kLands);
  }
  return text;
}

std::string facts(int count) {
  std::string text;
  for (int i = 0; i < count; ++i)
    text += fmt::format("Land_{} borders Land_{} length={}km\n", i % kLands, i * 7 % (kLands + 1), i);
  return text;
}

/// Ports that trade with a few others each, and all with one hub: `Hub ships_to Port_i`, and one in ten back.
std::string trade(int ports) {
  std::string text;
  for (int i = 0; i < ports; ++i) {
    text += fmt::format("Port_{} ships_to Port_{}\nHub ships_to Port_{}\n", i, (i * 31 + 7) % ports, i);
    if (i % 10 == 0) text += fmt::format("Port_{} ships_to Hub\n", i);
  }
  return text;
}

void read_trees(benchmark::State& state) {
  const std::string text = article(100);
  std::size_t sentences = 0;
  for (auto _ : state) sentences += text::read_sentences(text).size();
  state.counters["sentences/s"] =
      benchmark::Counter(static_cast<double>(sentences), benchmark::Counter::kIsRate);
}
BENCHMARK(read_trees)->Unit(benchmark::kMillisecond);

void read_article(benchmark::State& state) {
  const std::string text = article(100);
  for (auto _ : state) benchmark::DoNotOptimize(loaders::read_document("a.txt", text, {}));
  state.counters["bytes/s"] =
      benchmark::Counter(static_cast<double>(text.size()), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(read_article)->Unit(benchmark::kMillisecond);

void read_facts(benchmark::State& state) {
  const std::string text = facts(1000);
  for (auto _ : state) benchmark::DoNotOptimize(loaders::read_document("a.facts", text, {}));
  state.counters["facts/s"] = benchmark::Counter(1000, benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(read_facts)->Unit(benchmark::kMillisecond);

void load_facts(benchmark::State& state) {
  TemporaryGraph temporary;
  const auto document = loaders::read_document("a.facts", facts(1000), {});
  int number = 0;
  for (auto _ : state) {
    Document fresh = document;
    fresh.name = fmt::format("{}.facts", number++);
    temporary.graph->load(fresh);
  }
  state.counters["facts/s"] = benchmark::Counter(1000, benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(load_facts)->Unit(benchmark::kMillisecond)->Iterations(20);

/// A question of ten lines, from its text to its syntax tree.
void parse_ten_lines(benchmark::State& state) {
  constexpr std::string_view kText = R"(?who signed ?deal with=?country date>=2025-01-01,
    ?who is ?office,
    ?country controls ?what optional share=?share,
    not ?country imports ?what,
    optional ?country has_member ?bloc since=?day,
    ?country (^has_member/has_member)+ ?ally,
    ?share >= 50% and ?ally != ?country or not bound(?share),
    lower(?office) in ("president", "treasurer"),
    return ?who, ?country, count(distinct ?what) as ?n, max(?share) as ?most,
    count(*) as ?rows having count(*) > 2 order by ?n desc, ?who limit 10)";
  for (auto _ : state) benchmark::DoNotOptimize(query::parse(kText, ""));
}
BENCHMARK(parse_ten_lines)->Unit(benchmark::kMicrosecond);

void ask(benchmark::State& state, const char* text) {
  TemporaryGraph temporary;
  temporary.graph->load(loaders::read_document("a.facts", facts(20000), {}));
  query::Context context;
  context.snapshot = temporary.graph->snapshot();
  std::size_t rows = 0;
  for (auto _ : state) {
    for (const auto& command : query::parse(text, "bench")) rows += query::run(command, context).all().size();
  }
  state.counters["rows/s"] = benchmark::Counter(static_cast<double>(rows), benchmark::Counter::kIsRate);
}
BENCHMARK_CAPTURE(ask, one_land, "Land_7 borders ?x length=?l")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(ask, join, "Land_7 borders ?x, ?x borders ?y, ?y borders Land_7")
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(ask, count, "?x borders ?y  return ?x, count(*) as ?n  order by ?n desc  limit 5")
    ->Unit(benchmark::kMillisecond);

void walk(benchmark::State& state, const char* text) {
  constexpr int kPorts = 50'000;
  TemporaryGraph temporary;
  temporary.graph->load(loaders::read_document("a.facts", trade(kPorts), {}));
  query::Context context;
  context.snapshot = temporary.graph->snapshot();
  std::size_t rows = 0;
  for (auto _ : state) {
    for (const auto& command : query::parse(text, "bench")) {
      auto result = query::run(command, context);
      rows += result.all().size() + (result.answer ? 1 : 0);
    }
  }
  state.counters["rows/s"] = benchmark::Counter(static_cast<double>(rows), benchmark::Counter::kIsRate);
}
BENCHMARK_CAPTURE(walk, both_ends_known, "Port_17 ships_to+ Port_4711")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(walk, four_steps, "Port_17 ships_to{1,4} ?x return count(*)")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(walk, through_the_hub, "Port_20 ships_to{2} Port_4711")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(walk, all_from_hub, "Hub ships_to+ ?x return count(*)")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(walk, two_steps_everywhere, "?a ships_to/^ships_to Port_17 return count(*)")
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace kg
