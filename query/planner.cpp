// The planner: joins by greedy choice of the least result, conditions as early as their variables are bound,
// an index lookup where few rows ask and a hash join where many do. Costs are microseconds, measured roughly
// on a warm graph; only their ratios matter.
#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <memory>
#include <optional>

#include "query/plan.hpp"

namespace kg::query {
namespace {

constexpr double kProbe = 6.0;       // one lookup in the index
constexpr double kRow = 0.2;         // one row read in order
constexpr double kHash = 0.1;        // one row put in, or asked of, a hash table
constexpr double kTestPasses = 0.3;  // share of rows that a condition lets through
constexpr std::size_t kMostEstimates = 32;

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

/// Conditions on their way down to where all their variables are bound.
struct Pending {
  const Expression* condition;
  bool applied = false;
};

/// A part of the plan, with what its rows bind for certain and how many terms each variable may take.
struct Part {
  Plan plan;
  std::vector<Var> certain;
  std::map<Var, double> distinct;
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
  Planner(const Snapshot& snapshot, Resolver& resolver) : snapshot_(snapshot), resolver_(resolver) {}

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
  // ---- leaves ----

  PlanSlot slot(const Slot& slot, std::vector<IdRange> (Resolver::*resolve)(const ast::Operand&),
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

  Part scan(const Leaf& leaf) {
    Part part;
    PlanLeaf& resolved = part.plan.leaf;
    part.plan.kind = PlanKind::Scan;
    part.plan.vars = part.certain = leaf.variables();
    resolved.leaf = leaf;
    if (leaf.kind == LeafKind::Evidence) return part;
    const bool qualifier = leaf.kind == LeafKind::Qualifier;
    const IdRange subjects =
        qualifier ? range_of(IdKind::Statement) : IdRange{0, make_id(IdKind::Statement, 0) - 1};
    resolved.subject = slot(leaf.subject, &Resolver::terms, subjects);
    resolved.predicate = slot(leaf.predicate, qualifier ? &Resolver::keys : &Resolver::predicates, IdRange{});
    resolved.object = slot(leaf.object, &Resolver::terms, IdRange{});
    part.plan.rows = estimate(resolved);
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

  /// Evidence of a named document: its statements, as another way into the join.
  std::optional<Part> documents(const Leaf& leaf) const {
    for (const EvidencePart& one : leaf.parts) {
      if (one.key != EvidencePart::Key::Source || !one.test) continue;
      if (one.test->compare != ast::Compare::Equal && !one.test->is_set) continue;
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
      part.distinct[leaf.statement] = std::max(1.0, part.plan.rows);
      return part;
    }
    return std::nullopt;
  }

  double estimate(const PlanLeaf& leaf) const {
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

  Part join(const Node& node, std::vector<Pending>& pending) {
    JoinParts parts;
    flatten(node, {}, parts);
    std::vector<Input> inputs;
    for (const Leaf* leaf : parts.leaves) {
      inputs.push_back({leaf, scan(*leaf)});
      if (auto named = documents(*leaf)) inputs.push_back({nullptr, std::move(*named)});
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
        inputs.push_back({all_statements_.back().get(), scan(*all_statements_.back())});
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
    const std::vector<Var> shared = common(left.plan.vars, right.part.plan.vars);
    if (right.leaf != nullptr && can_look_up(left, *right.leaf, shared)) {
      const bool evidence = right.leaf->kind == LeafKind::Evidence;
      const double probes = left.plan.rows * kProbe + rows * kRow;
      const double scans = right.part.plan.rows * (kRow + kHash) + left.plan.rows * kHash;
      if (evidence || probes < scans) {
        look_up(plan, std::move(left.plan), std::move(right.part.plan), left.certain);
        return {std::move(plan), certain, std::move(distinct)};
      }
    }
    plan.kind = PlanKind::HashJoin;
    plan.keys_shared = common(left.certain, right.part.certain);
    const bool swap = left.plan.rows < right.part.plan.rows;  // build on the smaller side
    plan.children.push_back(std::move(swap ? right.part.plan : left.plan));
    plan.children.push_back(std::move(swap ? left.plan : right.part.plan));
    plan.vars = united(plan.children[0].vars, plan.children[1].vars);
    return {std::move(plan), certain, std::move(distinct)};
  }

  /// A lookup needs terms for what the two sides share, and something to look up.
  static bool can_look_up(const Part& left, const Leaf& leaf, const std::vector<Var>& shared) {
    if (leaf.kind == LeafKind::Evidence) return contains(left.certain, leaf.statement);
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

  /// Joins an optional or a negated part to what stands.
  Part attach(Part left, const Node& right, const std::vector<Expression>& filters, JoinKind kind) {
    Plan plan;
    plan.join = kind;
    plan.filters = filters;
    const double rows = kind == JoinKind::Left ? left.plan.rows : left.plan.rows * (1 - kTestPasses);
    const std::vector<Var> left_vars = left.plan.vars;
    const bool single = right.kind == NodeKind::Join && right.leaves.size() == 1 && right.children.empty();
    bool done = false;
    if (single) {
      Part one = scan(right.leaves.front());
      const std::vector<Var> shared = common(left.plan.vars, one.plan.vars);
      const bool evidence = right.leaves.front().kind == LeafKind::Evidence;
      const bool cheap = left.plan.rows * kProbe < one.plan.rows * (kRow + kHash) + left.plan.rows * kHash;
      if (can_look_up(left, right.leaves.front(), shared) && (evidence || cheap)) {
        look_up(plan, std::move(left.plan), std::move(one.plan), left.certain);
        done = true;
      }
    }
    if (!done) {
      std::vector<Pending> none;
      Part other = node(right, none);
      plan.kind = PlanKind::HashJoin;
      plan.keys_shared = common(left.certain, other.certain);
      plan.vars = united(left.plan.vars, other.plan.vars);
      plan.children.push_back(std::move(left.plan));
      plan.children.push_back(std::move(other.plan));
    }
    if (kind == JoinKind::Anti) plan.vars = left_vars;
    plan.rows = rows;
    return {std::move(plan), std::move(left.certain), std::move(left.distinct)};
  }

  // ---- the rest ----

  /// Applies the conditions whose variables are all bound.
  static void apply(Part& part, std::vector<Pending>& pending) {
    std::vector<Expression> ready;
    for (Pending& one : pending) {
      const std::vector<Var> asked = variables_of(*one.condition);
      if (one.applied || asked.empty() || !subset(asked, part.certain)) continue;
      ready.push_back(*one.condition);
      one.applied = true;
    }
    if (!ready.empty()) part = filtered(std::move(part), std::move(ready));
  }

  static Part filtered(Part part, std::vector<Expression> conditions) {
    Plan plan;
    plan.kind = PlanKind::Filter;
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

  const Snapshot& snapshot_;
  Resolver& resolver_;
  std::vector<std::unique_ptr<Leaf>> all_statements_;
};

}  // namespace

Plan plan(const Algebra& algebra, const Snapshot& snapshot, Resolver& resolver) {
  std::vector<Pending> none;
  return Planner(snapshot, resolver).node(algebra.root, none).plan;
}

}  // namespace kg::query
