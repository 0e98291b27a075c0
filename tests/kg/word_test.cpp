// The lexicon: where words end, what they are, and that every term reads back as itself.
#include "kg/word.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "kg/error.hpp"
#include "tests/kg/terms.hpp"

namespace kg {
namespace {

Term value(TermKind kind, std::string text) {
  return Term{kind, std::move(text), {}};
}

std::string error_of(std::string_view text) {
  try {
    read_term(text);
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

TEST(Word, NamesStandBare) {
  for (const char* name :
       {"5G", "2025_budget", "7up", "U.S.", "O'Neill", "AT&T", "São_Paulo", "C#", "China's", "_x", "东京",
        "G7", "1st", "20th_century", "1e5", "100m²_hall", "a-b", "x%"}) {
    EXPECT_EQ(word_length(name), std::string_view(name).size()) << name;
    EXPECT_EQ(read_term(name), Term::name(name));
  }
}

TEST(Word, EndsAtMarksAndSpace) {
  EXPECT_EQ(word_length("China, Japan"), 5u);
  EXPECT_EQ(word_length("duration=1year"), 8u);
  EXPECT_EQ(word_length("?x"), 0u);
  EXPECT_EQ(word_length("a\u00a0b"), 1u);  // a no-break space is white space
  EXPECT_EQ(word_length("a\u200bb"), 1u);  // a zero-width space is a format character
  EXPECT_EQ(word_length(".5"), 0u);
  EXPECT_EQ(word_length("- x"), 0u);
  EXPECT_EQ(word_length("-5 x"), 2u);
  EXPECT_EQ(word_length("--10-30 x"), 7u);
  EXPECT_EQ(word_length(""), 0u);
}

TEST(Word, ClassifiesLiterals) {
  EXPECT_EQ(read_term("42"), value(TermKind::Integer, "42"));
  EXPECT_EQ(read_term("-42"), value(TermKind::Integer, "-42"));
  EXPECT_EQ(read_term("4.25"), value(TermKind::Decimal, "4.25"));
  EXPECT_EQ(read_term("70%"), value(TermKind::Percent, "70%"));
  EXPECT_EQ(read_term("4.25USD"), value(TermKind::Quantity, "4.25USD"));
  EXPECT_EQ(read_term("6months"), value(TermKind::Quantity, "6months"));
  EXPECT_EQ(read_term("12..24month"), value(TermKind::Range, "12..24month"));
  EXPECT_EQ(read_term("10..20%"), value(TermKind::Range, "10..20%"));
  EXPECT_EQ(read_term("2025-10"), value(TermKind::Date, "2025-10"));
  EXPECT_EQ(read_term("2025-10-30"), value(TermKind::Date, "2025-10-30"));
  EXPECT_EQ(read_term("--10-30"), value(TermKind::Date, "--10-30"));
  EXPECT_EQ(read_term("2025-10-01..2025-10-30"), value(TermKind::DateRange, "2025-10-01..2025-10-30"));
  EXPECT_EQ(read_term("TRUE"), value(TermKind::Boolean, "true"));
  EXPECT_EQ(read_term("123456789012345678901234567890"),
            value(TermKind::Integer, "123456789012345678901234567890"));
}

TEST(Word, ClassifiesTheRest) {
  EXPECT_EQ(classify_word("schema:Person").kind, WordKind::PrefixedName);
  EXPECT_EQ(classify_word("Return").kind, WordKind::Keyword);
  EXPECT_EQ(classify_word("source").kind, WordKind::Name);
  EXPECT_EQ(classify_word("in").term, Term::name("in"));
  EXPECT_TRUE(std::is_sorted(keywords().begin(), keywords().end()));
  EXPECT_FALSE(is_keyword(""));
}

TEST(Word, RefusesWhatLooksLikeANumber) {
  EXPECT_EQ(error_of("7-11"),
            "expected a number, a quantity or a date, found 7-11; a name like this stands in quotes: '7-11'");
  EXPECT_EQ(
      error_of("2025-02-30"),
      "expected a number, a quantity or a date, found 2025-02-30; the calendar has no such day; dates are "
      "year-month-day");
  EXPECT_EQ(error_of("30.10.2025"),
            "expected a number, a quantity or a date, found 30.10.2025; dates are written year-month-day: "
            "2025-10-30");
  EXPECT_EQ(
      error_of("24..12month"),
      "expected a number, a quantity or a date, found 24..12month; a range is two numbers or two dates, the "
      "smaller first, and one unit: 12..24month");
  EXPECT_EQ(error_of("5."),
            "expected a number, a quantity or a date, found 5.; no point ends a fact or a query: 5");
  EXPECT_NE(error_of("1234567890123456789012345678901").find("at most 30 digits"), std::string::npos);
  EXPECT_NE(error_of("10:30").find("'10:30'"), std::string::npos);
}

TEST(Word, ReadsQuotedTokens) {
  EXPECT_EQ(read_term("'G7 partners'"), Term::name("G7_partners"));
  EXPECT_EQ(read_term("'AC/DC'"), Term::name("AC/DC"));
  EXPECT_EQ(read_term(R"('O\'Neill')"), Term::name("O'Neill"));
  EXPECT_EQ(read_term("'return'"), Term::name("return"));
  EXPECT_EQ(read_term(R"("a \"b\" \u00e9 \ud83d\ude00\n")"), Term::string("a \"b\" é 😀\n"));
  EXPECT_EQ(read_term(R"("chat"@fr-CA)"), Term::string("chat", "@fr-CA"));
  EXPECT_EQ(read_term(R"("1"^^<http://a.b/c>)"), Term::string("1", "^^<http://a.b/c>"));
  EXPECT_EQ(read_term("<http://a.b/c?d=e>"), (Term{TermKind::Iri, "http://a.b/c?d=e", {}}));
  EXPECT_FALSE(read_quoted("<5"));
  EXPECT_FALSE(read_quoted("< http://a"));
}

TEST(Word, SaysWhatIsWrongWithQuotes) {
  EXPECT_EQ(error_of("'abc"), "expected a closing ' before the end of the line");
  EXPECT_EQ(error_of(R"("a\qb")"), R"(expected one of \" \' \\ \/ \b \f \n \r \t \u after a backslash)");
  EXPECT_EQ(error_of(R"("\ud83d")"), "expected a pair of surrogates, found half of one");
  EXPECT_EQ(error_of("''"), "expected a name between quotes, found nothing");
  EXPECT_EQ(
      error_of("South Korea"),
      "expected one term, found `Korea` after `South`; several words make a name in quotes: 'South Korea'");
  EXPECT_EQ(error_of("limit"),
            "expected a term, found the keyword limit; as a name it stands in quotes: 'limit'");
  EXPECT_EQ(error_of("a\xff"), "expected text in UTF-8, found an invalid byte 0xff at offset 1");
}

TEST(Word, PrintsBareOnlyWhatIsPlain) {
  EXPECT_EQ(print(Term::name("China")), "China");
  EXPECT_EQ(print(Term::name("O'Neill")), "O'Neill");
  EXPECT_EQ(print(Term::name("São_Paulo")), "São_Paulo");
  EXPECT_EQ(print(Term::name("U.S.")), "'U.S.'");
  EXPECT_EQ(print(Term::name("5G")), "'5G'");
  EXPECT_EQ(print(Term::name("True")), "'True'");
  EXPECT_EQ(print(Term::name("Order")), "'Order'");
  EXPECT_EQ(print(Term::name("a:b")), "'a:b'");
  EXPECT_EQ(print(Term::name("it's'")), R"('it\'s\'')");
  EXPECT_EQ(print_key("in"), "in");
  EXPECT_EQ(print_key("5G"), "'5G'");
  EXPECT_EQ(print_key(Term::name("5G")), "'5G'");
  EXPECT_EQ(print_key(Term::iri("http://a.b/c")), "<http://a.b/c>");
}

TEST(Name, NormalAndFoldedForms) {
  EXPECT_EQ(normal_name("  the \t G7\u00a0partners\n"), "the_G7_partners");
  EXPECT_EQ(normal_name("e\u0301"), "é");
  EXPECT_EQ(normal_name("a\u200bb"), "ab");
  EXPECT_EQ(fold_name("STRASSE"), fold_name("Straße"));
  EXPECT_EQ(fold_name("São Paulo"), "são_paulo");
  EXPECT_NE(fold_name("São_Paulo"), fold_name("Sao_Paulo"));
}

TEST(Name, FindsInvalidUtf8) {
  EXPECT_EQ(invalid_utf8("caf\xc3\xa9"), std::nullopt);
  EXPECT_EQ(invalid_utf8("caf\xc3"), 3u);
  EXPECT_EQ(invalid_utf8("\xed\xa0\x80"), 0u);  // half of a surrogate pair
  EXPECT_EQ(invalid_utf8("ab\xc0\x80"), 2u);    // an overlong zero
}

RC_GTEST_PROP(WordProperty, EveryTermReadsBackAsItself, ()) {
  const Term term = *any_term();
  RC_ASSERT(read_term(print(term)) == term);
}

RC_GTEST_PROP(WordProperty, NormalNamesAreStable, ()) {
  const std::string name = *any_name();
  RC_ASSERT(normal_name(name) == name);
}

RC_GTEST_PROP(WordProperty, AWordIsClassifiedOrRefusedNeverMore, ()) {
  const std::string text = *any_text();
  const std::size_t length = word_length(text);
  RC_ASSERT(length <= text.size());
  if (length == 0) return;
  try {
    const Word word = classify_word(std::string_view(text).substr(0, length));
    if (word.kind == WordKind::Name || word.kind == WordKind::Literal)
      RC_ASSERT(read_term(print(word.term)) == word.term);
  } catch (const Error&) {  // a word that looks like a number
  }
}

}  // namespace
}  // namespace kg
