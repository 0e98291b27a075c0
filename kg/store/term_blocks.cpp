#include "kg/store/term_blocks.hpp"

#include <algorithm>

#include "kg/error.hpp"
#include "kg/store/keys.hpp"

namespace kg::store {
namespace {

// A block is decoded from its beginning, so it is short; its two keys and RocksDB's bytes for them are shared
// by its terms, so it is not shorter.
constexpr std::size_t kMostTerms = 32;
constexpr std::size_t kEnoughBytes = 4096;

/// To a term no farther than this behind a block it takes fewer steps than a search would cost.
constexpr std::uint64_t kNear = 3 * kMostTerms;

void append_varint(std::string& out, std::uint64_t number) {
  for (; number >= 0x80; number >>= 7) out.push_back(static_cast<char>(number | 0x80));
  out.push_back(static_cast<char>(number));
}

}  // namespace

void TermBlockBuilder::add(std::string_view term_bytes) {
  const std::size_t most = count_ == 0 ? 0 : std::min(last_.size(), term_bytes.size());
  const auto shared = static_cast<std::size_t>(
      std::mismatch(last_.begin(), last_.begin() + static_cast<std::ptrdiff_t>(most), term_bytes.begin())
          .first -
      last_.begin());
  append_varint(terms_, shared);
  append_varint(terms_, term_bytes.size() - shared);
  terms_ += term_bytes.substr(shared);
  last_ = term_bytes;
  ++number_;
  if (++count_ == kMostTerms || terms_.size() >= kEnoughBytes) finish();
}

void TermBlockBuilder::finish() {
  if (count_ == 0) return;
  std::string block;
  append_varint(block, count_);
  block += terms_;
  emit_(key(Space::TermBlock, number_), std::move(block), key(Space::TermBlockEnd, std::string_view(last_)));
  terms_.clear();
  count_ = 0;
}

TermBlockReader::TermBlockReader(std::string_view block) : rest_(block) {
  count_ = varint();
}

std::uint64_t TermBlockReader::varint() {
  std::uint64_t number = 0;
  for (unsigned shift = 0; shift < 64 && !rest_.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    number |= std::uint64_t{byte & 0x7fU} << shift;
    if (byte < 0x80) return number;
  }
  throw StorageError(
      "a block of the dictionary ends too early; the graph is damaged, restore it from a backup or load it "
      "anew");
}

bool TermBlockReader::next() {
  if (read_ == count_) return false;
  ++read_;
  const std::uint64_t shared = varint(), own = varint();
  if (shared > term_.size() || own > rest_.size()) {
    throw StorageError(
        "a term in a block of the dictionary is cut short; the graph is damaged, restore it from a backup or "
        "load it anew");
  }
  term_.resize(shared);
  term_ += rest_.substr(0, own);
  rest_.remove_prefix(own);
  return true;
}

std::vector<std::uint64_t> numbers_in_blocks(const View& view,
                                             const std::vector<std::string_view>& sorted_terms) {
  std::vector<std::uint64_t> numbers(sorted_terms.size(), 0);
  // Which block may have each term: the first that does not end before it.
  struct Asked {
    std::size_t begin, end;  // of the terms
    std::uint64_t last;      // number of the block's last term
  };
  std::vector<Asked> asked;
  std::vector<std::string> block_keys;
  const auto ends = view.iterate(prefix_range(key(Space::TermBlockEnd)));
  for (std::size_t i = 0; i < sorted_terms.size() && ends->valid();) {
    if (ends->key().substr(1) < sorted_terms[i]) {
      ends->seek(key(Space::TermBlockEnd, sorted_terms[i]));
      continue;
    }
    const std::string_view last = ends->key().substr(1);
    const std::size_t begin = i;
    while (i < sorted_terms.size() && sorted_terms[i] <= last) ++i;
    asked.push_back({begin, i, number_at(ends->value(), 0)});
    block_keys.push_back(key(Space::TermBlock, asked.back().last));
  }
  const auto blocks = view.multi_get(block_keys);
  for (std::size_t b = 0; b < asked.size(); ++b) {
    if (!blocks[b]) throw StorageError("a block of the dictionary is missing; run kg check");
    TermBlockReader terms(*blocks[b]);
    std::uint64_t number = asked[b].last - terms.count();
    for (std::size_t i = asked[b].begin; i < asked[b].end && terms.next();) {
      ++number;
      while (i < asked[b].end && sorted_terms[i] < terms.term()) ++i;
      for (; i < asked[b].end && sorted_terms[i] == terms.term(); ++i) numbers[i] = number;
    }
  }
  return numbers;
}

void visit_terms_in_blocks(const View& view, const std::vector<std::uint64_t>& sorted_numbers,
                           const std::function<void(std::size_t, std::string_view)>& visit) {
  if (sorted_numbers.empty()) return;
  const auto blocks =
      view.iterate({key(Space::TermBlock, sorted_numbers.front()), after_prefix(key(Space::TermBlock))});
  for (std::size_t i = 0; i < sorted_numbers.size() && blocks->valid();) {
    const std::uint64_t last = id_in(blocks->key(), 0);
    if (last < sorted_numbers[i]) {
      if (sorted_numbers[i] - last <= kNear)
        blocks->next();
      else
        blocks->seek(key(Space::TermBlock, sorted_numbers[i]));
      continue;
    }
    TermBlockReader terms(blocks->value());
    for (std::uint64_t number = last - terms.count() + 1;
         i < sorted_numbers.size() && sorted_numbers[i] <= last && terms.next(); ++number) {
      for (; i < sorted_numbers.size() && sorted_numbers[i] <= number; ++i)
        if (sorted_numbers[i] == number) visit(i, terms.term());
    }
  }
}

}  // namespace kg::store
