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
  return count_ <= kMostCommitted && count_ * kCommitCost <= meta.statements + meta.qualifiers;
}

std::vector<std::array<Term, 3>> BulkLoad::triples(
    const std::function<bool(std::string_view key)>& wanted) const {
  std::vector<std::array<Term, 3>> triples;
  for (const SealedChunk& chunk : chunks_) {
    std::vector<bool> is_wanted;
    for (TermRunReader reader(chunk.terms); reader.next();)
      is_wanted.push_back(!wanted || wanted(reader.key()));
    std::vector<SealedChunk::Places> found;
    std::map<std::uint32_t, Term> terms;
    Spool::Reader places(chunk.triples);
    for (SealedChunk::Places triple; places.read(triple);) {
      if (!is_wanted[triple[0]] && !is_wanted[triple[2]]) continue;
      found.push_back(triple);
      for (const std::uint32_t place : triple) terms.try_emplace(place);
    }
    TermRunReader reader(chunk.terms);
    std::uint32_t read = 0;
    for (auto& [place, term] : terms) {
      for (; read <= place; ++read) reader.next();
      term = term_of_key(reader.key());
    }
    for (const auto& [subject, predicate, object] : found)
      triples.push_back({terms[subject], terms[predicate], terms[object]});
  }
  return triples;
}

/// A row cannot tell what it was read as (change_set_plain.cpp).
std::vector<std::array<Term, 3>> BulkLoad::triples_with_merged_names(const View& view) const {
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
  return triples([&](std::string_view key) {
    if (static_cast<TermKind>(key.front()) != TermKind::Name) return false;
    asked = key;
    return keys.contains(asked);
  });
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
  // Triples that become statements are committed in memory, and the graph that has them is what is rewritten.
  auto view = values_.view();
  const Meta before = read_meta(*view);
  if (const auto triples = triples_with_merged_names(*view); !triples.empty()) {
    ChangeSet changes(*view, options_.watch);
    changes.add_triples(triples);
    StagedStore staged(view);
    staged.apply(changes.batch(false), options_.watch);
    view = staged.view();
  }
  OldGraph old(*view, options_.watch);
  Rewrite rewrite(values_, old, options_.watch);

  step("merging terms");
  std::vector<std::unique_ptr<TermSource>> sources;
  for (SealedChunk& chunk : chunks_) sources.push_back(std::make_unique<ChunkTerms>(chunk));
  const RankedIds& ids = rewrite.merge(sources, documents);

  step("mapping triples");
  RowSorter rows(count_ + old.meta().statements + old.meta().qualifiers, options_.memory / 2, options_.jobs,
                 file_);
  old.visit_rows(ids, [&](const RankRow& row) { rows.add(row); });
  const std::vector<bool> merged = old.merged_names(ids);
  for (SealedChunk& chunk : chunks_) {
    std::vector<std::uint32_t> ranks(chunk.terms.count());
    Spool::Reader(chunk.ranks).read(ranks.data(), ranks.size() * sizeof ranks[0]);
    Spool::Reader triples(chunk.triples);
    for (SealedChunk::Places triple; triples.read(triple);) {
      const RankRow row = {ranks[triple[0]], ranks[triple[1]], ranks[triple[2]], 0};
      if (!is_in(merged, row[0]) && !is_in(merged, row[2])) rows.add(row);
    }
    chunk = SealedChunk(nullptr);
  }
  chunks_.clear();

  for (const Order order : RowSorter::kSequence) {
    step("sorting triples");
    rewrite.begin_order(order);
    rows.visit_sorted(order, [&](std::span<const RankRow> sorted) { rewrite.add(sorted); });
    rewrite.end_order();
  }
  step("writing");
  files = rewrite.finish(documents);
  return rewrite.rows() - before.statements - before.qualifiers;
}

}  // namespace kg::store
