// Ctrl-C: the first one asks whatever runs to stop, the second ends the program at once.
#pragma once

#include <atomic>

namespace kg::tools {

/// True once somebody asked to stop. The shell clears it before each statement.
extern std::atomic<bool> stop_requested;

/// Makes SIGINT and SIGTERM set `stop_requested`.
void catch_interrupts();

/// Throws `Error` with `Exit::Interrupted` if somebody asked to stop.
void check_stop();

}  // namespace kg::tools
