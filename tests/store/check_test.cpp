// `check` finds what is wrong: each test breaks one thing in a sound graph, behind its back.
#include <fmt/format.h>

#include "kg/store/key_value.hpp"
#include "kg/store/keys.hpp"
#include "kg/store/records.hpp"
#include "tests/store/store_test.hpp"

namespace kg {
namespace {

using Lines = std::vector<std::string>;
using store::Space;

class CheckTest : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    const auto graph = Graph::open_for_writing(path());
    graph->load(document_of(
        "a.facts",
        {"China suspended export_controls duration=1year", "U.S. met China", "talks last 1..2year"},
        {{"U.S.", "United_States", "country", true}}));
    ASSERT_EQ(graph->check(), Lines{});
  }

  /// The first entry of a kind.
  std::pair<std::string, std::string> first(Space space) const {
    const auto view = store::open_rocks(path(), path(), store::Access::Read)->view();
    const auto entries = view->iterate(store::prefix_range(store::key(space)));
    EXPECT_TRUE(entries->valid());
    return {std::string(entries->key()), std::string(entries->value())};
  }
  Lines after(const store::Batch& batch) const {
    store::open_rocks(path(), path(), store::Access::Write)->apply(batch, true);
    return Graph::open(path())->check();
  }
  Lines without_first(Space space) const {
    store::Batch batch;
    batch.erase(first(space).first);
    return after(batch);
  }
  static bool says(const Lines& problems, const std::string& what) {
    return std::any_of(problems.begin(), problems.end(),
                       [&](const std::string& line) { return line.find(what) != std::string::npos; });
  }
};

TEST_F(CheckTest, ARowThatOnlySomePermutationsHave) {
  EXPECT_TRUE(says(without_first(Space::Spo), "permutation spo lacks ("));
}
TEST_F(CheckTest, ARowTooMany) {
  store::Batch batch;
  batch.put(store::key(Space::Osp, Id{1}, Id{2}, Id{3}, Id{4}), {});
  EXPECT_TRUE(says(after(batch), "permutation osp has, without a statement, ("));
}
TEST_F(CheckTest, APageThatIsNotAsItShouldBe) {
  {
    Lines lines;
    for (int i = 0; i < 3000; ++i) lines.push_back(fmt::format("thing_{} weighs {}kg since=2001", i, i));
    Graph::open_for_writing(path())->load(document_of("b.facts", lines));
  }
  ASSERT_EQ(Graph::open(path())->check(), Lines{});
  const auto [key, page] = first(Space::PosPage);
  store::Batch batch;
  batch.put(key, page.substr(0, 40));
  EXPECT_TRUE(says(after(batch), "page 1 of permutation pos cannot be read"));
  batch.erase(key);
  EXPECT_TRUE(says(after(batch), "pages and 0 later rows, but the counters say"));
  batch.put(key, std::string(page));
  batch.put(store::key(Space::PsoPage, Id{1}, Id{2}, Id{3}, Id{4}), first(Space::PsoPage).second);
  EXPECT_TRUE(says(after(batch), "page 1 of permutation pso has rows beyond its bound"));
}
TEST_F(CheckTest, AnIdWithoutATerm) {
  EXPECT_TRUE(says(without_first(Space::TermOfId), "which is no term"));
}
TEST_F(CheckTest, ATermWithoutAnId) {
  EXPECT_TRUE(says(without_first(Space::IdOfTerm), "is not found by its text"));
}
TEST_F(CheckTest, ANameWithoutItsFoldedForm) {
  EXPECT_TRUE(says(without_first(Space::FoldedName), "is not found by its folded form"));
}
TEST_F(CheckTest, AValueThatIsNotFoundByWhatItMeans) {
  EXPECT_TRUE(says(without_first(Space::ValueOrder), "value 1..2year is not found by what it means"));
}
TEST_F(CheckTest, AStatementWithoutEvidence) {
  EXPECT_TRUE(says(without_first(Space::Evidence), "has no evidence"));
}
TEST_F(CheckTest, EvidenceWithoutAStatement) {
  EXPECT_TRUE(says(without_first(Space::Statement), "has no statement"));
}
TEST_F(CheckTest, EvidenceThatIsNotListed) {
  EXPECT_TRUE(says(without_first(Space::DocumentEvidence), "is not in the document's list"));
}
TEST_F(CheckTest, EvidenceOutsideItsText) {
  auto [key, bytes] = first(Space::Evidence);
  auto value = store::decode<store::EvidenceValue>(bytes);
  value.end = 4000;
  store::Batch batch;
  batch.put(key, store::encode(value));
  EXPECT_TRUE(says(after(batch), "lies outside its text: [0, 4000)"));
}
TEST_F(CheckTest, EvidenceThatTheMergeTableMapsElsewhere) {
  const Lines problems = without_first(Space::Canonical);
  EXPECT_TRUE(says(problems, "supports another statement by the merge table"));
  EXPECT_TRUE(says(problems, "names are merged otherwise than the rows of the merge table say"));
}
TEST_F(CheckTest, AnAliasWithoutItsSum) {
  EXPECT_TRUE(says(without_first(Space::Alias), "the sums of the merge table are wrong"));
}
TEST_F(CheckTest, AnAliasThatItsEntityDoesNotKnow) {
  EXPECT_TRUE(says(without_first(Space::AliasOf), "an alias is not found from its entity"));
}
TEST_F(CheckTest, ADocumentWithoutItsText) {
  EXPECT_TRUE(says(without_first(Space::Text), "shorter than it was"));
}
TEST_F(CheckTest, AMissingFingerprint) {
  EXPECT_TRUE(says(without_first(Space::Fingerprint), "is not found by its content"));
}
TEST_F(CheckTest, AWrongCounter) {
  EXPECT_TRUE(says(without_first(Space::PredicateCount), "the counters of predicates are wrong"));
}
TEST_F(CheckTest, ARecordThatCannotBeRead) {
  store::Batch batch;
  batch.put(first(Space::Document).first, "\x01garbage");
  EXPECT_TRUE(says(after(batch), "a record of the graph cannot be read"));
}

}  // namespace
}  // namespace kg
