// What a corpus can ask of the command line: files, and commands in the corpus's folder.
#include <fmt/format.h>
#include <stdio.h>
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "kg/error.hpp"
#include "tests/kgt/directives.hpp"

namespace kg::kgt {
namespace {

std::string first_word_after(const Case& one) {
  const auto space = one.directive_line.find(' ');
  if (space == std::string::npos) throw Error(fmt::format("expected `{} NAME`", one.directive));
  return one.directive_line.substr(space + 1);
}

/// `file NAME`: the body becomes that file of the corpus's folder.
std::string write_file(const Case& one, State& state) {
  const auto path = std::filesystem::path(state.folder()) / first_word_after(one);
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << one.body;
  return "";
}

/// `cmd`: bash runs the body in the corpus's folder, with `kg` on its PATH and the source tree as $KG_SOURCE.
/// Prints what it writes, both streams together, and its exit code unless that is 0.
std::string run_commands(const Case& one, State& state) {
  state.close_graph();
  const auto script = std::filesystem::path(state.folder()) / ".cmd";
  std::ofstream(script, std::ios::binary)
      << fmt::format(
             "exec 2>&1 </dev/null\ncd {0}\nexport KG_SOURCE={1} PATH={2}:$PATH HOME={0} LC_ALL=C.UTF-8\n"
             "unset NO_COLOR CLICOLOR_FORCE XDG_STATE_HOME\n",
             state.folder(), KG_SOURCE_DIR, KG_PROGRAM_DIR)
      << one.body;
  FILE* pipe = popen(fmt::format("bash {}", script.string()).c_str(), "r");
  if (pipe == nullptr) throw Error("expected to run bash");
  std::string output;
  char buffer[4096];
  while (const std::size_t count = fread(buffer, 1, sizeof buffer, pipe)) output.append(buffer, count);
  const int status = pclose(pipe);
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  if (!output.empty() && !output.ends_with('\n')) output += '\n';
  if (code != 0) output += fmt::format("[exit code {}]\n", code);
  return output;
}

}  // namespace

void add_command_directives(Directives& table) {
  table["file"] = write_file;
  table["cmd"] = run_commands;
}

}  // namespace kg::kgt
