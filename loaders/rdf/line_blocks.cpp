#include "loaders/rdf/line_blocks.hpp"

#include <algorithm>

namespace kg::loaders {
namespace {

constexpr std::size_t kBlock = 1 << 20;

}  // namespace

bool LineBlocks::next(LineBlock& block) {
  const std::lock_guard lock(mutex_);
  block.first_line = lines_ + 1;
  block.bytes = rest_;
  rest_.clear();
  std::size_t end = std::string::npos;  // of the last whole line
  while (!ended_ && end == std::string::npos) {
    const std::size_t size = block.bytes.size();
    block.bytes.resize(size + kBlock);
    const std::size_t got = read_(block.bytes.data() + size, kBlock);
    block.bytes.resize(size + got);
    ended_ = got == 0;
    const std::size_t found = std::string_view(block.bytes).substr(size).rfind('\n');
    if (found != std::string::npos) end = size + found + 1;
  }
  if (!ended_) {
    rest_.assign(block.bytes, end);
    block.bytes.resize(end);
  }
  lines_ += static_cast<std::uint64_t>(std::count(block.bytes.begin(), block.bytes.end(), '\n'));
  return !block.bytes.empty();
}

}  // namespace kg::loaders
