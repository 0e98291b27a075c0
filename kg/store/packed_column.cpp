#include "kg/store/packed_column.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "kg/error.hpp"

namespace kg::store {
namespace {

static_assert(std::endian::native == std::endian::little);

constexpr unsigned kSeveralBases = 0x40, kRuns = 0x80, kLengthMask = 0x0f;
constexpr std::size_t kMarkBytes = kRowsOfBlock / 8;
/// What one load of eight bytes holds wherever in a byte it begins.
constexpr unsigned kWidestLoad = 57;

std::uint64_t load(const char* bytes) {
  std::uint64_t number;
  std::memcpy(&number, bytes, sizeof number);
  return number;
}

constexpr std::uint64_t low_bits(unsigned count) {
  return count == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
}

/// How ids are packed.
struct Shape {
  std::array<Id, kRowsOfBlock> bases{};
  unsigned bases_count = 1, base_bytes = 0, offset_bits = 0;

  unsigned selector_bits() const { return static_cast<unsigned>(std::bit_width(bases_count - 1)); }
  std::size_t bits(std::size_t ids) const {
    return ids * (selector_bits() + offset_bits) + 8ul * bases_count * base_bytes + (bases_count > 1 ? 8 : 0);
  }
};

unsigned bytes_of_base(Id base) {
  return static_cast<unsigned>(std::bit_width(std::rotl(base, 4)) + 7) / 8;
}

/// Bases with which offsets of so many bits reach all ids: each the first id that those before do not reach.
Shape shape_with(std::span<const Id> sorted, unsigned offset_bits) {
  Shape shape;
  shape.offset_bits = offset_bits;
  shape.bases_count = 0;
  for (auto at = sorted.begin(); at != sorted.end();) {
    const Id base = *at;
    shape.bases[shape.bases_count++] = base;
    shape.base_bytes = std::max(shape.base_bytes, bytes_of_base(base));
    const Id last = base + std::min(low_bits(offset_bits), ~base);
    while (at != sorted.end() && *at <= last) ++at;
  }
  return shape;
}

Shape best_shape(std::span<const Id> ids) {
  const auto [least, greatest] = std::minmax_element(ids.begin(), ids.end());
  Shape best;
  best.bases[0] = *least;
  best.base_bytes = bytes_of_base(*least);
  best.offset_bits = static_cast<unsigned>(std::bit_width(*greatest - *least));
  const unsigned widest = best.offset_bits;
  if (widest <= 2) return best;
  std::array<Id, kRowsOfBlock> buffer;
  std::copy(ids.begin(), ids.end(), buffer.begin());
  const auto end = buffer.begin() + static_cast<std::ptrdiff_t>(ids.size());
  std::sort(buffer.begin(), end);
  const std::span<const Id> sorted(buffer.begin(), std::unique(buffer.begin(), end));
  for (unsigned bits = 0; bits < widest; bits += bits < 32 ? 2 : 8) {
    const Shape shape = shape_with(sorted, bits);
    if (shape.bits(ids.size()) < best.bits(ids.size())) best = shape;
  }
  return best;
}

class BitWriter {
 public:
  explicit BitWriter(std::string& out) : out_(out) {}
  void write(std::uint64_t number, unsigned bits) {
    for (unsigned done = 0; done < bits;) {
      if (used_ == 0) out_.push_back('\0');
      const unsigned now = std::min(bits - done, 8 - used_);
      const auto part = static_cast<unsigned>(number >> done & low_bits(now));
      out_.back() = static_cast<char>(static_cast<unsigned char>(out_.back()) | part << used_);
      done += now;
      used_ = (used_ + now) % 8;
    }
  }

 private:
  std::string& out_;
  unsigned used_ = 0;  ///< bits of the last byte
};

}  // namespace

void pack_column(std::span<const Id> ids, std::string& out) {
  std::array<Id, kRowsOfBlock> firsts;  // of runs
  std::array<char, kMarkBytes> marks{};
  std::size_t runs = 0;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (i > 0 && ids[i] == ids[i - 1]) continue;
    firsts[runs++] = ids[i];
    marks[i / 8] = static_cast<char>(marks[i / 8] | 1 << i % 8);
  }
  const std::size_t mark_bytes = (ids.size() + 7) / 8;
  const std::span<const Id> of_runs(firsts.data(), runs);
  Shape shape = best_shape(of_runs);
  const bool by_runs = runs > 1 && shape.bits(runs) + 8 * mark_bytes < shape.bits(ids.size());
  // The same distinct ids: what is best for runs may be second best for all of them.
  if (!by_runs && runs < ids.size()) shape = best_shape(ids);

  out.push_back(static_cast<char>(shape.base_bytes | (shape.bases_count > 1 ? kSeveralBases : 0) |
                                  (by_runs ? kRuns : 0)));
  out.push_back(static_cast<char>(shape.offset_bits));
  if (shape.bases_count > 1) out.push_back(static_cast<char>(shape.bases_count));
  for (unsigned i = 0; i < shape.bases_count; ++i) {
    const std::uint64_t turned = std::rotl(shape.bases[i], 4);
    out.append(reinterpret_cast<const char*>(&turned), shape.base_bytes);
  }
  if (by_runs) out.append(marks.data(), mark_bytes);
  BitWriter bits(out);
  const auto bases_end = shape.bases.begin() + shape.bases_count;
  for (const Id id : by_runs ? of_runs : ids) {
    const auto base = std::prev(std::upper_bound(shape.bases.begin(), bases_end, id));
    bits.write(id - *base, shape.offset_bits);
    bits.write(static_cast<std::uint64_t>(base - shape.bases.begin()), shape.selector_bits());
  }
}

