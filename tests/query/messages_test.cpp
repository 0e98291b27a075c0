// The tables of messages (query/messages.hpp), the manual and the corpora hold each other: every message
// stands in LANGUAGE.md and is what some case expects, and neither has one that no table knows.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "tests/query/corpora.hpp"
#include "tests/query/said.hpp"

namespace kg::query {
namespace {

/// Calls `visit` with each message of all tables and the name of its table.
template <typename Visit>
void for_each_message(const Visit& visit) {
  const auto table = [&](const char* name, const auto& messages) {
    for (const Message& message : entries(messages)) visit(name, message);
  };
  table("kSyntax", kSyntax);
  table("kHint", kHint);
  table("kMeaning", kMeaning);
  table("kPatternHint", kPatternHint);
  table("kRun", kRun);
  table("kWord", kWord);
  table("kLiteralHint", kLiteralHint);
}

/// The message of a line `…:line:column: message`, `error: message`; empty if it is none.
std::string message_of(const std::string& line) {
  static const std::regex kPlaced(R"((?:error: )?(?:[^ :]+:)?\d+:\d+: (.*))");
  std::smatch found;
  if (std::regex_match(line, found, kPlaced)) return found[1];
  return line.starts_with("error: ") ? line.substr(7) : std::string();
}

/// An error of the language: only there must the tables know the message; `.facts` files have their own.
bool is_of_language(const Excerpt& line) {
  static const std::regex kOfScript(R"((query|\.kgq):\d)");
  return line.place.starts_with("tests/query/") || std::regex_search(line.text, kOfScript);
}

TEST(Messages, EachIsWhatACorpusExpects) {
  std::set<const Message*> seen;
  std::size_t lines = 0;
  for (const Excerpt& line : corpus_outputs()) {
    const std::string message = message_of(line.text);
    const auto made = made_of(message.empty() ? line.text : message);
    if (made) {
      seen.insert(made->message);
      seen.insert(made->hint);
    }
    if (message.empty() || !is_of_language(line)) continue;
    ++lines;
    EXPECT_TRUE(made) << line.place << ": no table of query/messages.hpp has\n" << message;
  }
  EXPECT_GT(lines, 100u);
  for_each_message([&](const char* table, const Message& message) {
    EXPECT_TRUE(seen.contains(&message)) << table << ": no corpus expects\n" << shown(message);
  });
}

TEST(Messages, TheManualHasThemAll) {
  std::istringstream manual(code_below(source_file("query/LANGUAGE.md"), "### Every message"));
  std::set<std::string> listed;
  for (std::string line; std::getline(manual, line);)
    EXPECT_TRUE(listed.insert(line).second) << "LANGUAGE.md lists twice\n" << line;
  for_each_message([&](const char* table, const Message& message) {
    EXPECT_EQ(listed.erase(shown(message)), 1u) << table << ": LANGUAGE.md lacks\n" << shown(message);
  });
  for (const std::string& line : listed) ADD_FAILURE() << "no table of query/messages.hpp has\n" << line;
}

TEST(Messages, NoneShowsNamesOfOurs) {
  static const std::regex kOurs(R"(::|\bx3\b|std\b|[Bb]oost|[Ss]pirit|\b[A-Z][a-z]+[A-Z][a-z]+|\bk[A-Z])");
  for (const Excerpt& line : corpus_outputs()) {
    const std::string message = message_of(line.text);
    EXPECT_FALSE(std::regex_search(message, kOurs)) << line.place << "\n" << message;
  }
  for_each_message([&](const char* table, const Message& message) {
    EXPECT_FALSE(std::regex_search(shown(message), kOurs)) << table << "\n" << shown(message);
  });
}

/// `fail_at` takes messages of the tables only; other errors must do so by custom.
TEST(Messages, NoErrorIsWrittenElsewhere) {
  static const std::regex kLiteral(R"re(\b\w*Error\((?:fmt::format\()?\s*R?")re");
  std::size_t files = 0;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(std::filesystem::path(KG_SOURCE_DIR) / "query")) {
    if (entry.path().extension() != ".cpp" && entry.path().extension() != ".hpp") continue;
    ++files;
    const std::string name = std::filesystem::relative(entry.path(), KG_SOURCE_DIR).string();
    const std::string text = source_file(name);
    std::smatch found;
    EXPECT_FALSE(std::regex_search(text, found, kLiteral)) << name << ": " << found[0];
  }
  EXPECT_GT(files, 40u);
}

}  // namespace
}  // namespace kg::query
