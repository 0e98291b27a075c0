// Changes that are not written yet, laid over a view: what a transaction reads and writes. To the layers
// above it is a key-value store like any other; commit takes all that was staged as one batch.
#pragma once

#include <memory>

#include "kg/store/key_value.hpp"
#include "kg/watch.hpp"

namespace kg::store {

/// Keeps what is applied to it in memory, in an ordered map over `base`, where only its own views see it.
/// Views do not change with later batches, outlive the store, and may be shared by threads while it goes on.
class StagedStore : public KeyValueStore {
 public:
  explicit StagedStore(std::shared_ptr<const View> base);

  std::shared_ptr<const View> view() const override;
  /// Takes memory for as long as the store lives, for values that were replaced too.
  void apply(const Batch& batch, bool sync) override;
  /// The same; what `watch` throws ends it, and then no view shows anything of the batch.
  void apply(const Batch& batch, const Watch& watch);
  /// Throw `Error`: what comes in files is too large to be kept in memory.
  std::unique_ptr<SortedFile> sorted_file(KeyRange range) override;
  void ingest(std::vector<std::unique_ptr<SortedFile>> files) override;
  void shrink() override {}
  void flush() override {}

  /// What was applied to the keys that begin with `prefix`, each key once, in their order.
  Batch batch(std::string_view prefix = {}) const;

  struct Layer;

 private:
  std::shared_ptr<const View> base_;
  std::shared_ptr<Layer> layer_;
};

}  // namespace kg::store
