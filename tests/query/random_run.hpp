// Random queries on random graphs, planned against naive, and what a failure says: the seed, and the smallest
// facts and query found on which the two still differ. random_test.cpp runs a few, random_main.cpp many.
#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace kg::query {

/// What was run, for tests of the test.
struct Tally {
  std::size_t run = 0, with_rows = 0, refused = 0;
  std::map<std::string, std::size_t> steps;  ///< of the plans, by kind
  std::map<std::string, std::size_t> parts;  ///< of the grammar, by the queries with rows that use them
};

/// Loads random facts and asks `queries` questions of them; the same seed gives the same. Throws kg::Error
/// for a difference, and for a query that is refused without a reason.
void run_random(std::uint32_t seed, std::size_t queries, Tally& tally);

}  // namespace kg::query
