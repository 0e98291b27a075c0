// Plain triples in a commit: rows without a statement of their own. What a triple and a statement without
// qualifiers say is one fact, so there is never a row for each: the statement stays, and rests on the
// document of plain triples too. A row cannot tell that a name in it was another one before it was merged, so
// a triple with such a name is a statement, whose evidence can.
#include <algorithm>

#include "kg/graph.hpp"
#include "kg/store/change_set.hpp"
#include "kg/store/content.hpp"
#include "kg/store/keys.hpp"
#include "kg/store/permutations.hpp"

namespace kg::store {
namespace {

Triple plain_triple(const Content& content) {
  return {content.subject, content.predicate, content.object, kNoId};
}

}  // namespace

DocumentValue recorded(const TripleDocument& document, DocumentValue old) {
  old.date = document.date;
  old.content_hash = document.content_hash;
  return old;
}

/// For each of these, whether the graph has it, as far as it has changed. REQUIRES: sorted.
std::vector<bool> ChangeSet::has_plain(std::span<const Triple> triples) const {
  std::vector<bool> found;
  std::unique_ptr<Cursor> cursor;
  TripleColumns batch;
  for (const Triple& triple : triples) {
    view_.tick();
    if (const auto change = plain_.find(triple); change != plain_.end()) {
      found.push_back(change->second);
      continue;
    }
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

/// REQUIRES: it is not so already.
void ChangeSet::change_plain(const Triple& triple, bool lives) {
  if (!plain_.emplace(triple, lives).second) plain_.erase(triple);  // as the view has it
}

void ChangeSet::write_plain() {
  for (const auto& [triple, lives] : plain_) {
    const int change = lives ? 1 : -1;
    lives ? rows_.put(triple) : rows_.erase(triple);
    for (const Id entity : {triple.subject, triple.object})
      if (is_entity(entity)) uses_[entity] += change;
    predicate_counts_[triple.predicate] += change;
    meta_.statements += static_cast<std::uint64_t>(change);
    meta_.plain_triples += static_cast<std::uint64_t>(change);
  }
}

void ChangeSet::record(const TripleDocument& document) {
  const Term name = Term::string(document.name);
  terms_.add({&name, 1});
  const auto old = find_document(view_, document.name);
  if (!old) ++meta_.documents;
  batch_.put(key(Space::Document, terms_.id(name)),
             encode(recorded(document, old ? old->second : DocumentValue{})));
}

void ChangeSet::add_prefixes(const Prefixes& prefixes) {
  for (const auto& [prefix, iri] : prefixes) {
    std::string its = key(Space::Prefix, std::string_view(prefix));
    if (!view_.get(its)) batch_.put(its, iri);
  }
}

void ChangeSet::add_triples(std::span<const std::array<Term, 3>> triples) {
  std::vector<Term> terms;
  for (const auto& triple : triples) terms.insert(terms.end(), triple.begin(), triple.end());
  terms_.add(terms);
  std::vector<Content> contents;
  for (const auto& [subject, predicate, object] : triples)
    contents.push_back({terms_.id(subject), terms_.id(predicate), terms_.id(object), {}});
  std::sort(contents.begin(), contents.end());
  contents.erase(std::unique(contents.begin(), contents.end()), contents.end());
  prefetch_canonicals(contents);

  std::vector<std::string> keys;
  for (const Content& content : contents) keys.push_back(fingerprint_key(content));
  const auto statements = view_.multi_get(keys);
  std::vector<Content> said;  // by statements, or to be said by them
  std::vector<Triple> plain;
  for (std::size_t i = 0; i < contents.size(); ++i) {
    if (statements[i] || mapped(contents[i]) != contents[i])
      said.push_back(contents[i]);
    else
      plain.push_back(plain_triple(contents[i]));
  }
  const std::vector<bool> known = has_plain(plain);
  for (std::size_t i = 0; i < plain.size(); ++i)
    if (!known[i]) change_plain(plain[i], true);
  say_as_statements(said);
}

void ChangeSet::remove_triples(std::span<const Triple> triples) {
  std::vector<Triple> sorted(triples.begin(), triples.end());
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  const std::vector<bool> known = has_plain(sorted);
  for (std::size_t i = 0; i < sorted.size(); ++i)
    if (known[i]) change_plain(sorted[i], false);
}

/// Makes statements of plain triples, which then rest on the document of these.
void ChangeSet::say_as_statements(std::span<const Content> as_read) {
  if (as_read.empty()) return;
  const std::vector<Term> terms = {Term::string(std::string(kTriplesDocument)),
                                   Term::name(std::string(kTriplesExtractor))};
  terms_.add(terms);
  const Id document = terms_.id(terms[0]);
  if (!triples_) {
    const auto old = find_document(view_, kTriplesDocument);
    if (!old) ++meta_.documents;
    triples_ = old ? old->second : DocumentValue{};
  }
  prefetch_canonicals(as_read);
  std::vector<Content> contents;
  for (const Content& content : as_read) contents.push_back(mapped(content));
  const std::vector<Id> statements = identify(contents);
  for (std::size_t i = 0; i < contents.size(); ++i) {
    EvidenceValue value = {0, 1.0, terms_.id(terms[1]), std::nullopt};
    if (contents[i] != as_read[i]) value.as_read = as_read[i];
    added_.emplace(Place{statements[i], document, 0, triples_->next_fact++}, std::move(value));
  }
  drop_repeated_evidence(document);
  batch_.put(key(Space::Document, document), encode(*triples_));
}

/// Statements that this commit brings, and that were plain triples, take their place.
void ChangeSet::absorb_plain(const std::set<Id>& alive) {
  if (before_.plain_triples == 0 && plain_.empty()) return;
  std::vector<Content> born;
  for (const auto& [id, content] : touched_)
    if (content.qualifiers.empty() && alive.contains(id) && payload_of(id) >= before_.next_statement)
      born.push_back(content);
  std::sort(born.begin(), born.end());
  std::vector<Triple> triples;
  for (const Content& content : born) triples.push_back(plain_triple(content));
  const std::vector<bool> known = has_plain(triples);
  std::vector<Content> absorbing;
  for (std::size_t i = 0; i < triples.size(); ++i) {
    if (!known[i]) continue;
    change_plain(triples[i], false);
    absorbing.push_back(born[i]);
  }
  absorbed_ = absorbing.size();
  say_as_statements(absorbing);
}

}  // namespace kg::store
