#include "kg/store/snapshot.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kg/error.hpp"
#include "kg/relation.hpp"
#include "kg/store/change_set.hpp"
#include "kg/store/dictionary.hpp"
#include "kg/store/merge_table.hpp"
#include "kg/store/names.hpp"
#include "kg/store/permutations.hpp"
#include "kg/store/texts.hpp"
#include "kg/word.hpp"

namespace kg::store {
StoredSnapshot::StoredSnapshot(std::shared_ptr<const View> view)
    : view_(std::move(view)), meta_(read_meta(*view_)) {}

std::unique_ptr<Cursor> StoredSnapshot::scan(Order order, const TriplePattern& pattern) const {
  return store::scan(*view_, meta_, order, pattern);
}

/// Counters know how many triples are statements and how many are qualifiers, of a predicate or of all.
std::optional<std::uint64_t> StoredSnapshot::counted(const TriplePattern& pattern) const {
  const IdRange of_qualifiers = range_of(IdKind::Statement);
  const bool statements = pattern.subject.low == 0 && pattern.subject.high >= of_qualifiers.low - 1;
  const bool qualifiers =
      pattern.subject.low <= of_qualifiers.low && pattern.subject.high >= of_qualifiers.high;
  const bool whole_classes =
      statements ? pattern.subject.high == of_qualifiers.low - 1 || qualifiers : qualifiers;
  if (!pattern.object.is_all() || !whole_classes || (!statements && pattern.subject.low != of_qualifiers.low))
    return std::nullopt;
  if (pattern.predicate.is_all())
    return (statements ? meta_.statements : 0) + (qualifiers ? meta_.qualifiers : 0);
  if (!pattern.predicate.is_one()) return std::nullopt;
  const Id predicate = pattern.predicate.low;
  const std::vector<std::string> keys = {key(Space::PredicateCount, predicate),
                                         key(Space::KeyCount, predicate)};
  const auto found = view_->multi_get(keys);
  return (statements && found[0] ? number_at(*found[0], 0) : 0) +
         (qualifiers && found[1] ? number_at(*found[1], 0) : 0);
}

std::uint64_t StoredSnapshot::estimate(const TriplePattern& pattern) const {
  if (const auto known = counted(pattern)) return *known;
  return std::min(store::estimate(*view_, meta_, pattern), meta_.statements + meta_.qualifiers);
}

std::uint64_t StoredSnapshot::count(const TriplePattern& pattern) const {
  if (const auto known = counted(pattern)) return *known;
  return store::count(*view_, meta_, pattern);
}

std::optional<Id> StoredSnapshot::find(const Term& term) const {
  return find_term(*view_, term);
}

std::vector<Term> StoredSnapshot::terms(std::span<const Id> ids) const {
  return terms_of(*view_, ids);
}

std::vector<IdRange> StoredSnapshot::equal_ranges(const Term& value) const {
  return store::equal_ranges(*view_, value);
}

std::vector<Id> StoredSnapshot::entities_named(std::string_view name) const {
  return store::entities_named(*view_, name);
}

Id StoredSnapshot::canonical(Id name) const {
  return canonical_of(*view_, name);
}

std::vector<std::string> StoredSnapshot::aliases_of(Id entity) const {
  return store::aliases_of(*view_, entity);
}

std::vector<EntityInfo> StoredSnapshot::entities() const {
  std::vector<EntityInfo> entities;
  std::vector<Id> ids;
  for (const auto& [id, uses] : counts(Space::Uses)) {
    if (kind_of(id) != IdKind::Name) continue;
    ids.push_back(id);
    entities.push_back({id, {}, uses});
  }
  std::size_t i = 0;
  for (Term& term : terms_of(*view_, ids)) entities[i++].name = std::move(term.text);
  return entities;
}

std::vector<AliasInfo> StoredSnapshot::aliases() const {
  std::vector<AliasInfo> rows;
  std::vector<Id> documents;
  const KeyRange all = prefix_range(key(Space::DocumentAlias));
  view_->multi_scan({&all, 1}, [&](std::size_t, std::string_view found, std::string_view bytes) {
    auto value = decode<AliasValue>(bytes);
    documents.push_back(id_in(found, 0));
    rows.push_back({id_in(found, 1), id_in(found, 2), {}, std::move(value.reason), value.everywhere});
    return true;
  });
  std::size_t i = 0;
  for (Term& term : terms_of(*view_, documents)) rows[i++].document = std::move(term.text);
  return rows;
}

/// Counters of one kind with the ids they count, sorted by id.
std::vector<std::pair<Id, std::uint64_t>> StoredSnapshot::counts(Space space) const {
  std::vector<std::pair<Id, std::uint64_t>> counts;
  const KeyRange all = prefix_range(key(space));
  view_->multi_scan({&all, 1}, [&](std::size_t, std::string_view found, std::string_view value) {
    counts.emplace_back(id_in(found, 0), number_at(value, 0));
    return true;
  });
  return counts;
}

const std::vector<PredicateInfo>& StoredSnapshot::predicates() const {
  std::call_once(predicates_read_, [&] {
    const auto counted = counts(Space::PredicateCount);
    std::vector<Id> ids;
    for (const auto& [id, count] : counted) ids.push_back(id);
    std::vector<Term> names = terms_of(*view_, ids);
    std::vector<PredicateInfo> infos;
    for (std::size_t i = 0; i < ids.size(); ++i) {
      Relation relation = relation_of(plain(names[i]));
      infos.push_back({ids[i], std::move(names[i]), std::move(relation.name), std::move(relation.root),
                       counted[i].second});
    }
    const KeyRange distinct = prefix_range(key(Space::PredicateTerms));
    view_->multi_scan({&distinct, 1}, [&](std::size_t, std::string_view found, std::string_view value) {
      const auto info = std::ranges::lower_bound(infos, id_in(found, 0), {}, &PredicateInfo::id);
      if (info == infos.end() || info->id != id_in(found, 0)) return true;  // not used any more
      info->subjects = number_at(value, 0);
      info->objects = number_at(value, 8);
      return true;
    });
    predicates_ = std::move(infos);
  });
  return predicates_;
}

std::vector<std::pair<Term, std::uint64_t>> StoredSnapshot::qualifier_keys() const {
  const auto counted = counts(Space::KeyCount);
  std::vector<Id> ids;
  for (const auto& [id, count] : counted) ids.push_back(id);
  std::vector<std::pair<Term, std::uint64_t>> keys;
  std::size_t i = 0;
  for (Term& term : terms_of(*view_, ids)) keys.emplace_back(std::move(term), counted[i++].second);
  std::sort(keys.begin(), keys.end());
  return keys;
}

std::vector<std::string> StoredSnapshot::similar_names(std::string_view name, std::size_t limit) const {
  return store::similar_names(*view_, name, limit);
}

std::vector<Content> StoredSnapshot::contents(std::span<const Id> statements) const {
  std::vector<std::string> keys;
  for (const Id id : statements) keys.push_back(key(Space::Statement, id));
  const auto found = view_->multi_get(keys);
  std::vector<Content> contents;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (!found[i]) {
      throw StorageError(
          fmt::format("the graph has no statement #{}; run kg check", payload_of(statements[i])));
    }
    contents.push_back(decode<Content>(*found[i]));
  }
  return contents;
}

