// Bytes that are written once and then read from the beginning: in memory, or in a file that has no name, so
// that it is gone however the process ends. Sorted runs and rows that wait lie in spools.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace kg::store {

class Spool {
 public:
  /// In memory.
  Spool() = default;
  /// In a file of this folder. Throws `StorageError`, here and in all functions.
  explicit Spool(const std::string& folder);
  ~Spool();
  Spool(Spool&& other) noexcept;
  Spool& operator=(Spool&& other) noexcept;

  void append(const void* bytes, std::size_t count);
  template <typename T>
  void append(const T& value) {
    append(&value, sizeof value);
  }
  std::uint64_t size() const { return size_; }
  /// Bytes of memory that it takes.
  std::uint64_t memory() const;
  bool in_file() const { return file_ >= 0; }
  void clear();

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
  void write_out();

  int file_ = -1;
  std::uint64_t size_ = 0;
  std::vector<std::unique_ptr<char[]>> parts_;  ///< all, or the one that is not yet in the file
  std::string folder_;
};

}  // namespace kg::store
