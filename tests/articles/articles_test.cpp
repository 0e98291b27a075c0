// Articles whose facts were written down before they were read (`NAME.txt`, `NAME.gold`), and the share of
// them that is found. shares.txt keeps it; it may fall only with a reason, which the commit tells.
//
// A gold line is `subject | predicate | object | qualifiers`: columns hold alternatives split by ` / `, `*`
// stands for any run of characters, qualifiers are `key=value` split by ` ; ` with alternatives on both
// sides.
// `#` starts a comment, `@date` gives the document's date.
#include <fmt/format.h>
#include <fnmatch.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <vector>

#include "kg/word.hpp"
#include "loaders/text/english.hpp"

namespace kg::text {
namespace {

const std::filesystem::path kFolder = KG_ARTICLES_FOLDER;
using Alternatives = std::vector<std::string>;

struct GoldQualifier {
  Alternatives keys, values;
};

struct GoldFact {
  std::string line;
  Alternatives subject, predicate, object;
  std::vector<GoldQualifier> qualifiers;
};

struct Gold {
  std::string date;
  std::vector<GoldFact> facts;
};

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(' ');
  return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(' ') + 1 - first);
}

std::vector<std::string> split(const std::string& text, const std::string& by) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(by, begin), text.size());
    parts.push_back(trimmed(text.substr(begin, end - begin)));
    begin = end + by.size();
  }
  return parts;
}

/// Lower case, `_` for spaces, without an article.
std::string normal(std::string text) {
  for (char& c : text) c = c == ' ' ? '_' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  for (const std::string_view article : {"the_", "an_", "a_"}) {
    if (text.starts_with(article)) return text.substr(article.size());
  }
  return text;
}

bool matches(const std::string& value, const std::string& pattern) {
  return fnmatch(normal(pattern).c_str(), normal(value).c_str(), FNM_NOESCAPE) == 0;
}

bool any_matches(const std::string& value, const Alternatives& patterns) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const std::string& pattern) { return matches(value, pattern); });
}

Gold read_gold(const std::filesystem::path& path) {
  Gold gold;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("@date ")) gold.date = trimmed(line.substr(6));
    const std::size_t comment = line.starts_with('#') ? 0 : line.find(" #");
    line = trimmed(line.substr(0, comment));
    if (line.empty() || line.starts_with('@')) continue;
    const std::vector<std::string> columns = split(line, " | ");
    EXPECT_TRUE(columns.size() == 3 || columns.size() == 4) << path << ": " << line;
    if (columns.size() < 3) continue;
    GoldFact fact{line, split(columns[0], " / "), split(columns[1], " / "), split(columns[2], " / "), {}};
    if (columns.size() == 4) {
      for (const std::string& pair : split(columns[3], " ; ")) {
        const std::size_t equals = pair.find('=');
        fact.qualifiers.push_back(
            {split(pair.substr(0, equals), "/"), split(pair.substr(equals + 1), " / ")});
      }
    }
    gold.facts.push_back(std::move(fact));
  }
  return gold;
}

/// As a qualifier, or folded into predicate and object ("signed_with").
bool holds_qualifier(const Statement& statement, const GoldQualifier& wanted) {
  const bool beside =
      std::any_of(statement.qualifiers.begin(), statement.qualifiers.end(), [&](const Qualifier& q) {
        return any_matches(q.key.text, wanted.keys) && any_matches(q.value.text, wanted.values);
      });
  const std::string folded = statement.predicate.text + "_" + normal(statement.object.text);
  return beside || std::any_of(wanted.values.begin(), wanted.values.end(),
                               [&](const std::string& value) { return matches(folded, "*" + value + "*"); });
}

struct Share {
  std::size_t facts = 0, found = 0, qualifiers = 0, held = 0, statements = 0;
  std::string missing;
};

Share share_of(const Gold& gold, const std::vector<Fact>& facts) {
  Share share;
  share.statements = facts.size();
  for (const GoldFact& wanted : gold.facts) {
    ++share.facts;
    share.qualifiers += wanted.qualifiers.size();
    std::size_t most_held = 0;
    bool found = false;
    for (const Fact& fact : facts) {
      const Statement& s = fact.statement;
      if (!any_matches(s.subject.text, wanted.subject) || !any_matches(s.predicate.text, wanted.predicate) ||
          !any_matches(s.object.text, wanted.object))
        continue;
      found = true;
      const auto held = std::count_if(wanted.qualifiers.begin(), wanted.qualifiers.end(),
                                      [&](const GoldQualifier& q) { return holds_qualifier(s, q); });
      most_held = std::max(most_held, static_cast<std::size_t>(held));
    }
    share.found += found;
    share.held += most_held;
    if (!found) share.missing += "  " + wanted.line + "\n";
  }
  return share;
}

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string line_of(const std::string& name, const Share& share) {
  return fmt::format("{} {}/{} facts, {}/{} qualifiers, {} statements", name, share.found, share.facts,
                     share.held, share.qualifiers, share.statements);
}

TEST(Articles, StateNoLessThanTheyDid) {
  std::map<std::string, std::size_t> kept;
  std::ifstream shares(kFolder / "shares.txt");
  for (std::string line; std::getline(shares, line);) {
    const std::size_t space = line.find(' ');
    if (space != std::string::npos) kept[line.substr(0, space)] = std::stoul(line.substr(space + 1));
  }
  std::map<std::string, Share> read;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder)) {
    if (entry.path().extension() != ".gold") continue;
    const Gold gold = read_gold(entry.path());
    const std::string name = entry.path().stem().string();
    ASSERT_FALSE(gold.facts.empty()) << name;
    const Document document =
        read_english(name, text_of(std::filesystem::path(entry.path()).replace_extension(".txt")), gold.date);
    read[name] = share_of(gold, document.facts);
  }
  EXPECT_GE(read.size(), 10u);
  Share all;
  std::string lines;
  for (const auto& [name, share] : read) {
    lines += line_of(name, share) + "\n";
    all.facts += share.facts;
    all.found += share.found;
    all.qualifiers += share.qualifiers;
    all.held += share.held;
    all.statements += share.statements;
    EXPECT_GE(share.found, kept[name])
        << name << ": a change lost facts; if that has a reason, KG_REWRITE=1\n"
        << share.missing;
  }
  if (std::getenv("KG_REWRITE") != nullptr)
    std::ofstream(kFolder / "shares.txt") << lines << line_of("all", all) << "\n";
}

}  // namespace
}  // namespace kg::text
