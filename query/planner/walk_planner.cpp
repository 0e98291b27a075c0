// Paths that repeat: which side to begin with, and how much a search will find. In want of statistics of ways
// the figures are rules of thumb from the number of edges.
#include <algorithm>
#include <cmath>

#include "query/planner/leaf_planner.hpp"

namespace kg::query::planner {
namespace {

/// Steps of a repetition without end that are taken to find something new.
constexpr std::uint32_t kUsualSteps = 5;

bool may_be_empty(const PlanPath& path) {
  if (path.kind == ast::PathKind::Step) return false;
  return path.kind == ast::PathKind::Repeat ? path.least == 0 : may_be_empty(path.parts.front());
}

/// `(a+)*` is `a*`: without this, each pair of brackets would double the search.
void flatten(PlanPath& path) {
  const auto closes = [](const PlanPath& one) { return one.kind == ast::PathKind::Repeat && one.least <= 1; };
  if (!closes(path) || path.most || !closes(path.parts.front()) || path.parts.front().most == 0u) return;
  PlanPath inner = std::move(path.parts.front());
  path.least = std::min(path.least, inner.least);
  path.parts = std::move(inner.parts);
}

/// Edges that the steps of a path can use.
double edges_of(const PlanPath& path, const Snapshot& snapshot) {
  double edges = 0;
  for (const IdRange& predicate : path.predicates)
    edges += static_cast<double>(snapshot.estimate({{}, predicate, {}}));
  for (const PlanPath& part : path.parts) edges += edges_of(part, snapshot);
  return edges;
}

}  // namespace

PlanPath LeafPlanner::path(const ast::Path& path) {
  PlanPath result;
  result.kind = path.kind;
  result.least = path.least;
  result.most = path.most;
  if (path.is_step() && path.predicate.kind == ast::OperandKind::Any)
    result.predicates = {IdRange{}};
  else if (path.is_step())
    result.predicates = resolver_.predicates(path.predicate);
  for (const ast::Path& part : path.parts) result.parts.push_back(this->path(part));
  flatten(result);
  return result;
}

std::vector<Id> LeafPlanner::own_ids(const Leaf& leaf) {
  std::vector<Id> ids;
  for (const Slot* slot : {&leaf.subject, &leaf.object}) {
    for (const ast::Operand& constant : slot->constants) {
      if (constant.kind != ast::OperandKind::Value) {
        for (const IdRange& range : resolver_.terms(constant)) ids.push_back(range.low);
      } else if (const auto id = snapshot_.find(constant.term)) {
        ids.push_back(*id);
      }
    }
  }
  return ids;
}

Part LeafPlanner::walk(const Leaf& leaf) {
  Part part;
  PlanLeaf& resolved = part.plan.leaf;
  part.plan.kind = PlanKind::Walk;
  part.plan.vars = part.certain = leaf.variables();
  resolved.leaf = leaf;
  resolved.subject = slot(leaf.subject, &Resolver::terms, IdRange{});
  resolved.object = slot(leaf.object, &Resolver::terms, IdRange{});
  resolved.path = path(leaf.path);
  resolved.own = own_ids(leaf);
  resolved.backward = leaf.subject.constants.empty() && !leaf.object.constants.empty();

  const double edges = std::max(1.0, edges_of(resolved.path, snapshot_));
  const double subjects = std::pow(edges, 0.9), objects = std::pow(edges, 0.6);
  const double near = resolved.backward ? objects : subjects;
  const double far = resolved.backward ? subjects : objects;
  const double fan = edges / near;
  const std::uint32_t steps = std::min(resolved.path.most.value_or(kUsualSteps), kUsualSteps);
  const double found = std::min(far, std::pow(1 + fan, steps)) + (may_be_empty(resolved.path) ? 1 : 0);
  const double search = found * (costs_.probe + fan * costs_.row);
  const auto constants = [](const PlanSlot& slot) { return static_cast<double>(slot.ranges.size()); };
  if (!leaf.subject.constants.empty() && !leaf.object.constants.empty()) {
    part.plan.rows = kTestPasses * constants(resolved.subject) * constants(resolved.object);
    part.plan.cost = search;
  } else if (!leaf.subject.constants.empty() || !leaf.object.constants.empty()) {
    const double starts = constants(resolved.backward ? resolved.object : resolved.subject);
    part.plan.rows = starts * found;
    part.plan.cost = starts * search;
  } else {
    part.plan.rows = subjects * found;
    part.plan.cost = costs_.probe + edges * costs_.row + part.plan.rows * costs_.hash;
  }
  part.lookup = search;
  part.lookup_of_both = 2 * std::sqrt(found) * (costs_.probe + fan * costs_.row);
  const double rows = std::max(1.0, part.plan.rows);
  if (leaf.subject.is_variable()) part.distinct[leaf.subject.var] = std::min(rows, subjects);
  if (leaf.object.is_variable()) part.distinct[leaf.object.var] = std::min(rows, objects);
  return part;
}

}  // namespace kg::query::planner
