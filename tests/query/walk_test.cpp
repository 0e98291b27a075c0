// Walks along paths: how much of a graph they read, and that they stop when told. What they find is in the
// corpora.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "kg/error.hpp"
#include "kg/statement.hpp"
#include "query/engine.hpp"
#include "query/parser.hpp"
#include "tests/kgt/directives.hpp"

namespace kg::query {
namespace {

constexpr std::size_t kSpokes = 4000;

/// Counts the triples that are read of another snapshot.
class CountingSnapshot final : public Snapshot {
 public:
  explicit CountingSnapshot(std::shared_ptr<const Snapshot> real) : real_(std::move(real)) {}

  std::size_t read() const { return *read_; }

  std::unique_ptr<Cursor> scan(Order order, const TriplePattern& pattern) const override {
    return std::make_unique<CountingCursor>(real_->scan(order, pattern), read_);
  }
  std::uint64_t estimate(const TriplePattern& pattern) const override { return real_->estimate(pattern); }
  std::uint64_t count(const TriplePattern& pattern) const override { return real_->count(pattern); }
  std::optional<Id> find(const Term& term) const override { return real_->find(term); }
  std::vector<Term> terms(std::span<const Id> ids) const override { return real_->terms(ids); }
  std::vector<IdRange> equal_ranges(const Term& value) const override { return real_->equal_ranges(value); }
  std::vector<Id> entities_named(std::string_view name) const override { return real_->entities_named(name); }
  Id canonical(Id name) const override { return real_->canonical(name); }
  std::vector<std::string> aliases_of(Id entity) const override { return real_->aliases_of(entity); }
  std::vector<EntityInfo> entities() const override { return real_->entities(); }
  std::vector<AliasInfo> aliases() const override { return real_->aliases(); }
  const std::vector<PredicateInfo>& predicates() const override { return real_->predicates(); }
  const Prefixes& prefixes() const override { return real_->prefixes(); }
  std::vector<std::pair<Term, std::uint64_t>> qualifier_keys() const override {
    return real_->qualifier_keys();
  }
  std::vector<std::string> similar_names(std::string_view name, std::size_t limit) const override {
    return real_->similar_names(name, limit);
  }
  std::vector<Statement> statements(std::span<const Id> ids) const override { return real_->statements(ids); }
  std::vector<Triple> triples(std::span<const Id> ids) const override { return real_->triples(ids); }
  std::vector<EvidenceRecord> evidence(std::span<const Id> ids) const override {
    return real_->evidence(ids);
  }
  std::vector<Id> statements_of_document(std::string_view name) const override {
    return real_->statements_of_document(name);
  }
  std::vector<DocumentInfo> documents() const override { return real_->documents(); }
  std::optional<DocumentInfo> document(std::string_view name) const override { return real_->document(name); }
  std::string text(std::string_view document, std::uint64_t begin, std::uint64_t end) const override {
    return real_->text(document, begin, end);
  }
  GraphStats stats() const override { return real_->stats(); }
  std::uint64_t version() const override { return real_->version(); }
  std::unique_ptr<Graph> draft() const override { return real_->draft(); }

 private:
  class CountingCursor final : public Cursor {
   public:
    CountingCursor(std::unique_ptr<Cursor> real, std::shared_ptr<std::size_t> read)
        : real_(std::move(real)), read_(std::move(read)) {}
    bool next(TripleColumns& batch) override {
      const bool more = real_->next(batch);
      *read_ += batch.size();
      return more;
    }
    void ask(const AskedColumns& columns) override { real_->ask(columns); }
    void seek(const Triple& least) override { real_->seek(least); }
    void restart(const TriplePattern& pattern) override { real_->restart(pattern); }

   private:
    std::unique_ptr<Cursor> real_;
    std::shared_ptr<std::size_t> read_;
  };

  std::shared_ptr<const Snapshot> real_;
  std::shared_ptr<std::size_t> read_ = std::make_shared<std::size_t>(0);
};

/// `Start` ships to `Hub`, `Hub` to many ports, one of these to `Goal`; and all ports in a ring.
class WalkTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    state_ = new kgt::State;
    Document document;
    document.name = document.content_hash = "trade";
    const auto say = [&](const std::string& line) {
      document.facts.push_back(
          {.statement = read_statement(line), .span = {}, .confidence = 1, .extractor = "test"});
    };
    say("Start ships_to Hub");
    for (std::size_t i = 0; i < kSpokes; ++i) say(fmt::format("Hub ships_to Port_{}", i));
    for (std::size_t i = 0; i < kSpokes; ++i)
      say(fmt::format("Port_{} sails_to Port_{}", i, (i + 1) % kSpokes));
    say("Port_7 ships_to Goal");
    state_->graph().load(document);
  }
  static void TearDownTestSuite() { delete state_; }

  Result ask(std::string_view text, Context context = {}) {
    context.snapshot = counting_;
    return run(parse(text, "").front(), context);
  }

  static inline kgt::State* state_ = nullptr;
  std::shared_ptr<CountingSnapshot> counting_ =
      std::make_shared<CountingSnapshot>(state_->graph().snapshot());
};

TEST_F(WalkTest, MeetsBeforeTheHubIsOpened) {
  EXPECT_TRUE(ask("Start ships_to+ Goal").answer);
  EXPECT_TRUE(ask("Start ships_to{3} Goal").answer);
  EXPECT_FALSE(ask("Goal ships_to+ Start").answer);
  EXPECT_FALSE(ask("Start ships_to{1,2} Goal").answer);
  EXPECT_LT(counting_->read(), 40u);
}

TEST_F(WalkTest, ReadsNoEdgeMoreThanTwice) {
  EXPECT_EQ(ask("Start (ships_to|sails_to)+ ?x").all().size(), kSpokes + 2);
  EXPECT_LE(counting_->read(), 4 * kSpokes + 10);
}

TEST_F(WalkTest, BeginsAtTheSideThatIsKnown) {
  EXPECT_EQ(ask("?x ships_to+ Goal").all().size(), 3u);
  EXPECT_LT(counting_->read(), 20u);
}

TEST_F(WalkTest, WaitsForItsOtherEnd) {
  EXPECT_EQ(ask("?a ships_to Hub, ?b ships_to Goal, ?a ships_to+ ?b").all().size(), 1u);
  EXPECT_LT(counting_->read(), 40u);
  EXPECT_EQ(ask("?x ships_to+ Goal, ?x ships_to Hub").all().size(), 1u);
  EXPECT_LT(counting_->read(), 80u);
}

TEST_F(WalkTest, StopsWithinTheSearch) {
  Context context;
  context.deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(50);
  const auto begin = std::chrono::steady_clock::now();
  // 16 million pairs, were it let.
  try {
    ask("?x sails_to+ ?y return count(*)", context).all();
    FAIL() << "expected it to run out of time";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), Exit::Timeout);
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
}

}  // namespace
}  // namespace kg::query
