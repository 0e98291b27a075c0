// Packed pages: up to 1024 sorted rows of a permutation under one key. Within a page every 128 rows are a
// block, which packs its four columns (packed_column.hpp) so that any row can be read by itself; so a lookup
// is a binary search in the packed bytes, and a scan decodes whole columns.
//
// The key of a page is a bound: no row of the page is greater, every row of the pages behind it is. The
// bound of the last page that is made is the greatest there can be; where its rows have gone, it goes, too.
//
//   page    rows: 2 bytes | bytes of each block but the last: 2 each | blocks | 16 zero bytes
//   block   four columns
//
// Numbers are little-endian. The zero bytes let a reader load eight bytes at once wherever a column ends.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kg/store/packed_column.hpp"
#include "kg/store/row.hpp"

namespace kg::store {

inline constexpr std::size_t kRowsOfPage = 1024;

/// The bytes of a page with these rows. REQUIRES: 1 to `kRowsOfPage` rows, sorted, none twice.
std::string packed_page(std::span<const Row> rows);

inline constexpr Row kGreatestRow = {~Id{0}, ~Id{0}, ~Id{0}, ~Id{0}};

/// The key of the page that no row beyond `bound` lies in.
std::string page_key(Order order, const Row& bound);

/// Turns all rows of an order, which come sorted, into full pages; the last may be smaller.
class PageBuilder {
 public:
  /// Takes each page, in order.
  using Sink = std::function<void(std::string key, std::string value)>;

  PageBuilder(Order order, Sink sink) : order_(order), sink_(std::move(sink)) {}
  /// REQUIRES: `row` is greater than the one before it.
  void add(const Row& row) {
    if (rows_.size() == kRowsOfPage) hand_out(rows_.back());
    rows_.push_back(row);
  }
  /// Hands out the last page. Returns how many there were.
  std::uint64_t finish() {
    if (!rows_.empty()) hand_out(kGreatestRow);
    return pages_;
  }

 private:
  void hand_out(const Row& bound);

  Order order_;
  Sink sink_;
  std::vector<Row> rows_;
  std::uint64_t pages_ = 0;
};

/// Reads the bytes of a page, which it does not own. For one thread. Throws `StorageError` where they are no
/// page.
class PageReader {
 public:
  PageReader() = default;
  explicit PageReader(std::string_view page) { open(page); }
  /// Goes on with another page.
  void open(std::string_view page);

  std::size_t rows() const { return rows_; }
  Row row(std::size_t row) const;
  /// The first row from `begin` on that is not before `least`; `rows()` if there is none.
  std::size_t lower_bound(const Row& least, std::size_t begin = 0) const;
  /// The id that all rows [begin, end) have at one place of the order, if that can be seen without decoding.
  std::optional<Id> constant(std::size_t place, std::size_t begin, std::size_t end) const;
  /// The ids of rows [begin, end) at one place of the order.
  void decode(std::size_t place, std::size_t begin, std::size_t end, Id* out) const;

 private:
  static constexpr std::size_t kMostBlocks = kRowsOfPage / kRowsOfBlock;
  struct Block {
    std::array<PackedColumn, 4> columns;
    std::size_t known = 0;  ///< columns that have been looked at
  };
  const PackedColumn& column(std::size_t block, std::size_t place) const;

  std::string_view page_;
  std::size_t rows_ = 0, blocks_ = 0;
  mutable std::array<Block, kMostBlocks> known_;
};

}  // namespace kg::store
