#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "kg/word.hpp"
#include "loaders/text/dates.hpp"
#include "loaders/text/english.hpp"
#include "loaders/text/name_tables.hpp"
#include "loaders/text/stages.hpp"
#include "loaders/text/trees.hpp"
#include "tests/entities/cases.hpp"

namespace kg::text {
namespace {

TEST(Mentions, OfTheCasesAreFound) {
  for (const TextCase& one : read_cases(std::string(KG_ENTITIES_FOLDER) + "/mentions.txt")) {
    const auto sentences = read_sentences(one.text);
    const DocumentMentions mentions = find_mentions(sentences, trees_of(sentences), one.date);
    std::set<std::string> found;
    std::string report;
    for (const auto& of_sentence : mentions.by_sentence) {
      for (const Mention& mention : of_sentence)
        found.insert(std::string(name_of(mention.type)) + " " + mention.term.text);
    }
    for (const std::string& line : found) report += line + "\n";
    for (const std::string& line : one.expected)
      EXPECT_EQ(found.count(line.starts_with("not ") ? line.substr(4) : line), !line.starts_with("not "))
          << "in: " << one.text << "wanted: " << line << "\nfound:\n"
          << report;
  }
}

TEST(Mentions, StandInOrderAndNestAtMost) {
  for (const TextCase& one : read_cases(std::string(KG_ENTITIES_FOLDER) + "/mentions.txt")) {
    const auto sentences = read_sentences(one.text);
    const DocumentMentions mentions = find_mentions(sentences, trees_of(sentences), one.date);
    ASSERT_EQ(mentions.by_sentence.size(), sentences.size());
    for (std::size_t s = 0; s < sentences.size(); ++s) {
      const auto& of_sentence = mentions.by_sentence[s];
      for (std::size_t i = 0; i < of_sentence.size(); ++i) {
        const Mention& a = of_sentence[i];
        EXPECT_EQ(a.sentence, static_cast<std::int32_t>(s));
        EXPECT_LT(a.first, a.last);
        EXPECT_LE(a.last, static_cast<std::int32_t>(sentences[s].tokens.size()));
        EXPECT_TRUE(a.first <= a.head && a.head < a.last);
        EXPECT_FALSE(a.term.text.empty());
        EXPECT_LE(of_sentence[i == 0 ? 0 : i - 1].first, a.first);
      }
    }
  }
}

TEST(Aliases, SayWhatADocumentCallsItsEntities) {
  const std::string text =
      "Scott Bessent leads the Treasury of the United States. Bessent said the U.S. would wait.";
  const auto sentences = read_sentences(text);
  const auto aliases = find_mentions(sentences, trees_of(sentences), "").aliases;
  const auto has = [&](std::string_view alias, std::string_view canonical, bool everywhere) {
    return std::any_of(aliases.begin(), aliases.end(), [&](const Alias& a) {
      return a.alias == alias && a.canonical == canonical && a.everywhere == everywhere;
    });
  };
  EXPECT_TRUE(has("Bessent", "Scott_Bessent", false));
  EXPECT_TRUE(has("U.S.", "United_States", true));
}

TEST(Tables, KnowCountriesByTheirNamesCapitalsAndPeoples) {
  EXPECT_EQ(known_name("U.S.")->canonical, "United_States");
  EXPECT_EQ(known_name("Britain")->canonical, "United_Kingdom");
  EXPECT_EQ(known_name("Group of Seven")->canonical, "G7");
  EXPECT_EQ(country_of_capital("Beijing"), "China");
  EXPECT_EQ(country_of_adjective("Australian"), "Australia");
  EXPECT_EQ(known_name("Danes")->type, MentionType::People);
  EXPECT_FALSE(known_name("Nowhereland"));
  EXPECT_GE(longest_name_from("United"), 4);
  EXPECT_EQ(first_name("Ursula"), Gender::Female);
  EXPECT_TRUE(is_person_noun("surgeon"));
  EXPECT_TRUE(is_group_noun("jury"));
  EXPECT_EQ(gender_of_noun("widow"), Gender::Female);
}

TEST(Datelines, AreNoOrdinaryDashes) {
  for (const std::string_view text : {
           "Clara Voss (4 May 1850 – 3 June 1921) was a painter. She lived in Oslo.",
           "Profits fell on 4 May 2020 – the worst day in years.",
           "Profits fell on 4 May 2020 — Norway had its worst day.",
           "NATO agreed to help Norway – a first.",
           "NATO — Norway's oldest ally — agreed to help.",
           "OSLO — the capital — grew.",
           "On Monday, May 4 – Norway's national day was near – shops closed.",
           "4 May 2020 – 3 June 2020. The hall was closed.",
           "Bergen, 4 May 2020 – 3 June 2020. The hall was closed.",
           "Today, May 4, 2020 — Norway closed its ports.",
           "US–Norway talks ended.",
           "ROCK SALT – A Guide\n\nSalt is dug.",
           "The ship left\nBERGEN — It was late.",
       }) {
    EXPECT_TRUE(find_datelines(text).empty()) << text;
  }
}

TEST(Datelines, SayTheDateBeforeTheDateThatIsGiven) {
  EXPECT_EQ(read_english("a", "PARIS, Nov. 2, 2025 — The talks ended.", "2020-01-01").date, "2025-11-02");
  EXPECT_EQ(read_english("a", "PARIS, Nov. 2 — The talks ended.", "2020-01-01").date, "2020-01-01");
  EXPECT_EQ(read_english("a", "Profits fell on 4 May 2020 – a bad day.", "2021-01-01").date, "2021-01-01");
}

TEST(Datelines, AreFoundBeforeTheFirstSentence) {
  const auto dated = find_datelines("PARIS, Nov. 2, 2025 — The talks ended.");
  ASSERT_EQ(dated.size(), 1u);
  EXPECT_EQ(dated.front().date, "2025-11-02");
  EXPECT_EQ(dated.front().begin, 0u);
  const auto bare = find_datelines("A title\n\nLONDON (AP) — The talks ended.");
  ASSERT_EQ(bare.size(), 1u);
  EXPECT_EQ(bare.front().date, "");
  EXPECT_TRUE(find_datelines("The talks — long and dull — ended in 2025.").empty());
  EXPECT_TRUE(find_datelines("").empty());
  const auto day = find_datelines("Dublin, November 24 — The talks ended.");
  ASSERT_EQ(day.size(), 1u);
  EXPECT_EQ(day.front().date, "");
  EXPECT_EQ(find_datelines("PORTO ALTO, Calif., May 4, 2020 (Reuters) - Shares fell.").front().date,
            "2020-05-04");
  EXPECT_EQ(find_datelines("RIO DE JANEIRO—“Nobody came,” she said.").size(), 1u);
  const Document document = read_english("a", "PARIS, Nov. 2, 2025 — The talks ended on Friday.", "");
  EXPECT_EQ(document.date, "2025-11-02");
  EXPECT_EQ(document.text, "PARIS, Nov. 2, 2025 — The talks ended on Friday.");
}

TEST(Datelines, AreFoundBeforeEveryParagraph) {
  const auto all = find_datelines(
      "LIMA - The port shut.\n\nThe port reopened.\n\nTURIN, May 4, 2020 - Norl grew.\n\nOslo fell - a "
      "little.");
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all.back().begin, 43u);
  EXPECT_EQ(all.back().date, "") << "the date of one item is not that of the text";
}

}  // namespace
}  // namespace kg::text
