// The clocks that the programs here measure with.
#pragma once

#include <time.h>

namespace kg {

/// Milliseconds since some time. `CLOCK_MONOTONIC` is time that passes, `CLOCK_PROCESS_CPUTIME_ID` and
/// `CLOCK_THREAD_CPUTIME_ID` what the processor worked for this process or thread.
inline double milliseconds_now(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

}  // namespace kg
