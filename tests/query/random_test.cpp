// Random queries on random graphs: the planned evaluator against the naive one; random_run.hpp tells what a
// failure prints, random_main.cpp runs more of them, tests/fuzz/README.md says how many were run.
// What both share it cannot judge: the parser and the algebra (which variables a group sees), the meaning of
// names, predicates and keys (Resolver), expressions and aggregates. There the corpora (*.kgt) hold.
#include <gtest/gtest.h>

#include "kg/error.hpp"
#include "query/engine.hpp"
#include "query/parser.hpp"
#include "tests/kgt/directives.hpp"
#include "tests/query/random_query.hpp"
#include "tests/query/random_run.hpp"
#include "tests/query/said.hpp"

namespace kg::query {
namespace {

TEST(RandomQueries, PlannedAndNaiveRemoveTheSame) {
  constexpr std::size_t kRemovalsPerGraph = 50;
  kgt::Directives directives;
  kgt::add_query_directives(directives);
  std::size_t run = 0, with_rows = 0;
  for (std::uint32_t seed = 1; seed <= 4; ++seed) {
    RandomText random(seed);
    kgt::State state;
    kgt::Case facts, plain;
    facts.body = random.facts(12);
    plain.body = random.plain(6);
    ASSERT_EQ(directives.at("facts")(facts, state), "");
    ASSERT_EQ(directives.at("plain")(plain, state), "");
    Context context{.snapshot = state.graph().snapshot()};
    for (std::size_t i = 0; i < kRemovalsPerGraph; ++i) {
      const std::string text = random.removal();
      try {
        const auto command = Script(text, "", RandomText::bindings()).next().value();
        context.naive = false;
        const std::string planned = query::run(command, context).facts;
        context.naive = true;
        ASSERT_EQ(planned, query::run(command, context).facts) << facts.body << plain.body << text;
        ++run;
        if (!planned.empty()) ++with_rows;
      } catch (const SyntaxError& error) {
        ASSERT_TRUE(is_of(kMeaning, error.what())) << text << "\n" << error.what();
      }
    }
  }
  EXPECT_GT(run, kRemovalsPerGraph);
  EXPECT_GT(with_rows, run / 8) << "few remove anything";
}

TEST(RandomQueries, PlannedAndNaiveAgree) {
  constexpr std::uint32_t kGraphs = 12;
  constexpr std::size_t kQueriesPerGraph = 250;
  Tally tally;
  for (std::uint32_t seed = 1; seed <= kGraphs; ++seed) run_random(seed, kQueriesPerGraph, tally);
  for (const char* name : {"documents", "evidence", "fetch", "hash join", "index join", "seeds",
                           "shared record", "condition looked up", "unfold", "ways"})
    EXPECT_GT(tally.steps[name], tally.run / 100) << name;
  EXPECT_GT(tally.steps["leapfrog"], tally.run / 200);
  EXPECT_GT(tally.with_rows, tally.run / 4) << "the vocabulary is too large to test anything";
  EXPECT_LT(tally.refused, tally.run / 4);
}

}  // namespace
}  // namespace kg::query
