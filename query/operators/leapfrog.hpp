// Joins leaves that hang together in a circle all at once, variable by variable: leapfrog triejoin
// (Veldhuizen 2014). No two leaves are joined by themselves into rows of which a third would leave few.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "query/operators/id_set.hpp"
#include "query/operators/operator.hpp"

namespace kg::query {

class LeapfrogJoin final : public Operator {
 public:
  /// REQUIRES: each child of the plan is a scan of a leaf with one predicate, whose subject and object are
  /// two of the variables in `plan.group`, the order in which they are bound.
  LeapfrogJoin(const Plan& plan, ExecContext& context)
      : Operator(context, plan.vars), plan_(plan), depths_(plan.group.size()) {
    for (const Var var : vars()) handed_up_.push_back(static_cast<std::size_t>(column_of(plan.group, var)));
  }

 private:
  /// A leaf as a trie of two levels, in the order of the variables.
  struct Relation {
    std::vector<Id> keys;               ///< of the variable that is bound first, ascending
    std::vector<std::uint32_t> begins;  ///< of each key in `values`, and the end of the last
    std::vector<Id> values;             ///< of the other variable, ascending for each key
    std::vector<std::uint64_t> times;   ///< of each value; empty: once each
    std::size_t key = 0, value = 0;     ///< where the variables are bound to now
  };
  /// A sorted list that takes part in binding a variable.
  struct Part {
    std::size_t relation;
    bool is_key;
    const Id* ids = nullptr;
    std::size_t at = 0, end = 0;
  };

  /// What the leaves read so far leave of the terms of a variable.
  struct Known {
    const std::vector<Id>* keys = nullptr;  ///< all of them, sorted; null if there is no such list
    std::optional<IdFilter> filter;
  };

  bool do_next(Batch& batch) override;
  void load();
  void note(const std::vector<Id>& ids, Known& known);
  void read(const Plan& scan, bool forward, const Known& first, const Known& second, Relation& relation);
  void add_rows(const TripleColumns& rows, bool forward, const Known& first, const Known& second,
                Relation& relation);
  static void add_values(const IdColumn& values, const IdColumn& statements, std::size_t begin,
                         std::size_t end, const IdFilter* filter, Relation& relation);
  void enter(std::size_t depth);
  /// Goes to the next id that all lists have; false if there is none.
  bool meet(std::size_t depth);
  void add_row(Batch& batch) const;

  const Plan& plan_;
  std::vector<Relation> relations_;
  std::vector<std::vector<Part>> depths_;  ///< for each variable
  std::vector<Id> bound_;
  std::vector<std::size_t> handed_up_;  ///< of vars(): their places in `bound_`
  std::size_t depth_ = 0;
  bool loaded_ = false;
  bool done_ = false;
  Charge charge_{limits(), "a leapfrog join"};
};

}  // namespace kg::query
