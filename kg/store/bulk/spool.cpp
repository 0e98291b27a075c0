#include "kg/store/bulk/spool.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "kg/error.hpp"
#include "kg/store/folder.hpp"

namespace kg::store {
namespace {

constexpr std::size_t kPart = SpoolFile::kPart;

[[noreturn]] void fail(const std::string& folder, const char* what) {
  const std::string reason = std::strerror(errno);
  throw StorageError(
      fmt::format("a temporary file in {} cannot be {}: {}; {}", folder, what, reason, advice_for(reason)));
}

}  // namespace

SpoolFile::~SpoolFile() {
  if (file_ >= 0) close(file_);
}

std::uint64_t SpoolFile::free_part() {
  const std::lock_guard lock(mutex_);
  if (file_ < 0) {
    std::error_code error;
    std::filesystem::create_directory(folder_, error);  // if it fails, so does what follows, which says why
    std::string name = folder_ + "/run-XXXXXX";
    file_ = mkostemp(name.data(), O_CLOEXEC);
    if (file_ < 0) fail(folder_, "made");
    unlink(name.c_str());
  }
  if (free_.empty()) return parts_++;
  const std::uint64_t part = free_.back();
  free_.pop_back();
  return part;
}

std::uint64_t SpoolFile::write(const char* bytes, std::size_t count) {
  const std::uint64_t part = free_part();
  for (std::size_t done = 0; done < count;) {
    const ssize_t written =
        pwrite(file_, bytes + done, count - done, static_cast<off_t>(part * kPart + done));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) fail(folder_, "written");
    done += static_cast<std::size_t>(written);
  }
  return part;
}

void SpoolFile::read(std::uint64_t part, char* bytes, std::size_t count) const {
  for (std::size_t done = 0; done < count;) {
    const ssize_t got = pread(file_, bytes + done, count - done, static_cast<off_t>(part * kPart + done));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) fail(folder_, "read");
    done += static_cast<std::size_t>(got);
  }
}

void SpoolFile::give_back(std::span<const std::uint64_t> parts) {
  const std::lock_guard lock(mutex_);
  free_.insert(free_.end(), parts.begin(), parts.end());
}

Spool::~Spool() {
  if (file_ != nullptr) file_->give_back(written_);
}

Spool::Spool(Spool&& other) noexcept {
  *this = std::move(other);
}

Spool& Spool::operator=(Spool&& other) noexcept {
  std::swap(file_, other.file_);
  std::swap(size_, other.size_);
  std::swap(written_, other.written_);
  std::swap(parts_, other.parts_);
  return *this;
}

void Spool::append(const void* bytes, std::size_t count) {
  const char* from = static_cast<const char*>(bytes);
  while (count > 0) {
    const std::size_t used = size_ % kPart;
    if (used == 0 && (parts_.empty() || file_ == nullptr))
      parts_.push_back(std::make_unique_for_overwrite<char[]>(kPart));
    const std::size_t now = std::min(count, kPart - used);
    std::memcpy(parts_.back().get() + used, from, now);
    from += now;
    count -= now;
    size_ += now;
    if (file_ != nullptr && size_ % kPart == 0) written_.push_back(file_->write(parts_[0].get(), kPart));
  }
}

void Spool::seal() {
  if (file_ == nullptr) return;
  if (size_ % kPart != 0) written_.push_back(file_->write(parts_[0].get(), size_ % kPart));
  parts_.clear();
}

bool Spool::Reader::fill() {
  if (at_ >= spool_->size_) return false;
  const std::size_t count = std::min<std::uint64_t>(kPart, spool_->size_ - at_);
  const std::size_t part = at_ / kPart, in_file = spool_->written_.size();
  if (part < in_file) {
    if (!buffer_) buffer_ = std::make_unique_for_overwrite<char[]>(kPart);
    spool_->file_->read(spool_->written_[part], buffer_.get(), count);
    next_ = buffer_.get();
  } else {
    next_ = spool_->parts_[part - in_file].get();
  }
  end_ = next_ + count;
  at_ += count;
  return true;
}

bool Spool::Reader::read(void* bytes, std::size_t count) {
  char* to = static_cast<char*>(bytes);
  while (count > 0) {
    if (next_ == end_ && !fill()) return false;
    const std::size_t now = std::min<std::size_t>(count, static_cast<std::size_t>(end_ - next_));
    std::memcpy(to, next_, now);
    next_ += now;
    to += now;
    count -= now;
  }
  return true;
}

}  // namespace kg::store
