// The graph on disk. `Graph` opens a folder and writes; `Snapshot` is one unchanging view of it that queries
// read.
//
//   auto graph = kg::Graph::open_for_writing("news.kg");     // creates it
//   graph->load(document);                                   // one atomic, synced batch
//   auto view = graph->snapshot();
//   const auto cursor = view->scan(kg::Order::Spo, {.subject = kg::IdRange::one(id)});
//   for (kg::TripleColumns batch; cursor->next(batch);)
//     for (const kg::Triple triple : batch) …
//
// Between `begin` and `commit` the changes gather in memory: snapshots of this graph see them, nothing else
// does.
//
// A `Graph` opened for writing may be used by one thread at a time; snapshots are immutable and may be shared
// by threads. The lock of a writer is let go when the graph and all snapshots taken from it are gone. All
// functions throw `StorageError` where the disk or the format fails.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kg/bulk.hpp"
#include "kg/document.hpp"
#include "kg/id.hpp"
#include "kg/prefixes.hpp"
#include "kg/statement.hpp"
#include "kg/term.hpp"
#include "kg/triple_columns.hpp"
#include "kg/watch.hpp"

namespace kg {

/// The permutations; each lists all triples, sorted by its slots from left to right, then by statement.
enum class Order : std::uint8_t { Spo, Pso, Pos, Osp };
inline constexpr std::array<Order, 4> kOrders = {Order::Spo, Order::Pso, Order::Pos, Order::Osp};

/// Which slot of (subject, predicate, object) stands first, second and third in an order.
constexpr std::array<std::uint8_t, 3> slots_of(Order order) {
  constexpr std::array<std::array<std::uint8_t, 3>, 4> kSlots = {
      {{0, 1, 2}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}}};
  return kSlots[static_cast<std::size_t>(order)];
}

/// Which triples: an id range for each slot.
struct TriplePattern {
  IdRange subject, predicate, object;
  bool matches(const Triple& t) const {
    return subject.contains(t.subject) && predicate.contains(t.predicate) && object.contains(t.object);
  }
};

/// Triples in the order of a permutation, a batch at a time. Belongs to one thread and to its snapshot, which
/// it must not outlive.
class Cursor {
 public:
  virtual ~Cursor() = default;
  /// Sets `batch` to the next triples (at most a few thousand), whose ids live until the cursor's next move;
  /// false, and an empty batch, at the end.
  virtual bool next(TripleColumns& batch) = 0;
  /// From now on columns that are not asked for need not be filled. Until then all are.
  virtual void ask(const AskedColumns& columns) = 0;
  /// Skips forward: the next batch begins with the first triple not before `least` in the cursor's order.
  virtual void seek(const Triple& least) = 0;
  /// Starts over with another pattern in the same order: cheaper than a new cursor, most of all where the
  /// triples lie near those that were read last.
  virtual void restart(const TriplePattern& pattern) = 0;
};

/// One piece of evidence: where a statement was read.
struct EvidenceRecord {
  Id statement = kNoId;
  Id document = kNoId;               ///< a String term: the document's name
  std::uint64_t begin = 0, end = 0;  ///< bytes of the document's text, half-open
  double confidence = 1.0;
  Id extractor = kNoId;  ///< a Name term
};

struct DocumentInfo {
  std::string name;
  std::string date;
  std::string content_hash;
  std::uint64_t bytes = 0;       ///< of its text
  std::uint64_t statements = 0;  ///< that it gives evidence for
};

struct PredicateInfo {
  Id id = kNoId;
  Term term;             ///< a Name or an Iri, which is its own relation
  std::string relation;  ///< kg/relation.hpp
  std::string root;
  std::uint64_t triples = 0;
  /// How many different ones its triples had after the last bulk load or `compact`; 0: unknown.
  std::uint64_t subjects = 0, objects = 0;
};

struct EntityInfo {
  Id id = kNoId;
  std::string name;
  std::uint64_t uses = 0;  ///< how often statements have it as subject, object or value of a qualifier
};

/// What a document, or somebody by hand, says that a name stands for.
struct AliasInfo {
  Id alias = kNoId;
  Id canonical = kNoId;  ///< the alias itself where somebody has split it off
  std::string document;  ///< `kAssertedDocument` for what was decided by hand
  std::string reason;
  bool everywhere = false;  ///< merges; otherwise it only serves asking
};

