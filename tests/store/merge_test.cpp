// The rule of merging: statements are exactly evidence mapped through the table, whatever the order of
// loading. Random documents with random aliases are loaded, replaced, forgotten and merged, and statements
// and triples are written; after every step the graph is sound, and in the end it says what fresh ones say.
#include <fmt/format.h>

#include <map>
#include <random>
#include <set>

#include "tests/store/store_test.hpp"

namespace kg {
namespace {

using Lines = std::vector<std::string>;
using Random = std::mt19937;

int below(Random& random, int end) {
  return static_cast<int>(random() % static_cast<unsigned>(end));
}

std::string some_name(Random& random) {
  return fmt::format("N{}", below(random, 7));
}

Document random_document(Random& random, const std::string& name) {
  Lines lines;
  for (int i = below(random, 5); i >= 0; --i) {
    std::string line =
        fmt::format("{} {} {}", some_name(random), below(random, 3) ? "met" : "told", some_name(random));
    for (int k = below(random, 3); k > 0; --k) line += fmt::format(" with={}", some_name(random));
    lines.push_back(line);
  }
  std::vector<Alias> aliases;
  for (int i = below(random, 3); i > 0; --i) {
    aliases.push_back({some_name(random), some_name(random), "random", below(random, 4) != 0});
  }
  Document document = document_of(name, lines, aliases);
  for (const Alias& alias : aliases) document.content_hash += alias.everywhere ? "!" : "?";
  return document;
}

/// What has no statement of its own, printed.
Lines plain_lines(const Snapshot& view) {
  Lines lines;
  for (const Triple& t : triples(view, Order::Osp)) {
    if (t.statement != kNoId || kind_of(t.subject) == IdKind::Statement) continue;
    const std::vector<Term> terms = view.terms({{t.subject, t.predicate, t.object}});
    lines.push_back(print(Statement{terms[0], terms[1], terms[2], {}}));
  }
  return lines;
}

/// Statements and plain triples: the history decides which of the two a fact is.
Lines facts(const Snapshot& view) {
  Lines lines = printed(view);
  const Lines plain = plain_lines(view);
  lines.insert(lines.end(), plain.begin(), plain.end());
  std::sort(lines.begin(), lines.end());
  return lines;
}

/// Without the evidence of triples.
Lines exported_texts(const Snapshot& view) {
  Lines lines = exported(view);
  std::erase_if(lines, [](const std::string& line) { return line.ends_with("| triples | "); });
  return lines;
}

/// Loads them as triples, with so many others that a graph is rewritten for them if `rewritten`.
std::uint64_t load_triples(Graph& graph, const Lines& lines, bool rewritten) {
  const auto view = [](const Term& term) { return TermView{term.kind, term.text, term.tag}; };
  const auto source = [&](std::size_t, const TripleSink& sink) {
    for (const std::string& line : lines) {
      const Statement s = read_statement(line);
      for (std::size_t i = rewritten ? 100'001 / lines.size() + 1 : 1; i > 0; --i)
        sink({view(s.subject), view(s.predicate), view(s.object)});
    }
  };
  const std::vector<TripleDocument> documents = {{"data.nt", "", ""}};
  return graph.bulk_load(source, documents, {}).added;
}

/// Facts beside which few triples are loaded by a commit.
void grow(Graph& graph) {
  Lines many;
  for (int i = 0; i < 200; ++i) many.push_back(fmt::format("a b c{}", i));
  graph.load(document_of("many", many));
}

class MergeTest : public StoreTest, public testing::WithParamInterface<unsigned> {};

TEST_P(MergeTest, AnyHistoryEqualsAFreshGraph) {
  Random random(GetParam());
  const auto graph = Graph::open_for_writing(path("history.kg"));
  grow(*graph);
  std::set<std::string> as_triples;
  std::map<std::string, Document> held;
  std::vector<Statement> by_hand;
  std::map<std::string, std::string> decided;
  for (int step = 0; step < 25; ++step) {
    const std::string name = fmt::format("d{}", below(random, 6));
    if (below(random, 5) == 0) {
      by_hand.push_back(random_document(random, "").facts[0].statement);
      graph->change({&by_hand.back(), 1}, {});
    } else if (below(random, 4) == 0) {
      Lines lines;
      for (int i = below(random, 3); i >= 0; --i)
        lines.push_back(fmt::format("{} met {}", some_name(random), some_name(random)));
      const std::uint64_t before = graph->snapshot()->stats().statements;
      const std::uint64_t added = load_triples(*graph, lines, below(random, 3) == 0);
      EXPECT_EQ(graph->snapshot()->stats().statements, before + added);
      as_triples.insert(lines.begin(), lines.end());
    } else if (below(random, 6) == 0) {
      const std::string alias = some_name(random);
      decided[alias] = below(random, 3) == 0 ? alias : some_name(random);  // some are split off
      graph->point_name(alias, decided[alias]);
    } else if (below(random, 3) == 0) {
      EXPECT_EQ(graph->forget(name), held.erase(name) == 1);
    } else {
      held[name] = random_document(random, name);
      graph->load(held[name]);
    }
    ASSERT_EQ(graph->check(), Lines{}) << "step " << step;
  }

  std::vector<std::string> order;
  for (const auto& [name, document] : held) order.push_back(name);
  for (int permutation = 0; permutation < 2; ++permutation) {
    std::shuffle(order.begin(), order.end(), random);
    const auto fresh = Graph::open_for_writing(path(fmt::format("fresh{}.kg", permutation)));
    grow(*fresh);
    const auto decide = [&] {
      if (!as_triples.empty()) load_triples(*fresh, {as_triples.begin(), as_triples.end()}, true);
      for (const auto& [alias, canonical] : decided) fresh->point_name(alias, canonical);
      fresh->change(by_hand, {});
    };
    if (permutation == 0) decide();
    for (const std::string& name : order) fresh->load(held[name]);
    if (permutation == 1) decide();
    const auto a = graph->snapshot(), b = fresh->snapshot();
    EXPECT_EQ(fresh->check(), Lines{});
    EXPECT_EQ(facts(*a), facts(*b));
    EXPECT_EQ(exported_texts(*a), exported_texts(*b));
    EXPECT_EQ(a->stats().statements, b->stats().statements);
    EXPECT_EQ(a->stats().entities, b->stats().entities);
    EXPECT_EQ(a->stats().predicates, b->stats().predicates);
    EXPECT_EQ(a->stats().qualifiers, b->stats().qualifiers);
    for (int i = 0; i < 7; ++i) {
      const std::string name = fmt::format("n{}", i);  // by case, too
      const auto names_in = [&](const Snapshot& view) {
        Lines names;
        for (const Term& term : view.terms(view.entities_named(name))) names.push_back(term.text);
        std::sort(names.begin(), names.end());
        return names;
      };
      EXPECT_EQ(names_in(*a), names_in(*b)) << name;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, MergeTest, testing::Range(0u, 16u));

class MergeCasesTest : public StoreTest {};

TEST_F(MergeCasesTest, NamesOfTriplesAreMergedAndSplitWhicheverWayTheyCome) {
  const Lines lines = {"PRC borders India", "Nepal borders PRC", "India borders Nepal"};
  const Lines merged = {"China borders India", "India borders Nepal", "Nepal borders China"};
  const Lines apart = {"India borders Nepal", "Nepal borders PRC", "PRC borders India"};
  for (const bool alias_first : {true, false}) {
    for (const bool rewritten : {true, false}) {
      for (const bool said : {true, false}) {
        const auto graph = Graph::open_for_writing(path(fmt::format("{}{}{}", alias_first, rewritten, said)));
        grow(*graph);
        const Lines others = facts(*graph->snapshot());
        const auto expect_facts = [&](Lines expected) {
          expected.insert(expected.end(), others.begin(), others.end());
          std::sort(expected.begin(), expected.end());
          EXPECT_EQ(facts(*graph->snapshot()), expected) << alias_first << rewritten << said;
          EXPECT_EQ(graph->check(), Lines{}) << alias_first << rewritten << said;
        };
        if (said) graph->load(document_of("said", {"China borders India"}));
        if (alias_first) graph->point_name("PRC", "China");
        EXPECT_EQ(load_triples(*graph, lines, rewritten), said && alias_first ? 2U : 3U);
        if (!alias_first) graph->point_name("PRC", "China");
        expect_facts(merged);
        EXPECT_EQ(plain_lines(*graph->snapshot()), Lines{"India borders Nepal"});
        EXPECT_EQ(load_triples(*graph, lines, rewritten), 0U);
        graph->load(document_of("later", {"PRC borders India"}));
        expect_facts(merged);
        graph->forget("later");
        // Also as a triple, whose name is not merged:
        EXPECT_EQ(load_triples(*graph, {"China borders India"}, rewritten), 0U);
        expect_facts(merged);
        graph->compact({});
        expect_facts(merged);
        graph->point_name("PRC", "PRC");
        Lines split = apart;
        split.push_back("China borders India");
        expect_facts(split);
        graph->forget("said");
        expect_facts(split);
        EXPECT_EQ(load_triples(*graph, lines, rewritten), 0U);
        expect_facts(split);
      }
    }
  }
}

TEST_F(MergeCasesTest, ATripleThatGoesAndComesAsAStatementIsCountedOnce) {
  const auto graph = Graph::open_for_writing(path());
  load_triples(*graph, {"China borders India", "China borders Nepal"}, false);
  const Triple row = triples(*graph->snapshot(), Order::Spo).front();
  const Statement same = read_statement(plain_lines(*graph->snapshot()).front());
  graph->change({&same, 1}, {}, {}, {{row}});
  EXPECT_EQ(facts(*graph->snapshot()), (Lines{"China borders India", "China borders Nepal"}));
  EXPECT_EQ(graph->check(), Lines{});
}

TEST_F(MergeCasesTest, WhatIsDecidedByHandOutweighsDocuments) {
  const auto graph = Graph::open_for_writing(path());
  graph->load(document_of("a", {"A met X", "B met X"}, {{"A", "B", "surname", true}}));
  graph->load(document_of("b", {"A met Y"}, {{"A", "B", "surname", true}}));
  EXPECT_EQ(printed(*graph->snapshot()), (Lines{"B met X", "B met Y"}));
  graph->point_name("A", "A");
  EXPECT_EQ(printed(*graph->snapshot()), (Lines{"A met X", "A met Y", "B met X"}));
  graph->point_name("A", "C");
  EXPECT_EQ(printed(*graph->snapshot()), (Lines{"B met X", "C met X", "C met Y"}));
  graph->point_name("B", "A");
  EXPECT_EQ(printed(*graph->snapshot()), (Lines{"C met X", "C met Y"}));
  EXPECT_EQ(graph->check(), Lines{});
  EXPECT_TRUE(graph->forget(kAssertedDocument));  // and with it all that was decided
  EXPECT_EQ(printed(*graph->snapshot()), (Lines{"B met X", "B met Y"}));
  EXPECT_EQ(graph->check(), Lines{});
}

TEST_F(MergeCasesTest, InACircleTheHandDecidesTheEnd) {
  const auto graph = Graph::open_for_writing(path());
  graph->load(document_of("a", {"A met X", "B met Y"}, {{"B", "A", "", true}}));
  graph->point_name("A", "B");  // B → A by the document
  EXPECT_EQ(printed(*graph->snapshot()), (Lines{"B met X", "B met Y"}));
  EXPECT_EQ(graph->check(), Lines{});
}

TEST_F(MergeCasesTest, DecisionsAreStagedWithTheRest) {
  const auto graph = Graph::open_for_writing(path());
  graph->load(document_of("a", {"A met X"}));
  graph->begin();
  graph->point_name("A", "B");
  EXPECT_EQ(printed(*graph->snapshot()), (Lines{"B met X"}));
  graph->rollback();
  EXPECT_EQ(printed(*graph->snapshot()), (Lines{"A met X"}));
  EXPECT_EQ(graph->check(), Lines{});
}

TEST_F(MergeCasesTest, ChainsAndCirclesEndSomewhere) {
  const auto graph = Graph::open_for_writing(path());
  graph->load(document_of("a", {"A met X", "B met X", "C met X"}));
  graph->load(document_of("b", {}, {{"A", "B", "", true}}));
  graph->load(document_of("c", {}, {{"B", "C", "", true}}));
  EXPECT_EQ(printed(*graph->snapshot()), (Lines{"C met X"}));
  EXPECT_EQ(graph->snapshot()->stats().evidence, 3u);
  graph->load(document_of("d", {}, {{"C", "A", "", true}}));  // a circle: the first name
  EXPECT_EQ(printed(*graph->snapshot()), (Lines{"A met X"}));
  EXPECT_EQ(graph->check(), Lines{});
  graph->forget("b");
  EXPECT_EQ(printed(*graph->snapshot()), (Lines{"A met X"}));  // B → C → A
  graph->forget("c");
  EXPECT_EQ(printed(*graph->snapshot()), (Lines{"A met X", "B met X"}));
  graph->forget("d");
  EXPECT_EQ(printed(*graph->snapshot()), (Lines{"A met X", "B met X", "C met X"}));
  EXPECT_EQ(graph->check(), Lines{});
}

TEST_F(MergeCasesTest, ReadingsOfOnePlaceThatBecomeOneStatementAreOnePieceOfEvidence) {
  const auto graph = Graph::open_for_writing(path());
  Document document = document_of("a", {"U.S. taxed steel", "United_States taxed steel"});
  document.facts[1].span = document.facts[0].span;
  document.facts[1].confidence = 0.5;
  graph->load(document);
  EXPECT_EQ(printed(*graph->snapshot()).size(), 2u);
  graph->load(document_of("b", {}, {{"U.S.", "United_States", "country", true}}));
  const auto view = graph->snapshot();
  const auto ids = view->statements_of_document("a");
  ASSERT_EQ(ids.size(), 1u);
  const auto evidence = view->evidence(ids);
  ASSERT_EQ(evidence.size(), 1u);
  EXPECT_EQ(evidence[0].confidence, 1.0);
  graph->forget("b");
  EXPECT_EQ(printed(*graph->snapshot()).size(), 2u);
}

TEST_F(MergeCasesTest, WhatIsWrittenByHandIsMappedToo) {
  const auto graph = Graph::open_for_writing(path());
  graph->load(document_of("b", {}, {{"U.S.", "United_States", "country", true}}));
  const std::vector<Statement> by_hand = {read_statement("U.S. taxed steel"),
                                          read_statement("United_States taxed steel")};
  EXPECT_EQ(graph->change(by_hand, {}), 1u);
  EXPECT_EQ(printed(*graph->snapshot()), (Lines{"United_States taxed steel"}));
  graph->forget("b");
  EXPECT_EQ(printed(*graph->snapshot()), (Lines{"'U.S.' taxed steel", "United_States taxed steel"}));
  EXPECT_EQ(graph->check(), Lines{});
}

TEST_F(MergeCasesTest, TheSameFactTwiceIsOnePieceOfEvidence) {
  const auto graph = Graph::open_for_writing(path());
  Document document = document_of("a", {"a b c", "a b c"});
  document.facts.push_back(document.facts[0]);
  document.facts.back().confidence = 0.25;
  graph->load(document);
  const auto view = graph->snapshot();
  EXPECT_EQ(view->stats().evidence, 2u);  // two lines
  EXPECT_EQ(view->stats().statements, 1u);
}

}  // namespace
}  // namespace kg
