#include "kg/store/bulk/entry_sorter.hpp"

#include <algorithm>
#include <array>
#include <memory>

namespace kg::store {
namespace {

/// Bytes of a run, however little memory there is.
constexpr std::uint64_t kFewestOfRun = 1 << 20;

/// A run from its beginning.
class Run {
 public:
  explicit Run(const Spool& spool) : reader_(spool) {}
  bool next() {
    std::array<std::uint32_t, 2> lengths;
    if (!reader_.read(lengths)) return false;
    bytes_.resize(std::size_t{lengths[0]} + lengths[1]);
    reader_.read(bytes_.data(), bytes_.size());
    key_ = lengths[0];
    return true;
  }
  std::string_view key() const { return std::string_view(bytes_).substr(0, key_); }
  std::string_view value() const { return std::string_view(bytes_).substr(key_); }

 private:
  Spool::Reader reader_;
  std::string bytes_;
  std::size_t key_ = 0;
};

}  // namespace

void EntrySorter::add(std::string_view key, std::string_view value) {
  const std::uint64_t size = bytes_.size() + entries_.size() * sizeof(Entry);
  if (size > kFewestOfRun && 2 * size > memory_) spill();  // what grows is there twice for a while
  sorted_ = sorted_ && (entries_.empty() || this->key(entries_.back()) <= key);
  entries_.push_back(
      {bytes_.size(), static_cast<std::uint32_t>(key.size()), static_cast<std::uint32_t>(value.size())});
  bytes_.append(key).append(value);
}

void EntrySorter::sort() {
  if (!sorted_) std::ranges::sort(entries_, {}, [&](const Entry& entry) { return key(entry); });
}

void EntrySorter::spill() {
  sort();
  Spool run(&file_);
  for (const Entry& entry : entries_) {
    run.append(std::array{entry.key, entry.value});
    run.append(bytes_.data() + entry.at, entry.key + std::size_t{entry.value});
  }
  run.seal();
  runs_.push_back(std::move(run));
  bytes_.clear();
  entries_.clear();
  sorted_ = true;
}

void EntrySorter::visit_sorted(const Visit& visit) {
  if (runs_.empty()) {
    sort();
    for (const Entry& entry : entries_) visit(key(entry), value(entry));
    return;
  }
  spill();
  bytes_ = {};
  entries_ = {};
  std::vector<std::unique_ptr<Run>> runs;
  std::vector<Run*> heap;
  for (const Spool& spool : runs_) {
    runs.push_back(std::make_unique<Run>(spool));
    if (runs.back()->next()) heap.push_back(runs.back().get());
  }
  const auto later = [](const Run* a, const Run* b) { return a->key() > b->key(); };
  std::ranges::make_heap(heap, later);
  while (!heap.empty()) {
    std::ranges::pop_heap(heap, later);
    Run& run = *heap.back();
    visit(run.key(), run.value());
    if (run.next())
      std::ranges::push_heap(heap, later);
    else
      heap.pop_back();
  }
}

}  // namespace kg::store
