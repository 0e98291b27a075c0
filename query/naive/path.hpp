// Paths for the naive evaluator: the set of all pairs of terms that a path links, by the definition.
#pragma once

#include <functional>
#include <set>
#include <utility>

#include "query/ast.hpp"
#include "query/limits.hpp"

namespace kg::query {

using Pairs = std::set<std::pair<Term, Term>>;

/// `terms`: all that a walk of no step links to themselves. `step`: the pairs of one predicate.
Pairs pairs_of(const ast::Path& path, const std::set<Term>& terms,
               const std::function<Pairs(const ast::Operand&)>& step, Limits& limits);

}  // namespace kg::query
