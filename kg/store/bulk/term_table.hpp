// The distinct terms that one thread of a bulk load has met, each with a number: a hash table over an arena
// of bytes, and their order.
//
// Terms are told apart and sorted by their keys, whose order is the order of ids: for terms of the dictionary
// their bytes in it (`term_bytes`), for values that stand in their ids 0xff and the id, big-endian.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kg/id.hpp"
#include "kg/triple_view.hpp"

namespace kg::store {

/// Throws `Error` for a statement.
void append_term_key(const TermView& term, std::string& out);
std::string inline_key(Id id);
Term term_of_key(std::string_view key);
constexpr bool is_inline_key(std::string_view key) {
  return key.front() == '\xff';
}

class TermTable {
 public:
  TermTable();

  static std::uint64_t hash(std::string_view key);
  /// Fetch what `number` will look at, one after the other, some hundred cycles ahead each.
  void prefetch_slot(std::uint64_t hash) const { __builtin_prefetch(&slots_[hash & mask_]); }
  void prefetch_term(std::uint64_t hash) const {
    __builtin_prefetch(reinterpret_cast<const void*>(slots_[hash & mask_] & kAddress));
  }
  /// The number of the term: how many there were before it. REQUIRES: `hash` is the key's.
  std::uint32_t number(std::string_view key, std::uint64_t hash);

  std::uint32_t size() const { return size_; }
  /// Bytes of memory that it takes.
  std::uint64_t memory() const { return arena_bytes_ + slots_.size() * sizeof slots_[0]; }

  /// A term in the arena: these numbers, then its bytes.
  struct Record {
    std::uint32_t number, length;
    std::string_view key() const { return {reinterpret_cast<const char*>(this + 1), length}; }
  };
  /// All terms, sorted by their bytes; they live as long as the table and nothing is added to it.
  std::vector<const Record*> sorted() const;

 private:
  static constexpr std::uint64_t kAddress = (std::uint64_t{1} << 48) - 1;  ///< of a slot

  void grow();
  Record* add(std::string_view key);

  std::vector<std::uint64_t> slots_;  ///< 16 bits of the hash, 48 of a record's address; 0: free
  std::uint64_t mask_ = 0;
  std::uint32_t size_ = 0;
  std::vector<std::unique_ptr<char[]>> arena_;
  char *free_ = nullptr, *end_ = nullptr;
  std::uint64_t arena_bytes_ = 0;
};

}  // namespace kg::store
