// Clause rules by the trees in the `.clauses` corpora beside this file, and what must hold for any tree.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <random>
#include <sstream>

#include "loaders/text/stages.hpp"
#include "tests/clauses/written_tree.hpp"
#include "tests/kgt/corpus.hpp"

namespace kg::text {
namespace {

std::string words(const Sentence& sentence, const std::vector<std::int32_t>& tokens) {
  std::string text;
  for (const std::int32_t t : tokens) text += (text.empty() ? "" : " ") + sentence.tokens[t].form;
  return text;
}

std::string shown(const Sentence& sentence, const Argument& argument) {
  constexpr std::string_view kRoles[] = {"subject", "object",  "recipient",
                                         "content", "oblique", "circumstance"};
  std::string text(kRoles[static_cast<std::size_t>(argument.role)]);
  if (!argument.preposition.empty()) text += '[' + argument.preposition + ']';
  return fmt::format("{}{}: {}", argument.conjunct ? "+" : "", text, words(sentence, argument.tokens));
}

/// One line a clause: kind and predicate, what is true of it, its arguments.
std::string shown(const Sentence& sentence, const std::vector<Clause>& clauses) {
  constexpr std::string_view kKinds[] = {"verb",  "copula",     "relative", "apposition",
                                         "title", "possessive", "noun",     "rank"};
  std::string text;
  for (const Clause& clause : clauses) {
    text += kKinds[static_cast<std::size_t>(clause.kind)];
    for (const PredicateWord& word : clause.predicate) text += ' ' + word.text;
    if (clause.negated) text += " (negated)";
    if (!clause.asserted) text += " (not asserted)";
    if (clause.speaker_clause >= 0) text += fmt::format(" (said in {})", clause.speaker_clause + 1);
    for (const Argument& argument : clause.arguments) text += " | " + shown(sentence, argument);
    text += '\n';
  }
  return text.empty() ? "none\n" : text;
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

/// `clause_lines` without its first two columns, split by " | ".
std::string printed(const Tree& tree) {
  std::istringstream lines(clause_lines(tree, "S", read_clauses(tree)));
  std::string text;
  for (std::string line; std::getline(lines, line);) {
    line.erase(0, line.find('\t', line.find('\t') + 1) + 1);
    for (std::size_t tab; (tab = line.find('\t')) != std::string::npos;) line.replace(tab, 1, " | ");
    text += line + '\n';
  }
  return text.empty() ? "none\n" : text;
}

TEST(Clauses, Corpora) {
  int corpora = 0;
  for (const auto& entry : std::filesystem::directory_iterator(KG_CLAUSES_FOLDER)) {
    if (entry.path().extension() != ".clauses") continue;
    ++corpora;
    kgt::Corpus corpus = kgt::read_corpus(read_file(entry.path()));
    for (kgt::Case& test : corpus.cases) {
      const Sentence sentence = written_tree(test.body);
      const Tree tree(sentence);
      std::string found = test.directive == "lines" ? printed(tree) : shown(sentence, read_clauses(tree));
      EXPECT_EQ(found, test.expected) << entry.path().filename() << " line " << test.line;
      test.expected = std::move(found);
    }
    if (std::getenv("KG_REWRITE") != nullptr) std::ofstream(entry.path()) << kgt::print(corpus);
  }
  EXPECT_GE(corpora, 3);
}

Sentence random_sentence(std::mt19937& random) {
  constexpr std::string_view kForms[] = {"Oslo", "he",   "port",          "sell", "by", "is",   "\"",   ",",
                                         "who",  "that", "not",           "met",  "to", "said", "such", "as",
                                         "the",  "of",   "third-largest", "had",  "and"};
  constexpr std::string_view kTags[] = {"NN",  "NNP", "NNS", "VB", "VBD", "VBG",
                                        "VBN", "IN",  "WDT", "CD", "PRP", "JJ"};
  constexpr Deprel kCommon[] = {Deprel::Nsubj,    Deprel::Obj,     Deprel::Obl,   Deprel::Case,
                                Deprel::Conj,     Deprel::Acl,     Deprel::Xcomp, Deprel::Nmod,
                                Deprel::AclRelcl, Deprel::AuxPass, Deprel::Cop,   Deprel::Ccomp};
  const auto below = [&](std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
  };
  Sentence sentence;
  sentence.tokens.resize(1 + below(25));
  for (Token& token : sentence.tokens) {
    token.form = kForms[below(std::size(kForms))];
    token.xpos = kTags[below(std::size(kTags))];
    token.lemma = below(4) == 0 ? "" : token.form;
    token.upos = below(2) == 0 ? (token.xpos[0] == 'V' ? Upos::Verb : Upos::Noun)
                               : static_cast<Upos>(below(static_cast<std::size_t>(Upos::X) + 1));
    token.deprel = below(3) > 0 ? kCommon[below(std::size(kCommon))]
                                : static_cast<Deprel>(below(static_cast<std::size_t>(Deprel::Xcomp) + 1));
    token.head =
        static_cast<std::int32_t>(below(sentence.tokens.size() + 3)) - 2;  // cycles and strays included
  }
  return sentence;
}

void expect_sound(const Sentence& sentence, const Clause& clause, std::size_t clauses) {
  EXPECT_FALSE(clause.predicate.empty());
  ASSERT_FALSE(clause.arguments.empty());
  EXPECT_EQ(clause.arguments.front().role, Role::Subject);
  EXPECT_FALSE(clause.arguments.front().conjunct);
  EXPECT_GT(clause.confidence, 0);
  EXPECT_LT(clause.confidence, 1);
  EXPECT_LT(clause.speaker_clause, static_cast<std::int32_t>(clauses));
  for (const Argument& argument : clause.arguments) {
    ASSERT_FALSE(argument.tokens.empty());
    EXPECT_TRUE(std::is_sorted(argument.tokens.begin(), argument.tokens.end(), std::less_equal<>()));
    EXPECT_GE(argument.tokens.front(), 0);
    EXPECT_LT(argument.tokens.back(), static_cast<std::int32_t>(sentence.tokens.size()));
    EXPECT_TRUE(std::binary_search(argument.tokens.begin(), argument.tokens.end(), argument.head));
  }
}

TEST(Clauses, AreSoundForAnyTree) {
  std::mt19937 random(20251102);
  std::size_t read = 0;
  for (int i = 0; i < 20000 && !HasFailure(); ++i) {
    const Sentence sentence = random_sentence(random);
    const Tree tree(sentence);
    const std::vector<Clause> clauses = read_clauses(tree);
    read += clauses.size();
    for (const Clause& clause : clauses) expect_sound(sentence, clause, clauses.size());
    EXPECT_EQ(clause_lines(tree, "S", clauses), clause_lines(tree, "S", read_clauses(Tree(sentence))));
  }
  EXPECT_GT(read, 2000U);
}

TEST(Clauses, NoneOfASentenceWithoutTokens) {
  const Sentence empty;
  EXPECT_TRUE(read_clauses(Tree(empty)).empty());
}

TEST(ClauseLines, PrintTheSentenceAsItIsGiven) {
  const Sentence sentence = written_tree("Oslo/NNP/2/nsubj sold=sell/VBD/0/root ships=ship/NNS/2/obj");
  const Tree tree(sentence);
  const std::vector<Clause> clauses = read_clauses(tree);
  ASSERT_EQ(clauses.size(), 1U);
  EXPECT_EQ(clause_lines(tree, "Oslo sold  ships", clauses),
            fmt::format("Oslo sold  ships\t{:.3f}\tsold\tOslo\tships\n", clauses.front().confidence));
}

}  // namespace
}  // namespace kg::text
