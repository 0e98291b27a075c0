// Plain triples in a commit: rows without a statement of their own. What a triple and a statement without
// qualifiers say is one fact, so there is never a row for each: the statement stays, and rests on the
// document of plain triples too.
#include <algorithm>

#include "kg/graph.hpp"
#include "kg/store/change_set.hpp"
#include "kg/store/content.hpp"
#include "kg/store/keys.hpp"
#include "kg/store/permutations.hpp"

namespace kg::store {
/// For each of these, whether the view has it. REQUIRES: sorted.
std::vector<bool> ChangeSet::has_plain(std::span<const Triple> triples) const {
  std::vector<bool> found;
  std::unique_ptr<Cursor> cursor;
  TripleColumns batch;
  for (const Triple& triple : triples) {
    view_.tick();
    const TriplePattern pattern = {IdRange::one(triple.subject), IdRange::one(triple.predicate),
                                   IdRange::one(triple.object)};
    if (cursor)
      cursor->restart(pattern);
    else
      cursor = scan(view_, before_, Order::Spo, pattern);
    found.push_back(cursor->next(batch) && batch[0].statement == kNoId);
  }
  return found;
}

void ChangeSet::write_plain(const Triple& triple, bool lives) {
  const int change = lives ? 1 : -1;
  lives ? rows_.put(triple) : rows_.erase(triple);
  for (const Id entity : {triple.subject, triple.object})
    if (is_entity(entity)) uses_[entity] += change;
  predicate_counts_[triple.predicate] += change;
  meta_.statements += static_cast<std::uint64_t>(change);
  meta_.plain_triples += static_cast<std::uint64_t>(change);
}

void ChangeSet::record(const TripleDocument& document) {
  const Term name = Term::string(document.name);
  terms_.add({&name, 1});
  if (!find_document(view_, document.name)) ++meta_.documents;
  batch_.put(key(Space::Document, terms_.id(name)),
             encode(DocumentValue{document.date, document.content_hash, 0, 0}));
}

std::uint64_t ChangeSet::add_triples(std::span<const std::array<Term, 3>> triples) {
  std::vector<Term> terms;
  for (const auto& triple : triples) terms.insert(terms.end(), triple.begin(), triple.end());
  terms_.add(terms);
  std::vector<Content> contents;
  for (const auto& [subject, predicate, object] : triples)
    contents.push_back({terms_.id(subject), terms_.id(predicate), terms_.id(object), {}});
  prefetch_canonicals(contents);
  for (Content& content : contents) content = mapped(content);
  std::sort(contents.begin(), contents.end());
  contents.erase(std::unique(contents.begin(), contents.end()), contents.end());

  std::vector<std::string> keys;
  for (const Content& content : contents) keys.push_back(fingerprint_key(content));
  const auto statements = view_.multi_get(keys);
  std::vector<Id> said;
  std::vector<Triple> plain;
  for (std::size_t i = 0; i < contents.size(); ++i) {
    if (statements[i])
      said.push_back(number_at(*statements[i], 0));
    else
      plain.push_back({contents[i].subject, contents[i].predicate, contents[i].object, kNoId});
  }
  touch(said);
  rest_on_triples(said);
  const std::vector<bool> known = has_plain(plain);
  std::uint64_t added = 0;
  for (std::size_t i = 0; i < plain.size(); ++i) {
    if (known[i]) continue;
    write_plain(plain[i], true);
    ++added;
  }
  return added;
}

void ChangeSet::remove_triples(std::span<const Triple> triples) {
  std::vector<Triple> sorted(triples.begin(), triples.end());
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  const std::vector<bool> known = has_plain(sorted);
  for (std::size_t i = 0; i < sorted.size(); ++i)
    if (known[i]) write_plain(sorted[i], false);
}

/// Adds a piece of evidence from the document of plain triples to these statements, if they have none.
void ChangeSet::rest_on_triples(std::span<const Id> statements) {
  if (statements.empty()) return;
  const std::vector<Term> terms = {Term::string(std::string(kTriplesDocument)),
                                   Term::name(std::string(kTriplesExtractor))};
  terms_.add(terms);
  const Id document = terms_.id(terms[0]);
  const auto old = find_document(view_, kTriplesDocument);
  if (!old) ++meta_.documents;
  DocumentValue record = old ? old->second : DocumentValue{};
  std::vector<KeyRange> ranges;
  for (const Id id : statements) ranges.push_back(prefix_range(key(Space::Evidence, id, document)));
  std::set<Id> rested;
  view_.multi_scan(ranges, [&](std::size_t i, std::string_view, std::string_view) {
    rested.insert(statements[i]);
    return false;
  });
  for (const Id id : statements)
    if (!rested.contains(id))
      added_.emplace(Place{id, document, 0, record.next_fact++},
                     EvidenceValue{0, 1.0, terms_.id(terms[1]), {}});
  batch_.put(key(Space::Document, document), encode(record));
}

/// Statements that this commit brings, and that were plain triples, take their place.
void ChangeSet::absorb_plain(const std::set<Id>& alive) {
  if (meta_.plain_triples == 0) return;
  std::map<Triple, Id> born;
  for (const auto& [id, content] : touched_)
    if (content.qualifiers.empty() && alive.contains(id) && payload_of(id) >= before_.next_statement)
      born.emplace(Triple{content.subject, content.predicate, content.object, kNoId}, id);
  std::vector<Triple> triples;
  for (const auto& [triple, id] : born) triples.push_back(triple);
  const std::vector<bool> known = has_plain(triples);
  std::vector<Id> absorbing;
  for (std::size_t i = 0; i < triples.size(); ++i) {
    if (!known[i]) continue;
    write_plain(triples[i], false);
    absorbing.push_back(born.at(triples[i]));
  }
  rest_on_triples(absorbing);
}

}  // namespace kg::store
