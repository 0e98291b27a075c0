// Joins of any number of leaves and parts, and of optional and negated ones.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "query/planner/join_order.hpp"
#include "query/planner/planner.hpp"

namespace kg::query::planner {
namespace {

/// Optional and negated parts within each other that are planned twice, to compare (see attach).
constexpr int kMostSeeded = 3;
/// Rows of the left side that a seeded join takes at once.
constexpr double kSeeds = 1024;

Part unit() {
  Part part;
  part.plan.kind = PlanKind::Unit;
  return part;
}

double joined_rows(const Part& left, const Input& right) {
  if (right.leaf != nullptr && right.leaf->kind == LeafKind::Evidence) return left.plan.rows * 1.2;
  if (right.leaf != nullptr && right.leaf->kind == LeafKind::Ways) return left.plan.rows * kWaysOfPair;
  // As if a term were among those of one side whether or not it is among those of the other.
  double rows = left.plan.rows * right.part.plan.rows;
  for (const Var var : common(left.certain, right.part.certain))
    rows /= std::max(domain_in(left, var), domain_in(right.part, var));
  return rows;
}

/// A lookup needs terms for what the two sides share, and something to look up.
bool can_look_up(const Part& left, const Leaf& leaf, const Part& right) {
  if (leaf.is_looked_up()) return subset(leaf.needed(), left.certain);
  const std::vector<Var> shared = common(left.plan.vars, right.plan.vars);
  return !shared.empty() && subset(shared, left.certain);
}

/// Does the left side bind what a walk leads from and what it leads to?
bool knows_both_ends(const Part& left, const Leaf& walk, const Part& right) {
  return !walk.subject.is_any() && !walk.object.is_any() && subset(right.certain, left.certain);
}

/// Of lookups for all rows of the left side, which find so many rows.
double lookup_cost(const Part& left, const Leaf& leaf, const Part& right, double rows, const Costs& costs) {
  if (leaf.kind == LeafKind::Walk || leaf.is_looked_up()) {
    const bool both = leaf.kind == LeafKind::Walk && knows_both_ends(left, leaf, right);
    return left.plan.rows * (both ? right.lookup_of_both : right.lookup) + rows * costs.row;
  }
  const std::vector<Var> shared = common(left.certain, right.certain);
  double keys = 1;
  for (const Var var : shared) keys *= distinct_in(left, var);
  return cost_of({left.plan.rows, std::min(left.plan.rows, keys), right.triples, right.lookup,
                  !common(left.sorted, shared).empty()},
                 rows, costs);
}

/// What the choice of an order sees of the inputs; nothing where one waits for others.
std::optional<std::vector<JoinInput>> inputs_of(const std::vector<Input>& inputs) {
  std::vector<Var> seen, shared;
  for (const Input& input : inputs) {
    if (input.leaf != nullptr && (input.leaf->is_looked_up() || input.leaf->kind == LeafKind::Walk))
      return std::nullopt;
    shared = united(std::move(shared), common(seen, input.part.certain));
    seen = united(std::move(seen), input.part.certain);
  }
  if (inputs.empty() || inputs.size() > 30 || shared.size() > kMostShared) return std::nullopt;
  std::vector<JoinInput> result;
  for (const Input& input : inputs) {
    const Part& part = input.part;
    JoinInput& one = result.emplace_back();
    one.rows = part.plan.rows;
    one.cost = part.plan.cost;
    one.triples = part.triples;
    one.probe = input.leaf == nullptr ? 0 : part.lookup;
    for (std::size_t i = 0; i < shared.size(); ++i) {
      if (!contains(part.certain, shared[i])) continue;
      one.shared |= 1U << i;
      one.distinct[i] = distinct_in(part, shared[i]);
    }
  }
  for (std::size_t i = 0; i < shared.size(); ++i) {
    double terms = 1;
    for (const Input& input : inputs)
      if (contains(input.part.certain, shared[i])) terms = std::max(terms, domain_in(input.part, shared[i]));
    for (JoinInput& one : result) one.domain[i] = terms;
  }
  return result;
}

/// A walk from one end had better wait for the other where that is a few rows away.
bool waits(const Part& current, const Input& walk, const std::vector<Input>& inputs, double rows) {
  if (walk.leaf == nullptr || walk.leaf->kind != LeafKind::Walk ||
      knows_both_ends(current, *walk.leaf, walk.part))
    return false;
  return std::any_of(inputs.begin(), inputs.end(), [&](const Input& other) {
    if (&other == &walk || common(current.certain, other.part.certain).size() > 0) return false;
    const bool completes = subset(walk.part.certain, united(current.certain, other.part.certain));
    return completes && current.plan.rows * other.part.plan.rows < rows;
  });
}

void look_up(Plan& plan, Plan left, Plan scan, const std::vector<Var>& certain) {
  const LeafKind kind = scan.leaf.leaf.kind;
  plan.kind = kind == LeafKind::Evidence ? PlanKind::Evidence
              : kind == LeafKind::Walk   ? PlanKind::WalkJoin
              : kind == LeafKind::Ways   ? PlanKind::Ways
                                         : PlanKind::IndexJoin;
  plan.leaf = std::move(scan.leaf);
  plan.leaf.fetch = plan.leaf.leaf.kind == LeafKind::Statement && contains(certain, plan.leaf.leaf.statement);
  plan.vars = united(left.vars, scan.vars);
  plan.children.push_back(std::move(left));
}

}  // namespace

void Planner::flatten(const Node& node, std::vector<Var> outside, JoinParts& parts) {
  if (node.kind == NodeKind::LeftJoin) {
    const std::vector<Var> left = certain_variables_of(node.children[0]);
    if (!subset(common(outside, variables_asked(node)), left)) {
      parts.others.push_back(&node);
      return;
    }
    flatten(node.children[0], std::move(outside), parts);
    parts.optionals.push_back(&node);
    return;
  }
  if (node.kind != NodeKind::Join) {
    parts.others.push_back(&node);
    return;
  }
  for (const Leaf& leaf : node.leaves) parts.leaves.push_back(&leaf);
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    std::vector<Var> beside = outside;
    for (const Leaf& leaf : node.leaves) beside = united(beside, leaf.variables());
    for (std::size_t other = 0; other < node.children.size(); ++other)
      if (other != i) beside = united(beside, variables_of(node.children[other]));
    flatten(node.children[i], std::move(beside), parts);
  }
}

