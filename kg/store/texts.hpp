// The texts of documents: cut into chunks of 64 KiB, each a zstd frame of its own, so that a quote reads one
// or two of them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "kg/id.hpp"
#include "kg/store/key_value.hpp"

namespace kg::store {

inline constexpr std::uint64_t kChunkBytes = 64 << 10;

void put_text(Batch& batch, Id document, std::string_view text);
/// `bytes`: the length of the text that lies there.
void erase_text(Batch& batch, Id document, std::uint64_t bytes);
/// Bytes [begin, end), cut to the text's length. Throws `StorageError` if a chunk is missing or damaged.
std::string text_of(const View& view, Id document, std::uint64_t bytes, std::uint64_t begin,
                    std::uint64_t end);

}  // namespace kg::store
