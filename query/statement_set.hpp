// Sets of statements as terms: what a row of a group rests on (`why`). `#3 #12` is the set of the two.
#pragma once

#include <span>
#include <vector>

#include "kg/id.hpp"
#include "kg/term.hpp"

namespace kg::query {

/// Stands for no statement at all.
Term no_statement();

/// `#12` → the id of statement 12. REQUIRES: one statement, or none.
Id statement_id(const Term& statement);

/// The statements of a set, or the one that the term is.
std::vector<Term> statements_in(const Term& set);

/// The union, by number.
Term statement_set(std::span<const Term> sets);

/// A set that keeps the order in which these statements first stand. REQUIRES: each is one statement.
Term statement_list(std::span<const Term> statements);

}  // namespace kg::query
