// Transactions of a graph: what is staged is what is written, and what is rolled back never was.
#include <map>
#include <random>

#include "kg/error.hpp"
#include "kg/store/key_value.hpp"
#include "tests/store/store_test.hpp"

namespace kg {
namespace {

using Lines = std::vector<std::string>;
using Bytes = std::map<std::string, std::string>;

/// Every entry of the graph, which no writer holds.
Bytes bytes_of(const std::string& path) {
  Bytes bytes;
  const auto view = store::open_rocks(path, path, store::Access::Read)->view();
  for (const auto entry = view->iterate({"", "\xff"}); entry->valid(); entry->next())
    bytes.emplace(entry->key(), entry->value());
  return bytes;
}

/// What a snapshot says of everything.
Lines all_of(const Snapshot& view) {
  Lines lines = printed(view);
  for (const std::string& line : exported(view)) lines.push_back(line);
  for (const PredicateInfo& one : view.predicates())
    lines.push_back(one.term.text + std::to_string(one.triples));
  for (const auto& [key, count] : view.qualifier_keys())
    lines.push_back(key.text + "=" + std::to_string(count));
  for (const DocumentInfo& one : view.documents()) lines.push_back(one.name + one.content_hash);
  const GraphStats stats = view.stats();
  for (const std::uint64_t number : {stats.statements, stats.entities, stats.predicates, stats.qualifiers,
                                     stats.evidence, stats.documents, stats.terms, view.version()})
    lines.push_back(std::to_string(number));
  return lines;
}

/// One random change; the same seed does the same to the same graph.
void change_somehow(Graph& graph, std::mt19937& random) {
  static const Lines kNames = {"Japan", "China", "PRC", "Peru", "Nippon"};
  static const Lines kDeeds = {"joined", "left", "met"};
  const auto one_of = [&](const Lines& words) { return words[random() % words.size()]; };
  const auto line = [&] {
    const std::string subject = one_of(kNames), deed = one_of(kDeeds), object = one_of(kNames);
    return subject + " " + deed + " " + object + (random() % 2 == 0 ? " with=" + one_of(kNames) : "");
  };
  const std::string document = "d" + std::to_string(random() % 3);
  switch (random() % 4) {
    case 0: {
      Lines lines;
      for (std::size_t i = random() % 5; i > 0; --i) lines.push_back(line());
      std::vector<Alias> aliases;
      if (random() % 2 == 0) aliases.push_back({"PRC", "China", "test", true});
      if (random() % 2 == 0) aliases.push_back({"Nippon", "Japan", "test", true});
      graph.load(document_of(document, lines, aliases));
      break;
    }
    case 1:
      graph.forget(document);
      break;
    case 2: {
      const std::vector<Statement> added = {read_statement(line()), read_statement(line())};
      graph.change(added, {});
      break;
    }
    default: {
      std::vector<Id> ids;
      for (const Triple& triple : triples(*graph.snapshot(), Order::Spo))
        if (triple.statement != kNoId && random() % 3 == 0) ids.push_back(triple.statement);
      graph.change({}, ids);
    }
  }
}

class TransactionTest : public StoreTest {};

TEST_F(TransactionTest, WhatIsStagedIsWhatIsWritten) {
  for (std::uint32_t seed = 1; seed <= 6; ++seed) {
    const std::string one = path("one" + std::to_string(seed)), other = path("other" + std::to_string(seed));
    {
      const auto plain = Graph::open_for_writing(one), staged = Graph::open_for_writing(other);
      for (std::uint32_t round = 0; round < 4; ++round) {
        std::mt19937 random(seed * 100 + round), same(seed * 100 + round);
        staged->begin();
        for (int i = 0; i < 6; ++i) {
          change_somehow(*plain, random);
          change_somehow(*staged, same);
          ASSERT_EQ(all_of(*staged->snapshot()), all_of(*plain->snapshot())) << seed;
        }
        EXPECT_EQ(staged->check(), Lines{});
        const auto seen = staged->snapshot();
        staged->commit();
        EXPECT_FALSE(staged->in_transaction());
        EXPECT_EQ(all_of(*staged->snapshot()), all_of(*seen));
        EXPECT_EQ(staged->check(), Lines{});
      }
    }
    EXPECT_EQ(bytes_of(one), bytes_of(other)) << seed;
  }
}

TEST_F(TransactionTest, RollingBackLeavesTheBytesAsTheyWere) {
  for (std::uint32_t seed = 1; seed <= 6; ++seed) {
    std::mt19937 random(seed);
    {
      const auto graph = Graph::open_for_writing(path());
      for (int i = 0; i < 3; ++i) change_somehow(*graph, random);
    }
    const Bytes before = bytes_of(path());
    {
      const auto graph = Graph::open_for_writing(path());
      const Lines said = all_of(*graph->snapshot());
      graph->begin();
      for (int i = 0; i < 8; ++i) change_somehow(*graph, random);
      graph->rollback();
      EXPECT_EQ(all_of(*graph->snapshot()), said);
      graph->begin();
      for (int i = 0; i < 8; ++i) change_somehow(*graph, random);
    }  // the end of the graph drops it, too
    EXPECT_EQ(bytes_of(path()), before) << seed;
    EXPECT_EQ(Graph::open(path())->check(), Lines{});
  }
}

TEST_F(TransactionTest, OthersSeeNothingUntilItIsCommitted) {
  const auto graph = Graph::open_for_writing(path());
  graph->load(document_of("a", {"a b c"}));
  const auto before = graph->snapshot();
  graph->begin();
  graph->load(document_of("d", {"d e f", "g h i"}));
  EXPECT_TRUE(graph->holds("d", graph->snapshot()->document("d")->content_hash));
  EXPECT_EQ(printed(*before), (Lines{"a b c"}));
  EXPECT_EQ(printed(*Graph::open(path())->snapshot()), (Lines{"a b c"}));
  const auto staged = graph->snapshot();
  graph->change({}, std::vector{triples(*staged, Order::Spo).front().statement});
  EXPECT_EQ(printed(*staged), (Lines{"a b c", "d e f", "g h i"}));
  EXPECT_EQ(printed(*graph->snapshot()), (Lines{"d e f", "g h i"}));
  graph->commit();
  EXPECT_EQ(printed(*Graph::open(path())->snapshot()), (Lines{"d e f", "g h i"}));
  EXPECT_EQ(printed(*staged), (Lines{"a b c", "d e f", "g h i"}));
}

Lines facts_of(const Snapshot& snapshot, const std::vector<Triple>& rows) {
  Lines lines;
  for (const Statement& one : snapshot.statements_of(rows)) lines.push_back(print(one));
  std::sort(lines.begin(), lines.end());
  return lines;
}

std::vector<Id> ids_of(const std::vector<Triple>& rows) {
  std::vector<Id> ids;
  for (const Triple& row : rows) ids.push_back(row.statement);
  return ids;
}

TEST_F(TransactionTest, SaysWhatItAddsAndRemoves) {
  const auto graph = Graph::open_for_writing(path());
  graph->load(document_of("a", {"PRC met Peru", "Japan met Peru"}));
  const auto before = graph->snapshot();
  graph->begin();
  const auto added = [&] { return facts_of(*graph->snapshot(), graph->staged().added); };
  const auto removed = [&] { return facts_of(*before, graph->staged().removed); };
  EXPECT_EQ(added(), Lines{});
  const std::vector<Statement> two = {read_statement("Peru joined OPEC"), read_statement("Peru joined OECD")};
  EXPECT_EQ(graph->change(two, {}), 2u);
  const std::vector<Id> by_hand = graph->snapshot()->statements_of_document(kAssertedDocument);
  graph->change({}, std::span(by_hand).first(1));  // came and went
  graph->load(document_of("b", {}, {{"PRC", "China", "test", true}}));
  EXPECT_EQ(added(), (Lines{"China met Peru", "Peru joined OECD"}));
  EXPECT_EQ(removed(), (Lines{"PRC met Peru"}));
  graph->forget("b");
  EXPECT_EQ(added(), (Lines{"Peru joined OECD"}));
  EXPECT_EQ(removed(), Lines{}) << "the same statement under another number";
}

/// Ends changes at each of their looks in turn, in a transaction and outside: nothing of them is there.
TEST_F(TransactionTest, AChangeThatIsEndedHasNotHappened) {
  Lines lines;
  for (int i = 0; i < 300; ++i) lines.push_back("Country_" + std::to_string(i) + " joined UN");
  const auto graph = Graph::open_for_writing(path());
  graph->load(document_of("a", lines));
  const std::vector<Id> ids = graph->snapshot()->statements_of_document("a");
  const std::vector<Statement> one = {read_statement("Peru joined OECD")};
  const std::function<void(Graph&, const Watch&)> changes[] = {
      [&](Graph& to, const Watch& watch) { to.change(one, ids, watch); },
      [&](Graph& to, const Watch& watch) { to.load(document_of("b", lines), watch); },
      [&](Graph& to, const Watch& watch) { to.forget("a", watch); },
  };
  const Lines before = printed(*graph->snapshot());
  for (const bool in_transaction : {false, true}) {
    if (in_transaction) graph->begin();
    for (const auto& change : changes) {
      int looks = 0;
      const auto draft = graph->snapshot()->draft();
      if (in_transaction) draft->begin();
      change(*draft, [&] { ++looks; });
      EXPECT_GT(looks, 5);
      for (int look = 0; look < looks; ++look) {
        int left = look;
        EXPECT_THROW(change(*graph,
                            [&] {
                              if (left-- == 0) throw Error("ended");
                            }),
                     Error)
            << look;
        EXPECT_EQ(printed(*graph->snapshot()), before);
      }
    }
    EXPECT_EQ(graph->check(), Lines{});
  }
  EXPECT_TRUE(graph->staged().added.empty() && graph->staged().removed.empty());
  graph->forget("a");
  EXPECT_EQ(ids_of(graph->staged().removed), ids);
  graph->commit();
  EXPECT_EQ(printed(*graph->snapshot()), Lines{});
  EXPECT_EQ(graph->check(), Lines{});
}

TEST_F(TransactionTest, ADraftIsLost) {
  Graph::open_for_writing(path())->load(document_of("a", {"a b c"}));
  const Bytes before = bytes_of(path());
  auto reader = Graph::open(path());
  const auto view = reader->snapshot();
  reader.reset();
  const auto writer = Graph::open_for_writing(path());  // a draft takes no lock
  const auto draft = view->draft();
  draft->load(document_of("d", {"d e f"}));
  EXPECT_EQ(printed(*draft->snapshot()), (Lines{"a b c", "d e f"}));
  EXPECT_EQ(printed(*draft->snapshot()->draft()->snapshot()), (Lines{"a b c", "d e f"}));
  EXPECT_EQ(draft->check(), Lines{});
  EXPECT_EQ(printed(*view), (Lines{"a b c"}));
  EXPECT_EQ(bytes_of(path()), before);
}

TEST_F(TransactionTest, OneAtATimeAndOnlyForWriting) {
  const auto graph = Graph::open_for_writing(path());
  graph->begin();
  EXPECT_THROW(graph->begin(), Error);
  graph->commit();  // of nothing
  EXPECT_EQ(graph->snapshot()->version(), 0u);
  graph->begin();
  EXPECT_TRUE(graph->in_transaction());
  graph->load(document_of("a", {"a b c"}));
  graph->commit();
  EXPECT_THROW(Graph::open(path())->begin(), StorageError);
}

}  // namespace
}  // namespace kg
