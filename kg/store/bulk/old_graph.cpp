#include "kg/store/bulk/old_graph.hpp"

#include <algorithm>
#include <unordered_set>

#include "kg/store/bulk/term_table.hpp"
#include "kg/store/change_set.hpp"
#include "kg/store/content.hpp"
#include "kg/store/keys.hpp"
#include "kg/store/permutations.hpp"
#include "kg/store/term_blocks.hpp"

namespace kg::store {
namespace {

/// Terms up to the watermark, in the order of their blocks.
class BlockTerms : public TermSource {
 public:
  BlockTerms(const View& view, std::vector<std::uint32_t>& ranks)
      : blocks_(view.iterate(prefix_range(store::key(Space::TermBlock)))), ranks_(ranks) {
    open();
  }
  bool next() override {
    while (terms_ && !terms_->next()) {
      blocks_->next();
      open();
    }
    if (terms_) ++number_;
    return terms_ != nullptr;
  }
  std::string_view key() const override { return terms_->term(); }
  void assign(std::uint32_t rank) override { ranks_.at(number_) = rank; }

 private:
  void open() { terms_ = blocks_->valid() ? std::make_unique<TermBlockReader>(blocks_->value()) : nullptr; }

  std::unique_ptr<KeyIterator> blocks_;
  std::vector<std::uint32_t>& ranks_;
  std::unique_ptr<TermBlockReader> terms_;
  std::uint64_t number_ = 0;
};

/// Terms above the watermark, by their bytes.
class LaterTerms : public TermSource {
 public:
  LaterTerms(const View& view, std::vector<std::uint32_t>& ranks)
      : terms_(view.iterate(prefix_range(store::key(Space::IdOfTerm)))), ranks_(ranks) {}
  bool next() override {
    if (begun_) terms_->next();
    begun_ = true;
    return terms_->valid();
  }
  std::string_view key() const override { return terms_->key().substr(1); }
  void assign(std::uint32_t rank) override { ranks_.at(payload_of(number_at(terms_->value(), 0))) = rank; }

 private:
  std::unique_ptr<KeyIterator> terms_;
  std::vector<std::uint32_t>& ranks_;
  bool begun_ = false;
};

/// Values that stand in their ids: `RankedIds` finds them by these.
class InlineValues : public TermSource {
 public:
  explicit InlineValues(std::vector<Id> sorted) : ids_(std::move(sorted)) {}
  bool next() override {
    if (place_ == ids_.size()) return false;
    key_ = inline_key(ids_[place_++]);
    return true;
  }
  std::string_view key() const override { return key_; }
  void assign(std::uint32_t) override {}

