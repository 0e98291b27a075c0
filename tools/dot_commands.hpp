// Lines that begin with a dot: commands of the program rather than of the language, in the shell and in any
// script. One table drives dispatch, help and the hints for typos.
#pragma once

#include <string>

#include "kg/error.hpp"

namespace kg::tools {

class Session;

/// Runs `.name arguments`. Returns what a script or a command of the program came to that it started; throws
/// `Error` (usage) for a line that cannot be run.
Exit run_dot_command(Session& session, const std::string& line);

}  // namespace kg::tools
