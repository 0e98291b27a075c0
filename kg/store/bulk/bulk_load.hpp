// The bulk load: triples by the million into chunks, then the whole graph, with them, written anew into
// sorted files that take the place of everything in one step. Without new triples it is `kg compact`.
//
//   source ──TripleView──> chunks ──terms merged──> dictionary blocks
//                                 ──rows sorted──> permutations, counters, statistics ──> ingested
#pragma once

#include <array>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "kg/bulk.hpp"
#include "kg/statement.hpp"
#include "kg/store/bulk/chunk.hpp"
#include "kg/store/bulk/new_statements.hpp"
#include "kg/store/bulk/old_graph.hpp"
#include "kg/store/change_set.hpp"
#include "kg/store/key_value.hpp"

namespace kg::store {

class BulkLoad {
 public:
  /// `values` must outlive this; `folder` is for files, which all go with it.
  BulkLoad(KeyValueStore& values, std::string folder, const BulkOptions& options);
  ~BulkLoad();
  BulkLoad(const BulkLoad&) = delete;
  BulkLoad& operator=(const BulkLoad&) = delete;

  /// Reads all that the source has. What a job throws ends it.
  void read(const TripleSource& source);
  /// Triples and statements so far, repeated ones too.
  std::uint64_t count() const { return count_; }

  /// Whether a commit like others costs less than to rewrite the graph of this view.
  bool is_small_against(const View& view) const;
  /// Makes a commit of what was read. REQUIRES: it is little.
  void commit(ChangeSet& changes, const View& view, std::span<const TripleDocument> documents) const;

  /// Writes the graph anew, with the triples and the records of the documents that they come from. Returns
  /// how many triples the graph did not have. Call once.
  std::uint64_t rewrite(std::span<const TripleDocument> documents);

 private:
  void step(std::string_view what) const;
  void take(Chunk& chunk, bool last);
  /// What was read, as terms.
  struct Said {
    std::vector<std::array<Term, 3>> triples;
    std::vector<Statement> statements;
  };
  /// That with an entity whose key is `wanted`; all if that is empty.
  Said said(const std::function<bool(std::string_view key)>& wanted = {}) const;
  Said said_with_merged_names(const View& view) const;
  void commit(const Said& said, ChangeSet& changes, const View& view,
              std::span<const TripleDocument> documents) const;
  bool replaces(const View& view, std::span<const TripleDocument> documents) const;
  void sort_statements(NewStatements& statements, const OldGraph& old, const RankedIds& ids,
                       const std::vector<bool>& merged);
  std::uint64_t write(std::span<const TripleDocument> documents,
                      std::vector<std::unique_ptr<SortedFile>>& files);

  KeyValueStore& values_;
  std::string folder_;
  SpoolFile file_;
  const BulkOptions& options_;
  std::mutex mutex_;
  std::vector<SealedChunk> chunks_;
  bool in_file_ = false;  ///< chunks that are sealed from here on
  std::uint64_t count_ = 0, rows_ = 0, statements_ = 0;
};

}  // namespace kg::store
