// Where results go: standard output, or a file that appears only when all of it is written.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

namespace kg::tools {

/// A full disk is an error and never a short result; a reader that has gone (`kg query … | head`) ends the
/// program quietly by SIGPIPE.
class Output {
 public:
  /// Empty or `-` is standard output. Throws `StorageError` if the file cannot be made.
  explicit Output(std::string path = {});
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  void write(std::string_view text);
  /// Sends what is written so far on its way; throws `StorageError` if it does not arrive.
  void flush();
  /// Flushes, and gives the file its name. Nothing is left of a file that is not closed.
  void close();
  bool is_stdout() const { return path_.empty(); }

 private:
  std::string path_;       ///< empty for standard output
  std::string temporary_;  ///< the file's name until it is closed; empty for a device (/dev/null)
  std::FILE* stream_ = nullptr;
};

}  // namespace kg::tools
