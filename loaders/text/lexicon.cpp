#include "loaders/text/lexicon.hpp"

#include "loaders/text/hash.hpp"

namespace kg::text {

const LexiconEntry& Lexicon::find(std::string_view word) const {
  static constexpr LexiconEntry kUnknown;
  if (places_.empty()) return kUnknown;
  const std::uint64_t hash = finish(hash_of(word));
  const std::uint32_t check = static_cast<std::uint32_t>(hash) | 1;
  for (std::size_t at = place_of(hash, static_cast<std::uint32_t>(places_.size()));; ++at) {
    if (at == places_.size()) at = 0;
    if (places_[at].check == check) return places_[at];
    if (places_[at].check == 0) return kUnknown;
  }
}

}  // namespace kg::text
