// Cuts a stream of bytes into blocks of whole lines, which several threads take from it and work on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>

namespace kg::loaders {

/// Puts at most `most` bytes there and returns how many; 0 at the end.
using ReadBytes = std::function<std::size_t(char* bytes, std::size_t most)>;

struct LineBlock {
  std::string bytes;             ///< whole lines; the last of the stream may lack its line end
  std::uint64_t first_line = 1;  ///< number of the first line
};

class LineBlocks {
 public:
  explicit LineBlocks(ReadBytes read) : read_(std::move(read)) {}
  /// The next block, whose memory is used again; false at the end. Threads may call it at once; what `read`
  /// throws goes to the one that asked.
  bool next(LineBlock& block);

 private:
  ReadBytes read_;
  std::mutex mutex_;
  std::string rest_;  ///< the beginning of a line
  std::uint64_t lines_ = 0;
  bool ended_ = false;
};

}  // namespace kg::loaders
