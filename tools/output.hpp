// Where results go: standard output, or a file that appears only when all of it is written.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace kg::tools {

/// A full disk is an error and never a short result; a reader that has gone (`kg query … | head`) ends the
/// program quietly by SIGPIPE. A reader that does not read is waited for until somebody asks to stop
/// (stop.hpp) or time is up, and what it was to read is dropped then.
class Output {
 public:
  using Deadline = std::optional<std::chrono::steady_clock::time_point>;

  /// Empty or `-` is standard output. Throws `StorageError` if the file cannot be made.
  explicit Output(std::string path = {});
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  /// Until when a reader is waited for, from here on; nothing for any time.
  void wait_until(Deadline deadline) { deadline_ = deadline; }

  /// Throws as `flush` does.
  void write(std::string_view text);
  /// Sends what is written so far on its way; throws `StorageError` if it does not arrive, `Error` with
  /// Exit::Interrupted or Exit::Timeout.
  void flush();
  /// Flushes, and gives the file its name. Nothing is left of a file that is not closed.
  void close();

 private:
  void send(std::string_view text);
  void wait_for_reader() const;
  [[noreturn]] void fail() const;

  std::string path_;       ///< empty for standard output
  std::string temporary_;  ///< the file's name until it is closed; empty for a device (/dev/null)
  int file_;               ///< its descriptor; -1 when it is closed
  std::string waiting_;    ///< text on its way
  Deadline deadline_;
};

}  // namespace kg::tools
