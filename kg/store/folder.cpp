#include "kg/store/folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>
#include <thread>

#include "kg/error.hpp"

namespace kg::store {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMarker = "kg graph, format ";
constexpr std::size_t kLongestCommand = 200;

fs::path marker_path(const std::string& graph) {
  return fs::path(graph) / "kg.format";
}
fs::path new_marker_path(const std::string& graph) {
  return fs::path(graph) / "kg.format.new";
}
fs::path lock_path(const std::string& graph) {
  return fs::path(graph) / "kg.lock";
}

std::string reason() {
  return std::strerror(errno);
}

std::string read_all(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// "1234 kg load news.kg a.txt"
std::string this_process() {
  std::string command = read_all("/proc/self/cmdline");
  while (!command.empty() && command.back() == '\0') command.pop_back();
  for (char& c : command) {
    if (static_cast<unsigned char>(c) < ' ') c = ' ';
  }
  if (command.size() > kLongestCommand) command = command.substr(0, kLongestCommand) + "…";
  return fmt::format("{} {}\n", getpid(), command);
}

/// The holder that the lock's text names, if that process lives.
std::optional<std::string> holder(const std::string& graph) {
  std::string text = read_all(lock_path(graph));
  if (!text.ends_with('\n')) return std::nullopt;
  text.pop_back();
  const std::size_t space = text.find(' ');
  int process = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), process);
  if (space == std::string::npos || parsed.ptr != text.data() + space) return std::nullopt;
  if (kill(process, 0) != 0 && errno == ESRCH)
    return std::nullopt;  // left behind by a process that was killed
  return fmt::format("process {} ({})", process, text.substr(space + 1));
}

/// Nothing in it but what an interrupted creation leaves.
bool is_as_good_as_empty(const std::string& graph) {
  std::error_code error;
  for (fs::directory_iterator entry(graph, error), end; !error && entry != end; entry.increment(error)) {
    const fs::path name = entry->path().filename();
    if (name != lock_path(graph).filename() && name != new_marker_path(graph).filename()) return false;
  }
  return !error;
}

/// Written aside and renamed, so that it is there whole or not at all.
void write_marker(const std::string& graph) {
  const std::string text = fmt::format("{}{}\n", kMarker, kFormat);
  const int file = open(new_marker_path(graph).c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  const bool good = file >= 0 && write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                    fsync(file) == 0 &&
                    rename(new_marker_path(graph).c_str(), marker_path(graph).c_str()) == 0;
  const std::string why = good ? "" : reason();
  if (file >= 0) close(file);
  if (good) return;
  throw StorageError(fmt::format(
      "graph {} cannot be created: {}; see that the disk has room and that the folder may be written", graph,
      why));
}

[[noreturn]] void refuse_foreign_folder(const std::string& graph) {
  throw StorageError(fmt::format(
      "{} is a folder but no graph, and is left as it is; name another path for the graph", graph));
}

}  // namespace

WriterLock::WriterLock(const std::string& graph) {
  file_ = open(lock_path(graph).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (file_ < 0) {
    throw StorageError(
        fmt::format("graph {} cannot be written: {}; see that its folder may be written", graph, reason()));
  }
  // A holder that has just begun may not have named itself yet.
  for (int attempt = 0; flock(file_, LOCK_EX | LOCK_NB) != 0; ++attempt) {
    const auto who = holder(graph);
    if (!who && attempt < 20) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
      continue;
    }
    close(file_);
    throw StorageError(fmt::format("graph {} is being written by {}; wait until it has ended, or end it",
                                   graph, who.value_or("another process")));
  }
  // Without room for this text the lock holds all the same; a refused process is told less.
  const std::string text = this_process();
  if (ftruncate(file_, 0) == 0) [[maybe_unused]]
    const ssize_t written = write(file_, text.data(), text.size());
}

WriterLock::~WriterLock() {
  [[maybe_unused]] const int emptied = ftruncate(file_, 0);
  close(file_);
}

std::string_view advice_for(std::string_view reason) {
  const auto says = [&](std::string_view text) { return reason.find(text) != std::string_view::npos; };
  if (says("No space left") || says("File too large") || says("Disk quota exceeded"))
    return "make room on the disk and try again, nothing that was there is lost";
  if (says("Too many open files")) return "let the process open more files (ulimit -n) and try again";
  return "see that the disk works and that the folder may be read and written";
}

std::string bulk_folder(const std::string& graph) {
  return fs::path(graph) / "kg.bulk";
}

void check_graph_folder(const std::string& graph) {
  std::error_code error;
  const fs::file_status status = fs::status(graph, error);
  if (status.type() == fs::file_type::not_found) {
    throw StorageError(fmt::format("there is no graph {}; create it with: kg load {} FILE", graph, graph));
  }
  if (error)
    throw StorageError(
        fmt::format("graph {} cannot be read: {}; see that the path is right", graph, error.message()));
  if (!fs::is_directory(status)) {
    throw StorageError(
        fmt::format("{} is a file, but a graph is a folder; name another path for the graph", graph));
  }
  if (!fs::exists(marker_path(graph), error)) {
    if (error)
      throw StorageError(
          fmt::format("graph {} cannot be read: {}; see that you may read it", graph, error.message()));
    refuse_foreign_folder(graph);
  }
  const std::string marker = read_all(marker_path(graph));
  if (marker == fmt::format("{}{}\n", kMarker, kFormat)) return;
  if (marker.starts_with(kMarker)) {
    throw StorageError(
        fmt::format("graph {} has format {}, but this kg reads format {}; load its documents anew into "
                    "another graph, or use the kg that wrote it",
                    graph, marker.substr(kMarker.size(), marker.find('\n') - kMarker.size()), kFormat));
  }
  throw StorageError(
      fmt::format("graph {} has a damaged file kg.format: expected '{}{}'; restore it from a backup", graph,
                  kMarker, kFormat));
}

std::shared_ptr<const WriterLock> prepare_for_writing(const std::string& graph) {
  std::error_code error;
  if (!fs::exists(graph, error) && !fs::create_directory(graph, error)) {
    throw StorageError(
        fmt::format("graph {} cannot be created: {}; see that the folder above it exists and may be written",
                    graph, error.message()));
  }
  if (!fs::is_directory(graph, error) || !is_as_good_as_empty(graph)) check_graph_folder(graph);
  auto lock = std::make_shared<const WriterLock>(graph);
  fs::remove_all(bulk_folder(graph), error);
  if (is_as_good_as_empty(graph)) write_marker(graph);  // asked again: another process may have been faster
  return lock;
}

bool lacks_data(const std::string& graph) {
  std::error_code error;
  for (fs::directory_iterator entry(graph, error), end; !error && entry != end; entry.increment(error)) {
    const fs::path name = entry->path().filename();
    const std::string whole = name.string();
    const bool log = name.extension() == ".log" && !whole.starts_with("LOG");
    if (whole == "CURRENT" || whole.starts_with("MANIFEST") || name.extension() == ".sst" || log)
      return false;
  }
  return !error;
}

}  // namespace kg::store
