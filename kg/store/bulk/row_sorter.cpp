#include "kg/store/bulk/row_sorter.hpp"

#include <algorithm>
#include <bit>
#include <exception>
#include <thread>
#include <utility>

namespace kg::store {
namespace {

constexpr unsigned kMostBits = 11;              // of a digit: so many buckets stay in the nearest cache
constexpr std::uint64_t kFewestRows = 1 << 16;  // of a run, however little memory there is
constexpr std::size_t kMergedAtOnce = 1 << 14;

/// The columns in the order that they are compared in.
constexpr std::array<std::size_t, 4> columns_of(Order order) {
  const auto [first, second, third] = slots_of(order);
  return {first, second, third, 3};
}

bool before(const RankRow& a, const RankRow& b, const std::array<std::size_t, 4>& columns) {
  for (const std::size_t column : columns)
    if (a[column] != b[column]) return a[column] < b[column];
  return false;
}

}  // namespace

void in_parallel(std::size_t jobs, const std::function<void(std::size_t)>& work) {
  std::vector<std::exception_ptr> errors(jobs);
  {
    std::vector<std::jthread> threads;
    const auto run = [&](std::size_t job) {
      try {
        work(job);
      } catch (...) {
        errors[job] = std::current_exception();
      }
    };
    for (std::size_t job = 1; job < jobs; ++job) threads.emplace_back(run, job);
    run(0);
  }
  for (const std::exception_ptr& error : errors)
    if (error) std::rethrow_exception(error);
}

RowSorter::RowSorter(std::uint64_t count, std::uint64_t memory, std::size_t jobs, SpoolFile& file)
    : capacity_(std::max(kFewestRows, std::min(count, memory / (2 * sizeof(RankRow))))),
      jobs_(jobs),
      file_(file),
      rows_(std::make_unique_for_overwrite<RankRow[]>(capacity_)),
      scratch_(std::make_unique_for_overwrite<RankRow[]>(capacity_)) {}

/// One stable pass of a radix sort from the lowest digit; each job counts and moves its part of the rows.
/// False where it would move nothing.
bool RowSorter::pass(std::size_t column, unsigned shift, unsigned bits) {
  const std::size_t buckets = std::size_t{1} << bits;
  const auto digit = [&](const RankRow& row) { return (row[column] >> shift) & (buckets - 1); };
  const auto part = [&](std::size_t job) { return filled_ * job / jobs_; };
  std::vector<std::vector<std::uint64_t>> places(jobs_, std::vector<std::uint64_t>(buckets, 0));
  in_parallel(jobs_, [&](std::size_t job) {
    for (std::uint64_t i = part(job); i < part(job + 1); ++i) ++places[job][digit(rows_[i])];
  });
  std::uint64_t next = 0;
  for (std::size_t bucket = 0; bucket < buckets; ++bucket) {
    const std::uint64_t first = next;
    for (std::size_t job = 0; job < jobs_; ++job) next += std::exchange(places[job][bucket], next);
    if (next - first == filled_) return false;
  }
  in_parallel(jobs_, [&](std::size_t job) {
    auto& place = places[job];
    for (std::uint64_t i = part(job); i < part(job + 1); ++i) scratch_[place[digit(rows_[i])]++] = rows_[i];
  });
  std::swap(rows_, scratch_);
  return true;
}

void RowSorter::sort_by(std::size_t column) {
  std::uint32_t all = 0;
  for (std::uint64_t i = 0; i < filled_; ++i) all |= rows_[i][column];
  const auto width = static_cast<unsigned>(std::bit_width(all));
  const unsigned passes = (width + kMostBits - 1) / kMostBits;
  const unsigned bits = passes == 0 ? 0 : (width + passes - 1) / passes;
  for (unsigned i = 0; i < passes; ++i) pass(column, i * bits, bits);
}

/// REQUIRES: the rows are in the order before this one in `kSequence`; in any, for the first.
void RowSorter::sort(Order order) {
  switch (order) {
    case Order::Spo: {
      for (const std::size_t column : {3U, 2U, 1U, 0U}) sort_by(column);
      const auto end = std::unique(rows_.get(), rows_.get() + filled_);
      filled_ = static_cast<std::uint64_t>(end - rows_.get());
      return;
    }
    case Order::Osp:
      return sort_by(2);
    case Order::Pos:
      return sort_by(1);
    case Order::Pso:
      sort_by(0);
      return sort_by(1);
  }
}

void RowSorter::spill() {
  for (const Order order : kSequence) {
    sort(order);
    Spool run(&file_);
    run.append(rows_.get(), filled_ * sizeof(RankRow));
    run.seal();
    runs_[order].push_back(std::move(run));
  }
  filled_ = 0;
}

void RowSorter::visit_sorted(Order order, const std::function<void(std::span<const RankRow>)>& visit) {
  if (runs_.empty()) {
    sort(order);
    visit({rows_.get(), filled_});
    return;
  }
  if (filled_ > 0) spill();
  if (rows_) {
    rows_.reset();
    scratch_.reset();
  }
  merge_runs(order, visit);
}

void RowSorter::merge_runs(Order order, const std::function<void(std::span<const RankRow>)>& visit) {
  struct Head {
    RankRow row;
    Spool::Reader reader;
  };
  const auto columns = columns_of(order);
  const auto later = [&](const Head* a, const Head* b) { return before(b->row, a->row, columns); };
  std::vector<std::unique_ptr<Head>> heads;
  std::vector<Head*> heap;
  for (const Spool& run : runs_[order]) {
    heads.push_back(std::make_unique<Head>(RankRow{}, Spool::Reader(run)));
    if (heads.back()->reader.read(heads.back()->row)) heap.push_back(heads.back().get());
  }
  std::make_heap(heap.begin(), heap.end(), later);
  std::vector<RankRow> merged;
  RankRow last = {};
  while (!heap.empty()) {
    std::pop_heap(heap.begin(), heap.end(), later);
    Head& head = *heap.back();
    if (head.row != last) merged.push_back(last = head.row);
    if (merged.size() == kMergedAtOnce) {
      visit(merged);
      merged.clear();
    }
    if (head.reader.read(head.row))
      std::push_heap(heap.begin(), heap.end(), later);
    else
      heap.pop_back();
  }
  visit(merged);
}

}  // namespace kg::store
