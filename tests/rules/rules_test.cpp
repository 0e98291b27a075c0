// The sentences of the last part of loaders/RULES.md, three for each rule, and the statements that stand
// below them: a rule in `**`, a sentence indented by four spaces, its statements by six; `not: ` stands
// before what must not be read.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

#include "kg/statement.hpp"
#include "kg/word.hpp"
#include "loaders/text/english.hpp"

namespace kg::text {
namespace {

struct Example {
  std::string rule, sentence;
  std::vector<std::string> statements;
};

std::vector<Example> examples() {
  std::vector<Example> found;
  std::ifstream file(KG_RULES_FILE);
  std::string rule;
  bool reached = false;
  for (std::string line; std::getline(file, line);) {
    reached = reached || line == "## Each rule on three sentences";
    if (!reached) continue;
    if (line.starts_with("**")) {
      rule = line;
    } else if (line.starts_with("      ")) {
      found.back().statements.push_back(line.substr(6));
    } else if (line.starts_with("    ")) {
      found.push_back({rule, line.substr(4), {}});
    }
  }
  return found;
}

TEST(Rules, HoldOnTheirSentences) {
  std::size_t of_rule = 0;
  std::string rule;
  const std::vector<Example> all = examples();
  ASSERT_GE(all.size(), 100u);
  for (const Example& one : all) {
    of_rule = one.rule == rule ? of_rule + 1 : 1;
    rule = one.rule;
    const bool last = &one == &all.back() || (&one)[1].rule != rule;
    if (last) {
      EXPECT_GE(of_rule, 3u) << rule;
    }
    ASSERT_FALSE(one.statements.empty()) << one.sentence;
    std::vector<std::string> read;
    std::string facts;
    for (const Fact& fact : read_english("rules", one.sentence, "").facts) {
      read.push_back(print(fact.statement));
      facts += "  " + read.back() + "\n";
    }
    for (const std::string& line : one.statements) {
      const bool wrong = line.starts_with("not: ");
      const std::string statement = wrong ? line.substr(5) : line;
      EXPECT_EQ(std::count(read.begin(), read.end(), statement), wrong ? 0 : 1)
          << rule << "\n"
          << one.sentence << (wrong ? "\nnot wanted: " : "\nwanted: ") << statement << "\nfound:\n"
          << facts;
    }
  }
}

}  // namespace
}  // namespace kg::text
