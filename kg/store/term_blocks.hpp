// The dictionary up to the watermark: blocks of terms in the order of their bytes, numbered without gaps from
// 1, each term written as what it does not share with the one before it.
//
//   key    'B' | number of the last term (8)              value  the block
//   key    'b' | bytes of the last term                   value  number of the last term (8)
//   block  count, then for each term: bytes shared with the term before it, bytes of its own, these
//
// Numbers within a block are varints (7 bits a byte, low ones first).
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "kg/store/key_value.hpp"

namespace kg::store {

/// Cuts a sorted list of terms into blocks.
class TermBlockBuilder {
 public:
  /// Takes the two entries of a block: (`B…`, block) and (`b…`, number).
  using Emit = std::function<void(std::string block_key, std::string block, std::string last_key)>;

  explicit TermBlockBuilder(Emit emit) : emit_(std::move(emit)) {}
  /// REQUIRES: greater than every term before it.
  void add(std::string_view term_bytes);
  /// Call once, at the end.
  void finish();
  /// The number of the last term that was added.
  std::uint64_t number() const { return number_; }

 private:
  Emit emit_;
  std::uint64_t number_ = 0, count_ = 0;
  std::string terms_, last_;
};

/// Walks the terms of one block; throws `StorageError` where it is damaged.
class TermBlockReader {
 public:
  /// `block` must outlive this.
  explicit TermBlockReader(std::string_view block);
  std::uint64_t count() const { return count_; }
  /// False at the end.
  bool next();
  /// The bytes live until the next move.
  std::string_view term() const { return term_; }

 private:
  std::uint64_t varint();

  std::string_view rest_;
  std::uint64_t count_ = 0, read_ = 0;
  std::string term_;
};

/// The numbers of these terms; 0 where no block has the term. REQUIRES: sorted. Each block is read once.
std::vector<std::uint64_t> numbers_in_blocks(const View& view,
                                             const std::vector<std::string_view>& sorted_terms);

/// Calls `visit(i, bytes)` for each of these numbers that lies in a block. REQUIRES: sorted. Each block is
/// read once.
void visit_terms_in_blocks(const View& view, const std::vector<std::uint64_t>& sorted_numbers,
                           const std::function<void(std::size_t, std::string_view)>& visit);

}  // namespace kg::store
