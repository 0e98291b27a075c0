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

namespace kg::store {
namespace {

constexpr std::size_t kPart = 1 << 20;

[[noreturn]] void fail(const std::string& folder, const char* what) {
  throw StorageError(
      fmt::format("a temporary file in {} cannot be {}: {}; make room on the disk and try again, nothing "
                  "that was there is lost",
                  folder, what, std::strerror(errno)));
}

}  // namespace

Spool::Spool(const std::string& folder) : folder_(folder) {
  std::error_code error;
  std::filesystem::create_directory(folder, error);  // if it fails, so does what follows, which says why
  std::string name = folder + "/run-XXXXXX";
  file_ = mkostemp(name.data(), O_CLOEXEC);
  if (file_ < 0) fail(folder_, "made");
  unlink(name.c_str());
}

Spool::~Spool() {
  if (file_ >= 0) close(file_);
}

Spool::Spool(Spool&& other) noexcept {
  *this = std::move(other);
}

Spool& Spool::operator=(Spool&& other) noexcept {
  std::swap(file_, other.file_);
  std::swap(size_, other.size_);
  std::swap(parts_, other.parts_);
  std::swap(folder_, other.folder_);
  return *this;
}

std::uint64_t Spool::memory() const {
  return parts_.size() * kPart;
}

void Spool::clear() {
  *this = Spool();
}

void Spool::append(const void* bytes, std::size_t count) {
  const char* from = static_cast<const char*>(bytes);
  while (count > 0) {
    const std::size_t used = size_ % kPart;
    if (used == 0 && (parts_.empty() || !in_file()))
      parts_.push_back(std::make_unique_for_overwrite<char[]>(kPart));
    const std::size_t now = std::min(count, kPart - used);
    std::memcpy(parts_.back().get() + used, from, now);
    from += now;
    count -= now;
    size_ += now;
    if (in_file() && size_ % kPart == 0) write_out();
  }
}

/// Writes the last part, which is full.
void Spool::write_out() {
  for (std::size_t done = 0; done < kPart;) {
    const ssize_t written =
        pwrite(file_, parts_.back().get() + done, kPart - done, static_cast<off_t>(size_ - kPart + done));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) fail(folder_, "written");
    done += static_cast<std::size_t>(written);
  }
}

bool Spool::Reader::fill() {
  if (at_ >= spool_->size_) return false;
  const std::size_t count = std::min<std::uint64_t>(kPart, spool_->size_ - at_);
  const bool last = at_ / kPart == spool_->size_ / kPart;
  if (!spool_->in_file() || last) {
    next_ = spool_->parts_[spool_->in_file() ? 0 : at_ / kPart].get();
  } else {
    if (!buffer_) buffer_ = std::make_unique_for_overwrite<char[]>(kPart);
    for (std::size_t done = 0; done < count;) {
      const ssize_t got =
          pread(spool_->file_, buffer_.get() + done, count - done, static_cast<off_t>(at_ + done));
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) fail(spool_->folder_, "read");
      done += static_cast<std::size_t>(got);
    }
    next_ = buffer_.get();
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
