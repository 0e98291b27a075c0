// Everything that one commit does to a graph, gathered in memory and turned into one batch: evidence comes
// and goes, statements follow from their evidence, and counters, permutations and the merge table follow from
// the statements.
//
//   ChangeSet changes(*view);  changes.load(document);  store.apply(changes.batch(), true);
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "kg/document.hpp"
#include "kg/graph.hpp"
#include "kg/store/dictionary.hpp"
#include "kg/store/key_value.hpp"
#include "kg/store/merge_table.hpp"
#include "kg/store/records.hpp"
#include "kg/store/row_changes.hpp"
#include "kg/store/watched_view.hpp"

namespace kg::store {

class ChangeSet {
 public:
  /// `view` must be the newest state of the graph and outlive this. What `watch` throws ends any call, and
  /// this with it.
  explicit ChangeSet(const View& view, Watch watch = {});

  /// Adds the document, in place of the one of that name if there is one. Throws `Error` if a span lies
  /// outside its text.
  void load(const Document& document);
  /// False if there is no such document.
  bool forget(std::string_view document);
  /// Rests the statements on the document of what was written by hand; after `remove_statements`, if both are
  /// asked for. Returns how many the graph did not have.
  std::uint64_t assert_by_hand(std::span<const Statement> statements);
  void remove_statements(std::span<const Id> statements);
  /// Adds plain triples. One that is there as a statement without qualifiers becomes evidence for it, and one
  /// with a name that is merged into another becomes a statement, which remembers how it was read.
  void add_triples(std::span<const std::array<Term, 3>> triples);
  /// What plain triples come from. Of a document that is there, text and facts stay.
  void record(const TripleDocument& document);
  /// Those that the graph does not have.
  void add_prefixes(const Prefixes& prefixes);
  /// Removes plain triples, as far as they are there.
  void remove_triples(std::span<const Triple> triples);
  /// Decides by hand what a name stands for, in place of what was decided before: another name, or itself.
  void point_by_hand(const std::string& name, const std::string& canonical);

  /// Call once, at the end. Without `fold` the permutations' delta only grows: for changes that are not to
  /// last, or gather before they are written.
  Batch batch(bool fold = true);
  /// After `batch`: how many more facts the graph has, statements and plain triples; 0 if fewer.
  std::uint64_t added() const {
    return meta_.statements - std::min(meta_.statements, before_.statements);
  }
  /// After `batch`: how many statements take the place of plain triples.
  std::uint64_t absorbed() const { return absorbed_; }
  /// After `batch`: plain triples that come (true), or go.
  const std::map<Triple, bool>& plain_triples() const { return plain_; }

 private:
  /// Where a piece of evidence stands; `number` counts the facts of its document.
  struct Place {
    Id statement = kNoId, document = kNoId;
    std::uint64_t begin = 0;
    std::uint32_t number = 0;
    auto operator<=>(const Place&) const = default;
  };
  static std::string evidence_key(const Place& place);
  static std::string document_evidence_key(const Place& place);
  static Place place_in(std::string_view evidence_key);

  void intern(const Document& document, std::span<const Fact> facts);
  Content content_of(const Statement& statement) const;
  Content mapped(const Content& as_read);
  void prefetch_canonicals(std::span<const Content> contents);
  /// Ids of the statements with these contents, new ones where there are none.
  std::vector<Id> identify(std::span<const Content> contents);
  /// Statements whose life this commit may change; reads their contents.
  void touch(std::span<const Id> statements);

  void drop_evidence_of(Id document);
  void add_facts(Id document, std::span<const Fact> facts, std::uint32_t first_number);
  void replace_aliases(Id document, std::span<const Alias> aliases);
  void drop_alias_rows(const KeyRange& rows, MergeTable& table);
  bool by_hand(Id document) const;
  void rekey(const std::map<Id, Id>& moved);
  void drop_repeated_evidence(Id document);
  void drop_empty_asserted_document();

  std::vector<bool> has_plain(std::span<const Triple> triples) const;
  void change_plain(const Triple& triple, bool lives);
  void say_as_statements(std::span<const Content> as_read);
  void absorb_plain(const std::set<Id>& alive);

  void write_evidence();
  std::set<Id> living() const;
  void write_statement(Id id, const Content& content, bool lives);
  void write_plain();
  void write_counts();

  WatchedView view_;
  Batch batch_;
  const Meta before_;
  Meta meta_;
  RowChanges rows_;
  Interner terms_;
  bool statements_removed_ = false;
  std::uint64_t absorbed_ = 0;
  std::set<Place> removed_;  ///< evidence that is in the view and goes
  std::map<Place, EvidenceValue> added_;
  std::map<Id, Content> touched_;
  std::map<Triple, bool> plain_;          ///< plain triples that come, or go
  std::optional<DocumentValue> triples_;  ///< of `kTriplesDocument`, where something comes to rest on it
  std::unordered_map<std::string, Id> by_fingerprint_;
  std::map<Id, Id> canonical_;                                       ///< of names seen so far, as it will be
  std::map<Id, std::int64_t> predicate_counts_, key_counts_, uses_;  ///< changes
};

/// The extractor of evidence from `kTriplesDocument`.
inline constexpr std::string_view kTriplesExtractor = "triples";

/// Throws `Error` if the name is that of a pseudo document.
void check_document_name(std::string_view name);

/// The document record of this name, with its id.
std::optional<std::pair<Id, DocumentValue>> find_document(const View& view, std::string_view name);

/// The record of a document of triples; `old` is the one that it takes the place of, whose text and facts
/// stay.
DocumentValue recorded(const TripleDocument& document, DocumentValue old);

Meta read_meta(const View& view);

}  // namespace kg::store
