#include "loaders/text/conllu.hpp"

#include <gtest/gtest.h>

#include <string>

#include "kg/error.hpp"

namespace kg::text {
namespace {

const std::string kTree =
    "# newpar\n"
    "# sent_id = s1\n"
    "# text = Chile didn't sell copper.\n"
    "1\tChile\tChile\tPROPN\tNNP\t_\t4\tnsubj\t_\t_\n"
    "2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\tSpaceAfter=No\n"
    "3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_\n"
    "4\tsell\tsell\tVERB\tVB\t_\t0\troot\t_\t_\n"
    "5\tcopper\tcopper\tNOUN\tNN\t_\t4\tobj\t_\tSpaceAfter=No\n"
    "6\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n"
    "\n";

TEST(Conllu, RoundTrip) {
  const auto sentences = read_conllu(kTree);
  ASSERT_EQ(sentences.size(), 1U);
  EXPECT_EQ(to_conllu(sentences[0], "s1"), kTree);
}

TEST(Conllu, ReadsTheTree) {
  const auto sentences = read_conllu(kTree);
  const auto& tokens = sentences[0].tokens;
  EXPECT_EQ(tokens[0].head, 3);
  EXPECT_EQ(tokens[0].deprel, Deprel::Nsubj);
  EXPECT_EQ(tokens[3].head, kNoHead);
  EXPECT_EQ(tokens[3].deprel, Deprel::Root);
  EXPECT_EQ(tokens[0].upos, Upos::Propn);
}

TEST(Conllu, RangesTellWhereNoSpaceStandsAndEmptyNodesAreSkipped) {
  const auto bank = read_treebank(
      "1-2\tdidn't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
      "1\tdid\tdo\tAUX\tVBD\t_\t0\troot\t_\t_\n"
      "2\tn't\tnot\tPART\tRB\t_\t1\tadvmod\t_\t_\n"
      "2.1\tgo\tgo\tVERB\tVB\t_\t_\t_\t0:root\t_\n"
      "3\t!\t!\tPUNCT\t.\t_\t1\tpunct\t_\t_\n");
  ASSERT_EQ(bank.sentences.size(), 1U);
  EXPECT_EQ(bank.text, "didn't!");
  EXPECT_EQ(bank.sentences[0].tokens[1].begin, 3U);
  EXPECT_EQ(bank.sentences[0].tokens[1].end, 6U);
}

TEST(Conllu, SentencesAreJoinedByASpaceAndParagraphsByAnEmptyLine) {
  const std::string row = "1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_\n\n";
  const auto bank = read_treebank(row + row + "# newpar\n" + row);
  EXPECT_EQ(bank.text, "Yes Yes\n\nYes");
  EXPECT_EQ(bank.sentences[2].begin, 9U);
  EXPECT_TRUE(bank.sentences[2].starts_paragraph);
}

TEST(Conllu, BrokenRowsAreToldByLine) {
  const auto message = [](const std::string& text) -> std::string {
    try {
      read_conllu(text);
    } catch (const Error& error) {
      return error.what();
    }
    return "read";
  };
  EXPECT_EQ(message("# a comment\n1\tYes\n"),
            "line 2: expected a row of CoNLL-U, found another number of columns than ten");
  EXPECT_EQ(message("2\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_\n"),
            "line 1: expected a row of CoNLL-U, found the number '2'");
  EXPECT_EQ(message("1\tYes\tyes\tINTJ\tUH\t_\tx\troot\t_\t_\n"),
            "line 1: expected a row of CoNLL-U, found the head 'x'");
}

TEST(Conllu, NamesReadBack) {
  for (int i = 0; i <= static_cast<int>(Deprel::Xcomp); ++i) {
    EXPECT_EQ(deprel_of(name_of(static_cast<Deprel>(i))), static_cast<Deprel>(i));
  }
  EXPECT_EQ(deprel_of("nmod:of"), Deprel::Nmod);
  EXPECT_EQ(deprel_of("nonsense"), Deprel::Dep);
  EXPECT_EQ(upos_of("VERB"), Upos::Verb);
  EXPECT_EQ(upos_of("nonsense"), Upos::X);
}

}  // namespace
}  // namespace kg::text
