// Questions about a whole thing as the queries of this language that they are short for.
#pragma once

#include "query/ast.hpp"

namespace kg::query::translation {

/// The column of the query of `about` whose statements are shown as facts.
inline constexpr const char* kFact = "fact";

/// The query that a command asks: its own, or the one that it is short for.
ast::Query query_of(const ast::Command& command);

}  // namespace kg::query::translation