 private:
  std::vector<Id> ids_;
  std::size_t place_ = 0;
  std::string key_;
};

/// Which of the numbers behind the first byte of a key are terms.
std::vector<std::size_t> terms_in_key(Space space) {
  switch (space) {
    case Space::Alias:
    case Space::AliasOf:
      return {0, 1};
    case Space::DocumentAlias:
      return {0, 1, 2};
    case Space::Evidence:
      return {1};
    case Space::Prefix:
    case Space::Statement:
      return {};
    default:
      return {0};
  }
}

}  // namespace

OldGraph::OldGraph(const View& view, Watch watch)
    : view_(view), watch_(std::move(watch)), meta_(read_meta(view)), ranks_(meta_.next_term, 0) {}

void OldGraph::add_sources(std::vector<std::unique_ptr<TermSource>>& sources) {
  std::unordered_set<Id> inline_ids;
  TripleColumns batch;
  for (const auto cursor = scan(view_, meta_, Order::Spo, {}); cursor->next(batch);) {
    if (watch_) watch_();
    for (const Triple& triple : batch)
      for (const Id id : {triple.subject, triple.predicate, triple.object})
        if (kind_of(id) >= IdKind::Number && kind_of(id) <= IdKind::Boolean) inline_ids.insert(id);
  }
  std::vector<Id> sorted(inline_ids.begin(), inline_ids.end());
  std::sort(sorted.begin(), sorted.end());
  sources.push_back(std::make_unique<BlockTerms>(view_, ranks_));
  sources.push_back(std::make_unique<LaterTerms>(view_, ranks_));
  sources.push_back(std::make_unique<InlineValues>(std::move(sorted)));
}

std::uint32_t OldGraph::rank(Id old, const RankedIds& ids) const {
  if (old == kNoId) return 0;
  const IdKind kind = kind_of(old);
  return kind >= IdKind::Name && kind <= IdKind::Value ? ranks_.at(payload_of(old)) : ids.rank(old);
}

Id OldGraph::renewed(Id old, const RankedIds& ids) const {
  const IdKind kind = kind_of(old);
  return kind >= IdKind::Name && kind <= IdKind::Value ? ids.id(ranks_.at(payload_of(old))) : old;
}

Content OldGraph::renewed(Content old, const RankedIds& ids) const {
  for (Id* part : {&old.subject, &old.predicate, &old.object}) *part = renewed(*part, ids);
  for (auto& [name, value] : old.qualifiers) {
    name = renewed(name, ids);
    value = renewed(value, ids);
  }
  sort_qualifiers(old);
  return old;
}

std::vector<bool> OldGraph::merged_names(const RankedIds& ids) const {
  std::vector<bool> merged;
  for_each(Space::Canonical, [&](std::string_view found, std::string_view) {
    merged.resize(std::size_t{ids.terms()} + 1);
    merged[rank(id_in(found, 0), ids)] = true;
  });
  return merged;
}

bool OldGraph::has_qualifiers(Id statement) const {
  const auto record = view_.get(key(Space::Statement, statement));
  return !record || !decode<Content>(*record).qualifiers.empty();
}

bool OldGraph::rests_on_triples(Id statement) const {
  const auto document = find_document(view_, kTriplesDocument);
  if (!document) return false;
  const auto evidence = view_.iterate(prefix_range(key(Space::Evidence, statement, document->first)));
  for (; evidence->valid(); evidence->next())
    if (!decode<EvidenceValue>(evidence->value()).as_read) return true;
  return false;
}

void OldGraph::visit_rows(const RankedIds& ids, const std::function<void(const RankRow&)>& visit) const {
  TripleColumns batch;
  for (const auto cursor = scan(view_, meta_, Order::Spo, {}); cursor->next(batch);) {
    if (watch_) watch_();
    for (const Triple& triple : batch)
      visit({rank(triple.subject, ids), rank(triple.predicate, ids), rank(triple.object, ids),
             rank(triple.statement, ids)});
  }
}

void OldGraph::visit_statements(
    const RankedIds& ids,
    const std::function<void(std::span<const std::uint32_t> ranks, std::uint32_t number)>& visit) const {
  std::vector<std::uint32_t> ranks;
  for_each(Space::Statement, [&](std::string_view found, std::string_view value) {
    const Content content = renewed(decode<Content>(value), ids);
    ranks = {ids.rank_of(content.subject), ids.rank_of(content.predicate), ids.rank_of(content.object)};
    for (const auto& [name, its] : content.qualifiers) {
      ranks.push_back(ids.rank_of(name));
      ranks.push_back(ids.rank_of(its));
    }
    visit(ranks, static_cast<std::uint32_t>(payload_of(id_in(found, 0))));
  });
}

bool OldGraph::has_prefix(std::string_view prefix) const {
  return view_.get(key(Space::Prefix, prefix)).has_value();
}

const std::vector<Space>& OldGraph::other_spaces() {
  static const std::vector<Space> kSpaces = {
      Space::Alias,    Space::AliasOf,          Space::Canonical,   Space::Document, Space::DocumentAlias,
      Space::Evidence, Space::DocumentEvidence, Space::Fingerprint, Space::Prefix,   Space::Statement,
      Space::Text};
  return kSpaces;
}

void OldGraph::for_each(Space space,
                        const std::function<void(std::string_view, std::string_view)>& visit) const {
  const KeyRange all = prefix_range(key(space));
  std::size_t seen = 0;
  view_.multi_scan({&all, 1}, [&](std::size_t, std::string_view found, std::string_view value) {
    if (watch_ && seen++ % 1024 == 0) watch_();
    visit(found, value);
    return true;
  });
}

void OldGraph::visit_entries(
    Space space, const RankedIds& ids,
    const std::function<void(const std::string& key, const std::string& value)>& visit) const {
  if (space == Space::Text) return visit_texts(ids, visit);
  const bool fingerprints = space == Space::Fingerprint;  // follow from the statements
  const std::vector<std::size_t> places = terms_in_key(space);
  for_each(fingerprints ? Space::Statement : space, [&](std::string_view found, std::string_view value) {
    if (fingerprints) {
      const Content content = renewed(decode<Content>(value), ids);
      return visit(fingerprint_key(content), number_bytes(id_in(found, 0)));
    }
    std::string new_key(found), new_value(value);
    for (const std::size_t place : places)
      new_key.replace(1 + 8 * place, 8, number_bytes(renewed(id_in(found, place), ids)));
    if (space == Space::Canonical) new_value = number_bytes(renewed(number_at(value, 0), ids));
    if (space == Space::Statement) new_value = encode(renewed(decode<Content>(value), ids));
    if (space == Space::Evidence) {
      auto evidence = decode<EvidenceValue>(value);
      evidence.extractor = renewed(evidence.extractor, ids);
      if (evidence.as_read) evidence.as_read = renewed(std::move(*evidence.as_read), ids);
      new_value = encode(evidence);
    }
    visit(new_key, new_value);
  });
}

/// They may be many; document by document.
void OldGraph::visit_texts(
    const RankedIds& ids,
    const std::function<void(const std::string& key, const std::string& value)>& visit) const {
  std::vector<std::pair<Id, Id>> documents;  // new, old
  for_each(Space::Document, [&](std::string_view found, std::string_view) {
    documents.emplace_back(renewed(id_in(found, 0), ids), id_in(found, 0));
  });
  std::sort(documents.begin(), documents.end());
  for (const auto& [renewed, old] : documents) {
    const KeyRange chunks = prefix_range(key(Space::Text, old));
    view_.multi_scan({&chunks, 1},
                     [&, now = renewed](std::size_t, std::string_view found, std::string_view value) {
                       visit(key(Space::Text, now) + std::string(found.substr(9)), std::string(value));
                       return true;
                     });
  }
}

}  // namespace kg::store
