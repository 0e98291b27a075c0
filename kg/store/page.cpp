#include "kg/store/page.hpp"

#include <algorithm>
#include <cstring>

#include "kg/error.hpp"
#include "kg/store/keys.hpp"

namespace kg::store {
namespace {

std::uint16_t number_at(const char* bytes) {
  std::uint16_t number;
  std::memcpy(&number, bytes, sizeof number);
  return number;
}

void append_number(std::string& out, std::size_t number) {
  const auto narrow = static_cast<std::uint16_t>(number);
  out.append(reinterpret_cast<const char*>(&narrow), sizeof narrow);
}

constexpr std::size_t blocks_of(std::size_t rows) {
  return (rows + kRowsOfBlock - 1) / kRowsOfBlock;
}

StorageError damaged() {
  return StorageError(
      "a page of the graph cannot be read; the graph is damaged, restore it from a backup or load it anew");
}

}  // namespace

std::string packed_page(std::span<const Row> rows) {
  std::string page, blocks;
  append_number(page, rows.size());
  std::array<Id, kRowsOfBlock> column;
  for (std::size_t begin = 0; begin < rows.size(); begin += kRowsOfBlock) {
    const std::size_t count = std::min(kRowsOfBlock, rows.size() - begin), before = blocks.size();
    for (std::size_t place = 0; place < 4; ++place) {
      for (std::size_t i = 0; i < count; ++i) column[i] = rows[begin + i][place];
      pack_column({column.data(), count}, blocks);
    }
    if (begin + count < rows.size()) append_number(page, blocks.size() - before);
  }
  page += blocks;
  page.append(kColumnSlack, '\0');
  return page;
}

std::string page_key(Order order, const Row& bound) {
  return key(page_space(order), bound[0], bound[1], bound[2], bound[3]);
}

void PageBuilder::hand_out(const Row& bound) {
  sink_(page_key(order_, bound), packed_page(rows_));
  rows_.clear();
  ++pages_;
}

void PageReader::open(std::string_view page) {
  page_ = page;
  for (Block& block : known_) block.known = 0;
  if (page.size() < 2 + kColumnSlack) throw damaged();
  rows_ = number_at(page.data());
  blocks_ = blocks_of(rows_);
  if (rows_ == 0 || rows_ > kRowsOfPage || page.size() < 2 * blocks_ + kColumnSlack) throw damaged();
}

/// Looks at no more of the block than lies before the end of the column.
const PackedColumn& PageReader::column(std::size_t index, std::size_t place) const {
  Block& block = known_[index];
  if (place < block.known) return block.columns[place];
  const char* begin = page_.data() + 2 * blocks_;
  if (block.known > 0)
    begin = block.columns[block.known - 1].end();
  else
    for (std::size_t i = 0; i < index; ++i) begin += number_at(page_.data() + 2 + 2 * i);
  const char* const end = page_.data() + page_.size() - kColumnSlack;
  const std::size_t rows = std::min(kRowsOfBlock, rows_ - index * kRowsOfBlock);
  for (; block.known <= place; ++block.known) {
    if (begin > end) throw damaged();
    block.columns[block.known] = PackedColumn(begin, end, rows);
    begin = block.columns[block.known].end();
  }
  return block.columns[place];
}

Row PageReader::row(std::size_t row) const {
  const std::size_t block = row / kRowsOfBlock, at = row % kRowsOfBlock;
  return {column(block, 0)[at], column(block, 1)[at], column(block, 2)[at], column(block, 3)[at]};
}

std::size_t PageReader::lower_bound(const Row& least, std::size_t begin) const {
  const auto before = [&](std::size_t row) {
    for (std::size_t place = 0; place < 4; ++place) {
      const Id id = column(row / kRowsOfBlock, place)[row % kRowsOfBlock];
      if (id != least[place]) return id < least[place];
    }
    return false;
  };
  if (begin >= rows_ || !before(begin)) return begin;
  // First the block: the last whose first row lies before; then within it.
  std::size_t low = begin / kRowsOfBlock, high = blocks_;
  while (high - low > 1) {
    const std::size_t middle = (low + high) / 2;
    (before(middle * kRowsOfBlock) ? low : high) = middle;
  }
  std::size_t first = std::max(begin, low * kRowsOfBlock), last = std::min(rows_, (low + 1) * kRowsOfBlock);
  while (last - first > 1) {
    const std::size_t middle = (first + last) / 2;
    (before(middle) ? first : last) = middle;
  }
  return last;
}

std::optional<Id> PageReader::constant(std::size_t place, std::size_t begin, std::size_t end) const {
  std::optional<Id> one;
  for (std::size_t index = begin / kRowsOfBlock; index * kRowsOfBlock < end; ++index) {
    const auto id = column(index, place).constant();
    if (!id || (one && *one != *id)) return std::nullopt;
    one = id;
  }
  return one;
}

void PageReader::decode(std::size_t place, std::size_t begin, std::size_t end, Id* out) const {
  while (begin < end) {
    const std::size_t index = begin / kRowsOfBlock, first = index * kRowsOfBlock;
    const std::size_t until = std::min(end, first + kRowsOfBlock);
    column(index, place).decode(begin - first, until - first, out);
    out += until - begin;
    begin = until;
  }
}

}  // namespace kg::store
