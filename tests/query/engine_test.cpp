// The engine as programs see it: rows in batches, time limits, interrupts, writing, scripts with mistakes in
// them.
#include "query/engine.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "kg/error.hpp"
#include "kg/statement.hpp"
#include "query/parser.hpp"
#include "query/plan.hpp"
#include "tests/kgt/directives.hpp"

namespace kg::query {
namespace {

class EngineTest : public testing::Test {
 protected:
  void load(std::size_t count) {
    Document document;
    document.name = "many";
    document.content_hash = "many";
    for (std::size_t i = 0; i < count; ++i) {
      Fact fact;
      fact.statement = read_statement(fmt::format("N{} met M{} n={}", i, i % 10, i));
      document.facts.push_back(std::move(fact));
    }
    state_.graph().load(document);
  }

  Result ask(std::string_view text, Context context = {}) {
    context.snapshot = state_.graph().snapshot();
    return run(parse(text, "").front(), context);
  }

  kgt::State state_;
};

Exit code_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.code();
  }
  return Exit::Done;
}

TEST_F(EngineTest, RowsComeInBatches) {
  load(5000);
  Result result = ask("?a met ?b");
  EXPECT_EQ(result.columns, (std::vector<std::string>{"a", "b"}));
  Rows rows;
  std::size_t batches = 0, total = 0;
  while (result.next(rows)) {
    ++batches;
    total += rows.size();
    EXPECT_FALSE(rows.empty());
  }
  EXPECT_EQ(total, 5000u);
  EXPECT_GT(batches, 1u);
  EXPECT_FALSE(result.next(rows));
}

TEST_F(EngineTest, ResultOutlivesTheGraphsChanges) {
  load(3000);
  Result result = ask("?a met ?b");
  Context writing;
  writing.writer = [&]() -> Graph& { return state_.graph(); };
  EXPECT_EQ(ask("- ?a met ?b", writing).removed, 3000u);
  EXPECT_EQ(result.all().size(), 3000u);
  EXPECT_EQ(ask("?a met ?b").all().size(), 0u);
}

TEST_F(EngineTest, StopsWhenTold) {
  load(3000);
  std::atomic<bool> stop = false;
  Context context;
  context.stop = &stop;
  Result result = ask("?a met ?b, ?c met ?d", context);
  Rows rows;
  EXPECT_TRUE(result.next(rows));
  stop = true;
  EXPECT_EQ(code_of([&] { result.next(rows); }), Exit::Interrupted);
}

TEST_F(EngineTest, StopsWhenTimeIsUp) {
  load(3000);
  Context context;
  context.deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(50);
  const auto begin = std::chrono::steady_clock::now();
  // 27 billion rows, were it let.
  EXPECT_EQ(
      code_of([&] { ask("?a met ?b, ?c met ?d, ?e met ?f return distinct ?a, ?c, ?e", context).all(); }),
      Exit::Timeout);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
}

TEST_F(EngineTest, WritesOnlyWithAWriter) {
  load(10);
  EXPECT_EQ(code_of([&] { ask("+ A met B"); }), Exit::Wrong);
  EXPECT_EQ(code_of([&] { ask("forget source \"many\""); }), Exit::Wrong);
  int opened = 0;
  Context context;
  context.writer = [&]() -> Graph& {
    ++opened;
    return state_.graph();
  };
  EXPECT_EQ(ask("A met B", context).answer, false);
  EXPECT_NE(ask("dry run - ?a met ?b", context).facts, "");
  EXPECT_EQ(code_of([&] { ask("- ?a met ?b, ?c > 1", context); }), Exit::Wrong);
  EXPECT_EQ(opened, 0) << "nothing to write, and yet the graph was locked";
  EXPECT_EQ(ask("- Nobody met ?x", context).removed, 0u);
  EXPECT_EQ(opened, 1) << "what there is to remove is decided under the lock";
  EXPECT_EQ(ask("+ A met B", context).added, 1u);
  EXPECT_EQ(opened, 2);
  EXPECT_TRUE(ask("A met B").answer);
}

TEST_F(EngineTest, RemovesWhatIsThereWhenTheLockIsHeld) {
  load(10);
  Context context;
  context.snapshot = state_.graph().snapshot();
  context.writer = [&]() -> Graph& {  // others write while this one waits for the lock
    if (!state_.graph().snapshot()->document("later")) {
      const auto ids = context.snapshot->statements_of_document("many");
      state_.graph().change({}, std::span(ids).first(4));
      Document later;
      later.name = later.content_hash = "later";
      later.facts.emplace_back().statement = read_statement("Late met Other");
      state_.graph().load(later);
    }
    return state_.graph();
  };
  EXPECT_EQ(run(parse("- ?a met ?b", "").front(), context).removed, 7u);
  EXPECT_FALSE(ask("_ met _").answer);
}

