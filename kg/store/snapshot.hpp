// The reading side of a graph: Snapshot over one view of the key-value store.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "kg/graph.hpp"
#include "kg/store/key_value.hpp"
#include "kg/store/keys.hpp"
#include "kg/store/records.hpp"

namespace kg::store {

class StoredSnapshot : public Snapshot {
 public:
  explicit StoredSnapshot(std::shared_ptr<const View> view);

  std::unique_ptr<Cursor> scan(Order order, const TriplePattern& pattern) const override;
  std::uint64_t estimate(const TriplePattern& pattern) const override;
  std::uint64_t count(const TriplePattern& pattern) const override;

  std::optional<Id> find(const Term& term) const override;
  std::vector<Term> terms(std::span<const Id> ids) const override;
  std::vector<IdRange> equal_ranges(const Term& value) const override;

  std::vector<Id> entities_named(std::string_view name) const override;
  Id canonical(Id name) const override;
  std::vector<std::string> aliases_of(Id entity) const override;
  std::vector<EntityInfo> entities() const override;
  std::vector<AliasInfo> aliases() const override;
  const std::vector<PredicateInfo>& predicates() const override;
  std::vector<std::pair<Term, std::uint64_t>> qualifier_keys() const override;
  std::vector<std::string> similar_names(std::string_view name, std::size_t limit) const override;

  std::vector<Statement> statements(std::span<const Id> statements) const override;
  std::vector<Triple> triples(std::span<const Id> statements) const override;
  std::vector<EvidenceRecord> evidence(std::span<const Id> statements) const override;
  std::vector<Id> statements_of_document(std::string_view name) const override;
  std::vector<DocumentInfo> documents() const override;
  std::optional<DocumentInfo> document(std::string_view name) const override;
  std::string text(std::string_view document, std::uint64_t begin, std::uint64_t end) const override;

  const Prefixes& prefixes() const override;
  GraphStats stats() const override;
  std::uint64_t version() const override { return meta_.version; }
  std::unique_ptr<Graph> draft() const override;  // in graph.cpp

  const View& view() const { return *view_; }

 private:
  std::optional<std::uint64_t> counted(const TriplePattern& pattern) const;
  std::vector<std::pair<Id, std::uint64_t>> counts(Space space) const;
  std::vector<Content> contents(std::span<const Id> statements) const;

  std::shared_ptr<const View> view_;
  Meta meta_;
  mutable std::once_flag predicates_read_, prefixes_read_;
  mutable Prefixes prefixes_;
  mutable std::vector<PredicateInfo> predicates_;
};

}  // namespace kg::store