PackedColumn::PackedColumn(const char* begin, const char* end, std::size_t rows) {
  const auto damaged = [] {
    return StorageError(
        "a page of the graph cannot be read; the graph is damaged, restore it from a backup or load it anew");
  };
  if (end - begin < 2) throw damaged();
  const auto form = static_cast<unsigned char>(begin[0]);
  base_bytes_ = form & kLengthMask;
  offset_bits_ = static_cast<unsigned char>(begin[1]);
  bases_ = begin + 2;
  if ((form & kSeveralBases) != 0) bases_count_ = static_cast<unsigned char>(*bases_++);
  if (base_bytes_ > 8 || offset_bits_ > 64 || bases_count_ == 0 || bases_count_ > kRowsOfBlock)
    throw damaged();
  const auto selector_bits = static_cast<unsigned>(std::bit_width(bases_count_ - 1));
  bits_each_ = selector_bits + offset_bits_;
  bits_ = bases_ + std::size_t{bases_count_} * base_bytes_;
  if (bits_ > end) throw damaged();
  std::size_t packed = rows;
  if ((form & kRuns) != 0) {
    marks_ = bits_;
    bits_ += (rows + 7) / 8;
    if (bits_ > end || (*marks_ & 1) == 0) throw damaged();
    packed = runs_until(rows - 1);
  }
  end_ = bits_ + (packed * bits_each_ + 7) / 8;
  if (end_ > end || bits_each_ > 64) throw damaged();
  base_ = base(0);
}

Id PackedColumn::base(std::size_t number) const {
  return std::rotr(load(bases_ + number * base_bytes_) & low_bits(8 * base_bytes_), 4);
}

Id PackedColumn::packed(std::size_t place) const {
  const std::size_t bit = place * bits_each_;
  const char* from = bits_ + bit / 8;
  std::uint64_t number = load(from) >> bit % 8;
  if (bits_each_ > kWidestLoad && bit % 8 != 0) number |= load(from + 8) << (64 - bit % 8);
  number &= low_bits(bits_each_);
  if (bases_count_ == 1) return base_ + number;
  // No more than there are, even if the page is damaged; here and below.
  return base(std::min<std::uint64_t>(number >> offset_bits_, bases_count_ - 1)) +
         (number & low_bits(offset_bits_));
}

std::size_t PackedColumn::runs_until(std::size_t row) const {
  const auto ones = [](std::uint64_t word) { return static_cast<std::size_t>(std::popcount(word)); };
  const std::uint64_t mask = low_bits(static_cast<unsigned>(row % 64) + 1);
  return row < 64 ? ones(load(marks_) & mask) : ones(load(marks_)) + ones(load(marks_ + 8) & mask);
}

Id PackedColumn::operator[](std::size_t row) const {
  if (bits_each_ == 0) return base_;
  return packed(marks_ == nullptr ? row : runs_until(row) - 1);
}

/// The ids of rows, or of runs, at places [begin, end).
void PackedColumn::unpack(std::size_t begin, std::size_t end, Id* out) const {
  if (bits_each_ > kWidestLoad) {
    for (std::size_t place = begin; place < end; ++place) *out++ = packed(place);
    return;
  }
  const std::uint64_t mask = low_bits(bits_each_);
  std::size_t bit = begin * bits_each_;
  if (bases_count_ == 1) {
    for (std::size_t place = begin; place < end; ++place, bit += bits_each_)
      *out++ = base_ + (load(bits_ + bit / 8) >> bit % 8 & mask);
    return;
  }
  std::array<Id, kRowsOfBlock> bases;
  for (std::size_t i = 0; i < std::bit_ceil(bases_count_); ++i)
    bases[i] = base(std::min<std::size_t>(i, bases_count_ - 1));
  const std::uint64_t offset_mask = low_bits(offset_bits_);
  for (std::size_t place = begin; place < end; ++place, bit += bits_each_) {
    const std::uint64_t number = load(bits_ + bit / 8) >> bit % 8 & mask;
    *out++ = bases[number >> offset_bits_ & (kRowsOfBlock - 1)] + (number & offset_mask);
  }
}

void PackedColumn::decode(std::size_t begin, std::size_t end, Id* out) const {
  if (begin == end) return;
  if (bits_each_ == 0) {
    std::fill(out, out + (end - begin), base_);
    return;
  }
  if (marks_ == nullptr) {
    unpack(begin, end, out);
    return;
  }
  const std::size_t first = runs_until(begin) - 1, last = runs_until(end - 1);
  std::array<Id, kRowsOfBlock> runs;
  unpack(first, last, runs.data());
  const Id* run = runs.data();
  *out++ = *run;
  for (std::size_t row = begin + 1; row < end; ++row) {
    run += static_cast<unsigned char>(marks_[row / 8]) >> row % 8 & 1;
    *out++ = *run;
  }
}

}  // namespace kg::store
