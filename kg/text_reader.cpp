#include "kg/text_reader.hpp"

#include <algorithm>

namespace kg {
namespace {

constexpr std::uint64_t kAtOnce = 1 << 16;  ///< bytes; what the store has in one frame (store/texts.hpp)

}  // namespace

std::string TextReader::text(std::string_view document, std::uint64_t begin, std::uint64_t end) {
  if (begin >= end) return {};
  if (document != document_ || begin < begin_ || end > end_) {
    begin_ = begin / kAtOnce * kAtOnce;
    end_ = std::max(end, begin_ + kAtOnce);
    kept_ = snapshot_.text(document, begin_, end_);
    document_ = document;
  }
  const std::uint64_t first = begin - begin_;
  return first < kept_.size() ? kept_.substr(first, end - begin) : std::string();
}

}  // namespace kg
