#include "tools/stop.hpp"

#include <unistd.h>

#include <csignal>

#include "kg/error.hpp"

namespace kg::tools {

std::atomic<bool> stop_requested = false;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may only touch lock-free atomics");

namespace {

extern "C" void on_interrupt(int) {
  if (stop_requested.exchange(true)) _exit(static_cast<int>(Exit::Interrupted));
}

}  // namespace

void catch_interrupts() {
  struct sigaction action = {};
  action.sa_handler = on_interrupt;  // without SA_RESTART, so that a read from the terminal returns
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

void check_stop() {
  if (stop_requested) throw Error("interrupted", Exit::Interrupted);
}

}  // namespace kg::tools
