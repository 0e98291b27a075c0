// What a running query may take: until when it may run, and how much memory the rows that it keeps may fill.
// Whatever loops over rows asks now and then whether to stop; whatever keeps rows says how many bytes they
// are:
//
//   Charge charge(limits, "sorting");             // gives all back when it goes
//   for (…) { limits.tick(); charge.add(bytes); … }
//
// One per query and thread; only the flag that stops it may be set from elsewhere.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>

namespace kg::query {

class Limits {
 public:
  using Clock = std::chrono::steady_clock;

  Limits() = default;
  /// `stop`: true ends the query; null for never. `memory`: bytes; 0 for no limit.
  Limits(const std::atomic<bool>* stop, std::optional<Clock::time_point> deadline, std::uint64_t memory = 0)
      : stop_(stop), deadline_(deadline), memory_(memory) {}
  Limits(const Limits&) = delete;
  Limits& operator=(const Limits&) = delete;

  /// Throws `Error` with Exit::Interrupted or Exit::Timeout when it is time to stop. Reads the clock: for
  /// each batch, and for each row that takes microseconds.
  void check() const;
  /// The same, each 128th time: for the steps of loops that take less than a microsecond each.
  void tick() {
    if ((++ticks_ & 127) == 0) check();
  }

 private:
  friend class Charge;
  void charge(std::uint64_t bytes);

  const std::atomic<bool>* stop_ = nullptr;
  std::optional<Clock::time_point> deadline_;
  std::uint64_t memory_ = 0;
  std::uint64_t used_ = 0;
  std::map<std::string_view, std::uint64_t> used_for_;
  unsigned ticks_ = 0;
};

/// The bytes that one keeper of rows holds. An estimate is enough, if it grows as the memory does.
class Charge {
 public:
  /// `purpose`, a literal: what people would call it, "sorting".
  Charge(Limits& limits, std::string_view purpose) : limits_(limits), used_for_(limits.used_for_[purpose]) {}
  ~Charge() { clear(); }
  Charge(const Charge&) = delete;
  Charge& operator=(const Charge&) = delete;

  /// Throws `Error` if the query then takes more than it may. Call it before the memory is taken.
  void add(std::uint64_t bytes) {
    bytes_ += bytes;
    used_for_ += bytes;
    limits_.charge(bytes);
  }
  void clear() {
    limits_.used_ -= bytes_;
    used_for_ -= bytes_;
    bytes_ = 0;
  }

 private:
  Limits& limits_;
  std::uint64_t& used_for_;
  std::uint64_t bytes_ = 0;
};

}  // namespace kg::query
