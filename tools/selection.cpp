#include "tools/selection.hpp"

#include <set>

#include "tools/stop.hpp"

namespace kg::tools {
namespace {

/// Calls `take` for every triple that matches.
template <typename Take>
void for_each(const Snapshot& snapshot, Order order, const TriplePattern& pattern, Take take) {
  const auto cursor = snapshot.scan(order, pattern);
  for (TripleColumns batch; cursor->next(batch);) {
    check_stop();
    for (const Triple triple : batch) take(triple);
  }
}

}  // namespace

std::vector<Id> all_statements(const Snapshot& snapshot) {
  std::vector<Id> statements;
  for_each(snapshot, Order::Spo, {}, [&](const Triple& triple) {
    if (triple.statement != kNoId) statements.push_back(triple.statement);
  });
  return statements;
}

std::vector<Id> statements_around(const Snapshot& snapshot, std::span<const Id> entities, std::size_t depth) {
  std::vector<Id> found;
  std::set<Id> seen(entities.begin(), entities.end());  // statements and entities alike
  std::vector<Id> frontier(entities.begin(), entities.end());
  for (std::size_t step = 0; step < depth && !frontier.empty(); ++step) {
    std::vector<Id> fresh;
    const auto add = [&](Id statement) {
      if (kind_of(statement) == IdKind::Statement && seen.insert(statement).second)
        fresh.push_back(statement);
    };
    for (const Id entity : frontier) {
      for_each(snapshot, Order::Spo, TriplePattern{IdRange::one(entity), {}, {}},
               [&](const Triple& t) { add(t.statement); });
      // A row of a qualifier has the statement as its subject.
      for_each(snapshot, Order::Osp, TriplePattern{{}, {}, IdRange::one(entity)},
               [&](const Triple& t) { add(t.statement != kNoId ? t.statement : t.subject); });
    }
    frontier.clear();
    for (const auto& statement : snapshot.statements(fresh)) {
      std::vector<const Term*> terms = {&statement.subject, &statement.object};
      for (const auto& qualifier : statement.qualifiers) terms.push_back(&qualifier.value);
      for (const Term* term : terms) {
        const auto id = snapshot.find(*term);
        if (id && is_entity(*id) && seen.insert(*id).second) frontier.push_back(*id);
      }
    }
    found.insert(found.end(), fresh.begin(), fresh.end());
  }
  return found;
}

}  // namespace kg::tools
