// The bulk load: a graph that was loaded in bulk against what its triples say, beside whatever the graph had
// before.
#include <filesystem>
#include <map>
#include <random>
#include <set>

#include "kg/error.hpp"
#include "kg/store/folder.hpp"
#include "kg/store/key_value.hpp"
#include "kg/store/keys.hpp"
#include "tests/store/store_test.hpp"

namespace kg {
namespace {

using Terms = std::array<Term, 3>;

/// Triples of few terms, so that many come twice; of every kind that RDF brings.
std::vector<Terms> random_triples(std::mt19937& random, std::size_t count) {
  const auto iri = [](std::uint64_t n) {
    return Term{TermKind::Iri, "http://example.org/" + std::to_string(n), {}};
  };
  std::vector<Terms> triples;
  while (triples.size() < count) {
    const std::uint64_t n = random() % 500;
    Term object = iri(n);
    switch (random() % 6) {
      case 0:
        object = Term::string("text " + std::to_string(n), n % 2 == 0 ? "@en" : "");
        break;
      case 1:
        object = {TermKind::Integer, std::to_string(n), {}};
        break;
      case 2:
        object = {TermKind::Decimal, "1." + std::string(20, '7') + std::to_string(n % 9), {}};
        break;
      case 3:
        object = {TermKind::Date, n % 2 == 0 ? "2025-10-30" : "2025-10", {}};
        break;
      default:
        break;
    }
    triples.push_back({iri(random() % 300), iri(1000 + random() % 5), std::move(object)});
  }
  return triples;
}

/// Each job reads its part so many times.
BulkResult load_in_bulk(Graph& graph, const std::vector<Terms>& triples, BulkOptions options = {},
                        int times = 1) {
  const auto view = [](const Term& term) { return TermView{term.kind, term.text, term.tag}; };
  const TripleSource source = [&](std::size_t job, const TripleSink& sink) {
    for (int time = 0; time < times; ++time)
      for (std::size_t i = job; i < triples.size(); i += options.jobs)
        sink({view(triples[i][0]), view(triples[i][1]), view(triples[i][2])});
  };
  const std::vector<TripleDocument> documents = {{"data.nt", "2026-01-01", "hash"}};
  return graph.bulk_load(source, documents, options);
}

/// All triples that are no statements, in the words of their terms, as this order lists them.
std::set<Terms> plain_triples(const Snapshot& view, Order order) {
  std::set<Terms> found;
  for (const Triple& t : triples(view, order)) {
    if (t.statement != kNoId || kind_of(t.subject) == IdKind::Statement) continue;
    const std::vector<Term> terms = view.terms({{t.subject, t.predicate, t.object}});
    EXPECT_TRUE(found.insert({terms[0], terms[1], terms[2]}).second);
  }
  return found;
}

void demand_triples(const Graph& graph, const std::vector<Terms>& expected) {
  const auto view = graph.snapshot();
  for (const Order order : kOrders)
    EXPECT_EQ(plain_triples(*view, order), std::set<Terms>(expected.begin(), expected.end()));
  EXPECT_EQ(graph.check(), std::vector<std::string>());
}

class BulkTest : public StoreTest {
 protected:
  std::mt19937 random_{11};
};

TEST_F(BulkTest, AnEmptyGraphHoldsEachTripleOnce) {
  const auto triples = random_triples(random_, 5000);
  std::vector<std::vector<Triple>> rows;
  for (const auto& [memory, jobs] : {std::pair(1ULL << 30, 1U), {1ULL << 30, 3U}, {1ULL << 12, 2U}}) {
    const std::string folder = path(std::to_string(memory) + "-" + std::to_string(jobs));
    {
      const auto graph = Graph::open_for_writing(folder);
      BulkOptions options;
      options.memory = memory;
      options.jobs = jobs;
      const BulkResult result = load_in_bulk(*graph, triples, options, 60);  // more than fits
      EXPECT_EQ(result.read, 60 * triples.size());
      EXPECT_EQ(result.added, std::set<Terms>(triples.begin(), triples.end()).size());
      demand_triples(*graph, triples);
    }
    EXPECT_FALSE(std::filesystem::exists(store::bulk_folder(folder)));
    const auto graph = Graph::open(folder);
    demand_triples(*graph, triples);
    rows.push_back(kg::triples(*graph->snapshot(), Order::Pos));
    EXPECT_EQ(rows.back(), rows.front());  // the same ids, too
    EXPECT_TRUE(graph->holds("data.nt", "hash"));
  }
}

TEST_F(BulkTest, WhatTheGraphHadStaysAndWhatComesLaterIsRight) {
  const auto graph = Graph::open_for_writing(path());
  graph->load(
      document_of("a.facts",
                  {"China suspended export_controls duration=1year", "PRC met Australia date=2025-10-30",
                   "Zambia exports 70% share=1..2year", "China said \"no\"@en"},
                  {{"PRC", "China", "country", true}, {"U.S.", "America", "country", false}}));
  graph->load(document_of("b.facts", {"Australia met China", "Peru rank_deposits 12345678901234567890123"}));
  graph->change({{read_statement("Peru met Chile")}}, {}, {});
  const auto before = exported(*graph->snapshot());
  const auto rows_before = graph->snapshot()->stats().statements;
  std::vector<Terms> all;
  for (const std::size_t count : {400U, 3000U, 0U}) {
    const auto triples = random_triples(random_, count);
    all.insert(all.end(), triples.begin(), triples.end());
    const std::size_t known = graph->snapshot()->stats().statements;
    EXPECT_EQ(load_in_bulk(*graph, triples).added,
              std::set<Terms>(all.begin(), all.end()).size() + rows_before - known);
    EXPECT_EQ(exported(*graph->snapshot()), before);
    demand_triples(*graph, all);
    EXPECT_EQ(graph->snapshot()->entities_named("prc"), graph->snapshot()->entities_named("China"));
    EXPECT_EQ(graph->snapshot()->find(Term::name("China")),
              std::optional(id_of(*graph->snapshot(), "China")));
  }
  // The dictionary goes on above the watermark; documents come and go as ever.
  graph->load(document_of("c.facts", {"Wales met China", "Peru met Chile since=2020"}));
  graph->forget("a.facts");
  EXPECT_EQ(graph->check(), std::vector<std::string>());
  load_in_bulk(*graph, {});
  demand_triples(*graph, all);
  EXPECT_NE(id_of(*graph->snapshot(), "Wales"), kNoId);
}

/// The triples that these statements are, without their qualifiers.
Terms terms_of(const std::string& line) {
  const Statement statement = read_statement(line);
  return {statement.subject, statement.predicate, statement.object};
}

TEST_F(BulkTest, ATripleAndAStatementThatSayTheSameAreOneFact) {
  const std::vector<std::string> lines = {"China met Peru", "China met Peru date=2025", "Chile met Peru",
                                          "<http://example.org/1> <http://example.org/1001> 7"};
  std::vector<Terms> triples = random_triples(random_, 40);
  for (const std::string& line : lines) triples.push_back(terms_of(line));
  std::set<Terms> plain(triples.begin(), triples.end());
  for (const std::string& line : lines) plain.erase(terms_of(line));
  for (const bool statements_first : {true, false}) {
    for (const bool rewritten : {true, false}) {
      const std::string folder = path(std::to_string(statements_first) + std::to_string(rewritten));
      const auto graph = Graph::open_for_writing(folder);
      std::vector<std::string> many;  // beside which the triples are few
      for (int i = 0; i < 60 * 32 && !rewritten; ++i) many.push_back("a b c" + std::to_string(i));
      if (!rewritten) graph->load(document_of("many", many));
      if (statements_first) graph->load(document_of("a", lines));
      load_in_bulk(*graph, triples);
      if (!statements_first) graph->load(document_of("a", lines));
      EXPECT_EQ(graph->check(), std::vector<std::string>());
      EXPECT_EQ(plain_triples(*graph->snapshot(), Order::Pos), plain);
      EXPECT_EQ(graph->snapshot()->document(kTriplesDocument)->statements, 3U);  // not the one with a date
      load_in_bulk(*graph, triples);
      graph->forget("a");
      EXPECT_EQ(graph->check(), std::vector<std::string>());
      const auto left = printed(*graph->snapshot());
      EXPECT_EQ(left.size(), many.size() + 3);
      EXPECT_EQ(std::ranges::count(left, "China met Peru date=2025"), 0);
      EXPECT_EQ(graph->snapshot()->stats().statements, many.size() + 3 + plain.size());
    }
  }
}

TEST_F(BulkTest, FewTriplesAreACommitAndComeAndGo) {
  const auto graph = Graph::open_for_writing(path());
  auto all = random_triples(random_, 3000);
  load_in_bulk(*graph, all);
  const std::uint64_t terms = graph->snapshot()->stats().terms;
  for (int round = 0; round < 4; ++round) {
    graph->begin();
    auto few = random_triples(random_, 10);
    few.push_back(
        {Term::string("new"), {TermKind::Iri, "new:" + std::to_string(round), {}}, Term::name("new")});
    const std::size_t before = std::set<Terms>(all.begin(), all.end()).size();
    all.insert(all.end(), few.begin(), few.end());
    EXPECT_EQ(load_in_bulk(*graph, few).added, std::set<Terms>(all.begin(), all.end()).size() - before);
    demand_triples(*graph, all);
    graph->commit();
    EXPECT_GT(graph->snapshot()->stats().terms, terms);
    std::vector<Triple> removed;
    for (const Triple& triple : triples(*graph->snapshot(), Order::Spo))
      if (random_() % 3 == 0) removed.push_back(triple);
    graph->change({}, {}, {}, removed);
    for (const Triple& triple : removed) {
      const std::vector<Term> gone =
          graph->snapshot()->terms({{triple.subject, triple.predicate, triple.object}});
      std::erase(all, Terms{gone[0], gone[1], gone[2]});
    }
    demand_triples(*graph, all);
    graph->change({}, {}, {}, removed);  // again
    demand_triples(*graph, all);
  }
  load_in_bulk(*graph, random_triples(random_, 0));
  demand_triples(*graph, all);
}

TEST_F(BulkTest, PredicatesAreCounted) {
  const auto graph = Graph::open_for_writing(path());
  const auto triples = random_triples(random_, 2000);
  load_in_bulk(*graph, triples);
  std::map<Term, std::array<std::set<Term>, 2>> distinct;
  std::map<Term, std::size_t> counts;
  for (const Terms& triple : std::set<Terms>(triples.begin(), triples.end())) {
    distinct[triple[1]][0].insert(triple[0]);
    distinct[triple[1]][1].insert(triple[2]);
    ++counts[triple[1]];
  }
  const auto view = graph->snapshot();
  EXPECT_EQ(view->predicates().size(), counts.size());
  for (const PredicateInfo& info : view->predicates()) {
    const Term predicate = view->terms({&info.id, 1}).front();
    EXPECT_EQ(info.triples, counts[predicate]);
    EXPECT_EQ(info.subjects, distinct[predicate][0].size());
    EXPECT_EQ(info.objects, distinct[predicate][1].size());
  }
}

TEST_F(BulkTest, WhereItEndsEarlyTheGraphIsAsItWas) {
  const auto graph = Graph::open_for_writing(path());
  graph->load(document_of("a.facts", {"China met Peru"}));
  const auto version = graph->snapshot()->version();
  const auto triples = random_triples(random_, 1000);
  BulkOptions options;
  options.memory = 1 << 12;
  int calls = 0, ended = -1;
  options.watch = [&] {
    if (calls++ == ended) throw Error("enough");
  };
  load_in_bulk(*Graph::open_for_writing(path("other.kg")), triples, options, 150);
  const int all = calls;
  EXPECT_GT(all, 10);
  for (ended = 0; ended < all; ended += 1 + ended / 4) {
    calls = 0;
    EXPECT_THROW(load_in_bulk(*graph, triples, options, 150), Error) << ended;
    EXPECT_EQ(graph->snapshot()->version(), version);
    EXPECT_FALSE(std::filesystem::exists(store::bulk_folder(path())));
  }
  demand_triples(*graph, {});
  graph->begin();
  EXPECT_THROW(load_in_bulk(*graph, triples), Error);
  graph->rollback();
}

TEST_F(BulkTest, DocumentsHaveNamesOfTheirOwn) {
  const auto graph = Graph::open_for_writing(path());
  std::vector<std::string> many;
  for (int i = 0; i < 100; ++i) many.push_back("a b c" + std::to_string(i));
  graph->load(document_of("many", many));
  const auto load = [&](const std::vector<std::string>& names, std::size_t count) {
    std::vector<TripleDocument> documents;
    for (const std::string& name : names) documents.push_back({name, "2026-01-01", "hash"});
    const TermView iri = {TermKind::Iri, "e:a", {}};
    graph->bulk_load(
        [&](std::size_t, const TripleSink& sink) {
          for (std::size_t i = 0; i < count; ++i) sink({iri, iri, iri});
        },
        documents, {});
  };
  for (const std::size_t count : {1U, 1000U}) {  // a commit, a rewrite
    EXPECT_THROW(load({"a.nt", "b.nt", "a.nt"}, count), Error);
    EXPECT_THROW(load({std::string(kTriplesDocument)}, count), Error);
    EXPECT_THROW(load({std::string(kAssertedDocument)}, count), Error);
    EXPECT_EQ(graph->check(), std::vector<std::string>());
    load({"a.nt", "b.nt", "many"}, count);
    EXPECT_EQ(graph->check(), std::vector<std::string>());
    EXPECT_EQ(graph->snapshot()->documents().size(), 3U);
    EXPECT_EQ(graph->snapshot()->text("many", 0, 6), "a b c0");  // what the text says stays
    EXPECT_TRUE(graph->holds("many", "hash"));
  }
}

TEST_F(BulkTest, CompactingPutsEverythingInOrder) {
  const auto triples = random_triples(random_, 2000);
  std::vector<std::string> before;
  {
    const auto graph = Graph::open_for_writing(path());
    for (int i = 0; i < 30; ++i)
      graph->load(document_of("a" + std::to_string(i % 3),
                              {"a b c" + std::to_string(i), "x met y date=2025", "p q r"}));
    load_in_bulk(*graph, triples);
    graph->load(
        document_of("b", {"Zug liegt Schweiz", "x met y date=2025"}, {{"CH", "Schweiz", "country", true}}));
    graph->forget("a1");
    before = exported(*graph->snapshot());
    BulkOptions options;
    options.jobs = 2;
    graph->compact(options);
    const std::uint64_t bytes = graph->snapshot()->stats().bytes_on_disk;
    for (int i = 0; i < 2; ++i) graph->compact(options);
    EXPECT_LT(graph->snapshot()->stats().bytes_on_disk, bytes + bytes / 5);  // what was there before is gone
    EXPECT_EQ(exported(*graph->snapshot()), before);
    demand_triples(*graph, triples);
  }
  const auto view = store::open_rocks(path(), path(), store::Access::Read)->view();
  EXPECT_FALSE(view->iterate(store::prefix_range(store::key(store::Space::TermOfId)))->valid());
  EXPECT_TRUE(view->iterate(store::prefix_range(store::key(store::Space::TermBlock)))->valid());
  EXPECT_EQ(exported(*Graph::open(path())->snapshot()), before);
}

TEST_F(BulkTest, WhatAKilledLoadLeftGoesAtTheNextOpening) {
  Graph::open_for_writing(path());
  std::filesystem::create_directory(store::bulk_folder(path()));
  std::filesystem::create_directory(store::bulk_folder(path()) + "/1.sst");
  Graph::open_for_writing(path());
  EXPECT_FALSE(std::filesystem::exists(store::bulk_folder(path())));
}

}  // namespace
}  // namespace kg
