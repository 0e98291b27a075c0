#include "kg/store/bulk/term_run.hpp"

#include <algorithm>
#include <limits>

#include "kg/error.hpp"

namespace kg::store {
namespace {

/// How far two keys agree; what a run keeps of a key.
struct Step {
  std::uint32_t shared, own;
};

}  // namespace

void TermRun::add(std::string_view key) {
  const std::size_t most = std::min(last_.size(), key.size());
  std::size_t shared = 0;
  while (shared < most && last_[shared] == key[shared]) ++shared;
  spool_.append(Step{static_cast<std::uint32_t>(shared), static_cast<std::uint32_t>(key.size() - shared)});
  spool_.append(key.data() + shared, key.size() - shared);
  last_ = key;
  ++count_;
}

bool TermRunReader::next() {
  Step step{};
  if (!bytes_.read(step)) return false;
  key_.resize(step.shared + step.own);
  return bytes_.read(key_.data() + step.shared, step.own);
}

std::uint32_t merge_terms(const std::vector<std::unique_ptr<TermSource>>& sources,
                          const std::function<void(std::string_view key)>& visit) {
  std::vector<TermSource*> heap;
  const auto later = [](const TermSource* a, const TermSource* b) { return a->key() > b->key(); };
  for (const auto& source : sources)
    if (source->next()) heap.push_back(source.get());
  std::make_heap(heap.begin(), heap.end(), later);
  std::uint32_t rank = 0;
  std::string key;
  while (!heap.empty()) {
    std::pop_heap(heap.begin(), heap.end(), later);
    TermSource& source = *heap.back();
    if (rank == 0 || source.key() != key) {
      if (rank == std::numeric_limits<std::uint32_t>::max())
        throw Error("more than 4,294,967,295 terms are too many for one load; load the files one by one");
      ++rank;
      key = source.key();
      visit(key);
    }
    source.assign(rank);
    if (source.next())
      std::push_heap(heap.begin(), heap.end(), later);
    else
      heap.pop_back();
  }
  return rank;
}

}  // namespace kg::store
