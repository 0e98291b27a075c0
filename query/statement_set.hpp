// Statements as terms, and sets of them: what a row of a group rests on (`why`). `#3 #12` is the set of two.
// A plain triple, which has no number, is told by the ids of its places, `#10/11/20`. Such terms live as long
// as a query and are never shown.
#pragma once

#include <span>
#include <vector>

#include "kg/term.hpp"
#include "kg/triple_columns.hpp"

namespace kg::query {

/// Stands for no statement at all.
Term no_statement();

/// `#12` → a row of statement 12, whose places are open; `#10/11/20` → the plain triple. REQUIRES: one of
/// these, or none.
Triple row_of(const Term& statement);
/// The other way round.
Term statement_term(const Triple& row);

/// The statements of a set, or the one that the term is.
std::vector<Term> statements_in(const Term& set);

/// The union, by number, plain triples behind.
Term statement_set(std::span<const Term> sets);

/// A set that keeps the order in which these statements first stand. REQUIRES: each is one statement.
Term statement_list(std::span<const Term> statements);

}  // namespace kg::query
