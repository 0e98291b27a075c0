// The whole reading up to trees, on plain sentences that any usable model must get right.
#include "loaders/text/trees.hpp"

#include <gtest/gtest.h>

#include <string>
#include <thread>

#include "loaders/text/conllu.hpp"

namespace kg::text {
namespace {

// "form upos head relation" of every token, the head as a word.
std::string arcs(std::string_view text) {
  std::string out;
  for (const Sentence& sentence : read_sentences(text)) {
    for (const Token& token : sentence.tokens) {
      const std::string head =
          token.head == kNoHead ? "-" : sentence.tokens[static_cast<std::size_t>(token.head)].form;
      out += token.form + ' ' + std::string(name_of(token.upos)) + ' ' + std::string(name_of(token.deprel)) +
             ' ' + head + '\n';
    }
  }
  return out;
}

bool has_arc(std::string_view text, std::string_view arc) {
  return arcs(text).find(arc) != std::string::npos;
}

TEST(Trees, ActiveClause) {
  EXPECT_EQ(arcs("The government suspended the new rules."),
            "The DET det government\n"
            "government NOUN nsubj suspended\n"
            "suspended VERB root -\n"
            "the DET det rules\n"
            "new ADJ amod rules\n"
            "rules NOUN obj suspended\n"
            ". PUNCT punct suspended\n");
}

TEST(Trees, PassiveClauseWithAgent) {
  EXPECT_EQ(arcs("The bridge was built by German soldiers."),
            "The DET det bridge\n"
            "bridge NOUN nsubj:pass built\n"
            "was AUX aux:pass built\n"
            "built VERB root -\n"
            "by ADP case soldiers\n"
            "German ADJ amod soldiers\n"
            "soldiers NOUN obl:agent built\n"
            ". PUNCT punct built\n");
}

// What the tree shows to be wrong about the tags is read again: these words are tagged as adjective, noun and
// participle at first.
TEST(Trees, ASentenceHasAVerb) {
  EXPECT_EQ(arcs("The bank closed 40 branches."),
            "The DET det bank\n"
            "bank NOUN nsubj closed\n"
            "closed VERB root -\n"
            "40 NUM nummod branches\n"
            "branches NOUN obj closed\n"
            ". PUNCT punct closed\n");
  EXPECT_TRUE(has_arc("Berg's crew hopes to raise the wreck.", "hopes VERB root -\n"));
  EXPECT_TRUE(has_arc("Anna Berg doubts Nora Lind won.", "Anna PROPN nsubj doubts\n"));
  EXPECT_TRUE(has_arc("Bologna beat Turin.", "beat VERB root -\n"));  // a preposition at first
}

TEST(Trees, AParticipleHasNoSubject) {
  EXPECT_TRUE(has_arc("Nine sheep died when a lorry skidded into a barn, farmers said.",
                      "skidded VERB advcl died\n"));
  EXPECT_TRUE(has_arc("Anna Berg crossed the Old Bridge, opened in 2003.", "crossed VERB root -\n"));
}

TEST(Trees, CopulaAndPossessive) {
  EXPECT_EQ(arcs("Oslo is Norway's capital."),
            "Oslo PROPN nsubj capital\n"
            "is AUX cop capital\n"
            "Norway PROPN nmod:poss capital\n"
            "'s PART case Norway\n"
            "capital NOUN root -\n"
            ". PUNCT punct capital\n");
}

TEST(Trees, PennTokensAreUnderstoodAndLeftAsTheyAre) {
  auto sentences = read_token_lines("`` We agree , '' she said -LRB- again -RRB- .\n\nHe left .");
  ASSERT_EQ(sentences.size(), 3U);
  EXPECT_TRUE(sentences[1].tokens.empty());
  for (Sentence& sentence : sentences) analyse(sentence);
  const auto& tokens = sentences[0].tokens;
  EXPECT_EQ(tokens[0].form, "``");
  EXPECT_EQ(tokens[0].upos, Upos::Punct);
  EXPECT_EQ(tokens[0].xpos, "``");
  EXPECT_EQ(tokens[4].xpos, "''");
  EXPECT_EQ(tokens[7].form, "-LRB-");
  EXPECT_EQ(tokens[7].upos, Upos::Punct);
  EXPECT_EQ(tokens[9].upos, Upos::Punct);
}

TEST(Trees, EverySentenceIsOneTree) {
  const std::string_view texts[] = {"Yes",
                                    "!",
                                    "?? ((( ---",
                                    "a b c d e f g h",
                                    "Of the of the of the.",
                                    "Two ships sank off the coast on Monday, killing nine.",
                                    "\xff\xfe \xc3"};
  for (const std::string_view text : texts) {
    for (const Sentence& sentence : read_sentences(text)) {
      int roots = 0;
      for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
        roots += sentence.tokens[i].head == kNoHead;
        EXPECT_EQ(sentence.tokens[i].head == kNoHead, sentence.tokens[i].deprel == Deprel::Root);
        // Going up from any token ends.
        auto word = static_cast<std::int32_t>(i);
        for (std::size_t steps = 0; word != kNoHead; ++steps) {
          ASSERT_LE(steps, sentence.tokens.size());
          word = sentence.tokens[static_cast<std::size_t>(word)].head;
        }
      }
      EXPECT_EQ(roots, 1) << text;
    }
  }
}

TEST(Trees, ThreadsReadTheSame) {
  const std::string text =
      "Miners in northern Chile ended a strike that had lasted for three weeks. The company will raise wages "
      "by 4%, "
      "and it has agreed to build a clinic near the mine, its spokeswoman told reporters on Thursday.";
  const auto read = [&] {
    std::string out;
    for (const Sentence& sentence : read_sentences(text)) out += to_conllu(sentence);
    return out;
  };
  const std::string once = read();
  std::vector<std::string> others(4);
  std::vector<std::thread> threads;
  for (std::string& other : others) threads.emplace_back([&] { other = read(); });
  for (std::thread& thread : threads) thread.join();
  for (const std::string& other : others) EXPECT_EQ(other, once);
}

}  // namespace
}  // namespace kg::text
