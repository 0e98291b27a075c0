// The algebra into a plan: joins in the order that costs least (join_order.hpp), conditions as early as
// their variables are bound, an index lookup where few rows ask and a hash join where many do.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "query/planner/leaf_planner.hpp"

namespace kg::query::planner {

/// Conditions on their way down to where all their variables are bound.
struct Pending {
  const Expression* condition;
  bool applied = false;
};

/// One input of a join: a leaf, or something planned by itself.
struct Input {
  const Leaf* leaf = nullptr;
  Part part;  ///< of a leaf too: its scan
  const Node* node = nullptr;
};

struct JoinParts {
  std::vector<const Leaf*> leaves;
  std::vector<const Node*> others;
  std::vector<const Node*> optionals;  ///< left joins whose right sides join after all else, in order
};

class Planner {
 public:
  Planner(Variables& variables, const Snapshot& snapshot, Resolver& resolver, const Costs& costs,
          std::vector<int> uses)
      : variables_(variables), leaves_(snapshot, resolver, costs, std::move(uses)), costs_(costs) {}

  Part node(const Node& node, std::vector<Pending>& pending);

 private:
  // ---- joins ----

  /// Takes nested joins apart. An optional part may wait until all else is joined if nothing else asks for
  /// what it alone binds (Pérez, Arenas and Gutierrez 2009: well-designed patterns).
  void flatten(const Node& node, std::vector<Var> outside, JoinParts& parts);
  /// `seed`: rows of another side that the join may begin with.
  Part join(const Node& node, std::vector<Pending>& pending, const Part* seed = nullptr);
  Part order(std::vector<Input> inputs, std::vector<Pending>& pending);
  /// Always what leaves the fewest rows: where some inputs wait for others.
  Part order_greedily(std::vector<Input> inputs, std::vector<Pending>& pending);
  Part joined(Part left, Input right, double rows);
  /// In this order, one after the other.
  Part join_all(std::vector<Input> inputs, const std::vector<std::size_t>& order,
                std::vector<Pending>& pending);
  /// All inputs that hang together in a circle, joined at once (cycles.cpp).
  std::optional<Part> leapfrog(const std::vector<Input>& inputs, std::vector<std::size_t>& joined) const;
  void hash(Plan& plan, Part left, Part right) const;
  /// Joins the right side of an optional or a negated part to what stands: by lookups if it is a single leaf;
  /// else it is evaluated by itself, or from the terms that the left side asks for, whichever costs less.
  Part attach(Part left, const Node& node);
  /// The rows of both sides that the negations of the part let pass, from whole rows of the left side.
  Part both_sides(const Part& left, const Node& node, Plan& plan);
  bool attach_leaf(Plan& plan, Part& left, const Node& right);
  /// The right side, evaluated for what some rows of the left side share with it.
  struct Seeded {
    Part part;
    int number;
  };
  std::optional<Seeded> from_seeds(const Part& left, const Node& right);
  /// Replaces the whole right side by a seeded one, and notes it in the plan of the join, if that costs less.
  bool prefer_seeds(const Part& left, const Node& right, Part& whole, Plan& plan);

  // ---- the rest ----

  /// Applies the conditions whose variables are all bound.
  void apply(Part& part, std::vector<Pending>& pending) const;
  Part filtered(Part part, std::vector<Expression> conditions) const;
  Part filter(const Node& node, std::vector<Pending>& outer);
  /// `seed`: rows that each alternative begins with; they are joins then.
  Part alternatives(const Node& node, const Part* seed = nullptr);
  Part unary(const Node& node);

  Variables& variables_;
  LeafPlanner leaves_;
  const Costs& costs_;
  std::vector<std::unique_ptr<Leaf>> all_statements_;
  int seeds_ = 0;
  int seeded_depth_ = 0;
};

}  // namespace kg::query::planner
