// What a grammar cannot say of a command: that `+` takes no holes, that functions exist and fit. Also names
// the columns.
#pragma once

#include "query/ast.hpp"

namespace kg::query::parser {

/// Throws `SyntaxError`; fills `ReturnItem::name` where there is no `as`.
void check(const Source& source, ast::Command& command);

}  // namespace kg::query::parser
