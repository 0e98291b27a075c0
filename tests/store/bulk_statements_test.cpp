// Statements that come in bulk, against the same ones loaded as a document like others, whatever the graph
// had before: by a commit and by a rewrite, in memory and through files.
#include <map>
#include <random>

#include "kg/store/bulk/entry_sorter.hpp"
#include "tests/store/store_test.hpp"

namespace kg {
namespace {

TEST_F(StoreTest, EntriesAreSortedWithinAnyMemory) {
  for (const std::uint64_t memory : {1ULL << 30, 1ULL << 10}) {
    std::mt19937 random(7);
    store::SpoolFile file(folder_.string());
    store::EntrySorter sorter(memory, file);
    std::multimap<std::string, std::string> expected;
    for (int i = 0; i < 60'000; ++i) {
      std::string key;
      for (auto n = random() % 60; n > 0; --n) key.push_back("\0a\xff"[random() % 3]);
      const std::string value(random() % 40, 'v');
      sorter.add(key, value);
      expected.emplace(key, value);
    }
    std::multimap<std::string, std::string> found;
    std::string last;
    sorter.visit_sorted([&](std::string_view key, std::string_view value) {
      EXPECT_LE(last, key);
      last = key;
      found.emplace(key, value);
    });
    const auto sorted = [](const auto& entries) {
      std::vector<std::pair<std::string, std::string>> all(entries.begin(), entries.end());
      std::ranges::sort(all);
      return all;
    };
    EXPECT_TRUE(sorted(found) == sorted(expected)) << memory;
  }
}

/// Statements with qualifiers, of few terms, so that many come again; some names of the aliases below.
std::vector<Statement> random_statements(std::mt19937& random, std::size_t count) {
  const auto name = [&] {
    static const std::vector<std::string> kNames = {"PRC", "China", "Holland", "Netherlands", "Peru"};
    const auto n = random() % 400;
    return n < kNames.size() ? kNames[n] : "n" + std::to_string(n);
  };
  std::vector<Statement> statements;
  while (statements.size() < count) {
    const std::vector<Term> objects = {Term::name(name()),
                                       Term::string("x", "@en"),
                                       {TermKind::Integer, std::to_string(random() % 5), {}},
                                       Term::iri("http://e/" + std::to_string(random() % 9))};
    Statement one = {Term::name(name()),
                     Term::name("p" + std::to_string(random() % 3)),
                     objects[random() % objects.size()],
                     {}};
    for (auto n = 1 + random() % 3; n > 0; --n)
      one.qualifiers.emplace_back("k" + std::to_string(random() % 3), objects[random() % objects.size()]);
    normalise(one);
    statements.push_back(one);
    if (random() % 5 == 0) statements.push_back(statements[random() % statements.size()]);
  }
  return statements;
}

TermView view(const Term& term) {
  return {term.kind, term.text, term.tag};
}

BulkResult load_in_bulk(Graph& graph, const std::string& name, const std::vector<Statement>& statements,
                        const BulkOptions& options, int times) {
  const TripleSource source = [&](std::size_t job, const TripleSink& sink) {
    for (int time = 0; time < times; ++time) {
      for (std::size_t i = job; i < statements.size(); i += options.jobs) {
        const Statement& one = statements[i];
        std::vector<QualifierView> qualifiers;  // in another order, and the first twice
        for (const Qualifier& its : one.qualifiers)
          qualifiers.insert(qualifiers.begin(), {view(its.key), view(its.value)});
        qualifiers.push_back(qualifiers.front());
        sink({view(one.subject), view(one.predicate), view(one.object), qualifiers});
        if (i % 3 == 0) sink({view(one.subject), view(one.predicate), view(one.object)});
      }
    }
  };
  const std::vector<TripleDocument> documents = {
      {name, "2026-01-01", std::to_string(statements.size()), {{"e", "http://e/"}}, "rdf"}};
  return graph.bulk_load(source, documents, options);
}

/// The same by the means for a document.
void load_one_by_one(Graph& graph, const std::string& name, const std::vector<Statement>& statements) {
  Document document;
  document.name = name;
  document.date = "2026-01-01";
  document.content_hash = std::to_string(statements.size());
  for (const Statement& one : statements) document.facts.push_back({one, {}, 1.0, "rdf"});
  graph.load(document);
  const TripleSource source = [&](std::size_t, const TripleSink& sink) {
    for (std::size_t i = 0; i < statements.size(); i += 3)
      sink({view(statements[i].subject), view(statements[i].predicate), view(statements[i].object)});
  };
  graph.bulk_load(source, {}, {});
}

/// Facts with all their evidence, and the plain triples.
std::vector<std::string> everything(const Snapshot& view) {
  std::vector<std::string> lines = exported(view);
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());  // of facts that are read in two ways
  for (const Triple& row : triples(view, Order::Pos)) {
    if (row.statement != kNoId || kind_of(row.subject) == IdKind::Statement) continue;
    const auto terms = view.terms({{row.subject, row.predicate, row.object}});
    lines.push_back("plain " + print(Statement{terms[0], terms[1], terms[2], {}}));
  }
  for (const DocumentInfo& document : view.documents())
    lines.push_back(document.name + " " + document.content_hash + " " + std::to_string(document.statements));
  std::ranges::sort(lines);
  return lines;
}

TEST_F(StoreTest, StatementsInBulkAreThoseOfADocument) {
  for (const bool rewritten : {true, false}) {
    for (const auto& [memory, jobs] : {std::pair(1ULL << 30, 1U), {1ULL << 12, 3U}}) {
      std::mt19937 random(11);
      const std::string folder = path(std::to_string(rewritten) + std::to_string(memory));
      const auto bulk = Graph::open_for_writing(folder + ".bulk");
      const auto naive = Graph::open_for_writing(folder + ".naive");
      const auto both = [&](const Document& document) {
        bulk->load(document);
        naive->load(document);
      };
      const TripleSource many = [&](std::size_t job, const TripleSink& sink) {  // beside them the rest is few
        const TermView same = {TermKind::Name, "a", {}};
        for (int i = 0; i < 7000 && job == 0; ++i) {
          const std::string object = "c" + std::to_string(i);
          sink({same, same, {TermKind::Name, object, {}}});
        }
      };
      for (const auto& graph : {bulk.get(), naive.get()})
        if (!rewritten) graph->bulk_load(many, {}, {});
      BulkOptions options;
      options.memory = memory;
      options.jobs = jobs;
      const std::vector<std::pair<std::string, std::size_t>> loads = {
          {"a.nq", 20}, {"b.nq", 25}, {"a.nq", 30}, {"a.nq", 15}, {"a.nq", 0}, {"c.nq", 22}};
      std::string last;
      for (std::size_t i = 0; i < loads.size(); ++i) {
        if (i == 1)
          both(document_of("x", {"PRC met Peru k1=PRC", "China p1 n7"}, {{"PRC", "China", "country", true}}));
        if (i == 3) both(document_of("y", {"Holland p2 n9"}, {{"Holland", "Netherlands", "country", true}}));
        const auto& [name, count] = loads[i];
        const auto statements = random_statements(random, count);
        load_in_bulk(*bulk, name, statements, options,
                     rewritten && jobs > 1 && i == 0 ? 4000 : 1);  // more than fits
        load_one_by_one(*naive, name, statements);
        last = std::to_string(statements.size());
        ASSERT_EQ(bulk->check(), std::vector<std::string>()) << i;
        ASSERT_EQ(everything(*bulk->snapshot()), everything(*naive->snapshot())) << i;
      }
      EXPECT_EQ(bulk->snapshot()->prefixes().at("e"), "http://e/");
      for (const Graph* graph : {bulk.get(), naive.get()}) EXPECT_TRUE(graph->holds("c.nq", last));
      for (const auto& graph : {bulk.get(), naive.get()}) {
        graph->forget("x");
        graph->compact({});
        EXPECT_EQ(graph->check(), std::vector<std::string>());
      }
      EXPECT_EQ(everything(*bulk->snapshot()), everything(*naive->snapshot()));
    }
  }
}

}  // namespace
}  // namespace kg
