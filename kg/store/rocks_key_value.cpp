// The key-value seam on RocksDB 7.8: one column family, a whole-key bloom filter, no log files of the
// engine's own.
#include <fmt/format.h>
#include <rocksdb/cache.h>
#include <rocksdb/db.h>
#include <rocksdb/env.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/options.h>
#include <rocksdb/sst_file_writer.h>
#include <rocksdb/table.h>
#include <rocksdb/write_batch.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <set>
#include <thread>
#include <utility>

#include "kg/error.hpp"
#include "kg/store/folder.hpp"
#include "kg/store/key_value.hpp"

namespace kg::store {
namespace {

/// Gets per call of RocksDB: it keeps its results pinned until the call returns.
constexpr std::size_t kGetsAtOnce = 4096;
/// Blocks that have been read and unpacked: most of what queries of a graph of ten million triples read
/// again. Only what is read takes memory.
constexpr std::size_t kCacheBytes = 256 << 20;
/// Sorted runs that may pile up before a closing writer waits for them to be merged.
constexpr std::uint64_t kMostRuns = 8;

/// RocksDB would keep a LOG in the folder, for readers too.
class SilentLogger : public rocksdb::Logger {
 public:
  using rocksdb::Logger::Logv;
  void Logv(const char*, va_list) override {}
};

rocksdb::Options options_for(Access access) {
  rocksdb::BlockBasedTableOptions table;
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  table.block_size = 16 << 10;
  table.format_version = 5;
  table.block_cache = rocksdb::NewLRUCache(kCacheBytes);

  rocksdb::Options options;
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  options.create_if_missing = access == Access::Write;
  options.max_file_opening_threads = 1;  // a graph has few files; starting threads costs more
  options.max_open_files = -1;  // all files stay open, so that a reader outlives their removal by a writer
  options.info_log = std::make_shared<SilentLogger>();
  options.compression = rocksdb::kLZ4Compression;
  options.bottommost_compression = rocksdb::kZSTD;
  options.write_buffer_size = 16 << 20;  // bounds the log that a reader beside the writer has to replay
  options.max_background_jobs = 2;
  options.level_compaction_dynamic_level_bytes = true;
  return options;
}

class RocksStore : public KeyValueStore, public std::enable_shared_from_this<RocksStore> {
 public:
  RocksStore(std::unique_ptr<rocksdb::DB> db, std::string graph, Access access,
             std::shared_ptr<const void> guard)
      : guard_(std::move(guard)), db_(std::move(db)), graph_(std::move(graph)), access_(access) {}

  std::shared_ptr<const View> view() const override;

  void apply(const Batch& batch, bool sync) override {
    rocksdb::WriteBatch changes;
    for (const auto& [key, value] : batch.changes()) {
      check(value ? changes.Put(key, *value) : changes.Delete(key));
    }
    rocksdb::WriteOptions options;
    options.sync = sync;
    check(db_->Write(options, &changes));
    written_ = true;
  }

  std::unique_ptr<SortedFile> sorted_file(KeyRange range) override;
  void ingest(std::vector<std::unique_ptr<SortedFile>> files) override;

  void shrink() override {
    rocksdb::CompactRangeOptions
        options;  // what lies lowest may have been merged while an older view was read
    options.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForceOptimized;
    check(db_->CompactRange(options, nullptr, nullptr));
  }

  void flush() override {
    if (!written_) return;
    check(db_->Flush(rocksdb::FlushOptions{}));
    written_ = false;
    // Closing cancels a running merge; a thousand short writers in a row must not leave a thousand runs
    // behind.
    while (number("rocksdb.num-files-at-level0") >= kMostRuns &&
           number("rocksdb.num-running-compactions") + number("rocksdb.compaction-pending") > 0) {
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
  }

  rocksdb::DB& db() const { return *db_; }
  Access access() const { return access_; }

  std::uint64_t number(const std::string& property) const {
    std::uint64_t value = 0;
    return db_->GetIntProperty(property, &value) ? value : 0;
  }

  /// Throws what a failed call means to the user.
  void check(const rocksdb::Status& status) const {
    if (status.ok()) return;
    const std::string reason = status.ToString();
    if (status.IsCorruption()) {
      throw StorageError(
          fmt::format("graph {} is damaged: {}; restore it from a backup or load it anew", graph_, reason));
    }
    throw StorageError(fmt::format("graph {} cannot be {}: {}; {}", graph_,
                                   access_ == Access::Write ? "written" : "read", reason,
                                   advice_for(reason)));
  }

 private:
  std::shared_ptr<const void> guard_;  // first, so that it goes last
  std::unique_ptr<rocksdb::DB> db_;
  std::string graph_;
  Access access_;
  bool written_ = false;
  std::atomic<unsigned> files_ = 0;  ///< sorted files so far
};

class RocksFile : public SortedFile {
 public:
  RocksFile(std::shared_ptr<RocksStore> store, std::string path, const KeyRange& range, bool replaces)
      : store_(std::move(store)),
        path_(std::move(path)),
        writer_(rocksdb::EnvOptions(), options_for(Access::Write)) {
    store_->check(writer_.Open(path_));
    if (replaces) store_->check(writer_.DeleteRange(range.from, range.to));
    empty_ = !replaces;
  }
  ~RocksFile() override {
    std::error_code error;
    std::filesystem::remove(path_, error);  // not there if it was ingested
  }
  RocksFile(const RocksFile&) = delete;
  RocksFile& operator=(const RocksFile&) = delete;

