// Random queries on random graphs: the planned evaluator against the naive one. A failure prints facts and
// query, which make a case for a corpus. `KG_RANDOM_SEED` begins elsewhere, `KG_RANDOM_GRAPHS` runs longer.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <iterator>

#include "kg/error.hpp"
#include "kg/facts.hpp"
#include "query/parser.hpp"
#include "query/plan.hpp"
#include "tests/kgt/compare.hpp"
#include "tests/kgt/directives.hpp"
#include "tests/query/random_query.hpp"

namespace kg::query {
namespace {

constexpr std::size_t kQueriesPerGraph = 250;

/// As measured; lookups for nothing, so that every join that can looks up or starts from seeds; lookups dear,
/// so that none does.
constexpr Costs kCosts[] = {
    {}, {.probe = 0.0, .row = 5.0, .hash = 5.0}, {.probe = 1e6, .row = 0.2, .hash = 0.1}};

std::uint32_t number_from(const char* variable, std::uint32_t otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : static_cast<std::uint32_t>(std::strtoul(text, nullptr, 10));
}

TEST(RandomQueries, PlannedAndNaiveAgree) {
  const std::uint32_t first = number_from("KG_RANDOM_SEED", 1);
  const std::uint32_t graphs = number_from("KG_RANDOM_GRAPHS", 12);
  kgt::Directives directives;
  kgt::add_query_directives(directives);
  std::size_t run = 0, with_rows = 0, refused = 0;
  for (std::uint32_t seed = first; seed < first + graphs; ++seed) {
    RandomText random(seed);
    kgt::State state;
    std::string all_facts;
    for (const char* name : {"one", "two"}) {
      kgt::Case facts;
      facts.options["name"] = name;
      facts.body = random.facts(7);
      all_facts += facts.body;
      ASSERT_EQ(directives.at("facts")(facts, state), "");
    }
    const auto snapshot = state.graph().snapshot();
    for (std::size_t i = 0; i < kQueriesPerGraph; ++i) {
      const std::string text = random.query();
      try {
        const std::string answer =
            kgt::answer(parse(text, "").front(), snapshot, kCosts[i % std::size(kCosts)]);
        ++run;
        if (answer.find("(no rows)") == answer.npos && answer != "no\n") ++with_rows;
      } catch (const SyntaxError& error) {
        ++refused;  // a variable that stands in conditions only
        ASSERT_NE(std::string(error.what()).find("stands in none"), std::string::npos) << text << "\n"
                                                                                       << error.what() << "\n"
                                                                                       << error.rendered();
      } catch (const Error& error) {
        FAIL() << "seed " << seed << "\n" << all_facts << text << "\n" << error.what();
      }
    }
  }
  RecordProperty("run", static_cast<int>(run));
  fmt::print("{} queries, {} with rows, {} refused\n", run, with_rows, refused);
  EXPECT_GT(with_rows, run / 4) << "the vocabulary is too large to test anything";
  EXPECT_LT(refused, run / 4);
}

}  // namespace
}  // namespace kg::query
