// Benchmarks of the store, single-threaded: triples by the million in and out, and the parts that queries are
// made of.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <random>
#include <string>

#include "kg/bulk.hpp"
#include "query/engine.hpp"
#include "query/parser.hpp"
#include "tests/bench/temporary_graph.hpp"

namespace kg {
namespace {

constexpr int kPeople = 20'000, kFollowed = 20;
constexpr std::size_t kBatch = 1000;  ///< ids or patterns of one iteration

std::string person(int number) {
  return fmt::format("http://example.org/person/{}", number);
}
Term iri(std::string text) {
  return {TermKind::Iri, std::move(text), {}};
}
const Term kFollows = iri("http://example.org/follows");

/// Each person follows others, no one twice, and is called something.
void all_triples(const TripleSink& sink) {
  const TermView follows{TermKind::Iri, kFollows.text, {}},
      name{TermKind::Iri, "http://example.org/name", {}};
  for (int i = 0; i < kPeople; ++i) {
    const std::string subject = person(i), called = fmt::format("called {}", i % 5000);
    sink({{TermKind::Iri, subject, {}}, name, {TermKind::String, called, {}}});
    for (int j = 0; j < kFollowed; ++j) {
      const std::string object = person(static_cast<int>((i * 7919L + j * 104729L) % kPeople));
      sink({{TermKind::Iri, subject, {}}, follows, {TermKind::Iri, object, {}}});
    }
  }
}

BulkResult load_all(Graph& graph) {
  const std::vector<TripleDocument> documents = {{"people.nt", "", "hash"}};
  return graph.bulk_load([](std::size_t, const TripleSink& sink) { all_triples(sink); }, documents, {});
}

/// One graph for all that only read.
const Snapshot& people() {
  static TemporaryGraph temporary;
  static const auto snapshot = [] {
    load_all(*temporary.graph);
    return temporary.graph->snapshot();
  }();
  return *snapshot;
}

std::shared_ptr<const Snapshot> shared_people() {
  return {std::shared_ptr<const Snapshot>(), &people()};
}

Id id_of(const Term& term) {
  return people().find(term).value();
}

/// Ids of people, drawn with a seed.
std::vector<Id> random_people() {
  std::mt19937 random(1);
  std::vector<Id> ids;
  while (ids.size() < kBatch) ids.push_back(id_of(iri(person(static_cast<int>(random() % kPeople)))));
  return ids;
}

void rate(benchmark::State& state, const char* name, std::size_t each) {
  state.counters[name] =
      benchmark::Counter(static_cast<double>(each), benchmark::Counter::kIsIterationInvariantRate);
}

void bulk_load(benchmark::State& state) {
  std::size_t triples = 0;
  for (auto _ : state) {
    TemporaryGraph temporary;
    triples = load_all(*temporary.graph).read;
  }
  rate(state, "triples/s", triples);
}
BENCHMARK(bulk_load)->Unit(benchmark::kMillisecond);

void scan_predicate(benchmark::State& state, Order order) {
  TriplePattern pattern;
  pattern.predicate = IdRange::one(id_of(kFollows));
  std::size_t triples = 0;
  for (auto _ : state) {
    triples = 0;
    const auto cursor = people().scan(order, pattern);
    for (TripleColumns batch; cursor->next(batch);) triples += batch.size();
  }
  rate(state, "triples/s", triples);
}
BENCHMARK_CAPTURE(scan_predicate, Pso, Order::Pso)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(scan_predicate, Pos, Order::Pos)->Unit(benchmark::kMillisecond);

/// Whom somebody follows, by a cursor that starts over.
void look_up_leaves(benchmark::State& state) {
  const auto ids = random_people();
  TriplePattern pattern;
  pattern.predicate = IdRange::one(id_of(kFollows));
  const auto cursor = people().scan(Order::Pso, pattern);
  std::size_t triples = 0;
  for (auto _ : state) {
    for (const Id id : ids) {
      pattern.subject = IdRange::one(id);
      cursor->restart(pattern);
      for (TripleColumns batch; cursor->next(batch);) triples += batch.size();
    }
  }
  benchmark::DoNotOptimize(triples);
  rate(state, "lookups/s", ids.size());
}
BENCHMARK(look_up_leaves)->Unit(benchmark::kMicrosecond);

void terms_of_ids(benchmark::State& state, bool in_order) {
  auto ids = random_people();
  if (in_order) std::ranges::sort(ids);
  for (auto _ : state) benchmark::DoNotOptimize(people().terms(ids));
  rate(state, "terms/s", ids.size());
}
BENCHMARK_CAPTURE(terms_of_ids, at_random, false)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(terms_of_ids, in_order, true)->Unit(benchmark::kMicrosecond);

void ids_of_terms(benchmark::State& state) {
  const auto terms = people().terms(random_people());
  for (auto _ : state)
    for (const Term& term : terms) benchmark::DoNotOptimize(people().find(term));
  rate(state, "terms/s", terms.size());
}
BENCHMARK(ids_of_terms)->Unit(benchmark::kMicrosecond);

/// One pattern, from its text to the rows' strings.
void ask_one_pattern(benchmark::State& state, const char* text) {
  query::Context context;
  context.snapshot = shared_people();
  for (auto _ : state)
    for (const auto& command : query::parse(text, "bench"))
      benchmark::DoNotOptimize(query::run(command, context).all());
}
BENCHMARK_CAPTURE(ask_one_pattern, objects, "<http://example.org/person/17> <http://example.org/follows> ?x")
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(ask_one_pattern, subjects, "?x <http://example.org/follows> <http://example.org/person/17>")
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(ask_one_pattern, count, "?x <http://example.org/follows> ?y return count(*)")
    ->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace kg
