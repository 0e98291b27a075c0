// Up to 128 ids in few bits each, any of which can be read by itself. An id is one of a few bases and an
// offset of fixed width: one base where the ids lie near each other, several where their kinds differ, and
// no offset where few ids come again and again. Where neighbours are often equal, only the first of each run
// is packed, and a bit for each row marks where runs begin.
//
//   byte 0      length of a base in bytes (bits 0 to 3) | 0x40: several bases | 0x80: runs
//   byte 1      width of an offset in bits: 0 to 64
//   1 byte      number of bases, if there are several
//   …           bases; an id is rotated left by four bits, so that its kind stands low and few bytes are left
//   …           a bit for each row, from the lowest bit of the first byte on, if there are runs
//   …           for each row or run: number of its base, above its offset; the first in the lowest bits
//
// The frame of reference is that of Goldstein, Ramakrishnan, Shaft: Compressing Relations and Indexes (1998).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "kg/id.hpp"

namespace kg::store {

inline constexpr std::size_t kRowsOfBlock = 128;
/// Bytes that must be readable behind a column.
inline constexpr std::size_t kColumnSlack = 16;

/// Appends 1 to `kRowsOfBlock` ids.
void pack_column(std::span<const Id> ids, std::string& out);

/// Reads a packed column, whose bytes it does not own.
class PackedColumn {
 public:
  PackedColumn() = default;
  /// Throws `StorageError` if the column reaches beyond `end`. REQUIRES: `kColumnSlack` bytes behind `end`.
  PackedColumn(const char* begin, const char* end, std::size_t rows);

  const char* end() const { return end_; }
  Id operator[](std::size_t row) const;
  /// The id of all rows, if it is packed as one.
  std::optional<Id> constant() const { return bits_each_ == 0 ? std::optional(base_) : std::nullopt; }
  /// The ids of rows [begin, end).
  void decode(std::size_t begin, std::size_t end, Id* out) const;

 private:
  Id base(std::size_t number) const;
  Id packed(std::size_t place) const;
  /// How many runs begin in rows [0, row].
  std::size_t runs_until(std::size_t row) const;
  void unpack(std::size_t begin, std::size_t end, Id* out) const;

  const char *bases_ = nullptr, *marks_ = nullptr, *bits_ = nullptr, *end_ = nullptr;
  unsigned base_bytes_ = 0, bases_count_ = 1, offset_bits_ = 0, bits_each_ = 0;
  Id base_ = 0;  ///< if there is one
};

}  // namespace kg::store