std::vector<Triple> StoredSnapshot::triples(std::span<const Id> statements) const {
  std::vector<Triple> result;
  for (const Content& content : contents(statements))
    result.push_back({content.subject, content.predicate, content.object, statements[result.size()]});
  return result;
}

std::vector<Statement> StoredSnapshot::statements(std::span<const Id> statements) const {
  const std::vector<Content> contents = this->contents(statements);
  std::vector<Id> ids;
  for (const Content& content : contents) {
    ids.insert(ids.end(), {content.subject, content.predicate, content.object});
    for (const auto& [name, value] : content.qualifiers) ids.insert(ids.end(), {name, value});
  }
  std::vector<Term> terms = terms_of(*view_, ids);
  std::vector<Statement> result;
  auto term = terms.begin();
  for (const Content& content : contents) {
    Statement& statement = result.emplace_back();
    statement.subject = std::move(*term++);
    statement.predicate = std::move(*term++);
    statement.object = std::move(*term++);
    for (std::size_t i = 0; i < content.qualifiers.size(); ++i, term += 2) {
      statement.qualifiers.push_back({std::move(term[0]), std::move(term[1])});
    }
    normalise(statement);
  }
  return result;
}

std::vector<EvidenceRecord> StoredSnapshot::evidence(std::span<const Id> statements) const {
  std::vector<KeyRange> ranges;
  for (const Id id : statements) ranges.push_back(prefix_range(key(Space::Evidence, id)));
  std::vector<EvidenceRecord> records;
  view_->multi_scan(ranges, [&](std::size_t, std::string_view found, std::string_view bytes) {
    const auto value = decode<EvidenceValue>(bytes);
    const EvidenceRecord record = {id_in(found, 0), id_in(found, 1),  id_in(found, 2),
                                   value.end,       value.confidence, value.extractor};
    // Two readings of one place that merging of names has made the same are one piece of evidence, the surer.
    if (!records.empty() && records.back().statement == record.statement &&
        records.back().document == record.document && records.back().begin == record.begin) {
      if (record.confidence > records.back().confidence) records.back() = record;
    } else {
      records.push_back(record);
    }
    return true;
  });
  std::sort(records.begin(), records.end(), [](const EvidenceRecord& a, const EvidenceRecord& b) {
    return std::tie(a.statement, a.document, a.begin) < std::tie(b.statement, b.document, b.begin);
  });
  return records;
}

