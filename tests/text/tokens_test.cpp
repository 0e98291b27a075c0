// Token and sentence rules, by the texts in tokens.kgt, and what must hold for any text.
#include "loaders/text/tokens.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

namespace kg::text {
namespace {

struct Case {
  int line = 0;
  std::string text, expected;
};

std::string with_line_ends(std::string text) {
  for (std::size_t at; (at = text.find("\\n")) != std::string::npos;) text.replace(at, 2, "\n");
  return text;
}

std::vector<Case> read_cases() {
  std::ifstream file(KG_TOKENS_FILE);
  std::vector<Case> cases;
  enum { Between, Input, Output } state = Between;
  int number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line == "split") {
      cases.push_back({number, "", ""});
      state = Input;
    } else if (line == "----") {
      state = Output;
    } else if (line.empty() || line[0] == '#') {
      state = Between;
    } else if (state == Input) {
      cases.back().text = with_line_ends(line);
    } else if (state == Output) {
      cases.back().expected += line + '\n';
    }
  }
  return cases;
}

std::string shown(const std::vector<Sentence>& sentences) {
  std::string out;
  for (const Sentence& sentence : sentences) {
    for (const Token& token : sentence.tokens) {
      out += token.form;
      if (&token != &sentence.tokens.back()) out += token.space_after ? ' ' : '|';
    }
    out += '\n';
  }
  return out;
}

void expect_places(std::string_view text) {
  std::size_t last = 0;
  for (const Sentence& sentence : split_sentences(text)) {
    ASSERT_FALSE(sentence.tokens.empty());
    EXPECT_EQ(sentence.begin, sentence.tokens.front().begin);
    EXPECT_EQ(sentence.end, sentence.tokens.back().end);
    for (const Token& token : sentence.tokens) {
      ASSERT_LT(token.begin, token.end);
      ASSERT_GE(token.begin, last);
      EXPECT_EQ(token.form, text.substr(token.begin, token.end - token.begin));
      last = token.end;
    }
  }
}

TEST(Tokens, Corpus) {
  const std::vector<Case> cases = read_cases();
  ASSERT_GE(cases.size(), 20U);
  for (const Case& one : cases) {
    EXPECT_EQ(shown(split_sentences(one.text)), one.expected) << "tokens.kgt:" << one.line;
    expect_places(one.text);
  }
}

TEST(Tokens, EmptyTextHasNoSentence) {
  EXPECT_TRUE(split_sentences("").empty());
  EXPECT_TRUE(split_sentences(" \n\t\n\n ").empty());
}

TEST(Tokens, ParagraphsBeginAfterBlankLines) {
  const auto sentences = split_sentences("One. Two.\n\nThree.");
  ASSERT_EQ(sentences.size(), 3U);
  EXPECT_TRUE(sentences[0].starts_paragraph);
  EXPECT_FALSE(sentences[1].starts_paragraph);
  EXPECT_TRUE(sentences[2].starts_paragraph);
}

TEST(Tokens, WhatGoesOnWithoutAnEndIsCut) {
  std::string clauses, brackets(3 * kLongestSentence, ')');
  for (std::size_t i = 0; i < kLongestSentence; ++i) clauses += "they met, ";
  for (const std::string& text : {clauses, brackets}) {
    const std::vector<Sentence> sentences = split_sentences(text);
    EXPECT_GE(sentences.size(), 3u);
    for (const Sentence& sentence : sentences) EXPECT_LE(sentence.tokens.size(), kLongestSentence);
    expect_places(text);
  }
  for (const Sentence& sentence : split_sentences(clauses)) EXPECT_EQ(sentence.tokens.back().form, ",");
}

TEST(Tokens, SpaceAfterTellsWhatIsGlued) {
  const auto sentences = split_sentences("Stop, now");
  ASSERT_EQ(sentences.size(), 1U);
  ASSERT_EQ(sentences[0].tokens.size(), 3U);
  EXPECT_FALSE(sentences[0].tokens[0].space_after);
  EXPECT_TRUE(sentences[0].tokens[1].space_after);
}

TEST(Tokens, AnyBytesKeepTheirPlaces) {
  // A fixed generator: the same bytes on every machine.
  std::uint32_t state = 12345;
  const std::string_view pieces[] = {"a", "B",  " ", "\n",      ".",    "'s",   "n't", "-",       "7",
                                     ",", "\"", "“", "’",       "\xff", "\xc3", "é",   "(",       ")",
                                     "/", "@",  ":", "http://", "...",  "U.S.", "&",   "\xe2\x80"};
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (int i = 0; i < 30; ++i) {
      state = state * 1664525 + 1013904223;
      text += pieces[(state >> 16) % std::size(pieces)];
    }
    expect_places(text);
    // No byte but space is lost.
    std::size_t bytes = 0;
    for (const Sentence& sentence : split_sentences(text)) {
      for (const Token& token : sentence.tokens) bytes += token.form.size();
    }
    std::size_t expected = 0;
    for (const char c : text) expected += c != ' ' && c != '\n';
    EXPECT_EQ(bytes, expected) << text;
  }
}

}  // namespace
}  // namespace kg::text
