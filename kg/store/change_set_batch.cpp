// How a ChangeSet becomes one batch: evidence first, then the statements that live or die by it, then the
// counters.
#include <fmt/format.h>

#include "kg/store/change_set.hpp"
#include "kg/store/content.hpp"
#include "kg/store/keys.hpp"

namespace kg::store {
namespace {

/// Applies changes to counters; a counter at zero has no entry. Returns how many counters came (+) or went
/// (-).
std::int64_t write_counters(const View& view, Batch& batch, Space space,
                            const std::map<Id, std::int64_t>& changes) {
  std::vector<std::string> keys;
  for (const auto& [id, change] : changes) keys.push_back(key(space, id));
  const auto found = view.multi_get(keys);
  std::int64_t born = 0;
  std::size_t i = 0;
  for (const auto& [id, change] : changes) {
    const auto before = found[i] ? static_cast<std::int64_t>(number_at(*found[i], 0)) : 0;
    const std::int64_t after = before + change;
    born += (after > 0) - (before > 0);
    if (after > 0) {
      batch.put(keys[i], number_bytes(static_cast<std::uint64_t>(after)));
    } else {
      batch.erase(keys[i]);
    }
    ++i;
  }
  return born;
}

}  // namespace

std::string ChangeSet::evidence_key(const Place& place) {
  return key(Space::Evidence, place.statement, place.document, place.begin, place.number);
}

std::string ChangeSet::document_evidence_key(const Place& place) {
  return key(Space::DocumentEvidence, place.document, place.statement, place.begin, place.number);
}

ChangeSet::Place ChangeSet::place_in(std::string_view evidence_key) {
  return {id_in(evidence_key, 0), id_in(evidence_key, 1), id_in(evidence_key, 2),
          fact_number_in(evidence_key)};
}

Batch ChangeSet::batch(bool fold) {
  drop_empty_asserted_document();
  const std::set<Id> alive = living();
  absorb_plain(alive);
  by_fingerprint_.clear();  // here and below: what is done takes no memory beside the batch
  write_plain();
  write_evidence();
  for (const auto& [id, content] : touched_) {
    view_.tick();
    const bool existed = payload_of(id) < before_.next_statement;
    const bool lives = alive.contains(id);
    if (existed != lives) write_statement(id, content, lives);
  }
  touched_.clear();
  write_counts();
  rows_.write(view_, before_, meta_, batch_, fold);
  ++meta_.version;
  batch_.put(key(Space::Meta), encode(meta_));
  return std::move(batch_);
}

void ChangeSet::write_evidence() {
  for (const Place& place : removed_) {
    view_.tick();
    batch_.erase(evidence_key(place));
    batch_.erase(document_evidence_key(place));
  }
  for (const auto& [place, value] : added_) {
    view_.tick();
    batch_.put(evidence_key(place), encode(value));
    batch_.put(document_evidence_key(place), {});
  }
  meta_.evidence = meta_.evidence + added_.size() - removed_.size();
  added_.clear();
  removed_.clear();
}

/// The touched statements that rest on something after this commit.
std::set<Id> ChangeSet::living() const {
  std::set<Id> alive;
  for (const auto& [place, value] : added_) alive.insert(place.statement);
  std::vector<Id> asked;
  std::vector<KeyRange> ranges;
  for (const auto& [id, content] : touched_) {
    view_.tick();
    if (alive.contains(id)) continue;
    asked.push_back(id);
    ranges.push_back(prefix_range(key(Space::Evidence, id)));
  }
  view_.multi_scan(ranges, [&](std::size_t range, std::string_view found, std::string_view) {
    if (removed_.contains(place_in(found))) return true;
    alive.insert(asked[range]);
    return false;
  });
  return alive;
}

void ChangeSet::write_statement(Id id, const Content& content, bool lives) {
  const int change = lives ? 1 : -1;
  const auto write = [&](const Triple& triple) { lives ? rows_.put(triple) : rows_.erase(triple); };
  const auto use = [&](Id entity) {
    if (is_entity(entity)) uses_[entity] += change;
  };
  write({content.subject, content.predicate, content.object, id});
  use(content.subject);
  use(content.object);
  predicate_counts_[content.predicate] += change;
  for (const auto& [name, value] : content.qualifiers) {
    write({id, name, value, kNoId});
    use(value);
    key_counts_[name] += change;
  }
  if (lives) {
    batch_.put(key(Space::Statement, id), encode(content));
    batch_.put(fingerprint_key(content), number_bytes(id));
  } else {
    batch_.erase(key(Space::Statement, id));
    batch_.erase(fingerprint_key(content));
  }
  meta_.statements += change;
  meta_.qualifiers += change * content.qualifiers.size();
}

void ChangeSet::write_counts() {
  write_counters(view_, batch_, Space::KeyCount, key_counts_);
  meta_.predicates += write_counters(view_, batch_, Space::PredicateCount, predicate_counts_);
  meta_.entities += write_counters(view_, batch_, Space::Uses, uses_);
}

/// The document of what was written by hand goes with the last piece of its evidence, unless names were
/// decided.
void ChangeSet::drop_empty_asserted_document() {
  const auto document = find_document(view_, kAssertedDocument);
  if (!document || !statements_removed_) return;
  const Id id = document->first;
  for (const auto& [place, value] : added_) {
    if (place.document == id) return;
  }
  bool left = false;
  const KeyRange names = prefix_range(key(Space::DocumentAlias, id));
  view_.multi_scan({&names, 1}, [&](std::size_t, std::string_view, std::string_view) {
    left = true;
    return false;
  });
  const KeyRange list = prefix_range(key(Space::DocumentEvidence, id));
  view_.multi_scan({&list, 1}, [&](std::size_t, std::string_view found, std::string_view) {
    left = left || !removed_.contains({id_in(found, 1), id, id_in(found, 2), fact_number_in(found)});
    return !left;
  });
  if (left) return;
  batch_.erase(key(Space::Document, id));
  --meta_.documents;
}

}  // namespace kg::store
