#include "query/operators/context.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "query/statement_set.hpp"

namespace kg::query {
namespace {

// Kinds of ids that kg/id.hpp leaves free; they never leave the query.
constexpr auto kPlain = static_cast<IdKind>(14);
constexpr auto kLocal = static_cast<IdKind>(13);
constexpr auto kQuote = static_cast<IdKind>(12);
constexpr auto kRecord = static_cast<IdKind>(11);

/// Terms that are read at once, between two looks at the clock.
constexpr std::size_t kTermsAtOnce = 1024;
constexpr std::uint64_t kNodeBytes = 64;  ///< of a map, roughly

}  // namespace

Id TermPool::intern(const Term& term) {
  if (term.kind == TermKind::Statement && term.text.find(' ') == term.text.npos)
    if (const Triple row = row_of(term); row.statement == kNoId) return plain(row);
  if (const auto known = snapshot_.find(term)) return *known;
  const auto [found, added] = local_ids_.try_emplace(term, make_id(kLocal, local_.size()));
  if (added) {
    charge_.add(2 * (sizeof(Term) + term.text.size()) + kNodeBytes);
    local_.push_back(term);
  }
  return found->second;
}

Id TermPool::quote(const EvidenceRecord& record) {
  const Cut cut{record.document, record.begin, record.end};
  const auto [found, added] = quote_ids_.try_emplace(cut, make_id(kQuote, quotes_.size()));
  if (added) {
    charge_.add(2 * sizeof(Cut) + kNodeBytes);
    quotes_.push_back(cut);
  }
  return found->second;
}

Id TermPool::record(const EvidenceRecord& record) {
  const std::pair key{record.statement, Cut{record.document, record.begin, record.end}};
  const auto [found, added] = record_ids_.try_emplace(key, make_id(kRecord, record_ids_.size() + 1));
  if (added) charge_.add(sizeof(key) + kNodeBytes);
  return found->second;
}

Id TermPool::plain(const Triple& triple) {
  return make_id(kPlain, plain_.add(std::array{triple.subject, triple.predicate, triple.object}).first);
}

/// Each document's name is looked up once, and its text is read once.
void TermPool::cut(std::vector<std::size_t> places, std::span<const Id> ids, std::vector<Term>& terms) {
  const auto quote = [&](std::size_t place) -> const Cut& { return quotes_[payload_of(ids[place])]; };
  std::sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
    limits_.tick();
    return quote(a) < quote(b);
  });
  std::vector<Id> documents;
  for (const std::size_t place : places) documents.push_back(quote(place).document);
  documents.erase(std::unique(documents.begin(), documents.end()), documents.end());
  const std::vector<Term> names = snapshot_.terms(documents);
  std::size_t document = 0;
  for (const std::size_t place : places) {
    limits_.check();
    const Cut& one = quote(place);
    while (documents[document] != one.document) ++document;
    terms[place] = Term::string(texts_.text(names[document].text, one.begin, one.end));
  }
}

std::vector<Term> TermPool::terms(std::span<const Id> ids) {
  std::vector<Term> result(ids.size());
  std::vector<Id> stored;
  std::vector<std::size_t> places, quotes;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    limits_.tick();
    const IdKind kind = kind_of(ids[i]);
    if (kind == kLocal) {
      result[i] = local_[payload_of(ids[i])];
    } else if (kind == kQuote) {
      quotes.push_back(i);
    } else if (kind == kRecord) {  // never shown; asked only whether it is bound
      result[i] = {TermKind::Statement, std::to_string(payload_of(ids[i])), {}};
    } else if (kind == kPlain) {
      const auto row = plain_.row(static_cast<std::uint32_t>(payload_of(ids[i])));
      result[i] = statement_term({row[0], row[1], row[2], kNoId});
    } else {
      stored.push_back(ids[i]);
      places.push_back(i);
    }
  }
  if (!quotes.empty()) cut(std::move(quotes), ids, result);
  if (stored.size() > kTermsAtOnce) {  // neighbours in the dictionary are looked up together
    std::sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
      limits_.tick();
      return ids[a] < ids[b];
    });
    for (std::size_t i = 0; i < places.size(); ++i) stored[i] = ids[places[i]];
  }
  for (std::size_t begin = 0; begin < stored.size(); begin += kTermsAtOnce) {
    limits_.check();
    const std::size_t count = std::min(kTermsAtOnce, stored.size() - begin);
    std::vector<Term> found = snapshot_.terms(std::span(stored).subspan(begin, count));
    for (std::size_t i = 0; i < count; ++i) result[places[begin + i]] = std::move(found[i]);
  }
  return result;
}

Id TermPool::settled(Id id) {
  return kind_of(id) == kQuote ? intern(terms({&id, 1}).front()) : id;
}

void TermPool::settle(std::vector<Id>& column) {
  std::vector<Id> quotes;
  for (const Id id : column)
    if (kind_of(id) == kQuote) quotes.push_back(id);
  if (quotes.empty()) return;
  const std::vector<Term> texts = terms(quotes);
  auto text = texts.begin();
  for (Id& id : column)
    if (kind_of(id) == kQuote) id = intern(*text++);
}

}  // namespace kg::query
