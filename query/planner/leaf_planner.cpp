#include "query/planner/leaf_planner.hpp"

#include <algorithm>
#include <cmath>

namespace kg::query::planner {
namespace {

constexpr std::size_t kMostEstimates = 32;
constexpr double kProbesOfWay = 200;  ///< lookups that a search for ways comes to, about

}  // namespace

double distinct_in(const Part& part, Var var) {
  const auto found = part.distinct.find(var);
  return found == part.distinct.end() ? std::max(1.0, part.plan.rows) : found->second;
}

double domain_in(const Part& part, Var var) {
  const auto found = part.domain.find(var);
  return found == part.domain.end() ? distinct_in(part, var) : found->second;
}

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
  const Count count = estimate(resolved);
  part.triples = count.rows;
  if (leaf.statement != leaf.subject.var)
    part.sorted = common({leaf.subject.var, leaf.object.var}, part.certain);
  part.plan.cost = costs_.probe + count.rows * costs_.row;
  const double rows = std::max(1.0, count.rows);
  const auto note = [&](Var var, double distinct) {
    if (var != kNoVar) part.distinct[var] = std::clamp(distinct, 1.0, rows);
  };
  note(leaf.object.var, count.objects);
  note(leaf.predicate.var, std::pow(rows, 0.2));
  note(leaf.subject.var, count.subjects);
  if (leaf.subject.is_variable()) part.domain[leaf.subject.var] = std::max(1.0, count.subject_domain);
  if (leaf.object.is_variable()) part.domain[leaf.object.var] = std::max(1.0, count.object_domain);
  note(leaf.statement, rows);
  part.plan.rows = std::min(count.rows, different_rows(leaf, part.distinct));
  return part;
}

/// Rows of a scan that differ in what somebody asks for: the others stand with them.
double LeafPlanner::different_rows(const Leaf& leaf, const std::map<Var, double>& distinct) const {
  double rows = 1;
  for (const Var var : leaf.variables())
    if (var >= uses_.size() || uses_[var] > 1) rows *= distinct.at(var);
  return rows;
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

/// How often a term repeats in a place is known of predicates that were loaded in bulk; else there are rules
/// of thumb.
LeafPlanner::Count LeafPlanner::count(const PlanLeaf& leaf, const TriplePattern& pattern) const {
  const bool one_subject = !leaf.leaf.subject.constants.empty(),
             one_object = !leaf.leaf.object.constants.empty();
  const bool qualifier = leaf.leaf.kind == LeafKind::Qualifier;
  Count all;  // of the predicate
  if (!qualifier && pattern.predicate.is_one()) {
    const std::vector<PredicateInfo>& known = snapshot_.predicates();
    const auto info = std::lower_bound(known.begin(), known.end(), pattern.predicate.low,
                                       [](const PredicateInfo& one, Id id) { return one.id < id; });
    if (info == known.end() || info->id != pattern.predicate.low) return {};
    all.rows = static_cast<double>(info->triples);
    all.subjects = info->subjects > 0 ? static_cast<double>(info->subjects) : std::pow(all.rows, 0.9);
    all.objects = info->objects > 0 ? static_cast<double>(info->objects) : std::pow(all.rows, 0.6);
    all.subject_domain = all.subjects;
    all.object_domain = all.objects;
    if (!one_subject && pattern.object.is_all()) return all;
  }
  // A variable's domain counts as everything, so that the store can answer from its counters.
  const auto rows = static_cast<double>(
      snapshot_.estimate({one_subject ? pattern.subject : IdRange{}, pattern.predicate, pattern.object}));
  const bool fixed = pattern.predicate.is_one() && (one_subject || one_object);
  const double subjects = fixed || qualifier ? rows : std::pow(rows, 0.9);
  const double objects = fixed ? rows : std::pow(rows, 0.6);
  return {rows, subjects, objects, std::max(all.subjects, subjects), std::max(all.objects, objects)};
}

LeafPlanner::Count LeafPlanner::estimate(const PlanLeaf& leaf) const {
  const std::size_t all = leaf.patterns(), asked = std::min(all, kMostEstimates);
  Count sum;
  for (std::size_t i = 0; i < asked; ++i) {
    const Count one = count(leaf, leaf.pattern(i));
    sum = {sum.rows + one.rows, sum.subjects + one.subjects, sum.objects + one.objects,
           std::max(sum.subject_domain, one.subject_domain), std::max(sum.object_domain, one.object_domain)};
  }
  double share = leaf.leaf.test ? kTestPasses : 1;
  if (asked > 0) share *= static_cast<double>(all) / static_cast<double>(asked);
  return {sum.rows * share, sum.subjects * share, sum.objects * share, sum.subject_domain, sum.object_domain};
}

}  // namespace kg::query::planner
