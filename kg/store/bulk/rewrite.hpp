// Everything that a bulk load writes: the dictionary, then the permutations row by row, with what is counted
// on the way, then all else that the graph had; at last the files take the place of what was there.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "kg/bulk.hpp"
#include "kg/store/bulk/new_statements.hpp"
#include "kg/store/bulk/old_graph.hpp"
#include "kg/store/key_value.hpp"
#include "kg/store/keys.hpp"
#include "kg/store/page.hpp"

namespace kg::store {

class Rewrite {
 public:
  /// All must outlive this. What is sorted beside the rows takes at most about `memory` bytes at a time, and
  /// the rest goes to `file`.
  Rewrite(KeyValueStore& values, OldGraph& old, std::uint64_t memory, SpoolFile& file, const Watch& watch)
      : values_(values), old_(old), memory_(memory), file_(file), watch_(watch) {}

  /// Merges the terms of the old graph, of the documents, and these, and writes the dictionary. Of statements
  /// there will be at most `statements` more.
  const RankedIds& merge(std::vector<std::unique_ptr<TermSource>>& sources,
                         std::span<const TripleDocument> documents, std::uint64_t statements);
  /// The statements that come; they must outlive this.
  void take(const NewStatements& statements) { new_statements_ = &statements; }
  /// The rows of an order in order; Order::Spo first.
  void begin_order(Order order);
  void add(std::span<const RankRow> rows);
  void end_order();
  /// The files that are to take the place of the old graph, with all else that it has.
  std::vector<std::unique_ptr<SortedFile>> finish(std::span<const TripleDocument> documents);
  /// How many statements and plain triples there are; after `finish`.
  std::uint64_t statements() const { return meta_.statements; }

 private:
  SortedFile& file(Space space);
  void write(const RankRow& row);
  void write_group();
  void rest_on_triples(std::map<std::string, std::string>& documents);
  void write_entries(Space space);
  void count(const RankRow& row);
  void count_distinct(const RankRow& row, std::size_t column);
  void write_counters();
  void write_rest(std::span<const TripleDocument> documents);

  struct Counts {
    std::uint64_t triples = 0, qualifiers = 0, subjects = 0, objects = 0;
  };

  void add_new(Space space, EntrySorter& entries) const;

  KeyValueStore& values_;
  OldGraph& old_;
  std::uint64_t memory_;
  SpoolFile& file_;
  const Watch& watch_;
  const NewStatements* new_statements_ = nullptr;
  std::uint32_t first_fact_ = 0;                ///< of these, in their document
  std::vector<std::uint32_t> extractor_ranks_;  ///< of the documents
  RankedIds ids_;
  Meta meta_;
  std::map<Space, std::unique_ptr<SortedFile>> files_;
  std::vector<std::uint32_t> loose_ranks_;  ///< of the documents; then, if needed, of what absorbing needs
  std::set<std::string> folded_names_, value_orders_;
  std::vector<std::uint32_t> uses_;         ///< by rank of the term
  std::map<std::uint32_t, Counts> counts_;  ///< by rank of the predicate
  std::uint64_t plain_triples_ = 0;
  Order order_ = Order::Spo;
  std::optional<PageBuilder> pages_;  ///< of the order at hand
  std::vector<PermutationState> permutations_;
  std::vector<RankRow> group_;                                ///< rows of one subject, predicate and object
  std::set<std::array<std::uint32_t, 3>> absorbed_;           ///< triples that statements say
  std::vector<Id> absorbing_;                                 ///< these statements
  std::map<Space, std::map<std::string, std::string>> more_;  ///< entries beside those of the old graph
  RankRow last_ = {};
  Counts* last_counts_ = nullptr;
};

}  // namespace kg::store