struct GraphStats {
  std::uint64_t statements = 0, entities = 0, predicates = 0, qualifiers = 0, evidence = 0, documents = 0,
                terms = 0, bytes_on_disk = 0;
};

class Graph;

/// An unchanging view of a graph. Threads may share it.
class Snapshot {
 public:
  virtual ~Snapshot() = default;

  // Triples.
  virtual std::unique_ptr<Cursor> scan(Order order, const TriplePattern& pattern) const = 0;
  /// About how many triples match, in microseconds; exact for small results and for a predicate alone.
  virtual std::uint64_t estimate(const TriplePattern& pattern) const = 0;
  /// How many triples match, exactly: a predicate alone and everything from counters, a run of an order in
  /// about a microsecond for each ten thousand of them, other patterns in as long as it takes to scan them.
  virtual std::uint64_t count(const TriplePattern& pattern) const = 0;

  // Terms.
  /// The id of exactly this term, if the graph knows it. (Inline values always have one; that says nothing of
  /// triples.)
  virtual std::optional<Id> find(const Term& term) const = 0;
  /// Terms of ids, in their order. Ask for many at once.
  virtual std::vector<Term> terms(std::span<const Id> ids) const = 0;
  /// Id ranges of all terms of this value, in any unit (`1year` finds `12month`); for names and strings the
  /// term itself.
  virtual std::vector<IdRange> equal_ranges(const Term& value) const = 0;

  // Names.
  /// Entities that somebody may mean by this bare name: the exact name, else its aliases, else case-folded,
  /// else singular/plural. Canonical ids, sorted.
  virtual std::vector<Id> entities_named(std::string_view name) const = 0;
  /// The entity that this id was merged into, or the id itself.
  virtual Id canonical(Id name) const = 0;
  /// Names and aliases of an entity, sorted.
  virtual std::vector<std::string> aliases_of(Id entity) const = 0;
  /// All names that statements use, sorted by id.
  virtual std::vector<EntityInfo> entities() const = 0;
  /// All rows of the merge table, ordered by document, alias and canonical name.
  virtual std::vector<AliasInfo> aliases() const = 0;
  /// All predicates in use (keys of qualifiers are not among them), sorted by id.
  virtual const std::vector<PredicateInfo>& predicates() const = 0;
  /// Keys of qualifiers in use, with how often.
  virtual std::vector<std::pair<Term, std::uint64_t>> qualifier_keys() const = 0;
  /// Names known to the graph that are near `name` by edit distance and prefix, the most used first.
  virtual std::vector<std::string> similar_names(std::string_view name, std::size_t limit) const = 0;

  // Statements, evidence, documents.
  virtual std::vector<Statement> statements(std::span<const Id> statements) const = 0;
  /// What rows say, in their order: statements, of which `statement` is enough, and plain triples, which have
  /// none. Ask for many at once.
  std::vector<Statement> statements_of(std::span<const Triple> rows) const;
  /// The same without terms and qualifiers: the row of the index that each statement is. Ask for many at
  /// once.
  virtual std::vector<Triple> triples(std::span<const Id> statements) const = 0;
  /// Evidence of these statements, ordered by (statement, document, begin).
  virtual std::vector<EvidenceRecord> evidence(std::span<const Id> statements) const = 0;
  /// Every statement that rests on this document, sorted.
  virtual std::vector<Id> statements_of_document(std::string_view name) const = 0;
  virtual std::vector<DocumentInfo> documents() const = 0;
  virtual std::optional<DocumentInfo> document(std::string_view name) const = 0;
  /// Bytes [begin, end) of a document's text, cut to its length.
  virtual std::string text(std::string_view document, std::uint64_t begin, std::uint64_t end) const = 0;

  /// Prefixes of the documents that were loaded, to shorten IRIs with.
  virtual const Prefixes& prefixes() const = 0;

  virtual GraphStats stats() const = 0;
  /// Grows with each change of the graph: two snapshots of one version show the same, unless a transaction
  /// that was rolled back lies between them.
  virtual std::uint64_t version() const = 0;

  /// A graph in memory that begins as this one, to try changes on: it takes no lock, keeps the snapshot's
  /// store open, and is lost when it goes.
  virtual std::unique_ptr<Graph> draft() const = 0;
};

/// What came and went, nothing in both: statements, of which only the id is given, those that came by theirs
/// in the graph as it is, those that went in the graph as it was; behind them plain triples.
struct Difference {
  std::vector<Triple> added, removed;  ///< both parts sorted
};

enum class LoadOutcome : std::uint8_t { Added, Replaced, Unchanged };