Part Planner::join(const Node& node, std::vector<Pending>& pending, const Part* seed) {
  JoinParts parts;
  flatten(node, seed == nullptr ? std::vector<Var>() : seed->plan.vars, parts);
  std::vector<Input> inputs;
  if (seed != nullptr) inputs.push_back({nullptr, *seed});
  for (const Leaf* leaf : parts.leaves) {
    Part scan = leaves_.scan(*leaf);
    if (leaf->kind == LeafKind::Ways && leaf->needed().empty()) {
      inputs.push_back({nullptr, joined(unit(), {leaf, std::move(scan)}, kWaysOfPair)});
      continue;
    }
    inputs.push_back({leaf, std::move(scan)});
    if (auto named = leaves_.documents(*leaf)) inputs.push_back({nullptr, std::move(*named)});
  }
  for (const Node* other : parts.others) {
    std::vector<Pending> none;
    inputs.push_back({nullptr, this->node(*other, none), other});
  }
  Part result = order(std::move(inputs), pending);
  for (const Node* optional : parts.optionals) result = attach(std::move(result), *optional);
  return result;
}

Part Planner::order(std::vector<Input> inputs, std::vector<Pending>& pending) {
  const auto seen = inputs_of(inputs);
  const auto best = seen ? best_order(*seen, costs_) : std::nullopt;
  if (!best) return order_greedily(std::move(inputs), pending);
  std::vector<std::size_t> circle;
  std::optional<Part> at_once = leapfrog(inputs, circle);
  if (!at_once) return join_all(std::move(inputs), best->order, pending);
  std::vector<Input> others;
  others.push_back({nullptr, std::move(*at_once)});
  for (std::size_t i = 0; i < inputs.size(); ++i)
    if (std::find(circle.begin(), circle.end(), i) == circle.end()) others.push_back(inputs[i]);
  const auto seen_others = inputs_of(others);
  const auto best_others = seen_others ? best_order(*seen_others, costs_) : std::nullopt;
  if (best_others && best_others->cost < best->cost)
    return join_all(std::move(others), best_others->order, pending);
  return join_all(std::move(inputs), best->order, pending);
}

Part Planner::join_all(std::vector<Input> inputs, const std::vector<std::size_t>& order,
                       std::vector<Pending>& pending) {
  Part current = std::move(inputs[order.front()].part);
  apply(current, pending);
  for (std::size_t i = 1; i < order.size(); ++i) {
    Input& next = inputs[order[i]];
    const double rows = joined_rows(current, next);
    current = joined(std::move(current), std::move(next), rows);
    apply(current, pending);
  }
  return current;
}

