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
  std::string key;  ///< a name, NFC
  Term value;
  auto operator<=>(const Qualifier&) const = default;
};

struct Statement {
  Term subject;                       ///< Name or Iri
  std::string predicate;              ///< a name in the form it happened: `suspended`, `will_cooperate_with`
  Term object;                        ///< any kind; `true` where the clause has none
  std::vector<Qualifier> qualifiers;  ///< sorted by (key, value), no pair twice; `normalise` makes it so
  auto operator<=>(const Statement&) const = default;
};

/// Sorts the qualifiers and drops repeated pairs.
void normalise(Statement& statement);

/// `China suspended export_controls duration=1year`, qualifiers in order.
std::string print(const Statement& statement);

/// The statement on one line (no comment, no newline); throws `Error` (message says what was expected and
/// found, with the column).
Statement read_statement(std::string_view line);

}  // namespace kg
