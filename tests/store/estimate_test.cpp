// Estimates against counts: in a graph as it was loaded, under a delta, in a transaction, and without pages.
#include <fmt/format.h>

#include <array>
#include <random>
#include <vector>

#include "kg/store/row.hpp"
#include "tests/store/store_test.hpp"

namespace kg {
namespace {

class EstimateTest : public StoreTest {
 protected:
  using Terms = std::array<Term, 3>;

  static Term iri(const std::string& name) { return {TermKind::Iri, "http://example.org/" + name, {}}; }

  /// Types from one that most things have to some of few; of some things a text, a size, and links.
  void add_things(int from, int to) {
    for (int i = from; i < to; ++i) {
      const Term thing = iri(fmt::format("thing/{}", i));
      const std::string type = i % 4 != 0 ? "common" : i % 20 != 0 ? "some" : i % 3000 != 0 ? "few" : "rare";
      triples_.push_back({thing, iri("type"), iri(type)});
      if (i % 10 != 0) continue;
      triples_.push_back({thing, iri("text"), Term::string(fmt::format("text {}", random_() % 100'000))});
      triples_.push_back({thing, iri("size"), {TermKind::Integer, std::to_string(random_() % 500), {}}});
      const auto other = random_() % static_cast<unsigned>(to);
      triples_.push_back({thing, iri("knows"), iri(fmt::format("thing/{}", other))});
    }
  }

  void load(Graph& graph) {
    const auto view = [](const Term& term) { return TermView{term.kind, term.text, term.tag}; };
    const auto source = [&](std::size_t, const TripleSink& sink) {
      for (const auto& [s, p, o] : triples_) sink({view(s), view(p), view(o)});
    };
    graph.bulk_load(source, {}, {});
    triples_.clear();
  }

  /// Up to 1000 an estimate is exact; beyond, no more than `most` times off.
  static void compare(const Snapshot& view, double most, std::mt19937 random) {
    const auto all = triples(view, Order::Pos);
    std::vector<TriplePattern> patterns;
    for (int i = 0; i < 50; ++i) {
      const Triple& t = all[random() % all.size()];
      const Triple& u = all[random() % all.size()];
      const auto range = [](Id a, Id b) { return IdRange{std::min(a, b), std::max(a, b)}; };
      const auto s = IdRange::one(t.subject), p = IdRange::one(t.predicate), o = IdRange::one(t.object);
      patterns.insert(patterns.end(), {{{}, p, o}, {s, {}, {}}, {{}, {}, o}, {s, {}, o}});
      patterns.push_back({{}, p, range(t.object, u.object)});
      patterns.push_back({range(t.subject, u.subject), p, {}});
      patterns.push_back({range(t.subject, u.subject), {}, {}});
      patterns.push_back({range(t.subject, u.subject), p, range(t.object, u.object)});
    }
    double worst = 1;
    for (const TriplePattern& pattern : patterns) {
      const auto count = static_cast<double>(view.count(pattern));
      const auto estimate = static_cast<double>(view.estimate(pattern));
      if (count <= 1000) {
        ASSERT_EQ(estimate, count);
      } else {
        worst = std::max({worst, estimate / count, count / estimate});
      }
    }
    EXPECT_LT(worst, most);
  }

  std::mt19937 random_{21};
  std::vector<Terms> triples_;
};

TEST_F(EstimateTest, AreNearWhereverTheRowsLie) {
  const auto graph = Graph::open_for_writing(path());
  add_things(0, 170'000);
  load(*graph);
  compare(*graph->snapshot(), 1.5, random_);
  std::vector<Triple> removed;  // a delta of rows that come and go
  for (const Triple& triple : triples(*graph->snapshot(), Order::Osp))
    if (random_() % 200 == 0) removed.push_back(triple);
  for (const auto end = removed.begin(); auto part : {0, 1})
    graph->change(
        {}, {}, {},
        std::span(end + part * std::ssize(removed) / 2, end + (part + 1) * std::ssize(removed) / 2));
  add_things(170'000, 171'000);
  load(*graph);
  compare(*graph->snapshot(), 1.5, random_);
  graph->begin();
  add_things(171'000, 173'000);
  load(*graph);
  compare(*graph->snapshot(), 1.5, random_);
}

TEST_F(EstimateTest, AreNearWithoutPages) {
  const auto graph = Graph::open_for_writing(path());
  std::vector<std::string> lines;
  for (int i = 0; i < 3500; ++i) lines.push_back(fmt::format("thing_{} weighs {}kg", i, i % 9));
  graph->load(document_of("a.facts", lines));
  compare(*graph->snapshot(), 1.01, random_);
}

}  // namespace
}  // namespace kg
