#include "kg/value.hpp"
#include "query/operators/id_set.hpp"
#include "query/operators/join.hpp"

namespace kg::query {
namespace {

constexpr std::uint64_t kRecordBytes = sizeof(EvidenceRecord) + 64;  // in a list of a hash table, roughly

}  // namespace

EvidenceJoin::EvidenceJoin(const Plan& plan, ExecContext& context, std::unique_ptr<Operator> left)
    : RowJoin(plan, context, std::move(left), plan.leaf.leaf.variables()), leaf_(plan.leaf.leaf) {}

bool EvidenceJoin::find(const Batch& left_rows, std::size_t row, Batch& found) {
  const auto& statements =
      left_rows.columns[static_cast<std::size_t>(column_of(left_vars(), leaf_.statement))];
  if (row == 0) {
    std::vector<Id> asked;
    for (const Id id : statements)
      if (kind_of(id) == IdKind::Statement) asked.push_back(id);
    make_set(asked, limits());
    records_.clear();
    charge_.clear();
    constexpr std::size_t kAtOnce = 256;  // statements, between two looks at the clock
    for (std::size_t begin = 0; begin < asked.size(); begin += kAtOnce) {
      limits().check();
      const auto some = std::span(asked).subspan(begin, std::min(kAtOnce, asked.size() - begin));
      const std::vector<EvidenceRecord> records = context().snapshot.evidence(some);
      charge_.add(records.size() * kRecordBytes);
      for (const EvidenceRecord& record : records) records_[record.statement].push_back(record);
    }
  }
  const auto known = records_.find(statements[row]);
  if (known == records_.end()) return true;
  for (const EvidenceRecord& record : known->second) {
    limits().check();
    std::vector<Id> ids(right_vars().size(), kNoId);
    const auto set = [&](Var var, Id id) {
      Id& place = ids[static_cast<std::size_t>(column_of(right_vars(), var))];
      const bool agrees = place == kNoId || place == id;
      place = id;
      return agrees;
    };
    bool fits = set(leaf_.statement, record.statement);
    if (leaf_.record != kNoVar) fits = set(leaf_.record, context().pool.record(record)) && fits;
    for (const EvidencePart& one : leaf_.parts) {
      Id id = kNoId;
      if (!fits || !part(one, record, id)) {
        fits = false;
        break;
      }
      if (one.var != kNoVar) fits = set(one.var, id);
    }
    for (std::size_t i = 0; fits && i < ids.size(); ++i) {  // what the left side binds already must agree
      const int column = column_of(left_vars(), right_vars()[i]);
      if (column < 0) continue;
      const Id bound = left_rows.columns[static_cast<std::size_t>(column)][row];
      fits = bound == kNoId || context().pool.settled(bound) == context().pool.settled(ids[i]);
    }
    if (!fits) continue;
    for (std::size_t i = 0; i < ids.size(); ++i) found.columns[i].push_back(ids[i]);
    ++found.rows;
    if (leaf_.is_condition()) return true;
  }
  return true;
}

bool EvidenceJoin::part(const EvidencePart& part, const EvidenceRecord& record, Id& id) {
  using Key = EvidencePart::Key;
  TermPool& pool = context().pool;
  switch (part.key) {
    case Key::Source:
      id = record.document;
      break;
    case Key::Quote:
      id = pool.quote(record);
      break;
    case Key::Begin:
      id = pool.intern(number_term(record.begin));
      break;
    case Key::End:
      id = pool.intern(number_term(record.end));
      break;
    case Key::Confidence:
      id = pool.intern(number_term(record.confidence));
      break;
    case Key::Extractor:
      id = record.extractor;
      break;
  }
  if (!part.test) return true;
  return passes(pool.terms(std::span(&id, 1)).front(), *part.test, context().names);
}

}  // namespace kg::query
