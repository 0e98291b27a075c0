#include "kg/store/bulk/term_table.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <span>
#include <utility>

#include "kg/error.hpp"
#include "kg/inline_value.hpp"
#include "kg/store/dictionary.hpp"
#include "kg/store/keys.hpp"

namespace kg::store {
namespace {

constexpr std::size_t kFirstSlots = 1 << 12;
constexpr std::size_t kArenaPart = 1 << 20;

using Record = TermTable::Record;

/// The eight bytes of a key from `depth` on as a number, so that the order of numbers is the order of bytes.
std::uint64_t piece(std::string_view key, std::size_t depth) {
  std::uint64_t bytes = 0;
  if (depth < key.size())
    std::memcpy(&bytes, key.data() + depth, std::min<std::size_t>(8, key.size() - depth));
  return std::endian::native == std::endian::little ? __builtin_bswap64(bytes) : bytes;
}

struct Entry {
  std::uint64_t piece;
  const Record* record;
};

/// Multikey quicksort that keeps the piece it compares beside the record (W. Ng, K. Kakehi, Cache efficient
/// radix sort for string sorting, 2007): keys share long beginnings and lie all over memory. REQUIRES: the
/// entries' keys agree before `depth`, their pieces are those at `depth`.
void sort_keys(std::span<Entry> entries, std::size_t depth) {
  constexpr std::size_t kFew = 12;
  while (entries.size() > 1) {
    if (entries.size() <= kFew) {
      std::sort(entries.begin(), entries.end(), [depth](const Entry& a, const Entry& b) {
        return a.piece != b.piece ? a.piece < b.piece
                                  : a.record->key().substr(depth) < b.record->key().substr(depth);
      });
      return;
    }
    std::uint64_t a = entries.front().piece, b = entries[entries.size() / 2].piece, c = entries.back().piece;
    const std::uint64_t pivot = std::max(std::min(a, b), std::min(std::max(a, b), c));
    std::size_t less = 0, greater = entries.size();
    for (std::size_t i = 0; i < greater;) {
      if (entries[i].piece < pivot)
        std::swap(entries[less++], entries[i++]);
      else if (entries[i].piece > pivot)
        std::swap(entries[i], entries[--greater]);
      else
        ++i;
    }
    sort_keys(entries.first(less), depth);
    sort_keys(entries.subspan(greater), depth);
    // Those that agree. Where a key has ended it is the beginning of all others, with zeros behind it.
    entries = entries.subspan(less, greater - less);
    depth += 8;
    const auto ended = std::partition(entries.begin(), entries.end(),
                                      [depth](const Entry& e) { return e.record->length <= depth; });
    std::sort(entries.begin(), ended,
              [](const Entry& x, const Entry& y) { return x.record->length < y.record->length; });
    entries = {ended, entries.end()};
    for (Entry& entry : entries) entry.piece = piece(entry.record->key(), depth);
  }
}

}  // namespace

std::string inline_key(Id id) {
  std::string key(1, '\xff');
  append(key, id);
  return key;
}

Term term_of_key(std::string_view key) {
  return is_inline_key(key) ? term_of_inline(number_at(key, 1)).value() : term_in(key);
}

void append_term_key(const TermView& term, std::string& out) {
  if (term.kind == TermKind::Statement) {
    throw Error("expected a name or a value to store, found the statement " + std::string(term.text));
  }
  if (term.kind > TermKind::String) {
    if (const auto id = inline_value_id(term.term())) {
      out += inline_key(*id);
      return;
    }
  }
  out.push_back(static_cast<char>(term.kind));
  out += term.text;
  if (term.kind == TermKind::String) out.append(1, '\0').append(term.tag);
}

TermTable::TermTable() : slots_(kFirstSlots), mask_(kFirstSlots - 1) {}

std::uint64_t TermTable::hash(std::string_view key) {
  return XXH3_64bits(key.data(), key.size());
}

std::uint32_t TermTable::number(std::string_view key, std::uint64_t hash) {
  const std::uint64_t mark = hash & ~kAddress;
  for (std::uint64_t i = hash & mask_;; i = (i + 1) & mask_) {
    const std::uint64_t slot = slots_[i];
    if (slot == 0) {
      Record* record = add(key);
      slots_[i] = mark | reinterpret_cast<std::uint64_t>(record);
      if (size_ > slots_.size() / 2) grow();
      return size_ - 1;
    }
    if ((slot & ~kAddress) != mark) continue;
    const auto* record = reinterpret_cast<const Record*>(slot & kAddress);
    if (record->key() == key) return record->number;
  }
}

TermTable::Record* TermTable::add(std::string_view key) {
  const std::size_t bytes = (sizeof(Record) + key.size() + 3) & ~std::size_t{3};
  if (static_cast<std::size_t>(end_ - free_) < bytes) {
    const std::size_t part = std::max(kArenaPart, bytes);
    arena_.push_back(std::make_unique_for_overwrite<char[]>(part));
    free_ = arena_.back().get();
    end_ = free_ + part;
    arena_bytes_ += part;
  }
  auto* record = new (free_) Record{size_++, static_cast<std::uint32_t>(key.size())};
  std::memcpy(record + 1, key.data(), key.size());
  free_ += bytes;
  return record;
}

void TermTable::grow() {
  const std::vector<std::uint64_t> old = std::exchange(slots_, std::vector<std::uint64_t>(2 * slots_.size()));
  mask_ = slots_.size() - 1;
  for (const std::uint64_t slot : old) {
    if (slot == 0) continue;
    std::uint64_t i = hash(reinterpret_cast<const Record*>(slot & kAddress)->key()) & mask_;
    while (slots_[i] != 0) i = (i + 1) & mask_;
    slots_[i] = slot;
  }
}

std::vector<const Record*> TermTable::sorted() const {
  std::vector<Entry> entries;
  entries.reserve(size_);
  for (const std::uint64_t slot : slots_) {
    if (slot == 0) continue;
    const auto* record = reinterpret_cast<const Record*>(slot & kAddress);
    entries.push_back({piece(record->key(), 0), record});
  }
  sort_keys(entries, 0);
  std::vector<const Record*> sorted;
  sorted.reserve(size_);
  for (const Entry& entry : entries) sorted.push_back(entry.record);
  return sorted;
}

}  // namespace kg::store
