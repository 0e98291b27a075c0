#include "kg/store/bulk/rewrite.hpp"

#include <fmt/format.h>

#include "kg/store/bulk/term_table.hpp"
#include "kg/store/change_set.hpp"
#include "kg/store/content.hpp"
#include "kg/store/dictionary.hpp"
#include "kg/store/term_blocks.hpp"

namespace kg::store {
namespace {

/// Terms that no triple has: names of documents.
class LooseTerms : public TermSource {
 public:
  LooseTerms(std::map<std::string, std::size_t> keys, std::vector<std::uint32_t>& ranks)
      : keys_(std::move(keys)), place_(keys_.begin()), ranks_(ranks) {}
  bool next() override {
    if (begun_) ++place_;
    begun_ = true;
    return place_ != keys_.end();
  }
  std::string_view key() const override { return place_->first; }
  void assign(std::uint32_t rank) override { ranks_[place_->second] = rank; }

 private:
  std::map<std::string, std::size_t> keys_;
  std::map<std::string, std::size_t>::const_iterator place_;
  std::vector<std::uint32_t>& ranks_;
  bool begun_ = false;
};

constexpr std::size_t kRowsPerLook = 1 << 16;

}  // namespace

/// What the rewrite makes of a space takes the place of all that is in it.
SortedFile& Rewrite::file(Space space) {
  auto& file = files_[space];
  if (!file) file = values_.sorted_file(prefix_range(key(space)));
  return *file;
}

const RankedIds& Rewrite::merge(std::vector<std::unique_ptr<TermSource>>& sources,
                                std::span<const TripleDocument> documents, std::uint64_t statements) {
  std::map<std::string, std::size_t> names, extractors;
  for (std::size_t i = 0; i < documents.size(); ++i)
    names.emplace(term_bytes(Term::string(documents[i].name)), i);
  if (statements > 0) extractors.emplace(term_bytes(Term::name(documents.front().extractor)), 0);
  if (old_.has_statements()) {
    names.emplace(term_bytes(Term::string(std::string(kTriplesDocument))), documents.size());
    names.emplace(term_bytes(Term::name(std::string(kTriplesExtractor))), documents.size() + 1);
  }
  loose_ranks_.resize(documents.size() + 2);
  sources.push_back(std::make_unique<LooseTerms>(std::move(names), loose_ranks_));
  extractor_ranks_.resize(extractors.size());
  sources.push_back(std::make_unique<LooseTerms>(std::move(extractors), extractor_ranks_));
  old_.add_sources(sources);

  TermBlockBuilder blocks([this](std::string block_key, std::string block, std::string last_key) {
    file(Space::TermBlockEnd).put(last_key, std::string_view(block_key).substr(1));
    file(Space::TermBlock).put(block_key, block);
  });
  std::size_t seen = 0;
  merge_terms(sources, [&](std::string_view key) {
    if (watch_ && seen++ % 4096 == 0) watch_();
    if (is_inline_key(key)) {
      ids_.add_inline(number_at(key, 1));
      return;
    }
    blocks.add(key);
    const auto kind = static_cast<TermKind>(key.front());
    ids_.add_term(kind_in_dictionary(kind));
    const Id id = make_id(kind_in_dictionary(kind), blocks.number());
    if (kind == TermKind::Name) folded_names_.insert(folded_name_key(key.substr(1), id));
    if (kind > TermKind::String)
      if (auto order = value_order_key(term_in(key), id)) value_orders_.insert(std::move(*order));
  });
  blocks.finish();
  file(Space::TermOfId);  // none above the watermark
  file(Space::IdOfTerm);
  ids_.finish(old_.meta().next_statement + statements);
  uses_.assign(std::size_t{ids_.terms()} + 1, 0);
  return ids_;
}

void Rewrite::begin_order(Order order) {
  order_ = order;
  last_ = {};
  last_counts_ = nullptr;
  file(delta_space(order));  // nothing: all rows go into pages
  SortedFile& out = file(page_space(order));
  pages_.emplace(order, [&out](const std::string& key, const std::string& page) { out.put(key, page); });
}

void Rewrite::add(std::span<const RankRow> rows) {
  std::size_t seen = 0;
  for (const RankRow& row : rows) {
    if (watch_ && seen++ % kRowsPerLook == 0) watch_();
    if (order_ == Order::Spo && old_.has_statements()) {
      if (!group_.empty() && !std::equal(row.begin(), row.begin() + 3, group_.front().begin())) write_group();
      group_.push_back(row);
    } else if (row[3] != 0 || absorbed_.empty() || !absorbed_.contains({row[0], row[1], row[2]})) {
      write(row);
    }
  }
}

/// Writes rows that say the same with other qualifiers: without the plain triple, if a statement says just
/// that.
void Rewrite::write_group() {
  if (group_.empty()) return;
  std::size_t first = 0;
  for (std::size_t i = 1; i < group_.size() && group_.front()[3] == 0; ++i) {
    const Id statement = ids_.id(group_[i][3]);
    if (old_.has_qualifiers(statement)) continue;
    absorbed_.insert({group_[0][0], group_[0][1], group_[0][2]});
    if (!old_.rests_on_triples(statement)) absorbing_.push_back(statement);
    first = 1;
    break;
  }
  for (; first < group_.size(); ++first) write(group_[first]);
  group_.clear();
}

void Rewrite::write(const RankRow& row) {
  count(row);
  pages_->add(row_of(order_, {ids_.id(row[0]), ids_.id(row[1]), ids_.id(row[2]), ids_.id(row[3])}));
}

void Rewrite::end_order() {
  write_group();
  permutations_.resize(kOrders.size());
  permutations_[static_cast<std::size_t>(order_)].pages = pages_->finish();
}

/// What an order brings together is counted in it.
void Rewrite::count(const RankRow& row) {
  const bool qualifier = ids_.is_statement(row[0]);
  if (order_ == Order::Spo) {
    for (const std::uint32_t term : {row[0], row[2]})
      if (term <= ids_.terms()) ++uses_[term];
    plain_triples_ += row[3] == 0 && !qualifier;
  } else if (order_ != Order::Osp) {
    if (last_counts_ == nullptr || row[1] != last_[1]) {
      last_counts_ = &counts_[row[1]];
      last_ = {};
    }
    const std::size_t next_column = order_ == Order::Pso ? 0 : 2;
    const bool distinct = !qualifier && row[next_column] != last_[next_column];
    if (order_ == Order::Pso) {
      ++(qualifier ? last_counts_->qualifiers : last_counts_->triples);
      last_counts_->subjects += distinct;
    } else {
      last_counts_->objects += distinct;
    }
    last_ = row;
  }
}

void Rewrite::write_counters() {
  for (std::uint32_t rank = 1; rank <= ids_.terms(); ++rank) {
    const Id id = ids_.id(rank);
    if (uses_[rank] == 0 || !is_entity(id)) continue;
    ++meta_.entities;
    file(Space::Uses).put(key(Space::Uses, id), number_bytes(uses_[rank]));
  }
  for (const auto& [rank, counts] : counts_) {
    const Id id = ids_.id(rank);
    meta_.statements += counts.triples;
    meta_.qualifiers += counts.qualifiers;
    if (counts.qualifiers > 0)
      file(Space::KeyCount).put(key(Space::KeyCount, id), number_bytes(counts.qualifiers));
    if (counts.triples == 0) continue;
    ++meta_.predicates;
    file(Space::PredicateCount).put(key(Space::PredicateCount, id), number_bytes(counts.triples));
    file(Space::PredicateTerms)
        .put(key(Space::PredicateTerms, id), number_bytes(counts.subjects) + number_bytes(counts.objects));
  }
}

/// Statements that say what a triple said rest on the document of plain triples, too.
void Rewrite::rest_on_triples(std::map<std::string, std::string>& documents) {
  if (absorbing_.empty()) return;
  const Id document = ids_.id(loose_ranks_[loose_ranks_.size() - 2]);
  const Id extractor = ids_.id(loose_ranks_.back());
  std::string& bytes = documents[key(Space::Document, document)];
  DocumentValue record = bytes.empty() ? DocumentValue{} : decode<DocumentValue>(bytes);
  for (const Id statement : absorbing_) {
    const std::uint32_t number = record.next_fact++;
    more_[Space::Evidence].emplace(key(Space::Evidence, statement, document, std::uint64_t{0}, number),
                                   encode(EvidenceValue{0, 1.0, extractor, {}}));
    more_[Space::DocumentEvidence].emplace(
        key(Space::DocumentEvidence, document, statement, std::uint64_t{0}, number), std::string());
  }
  bytes = encode(record);
  meta_.evidence += absorbing_.size();
}

/// What the old graph had, with new ids, and what has come.
void Rewrite::write_entries(Space space) {
  SortedFile& out = file(space);
  const auto put = [&](std::string_view key, std::string_view value) { out.put(key, value); };
  if (space == Space::Text) return old_.visit_entries(space, ids_, put);
  EntrySorter entries(memory_, file_);
  old_.visit_entries(space, ids_,
                     [&](const std::string& key, const std::string& value) { entries.add(key, value); });
  for (const auto& [key, value] : more_[space]) entries.add(key, value);
  if (new_statements_ != nullptr) add_new(space, entries);
  entries.visit_sorted(put);
}

/// What statements that come have in this space.
void Rewrite::add_new(Space space, EntrySorter& entries) const {
  const Id document = ids_.id(loose_ranks_.front());
  const std::string evidence = encode(EvidenceValue{0, 1.0, ids_.id(extractor_ranks_.front()), {}});
  std::uint32_t fact = first_fact_;
  std::size_t seen = 0;
  new_statements_->visit([&](std::uint32_t number, bool is_new, NewStatements::Ranks ranks) {
    if (watch_ && seen++ % kRowsPerLook == 0) watch_();
    const Id statement = make_id(IdKind::Statement, number);
    if (space == Space::Evidence) {
      entries.add(key(space, statement, document, std::uint64_t{0}, fact++), evidence);
    } else if (space == Space::DocumentEvidence) {
      entries.add(key(space, document, statement, std::uint64_t{0}, fact++), {});
    } else if (is_new && (space == Space::Statement || space == Space::Fingerprint)) {
      Content content = {ids_.id(ranks[0]), ids_.id(ranks[1]), ids_.id(ranks[2]), {}};
      for (std::size_t i = 3; i < ranks.size(); i += 2)
        content.qualifiers.emplace_back(ids_.id(ranks[i]), ids_.id(ranks[i + 1]));
      if (space == Space::Statement)
        entries.add(key(space, statement), encode(content));
      else
        entries.add(fingerprint_key(content), number_bytes(statement));
    }
  });
}

void Rewrite::write_rest(std::span<const TripleDocument> documents) {
  for (const std::string& name : folded_names_) file(Space::FoldedName).put(name, {});
  for (const std::string& value : value_orders_) file(Space::ValueOrder).put(value, {});
  std::map<std::string, std::string> records;
  old_.visit_entries(Space::Document, ids_,
                     [&](const std::string& key, const std::string& value) { records.emplace(key, value); });
  for (std::size_t i = 0; i < documents.size(); ++i) {
    std::string& bytes = records[key(Space::Document, ids_.id(loose_ranks_[i]))];
    DocumentValue record =
        recorded(documents[i], bytes.empty() ? DocumentValue{} : decode<DocumentValue>(bytes));
    if (i == 0 && new_statements_ != nullptr) {
      first_fact_ = record.next_fact;
      record.next_fact += static_cast<std::uint32_t>(new_statements_->count());
    }
    bytes = encode(record);
    for (const auto& [prefix, iri] : documents[i].prefixes)
      if (!old_.has_prefix(prefix))
        more_[Space::Prefix].emplace(key(Space::Prefix, std::string_view(prefix)), iri);
  }
  rest_on_triples(records);
  meta_.documents = records.size();
  for (const auto& [record_key, record] : records) file(Space::Document).put(record_key, record);
  for (const Space space : OldGraph::other_spaces())
    if (space != Space::Document) write_entries(space);
}

std::vector<std::unique_ptr<SortedFile>> Rewrite::finish(std::span<const TripleDocument> documents) {
  meta_ = old_.meta();
  meta_.statements = meta_.qualifiers = meta_.entities = meta_.predicates = 0;
  meta_.next_term = std::uint64_t{ids_.terms()} + 1;
  meta_.base_terms = ids_.terms();
  meta_.plain_triples = plain_triples_;
  meta_.permutations = permutations_;
  if (new_statements_ != nullptr) {
    meta_.next_statement += new_statements_->count_of_new();
    meta_.evidence += new_statements_->count();
  }
  write_counters();
  write_rest(documents);
  ++meta_.version;
  file(Space::Meta).put(key(Space::Meta), encode(meta_));
  // A space that nothing is left in is emptied all the same.
  for (const Space space : kAllSpaces) file(space);
  std::vector<std::unique_ptr<SortedFile>> files;
  for (auto& [space, file] : files_) files.push_back(std::move(file));
  if (watch_) watch_();
  return files;
}

}  // namespace kg::store
