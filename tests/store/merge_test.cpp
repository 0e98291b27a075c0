// The rule of merging: statements are exactly evidence mapped through the table, whatever the order of
// loading. Random documents with random aliases are loaded, replaced, forgotten and merged, and statements
// are written by hand; after every step the graph is sound, and in the end it says what fresh ones say.
#include <fmt/format.h>

#include <map>
#include <random>

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

class MergeTest : public StoreTest, public testing::WithParamInterface<unsigned> {};

TEST_P(MergeTest, AnyHistoryEqualsAFreshGraph) {
  Random random(GetParam());
  const auto graph = Graph::open_for_writing(path("history.kg"));
  std::map<std::string, Document> held;
  std::vector<Statement> by_hand;
  std::map<std::string, std::string> decided;
  for (int step = 0; step < 25; ++step) {
    const std::string name = fmt::format("d{}", below(random, 6));
    if (below(random, 5) == 0) {
      by_hand.push_back(random_document(random, "").facts[0].statement);
      graph->change({&by_hand.back(), 1}, {});
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
    const auto decide = [&] {
      for (const auto& [alias, canonical] : decided) fresh->point_name(alias, canonical);
      fresh->change(by_hand, {});
    };
    if (permutation == 0) decide();
    for (const std::string& name : order) fresh->load(held[name]);
    if (permutation == 1) decide();
    const auto a = graph->snapshot(), b = fresh->snapshot();
    EXPECT_EQ(printed(*a), printed(*b));
    EXPECT_EQ(exported(*a), exported(*b));
    EXPECT_EQ(a->stats().statements, b->stats().statements);
    EXPECT_EQ(a->stats().evidence, b->stats().evidence);
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
