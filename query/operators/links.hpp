// The statements that lead from one entity to others: what `shortest` walks along. A statement links its
// subject to its object and to each name among its qualifiers; it is walked forward (from the subject) or
// backward, by the predicates that are allowed each way.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "query/operators/context.hpp"
#include "query/plan.hpp"

namespace kg::query {

/// A statement that leads from one entity to another.
struct Step {
  Id from = kNoId, to = kNoId;
  Triple statement;
  auto operator<=>(const Step&) const = default;
};

class LinkReader {
 public:
  /// `as_of`: only what holds then is walked.
  LinkReader(ExecContext& context, Links links, std::optional<ast::Operand> as_of);

  /// Appends the steps that begin at any of these entities; where `turned`, the steps that end there, told
  /// from their end: `from` is the entity given, `to` where the step begins. Some may stand twice; none leads
  /// from an entity to itself.
  void read(std::span<const Id> entities, bool turned, std::vector<Step>& steps);
  /// About how many rows of the index that would read; looks at some of the entities only.
  double estimate(std::span<const Id> entities, bool turned) const;

 private:
  void read_from_subject(Id entity, const std::vector<IdRange>& predicates, std::vector<Step>& steps);
  void read_from_object(Id entity, const std::vector<IdRange>& predicates, std::vector<Step>& steps);
  void follow_qualifiers(std::vector<Step>& steps);
  void follow_mentions(const std::vector<IdRange>& predicates, std::vector<Step>& steps);

  /// Drops steps from `begin` on whose statements do not hold on the day.
  void keep_holding(std::vector<Step>& steps, std::size_t begin);

  ExecContext& context_;
  Links links_;
  std::optional<ast::Operand> as_of_;
  bool has_qualifiers_;  ///< of the whole graph
  TripleColumns batch_;
  std::vector<Step> subjects_;  ///< steps whose statements' qualifiers are still to be read; `to` is open
  std::vector<Step> mentions_;  ///< steps from a qualifier's value whose statements are known by id only
};

}  // namespace kg::query
