// What the merge table does to a ChangeSet: facts are mapped through it, and where it changes, evidence
// moves.
#include <algorithm>

#include "kg/graph.hpp"
#include "kg/store/change_set.hpp"
#include "kg/store/content.hpp"
#include "kg/store/keys.hpp"
#include "kg/store/permutations.hpp"

namespace kg::store {

void ChangeSet::prefetch_canonicals(std::span<const Content> contents) {
  std::set<Id> names;
  for (Content content : contents) {
    view_.tick();
    for_each_entity_slot(content, [&](Id id) {
      if (kind_of(id) == IdKind::Name && !canonical_.contains(id)) names.insert(id);
    });
  }
  const std::vector<Id> asked(names.begin(), names.end());
  const std::vector<Id> found = canonicals_of(view_, asked);
  for (std::size_t i = 0; i < asked.size(); ++i) canonical_.emplace(asked[i], found[i]);
}

/// The statement as the graph has it. REQUIRES: its canonical names have been fetched.
Content ChangeSet::mapped(const Content& as_read) {
  Content content = as_read;
  for_each_entity_slot(content, [&](Id& id) {
    if (kind_of(id) == IdKind::Name) id = canonical_.at(id);
  });
  sort_qualifiers(content);
  return content;
}

bool ChangeSet::by_hand(Id document) const {
  return document == find_term(view_, Term::string(std::string(kAssertedDocument)));
}

void ChangeSet::drop_alias_rows(const KeyRange& rows, MergeTable& table) {
  view_.multi_scan({&rows, 1}, [&](std::size_t, std::string_view found, std::string_view value) {
    table.count(id_in(found, 1), id_in(found, 2),
                weight_of(decode<AliasValue>(value).everywhere, by_hand(id_in(found, 0))), -1);
    batch_.erase(found);
    return true;
  });
}

void ChangeSet::replace_aliases(Id document, std::span<const Alias> aliases) {
  MergeTable table(view_, [this](Id id) { return terms_.name(id); });
  drop_alias_rows(prefix_range(key(Space::DocumentAlias, document)), table);
  std::map<std::pair<Id, Id>, AliasValue>
      rows;  // a document that says one thing twice says it once, everywhere if it ever does
  for (const Alias& alias : aliases) {
    const Id from = terms_.id(Term::name(alias.alias)), to = terms_.id(Term::name(alias.canonical));
    if (from == to) continue;
    AliasValue& value = rows.try_emplace({from, to}, AliasValue{alias.reason, false}).first->second;
    value.everywhere |= alias.everywhere;
  }
  for (const auto& [row, value] : rows) {
    batch_.put(key(Space::DocumentAlias, document, row.first, row.second), encode(value));
    table.count(row.first, row.second, weight_of(value.everywhere, false), 1);
  }
  table.write(batch_);
  rekey(table.changes());
}

void ChangeSet::point_by_hand(const std::string& name, const std::string& canonical) {
  const Term document_name = Term::string(std::string(kAssertedDocument));
  const std::vector<Term> terms = {document_name, Term::name(name), Term::name(canonical)};
  terms_.add(terms);
  const Id document = terms_.id(document_name), from = terms_.id(terms[1]), to = terms_.id(terms[2]);
  if (!find_document(view_, kAssertedDocument)) {
    batch_.put(key(Space::Document, document), encode(DocumentValue{}));
    ++meta_.documents;
  }
  MergeTable table(view_, [this](Id id) { return terms_.name(id); });
  drop_alias_rows(prefix_range(key(Space::DocumentAlias, document, from)), table);
  batch_.put(key(Space::DocumentAlias, document, from, to),
             encode(AliasValue{std::string(kAssertedDocument), true}));
  table.count(from, to, weight_of(true, true), 1);
  table.write(batch_);
  rekey(table.changes());
}

/// Evidence that speaks of a name whose end has moved goes to the statement that it now supports.
void ChangeSet::rekey(const std::map<Id, Id>& moved) {
  if (moved.empty()) return;
  std::vector<Id> names;
  for (const auto& [name, end] : moved) names.push_back(name);
  const std::vector<Id> old_ends = canonicals_of(view_, names);
  std::set<Id> statements;
  std::set<Triple> plain;
  for (const Id old_end : std::set<Id>(old_ends.begin(), old_ends.end())) {
    std::vector<Triple> rows = all_matches(view_, before_, Order::Spo, {IdRange::one(old_end), {}, {}});
    const auto as_object = all_matches(view_, before_, Order::Osp, {{}, {}, IdRange::one(old_end)});
    rows.insert(rows.end(), as_object.begin(), as_object.end());
    for (const Triple& row : rows) {
      if (row.statement != kNoId)
        statements.insert(row.statement);
      else if (kind_of(row.subject) == IdKind::Statement)
        statements.insert(row.subject);
      else
        plain.insert(row);
    }
  }
  for (const auto& [name, end] : moved) {
    canonical_[name] = end;
    if (end == name) {
      batch_.erase(key(Space::Canonical, name));
    } else {
      batch_.put(key(Space::Canonical, name), number_bytes(end));
    }
  }

  const std::vector<Id> ids(statements.begin(), statements.end());
  touch(ids);
  std::vector<KeyRange> ranges;
  for (const Id id : ids) ranges.push_back(prefix_range(key(Space::Evidence, id)));
  std::vector<Place> places;
  std::vector<EvidenceValue> values;
  std::vector<Content> as_read;
  view_.multi_scan(ranges, [&](std::size_t, std::string_view found, std::string_view value) {
    const Place place = place_in(found);
    if (removed_.contains(place)) return true;
    places.push_back(place);
    values.push_back(decode<EvidenceValue>(value));
    as_read.push_back(values.back().as_read.value_or(touched_.at(place.statement)));
    return true;
  });
  prefetch_canonicals(as_read);
  std::vector<Content> contents;
  for (const Content& content : as_read) contents.push_back(mapped(content));
  const std::vector<Id> now = identify(contents);
  for (std::size_t i = 0; i < places.size(); ++i) {
    view_.tick();
    removed_.insert(places[i]);
    values[i].as_read = contents[i] == as_read[i] ? std::nullopt : std::optional(as_read[i]);
    places[i].statement = now[i];
    added_.emplace(places[i], std::move(values[i]));
  }
  std::vector<Content> renamed;
  for (const Triple& triple : plain) {
    if (!moved.contains(triple.subject) && !moved.contains(triple.object)) continue;
    change_plain(triple, false);
    renamed.push_back({triple.subject, triple.predicate, triple.object, {}});
  }
  say_as_statements(renamed);
}

}  // namespace kg::store
