// The planner: joins by greedy choice of the least result, conditions as early as their variables are bound,
// an index lookup where few rows ask and a hash join where many do.
#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <memory>
#include <optional>

#include "query/planner/leaf_planner.hpp"

namespace kg::query {
namespace planner {
namespace {

/// Optional and negated parts within each other that are planned twice, to compare (see attach).
constexpr int kMostSeeded = 3;
/// Rows of the left side that a seeded join takes at once.
constexpr double kSeeds = 1024;

/// Conditions on their way down to where all their variables are bound.
struct Pending {
  const Expression* condition;
  bool applied = false;
};

/// One input of a join: a leaf, or something planned by itself.
struct Input {
  const Leaf* leaf = nullptr;
  Part part;  ///< of a leaf too: its scan
};

struct OptionalPart {
  const Node* right;
  const std::vector<Expression>* filters;
};

struct JoinParts {
  std::vector<const Leaf*> leaves;
  std::vector<const Node*> others;
  std::vector<OptionalPart> optionals;  ///< to be joined after all else, in order
};

class Planner {
 public:
  Planner(const Snapshot& snapshot, Resolver& resolver, const Costs& costs)
      : leaves_(snapshot, resolver, costs), costs_(costs) {}

  Part node(const Node& node, std::vector<Pending>& pending) {
    switch (node.kind) {
      case NodeKind::Join:
      case NodeKind::LeftJoin:
        return join(node, pending);
      case NodeKind::AntiJoin: {
        Part left = this->node(node.children[0], pending);
        return attach(std::move(left), node.children[1], node.filters, JoinKind::Anti);
      }
      case NodeKind::Filter:
        return filter(node, pending);
      case NodeKind::Union:
        return alternatives(node);
      default:
        return unary(node);
    }
  }

 private:
  // ---- joins ----

