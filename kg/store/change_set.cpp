#include "kg/store/change_set.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "kg/error.hpp"
#include "kg/graph.hpp"
#include "kg/store/content.hpp"
#include "kg/store/keys.hpp"
#include "kg/store/texts.hpp"

namespace kg::store {
namespace {

constexpr std::string_view kAssertedExtractor = "asserted";

void list_terms(const Statement& statement, std::vector<Term>& terms) {
  terms.push_back(statement.subject);
  terms.push_back(statement.predicate);
  terms.push_back(statement.object);
  for (const Qualifier& qualifier : statement.qualifiers) {
    terms.push_back(qualifier.key);
    terms.push_back(qualifier.value);
  }
}

void check_spans(const Document& document) {
  for (const Fact& fact : document.facts) {
    if (fact.span.begin <= fact.span.end && fact.span.end <= document.text.size()) continue;
    throw Error(fmt::format("expected evidence within the {} bytes of {}, found [{}, {}) for '{}'",
                            document.text.size(), document.name, fact.span.begin, fact.span.end,
                            print(fact.statement)));
  }
}

}  // namespace

void check_document_name(std::string_view name) {
  if (name != kAssertedDocument && name != kTriplesDocument) return;
  throw Error(fmt::format("the name '{}' is kept for {}; give the document another", name,
                          name == kAssertedDocument ? "statements written by hand" : "triples of RDF"));
}

std::optional<std::pair<Id, DocumentValue>> find_document(const View& view, std::string_view name) {
  const auto id = find_term(view, Term::string(std::string(name)));
  if (!id) return std::nullopt;
  const auto record = view.get(key(Space::Document, *id));
  if (!record) return std::nullopt;
  return std::pair(*id, decode<DocumentValue>(*record));
}

Meta read_meta(const View& view) {
  const auto record = view.get(key(Space::Meta));
  return record ? decode<Meta>(*record) : Meta{};
}

ChangeSet::ChangeSet(const View& view, Watch watch)
    : view_(view, std::move(watch)),
      before_(read_meta(view)),
      meta_(before_),
      terms_(view_, meta_.next_term, batch_) {}

void ChangeSet::load(const Document& document) {
  check_document_name(document.name);
  check_spans(document);
  intern(document, document.facts);
  const Id id = terms_.id(Term::string(document.name));
  if (const auto old = find_document(view_, document.name)) {
    drop_evidence_of(id);
    erase_text(batch_, id, old->second.bytes);
  } else {
    ++meta_.documents;
  }
  replace_aliases(id, document.aliases);
  add_facts(id, document.facts, 0);
  put_text(batch_, id, document.text);
  const DocumentValue record = {document.date, document.content_hash, document.text.size(),
                                static_cast<std::uint32_t>(document.facts.size())};
  batch_.put(key(Space::Document, id), encode(record));
}

bool ChangeSet::forget(std::string_view document) {
  const auto old = find_document(view_, document);
  if (!old) return false;
  const auto& [id, record] = *old;
  drop_evidence_of(id);
  replace_aliases(id, {});
  erase_text(batch_, id, record.bytes);
  batch_.erase(key(Space::Document, id));
  --meta_.documents;
  return true;
}

std::uint64_t ChangeSet::assert_by_hand(std::span<const Statement> statements) {
  if (statements.empty()) return 0;
  std::vector<Fact> facts;
  for (const Statement& statement : statements)
    facts.push_back({statement, {}, 1.0, std::string(kAssertedExtractor)});
  Document by_hand;
  by_hand.name = kAssertedDocument;
  intern(by_hand, facts);

  const Id document = terms_.id(Term::string(by_hand.name));
  const auto old = find_document(view_, by_hand.name);
  DocumentValue record = old ? old->second : DocumentValue{};
  if (!old) ++meta_.documents;
  const std::uint64_t first_new = meta_.next_statement;
  add_facts(document, facts, record.next_fact);
  drop_repeated_evidence(document);
  record.next_fact += static_cast<std::uint32_t>(facts.size());
  batch_.put(key(Space::Document, document), encode(record));
  return meta_.next_statement - first_new;
}

/// What was written by hand before needs no second piece of evidence.
void ChangeSet::drop_repeated_evidence(Id document) {
  std::vector<Place> places;
  std::vector<KeyRange> ranges;
  for (const auto& [place, value] : added_) {
    if (place.document != document) continue;
    places.push_back(place);
    ranges.push_back(prefix_range(key(Space::Evidence, place.statement, document)));
  }
  view_.multi_scan(ranges, [&](std::size_t i, std::string_view found, std::string_view value) {
    const auto added = added_.find(places[i]);
    if (removed_.contains(place_in(found)) || decode<EvidenceValue>(value).as_read != added->second.as_read)
      return true;
    added_.erase(added);
    return false;
  });
}

void ChangeSet::remove_statements(std::span<const Id> statements) {
  statements_removed_ = true;
  touch(statements);
  std::vector<KeyRange> ranges;
  for (const Id id : statements) ranges.push_back(prefix_range(key(Space::Evidence, id)));
  view_.multi_scan(ranges, [&](std::size_t, std::string_view key, std::string_view) {
    removed_.insert(place_in(key));
    return true;
  });
}

void ChangeSet::intern(const Document& document, std::span<const Fact> facts) {
  std::vector<Term> terms = {Term::string(document.name)};
  for (const Fact& fact : facts) {
    view_.tick();
    list_terms(fact.statement, terms);
    terms.push_back(Term::name(fact.extractor));
  }
  for (const Alias& alias : document.aliases) {
    terms.push_back(Term::name(alias.alias));
    terms.push_back(Term::name(alias.canonical));
  }
  terms_.add(terms);
}

Content ChangeSet::content_of(const Statement& statement) const {
  Content content = {
      terms_.id(statement.subject), terms_.id(statement.predicate), terms_.id(statement.object), {}};
  for (const Qualifier& qualifier : statement.qualifiers) {
    content.qualifiers.emplace_back(terms_.id(qualifier.key), terms_.id(qualifier.value));
  }
  sort_qualifiers(content);
  return content;
}

std::vector<Id> ChangeSet::identify(std::span<const Content> contents) {
  std::vector<std::string> keys;
  for (const Content& content : contents) {
    view_.tick();
    keys.push_back(fingerprint_key(content));
  }
  const auto found = view_.multi_get(keys);
  std::vector<Id> ids;
  for (std::size_t i = 0; i < contents.size(); ++i) {
    view_.tick();
    auto& id = by_fingerprint_.try_emplace(keys[i], kNoId).first->second;
    if (id == kNoId)
      id = found[i] ? number_at(*found[i], 0) : make_id(IdKind::Statement, meta_.next_statement++);
    touched_.emplace(id, contents[i]);
    ids.push_back(id);
  }
  return ids;
}

void ChangeSet::touch(std::span<const Id> statements) {
  std::vector<std::string> keys;
  for (const Id id : statements) keys.push_back(key(Space::Statement, id));
  const auto found = view_.multi_get(keys);
  for (std::size_t i = 0; i < statements.size(); ++i) {
    view_.tick();
    if (found[i]) touched_.emplace(statements[i], decode<Content>(*found[i]));
  }
}

void ChangeSet::drop_evidence_of(Id document) {
  std::vector<Id> statements;
  const KeyRange list = prefix_range(key(Space::DocumentEvidence, document));
  view_.multi_scan({&list, 1}, [&](std::size_t, std::string_view found, std::string_view) {
    removed_.insert({id_in(found, 1), document, id_in(found, 2), fact_number_in(found)});
    if (statements.empty() || statements.back() != id_in(found, 1)) statements.push_back(id_in(found, 1));
    return true;
  });
  touch(statements);
}

void ChangeSet::add_facts(Id document, std::span<const Fact> facts, std::uint32_t first_number) {
  // The same reading of the same place twice is one piece of evidence.
  std::map<std::tuple<Content, std::uint64_t, std::uint64_t, Id>, std::size_t> readings;
  std::vector<Content> as_read;
  std::vector<std::size_t> fact_of;
  std::vector<double> confidence;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    view_.tick();
    Content content = content_of(facts[i].statement);
    const Span& span = facts[i].span;
    const auto [known, is_new] = readings.try_emplace(
        {content, span.begin, span.end, terms_.id(Term::name(facts[i].extractor))}, as_read.size());
    if (is_new) {
      as_read.push_back(std::move(content));
      fact_of.push_back(i);
      confidence.push_back(facts[i].confidence);
    } else {
      confidence[known->second] = std::max(confidence[known->second], facts[i].confidence);
    }
  }

  prefetch_canonicals(as_read);
  std::vector<Content> contents;
  for (const Content& content : as_read) contents.push_back(mapped(content));
  const std::vector<Id> statements = identify(contents);
  for (std::size_t i = 0; i < contents.size(); ++i) {
    view_.tick();
    const Fact& fact = facts[fact_of[i]];
    const auto number = static_cast<std::uint32_t>(first_number + fact_of[i]);
    EvidenceValue value = {fact.span.end, confidence[i], terms_.id(Term::name(fact.extractor)), std::nullopt};
    if (contents[i] != as_read[i]) value.as_read = as_read[i];
    added_.emplace(Place{statements[i], document, fact.span.begin, number}, std::move(value));
  }
}

}  // namespace kg::store
