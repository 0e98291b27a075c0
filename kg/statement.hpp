// A statement and its text form (`.facts` files, output, `+`): SUBJECT PREDICATE OBJECT key=value …
// A statement is its subject, predicate, object and set of qualifiers; evidence is no part of it.
#pragma once

#include <compare>
#include <string>
#include <string_view>
#include <vector>

#include "kg/term.hpp"

namespace kg {

struct Qualifier {
  std::string key;  ///< a name, NFC; an IRI keeps its brackets
  Term value;
  auto operator<=>(const Qualifier&) const = default;
};

struct Statement {
  Term subject;           ///< Name or Iri
  std::string predicate;  ///< a name in the form it happened: `suspended`, `will_cooperate_with`; an
                          ///< IRI keeps its brackets
  Term object;            ///< any kind; `true` where the clause has none
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
