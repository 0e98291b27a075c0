// Random queries on random graphs: the planned evaluator against the naive one. A failure prints facts and
// query, which make a case for a corpus. `KG_RANDOM_SEED` begins elsewhere, `KG_RANDOM_GRAPHS` runs longer.
// What both share it cannot judge: the parser and the algebra (which variables a group sees), the meaning of
// names, predicates and keys (Resolver), expressions and aggregates. There the corpora (*.kgt) hold.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <iterator>
#include <map>

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

/// How often each kind of step stands in the plans; a test of plans that never occur tests nothing.
void count_steps(const Plan& plan, std::map<std::string, std::size_t>& steps) {
  static constexpr const char* kNames[] = {
      "unit",  "scan",   "seeds",  "documents", "index join", "walk",    "walk join", "evidence", "hash join",
      "union", "filter", "extend", "group",     "sort",       "project", "distinct",  "slice"};
  ++steps[kNames[static_cast<std::size_t>(plan.kind)]];
  if (plan.leaf.fetch) ++steps["fetch"];
  if (plan.kind == PlanKind::IndexJoin && plan.leaf.leaf.is_condition()) ++steps["condition looked up"];
  if (plan.leaf.leaf.record != kNoVar) ++steps["shared record"];
  for (const Plan& child : plan.children) count_steps(child, steps);
}

TEST(RandomQueries, PlannedAndNaiveAgree) {
  const std::uint32_t first = number_from("KG_RANDOM_SEED", 1);
  const std::uint32_t graphs = number_from("KG_RANDOM_GRAPHS", 12);
  kgt::Directives directives;
  kgt::add_query_directives(directives);
  std::map<std::string, std::size_t> steps;
  std::size_t run = 0, with_rows = 0, refused = 0;
  for (std::uint32_t seed = first; seed < first + graphs; ++seed) {
    RandomText random(seed);
    kgt::State state;
    std::string all_facts;
    for (const char* name : {"one", "two"}) {
      kgt::Case facts;
      facts.options["name"] = name;
      facts.body = random.facts(9);
      all_facts += facts.body;
      ASSERT_EQ(directives.at("facts")(facts, state), "");
    }
    const auto snapshot = state.graph().snapshot();
    for (std::size_t i = 0; i < kQueriesPerGraph; ++i) {
      const std::string text = random.query();
      try {
        const Costs& costs = kCosts[i % std::size(kCosts)];
        const auto command = parse(text, "").front();
        const std::string answer = kgt::answer(command, snapshot, costs);
        Resolver resolver(*snapshot);
        count_steps(plan(translate(command), *snapshot, resolver, costs), steps);
        ++run;
        if (answer.find("(no rows)") == answer.npos && answer != "no\n") ++with_rows;
      } catch (const SyntaxError& error) {
        ++refused;  // a variable that no pattern binds where it stands, or two columns of one name
        const std::string said = error.what();
        ASSERT_TRUE(said.find("stands in none") != said.npos || said.find("another column has") != said.npos)
            << text << "\n"
            << said << "\n"
            << error.rendered();
      } catch (const Error& error) {
        FAIL() << "seed " << seed << "\n" << all_facts << text << "\n" << error.what();
      }
    }
  }
  RecordProperty("run", static_cast<int>(run));
  fmt::print("{} queries, {} with rows, {} refused\n", run, with_rows, refused);
  for (const auto& [name, count] : steps) fmt::print("{:>8} {}\n", count, name);
  for (const char* name : {"documents", "evidence", "fetch", "hash join", "index join", "seeds",
                           "shared record", "condition looked up"})
    EXPECT_GT(steps[name], run / 100) << name;
  EXPECT_GT(with_rows, run / 4) << "the vocabulary is too large to test anything";
  EXPECT_LT(refused, run / 4);
}

}  // namespace
}  // namespace kg::query
