// The shortest ways between what each row binds, for `shortest`.
#pragma once

#include <memory>
#include <unordered_map>
#include <vector>

#include "query/operators/join.hpp"
#include "query/operators/way_search.hpp"

namespace kg::query {

/// Adds to each row the shortest ways between its ends, a batch of ways at a time.
class WaysJoin final : public RowJoin {
 public:
  WaysJoin(const Plan& plan, ExecContext& context, std::unique_ptr<Operator> left);

 private:
  bool find(const Batch& left, std::size_t row, Batch& found) override;
  /// What an end means where it is a constant, in the order of the terms, so that numbers mean the same.
  std::vector<Id> meant(const PlanSlot& slot) const;
  /// All pairs of entities that the ends of a row may mean.
  void begin(const Batch& left, std::size_t row);
  /// Ids of the terms of these ways; of their numbers where that is asked for.
  std::vector<Id> terms_of(const std::vector<std::vector<Triple>>& ways);
  /// Id of the set of a way's statements.
  Id statements_of(const std::vector<Triple>& way);
  void print_facts(const std::vector<std::vector<Triple>>& ways);

  const PlanLeaf& leaf_;
  bool only_first_;  ///< of the ways of a row: it is dropped if there is one
  LinkReader links_;
  std::vector<Id> from_, to_;
  std::vector<std::pair<Id, Id>> pairs_;  ///< of the row at hand
  std::size_t pair_ = 0;
  std::uint64_t number_ = 0;  ///< of the row's ways so far
  std::unique_ptr<WaySearch> search_;
  bool begun_ = false;
  std::unordered_map<Id, std::string> facts_;  ///< of statements on ways so far
};

}  // namespace kg::query
