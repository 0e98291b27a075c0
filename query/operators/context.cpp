#include "query/operators/context.hpp"

#include "kg/error.hpp"
#include "query/messages.hpp"

namespace kg::query {
namespace {

// Kinds of ids that kg/id.hpp leaves free; they never leave the query.
constexpr auto kLocal = static_cast<IdKind>(13);
constexpr auto kQuote = static_cast<IdKind>(12);
constexpr auto kRecord = static_cast<IdKind>(11);

}  // namespace

Id TermPool::intern(const Term& term) {
  if (const auto known = snapshot_.find(term)) return *known;
  const auto [found, added] = local_ids_.try_emplace(term, make_id(kLocal, local_.size()));
  if (added) local_.push_back(term);
  return found->second;
}

Id TermPool::quote(const EvidenceRecord& record) {
  const Cut cut{record.document, record.begin, record.end};
  const auto [found, added] = quote_ids_.try_emplace(cut, make_id(kQuote, quotes_.size()));
  if (added) quotes_.push_back(cut);
  return found->second;
}

Id TermPool::record(const EvidenceRecord& record) {
  const std::pair key{record.statement, Cut{record.document, record.begin, record.end}};
  return record_ids_.try_emplace(key, make_id(kRecord, record_ids_.size() + 1)).first->second;
}

std::string TermPool::cut(const Cut& quote) {
  const Term document = snapshot_.terms(std::span(&quote.document, 1)).front();
  return snapshot_.text(document.text, quote.begin, quote.end);
}

std::vector<Term> TermPool::terms(std::span<const Id> ids) {
  std::vector<Term> result(ids.size());
  std::vector<Id> stored;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const IdKind kind = kind_of(ids[i]);
    if (kind == kLocal) {
      result[i] = local_[payload_of(ids[i])];
    } else if (kind == kQuote) {
      result[i] = Term::string(cut(quotes_[payload_of(ids[i])]));
    } else {
      stored.push_back(ids[i]);
      places.push_back(i);
    }
  }
  std::vector<Term> found = snapshot_.terms(stored);
  for (std::size_t i = 0; i < found.size(); ++i) result[places[i]] = std::move(found[i]);
  return result;
}

Id TermPool::settled(Id id) {
  return kind_of(id) == kQuote ? intern(Term::string(cut(quotes_[payload_of(id)]))) : id;
}

void TermPool::settle(std::vector<Id>& column) {
  for (Id& id : column) id = settled(id);
}

void ExecContext::check() const {
  if (stop != nullptr && stop->load(std::memory_order_relaxed))
    throw Error(kRun.interrupted().text(), Exit::Interrupted);
  if (deadline && std::chrono::steady_clock::now() >= *deadline)
    throw Error(kRun.out_of_time().text(), Exit::Timeout);
}

}  // namespace kg::query