Part Planner::order_greedily(std::vector<Input> inputs, std::vector<Pending>& pending) {
  Part current = unit();
  bool started = false;
  while (!inputs.empty()) {
    std::size_t best = inputs.size();
    bool best_connected = false;
    double best_rows = 0;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      const Input& input = inputs[i];
      if (input.leaf != nullptr && !subset(input.leaf->needed(), current.certain)) continue;
      const double rows = started ? joined_rows(current, input) : input.part.plan.rows;
      const bool connected = started && !common(current.certain, input.part.certain).empty() &&
                             !waits(current, input, inputs, rows);
      if (best < inputs.size() &&
          (best_connected > connected || (best_connected == connected && best_rows <= rows)))
        continue;
      best = i;
      best_connected = connected;
      best_rows = rows;
    }
    if (best == inputs.size()) {  // only evidence is left, and no statement that it could speak of
      all_statements_.push_back(std::make_unique<Leaf>());
      const auto evidence = std::find_if(inputs.begin(), inputs.end(), [](const Input& input) {
        return input.leaf != nullptr && input.leaf->kind == LeafKind::Evidence;
      });
      all_statements_.back()->statement = evidence->leaf->statement;
      inputs.push_back({all_statements_.back().get(), leaves_.scan(*all_statements_.back())});
      continue;
    }
    Input next = std::move(inputs[best]);
    inputs.erase(inputs.begin() + static_cast<std::ptrdiff_t>(best));
    if (!started)
      current = std::move(next.part);
    else
      current = joined(std::move(current), std::move(next), best_rows);
    started = true;
    apply(current, pending);
  }
  if (!started) apply(current, pending);
  return current;
}

Part Planner::joined(Part left, Input right, double rows) {
  Plan plan;
  plan.rows = rows;
  const std::vector<Var> certain = united(left.certain, right.part.certain);
  std::map<Var, double> distinct = left.distinct, domain = left.domain;
  for (const Var var : right.part.certain) {
    double& terms = domain[var];
    terms = std::max({terms, domain_in(left, var), domain_in(right.part, var)});
    const auto [found, added] = distinct.try_emplace(var, distinct_in(right.part, var));
    if (!added) found->second *= distinct_in(right.part, var) / terms;
  }
  for (auto& [var, count] : distinct) count = std::clamp(count, 1.0, std::max(1.0, rows));
  if (right.leaf != nullptr && can_look_up(left, *right.leaf, right.part)) {
    const double probes = lookup_cost(left, *right.leaf, right.part, rows, costs_);
    const double scans = right.part.plan.cost + (right.part.plan.rows + left.plan.rows) * costs_.hash;
    if (right.leaf->is_looked_up() || probes < scans) {
      plan.cost = left.plan.cost + probes;
      const std::vector<Var> keys = common(left.sorted, right.part.certain);
      look_up(plan, std::move(left.plan), std::move(right.part.plan), left.certain);
      Part result{std::move(plan), certain, std::move(distinct), std::move(domain)};
      result.sorted = keys.empty() ? std::move(left.sorted) : std::vector<Var>{keys.front()};
      return result;
    }
  }
  if (right.node != nullptr && right.node->kind == NodeKind::Union) {
    Part seeded = right.part;
    if (prefer_seeds(left, *right.node, seeded, plan)) {
      hash(plan, std::move(left), std::move(seeded));
      return {std::move(plan), certain, std::move(distinct), std::move(domain)};
    }
  }
  const bool swap = left.plan.rows < right.part.plan.rows;  // build on the smaller side
  hash(plan, std::move(swap ? right.part : left), std::move(swap ? left : right.part));
  return {std::move(plan), certain, std::move(distinct), std::move(domain)};
}

void Planner::hash(Plan& plan, Part left, Part right) const {
  plan.kind = PlanKind::HashJoin;
  plan.keys_shared = common(left.certain, right.certain);
  plan.vars = united(left.plan.vars, right.plan.vars);
  plan.cost = left.plan.cost + right.plan.cost + (left.plan.rows + right.plan.rows + plan.rows) * costs_.hash;
  plan.children.push_back(std::move(left.plan));
  plan.children.push_back(std::move(right.plan));
}

