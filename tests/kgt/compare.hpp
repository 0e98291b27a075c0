// Runs a query planned and naive, and demands the same answer of both.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "query/engine.hpp"

namespace kg::kgt {

/// The answer as a text table: names of the columns, then rows, sorted unless the query orders them; `yes` or
/// `no`; hints. Throws kg::Error with both answers where the evaluators disagree.
std::string answer(const query::ast::Command& command, std::shared_ptr<const Snapshot> snapshot,
                   const query::Costs& costs = {});

}  // namespace kg::kgt