  void put(std::string_view key, std::string_view value) override {
    store_->check(writer_.Put(key, value));
    empty_ = false;
  }
  /// On the disk; false where there is nothing in it to ingest.
  bool finish() {
    if (!empty_) store_->check(writer_.Finish());
    return !empty_;
  }
  const std::string& path() const { return path_; }

 private:
  std::shared_ptr<RocksStore> store_;
  std::string path_;
  rocksdb::SstFileWriter writer_;
  bool empty_ = false;
};

class RocksIterator : public KeyIterator {
 public:
  RocksIterator(std::shared_ptr<const RocksStore> store, const rocksdb::Snapshot* snapshot, KeyRange range)
      : store_(std::move(store)), range_(std::move(range)), end_(range_.to) {
    rocksdb::ReadOptions options;
    options.snapshot = snapshot;
    options.iterate_upper_bound = &end_;
    iterator_.reset(store_->db().NewIterator(options));
    seek(range_.from);
  }
  bool valid() const override { return iterator_->Valid(); }
  std::string_view key() const override { return iterator_->key().ToStringView(); }
  std::string_view value() const override { return iterator_->value().ToStringView(); }
  void next() override {
    iterator_->Next();
    if (!iterator_->Valid()) store_->check(iterator_->status());
  }
  void seek(std::string_view key) override {
    iterator_->Seek(std::max<std::string_view>(key, range_.from));
    if (!iterator_->Valid()) store_->check(iterator_->status());
  }
  /// RocksDB looks at the upper bound anew with each seek.
  void restart(KeyRange range) override {
    range_ = std::move(range);
    end_ = range_.to;
    seek(range_.from);
  }

 private:
  std::shared_ptr<const RocksStore> store_;
  KeyRange range_;
  rocksdb::Slice end_;
  std::unique_ptr<rocksdb::Iterator> iterator_;
};

class RocksView : public View {
 public:
  explicit RocksView(std::shared_ptr<const RocksStore> store) : store_(std::move(store)) {
    if (store_->access() == Access::Write)
      snapshot_ = store_->db().GetSnapshot();  // a reader is a snapshot by itself
  }
  ~RocksView() override {
    if (snapshot_ != nullptr) store_->db().ReleaseSnapshot(snapshot_);
  }
  RocksView(const RocksView&) = delete;
  RocksView& operator=(const RocksView&) = delete;

  std::vector<std::optional<std::string>> multi_get(std::span<const std::string> keys) const override {
    std::vector<std::optional<std::string>> values(keys.size());
    rocksdb::ReadOptions options;
    options.snapshot = snapshot_;
    for (std::size_t begin = 0; begin < keys.size(); begin += kGetsAtOnce) {
      const std::size_t count = std::min(kGetsAtOnce, keys.size() - begin);
      const std::vector<rocksdb::Slice> slices(keys.begin() + begin, keys.begin() + begin + count);
      std::vector<rocksdb::PinnableSlice> found(count);
      std::vector<rocksdb::Status> statuses(count);
      store_->db().MultiGet(options, store_->db().DefaultColumnFamily(), count, slices.data(), found.data(),
                            statuses.data());
      for (std::size_t i = 0; i < count; ++i) {
        if (statuses[i].IsNotFound()) continue;
        store_->check(statuses[i]);
        values[begin + i] = found[i].ToString();
      }
    }
    return values;
  }

  std::unique_ptr<KeyIterator> iterate(KeyRange range) const override {
    return std::make_unique<RocksIterator>(store_, snapshot_, std::move(range));
  }

