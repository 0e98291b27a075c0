// A statement and its text form (`.facts` files, output, `+`): SUBJECT PREDICATE OBJECT key=value …
// A statement is its subject, predicate, object and set of qualifiers; evidence is no part of it.
#pragma once

#include <compare>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kg/term.hpp"

namespace kg {

struct Qualifier {
  Term key;  ///< Name or Iri
  Term value;

  Qualifier(Term its_key, Term its_value) : key(std::move(its_key)), value(std::move(its_value)) {}
  Qualifier(std::string name, Term its_value)
      : key(Term::name(std::move(name))), value(std::move(its_value)) {}
  auto operator<=>(const Qualifier&) const = default;
};

struct Statement {
  Term subject;    ///< Name or Iri
  Term predicate;  ///< a Name in the form it happened: `suspended`, `will_cooperate_with`; or an Iri
  Term object;     ///< any kind; `true` where the clause has none
  std::vector<Qualifier> qualifiers;  ///< sorted by (key, value), no pair twice; `normalise` makes it so
  auto operator<=>(const Statement&) const = default;
};

/// Sorts the qualifiers and drops repeated pairs.
void normalise(Statement& statement);

/// `China suspended export_controls duration=1year`, qualifiers in order.
std::string print(const Statement& statement);

/// The statement on one line, without comment and evidence; throws `Error` (message says what was expected
/// and found, mostly with the column). Whole files: kg/facts.hpp.
Statement read_statement(std::string_view line);

}  // namespace kg
