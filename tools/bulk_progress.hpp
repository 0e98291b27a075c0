// How a bulk load gets on, on the terminal: `reading: 3400000 triples, 610000/s, 12 s left`, then the steps
// that follow.
#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>

#include "kg/bulk.hpp"
#include "tools/terminal.hpp"

namespace kg::tools {

class BulkProgress {
 public:
  /// Options that show each step here and end at Ctrl-C; they must not outlive this.
  BulkOptions options(std::uint64_t memory, std::size_t jobs);
  /// So many bytes of all have been read (0: nobody knows of how many), and so many triples. Threads may call
  /// it.
  void reading(std::uint64_t bytes, std::uint64_t all_bytes, std::uint64_t triples);
  void clear() { line_.clear(); }

 private:
  using Clock = std::chrono::steady_clock;

  std::mutex mutex_;
  Progress line_;
  Clock::time_point started_ = Clock::now(), shown_ = started_;
};

}  // namespace kg::tools
