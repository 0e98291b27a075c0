// `as of DATE` for what searches the graph instead of joining patterns: does a statement hold then? Patterns
// say the same by negated parts (translate/as_of.cpp).
#pragma once

#include "kg/statement.hpp"
#include "kg/term.hpp"

namespace kg::query {

/// True unless the statement has not begun (`since` or `date` begins after the date ends) or is over (`until`
/// ends before the date begins, or a beginning plus `duration` does). What cannot be compared does not count.
bool holds_on(const Statement& statement, const Term& date);

}  // namespace kg::query
