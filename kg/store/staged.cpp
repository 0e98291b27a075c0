// Each key has its values newest first, each with the number of its batch: a view knows how many batches it
// sees, so nothing is copied for it.
#include "kg/store/staged.hpp"

#include <algorithm>
#include <forward_list>
#include <map>
#include <mutex>
#include <shared_mutex>
#include <vector>

#include "kg/error.hpp"

namespace kg::store {
namespace {

struct Version {
  std::uint64_t batch = 0;
  std::optional<std::string> value;  ///< nothing: the key is erased
};
/// Nodes of maps and lists stay where they are, so that the bytes of a value outlive later changes.
using Versions = std::forward_list<Version>;
using Entries = std::map<std::string, Versions, std::less<>>;

}  // namespace

struct StagedStore::Layer {
  mutable std::shared_mutex mutex;
  Entries entries;
  std::uint64_t batches = 0;
  std::vector<std::uint64_t> broken_off;  ///< batches that nobody sees

  /// What a view that sees `most` batches finds; null if none of them speaks of the key.
  const Version* seen(const Versions& versions, std::uint64_t most) const {
    for (const Version& one : versions)
      if (one.batch <= most && std::ranges::find(broken_off, one.batch) == broken_off.end()) return &one;
    return nullptr;
  }
};

namespace {

using Layer = StagedStore::Layer;

/// Walks the base and the staged entries side by side; a staged one hides the base's of the same key.
class StagedIterator : public KeyIterator {
 public:
  StagedIterator(std::unique_ptr<KeyIterator> base, const Layer& layer, std::uint64_t batches, KeyRange range)
      : base_(std::move(base)), layer_(layer), batches_(batches), range_(std::move(range)) {
    seek(range_.from);
  }

  bool valid() const override { return staged_ != nullptr || base_->valid(); }
  std::string_view key() const override { return staged_ ? place_->first : base_->key(); }
  std::string_view value() const override { return staged_ ? *staged_->value : base_->value(); }
  void next() override {
    const std::shared_lock lock(layer_.mutex);
    if (staged_ == nullptr || (base_->valid() && base_->key() == place_->first)) base_->next();
    if (staged_ != nullptr) ++place_;
    settle();
  }
  void restart(KeyRange range) override {
    range_ = std::move(range);
    base_->restart(range_);
    seek(range_.from);
  }
  void seek(std::string_view key) override {
    const std::shared_lock lock(layer_.mutex);
    base_->seek(key);
    place_ = layer_.entries.lower_bound(std::max<std::string_view>(key, range_.from));
    settle();
  }

 private:
  /// Passes over what is erased, until the lesser of the two keys is one to show.
  void settle() {
    for (; place_ != layer_.entries.end() && place_->first < range_.to; ++place_) {
      staged_ = layer_.seen(place_->second, batches_);
      if (staged_ == nullptr) continue;
      if (base_->valid() && base_->key() < place_->first) break;
      if (staged_->value) return;
      if (base_->valid() && base_->key() == place_->first) base_->next();
    }
    staged_ = nullptr;
  }

  std::unique_ptr<KeyIterator> base_;
  const Layer& layer_;
  std::uint64_t batches_;
  KeyRange range_;
  Entries::const_iterator place_;    ///< the staged entry at hand, or the one that follows the base's
  const Version* staged_ = nullptr;  ///< the entry at hand, if it is staged
};

class StagedView : public View {
 public:
  StagedView(std::shared_ptr<const View> base, std::shared_ptr<const Layer> layer)
      : base_(std::move(base)), layer_(std::move(layer)), batches_(layer_->batches) {}

  std::vector<std::optional<std::string>> multi_get(std::span<const std::string> keys) const override {
    std::vector<std::optional<std::string>> values(keys.size());
    std::vector<std::string> asked;  // of the base
    std::vector<std::size_t> places;
    {
      const std::shared_lock lock(layer_->mutex);
      for (std::size_t i = 0; i < keys.size(); ++i) {
        const auto entry = layer_->entries.find(keys[i]);
        const Version* version =
            entry == layer_->entries.end() ? nullptr : layer_->seen(entry->second, batches_);
        if (version != nullptr) {
          values[i] = version->value;
        } else {
          asked.push_back(keys[i]);
          places.push_back(i);
        }
      }
    }
    auto found = base_->multi_get(asked);
    for (std::size_t i = 0; i < found.size(); ++i) values[places[i]] = std::move(found[i]);
    return values;
  }

  std::unique_ptr<KeyIterator> iterate(KeyRange range) const override {
    auto base = base_->iterate(range);
    return std::make_unique<StagedIterator>(std::move(base), *layer_, batches_, std::move(range));
  }

  void multi_scan(std::span<const KeyRange> ranges, const EntryVisitor& visit) const override {
    for (std::size_t i = 0; i < ranges.size(); ++i)
      for (const auto entry = iterate(ranges[i]); entry->valid(); entry->next())
        if (!visit(i, entry->key(), entry->value())) break;
  }

  std::uint64_t bytes(const KeyRange& range) const override {
    const std::shared_lock lock(layer_->mutex);
    std::uint64_t bytes = base_->bytes(range);
    for (auto entry = layer_->entries.lower_bound(range.from);
         entry != layer_->entries.end() && entry->first < range.to; ++entry)
      if (const Version* version = layer_->seen(entry->second, batches_); version && version->value)
        bytes += entry->first.size() + version->value->size();
    return bytes;
  }

  std::uint64_t bytes_on_disk() const override { return base_->bytes_on_disk(); }

 private:
  std::shared_ptr<const View> base_;
  std::shared_ptr<const Layer> layer_;
  std::uint64_t batches_;
};

}  // namespace

StagedStore::StagedStore(std::shared_ptr<const View> base)
    : base_(std::move(base)), layer_(std::make_shared<Layer>()) {}

std::shared_ptr<const View> StagedStore::view() const {
  return std::make_shared<StagedView>(base_, layer_);
}

void StagedStore::apply(const Batch& batch, bool) {
  apply(batch, Watch());
}

void StagedStore::apply(const Batch& batch, const Watch& watch) {
  constexpr std::size_t kAtOnce = 256;  // changes, between two calls of the watch
  const std::unique_lock lock(layer_->mutex);
  ++layer_->batches;
  std::size_t done = 0;
  try {
    for (const auto& [key, value] : batch.changes()) {
      if (watch && done++ % kAtOnce == 0) watch();
      layer_->entries[std::string(key)].push_front({layer_->batches, std::optional<std::string>(value)});
    }
  } catch (...) {
    layer_->broken_off.push_back(layer_->batches);
    throw;
  }
}

std::unique_ptr<SortedFile> StagedStore::sorted_file(KeyRange) {
  throw Error("a graph cannot be rewritten in a transaction; commit or roll back first");
}

void StagedStore::ingest(std::vector<std::unique_ptr<SortedFile>>) {
  sorted_file({});
}

Batch StagedStore::batch(std::string_view prefix) const {
  Batch batch;
  for (auto entry = layer_->entries.lower_bound(prefix);
       entry != layer_->entries.end() && entry->first.starts_with(prefix); ++entry) {
    const Version* version = layer_->seen(entry->second, layer_->batches);
    if (version == nullptr) continue;
    if (version->value)
      batch.put(entry->first, *version->value);
    else
      batch.erase(entry->first);
  }
  return batch;
}

}  // namespace kg::store
