// What the operators of one query share: the snapshot, terms that only this query knows, and its limits.
#pragma once

#include <map>
#include <span>
#include <unordered_map>
#include <vector>

#include "kg/graph.hpp"
#include "kg/text_reader.hpp"
#include "query/limits.hpp"
#include "query/operators/row_table.hpp"
#include "query/plan.hpp"
#include "query/resolve.hpp"

namespace kg::query {

/// Gives an id to every term of a query, so that equal ids are equal terms: the graph's own, else one that
/// lives as long as the query. Quotes are ids too, and cut from their document when somebody looks.
class TermPool {
 public:
  TermPool(const Snapshot& snapshot, Limits& limits) : snapshot_(snapshot), limits_(limits) {}

  Id intern(const Term& term);
  /// The sentence of a record, not yet cut.
  Id quote(const EvidenceRecord& record);
  /// The record itself, as a term that joins and is never shown.
  Id record(const EvidenceRecord& record);
  /// A plain triple as the statement that it has not (statement_set.hpp). REQUIRES: `statement` is kNoId.
  Id plain(const Triple& triple);
  /// Terms of ids, none of them kNoId.
  std::vector<Term> terms(std::span<const Id> ids);
  /// The id of the same term that may be compared: quotes become the ids of their texts.
  Id settled(Id id);
  void settle(std::vector<Id>& column);

 private:
  struct Cut {
    Id document;
    std::uint64_t begin, end;
    auto operator<=>(const Cut&) const = default;
  };
  /// Gives the terms at these places, which are quotes by their ids, their texts.
  void cut(std::vector<std::size_t> places, std::span<const Id> ids, std::vector<Term>& terms);

  const Snapshot& snapshot_;
  Limits& limits_;
  Charge charge_{limits_, "computed values"};
  TextReader texts_{snapshot_};
  std::vector<Term> local_;
  std::map<Term, Id> local_ids_;
  std::vector<Cut> quotes_;
  std::map<Cut, Id> quote_ids_;
  std::map<std::pair<Id, Cut>, Id> record_ids_;
  RowTable plain_{3, limits_, "plain triples"};
};

struct ExecContext {
  const Snapshot& snapshot;
  Resolver& names;
  Limits& limits;
  TermPool pool{snapshot, limits};

  /// Where the steps write down what they did; null if nobody asks.
  Profile* profile = nullptr;

  /// What seeded joins ask of their second sides, by the number of the seeds.
  std::map<int, std::vector<std::vector<Id>>> seeds = {};
};

}  // namespace kg::query
