// The bytes of inputs: files and standard input, a part at a time, decompressed on the way where the name
// ends in .gz or .zst.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace kg::loaders {

/// Puts at most `most` bytes there and returns how many; 0 at the end.
using ReadBytes = std::function<std::size_t(char* bytes, std::size_t most)>;

/// The name without the ending of a compression: `a.nt` of `a.nt.gz`.
std::string_view without_compression(std::string_view name);

/// Reads the file of that name, `-` for standard input, as it is. The function throws `Error`: the file
/// cannot be read, or `stop` became true (Exit::Interrupted).
ReadBytes open_file(const std::string& name, const std::atomic<bool>* stop);
/// What those bytes are decompressed, by the ending of the name; throws `Error` for damaged ones.
ReadBytes decompressed(ReadBytes bytes, const std::string& name);

/// All of an input, decompressed.
std::string read_all(const std::string& name, const std::atomic<bool>* stop);

}  // namespace kg::loaders
