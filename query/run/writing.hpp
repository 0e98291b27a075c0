// Commands that write: `+`, `-`, `forget`, their dry run, and transactions.
#pragma once

#include "query/engine.hpp"

namespace kg::query {

bool writes(ast::CommandKind kind);

/// Runs a command that writes; throws as run() does.
Result write(const ast::Command& command, const Context& context);

}  // namespace kg::query
