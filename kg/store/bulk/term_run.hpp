// Sorted terms on their way into one dictionary: runs of keys (term_table.hpp), each key written as what it
// does not share with the one before it, and the merge of all runs, which gives every distinct term its rank.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kg/store/bulk/spool.hpp"

namespace kg::store {

/// Keys in ascending order, one at a time, that want to know their ranks.
class TermSource {
 public:
  virtual ~TermSource() = default;
  /// False at the end.
  virtual bool next() = 0;
  /// The bytes live until the next move.
  virtual std::string_view key() const = 0;
  /// The rank of the key at hand.
  virtual void assign(std::uint32_t rank) = 0;
};

/// A sorted run in a spool.
class TermRun {
 public:
  explicit TermRun(Spool spool) : spool_(std::move(spool)) {}
  /// REQUIRES: greater than every key before it.
  void add(std::string_view key);
  /// Nothing more is added.
  void seal() { spool_.seal(); }
  std::uint32_t count() const { return count_; }
  const Spool& spool() const { return spool_; }

 private:
  Spool spool_;
  std::string last_;
  std::uint32_t count_ = 0;
};

class TermRunReader {
 public:
  /// `run` must outlive this.
  explicit TermRunReader(const TermRun& run) : bytes_(run.spool()) {}
  bool next();
  std::string_view key() const { return key_; }

 private:
  Spool::Reader bytes_;
  std::string key_;
};

/// Merges the sources and gives ranks from 1 on: each source is told those of its keys, `visit` has each
/// distinct key once, in order. Returns how many there were. Throws `Error` beyond 2^32 - 1.
std::uint32_t merge_terms(const std::vector<std::unique_ptr<TermSource>>& sources,
                          const std::function<void(std::string_view key)>& visit);

}  // namespace kg::store