  /// Takes nested joins apart. An optional part may wait until all else is joined if nothing else asks for
  /// what it alone binds (Pérez, Arenas and Gutierrez 2009: well-designed patterns).
  void flatten(const Node& node, std::vector<Var> outside, JoinParts& parts) {
    if (node.kind == NodeKind::LeftJoin) {
      const std::vector<Var> left = certain_variables_of(node.children[0]);
      std::vector<Var> asked = variables_of(node.children[1]);
      for (const Expression& filter : node.filters) asked = united(asked, variables_of(filter));
      if (!subset(common(outside, asked), left)) {
        parts.others.push_back(&node);
        return;
      }
      flatten(node.children[0], std::move(outside), parts);
      parts.optionals.push_back({&node.children[1], &node.filters});
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

  /// `seed`: rows of another side that the join may begin with.
  Part join(const Node& node, std::vector<Pending>& pending, const Part* seed = nullptr) {
    JoinParts parts;
    flatten(node, seed == nullptr ? std::vector<Var>() : seed->certain, parts);
    std::vector<Input> inputs;
    if (seed != nullptr) inputs.push_back({nullptr, *seed});
    for (const Leaf* leaf : parts.leaves) {
      inputs.push_back({leaf, leaves_.scan(*leaf)});
      if (auto named = leaves_.documents(*leaf)) inputs.push_back({nullptr, std::move(*named)});
    }
    for (const Node* other : parts.others) {
      std::vector<Pending> none;
      inputs.push_back({nullptr, this->node(*other, none)});
    }
    Part result = order(std::move(inputs), pending);
    for (const OptionalPart& optional : parts.optionals)
      result = attach(std::move(result), *optional.right, *optional.filters, JoinKind::Left);
    return result;
  }

  Part order(std::vector<Input> inputs, std::vector<Pending>& pending) {
    Part current;
    current.plan.kind = PlanKind::Unit;
    bool started = false;
    while (!inputs.empty()) {
      std::size_t best = inputs.size();
      bool best_connected = false;
      double best_rows = 0;
      for (std::size_t i = 0; i < inputs.size(); ++i) {
        const Input& input = inputs[i];
        const bool evidence = input.leaf != nullptr && input.leaf->kind == LeafKind::Evidence;
        if (evidence && !contains(current.certain, input.leaf->statement)) continue;
        const bool connected = started && !common(current.certain, input.part.certain).empty();
        const double rows = started ? joined_rows(current, input) : input.part.plan.rows;
        if (best < inputs.size() &&
            (best_connected > connected || (best_connected == connected && best_rows <= rows)))
          continue;
        best = i;
        best_connected = connected;
        best_rows = rows;
      }
      if (best == inputs.size()) {  // only evidence is left, and no statement that it could speak of
        all_statements_.push_back(std::make_unique<Leaf>());
        all_statements_.back()->statement = inputs.front().leaf->statement;
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

  static double joined_rows(const Part& left, const Input& right) {
    if (right.leaf != nullptr && right.leaf->kind == LeafKind::Evidence) return left.plan.rows * 1.2;
    double rows = left.plan.rows * right.part.plan.rows;
    for (const Var var : common(left.certain, right.part.certain)) {
      const auto least = [&](const Part& part) {
        const auto found = part.distinct.find(var);
        return found == part.distinct.end() ? std::max(1.0, part.plan.rows) : found->second;
      };
      rows /= std::max({1.0, least(left), least(right.part)});
    }
    return rows;
  }

  Part joined(Part left, Input right, double rows) {
    Plan plan;
    plan.rows = rows;
    const std::vector<Var> certain = united(left.certain, right.part.certain);
    std::map<Var, double> distinct = left.distinct;
    for (const auto& [var, count] : right.part.distinct) {
      const auto [found, added] = distinct.try_emplace(var, count);
      if (!added) found->second = std::min(found->second, count);
    }
    for (auto& [var, count] : distinct) count = std::min(count, std::max(1.0, rows));
    if (right.leaf != nullptr && can_look_up(left, *right.leaf, right.part)) {
      const double probes = left.plan.rows * costs_.probe + rows * costs_.row;
      const double scans = right.part.plan.cost + (right.part.plan.rows + left.plan.rows) * costs_.hash;
      if (right.leaf->kind == LeafKind::Evidence || probes < scans) {
        plan.cost = left.plan.cost + probes;
        look_up(plan, std::move(left.plan), std::move(right.part.plan), left.certain);
        return {std::move(plan), certain, std::move(distinct)};
      }
    }
    const bool swap = left.plan.rows < right.part.plan.rows;  // build on the smaller side
    hash(plan, std::move(swap ? right.part : left), std::move(swap ? left : right.part));
    return {std::move(plan), certain, std::move(distinct)};
  }

  void hash(Plan& plan, Part left, Part right) const {
    plan.kind = PlanKind::HashJoin;
    plan.keys_shared = common(left.certain, right.certain);
    plan.vars = united(left.plan.vars, right.plan.vars);
    plan.cost =
        left.plan.cost + right.plan.cost + (left.plan.rows + right.plan.rows + plan.rows) * costs_.hash;
    plan.children.push_back(std::move(left.plan));
    plan.children.push_back(std::move(right.plan));
  }

  /// A lookup needs terms for what the two sides share, and something to look up.
  static bool can_look_up(const Part& left, const Leaf& leaf, const Part& right) {
    if (leaf.kind == LeafKind::Evidence) return contains(left.certain, leaf.statement);
    const std::vector<Var> shared = common(left.plan.vars, right.plan.vars);
    return !shared.empty() && subset(shared, left.certain);
  }

  static void look_up(Plan& plan, Plan left, Plan scan, const std::vector<Var>& certain) {
    plan.kind = scan.leaf.leaf.kind == LeafKind::Evidence ? PlanKind::Evidence : PlanKind::IndexJoin;
    plan.leaf = std::move(scan.leaf);
    plan.leaf.fetch =
        plan.leaf.leaf.kind == LeafKind::Statement && contains(certain, plan.leaf.leaf.statement);
    plan.vars = united(left.vars, scan.vars);
    plan.children.push_back(std::move(left));
  }

  /// Joins an optional or a negated part to what stands: by lookups if it is a single leaf; else it is
  /// evaluated by itself, or from the terms that the left side asks for, whichever costs less.
  Part attach(Part left, const Node& right, const std::vector<Expression>& filters, JoinKind kind) {
    Part result;
    result.certain = left.certain;
    result.distinct = left.distinct;
    Plan& plan = result.plan;
    plan.join = kind;
    plan.filters = filters;
    plan.rows = kind == JoinKind::Left ? left.plan.rows : left.plan.rows * (1 - kTestPasses);
    const std::vector<Var> left_vars = left.plan.vars;
    if (!attach_leaf(plan, left, right)) {
      std::vector<Pending> none;
      Part whole = node(right, none);
      std::optional<Seeded> seeded = from_seeds(left, right);
      const double batches = std::ceil(std::max(1.0, left.plan.rows) / kSeeds);
      if (seeded && seeded->part.plan.cost * batches < whole.plan.cost) {
        whole = std::move(seeded->part);
        whole.plan.cost *= batches;
        plan.seeds = seeded->number;
      }
      hash(plan, std::move(left), std::move(whole));
    }
    if (kind == JoinKind::Anti) plan.vars = left_vars;
    return result;
  }

  bool attach_leaf(Plan& plan, Part& left, const Node& right) {
    if (right.kind != NodeKind::Join || right.leaves.size() != 1 || !right.children.empty()) return false;
    const Leaf& leaf = right.leaves.front();
    Part one = leaves_.scan(leaf);
    if (!can_look_up(left, leaf, one)) return false;
    const double probes = left.plan.rows * costs_.probe;
    if (leaf.kind != LeafKind::Evidence &&
        probes >= one.plan.cost + (one.plan.rows + left.plan.rows) * costs_.hash)
      return false;
    plan.cost = left.plan.cost + probes;
    look_up(plan, std::move(left.plan), std::move(one.plan), left.certain);
    return true;
  }

  /// The right side, evaluated for what some rows of the left side share with it.
  struct Seeded {
    Part part;
    int number;
  };
  std::optional<Seeded> from_seeds(const Part& left, const Node& right) {
    if (right.kind != NodeKind::Join && right.kind != NodeKind::LeftJoin) return std::nullopt;
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
    Seeded result{join(right, none, &seed), number};
    --seeded_depth_;
    return result;
  }

  // ---- the rest ----

  /// Applies the conditions whose variables are all bound.
  void apply(Part& part, std::vector<Pending>& pending) const {
    std::vector<Expression> ready;
    for (Pending& one : pending) {
      const std::vector<Var> asked = variables_of(*one.condition);
      if (one.applied || asked.empty() || !subset(asked, part.certain)) continue;
      ready.push_back(*one.condition);
      one.applied = true;
    }
    if (!ready.empty()) part = filtered(std::move(part), std::move(ready));
  }

  Part filtered(Part part, std::vector<Expression> conditions) const {
    Plan plan;
    plan.kind = PlanKind::Filter;
    plan.cost = part.plan.cost + part.plan.rows * costs_.hash;
    plan.rows = part.plan.rows * std::pow(kTestPasses, static_cast<double>(conditions.size()));
    plan.filters = std::move(conditions);
    plan.vars = part.plan.vars;
    plan.children.push_back(std::move(part.plan));
    return {std::move(plan), std::move(part.certain), std::move(part.distinct)};
  }

  Part filter(const Node& node, std::vector<Pending>& outer) {
    std::vector<Pending> pending = outer;
    for (const Expression& condition : node.filters) pending.push_back({&condition});
    Part part = this->node(node.children[0], pending);
    std::vector<Expression> rest;
    for (std::size_t i = 0; i < pending.size(); ++i) {
      if (i < outer.size())
        outer[i].applied = pending[i].applied;
      else if (!pending[i].applied)
        rest.push_back(*pending[i].condition);
    }
    return rest.empty() ? part : filtered(std::move(part), std::move(rest));
  }

  Part alternatives(const Node& node) {
    Part result;
    result.plan.kind = PlanKind::Union;
    result.plan.rows = 0;
    for (const Node& child : node.children) {
      std::vector<Pending> none;
      Part part = this->node(child, none);
      result.plan.rows += part.plan.rows;
      result.plan.cost += part.plan.cost;
      result.plan.vars = united(result.plan.vars, part.plan.vars);
      result.plan.children.push_back(std::move(part.plan));
    }
    result.certain = certain_variables_of(node);
    return result;
  }

  Part unary(const Node& node) {
    std::vector<Pending> none;
    Part child = this->node(node.children[0], none);
    Part result;
    Plan& plan = result.plan;
    plan.rows = child.plan.rows;
    plan.cost = child.plan.cost + child.plan.rows * costs_.hash;
    plan.vars = child.plan.vars;
    plan.filters = node.filters;
    plan.var = node.var;
    plan.group = node.vars;
    plan.aggregates = node.aggregates;
    plan.keys = node.keys;
    plan.offset = node.offset;
    plan.limit = node.limit;
    switch (node.kind) {
      case NodeKind::Extend:
        plan.kind = PlanKind::Extend;
        plan.vars.push_back(node.var);
        break;
      case NodeKind::Group:
        plan.kind = PlanKind::Group;
        plan.rows = node.vars.empty() ? 1 : std::pow(std::max(1.0, plan.rows), 0.6);
        plan.vars = united({}, node.vars);
        for (const Aggregate& aggregate : node.aggregates) plan.vars.push_back(aggregate.result);
        break;
      case NodeKind::Sort:
        plan.kind = PlanKind::Sort;
        break;
      case NodeKind::Project:
        plan.kind = PlanKind::Project;
        plan.vars = united({}, node.vars);
        break;
      case NodeKind::Distinct:
        plan.kind = PlanKind::Distinct;
        break;
      default:
        plan.kind = PlanKind::Slice;
        if (node.limit) plan.rows = std::min(plan.rows, static_cast<double>(*node.limit));
        break;
    }
    plan.children.push_back(std::move(child.plan));
    result.certain = certain_variables_of(node);
    return result;
  }

  LeafPlanner leaves_;
  const Costs& costs_;
  std::vector<std::unique_ptr<Leaf>> all_statements_;
  int seeds_ = 0;
  int seeded_depth_ = 0;
};

}  // namespace
}  // namespace planner

Plan plan(const Algebra& algebra, const Snapshot& snapshot, Resolver& resolver, const Costs& costs) {
  std::vector<planner::Pending> none;
  return planner::Planner(snapshot, resolver, costs).node(algebra.root, none).plan;
}

}  // namespace kg::query
