#include "kg/store/content.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>

#include "kg/store/keys.hpp"

namespace kg::store {

void sort_qualifiers(Content& content) {
  std::sort(content.qualifiers.begin(), content.qualifiers.end());
  content.qualifiers.erase(std::unique(content.qualifiers.begin(), content.qualifiers.end()),
                           content.qualifiers.end());
}

std::string fingerprint_key(const Content& content) {
  std::string bytes;
  for (const Id id : {content.subject, content.predicate, content.object}) append(bytes, id);
  for (const auto& [name, value] : content.qualifiers) {
    append(bytes, name);
    append(bytes, value);
  }
  XXH128_canonical_t hash;
  XXH128_canonicalFromHash(&hash, XXH3_128bits(bytes.data(), bytes.size()));
  return key(Space::Fingerprint,
             std::string_view(reinterpret_cast<const char*>(hash.digest), sizeof hash.digest));
}

}  // namespace kg::store
