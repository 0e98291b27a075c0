#include "query/planner/leaf_planner.hpp"

#include <algorithm>
#include <cmath>

namespace kg::query::planner {
namespace {

constexpr std::size_t kMostEstimates = 32;
constexpr double kProbesOfWay = 200;  ///< lookups that a search for ways comes to, about

}  // namespace

bool contains(const std::vector<Var>& vars, Var var) {
  return std::find(vars.begin(), vars.end(), var) != vars.end();
}

bool subset(const std::vector<Var>& some, const std::vector<Var>& all) {
  return std::all_of(some.begin(), some.end(), [&](Var var) { return contains(all, var); });
}

std::vector<Var> common(const std::vector<Var>& a, const std::vector<Var>& b) {
  std::vector<Var> result;
  for (const Var var : a)
    if (contains(b, var)) result.push_back(var);
  return result;
}

std::vector<Var> united(std::vector<Var> a, const std::vector<Var>& b) {
  for (const Var var : b)
    if (!contains(a, var)) a.push_back(var);
  return a;
}

PlanSlot LeafPlanner::slot(const Slot& slot, std::vector<IdRange> (Resolver::*resolve)(const ast::Operand&),
                           IdRange domain) {
  PlanSlot result;
  result.var = slot.var;
  if (slot.constants.empty()) result.ranges = {domain};
  for (const ast::Operand& constant : slot.constants)
    for (const IdRange& range : (resolver_.*resolve)(constant)) result.ranges.push_back(range);
  std::sort(result.ranges.begin(), result.ranges.end(), [](IdRange a, IdRange b) { return a.low < b.low; });
  result.ranges.erase(std::unique(result.ranges.begin(), result.ranges.end()), result.ranges.end());
  return result;
}

std::vector<IdRange> LeafPlanner::predicates(const std::vector<ast::Operand>& names) {
  Slot any_of;
  any_of.constants = names;
  for (const ast::Operand& name : names)
    if (name.kind == ast::OperandKind::Any) return {IdRange{}};
  return names.empty() ? std::vector<IdRange>() : slot(any_of, &Resolver::predicates, {}).ranges;
}

Part LeafPlanner::scan(const Leaf& leaf) {
  Part part;
  PlanLeaf& resolved = part.plan.leaf;
  part.plan.kind = PlanKind::Scan;
  part.plan.vars = part.certain = leaf.variables();
  resolved.leaf = leaf;
  part.lookup = costs_.probe;
  if (leaf.kind == LeafKind::Evidence) return part;
  if (leaf.kind == LeafKind::Walk) return walk(leaf);
  if (leaf.kind == LeafKind::Ways) {
    resolved.subject = slot(leaf.subject, &Resolver::terms, {});
    resolved.object = slot(leaf.object, &Resolver::terms, {});
    resolved.links.forward = predicates(leaf.via->forward);
    resolved.links.backward = predicates(leaf.via->backward);
    part.plan.rows = kWaysOfPair;
    part.lookup = costs_.probe * kProbesOfWay;
    return part;
  }
  const bool qualifier = leaf.kind == LeafKind::Qualifier;
  const IdRange subjects =
      qualifier ? range_of(IdKind::Statement) : IdRange{0, make_id(IdKind::Statement, 0) - 1};
  resolved.subject = slot(leaf.subject, &Resolver::terms, subjects);
  resolved.predicate = slot(leaf.predicate, qualifier ? &Resolver::keys : &Resolver::predicates, IdRange{});
  resolved.object = slot(leaf.object, &Resolver::terms, IdRange{});
  part.plan.rows = estimate(resolved);
  part.plan.cost = costs_.probe + part.plan.rows * costs_.row;
  const double rows = std::max(1.0, part.plan.rows);
  // How often a term repeats in a place: rules of thumb, in want of counts of distinct terms.
  const auto note = [&](Var var, double power) {
    if (var != kNoVar) part.distinct[var] = std::pow(rows, power);
  };
  note(leaf.object.var, 0.6);
  note(leaf.predicate.var, 0.2);
  note(leaf.subject.var, qualifier ? 1.0 : 0.9);
  note(leaf.statement, 1.0);
  return part;
}

std::optional<Part> LeafPlanner::documents(const Leaf& leaf) {
  for (const EvidencePart& one : leaf.parts) {
    if (one.key != EvidencePart::Key::Source || !one.test) continue;
    if (one.test->compare != ast::Compare::Equal && one.test->compare != ast::Compare::In) continue;
    Part part;
    part.plan.kind = PlanKind::Documents;
    part.plan.vars = part.certain = {leaf.statement};
    part.plan.rows = 0;
    for (const ast::Operand& value : one.test->values) {
      part.plan.documents.push_back(value.term.text);
      if (const auto info = snapshot_.document(value.term.text))
        part.plan.rows += static_cast<double>(info->statements);
      else
        resolver_.miss_document(value.term.text);
    }
    part.plan.cost = costs_.probe + part.plan.rows * costs_.row;
    part.distinct[leaf.statement] = std::max(1.0, part.plan.rows);
    return part;
  }
  return std::nullopt;
}

double LeafPlanner::estimate(const PlanLeaf& leaf) const {
  const std::size_t all =
      leaf.subject.ranges.size() * leaf.predicate.ranges.size() * leaf.object.ranges.size();
  double rows = 0;
  std::size_t asked = 0;
  for (const IdRange& predicate : leaf.predicate.ranges) {
    for (const IdRange& subject : leaf.subject.ranges) {
      for (const IdRange& object : leaf.object.ranges) {
        if (asked == kMostEstimates) break;
        ++asked;
        // A variable's domain counts as everything, so that the store can answer from its counters.
        rows += static_cast<double>(snapshot_.estimate(
            {leaf.leaf.subject.constants.empty() ? IdRange{} : subject, predicate, object}));
      }
    }
  }
  if (asked > 0) rows *= static_cast<double>(all) / static_cast<double>(asked);
  return leaf.leaf.test ? rows * kTestPasses : rows;
}

}  // namespace kg::query::planner
