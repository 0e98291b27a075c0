#include "kg/store/bulk/bulk_load.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <unordered_set>

#include "kg/store/bulk/old_graph.hpp"
#include "kg/store/bulk/rewrite.hpp"
#include "kg/store/change_set.hpp"
#include "kg/store/dictionary.hpp"
#include "kg/store/keys.hpp"
#include "kg/store/staged.hpp"

namespace kg::store {
namespace {

/// Triples between two looks at the memory and the watch.
constexpr std::uint64_t kLook = 1024;
/// Triples of a chunk, however little memory there is: each chunk takes 128 KiB while terms are merged.
constexpr std::uint64_t kFewestOfChunk = 1 << 16;
/// Triples that a commit puts together in memory, and what one of them costs there in rows of a rewrite.
constexpr std::uint64_t kMostCommitted = 100'000, kCommitCost = 32;
/// What a statement costs there beside its rows: its record, its evidence and their lists.
constexpr std::uint64_t kStatementCost = 3;

bool is_in(const std::vector<bool>& set, std::uint32_t number) {
  return number < set.size() && set[number];
}

}  // namespace

BulkLoad::BulkLoad(KeyValueStore& values, std::string folder, const BulkOptions& options)
    : values_(values), folder_(std::move(folder)), file_(folder_), options_(options) {}

BulkLoad::~BulkLoad() {
  chunks_.clear();
  std::error_code error;
  std::filesystem::remove_all(folder_, error);
}

void BulkLoad::step(std::string_view what) const {
  if (options_.watch) options_.watch();
  if (options_.step) options_.step(what);
}

void BulkLoad::take(Chunk& chunk, bool last) {
  if (chunk.empty()) return;
  SpoolFile* file = nullptr;
  {
    const std::lock_guard lock(mutex_);
    count_ += chunk.count();
    rows_ += chunk.rows();
    statements_ += chunk.statements();
    in_file_ = in_file_ || !last;
    if (in_file_) file = &file_;
  }
  SealedChunk sealed = chunk.seal(file);
  const std::lock_guard lock(mutex_);
  chunks_.push_back(std::move(sealed));
}

void BulkLoad::read(const TripleSource& source) {
  step("reading");
  // Sealing a chunk takes as much again for a while; rows of a quarter of what was read are yet to come.
  const std::uint64_t share = options_.memory / 3 / options_.jobs;
  in_parallel(options_.jobs, [&](std::size_t job) {
    Chunk chunk;
    source(job, [&](const TripleView& triple) {
      chunk.add(triple);
      if (chunk.count() % kLook != 0) return;
      if (options_.watch) options_.watch();
      if (chunk.memory() > share && chunk.count() >= kFewestOfChunk) take(chunk, false);
    });
    take(chunk, true);
  });
}

/// Measured: a commit takes some 40 µs a triple, a rewrite 1.5 µs for each row of the graph.
bool BulkLoad::is_small_against(const View& view) const {
  const Meta meta = read_meta(view);
  const std::uint64_t cost = rows_ + kStatementCost * statements_;
  return cost <= kMostCommitted && cost * kCommitCost <= meta.statements + meta.qualifiers;
}

BulkLoad::Said BulkLoad::said(const std::function<bool(std::string_view key)>& wanted) const {
  Said said;
  for (const SealedChunk& chunk : chunks_) {
    std::vector<bool> is_wanted;
    for (TermRunReader reader(chunk.terms); reader.next();)
      is_wanted.push_back(!wanted || wanted(reader.key()));
    const auto stays = [&](std::span<const std::uint32_t> places) {
      bool found = is_wanted[places[0]];
      for (std::size_t i = 2; i < places.size(); i += 2) found = found || is_wanted[places[i]];
      return found;
    };
    std::vector<std::vector<std::uint32_t>> found;  // the triples, then the statements
    std::map<std::uint32_t, Term> terms;
    const auto keep = [&](std::span<const std::uint32_t> places) {
      if (!stays(places)) return;
      found.emplace_back(places.begin(), places.end());
      for (const std::uint32_t place : places) terms.try_emplace(place);
    };
    Spool::Reader triples(chunk.triples), statements(chunk.statements);
    for (SealedChunk::Places triple; triples.read(triple);) keep(triple);
    for (std::vector<std::uint32_t> statement; read_statement(statements, statement);) keep(statement);
    TermRunReader reader(chunk.terms);
    std::uint32_t read = 0;
    for (auto& [place, term] : terms) {
      for (; read <= place; ++read) reader.next();
      term = term_of_key(reader.key());
    }
    for (const auto& places : found) {
      if (places.size() == 3) {
        said.triples.push_back({terms[places[0]], terms[places[1]], terms[places[2]]});
        continue;
      }
      Statement statement = {terms[places[0]], terms[places[1]], terms[places[2]], {}};
      for (std::size_t i = 3; i < places.size(); i += 2)
        statement.qualifiers.emplace_back(terms[places[i]], terms[places[i + 1]]);
      normalise(statement);
      said.statements.push_back(std::move(statement));
    }
  }
  std::ranges::sort(said.statements);  // so that the numbers of facts do not depend on threads
  return said;
}

/// A row cannot tell what it was read as (change_set_plain.cpp), nor can a statement without its evidence.
BulkLoad::Said BulkLoad::said_with_merged_names(const View& view) const {
  std::vector<Id> names;
  const KeyRange all = prefix_range(key(Space::Canonical));
  view.multi_scan({&all, 1}, [&](std::size_t, std::string_view found, std::string_view) {
    names.push_back(id_in(found, 0));
    return true;
  });
  if (names.empty()) return {};
  std::unordered_set<std::string> keys;
  for (const Term& name : terms_of(view, names)) keys.insert(term_bytes(name));
  std::string asked;
  return said([&](std::string_view key) {
    if (static_cast<TermKind>(key.front()) != TermKind::Name) return false;
    asked = key;
    return keys.contains(asked);
  });
}

/// Whether the first document is there, and says what its new statements take the place of.
bool BulkLoad::replaces(const View& view, std::span<const TripleDocument> documents) const {
  if (documents.empty()) return false;
  const auto old = find_document(view, documents.front().name);
  if (!old) return false;
  const auto evidence = view.iterate(prefix_range(key(Space::DocumentEvidence, old->first)));
  return statements_ > 0 || (old->second.bytes == 0 && evidence->valid());
}

void BulkLoad::commit(ChangeSet& changes, const View& view, std::span<const TripleDocument> documents) const {
  commit(said(), changes, view, documents);
}

void BulkLoad::commit(const Said& said, ChangeSet& changes, const View& view,
                      std::span<const TripleDocument> documents) const {
  for (const TripleDocument& document : documents) {
    changes.add_prefixes(document.prefixes);
    if (&document != documents.data() || (said.statements.empty() && !replaces(view, documents))) {
      changes.record(document);
      continue;
    }
    Document whole;
    whole.name = document.name;
    whole.date = document.date;
    whole.content_hash = document.content_hash;
    for (const Statement& statement : said.statements)
      whole.facts.push_back({statement, {}, 1.0, document.extractor});
    changes.load(whole);
  }
  changes.add_triples(said.triples);
}

std::uint64_t BulkLoad::rewrite(std::span<const TripleDocument> documents) {
  std::vector<std::unique_ptr<SortedFile>> files;
  const std::uint64_t added = write(documents, files);
  // By now no view of ours keeps what is replaced from being dropped.
  values_.ingest(std::move(files));
  return added;
}

std::uint64_t BulkLoad::write(std::span<const TripleDocument> documents,
                              std::vector<std::unique_ptr<SortedFile>>& files) {
  // What takes more than rows is committed in memory, and the graph that has it is what is rewritten.
  auto view = values_.view();
  const Meta before = read_meta(*view);
  const Said merged_names = said_with_merged_names(*view);
  if (!merged_names.triples.empty() || !merged_names.statements.empty() || replaces(*view, documents)) {
    ChangeSet changes(*view, options_.watch);
    commit(merged_names, changes, *view, documents);
    StagedStore staged(view);
    staged.apply(changes.batch(false), options_.watch);
    view = staged.view();
  }
  OldGraph old(*view, options_.watch);
  Rewrite rewrite(values_, old, options_.memory / 4, file_, options_.watch);

  step("merging terms");
  std::vector<std::unique_ptr<TermSource>> sources;
  for (SealedChunk& chunk : chunks_) sources.push_back(std::make_unique<ChunkTerms>(chunk));
  const RankedIds& ids = rewrite.merge(sources, documents, statements_);
  const std::vector<bool> merged = old.merged_names(ids);

  NewStatements statements(options_.memory / 2, file_);
  if (statements_ > 0) {
    step("sorting statements");
    sort_statements(statements, old, ids, merged);
    rewrite.take(statements);
  }

  step("mapping triples");
  auto rows = std::make_unique<RowSorter>(rows_ + old.meta().statements + old.meta().qualifiers,
                                          options_.memory / 2, options_.jobs, file_);
  old.visit_rows(ids, [&](const RankRow& row) { rows->add(row); });
  statements.visit([&](std::uint32_t number, bool is_new, NewStatements::Ranks ranks) {
    if (!is_new) return;
    const std::uint32_t statement = ids.rank_of(make_id(IdKind::Statement, number));
    rows->add({ranks[0], ranks[1], ranks[2], statement});
    for (std::size_t i = 3; i < ranks.size(); i += 2) rows->add({statement, ranks[i], ranks[i + 1], 0});
  });
  for (SealedChunk& chunk : chunks_) {
    const std::vector<std::uint32_t> ranks = chunk.rank_of_places();
    Spool::Reader triples(chunk.triples);
    for (SealedChunk::Places triple; triples.read(triple);) {
      const RankRow row = {ranks[triple[0]], ranks[triple[1]], ranks[triple[2]], 0};
      if (!is_in(merged, row[0]) && !is_in(merged, row[2])) rows->add(row);
    }
    chunk = SealedChunk(nullptr);
  }
  chunks_.clear();

  for (const Order order : RowSorter::kSequence) {
    step("sorting triples");
    rewrite.begin_order(order);
    rows->visit_sorted(order, [&](std::span<const RankRow> sorted) { rewrite.add(sorted); });
    rewrite.end_order();
  }
  rows.reset();
  step("writing");
  files = rewrite.finish(documents);
  return rewrite.statements() - std::min(rewrite.statements(), before.statements);
}

void BulkLoad::sort_statements(NewStatements& statements, const OldGraph& old, const RankedIds& ids,
                               const std::vector<bool>& merged) {
  for (SealedChunk& chunk : chunks_) {
    const std::vector<std::uint32_t> ranks = chunk.rank_of_places();
    Spool::Reader reader(chunk.statements);
    for (std::vector<std::uint32_t> statement; read_statement(reader, statement);) {
      for (std::uint32_t& place : statement) place = ranks[place];
      bool has_merged = is_in(merged, statement[0]);
      for (std::size_t i = 2; i < statement.size(); i += 2)
        has_merged = has_merged || is_in(merged, statement[i]);
      if (!has_merged) statements.add(statement);
    }
    if (options_.watch) options_.watch();
  }
  old.visit_statements(
      ids, [&](NewStatements::Ranks ranks, std::uint32_t number) { statements.add_old(ranks, number); });
  statements.number(old.meta().next_statement);
}

}  // namespace kg::store
