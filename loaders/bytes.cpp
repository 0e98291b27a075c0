#include "loaders/bytes.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>
#include <vector>

#include "kg/error.hpp"
#include "loaders/text/trees.hpp"

namespace kg::loaders {
namespace {

constexpr std::size_t kBuffer = 1 << 18;
constexpr int kWindowLog = 31;  // `zstd --long=31`, the longest there is

[[noreturn]] void fail_damaged(const std::string& name, std::string_view format, std::string_view why) {
  throw Error(fmt::format("{}: expected a {} file, but it is damaged or none: {}", name, format, why));
}

class File {
 public:
  File(std::string name, const std::atomic<bool>* stop) : name_(std::move(name)), stop_(stop) {
    descriptor_ = name_ == "-" ? STDIN_FILENO : open(name_.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor_ < 0) fail();
  }
  ~File() {
    if (descriptor_ > STDIN_FILENO) close(descriptor_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  std::size_t read(char* bytes, std::size_t most) {
    for (;;) {
      text::check_stop(stop_);
      const ssize_t got = ::read(descriptor_, bytes, most);
      if (got >= 0) return static_cast<std::size_t>(got);
      if (errno != EINTR) fail();
    }
  }

 private:
  [[noreturn]] void fail() const {
    const std::string reason = std::strerror(errno);
    text::check_stop(stop_);
    throw Error(fmt::format("{}: cannot be read: {}", name_, reason));
  }

  std::string name_;
  const std::atomic<bool>* stop_;
  int descriptor_ = -1;
};

/// Compressed bytes at hand.
class Buffer {
 public:
  explicit Buffer(ReadBytes bytes) : bytes_(std::move(bytes)), buffer_(kBuffer) {}
  /// What has not been used, read anew if that is all; empty at the end.
  std::string_view rest() {
    if (used_ == size_) {
      size_ = bytes_(buffer_.data(), buffer_.size());
      used_ = 0;
    }
    return {buffer_.data() + used_, size_ - used_};
  }
  void use(std::size_t bytes) { used_ += bytes; }

 private:
  ReadBytes bytes_;
  std::vector<char> buffer_;
  std::size_t used_ = 0, size_ = 0;
};

/// Members one after the other, as `gzip` reads them.
class Gzip {
 public:
  Gzip(ReadBytes bytes, std::string name) : buffer_(std::move(bytes)), name_(std::move(name)) {
    constexpr int kGzip = 16;  // zlib.h: added to the size of the window
    if (inflateInit2(&stream_, MAX_WBITS + kGzip) != Z_OK) throw Error("out of memory");
  }
  ~Gzip() { inflateEnd(&stream_); }
  Gzip(const Gzip&) = delete;
  Gzip& operator=(const Gzip&) = delete;

  std::size_t read(char* bytes, std::size_t most) {
    most = std::min<std::size_t>(most, std::numeric_limits<uInt>::max());
    stream_.next_out = reinterpret_cast<Bytef*>(bytes);
    stream_.avail_out = static_cast<uInt>(most);
    while (stream_.avail_out == most) {
      const std::string_view in = buffer_.rest();
      if (in.empty()) {
        if (!at_end_) fail_damaged(name_, "gzip", "it ends too early");
        return 0;
      }
      if (at_end_) inflateReset(&stream_);
      at_end_ = false;
      stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));
      stream_.avail_in = static_cast<uInt>(in.size());
      const int result = inflate(&stream_, Z_NO_FLUSH);
      buffer_.use(in.size() - stream_.avail_in);
      if (result == Z_STREAM_END)
        at_end_ = true;
      else if (result != Z_OK)
        fail_damaged(name_, "gzip", "bad data");
    }
    return most - stream_.avail_out;
  }

 private:
  Buffer buffer_;
  std::string name_;
  z_stream stream_{};
  bool at_end_ = false;  ///< of a member
};

class Zstd {
 public:
  Zstd(ReadBytes bytes, std::string name)
      : buffer_(std::move(bytes)), name_(std::move(name)), context_(ZSTD_createDCtx(), ZSTD_freeDCtx) {
    if (!context_) throw Error("out of memory");
    ZSTD_DCtx_setParameter(context_.get(), ZSTD_d_windowLogMax, kWindowLog);
  }

  std::size_t read(char* bytes, std::size_t most) {
    ZSTD_outBuffer out{bytes, most, 0};
    while (out.pos == 0) {
      const std::string_view rest = buffer_.rest();
      if (rest.empty() && !full_) {
        if (wanted_ != 0) fail_damaged(name_, "Zstandard", "it ends too early");
        return 0;
      }
      ZSTD_inBuffer in{rest.data(), rest.size(), 0};
      const std::size_t wanted = ZSTD_decompressStream(context_.get(), &out, &in);
      if (ZSTD_isError(wanted) != 0) fail_damaged(name_, "Zstandard", "bad data");
      if (in.pos > 0 || out.pos > 0) wanted_ = wanted;
      full_ = out.pos == most;  // and so more may come without more to read
      buffer_.use(in.pos);
    }
    return out.pos;
  }

 private:
  Buffer buffer_;
  std::string name_;
  std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context_;
  std::size_t wanted_ = 0;  ///< bytes; 0 at the end of a frame
  bool full_ = false;
};

template <typename Reader, typename... Args>
ReadBytes reader(Args&&... args) {
  return [it = std::make_shared<Reader>(std::forward<Args>(args)...)](char* bytes, std::size_t most) {
    return it->read(bytes, most);
  };
}

}  // namespace

std::string_view without_compression(std::string_view name) {
  for (const std::string_view ending : {".gz", ".zst"})
    if (name.ends_with(ending)) return name.substr(0, name.size() - ending.size());
  return name;
}

ReadBytes open_file(const std::string& name, const std::atomic<bool>* stop) {
  return reader<File>(name, stop);
}

ReadBytes decompressed(ReadBytes bytes, const std::string& name) {
  if (name.ends_with(".gz")) return reader<Gzip>(std::move(bytes), name);
  if (name.ends_with(".zst")) return reader<Zstd>(std::move(bytes), name);
  return bytes;
}

std::string read_all(const std::string& name, const std::atomic<bool>* stop) {
  const ReadBytes read = decompressed(open_file(name, stop), name);
  std::string bytes;
  for (;;) {
    const std::size_t size = bytes.size();
    bytes.resize(size + std::max(kBuffer, size));
    const std::size_t got = read(bytes.data() + size, bytes.size() - size);
    bytes.resize(size + got);
    if (got == 0) return bytes;
  }
}

}  // namespace kg::loaders
