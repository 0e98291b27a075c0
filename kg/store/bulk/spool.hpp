// Bytes that are written once and then read from the beginning: in memory, or in a file that has no name, so
// that it is gone however the process ends. Sorted runs and rows that wait lie in spools; all those of a load
// share one file.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

namespace kg::store {

/// Parts of one size, which spools take and give back. The file is made with the first of them. Threads may
/// share it. Throws `StorageError`.
class SpoolFile {
 public:
  static constexpr std::size_t kPart = 1 << 16;  ///< bytes

  explicit SpoolFile(std::string folder) : folder_(std::move(folder)) {}
  ~SpoolFile();
  SpoolFile(const SpoolFile&) = delete;
  SpoolFile& operator=(const SpoolFile&) = delete;

  /// Returns the number of the part that now has these bytes, at most `kPart`.
  std::uint64_t write(const char* bytes, std::size_t count);
  void read(std::uint64_t part, char* bytes, std::size_t count) const;
  /// What comes later may be written there.
  void give_back(std::span<const std::uint64_t> parts);

 private:
  std::uint64_t free_part();

  const std::string folder_;
  std::mutex mutex_;
  int file_ = -1;
  std::uint64_t parts_ = 0;  ///< so far
  std::vector<std::uint64_t> free_;
};

class Spool {
 public:
  /// In memory.
  Spool() = default;
  /// In this file, which must outlive it; in memory if there is none. Throws `StorageError`, in all
  /// functions.
  explicit Spool(SpoolFile* file) : file_(file) {}
  ~Spool();
  Spool(Spool&& other) noexcept;
  Spool& operator=(Spool&& other) noexcept;

  void append(const void* bytes, std::size_t count);
  template <typename T>
  void append(const T& value) {
    append(&value, sizeof value);
  }
  /// Nothing more is appended: if it is in a file, all of it is.
  void seal();
  /// Bytes of memory that it takes.
  std::uint64_t memory() const { return parts_.size() * SpoolFile::kPart; }

  /// Reads what was appended before the reader was made. Belongs to one thread; several may read at a time.
  class Reader {
   public:
    explicit Reader(const Spool& spool) : spool_(&spool) {}
    /// False, and nothing read, at the end. REQUIRES: the bytes were appended in pieces that end at `count`.
    bool read(void* bytes, std::size_t count);
    template <typename T>
    bool read(T& value) {
      return read(&value, sizeof value);
    }

   private:
    bool fill();

    const Spool* spool_;
    std::uint64_t at_ = 0;                         ///< of the next byte to fetch
    const char *next_ = nullptr, *end_ = nullptr;  ///< fetched and not yet read
    std::unique_ptr<char[]> buffer_;               ///< of a file's reader
  };

 private:
  SpoolFile* file_ = nullptr;
  std::uint64_t size_ = 0;
  std::vector<std::uint64_t> written_;          ///< parts that are in the file
  std::vector<std::unique_ptr<char[]>> parts_;  ///< all, or the one that is not yet in the file
};

}  // namespace kg::store
