// The narrow seam between the graph and the engine that keeps its bytes: an ordered map from keys to values,
// read through unchanging views and changed by atomic batches. Everything above speaks of whole batches of
// keys, so that a distributed engine can stand behind it as well as RocksDB (rocks_key_value.cpp), the only
// implementation now.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kg::store {

/// Keys in [from, to), ordered by their bytes.
struct KeyRange {
  std::string from;
  std::string to;
};

/// The least key that is greater than every key that begins with `prefix`, which must not be all 0xff.
std::string after_prefix(std::string prefix);
/// All keys that begin with `prefix`.
KeyRange prefix_range(std::string prefix);

/// Walks a range upwards. Belongs to one thread; must not outlive its view. Throws `StorageError`.
class KeyIterator {
 public:
  virtual ~KeyIterator() = default;
  virtual bool valid() const = 0;
  /// The bytes live until the next move.
  virtual std::string_view key() const = 0;
  virtual std::string_view value() const = 0;
  virtual void next() = 0;
  /// To the first key of the range that is not before `key`.
  virtual void seek(std::string_view key) = 0;
  /// To the first key of another range: cheaper than a new iterator.
  virtual void restart(KeyRange range) = 0;
};

/// Called for each entry of the range with that index; false: enough of this range.
using EntryVisitor = std::function<bool(std::size_t range, std::string_view key, std::string_view value)>;

/// One unchanging view. Threads may share it. It keeps its store open. Everything throws `StorageError`; all
/// that is read is compared with its checksum.
class View {
 public:
  virtual ~View() = default;
  /// Values in the order of the keys; nothing where there is no such key.
  virtual std::vector<std::optional<std::string>> multi_get(std::span<const std::string> keys) const = 0;
  virtual std::unique_ptr<KeyIterator> iterate(KeyRange range) const = 0;
  /// Visits the ranges one after the other; fast where they are sorted and short.
  virtual void multi_scan(std::span<const KeyRange> ranges, const EntryVisitor& visit) const = 0;
  /// About how many bytes the entries of a range take, without reading them: to a block of a file.
  virtual std::uint64_t bytes(const KeyRange& range) const = 0;
  virtual std::uint64_t bytes_on_disk() const = 0;

  std::optional<std::string> get(const std::string& key) const {
    return std::move(multi_get({&key, 1}).front());
  }
};

/// Changes that happen together or not at all; later ones win. Keeps their bytes one behind the other, as
/// there may be millions.
class Batch {
 public:
  struct Change {  ///< of bytes that the batch owns
    std::string_view key;
    std::optional<std::string_view> value;  ///< nothing: the key is erased
  };
  Batch() = default;
  Batch(Batch&&) = default;
  Batch& operator=(Batch&&) = default;

  void put(std::string_view key, std::string_view value) { changes_.push_back({kept(key), kept(value)}); }
  void erase(std::string_view key) { changes_.push_back({kept(key), std::nullopt}); }
  const std::vector<Change>& changes() const { return changes_; }

 private:
  std::string_view kept(std::string_view bytes) {
    constexpr std::size_t kPart = 1 << 16;
    if (parts_.empty() || parts_.back().capacity() - parts_.back().size() < bytes.size())
      parts_.emplace_back().reserve(std::max(kPart, bytes.size()));
    std::string& part = parts_.back();
    part += bytes;
    return std::string_view(part).substr(part.size() - bytes.size());
  }

  std::vector<std::string> parts_;  ///< none outgrows what was reserved for it
  std::vector<Change> changes_;
};

/// A file of entries beside those of the store: the way in for millions. Nothing of it is seen before
/// `KeyValueStore::ingest`; if it goes without that, nothing is left of it. One thread at a time. Throws
/// `StorageError`.
class SortedFile {
 public:
  virtual ~SortedFile() = default;
  /// REQUIRES: `key` lies in the file's range and is greater than every key before it.
  virtual void put(std::string_view key, std::string_view value) = 0;
};

class KeyValueStore {
 public:
  virtual ~KeyValueStore() = default;
  virtual std::shared_ptr<const View> view() const = 0;
  /// Atomic; with `sync` it has reached the disk when this returns. Throws `StorageError`, and then nothing
  /// has changed.
  virtual void apply(const Batch& batch, bool sync) = 0;
  /// A file whose entries shall take the place of everything that the store has in `range`. Threads may ask
  /// for, and write, one each at a time.
  virtual std::unique_ptr<SortedFile> sorted_file(KeyRange range) = 0;
  /// Takes all files in, in one atomic step that has reached the disk when this returns. Throws
  /// `StorageError`, and then nothing has changed. REQUIRES: files of this store, with ranges apart.
  virtual void ingest(std::vector<std::unique_ptr<SortedFile>> files) = 0;
  /// Drops what has been overwritten and erased from the disk; reads and writes everything that is left.
  virtual void shrink() = 0;
  /// Moves what lies in the log into sorted files, so that the next opening is fast; keeps their number
  /// small.
  virtual void flush() = 0;
};

enum class Access : std::uint8_t { Read, Write };

/// Opens the RocksDB folder `path`; `Access::Write` creates it where there is none, `Access::Read` sees it as
/// of now and writes nothing. `graph` is the graph's path as messages name it; `guard` is let go after the
/// store has been closed.
std::shared_ptr<KeyValueStore> open_rocks(const std::string& path, const std::string& graph, Access access,
                                          std::shared_ptr<const void> guard = nullptr);

}  // namespace kg::store
