#include "kg/store/texts.hpp"

#include <zstd.h>

#include <algorithm>

#include "kg/error.hpp"
#include "kg/store/keys.hpp"

namespace kg::store {
namespace {

constexpr int kLevel = 3;

std::string compress(std::string_view bytes) {
  std::string frame(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size = ZSTD_compress(frame.data(), frame.size(), bytes.data(), bytes.size(), kLevel);
  if (ZSTD_isError(size) != 0) throw StorageError("a text cannot be compressed: out of memory");
  frame.resize(size);
  return frame;
}

std::string decompress(std::string_view frame) {
  std::string bytes(kChunkBytes, '\0');
  const std::size_t size = ZSTD_decompress(bytes.data(), bytes.size(), frame.data(), frame.size());
  if (ZSTD_isError(size) != 0) {
    throw StorageError(
        "the text of a document is damaged; load the document again or restore the graph from a backup");
  }
  bytes.resize(size);
  return bytes;
}

std::string chunk_key(Id document, std::uint64_t chunk) {
  return key(Space::Text, document, static_cast<std::uint32_t>(chunk));
}

std::uint64_t chunks_of(std::uint64_t bytes) {
  return (bytes + kChunkBytes - 1) / kChunkBytes;
}

}  // namespace

void put_text(Batch& batch, Id document, std::string_view text) {
  for (std::uint64_t chunk = 0; chunk < chunks_of(text.size()); ++chunk) {
    batch.put(chunk_key(document, chunk), compress(text.substr(chunk * kChunkBytes, kChunkBytes)));
  }
}

void erase_text(Batch& batch, Id document, std::uint64_t bytes) {
  for (std::uint64_t chunk = 0; chunk < chunks_of(bytes); ++chunk) batch.erase(chunk_key(document, chunk));
}

std::string text_of(const View& view, Id document, std::uint64_t bytes, std::uint64_t begin,
                    std::uint64_t end) {
  end = std::min(end, bytes);
  if (begin >= end) return {};
  std::vector<std::string> keys;
  for (std::uint64_t chunk = begin / kChunkBytes; chunk < chunks_of(end); ++chunk)
    keys.push_back(chunk_key(document, chunk));
  std::string text;
  for (const auto& frame : view.multi_get(keys)) text += decompress(frame ? *frame : std::string_view());
  const std::uint64_t skipped = begin / kChunkBytes * kChunkBytes;
  if (text.size() < end - skipped) {
    throw StorageError("the text of a document is shorter than it was; restore the graph from a backup");
  }
  return text.substr(begin - skipped, end - begin);
}

}  // namespace kg::store
