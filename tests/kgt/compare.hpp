// Runs a query planned and naive, and demands the same answer of both.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "query/engine.hpp"

namespace kg::kgt {

/// The answer as a text table: names of the columns, then rows, sorted unless the query orders them; `yes` or
/// `no`; hints. Throws kg::Error with both answers where the evaluators disagree.
std::string answer(const query::ast::Command& command, std::shared_ptr<const Snapshot> snapshot,
                   const query::Costs& costs = {},
                   std::optional<std::chrono::steady_clock::time_point> deadline = {});

}  // namespace kg::kgt