TEST_F(EngineTest, ForgetsADocumentLoadedMeanwhile) {
  Context context;
  context.snapshot = state_.graph().snapshot();
  load(10);
  context.writer = [&]() -> Graph& { return state_.graph(); };
  EXPECT_EQ(run(parse("forget source \"many\"", "").front(), context).removed, 10u);
  EXPECT_FALSE(state_.graph().snapshot()->document("many"));
}

TEST_F(EngineTest, ATransactionIsOfItsGraph) {
  load(10);
  Context context;
  context.writer = [&]() -> Graph& { return state_.graph(); };
  ask("begin", context);
  ASSERT_TRUE(state_.graph().in_transaction());
  context.writer = nullptr;
  context.transaction = &state_.graph();
  EXPECT_EQ(ask("- ?a met M1", context).removed, 1u);
  EXPECT_EQ(ask("dry run - ?a met ?b", context).removed, 0u);
  EXPECT_EQ(ask("?a met ?b", context).all().size(), 9u);
  ask("rollback", context);
  EXPECT_FALSE(state_.graph().in_transaction());
  EXPECT_EQ(ask("?a met ?b").all().size(), 10u);
}

TEST_F(EngineTest, ChoosesTheSelectivePatternFirst) {
  load(2000);
  const auto snapshot = state_.graph().snapshot();
  Resolver resolver(*snapshot);
  const auto command = parse("?a met ?b, ?a met M3 n=33", "").front();
  Algebra algebra = translate(command);
  const Plan chosen = plan(algebra, *snapshot, resolver);
  ASSERT_EQ(chosen.kind, PlanKind::Project);
  const Plan* step = &chosen.children[0];
  EXPECT_EQ(step->kind, PlanKind::IndexJoin) << print(chosen, algebra.variables);
  while (!step->children.empty()) step = &step->children[0];
  EXPECT_EQ(step->kind, PlanKind::Scan);
  EXPECT_EQ(step->leaf.leaf.kind, LeafKind::Qualifier) << print(chosen, algebra.variables);
}

bool has_step(const Plan& plan, PlanKind kind) {
  return plan.kind == kind || std::any_of(plan.children.begin(), plan.children.end(),
                                          [&](const Plan& child) { return has_step(child, kind); });
}

TEST_F(EngineTest, EvaluatesAnOptionalGroupFromWhatIsAsked) {
  load(4000);
  const std::string text =
      "N5 met ?b, optional { ?c met ?b n=?m, ?m < 20 }, not { ?d met ?b n=?k, ?k > 5000 }";
  const auto snapshot = state_.graph().snapshot();
  Resolver resolver(*snapshot);
  Algebra algebra = translate(parse(text, "").front());
  const Plan chosen = plan(algebra, *snapshot, resolver);
  EXPECT_TRUE(has_step(chosen, PlanKind::Seeds)) << print(chosen, algebra.variables);
  EXPECT_EQ(ask(text).all().size(), 2u);  // N5 itself and N15
}

TEST(Script, GoesOnAfterAMistake) {
  Script script("?a met ?b\n?a met\n\n?c met 'x\n?d met ?e; ?f met ?g", "batch.kgq");
  EXPECT_EQ(script.next()->query.items.size(), 1u);
  try {
    script.next();
    FAIL();
  } catch (const SyntaxError& error) {
    EXPECT_EQ(to_string(error.place()), "batch.kgq:2:7");
  }
  EXPECT_THROW(script.next(), SyntaxError);
  EXPECT_EQ(script.next()->query.items.front().pattern.subject.term.text, "d");
  EXPECT_EQ(script.next()->query.items.front().pattern.subject.term.text, "f");
  EXPECT_FALSE(script.next());
}

TEST(Script, RefusesBrokenUtf8) {
  Script script("?a met ?b\n?a é \xff ?b", "x");
  try {
    script.next();
    FAIL();
  } catch (const SyntaxError& error) {
    EXPECT_EQ(to_string(error.place()), "x:2:6");
    EXPECT_STREQ(error.what(), "expected UTF-8, found the broken byte 0xff");
    EXPECT_EQ(error.rendered(), "?a é \uFFFD ?b\n     ^");
  }
  EXPECT_FALSE(script.next());
}

TEST(Script, NamesWhatCannotBeSeen) {
  try {
    parse(std::string("?a met \0", 8), "");
    FAIL();
  } catch (const SyntaxError& error) {
    EXPECT_STREQ(error.what(), "found the control character \\u0000, which stands in no word");
  }
}

TEST(Script, SurvivesDeepNesting) {
  // Brackets nest as deep as the stack allows; the parser must say no before that.
  std::string text(100'000, '(');
  EXPECT_THROW(parse("?a met ?b, " + text, ""), SyntaxError);
  text.assign(100'000, '{');
  EXPECT_THROW(parse(text, ""), SyntaxError);
  text.clear();
  for (int i = 0; i < 50'000; ++i) text += "not ";
  EXPECT_THROW(parse("?a met ?b, " + text + "?a = ?b", ""), SyntaxError);
}

}  // namespace
}  // namespace kg::query
