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

void for_each_row(const Snapshot& snapshot, const std::function<void(std::span<const Triple>)>& visit) {
  const auto cursor = snapshot.scan(Order::Spo, {});
  std::vector<Triple> rows;
  for (TripleColumns batch; cursor->next(batch);) {
    check_stop();
    rows.clear();
    for (const Triple triple : batch)
      if (kind_of(triple.subject) != IdKind::Statement) rows.push_back(triple);
    visit(rows);
  }
}

std::vector<Triple> rows_around(const Snapshot& snapshot, std::span<const Id> entities, std::size_t depth) {
  std::vector<Triple> found;
  std::set<Id> seen(entities.begin(), entities.end());  // statements and entities alike
  std::set<Triple> plain;
  std::vector<Id> frontier(entities.begin(), entities.end());
  for (std::size_t step = 0; step < depth && !frontier.empty(); ++step) {
    std::vector<Triple> fresh;
    std::vector<Id> statements;
    const auto add = [&](const Triple& triple) {
      // A row of a qualifier has the statement as its subject.
      const bool qualifier = kind_of(triple.subject) == IdKind::Statement;
      const Id statement = qualifier ? triple.subject : triple.statement;
      if (statement == kNoId) {
        if (plain.insert(triple).second) fresh.push_back(triple);
      } else if (seen.insert(statement).second) {
        statements.push_back(statement);
      }
    };
    for (const Id entity : frontier) {
      for_each(snapshot, Order::Spo, TriplePattern{IdRange::one(entity), {}, {}}, add);
      for_each(snapshot, Order::Osp, TriplePattern{{}, {}, IdRange::one(entity)}, add);
    }
    for (const Triple& triple : snapshot.triples(statements)) fresh.push_back(triple);
    frontier.clear();
    for (const auto& statement : snapshot.statements_of(fresh)) {
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
