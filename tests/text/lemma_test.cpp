#include <gtest/gtest.h>

#include "loaders/text/model.hpp"
#include "loaders/text/words.hpp"

namespace kg::text {
namespace {

std::string lemma(const char* form, Upos upos, const char* xpos) {
  return english().lemmas.lemma_of(form, lower_case(form), upos, xpos);
}

TEST(Lemma, Verbs) {
  EXPECT_EQ(lemma("suspended", Upos::Verb, "VBD"), "suspend");
  EXPECT_EQ(lemma("Controls", Upos::Verb, "VBZ"), "control");
  EXPECT_EQ(lemma("planned", Upos::Verb, "VBN"), "plan");
  EXPECT_EQ(lemma("making", Upos::Verb, "VBG"), "make");
  EXPECT_EQ(lemma("relies", Upos::Verb, "VBZ"), "rely");
  EXPECT_EQ(lemma("sought", Upos::Verb, "VBD"), "seek");
  EXPECT_EQ(lemma("was", Upos::Aux, "VBD"), "be");
  EXPECT_EQ(lemma("n't", Upos::Part, "RB"), "not");
}

TEST(Lemma, NounsAndAdjectives) {
  EXPECT_EQ(lemma("countries", Upos::Noun, "NNS"), "country");
  EXPECT_EQ(lemma("women", Upos::Noun, "NNS"), "woman");
  EXPECT_EQ(lemma("taxes", Upos::Noun, "NNS"), "tax");
  EXPECT_EQ(lemma("glass", Upos::Noun, "NN"), "glass");
  EXPECT_EQ(lemma("largest", Upos::Adj, "JJS"), "large");
  EXPECT_EQ(lemma("better", Upos::Adj, "JJR"), "good");
}

TEST(Lemma, NamesKeepTheirCapitals) {
  EXPECT_EQ(lemma("Norway", Upos::Propn, "NNP"), "Norway");
  EXPECT_EQ(lemma("States", Upos::Propn, "NNPS"), "State");
}

TEST(Lemma, WordsThatNobodyKnows) {
  EXPECT_EQ(lemma("blorfed", Upos::Verb, "VBD"), "blorf");
  EXPECT_EQ(lemma("blorvizing", Upos::Verb, "VBG"), "blorvize");
  EXPECT_EQ(lemma("blorches", Upos::Noun, "NNS"), "blorch");
  EXPECT_EQ(lemma("blorps", Upos::Noun, "NNS"), "blorp");
}

}  // namespace
}  // namespace kg::text
