// What one thread of a bulk load has read until its share of the memory was full: distinct terms, and triples
// of their numbers.
//
//   add … add ──> seal: terms sorted into a run, triples rewritten to places in it ──> merge_terms tells the
//   rank of each place ──> rows of ranks
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "kg/store/bulk/spool.hpp"
#include "kg/store/bulk/term_run.hpp"
#include "kg/store/bulk/term_table.hpp"
#include "kg/triple_view.hpp"

namespace kg::store {

/// A chunk that is closed.
class SealedChunk {
 public:
  /// Terms and triples in this file, which must outlive it, or in memory if there is none.
  explicit SealedChunk(SpoolFile* file) : terms(Spool(file)), triples(file), statements(file), ranks(file) {}

  /// A place in the sorted run, from 0.
  using Places = std::array<std::uint32_t, 3>;  ///< subject, predicate, object

  /// Of each place, once `merge_terms` has told.
  std::vector<std::uint32_t> rank_of_places() const;

  TermRun terms;
  Spool triples;     ///< of `Places`
  Spool statements;  ///< for each how many places, then these: `Places`, key and value of each qualifier
  Spool ranks;       ///< of each place
};

/// The next of the statements of a chunk, or of what is like them; false at the end.
bool read_statement(Spool::Reader& reader, std::vector<std::uint32_t>& places);

class Chunk {
 public:
  void add(const TripleView& triple);
  std::uint64_t count() const { return count_; }
  bool empty() const { return count_ == 0; }
  std::uint64_t statements() const { return statement_count_; }  ///< of these
  /// Rows that all are: a statement has one more for each qualifier.
  std::uint64_t rows() const { return count_ + qualifiers_; }
  std::uint64_t memory() const { return table_.memory() + triples_.memory() + statements_.memory(); }
  /// Ends this.
  SealedChunk seal(SpoolFile* file);

 private:
  /// Triples that wait for each other: what one term's number takes is a wait for memory, which many terms
  /// can have at once.
  static constexpr std::size_t kWaiting = 16;
  struct WaitingTerm {
    std::size_t end = 0;  ///< of its key in `keys_`
    std::uint64_t hash = 0;
  };

  void number_waiting();
  void add_statement(const TripleView& statement);

  TermTable table_;
  Spool triples_, statements_;
  std::uint64_t count_ = 0, statement_count_ = 0, qualifiers_ = 0;
  std::string keys_;  ///< of the terms that wait
  std::array<WaitingTerm, 3 * kWaiting> waiting_;
  std::size_t waiting_count_ = 0;
};

/// The terms of a chunk, which keeps their ranks.
class ChunkTerms : public TermSource {
 public:
  explicit ChunkTerms(SealedChunk& chunk) : chunk_(chunk), reader_(chunk.terms) {}
  bool next() override {
    const bool found = reader_.next();
    if (!found) chunk_.ranks.seal();
    return found;
  }
  std::string_view key() const override { return reader_.key(); }
  void assign(std::uint32_t rank) override { chunk_.ranks.append(rank); }

 private:
  SealedChunk& chunk_;
  TermRunReader reader_;
};

}  // namespace kg::store
