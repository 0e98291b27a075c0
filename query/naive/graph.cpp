#include "query/naive/graph.hpp"

#include <fmt/format.h>

#include <map>
#include <set>

#include "query/expression.hpp"
#include "query/statement_set.hpp"

namespace kg::query::naive {

std::vector<Known> read_all(const Snapshot& snapshot, Limits& limits) {
  std::vector<Known> result;
  std::set<Id> ids;
  auto cursor = snapshot.scan(Order::Spo, {});
  for (TripleColumns batch; cursor->next(batch);) {
    for (const Triple triple : batch) {
      limits.tick();
      if (kind_of(triple.subject) == IdKind::Statement) continue;
      if (triple.statement != kNoId) {
        ids.insert(triple.statement);
        continue;
      }
      const std::vector<Id> parts{triple.subject, triple.predicate, triple.object};
      const auto terms = snapshot.terms(parts);
      result.push_back({Statement{terms[0], terms[1], terms[2], {}}, statement_term(triple), true, {}});
    }
  }
  const std::vector<Id> sorted(ids.begin(), ids.end());
  const auto statements = snapshot.statements(sorted);
  const auto terms = snapshot.terms(sorted);
  std::map<Id, std::size_t> places;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    places[sorted[i]] = result.size();
    result.push_back({statements[i], terms[i], false, {}});
  }
  for (const EvidenceRecord& record : snapshot.evidence(sorted)) {
    limits.tick();
    const std::vector<Id> parts{record.document, record.extractor};
    const auto names = snapshot.terms(parts);
    Known& known = result[places.at(record.statement)];
    known.evidence.push_back(
        {names[0], Term::string(snapshot.text(names[0].text, record.begin, record.end)),
         number_term(record.begin), number_term(record.end), number_term(record.confidence), names[1],
         Term::string(fmt::format("{} {} {} {}", known.id.text, names[0].text, record.begin, record.end))});
  }
  return result;
}

}  // namespace kg::query::naive
