#include "tools/output.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <utility>

#include "kg/error.hpp"
#include "query/limits.hpp"
#include "tools/stop.hpp"

namespace kg::tools {
namespace {

constexpr std::size_t kMostWaiting = 1 << 16;
/// A pipe that is ready takes so many bytes (POSIX: PIPE_BUF) without a wait, whoever reads.
constexpr std::size_t kAtOnce = 4096;
constexpr int kLookMs = 20;  ///< between two looks at the clock while nobody reads

}  // namespace

Output::Output(std::string path)
    : path_(path == "-" ? std::string{} : std::move(path)), file_(STDOUT_FILENO) {
  if (path_.empty()) return;
  std::error_code error;
  const auto status = std::filesystem::status(path_, error);
  const bool is_device = std::filesystem::exists(status) && !std::filesystem::is_regular_file(status);
  if (!is_device) temporary_ = fmt::format("{}.{}.part", path_, getpid());
  constexpr mode_t kReadAndWrite = 0666;  // less what the user's mask takes
  file_ = open(is_device ? path_.c_str() : temporary_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC,
               kReadAndWrite);
  if (file_ < 0) fail();
}

Output::~Output() {
  if (path_.empty()) {
    try {
      flush();
    } catch (const Error&) {
      // Something else has ended the program already.
    }
    return;
  }
  if (file_ >= 0) ::close(file_);
  if (file_ >= 0 && !temporary_.empty()) std::remove(temporary_.c_str());
}

void Output::write(std::string_view text) {
  waiting_ += text;
  if (waiting_.size() >= kMostWaiting) flush();
}

void Output::flush() {
  send(std::exchange(waiting_, {}));
}

void Output::close() {
  flush();
  if (path_.empty()) return;
  const bool closed = ::close(std::exchange(file_, -1)) == 0;
  if (closed && (temporary_.empty() || std::rename(temporary_.c_str(), path_.c_str()) == 0)) return;
  const int reason = errno;
  if (!temporary_.empty()) std::remove(temporary_.c_str());
  errno = reason;
  fail();
}

void Output::send(std::string_view text) {
  while (!text.empty()) {
    wait_for_reader();
    const auto written = ::write(file_, text.data(), std::min(text.size(), kAtOnce));
    if (written >= 0)
      text.remove_prefix(static_cast<std::size_t>(written));
    else if (errno != EINTR && errno != EAGAIN)
      fail();
  }
}

/// Looks before each write, as a signal between a look and a write that blocks would go unheard.
void Output::wait_for_reader() const {
  const query::Limits limits(&stop_requested, deadline_);
  pollfd reader = {file_, POLLOUT, 0};
  while (poll(&reader, 1, kLookMs) <= 0) limits.check();
}

void Output::fail() const {
  throw StorageError(
      fmt::format("cannot write {}: {}", path_.empty() ? "standard output" : path_, std::strerror(errno)));
}

}  // namespace kg::tools
