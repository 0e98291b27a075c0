// A way as a term, which is what `shortest` binds: its statements as facts in their order, in one string of
// the datatype `facts`, joined by `; `. A statement that makes several steps in a row is told once.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "kg/term.hpp"

namespace kg::query {

/// `facts`: the statement of each step, printed.
Term way_term(std::span<const std::string> facts);

/// True for what way_term() makes.
bool is_way(const Term& term);

/// The facts that a way tells. REQUIRES: is_way(term).
std::vector<std::string> facts_of(const Term& way);

}  // namespace kg::query
