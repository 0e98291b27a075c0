// Loading, reading back, replacing and forgetting: what Graph and Snapshot promise.
#include "kg/graph.hpp"

#include <atomic>
#include <map>
#include <thread>

#include "kg/error.hpp"
#include "tests/store/store_test.hpp"

namespace kg {
namespace {

using testing::Test;
using Lines = std::vector<std::string>;

class GraphTest : public StoreTest {};

const Lines kTrade = {
    "China suspended export_controls duration=1year",
    "Australia rank_deposits 4",
    "China controls rare_earth_mining share=70%",
    "Donald_Trump met Xi_Jinping date=2025-10-30 location=South_Korea",
    "Scott_Bessent said \"a year is enough\"",
};

TEST_F(GraphTest, WhatWasLoadedIsReadBack) {
  const auto graph = Graph::open_for_writing(path());
  EXPECT_EQ(graph->load(document_of("a.facts", kTrade)), LoadOutcome::Added);
  const auto view = graph->snapshot();
  Lines expected = kTrade;
  std::sort(expected.begin(), expected.end());
  EXPECT_EQ(printed(*view), expected);
  EXPECT_EQ(graph->check(), Lines{});

  const GraphStats stats = view->stats();
  EXPECT_EQ(stats.statements, 5u);
  EXPECT_EQ(stats.qualifiers, 4u);
  EXPECT_EQ(stats.evidence, 5u);
  EXPECT_EQ(stats.documents, 1u);
  EXPECT_EQ(stats.predicates, 5u);
  EXPECT_EQ(stats.entities,
            8u);  // China, export_controls, Australia, rare_earth_mining, Trump, Xi, South_Korea, Bessent
}

TEST_F(GraphTest, EveryPermutationListsAllTriplesInItsOrder) {
  const auto graph = Graph::open_for_writing(path());
  graph->load(document_of("a.facts", kTrade));
  const auto view = graph->snapshot();
  const auto spo = triples(*view, Order::Spo);
  EXPECT_EQ(spo.size(), 9u);
  EXPECT_TRUE(std::is_sorted(spo.begin(), spo.end()));
  for (const Order order : {Order::Pso, Order::Pos, Order::Osp}) {
    auto other = triples(*view, order);
    EXPECT_FALSE(std::is_sorted(other.begin(), other.end()));
    std::sort(other.begin(), other.end());
    EXPECT_EQ(other, spo);
  }
}

TEST_F(GraphTest, ScansFindWhatAPatternMatchesInEveryOrder) {
  const auto graph = Graph::open_for_writing(path());
  graph->load(document_of("a.facts", kTrade));
  const auto view = graph->snapshot();
  const Id china = id_of(*view, "China"), suspended = id_of(*view, "suspended"),
           duration = id_of(*view, "duration");
  const auto all = triples(*view, Order::Spo);
  const IdRange entities = {0, range_of(IdKind::Statement).low - 1};
  const std::vector<TriplePattern> patterns = {
      {},
      {IdRange::one(china), {}, {}},
      {{}, IdRange::one(suspended), {}},
      {IdRange::one(china), IdRange::one(suspended), {}},
      {entities, {}, {}},
      {range_of(IdKind::Statement), IdRange::one(duration), {}},
      {{}, {}, range_of(IdKind::Quantity)},
      {entities, {}, range_of(IdKind::Name)},
      {{}, IdRange::one(china), {}},
  };
  for (const TriplePattern& pattern : patterns) {
    std::vector<Triple> expected;
    std::copy_if(all.begin(), all.end(), std::back_inserter(expected),
                 [&](const Triple& t) { return pattern.matches(t); });
    for (const Order order : kOrders) {
      auto found = triples(*view, order, pattern);
      std::sort(found.begin(), found.end());
      EXPECT_EQ(found, expected);
      for (const AskedColumns& asked : {AskedColumns{true, false, false, true},
                                        {false, true, false, false},
                                        {false, false, true, true},
                                        {false, false, false, false}}) {
        const auto whole = view->scan(order, pattern), part = view->scan(order, pattern);
        part->ask(asked);
        TripleColumns all_columns, some;
        while (whole->next(all_columns)) {
          ASSERT_TRUE(part->next(some));
          ASSERT_EQ(some.size(), all_columns.size());
          for (std::size_t row = 0; row < some.size(); ++row) {
            EXPECT_TRUE(!asked.subject || some.subject[row] == all_columns.subject[row]);
            EXPECT_TRUE(!asked.predicate || some.predicate[row] == all_columns.predicate[row]);
            EXPECT_TRUE(!asked.object || some.object[row] == all_columns.object[row]);
            EXPECT_TRUE(!asked.statement || some.statement[row] == all_columns.statement[row]);
          }
        }
        EXPECT_FALSE(part->next(some));
      }
    }
    EXPECT_EQ(view->estimate(pattern), expected.size());
  }
}

TEST_F(GraphTest, ACursorSeeksForward) {
  const auto graph = Graph::open_for_writing(path());
  Lines lines;
  for (int i = 0; i < 3000; ++i)
    lines.push_back("thing_" + std::to_string(i) + " weighs " + std::to_string(i) + "kg");
  graph->load(document_of("a.facts", lines));
  const auto view = graph->snapshot();
  const TriplePattern weighs = {{}, IdRange::one(id_of(*view, "weighs")), {}};
  const auto all = triples(*view, Order::Pos, weighs);
  ASSERT_EQ(all.size(), 3000u);
  const auto cursor = view->scan(Order::Pos, weighs);
  TripleColumns batch;
  cursor->seek(all[2500]);
  ASSERT_TRUE(cursor->next(batch));
  EXPECT_EQ(batch[0], all[2500]);
  cursor->seek(all[10]);  // backwards: stays where it is
  ASSERT_TRUE(cursor->next(batch));
  EXPECT_GT(batch[0].object, all[2500].object);
  cursor->restart({IdRange::one(all[7].subject), IdRange::one(all[7].predicate), {}});
  ASSERT_TRUE(cursor->next(batch));
  EXPECT_EQ(batch.size(), 1u);
  EXPECT_EQ(batch[0], all[7]);
  EXPECT_FALSE(cursor->next(batch));
  EXPECT_EQ(view->estimate(weighs), 3000u);
}

TEST_F(GraphTest, EvidenceShowsTheSentence) {
  const auto graph = Graph::open_for_writing(path());
  graph->load(document_of("a.facts", kTrade));
  const auto view = graph->snapshot();
  const auto found = triples(*view, Order::Spo, {IdRange::one(id_of(*view, "Australia")), {}, {}});
  ASSERT_EQ(found.size(), 1u);
  const auto evidence = view->evidence({&found.front().statement, 1});
  ASSERT_EQ(evidence.size(), 1u);
  EXPECT_EQ(view->text("a.facts", evidence[0].begin, evidence[0].end), "Australia rank_deposits 4");
  const std::vector<Id> ids = {evidence[0].document, evidence[0].extractor};
  EXPECT_EQ(view->terms(ids), (std::vector{Term::string("a.facts"), Term::name("facts")}));
}

TEST_F(GraphTest, LongTextsAreCutByBytes) {
  const auto graph = Graph::open_for_writing(path());
  Document document = document_of("long.txt", {});
  for (int i = 0; document.text.size() < 300'000; ++i) document.text += std::to_string(i) + " ";
  graph->load(document);
  const auto view = graph->snapshot();
  const std::uint64_t size = document.text.size();
  EXPECT_EQ(view->text("long.txt", 0, size + 10), document.text);
  EXPECT_EQ(view->text("long.txt", 65530, 131080), document.text.substr(65530, 65550));
  EXPECT_EQ(view->text("long.txt", 65536, 65537), document.text.substr(65536, 1));
  EXPECT_EQ(view->text("long.txt", size, size + 5), "");
  EXPECT_EQ(view->text("none.txt", 0, 5), "");
  document.text = "short";
  document.content_hash = "other";
  EXPECT_EQ(graph->load(document), LoadOutcome::Replaced);
  EXPECT_EQ(graph->snapshot()->text("long.txt", 0, 100), "short");
  EXPECT_EQ(view->text("long.txt", 0, 5), document_of("", {}).text + "0 1 2");  // the old view is as it was
  EXPECT_EQ(graph->check(), Lines{});
}

TEST_F(GraphTest, TwoDocumentsThatSayTheSameGiveOneStatement) {
  const auto graph = Graph::open_for_writing(path());
  graph->load(document_of("a.facts", {"China suspended export_controls", "a b c"}));
  graph->load(document_of("b.facts", {"China suspended export_controls", "d e f"}));
  auto view = graph->snapshot();
  EXPECT_EQ(printed(*view), (Lines{"China suspended export_controls", "a b c", "d e f"}));
  EXPECT_EQ(view->stats().evidence, 4u);
  EXPECT_TRUE(graph->forget("a.facts"));
  EXPECT_FALSE(graph->forget("a.facts"));
  EXPECT_EQ(printed(*graph->snapshot()), (Lines{"China suspended export_controls", "d e f"}));
  EXPECT_TRUE(graph->forget("b.facts"));
  view = graph->snapshot();
  EXPECT_EQ(printed(*view), Lines{});
  EXPECT_TRUE(view->predicates().empty());
  EXPECT_EQ(view->stats().entities, 0u);
  EXPECT_EQ(view->stats().documents, 0u);
  EXPECT_EQ(graph->check(), Lines{});
}

TEST_F(GraphTest, AnUnchangedDocumentIsLeftAlone) {
  const auto graph = Graph::open_for_writing(path());
  const Document document = document_of("a.facts", kTrade);
  graph->load(document);
  const auto version = graph->snapshot()->version();
  EXPECT_TRUE(graph->holds("a.facts", document.content_hash));
  EXPECT_FALSE(graph->holds("a.facts", "another"));
  EXPECT_FALSE(graph->holds("b.facts", document.content_hash));
  EXPECT_EQ(graph->load(document), LoadOutcome::Unchanged);
  EXPECT_EQ(graph->snapshot()->version(), version);
}

TEST_F(GraphTest, AChangedDocumentReplacesWhatItSaid) {
  const auto graph = Graph::open_for_writing(path());
  graph->load(document_of("a.facts", {"a b c", "a b d", "x y z k=1"}));
  const Id kept =
      triples(*graph->snapshot(), Order::Osp, {{}, {}, IdRange::one(id_of(*graph->snapshot(), "c"))})[0]
          .statement;
  EXPECT_EQ(graph->load(document_of("a.facts", {"a b c", "a b e"})), LoadOutcome::Replaced);
  const auto view = graph->snapshot();
  EXPECT_EQ(printed(*view), (Lines{"a b c", "a b e"}));
  EXPECT_EQ(printed(*view, {kept}), (Lines{"a b c"}));  // what is said again keeps its number
  EXPECT_TRUE(view->qualifier_keys().empty());
  EXPECT_EQ(graph->check(), Lines{});
}

TEST_F(GraphTest, StatementsAreTheirQualifiersToo) {
  const auto graph = Graph::open_for_writing(path());
  graph->load(document_of("a.facts", {"a b c k=1", "a b c k=2", "a b c", "a b c k=2 k=1", "a b c k=1 k=2"}));
  EXPECT_EQ(printed(*graph->snapshot()), (Lines{"a b c", "a b c k=1", "a b c k=1 k=2", "a b c k=2"}));
  EXPECT_EQ(graph->check(), Lines{});
}

TEST_F(GraphTest, ChangesByHand) {
  const auto graph = Graph::open_for_writing(path());
  graph->load(document_of("a.facts", {"a b c"}));
  const std::vector<Statement> two = {read_statement("a b c"),
                                      read_statement("Australia joined AUKUS date=2021-09-15")};
  EXPECT_EQ(graph->change(two, {}), 1u);
  EXPECT_EQ(graph->change(two, {}), 0u);
  EXPECT_EQ(graph->snapshot()->stats().evidence, 3u);
  EXPECT_EQ(graph->snapshot()->statements_of_document(kAssertedDocument).size(), 2u);
  graph->forget("a.facts");
  EXPECT_EQ(printed(*graph->snapshot()), (Lines{"Australia joined AUKUS date=2021-09-15", "a b c"}));

  const auto view = graph->snapshot();
  const Id joined =
      triples(*view, Order::Spo, {IdRange::one(id_of(*view, "Australia")), {}, {}})[0].statement;
  EXPECT_EQ(graph->change({&two[1], 1}, {&joined, 1}), 0u);  // removed and put back
  EXPECT_EQ(printed(*graph->snapshot()).size(), 2u);
  const auto all = graph->snapshot()->statements_of_document(kAssertedDocument);
  graph->change({}, all);
  EXPECT_EQ(printed(*graph->snapshot()), Lines{});
  EXPECT_EQ(graph->snapshot()->stats().documents, 0u);
  EXPECT_EQ(graph->check(), Lines{});
}

TEST_F(GraphTest, WhatWasWrittenByHandCanBeForgotten) {
  const auto graph = Graph::open_for_writing(path());
  const Statement statement = read_statement("a b c");
  graph->change({&statement, 1}, {});
  graph->load(document_of("a.facts", {"d e f"}));
  EXPECT_TRUE(graph->forget(kAssertedDocument));
  EXPECT_FALSE(graph->forget(kAssertedDocument));
  EXPECT_EQ(printed(*graph->snapshot()), (Lines{"d e f"}));
  EXPECT_EQ(graph->snapshot()->stats().documents, 1u);
  EXPECT_EQ(graph->check(), Lines{});
}

TEST_F(GraphTest, ByHandIsNoNameForADocument) {
  const auto graph = Graph::open_for_writing(path());
  EXPECT_THROW(graph->load(document_of("asserted", {"a b c"})), Error);
}

TEST_F(GraphTest, StatementsAreNoPartsOfStatements) {
  const auto graph = Graph::open_for_writing(path());
  Statement statement = read_statement("a b c");
  statement.object = {TermKind::Statement, "#1", {}};
  EXPECT_THROW(graph->change({&statement, 1}, {}), Error);
}

TEST_F(GraphTest, EvidenceMustLieInItsText) {
  const auto graph = Graph::open_for_writing(path());
  Document document = document_of("a.facts", {"a b c"});
  document.facts[0].span.end = 99;
  EXPECT_THROW(graph->load(document), Error);
  EXPECT_EQ(printed(*graph->snapshot()), Lines{});
}

TEST_F(GraphTest, PredicatesAndKeysAreCounted) {
  const auto graph = Graph::open_for_writing(path());
  graph->load(document_of(
      "a.facts", {"a signed b date=2025", "c signed d", "c signs d date=2024 date=2023", "x date y"}));
  const auto view = graph->snapshot();
  std::map<std::string, std::uint64_t> counts;
  for (const PredicateInfo& info : view->predicates()) counts[info.term.text] = info.triples;
  EXPECT_EQ(counts, (std::map<std::string, std::uint64_t>{{"signed", 2}, {"signs", 1}, {"date", 1}}));
  EXPECT_EQ(view->qualifier_keys(), (std::vector<std::pair<Term, std::uint64_t>>{{Term::name("date"), 3}}));
  const Id date = id_of(*view, "date");
  EXPECT_EQ(view->estimate({{}, IdRange::one(date), {}}), 4u);
  EXPECT_EQ(view->estimate({{0, range_of(IdKind::Statement).low - 1}, IdRange::one(date), {}}), 1u);
  EXPECT_EQ(view->estimate({range_of(IdKind::Statement), IdRange::one(date), {}}), 3u);
}

TEST_F(GraphTest, ValuesAreFoundAcrossUnits) {
  const auto graph = Graph::open_for_writing(path());
  graph->load(
      document_of("a.facts", {"a lasts 1year", "b lasts 12month", "c lasts 12.0month", "d lasts 13month",
                              "e lasts 12..24month", "f lasts 1..2year", "g lasts \"1year\""}));
  const auto view = graph->snapshot();
  const auto matches = [&](const std::string& value) {
    std::vector<Id> ids;
    for (const IdRange& range : view->equal_ranges(read_statement("x y " + value).object)) {
      for (const Triple& triple : triples(*view, Order::Osp, {{}, {}, range}))
        ids.push_back(triple.statement);
    }
    return printed(*view, ids);
  };
  EXPECT_EQ(matches("1year"), (Lines{"a lasts 1year", "b lasts 12month", "c lasts 12.0month"}));
  EXPECT_EQ(matches("12month"), matches("1year"));
  EXPECT_EQ(matches("1..2year"), (Lines{"e lasts 12..24month", "f lasts 1..2year"}));
  EXPECT_EQ(matches("\"1year\""), (Lines{"g lasts \"1year\""}));
  EXPECT_EQ(matches("2year"), Lines{});
}

TEST_F(GraphTest, TermsOfEveryKindHaveIds) {
  const auto graph = Graph::open_for_writing(path());
  const Lines lines = {"a b <http://example.org/x>",
                       "a b \"text\"",
                       "a b \"text\"@en",
                       "a b \"2\"^^kind",
                       "a b true",
                       "a b 12345678901234567890",
                       "a b 2025-10-01..2025-10-30",
                       "a b --10-30",
                       "a b 0.0000001"};
  graph->load(document_of("a.facts", lines));
  const auto view = graph->snapshot();
  Lines expected = lines;
  std::sort(expected.begin(), expected.end());
  EXPECT_EQ(printed(*view), expected);
  EXPECT_EQ(view->find(Term::name("unheard_of")), std::nullopt);
  EXPECT_TRUE(view->find(read_statement("x y 7").object).has_value());  // a short value always has an id
  for (const std::string& line : lines) {
    const Term term = read_statement(line).object;
    const auto id = view->find(term);
    ASSERT_TRUE(id.has_value()) << line;
    EXPECT_EQ(view->terms({&*id, 1}).front(), term);
  }
  const Id unknown = make_id(IdKind::Name, 999);
  EXPECT_THROW(view->terms({&unknown, 1}), StorageError);
}

TEST_F(GraphTest, ThreadsShareASnapshotWhileItsGraphChanges) {
  const auto graph = Graph::open_for_writing(path());
  graph->load(document_of("a.facts", kTrade));
  const auto view = graph->snapshot();
  const Lines before = exported(*view);
  std::atomic<int> right = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i) {
    threads.emplace_back([&] {
      for (int round = 0; round < 20; ++round)
        right += exported(*view) == before && view->predicates().size() == 5;
    });
  }
  for (int i = 0; i < 10; ++i) graph->load(document_of("a.facts", {"x is_number " + std::to_string(i)}));
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(right, 60);
  EXPECT_EQ(printed(*graph->snapshot()), (Lines{"x is_number 9"}));
}

TEST_F(GraphTest, DocumentsTellAboutThemselves) {
  const auto graph = Graph::open_for_writing(path());
  Document document = document_of("b.facts", {"a b c", "a b d"});
  document.date = "2025-11-02";
  graph->load(document);
  graph->load(document_of("a.facts", {"a b c"}));
  const auto view = graph->snapshot();
  const auto documents = view->documents();
  ASSERT_EQ(documents.size(), 2u);
  EXPECT_EQ(documents[0].name, "a.facts");
  EXPECT_EQ(documents[1].name, "b.facts");
  EXPECT_EQ(documents[1].date, "2025-11-02");
  EXPECT_EQ(documents[1].bytes, 12u);
  EXPECT_EQ(documents[1].statements, 2u);
  EXPECT_EQ(view->document("b.facts")->content_hash, document.content_hash);
  EXPECT_FALSE(view->document("c.facts").has_value());
}

}  // namespace
}  // namespace kg
