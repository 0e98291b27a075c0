// The hash that features, words and lemmas are found by in the model's file. It is part of that file's
// format: the trainer and the reader of English must agree on every bit, on every machine.
#pragma once

#include <cstdint>
#include <string_view>

namespace kg::text {

inline constexpr std::uint64_t kHashSeed = 0xcbf29ce484222325ULL;

/// FNV-1a over the bytes (http://www.isthe.com/chongo/tech/comp/fnv/), started from `seed`.
constexpr std::uint64_t hash_of(std::string_view text, std::uint64_t seed = kHashSeed) {
  for (const char c : text) seed = (seed ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return seed;
}

/// Folds one more value into a hash; the high bits are mixed well, the low ones only by `finish`.
constexpr std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
  hash = (hash ^ value) * 0x9e3779b97f4a7c15ULL;
  return hash ^ (hash >> 29);
}

/// Lets every bit of a mixed hash depend on every bit of what went in.
constexpr std::uint64_t finish(std::uint64_t hash) {
  hash *= 0xd6e8feb86659fd93ULL;
  return hash ^ (hash >> 32);
}

/// The first of `size` places to look for a hash (Lemire 2019, "Fast random integer generation in an
/// interval").
constexpr std::uint32_t place_of(std::uint64_t hash, std::uint32_t size) {
  return static_cast<std::uint32_t>(((hash >> 32) * size) >> 32);
}

}  // namespace kg::text
