#include "tools/spawn.hpp"

#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include "kg/error.hpp"

namespace kg::tools {
namespace {

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Close>;

/// A nameless file: unlike a pipe it can neither fill up nor break while the other side is busy.
File temporary_file() {
  File file(std::tmpfile());
  if (!file) throw StorageError(fmt::format("cannot make a temporary file: {}", std::strerror(errno)));
  return file;
}

std::string content_of(std::FILE* file) {
  std::rewind(file);
  std::string content;
  char buffer[1 << 16];
  while (const std::size_t count = std::fread(buffer, 1, sizeof buffer, file)) content.append(buffer, count);
  return content;
}

}  // namespace

std::string run_program(const std::vector<std::string>& command, std::string_view input,
                        std::string_view package) {
  const File in = temporary_file();
  const File out = temporary_file();
  const File err = temporary_file();
  if (std::fwrite(input.data(), 1, input.size(), in.get()) != input.size() || std::fflush(in.get()) != 0) {
    throw StorageError(fmt::format("cannot write a temporary file: {}", std::strerror(errno)));
  }
  std::rewind(in.get());

  std::vector<char*> arguments;
  for (const auto& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);

  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, fileno(in.get()), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&files, fileno(out.get()), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&files, fileno(err.get()), STDERR_FILENO);
  pid_t child = 0;
  const int error = posix_spawnp(&child, arguments[0], &files, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  if (error == ENOENT) {
    throw Error(fmt::format(
        "the program '{}' is needed and not installed: install the package {} (apt-get install {})",
        command[0], package, package));
  }
  if (error != 0) throw Error(fmt::format("cannot run '{}': {}", command[0], std::strerror(error)));

  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR)
      throw Error(fmt::format("lost the program '{}': {}", command[0], std::strerror(errno)));
  }
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    const std::string complaint = content_of(err.get());
    throw Error(
        fmt::format("the program '{}' failed: {}", command[0],
                    complaint.empty() ? "it said nothing" : complaint.substr(0, complaint.find('\n'))));
  }
  return content_of(out.get());
}

}  // namespace kg::tools
