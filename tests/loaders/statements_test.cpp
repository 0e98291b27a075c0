// The loaders that hold statements as they are: `.facts` and `.jsonl`.
#include <gtest/gtest.h>

#include "loaders/loader.hpp"

namespace kg::loaders {
namespace {

std::string evidence(const Document& document, std::size_t fact) {
  const auto [begin, end] = document.facts.at(fact).span;
  return document.text.substr(begin, end - begin);
}

TEST(FactsFile, GivesEachLineAsItsEvidence) {
  const auto document = read_document(
      "a.facts", "# comment\n\nChina suspended export_controls duration=1year  # why\nA b c\n", {});
  ASSERT_EQ(document.facts.size(), 2u);
  EXPECT_EQ(print(document.facts[0].statement), "China suspended export_controls duration=1year");
  EXPECT_EQ(evidence(document, 0), "China suspended export_controls duration=1year");
  EXPECT_EQ(evidence(document, 1), "A b c");
  EXPECT_EQ(document.facts[0].extractor, "facts");
  EXPECT_TRUE(document.diagnostics.empty());
}

TEST(FactsFile, TakesTheQuoteAsEvidence) {
  const auto document = read_document(
      "a.facts", "A b c @source=\"x.txt\" @confidence=0.25 @extractor=text @quote=\"It \\\"b\\\" it.\"\n",
      {});
  ASSERT_EQ(document.facts.size(), 1u);
  EXPECT_EQ(evidence(document, 0), "It \"b\" it.");
  EXPECT_DOUBLE_EQ(document.facts[0].confidence, 0.25);
  EXPECT_EQ(document.facts[0].extractor, "text");
}

TEST(FactsFile, ReportsABrokenLineAndReadsTheOthers) {
  const auto document = read_document("dir/a.facts", "A b c\nA b\nD e f\n", {});
  EXPECT_EQ(document.facts.size(), 2u);
  ASSERT_EQ(document.diagnostics.size(), 1u);
  EXPECT_EQ(document.diagnostics[0].place.file, "dir/a.facts");
  EXPECT_EQ(document.diagnostics[0].place.line, 2u);
}

TEST(JsonLines, ReadsTermsAsTheyAreSpelled) {
  const auto document =
      read_document("a.jsonl",
                    R"({"subject": "China", "predicate": "suspended", "object": "export_controls",
)",
                    {});
  EXPECT_EQ(document.diagnostics.size(), 1u) << "an object stands on one line";
  const auto good = read_document(
      "a.jsonl",
      R"({"subject": "Scott Bessent", "predicate": "paid", "object": 4, "qualifiers": {"duration": "1year", "with": ["Japan", "'G7 partners'"]}})"
      "\n"
      R"({"subject": "A", "predicate": "b", "object": "\"text\"@en"})",
      {});
  ASSERT_EQ(good.facts.size(), 2u) << (good.diagnostics.empty() ? "" : good.diagnostics[0].message);
  EXPECT_EQ(print(good.facts[0].statement),
            "Scott_Bessent paid 4 duration=1year with=G7_partners with=Japan");
  EXPECT_EQ(good.facts[1].statement.object, Term::string("text", "@en"));
}

TEST(JsonLines, GivesAPieceOfEvidenceForEachQuote) {
  const auto document = read_document(
      "a.jsonl",
      R"({"subject": "A", "predicate": "b", "object": "c", "evidence": [{"quote": "A b c.", "confidence": 0.5}, {"quote": "C is b'd.", "extractor": "text"}]})",
      {});
  ASSERT_EQ(document.facts.size(), 2u);
  EXPECT_EQ(evidence(document, 0), "A b c.");
  EXPECT_EQ(evidence(document, 1), "C is b'd.");
  EXPECT_DOUBLE_EQ(document.facts[0].confidence, 0.5);
  EXPECT_EQ(document.facts[1].extractor, "text");
}

TEST(JsonLines, SaysWhatIsWrongAndWhere) {
  const auto message = [](const char* line) {
    const auto document = read_document("a.jsonl", line, {});
    return document.diagnostics.empty()
               ? ""
               : to_string(document.diagnostics[0].place) + ": " + document.diagnostics[0].message;
  };
  EXPECT_EQ(message("\n{\"subject\": \"A\"}"),
            "a.jsonl:2: expected the key \"predicate\", but it is not there");
  EXPECT_EQ(message("[1]"), "a.jsonl:1: expected an object {…}, but found array");
  EXPECT_EQ(message(R"({"subject": 4, "predicate": "b", "object": "c"})"),
            "a.jsonl:1: expected a name as the subject, but found 4");
  EXPECT_EQ(message(R"({"subject": "A", "predicate": "b", "object": null})"),
            "a.jsonl:1: expected a string, a number or a truth value as the object, but found null");
  EXPECT_EQ(message(R"({"subject": "A", "predicate": "b", "object": "c", "confidence": 7})"),
            "a.jsonl:1: expected a number above 0 and up to 1 as \"confidence\", but found 7");
  EXPECT_EQ(message(R"({"subject": "A", "predicate": "b"})"),
            "a.jsonl:1: expected the key \"object\", but it is not there");
  EXPECT_EQ(message(R"({"subject": "A", "predicate": "b", "objct": "c"})"),
            "a.jsonl:1: expected only the keys subject, predicate, object, qualifiers, confidence, source, "
            "evidence, but found \"objct\"");
  EXPECT_EQ(message(R"({"subject": "A", "predicate": "b", "object": "c", "evidence": "d"})"),
            "a.jsonl:1: expected an array as \"evidence\", but found string");
  EXPECT_EQ(message(R"({"subject": "A", "predicate": "b", "object": "c", "source": "d"})"),
            "a.jsonl:1: expected an object as a piece of evidence, but found string");
  EXPECT_EQ(message(R"({"subject": "A", "predicate": "b", "object": "c", "source": {"quote": 1}})"),
            "a.jsonl:1: expected a string as \"quote\", but found number");
  EXPECT_EQ(message(R"({"subject": "A", "predicate": "b", "object": 1e999})"),
            "a.jsonl:1: expected numbers below 1e308, but found one above");
  for (const char* number : {"3.5e300", "12345678901234567890123", "1e-7"}) {
    const std::string line = R"({"subject": "A", "predicate": "b", "object": )" + std::string(number) + "}";
    EXPECT_TRUE(message(line.c_str())
                    .starts_with("a.jsonl:1: expected a number of up to 15 digits and without an exponent"))
        << message(line.c_str());
  }
}

}  // namespace
}  // namespace kg::loaders
