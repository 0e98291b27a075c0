// What conditions and computed values come to for one row of terms. The planned and the naive evaluator share
// it: one place says what `<` and `+` mean. SPARQL's three values: true, false, and an error, which is
// nothing.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "kg/term.hpp"
#include "query/algebra.hpp"

namespace kg::query {

/// The entities that a bare name means in some graph. REQUIRES of implementations: the reference stays valid.
class Names {
 public:
  virtual ~Names() = default;
  virtual const std::vector<Term>& meanings(const std::string& name) = 0;
};

/// The term of a variable in the row at hand, or null.
using Lookup = std::function<const Term*(Var)>;

/// The value, or nothing for an error (an unbound variable, values that do not go together).
std::optional<Term> evaluate(const Expression& expression, const Lookup& row, Names& names);

/// True if the condition holds; an error does not hold.
bool holds(const Expression& condition, const Lookup& row, Names& names);

/// True if the value passes the test.
bool passes(const Term& value, const Test& test, Names& names);

/// `a compare b` for two terms, `In` being containment of intervals.
std::optional<bool> compare(const Term& a, ast::Compare compare, const Term& b);

/// Sum, difference, product, quotient. Quantities keep the unit of the left one; dates less dates are days,
/// dates plus and minus durations are dates. Nothing where the two do not go together, and for division by
/// zero.
std::optional<Term> calculate(ast::ExprKind operation, const Term& a, const Term& b);

/// The shortest spelling that reads back as this number.
Term number_term(double value);
Term number_term(std::uint64_t value);

}  // namespace kg::query
