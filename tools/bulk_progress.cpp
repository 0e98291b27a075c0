#include "tools/bulk_progress.hpp"

#include <fmt/format.h>

#include <string>

#include "tools/stop.hpp"

namespace kg::tools {

BulkOptions BulkProgress::options(std::uint64_t memory, std::size_t jobs) {
  BulkOptions options;
  options.memory = memory;
  options.jobs = jobs;
  options.watch = check_stop;
  options.step = [this](std::string_view step) {
    const std::lock_guard lock(mutex_);
    line_.say(step);
  };
  return options;
}

void BulkProgress::reading(std::uint64_t bytes, std::uint64_t all_bytes, std::uint64_t triples) {
  constexpr std::chrono::milliseconds kBetween(200);
  const std::lock_guard lock(mutex_);
  const auto now = Clock::now();
  if (now - shown_ < kBetween) return;
  shown_ = now;
  const double seconds = std::chrono::duration<double>(now - started_).count();
  std::string line =
      fmt::format("reading: {} triples, {:.0f}/s", triples, static_cast<double>(triples) / seconds);
  if (bytes > 0 && bytes < all_bytes)
    line += fmt::format(", {:.0f} s left",
                        seconds * static_cast<double>(all_bytes - bytes) / static_cast<double>(bytes));
  line_.say(line);
}

}  // namespace kg::tools
