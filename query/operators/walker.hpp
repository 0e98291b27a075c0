// Which terms a path leads to: breadth-first search over sets of terms, so that cycles end and no term is
// opened twice. What a step found is kept for the next start. Both ends known: from both sides, always where
// fewer edges lead on.
#pragma once

#include <map>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "query/operators/neighbours.hpp"
#include "query/plan.hpp"

namespace kg::query {

class Walker {
 public:
  Walker(ExecContext& context, const PlanLeaf& leaf);

  /// The terms at the other end of all walks from `start`, each once. Empty where the start neither is a term
  /// of an edge nor one of the leaf's own. Valid until the next call.
  const std::vector<Id>& ends(Id start, Direction direction);
  /// Is there a walk from one to the other?
  bool links(Id from, Id to);
  /// All terms that a walk may begin with. Reads all edges of the path into memory.
  std::vector<Id> starts(Direction direction);
  /// The terms that a constant of the leaf means: nodes and the leaf's own.
  std::vector<Id> meant(const PlanSlot& slot);

 private:
  using Ids = std::vector<Id>;
  static constexpr std::string_view kPurpose = "the search of paths";
  static constexpr std::uint64_t kFoundBytes = 56;  ///< of an id in a vector and a hash table
  static constexpr std::uint64_t kListBytes = 80;   ///< of a list of ids in a map, without the ids
  /// Terms in the order in which they were found.
  struct Found {
    Ids ids;
    std::unordered_set<Id> seen;
    Charge charge;
    explicit Found(Limits& limits) : charge(limits, kPurpose) {}
    bool add(Id id) {
      if (!seen.insert(id).second) return false;
      charge.add(kFoundBytes);
      ids.push_back(id);
      return true;
    }
  };
  /// What one step leads to, by where it begins.
  struct Adjacent {
    std::unordered_map<Id, Ids> ids;
    bool whole = false;           ///< what is not there has no edge
    std::optional<double> edges;  ///< of the step, about
  };

  Ids expand(const PlanPath& path, const Ids& from, Direction direction);
  Ids repeat(const PlanPath& path, const Ids& from, Direction direction);
  /// Exactly so many times.
  Ids times(const PlanPath& path, std::uint32_t count, Ids from, Direction direction);
  const Ids& neighbours(const PlanPath& step, Id term, Direction direction);
  /// Reads all edges of a step where so many lookups would cost more.
  void read_for(const PlanPath& step, std::size_t lookups, Direction direction);
  /// Passes on the edges that hold on the leaf's day.
  EdgeVisitor holding(EdgeVisitor visit) const;
  /// Reads all edges of the path's steps.
  void read(const PlanPath& path, Direction direction);
  void collect_starts(const PlanPath& path, Direction direction, Found& found);
  /// About how many edges lead on from these terms.
  double fan_out(const PlanPath& path, const Ids& from, Direction direction) const;
  bool may_stand_still(Id start) const;
  Adjacent& adjacent(const PlanPath& step, Direction direction) { return steps_[{&step, direction}]; }

  ExecContext& context_;
  const PlanLeaf& leaf_;
  bool nullable_;  ///< a walk of no step is one
  std::map<std::pair<const PlanPath*, Direction>, Adjacent> steps_;
  std::size_t kept_ = 0;  ///< ids in steps_ that were not read whole
  std::map<std::pair<Id, Direction>, Ids> ends_;
  std::size_t kept_ends_ = 0;
  Charge charge_{context_.limits, kPurpose};        ///< for steps_, what was not read whole
  Charge charge_whole_{context_.limits, kPurpose};  ///< for the rest of it
  Charge charge_ends_{context_.limits, kPurpose};   ///< for ends_
};

}  // namespace kg::query
