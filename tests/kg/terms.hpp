// Generators of random terms and statements for property tests; plain and nasty ones alike.
#pragma once

#include <rapidcheck.h>

#include <string>
#include <vector>

#include "kg/statement.hpp"
#include "kg/term.hpp"
#include "kg/unicode.hpp"
#include "kg/word.hpp"

namespace kg {

/// Characters that break naive readers: marks of the syntax, white space, combining, wide, invisible, beyond
/// the BMP.
inline rc::Gen<char32_t> any_character() {
  static const std::vector<char32_t> nasty = [] {
    std::vector<char32_t> all;
    for (char32_t c = 1; c < 0x80; ++c) all.push_back(c);
    for (char32_t c : {0x85,   0xA0,   0xAD,   0xB2,   0xE9,   0x301,  0x3B1,   0x5D0,   0x627,  0x64B,
                       0x915,  0x94D,  0x1F71, 0x200B, 0x200D, 0x2028, 0x212B,  0x2212,  0x3000, 0x3164,
                       0xAC00, 0x1100, 0x1161, 0xFB01, 0xFEFF, 0xFFFD, 0x1F600, 0x1D15E, 0xE0001})
      all.push_back(static_cast<char32_t>(c));
    return all;
  }();
  return rc::gen::oneOf(
      rc::gen::elementOf(std::vector<char32_t>{'a', 'Z', '5', '_', '-', '.', '\'', '&', ':'}),
      rc::gen::elementOf(nasty));
}

inline rc::Gen<std::string> any_text() {
  return rc::gen::map(rc::gen::container<std::vector<char32_t>>(any_character()),
                      [](const std::vector<char32_t>& characters) {
                        std::string text;
                        for (char32_t c : characters) append_utf8(text, c);
                        return text;
                      });
}

/// A name in its normal form; one in a few is a keyword or looks like a literal.
inline rc::Gen<std::string> any_name() {
  const std::vector<std::string> traps = {"return", "True",  "in",         "As",     "_",          "5",
                                          "-5",     "1year", "2025-10-30", "12..24", "70%",        "a:b",
                                          "x.",     "x'",    "--10",       "#1",     "<http://a>", "\"x\"",
                                          "'x'",    "a\\b",  "?x",         "@source"};
  auto free =
      rc::gen::suchThat(rc::gen::map(any_text(), [](const std::string& text) { return normal_name(text); }),
                        [](const std::string& name) { return !name.empty(); });
  return rc::gen::weightedOneOf<std::string>({{4, std::move(free)}, {1, rc::gen::elementOf(traps)}});
}

inline rc::Gen<Term> any_value() {
  const auto pattern = [](TermKind kind, std::vector<std::string> texts) {
    return rc::gen::map(rc::gen::elementOf(std::move(texts)), [kind](std::string text) {
      return Term{kind, std::move(text), {}};
    });
  };
  auto integer = rc::gen::map(rc::gen::arbitrary<long long>(), [](long long n) {
    return Term{TermKind::Integer, std::to_string(n), {}};
  });
  auto number = [](TermKind kind, std::vector<std::string> suffixes) {
    return rc::gen::map(rc::gen::tuple(rc::gen::inRange(-100'000, 100'000), rc::gen::inRange(0, 100),
                                       rc::gen::elementOf(std::move(suffixes))),
                        [kind](const std::tuple<int, int, std::string>& parts) {
                          const auto& [whole, cents, suffix] = parts;
                          std::string text = std::to_string(whole);
                          if (cents > 50 || kind == TermKind::Decimal) text += '.' + std::to_string(cents);
                          return Term{kind, text + suffix, {}};
                        });
  };
  return rc::gen::oneOf(
      std::move(integer), number(TermKind::Decimal, {""}), number(TermKind::Percent, {"%"}),
      number(TermKind::Quantity, {"year", "months", "month", "day", "weeks",   "km",   "miles", "USD",
                                  "CNY",  "tonnes", "kg",    "lb",  "mph",     "kmh",  "GW",    "MWh",
                                  "C",    "F",      "°C",    "GB",  "barrels", "acre", "s"}),
      pattern(TermKind::Range, {"12..24month", "1..2", "10..20%", "-5..5C", "1.5..2.5USD"}),
      pattern(TermKind::Date,
              {"2025-10", "2025-10-30", "0001-01-01", "9999-12", "--10-30", "--10", "--02-29"}),
      pattern(TermKind::DateRange, {"2025-10-01..2025-10-30", "2025-10..2025-12", "2024-12..2025-01-05"}),
      pattern(TermKind::Boolean, {"true", "false"}));
}

inline rc::Gen<Term> any_term() {
  auto name = rc::gen::map(any_name(), [](std::string text) { return Term::name(std::move(text)); });
  auto string = rc::gen::map(
      rc::gen::pair(any_text(), rc::gen::elementOf(std::vector<std::string>{"", "@en", "@pt-BR", "^^date",
                                                                            "^^<http://a.b/c#d>"})),
      [](std::pair<std::string, std::string> parts) { return Term::string(parts.first, parts.second); });
  auto iri = rc::gen::map(rc::gen::elementOf(std::vector<std::string>{"http://a.b/c?d=e&f#g", "urn:isbn:123",
                                                                      "mailto:a@b.c", "http://例え.jp/é"}),
                          [](std::string text) {
                            return Term{TermKind::Iri, std::move(text), {}};
                          });
  return rc::gen::oneOf(std::move(name), std::move(string), std::move(iri), any_value());
}

/// A name or an IRI, as predicates and keys are.
inline rc::Gen<Term> any_key() {
  auto name = rc::gen::map(any_name(), [](std::string text) { return Term::name(std::move(text)); });
  return rc::gen::weightedOneOf<Term>(
      {{4, std::move(name)}, {1, rc::gen::just(Term::iri("http://a.b/c#d"))}});
}

inline rc::Gen<Statement> any_statement() {
  auto qualifier = rc::gen::map(rc::gen::pair(any_key(), any_term()), [](std::pair<Term, Term> parts) {
    return Qualifier{std::move(parts.first), std::move(parts.second)};
  });
  return rc::gen::map(rc::gen::tuple(any_key(), any_key(), any_term(),
                                     rc::gen::container<std::vector<Qualifier>>(std::move(qualifier))),
                      [](std::tuple<Term, Term, Term, std::vector<Qualifier>> parts) {
                        auto& [subject, predicate, object, qualifiers] = parts;
                        Statement statement{subject, predicate, object, qualifiers};
                        normalise(statement);
                        return statement;
                      });
}

}  // namespace kg