  void multi_scan(std::span<const KeyRange> ranges, const EntryVisitor& visit) const override {
    rocksdb::ReadOptions options;
    options.snapshot = snapshot_;
    const std::unique_ptr<rocksdb::Iterator> iterator(store_->db().NewIterator(options));
    for (std::size_t i = 0; i < ranges.size(); ++i) {
      const std::string_view end = ranges[i].to;
      for (iterator->Seek(ranges[i].from); iterator->Valid() && iterator->key().ToStringView() < end;
           iterator->Next()) {
        if (!visit(i, iterator->key().ToStringView(), iterator->value().ToStringView())) break;
      }
      store_->check(iterator->status());
    }
  }

  std::uint64_t bytes(const KeyRange& range) const override {
    const rocksdb::Range bounds(range.from, range.to);
    rocksdb::SizeApproximationOptions options;
    options.include_memtables = true;
    std::uint64_t bytes = 0;
    store_->check(
        store_->db().GetApproximateSizes(options, store_->db().DefaultColumnFamily(), &bounds, 1, &bytes));
    return bytes;
  }

  std::uint64_t bytes_on_disk() const override {
    return store_->number("rocksdb.total-sst-files-size") + store_->number("rocksdb.cur-size-all-mem-tables");
  }

 private:
  std::shared_ptr<const RocksStore> store_;
  const rocksdb::Snapshot* snapshot_ = nullptr;
};

std::shared_ptr<const View> RocksStore::view() const {
  return std::make_shared<RocksView>(shared_from_this());
}

std::unique_ptr<SortedFile> RocksStore::sorted_file(KeyRange range) {
  const std::filesystem::path folder = bulk_folder(db_->GetName());
  std::error_code error;
  std::filesystem::create_directory(folder, error);  // if it fails, so does opening the file, which says why
  const bool replaces = view()->iterate(range)->valid();
  return std::make_unique<RocksFile>(shared_from_this(), folder / fmt::format("{}.sst", ++files_), range,
                                     replaces);
}

/// Within one file an entry outlives the tombstone of the range that it lies in, as both get one sequence
/// number.
void RocksStore::ingest(std::vector<std::unique_ptr<SortedFile>> files) {
  std::vector<std::string> paths;
  for (const auto& file : files) {
    auto& own = static_cast<RocksFile&>(*file);
    if (own.finish()) paths.push_back(own.path());
  }
  if (paths.empty()) return;
  rocksdb::IngestExternalFileOptions options;
  options.move_files = true;
  options.write_global_seqno = false;
  check(db_->IngestExternalFile(paths, options));
  written_ = true;
}

/// RocksDB never uses a log's name twice.
std::set<std::string> logs_in(const std::string& path) {
  std::set<std::string> logs;
  std::error_code error;
  for (std::filesystem::directory_iterator entry(path, error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->path().extension() == ".log") logs.insert(entry->path().filename().string());
  }
  return logs;
}

}  // namespace

std::string after_prefix(std::string prefix) {
  while (!prefix.empty() && prefix.back() == '\xff') prefix.pop_back();
  if (!prefix.empty()) ++prefix.back();
  return prefix;
}

KeyRange prefix_range(std::string prefix) {
  std::string end = after_prefix(prefix);
  return {std::move(prefix), std::move(end)};
}

std::shared_ptr<KeyValueStore> open_rocks(const std::string& path, const std::string& graph, Access access,
                                          std::shared_ptr<const void> guard) {
  const std::set<std::string> logs_before = logs_in(path);
  rocksdb::DB* db = nullptr;
  const rocksdb::Status status = access == Access::Write
                                     ? rocksdb::DB::Open(options_for(access), path, &db)
                                     : rocksdb::DB::OpenForReadOnly(options_for(access), path, &db);
  auto store =
      std::make_shared<RocksStore>(std::unique_ptr<rocksdb::DB>(db), graph, access, std::move(guard));
  store->check(status);
  // A reader learns which files there are, then replays the logs that it finds. A log that a flushing writer
  // took away in between would be missing without a word; as logs go in the order they came, those that were
  // there before tell.
  if (access == Access::Read) {
    const std::set<std::string> logs = logs_in(path);
    if (!std::includes(logs.begin(), logs.end(), logs_before.begin(), logs_before.end())) {
      throw StorageError(fmt::format("graph {} changed while it was being opened; try again", graph));
    }
  }
  return store;
}

}  // namespace kg::store
