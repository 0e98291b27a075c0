// Programs that are run and not linked: `dot`, `sfdp`. Without a shell, so no name can be taken for a
// command.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kg::tools {

/// Runs a program of the PATH with `input` on its standard input and returns what it wrote to its standard
/// output. Throws `Error` if it is not there (naming the package that brings it) or fails (with the first
/// line of its complaint).
std::string run_program(const std::vector<std::string>& command, std::string_view input,
                        std::string_view package);

}  // namespace kg::tools