Part Planner::attach(Part left, const Node& node) {
  const Node& right = node.children[1];
  const JoinKind kind = node.kind == NodeKind::AntiJoin ? JoinKind::Anti : JoinKind::Left;
  Part result;
  result.certain = left.certain;
  result.distinct = left.distinct;
  Plan& plan = result.plan;
  plan.join = kind;
  plan.filters = node.filters;
  plan.rows = kind == JoinKind::Left ? left.plan.rows : left.plan.rows * (1 - kTestPasses);
  const std::vector<Var> left_vars = left.plan.vars;
  if (node.children.size() > 2) {
    Part both = both_sides(left, node, plan);
    std::vector<Var> row = both.certain;
    hash(plan, std::move(left), std::move(both));
    plan.keys_shared = std::move(row);
  } else if (!attach_leaf(plan, left, right)) {
    std::vector<Pending> none;
    Part whole = this->node(right, none);
    prefer_seeds(left, right, whole, plan);
    hash(plan, std::move(left), std::move(whole));
  }
  if (kind == JoinKind::Anti) plan.vars = left_vars;
  return result;
}

Part Planner::both_sides(const Part& left, const Node& node, Plan& plan) {
  const Var row = variables_.add(fmt::format(".n{}", variables_.names.size()));
  plan.seeds = ++seeds_;
  plan.whole_rows = true;
  Part seed;
  seed.plan.kind = PlanKind::Seeds;
  seed.plan.seeds = plan.seeds;
  seed.plan.vars = left.plan.vars;
  seed.plan.vars.push_back(row);
  seed.plan.rows = std::min(left.plan.rows, kSeeds);
  seed.certain = united(left.certain, {row});
  seed.distinct = left.distinct;
  seed.distinct[row] = std::max(1.0, seed.plan.rows);
  std::vector<Pending> none;
  const Node& right = node.children[1];
  Part both;
  if (right.kind == NodeKind::Join || right.kind == NodeKind::LeftJoin) {
    both = join(right, none, &seed);
  } else {
    std::vector<Input> inputs;
    inputs.push_back({nullptr, std::move(seed)});
    inputs.push_back({nullptr, this->node(right, none), &right});
    both = order(std::move(inputs), none);
  }
  for (std::size_t i = 2; i < node.children.size(); ++i) both = attach(std::move(both), node.children[i]);
  both.certain = {row};  // by which alone the two sides are joined
  plan.rows = left.plan.rows;
  return both;
}

bool Planner::prefer_seeds(const Part& left, const Node& right, Part& whole, Plan& plan) {
  std::optional<Seeded> seeded = from_seeds(left, right);
  const double batches = std::ceil(std::max(1.0, left.plan.rows) / kSeeds);
  if (!seeded || seeded->part.plan.cost * batches >= whole.plan.cost) return false;
  whole = std::move(seeded->part);
  whole.plan.cost *= batches;
  plan.seeds = seeded->number;
  return true;
}

bool Planner::attach_leaf(Plan& plan, Part& left, const Node& right) {
  if (right.kind != NodeKind::Join || right.leaves.size() != 1 || !right.children.empty()) return false;
  const Leaf& leaf = right.leaves.front();
  Part one = leaves_.scan(leaf);
  if (!can_look_up(left, leaf, one)) return false;
  if (leaf.kind == LeafKind::Ways && leaf.needed().empty()) return false;  // the same for all rows
  const double probes = lookup_cost(left, leaf, one, left.plan.rows, costs_);
  if (!leaf.is_looked_up() && probes >= one.plan.cost + (one.plan.rows + left.plan.rows) * costs_.hash)
    return false;
  plan.cost = left.plan.cost + probes;
  look_up(plan, std::move(left.plan), std::move(one.plan), left.certain);
  return true;
}

std::optional<Planner::Seeded> Planner::from_seeds(const Part& left, const Node& right) {
  const auto joins = [](const Node& node) {
    return node.kind == NodeKind::Join || node.kind == NodeKind::LeftJoin;
  };
  const bool any = right.kind == NodeKind::Union;
  if (any ? !std::all_of(right.children.begin(), right.children.end(), joins) : !joins(right))
    return std::nullopt;
  Part seed;
  seed.plan.kind = PlanKind::Seeds;
  seed.plan.vars = seed.certain = common(left.certain, certain_variables_of(right));
  if (seed.certain.empty() || seeded_depth_ == kMostSeeded) return std::nullopt;
  const int number = ++seeds_;
  seed.plan.seeds = number;
  seed.plan.rows = std::min(left.plan.rows, kSeeds);
  for (const Var var : seed.certain) seed.distinct[var] = std::max(1.0, seed.plan.rows);
  std::vector<Pending> none;
  ++seeded_depth_;
  Seeded result{any ? alternatives(right, &seed) : join(right, none, &seed), number};
  --seeded_depth_;
  return result;
}

}  // namespace kg::query::planner
