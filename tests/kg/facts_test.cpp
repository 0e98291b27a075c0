// Statements as text and whole `.facts` files: what is read, what is refused and where, and that output reads
// back.
#include "kg/facts.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "kg/word.hpp"
#include "tests/kg/terms.hpp"

namespace kg {
namespace {

std::string error_of(std::string_view line) {
  try {
    read_statement(line);
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

TEST(Statement, ReadsAndPrints) {
  for (const char* line :
       {"China suspended export_controls duration=1year", "Australia rank_deposits 4",
        "China controls rare_earth_mining share=70%",
        "Donald_Trump met Xi_Jinping date=2025-10-30 location=South_Korea", "talks collapsed true",
        "Scott_Bessent said \"We agreed.\"@en in=Asia", "<http://a.b/c> <http://a.b/d> <http://a.b/e>",
        "'U.S.' signed 'AC/DC' with=Japan with='U.S.'", "China 'in' Asia"})
    EXPECT_EQ(print(read_statement(line)), line);
}

TEST(Statement, IsASetOfQualifiers) {
  const Statement statement = read_statement("  a b c  z=2 \t k=1 k = 1 k=0");
  EXPECT_EQ(print(statement), "a b c k=0 k=1 z=2");
  EXPECT_EQ(statement, read_statement("a b c k=0 z=2 k=1"));
}

TEST(Statement, SaysWhatIsWrong) {
  EXPECT_EQ(error_of("China suspended ?what"),
            "expected an object (`true` where the fact has none), found ?; a fact has no holes: variables "
            "and parameters belong "
            "in queries (column 17)");
  EXPECT_EQ(error_of("China borders South Korea"),
            "expected a qualifier (key=value) or the end of the line, found Korea; a name of several words "
            "is joined by _ or stands "
            "in quotes (column 21)");
  EXPECT_EQ(error_of("talks collapsed date=2025-10"),
            "expected a subject, a predicate and an object (`true` where there is none) before the qualifier "
            "date= (column 17)");
  EXPECT_EQ(error_of("talks collapsed"),
            "expected an object (`true` where the fact has none), found the end of the line (column 16)");
  EXPECT_EQ(
      error_of("a b c k>=5"),
      "expected `=` after k, found >; a fact states with `=`, comparisons belong in queries (column 8)");
  EXPECT_EQ(error_of("a b c k==5"), "expected a value, found =; one `=` is enough (column 9)");
  EXPECT_EQ(error_of("5 b c"), "expected a subject (a name or an <iri>), found 5 (column 1)");
  EXPECT_EQ(error_of("a 'b"), "expected a closing ' before the end of the line (column 3)");
  EXPECT_EQ(error_of("limit b c"),
            "expected a subject (a name or an <iri>), found the keyword limit; as a name it stands in "
            "quotes: 'limit' (column 1)");
  EXPECT_EQ(error_of("a b _"),
            "expected an object (`true` where the fact has none), found _; a fact has no holes (column 5)");
  EXPECT_EQ(error_of("a b x:y"),
            "expected a known prefix, found x:y; write `prefix x: <iri>` before it, or quotes for a name: "
            "'x:y' (column 5)");
  EXPECT_EQ(error_of("São_Paulo b 7-11"),
            "expected a number, a quantity or a date, found 7-11; a name like this stands in quotes: '7-11' "
            "(column 13)");
  EXPECT_EQ(error_of("a b c, d e f"),
            "expected a qualifier (key=value) or the end of the line, found ,; one fact stands on a line, "
            "and nothing separates its "
            "parts but spaces (column 6)");
  EXPECT_NE(error_of("a costs 1,000USD").find("without commas"), std::string::npos);
  EXPECT_NE(error_of("a costs $4.25").find("4.25USD"), std::string::npos);
  EXPECT_NE(error_of("a born 10/30/2025").find("year-month-day"), std::string::npos);
  EXPECT_EQ(error_of("a b c @source=\"x\""), "expected a statement alone, found evidence (@ keys)");
  EXPECT_EQ(error_of("a b c k=\"x\"y"), "expected a space before the next part, found y (column 12)");
  EXPECT_EQ(error_of(""), "expected a subject (a name or an <iri>), found the end of the line (column 1)");
}

TEST(Facts, ReadsAFile) {
  const std::string text =
      "\xEF\xBB\xBF# notes\n"
      "\n"
      "prefix schema: <http://schema.org/>\r\n"
      "  China suspended export_controls duration=1year   # so it said\r\n"
      "schema:China schema:name \"China\"^^schema:Text\n"
      "prefix of_ten b";
  const Facts facts = read_facts(text, "notes.facts");
  ASSERT_EQ(facts.lines.size(), 2u);
  EXPECT_EQ(facts.lines[0].line, 4u);
  EXPECT_EQ(text.substr(facts.lines[0].begin, facts.lines[0].end - facts.lines[0].begin),
            "China suspended export_controls duration=1year");
  EXPECT_EQ(print(facts.lines[1].statement),
            "<http://schema.org/China> <http://schema.org/name> \"China\"^^<http://schema.org/Text>");
  ASSERT_EQ(facts.diagnostics.size(), 1u);
  EXPECT_EQ(to_string(facts.diagnostics[0].place), "notes.facts:6:8");
  EXPECT_EQ(facts.diagnostics[0].message, "expected `prefix name: <iri>`");
}

TEST(Facts, ABrokenLineLeavesTheOthers) {
  const Facts facts = read_facts("a b c\na b\n\xff b c\nd e f", "x.facts");
  ASSERT_EQ(facts.lines.size(), 2u);
  EXPECT_EQ(facts.lines[1].line, 4u);
  ASSERT_EQ(facts.diagnostics.size(), 2u);
  EXPECT_EQ(to_string(facts.diagnostics[0].place), "x.facts:2:4");
  EXPECT_EQ(to_string(facts.diagnostics[1].place), "x.facts:3:1");
  EXPECT_EQ(facts.diagnostics[1].message, "expected text in UTF-8, found the byte 0xff");
}

TEST(Facts, EvidenceStandsBehindAt) {
  const char* line =
      "a b c k=1 @source=\"news.txt\" @quote=\"He said \\\"b\\\".\" @begin=10 @end=25 @confidence=0.9 "
      "@extractor=text";
  const FactLine fact = read_fact_line(line);
  EXPECT_EQ(print_fact(fact.statement, fact.at_keys), line);
  EXPECT_EQ(fact.at_keys.front(), (Qualifier{"@source", Term::string("news.txt")}));
}

TEST(Facts, RefusesWrongEvidence) {
  for (const char* line : {"a b c @sauce=1", "a b c @begin=-1", "a b c @begin=1.5", "a b c @confidence=0",
                           "a b c @confidence=1.1", "a b c @confidence=70%", "a b c @source=5",
                           "a b c @quote=word", "a b c @begin=1 @begin=2", "a b c @"})
    EXPECT_THROW(read_fact_line(line), SyntaxError) << line;
}

RC_GTEST_PROP(StatementProperty, EveryStatementReadsBackAsItself, ()) {
  const Statement statement = *any_statement();
  RC_ASSERT(read_statement(print(statement)) == statement);
}

RC_GTEST_PROP(FactsProperty, AnyTextIsReadOrReported, ()) {
  const std::string text = *any_text() + '\n' + *any_text();
  const Facts facts = read_facts(text, "x");
  for (const FactLine& fact : facts.lines)
    RC_ASSERT(read_fact_line(print(fact.statement)).statement == fact.statement);
}

}  // namespace
}  // namespace kg
