#include <fmt/format.h>

#include <sstream>

#include "tests/query/random_query.hpp"

namespace kg::query {
namespace {

const std::vector<std::string> kEntities = {
    "China", "Japan", "Ann", "Bob", "China", "Japan", "<http://example.org/Eve>"};
const std::vector<std::string> kPredicates = {"met",          "meets",    "will_meet",
                                              "did_not_meet", "controls", "rank_deposits"};
const std::vector<std::string> kValues = {"1",
                                          "2",
                                          "3.5",
                                          "70%",
                                          "1year",
                                          "12month",
                                          "6months",
                                          "2years",
                                          "2025-10-30",
                                          "2025-10",
                                          "2024",
                                          "\"a note\"",
                                          "4.25USD",
                                          "true",
                                          "2025",
                                          "2025..2025",
                                          "2025-01-01..2025-12-31"};
const std::vector<std::string> kKeys = {"with", "duration", "date", "since", "until"};
/// Times that let statements begin and end, for `as of`.
const std::vector<std::string> kTimes = {"date=2024",
                                         "since=2025-10",
                                         "date=2025-10-30",
                                         "since=2023",
                                         "until=2025",
                                         "until=2026-03-01",
                                         "date=--10-30",
                                         "since=2025 duration=1year",
                                         "date=2024-02-01 duration=18months"};

}  // namespace

std::string RandomText::entity() {
  return one_of(kEntities);
}
std::string RandomText::value() {
  return one_of(kValues);
}

std::string RandomText::key() {
  return one_of(kKeys);
}

std::string RandomText::facts(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    if (!statements_.empty() && chance(35)) {  // said before: another piece of evidence
      text += fmt::format("{} @confidence=0.{}\n", one_of(statements_), 1 + below(9));
      continue;
    }
    std::string statement =
        fmt::format("{} {} {}", entity(), one_of(kPredicates), chance(75) ? entity() : value());
    for (std::size_t keys = below(4); keys > 0; --keys)
      statement += fmt::format(" {}={}", key(), chance(30) ? entity() : value());
    if (chance(35)) statement += " " + one_of(kTimes);
    statements_.push_back(statement);
    text += statement;
    if (chance(30)) text += fmt::format(" @confidence=0.{}", 1 + below(9));
    text += '\n';
  }
  return text;
}

std::string RandomText::plain(std::size_t count) {
  const auto word = [&](std::size_t which) {
    std::istringstream words(one_of(statements_));
    std::string result;
    for (std::size_t i = 0; i <= which; ++i) words >> result;
    return result;
  };
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string who = word(0), did = word(1);
    text += fmt::format("{} {} {}\n", who, did, word(0));
  }
  return text;
}

}  // namespace kg::query
