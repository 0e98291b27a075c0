#include "query/limits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "kg/error.hpp"
#include "query/messages.hpp"

namespace kg::query {
namespace {

/// In the unit that leaves the smallest whole number: 512MiB, 1500KB.
std::string size_text(std::uint64_t bytes) {
  static constexpr std::string_view kThousands[] = {"B", "KB", "MB", "GB", "TB"};
  static constexpr std::string_view kBinary[] = {"B", "KiB", "MiB", "GiB", "TiB"};
  const auto in = [bytes](const auto& units, std::uint64_t step) {
    std::uint64_t count = bytes;
    std::size_t unit = 0;
    for (; count % step == 0 && unit + 1 < std::size(units); ++unit) count /= step;
    return std::pair(count, units[unit]);
  };
  const auto [count, unit] = std::min(in(kThousands, 1000), in(kBinary, 1024));
  return fmt::format("{}{}", count, unit);
}

}  // namespace

void Limits::check() const {
  if (stop_ != nullptr && stop_->load(std::memory_order_relaxed))
    throw Error(kRun.interrupted().text(), Exit::Interrupted);
  if (deadline_ && Clock::now() >= *deadline_) throw Error(kRun.out_of_time().text(), Exit::Timeout);
}

void Limits::charge(std::uint64_t bytes) {
  used_ += bytes;
  if (memory_ == 0 || used_ <= memory_) return;
  const auto most = std::max_element(used_for_.begin(), used_for_.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  throw Error(kRun.out_of_memory(size_text(memory_), most->first).text());
}

}  // namespace kg::query