/// The name of the pseudo document that a statement rests on if it also came as a plain triple.
inline constexpr std::string_view kTriplesDocument = "triples";

/// The name of the pseudo document that statements written by hand (`+ …`) rest on.
inline constexpr std::string_view kAssertedDocument = "asserted";

class Graph {
 public:
  /// Opens read-only, as of now; retries for up to a second where a writer is in the way of the open. Throws
  /// `StorageError`: no such folder, no graph, another version.
  static std::unique_ptr<Graph> open(const std::string& path);
  /// Opens for writing and takes the lock of the graph; creates the graph if the path does not exist or is an
  /// empty folder. Throws `StorageError` naming the process that holds the lock.
  static std::unique_ptr<Graph> open_for_writing(const std::string& path);
  virtual ~Graph() = default;

  virtual std::shared_ptr<const Snapshot> snapshot() const = 0;

  // What `watch` throws ends a change while it is put together, and then nothing has changed.

  /// Adds, replaces or (equal content hash) leaves the document of that name. One atomic batch, synced before
  /// it returns.
  virtual LoadOutcome load(const Document& document, const Watch& watch = {}) = 0;
  /// True if `load` of a document of that name and hash would leave it alone; lets a loader skip the reading.
  virtual bool holds(std::string_view document, std::string_view content_hash) const = 0;
  /// Removes a document, its evidence, and the statements that rest on nothing else. False if there is none
  /// of that name. Throws `Error` for a file of RDF, whose triples rest on no document.
  virtual bool forget(std::string_view document, const Watch& watch = {}) = 0;

  /// Changes by hand, applied as one atomic, synced batch: statements to add (they rest on
  /// `kAssertedDocument`) and ids of statements to remove with all their evidence. Returns how many were
  /// added that were not there. `remove_plain` are triples without a statement of their own, as a cursor
  /// of a snapshot lists them that is no older than the last `bulk_load` or `compact`.
  virtual std::uint64_t change(std::span<const Statement> add, std::span<const Id> remove,
                               const Watch& watch = {}, std::span<const Triple> remove_plain = {}) = 0;

  /// Adds the triples of a source, by the million: one atomic step, synced before it returns, after which the
  /// graph also has the records of the documents they come from. Where it ends early, the graph is as it was.
  /// Few triples, against what the graph holds, are a commit like others; many rewrite the graph, for which
  /// it throws `Error` in a transaction. `documents` are looked at when all has been read. A triple that the
  /// graph has as a statement without qualifiers becomes evidence for it, from `kTriplesDocument`; one with a
  /// name that is merged into another becomes a statement. What has qualifiers is a statement of the first
  /// document, in place of what that said before: a source of statements is one file. Of the prefixes, one that
  /// the graph has keeps its meaning. Terms may have other ids after it: none of a snapshot before it means
  /// anything to the graph. Throws `Error` where a document has the name of another or of a pseudo document.
  virtual BulkResult bulk_load(const TripleSource& source, std::span<const TripleDocument> documents,
                               const BulkOptions& options) = 0;
  /// Writes the whole graph anew, without gaps and in order: smaller and faster, and its statistics exact.
  /// One atomic step as `bulk_load`, with other ids after it.
  virtual void compact(const BulkOptions& options) = 0;

  /// Decides by hand that a name means another everywhere, or, if both are the same, that it is an entity of
  /// its own, whatever documents say; in place of what was decided for it before. Statements about it move at
  /// once.
  virtual void point_name(const std::string& name, const std::string& canonical, const Watch& watch = {}) = 0;

  /// From here on changes gather in memory, and snapshots show them. Throws `Error` if a transaction is open.
  virtual void begin() = 0;
  /// Writes all changes since `begin` as one atomic batch, synced before it returns. Throws `StorageError`,
  /// and then nothing is written and the transaction is still open. REQUIRES: a transaction is open, here and
  /// below.
  virtual void commit() = 0;
  /// Drops all changes since `begin`, as does the end of the graph.
  virtual void rollback() = 0;
  virtual bool in_transaction() const = 0;
  /// What the transaction, so far, adds to the graph and takes from it.
  virtual Difference staged(const Watch& watch = {}) const = 0;

  /// Reads everything and returns what is wrong: rows that only some permutations have, ids without a term,
  /// evidence without a statement, spans outside their text. Empty means sound.
  virtual std::vector<std::string> check() const = 0;
};

}  // namespace kg
