// Random queries on random graphs: the planned evaluator against the naive one; random_run.hpp tells what a
// failure prints, random_main.cpp runs more of them.
// What both share it cannot judge: the parser and the algebra (which variables a group sees), the meaning of
// names, predicates and keys (Resolver), expressions and aggregates. There the corpora (*.kgt) hold.
#include <gtest/gtest.h>

#include "tests/query/random_run.hpp"

namespace kg::query {
namespace {

TEST(RandomQueries, PlannedAndNaiveAgree) {
  constexpr std::uint32_t kGraphs = 12;
  constexpr std::size_t kQueriesPerGraph = 250;
  Tally tally;
  for (std::uint32_t seed = 1; seed <= kGraphs; ++seed) run_random(seed, kQueriesPerGraph, tally);
  for (const char* name : {"documents", "evidence", "fetch", "hash join", "index join", "seeds",
                           "shared record", "condition looked up", "unfold"})
    EXPECT_GT(tally.steps[name], tally.run / 100) << name;
  EXPECT_GT(tally.with_rows, tally.run / 4) << "the vocabulary is too large to test anything";
  EXPECT_LT(tally.refused, tally.run / 4);
}

}  // namespace
}  // namespace kg::query
