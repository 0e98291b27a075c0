#include "tools/output.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "kg/error.hpp"

namespace kg::tools {

Output::Output(std::string path) : path_(path == "-" ? std::string{} : std::move(path)), stream_(stdout) {
  if (path_.empty()) return;
  std::error_code error;
  const auto status = std::filesystem::status(path_, error);
  const bool is_device = std::filesystem::exists(status) && !std::filesystem::is_regular_file(status);
  if (!is_device) temporary_ = fmt::format("{}.{}.part", path_, getpid());
  stream_ = std::fopen(is_device ? path_.c_str() : temporary_.c_str(), "wb");
  if (stream_ == nullptr) throw StorageError(fmt::format("cannot write {}: {}", path_, std::strerror(errno)));
}

Output::~Output() {
  if (path_.empty() || stream_ == nullptr) return;
  std::fclose(stream_);
  if (!temporary_.empty()) std::remove(temporary_.c_str());
}

void Output::write(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stream_) != text.size()) flush();
}

void Output::flush() {
  if (std::fflush(stream_) == 0 && std::ferror(stream_) == 0) return;
  throw StorageError(
      fmt::format("cannot write {}: {}", path_.empty() ? "standard output" : path_, std::strerror(errno)));
}

void Output::close() {
  flush();
  if (path_.empty()) return;
  const bool closed = std::fclose(std::exchange(stream_, nullptr)) == 0;
  if (closed && (temporary_.empty() || std::rename(temporary_.c_str(), path_.c_str()) == 0)) return;
  const std::string reason = std::strerror(errno);
  if (!temporary_.empty()) std::remove(temporary_.c_str());
  throw StorageError(fmt::format("cannot write {}: {}", path_, reason));
}

}  // namespace kg::tools