std::vector<Id> StoredSnapshot::statements_of_document(std::string_view name) const {
  std::vector<Id> statements;
  const auto id = find_term(*view_, Term::string(std::string(name)));
  if (!id) return statements;
  const KeyRange list = prefix_range(key(Space::DocumentEvidence, *id));
  view_->multi_scan({&list, 1}, [&](std::size_t, std::string_view found, std::string_view) {
    if (const Id statement = id_in(found, 1); statements.empty() || statements.back() != statement) {
      statements.push_back(statement);
    }
    return true;
  });
  return statements;
}

std::vector<DocumentInfo> StoredSnapshot::documents() const {
  std::vector<Id> ids;
  std::vector<DocumentInfo> documents;
  const KeyRange all = prefix_range(key(Space::Document));
  view_->multi_scan({&all, 1}, [&](std::size_t, std::string_view found, std::string_view bytes) {
    const auto value = decode<DocumentValue>(bytes);
    ids.push_back(id_in(found, 0));
    documents.push_back({{}, value.date, value.content_hash, value.bytes, 0});
    return true;
  });
  std::size_t i = 0;
  for (Term& name : terms_of(*view_, ids)) documents[i++].name = std::move(name.text);
  for (DocumentInfo& document : documents) document.statements = statements_of_document(document.name).size();
  std::sort(documents.begin(), documents.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return documents;
}

std::optional<DocumentInfo> StoredSnapshot::document(std::string_view name) const {
  const auto found = find_document(*view_, name);
  if (!found) return std::nullopt;
  const DocumentValue& value = found->second;
  return DocumentInfo{std::string(name), value.date, value.content_hash, value.bytes,
                      statements_of_document(name).size()};
}

std::string StoredSnapshot::text(std::string_view document, std::uint64_t begin, std::uint64_t end) const {
  const auto found = find_document(*view_, document);
  return found ? text_of(*view_, found->first, found->second.bytes, begin, end) : std::string();
}

const Prefixes& StoredSnapshot::prefixes() const {
  std::call_once(prefixes_read_, [&] {
    const KeyRange all = prefix_range(key(Space::Prefix));
    view_->multi_scan({&all, 1}, [&](std::size_t, std::string_view found, std::string_view iri) {
      prefixes_.emplace(found.substr(1), iri);
      return true;
    });
  });
  return prefixes_;
}

GraphStats StoredSnapshot::stats() const {
  return {meta_.statements, meta_.entities,  meta_.predicates,    meta_.qualifiers,
          meta_.evidence,   meta_.documents, meta_.next_term - 1, view_->bytes_on_disk()};
}

}  // namespace kg::store
