#include "query/naive/ways.hpp"

#include <algorithm>

namespace kg::query {
namespace {

using Ways = std::set<std::vector<std::size_t>>;

/// Adds the walks of `steps` more steps that go on from here to the goal; true if one was not long enough
/// to end yet, so that longer ones may exist.
bool walk(const std::vector<NaiveLink>& links, std::vector<Term>& entities,
          std::vector<std::size_t>& statements, const Term& goal, std::uint32_t steps, Ways& ways,
          Limits& limits) {
  limits.tick();
  if (steps == 0) {
    if (entities.back() == goal) ways.insert(statements);
    return true;
  }
  bool goes_on = false;
  for (const NaiveLink& link : links) {
    if (link.from != entities.back()) continue;
    if (std::find(entities.begin(), entities.end(), link.to) != entities.end()) continue;
    entities.push_back(link.to);
    statements.push_back(link.statement);
    goes_on = walk(links, entities, statements, goal, steps - 1, ways, limits) || goes_on;
    entities.pop_back();
    statements.pop_back();
  }
  return goes_on;
}

}  // namespace

Ways shortest_ways(const std::vector<NaiveLink>& links, const Term& from, const Term& to, std::uint32_t least,
                   std::uint32_t most, Limits& limits) {
  Ways ways;
  bool goes_on = from != to;
  for (std::uint32_t steps = least; steps <= most && ways.empty() && goes_on; ++steps) {
    std::vector<Term> entities = {from};
    std::vector<std::size_t> statements;
    goes_on = walk(links, entities, statements, to, steps, ways, limits);
  }
  return ways;
}

}  // namespace kg::query
