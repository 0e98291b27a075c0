// The grammar in LANGUAGE.md, the parser and the corpora hold each other: what the parser takes is a sentence
// of the grammar, what it refuses for its syntax is none, and the corpora use every part of the grammar.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "kg/error.hpp"
#include "query/parser/grammar.hpp"
#include "tests/query/corpora.hpp"
#include "tests/query/manual.hpp"
#include "tests/query/said.hpp"

namespace kg::query {
namespace {

/// One command, and whether the parser takes it.
struct Sentence {
  std::string text;
  std::vector<Token> tokens;
  bool taken = false;
  std::string refused;  ///< the message
};

/// The commands of a script that can be cut into words.
std::vector<Sentence> sentences(const Source& source) {
  std::vector<Sentence> result;
  std::size_t position = 0;
  Bindings bindings;  // none: what has parameters and prefixes is cut by the tests that give them
  while (true) {
    Sentence one;
    try {
      one.tokens = parser::lex_command(source, position, &bindings);
    } catch (const SyntaxError&) {
      continue;
    }
    if (one.tokens.size() == 1) return result;
    mark_end(source, one.tokens);
    const Token& end = one.tokens.back();
    one.text = source.text.substr(one.tokens.front().at, end.at - one.tokens.front().at);
    try {
      parser::parse_command(source, one.tokens);
      one.taken = true;
    } catch (const SyntaxError& error) {
      one.refused = error.what();
    }
    result.push_back(std::move(one));
  }
}

TEST(Grammar, CorporaParserAndManualAgree) {
  Ebnf grammar = manual_grammar();
  std::size_t taken = 0, refused = 0;
  for (const Excerpt& script : corpus_scripts()) {
    const Source source{script.place, script.text};
    std::vector<Token> whole;
    bool all_taken = true;
    for (const Sentence& one : sentences(source)) {
      const bool recognised = grammar.recognise("script", one.tokens);
      ++(one.taken ? taken : refused);
      if (one.taken) {
        EXPECT_TRUE(recognised) << script.place << ": no sentence of the grammar:\n" << one.text;
      } else if (is_of(kSyntax, one.refused)) {
        EXPECT_FALSE(recognised) << script.place << ": refused, but a sentence of the grammar:\n"
                                 << one.text << "\n"
                                 << one.refused;
      }
      all_taken = all_taken && one.taken;
      whole.insert(whole.end(), one.tokens.begin(), one.tokens.end());
    }
    if (all_taken) {
      EXPECT_TRUE(grammar.recognise("script", whole)) << script.place;
    }
  }
  for (const std::string& gap : grammar.gaps()) ADD_FAILURE() << gap;
  EXPECT_GT(grammar.productions(), 20u);
  EXPECT_GT(taken, 250u);
  EXPECT_GT(refused, 50u);
}

}  // namespace
}  // namespace kg::query
