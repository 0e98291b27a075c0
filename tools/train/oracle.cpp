#include "tools/train/oracle.hpp"

#include <algorithm>

namespace kg::train {
namespace {

// Is `word` below `ancestor`, or the same?
bool is_below(const std::vector<std::int32_t>& heads, std::int32_t word, std::int32_t ancestor) {
  const auto root = static_cast<std::int32_t>(heads.size());
  while (word != root && word != ancestor) word = heads[static_cast<std::size_t>(word)];
  return word == ancestor;
}

// An arc is projective if all words between its ends are below its head.
bool is_projective(const std::vector<std::int32_t>& heads, std::int32_t child) {
  const std::int32_t head = heads[static_cast<std::size_t>(child)];
  if (head == static_cast<std::int32_t>(heads.size())) return true;
  for (std::int32_t word = std::min(head, child) + 1; word < std::max(head, child); ++word) {
    if (!is_below(heads, word, head)) return false;
  }
  return true;
}

}  // namespace

GoldTree gold_tree(const text::Sentence& sentence) {
  const auto size = static_cast<std::int32_t>(sentence.tokens.size());
  GoldTree gold;
  for (const text::Token& token : sentence.tokens) {
    gold.heads.push_back(token.head == text::kNoHead ? size : token.head);
    gold.labels.push_back(token.deprel);
  }
  // The shortest crossing arc is lifted first, one step at a time.
  for (;;) {
    std::int32_t lifted = -1, shortest = size;
    for (std::int32_t child = 0; child < size; ++child) {
      const std::int32_t length = std::abs(gold.heads[static_cast<std::size_t>(child)] - child);
      if (length < shortest && !is_projective(gold.heads, child)) lifted = child, shortest = length;
    }
    if (lifted < 0) return gold;
    std::int32_t& head = gold.heads[static_cast<std::size_t>(lifted)];
    head = gold.heads[static_cast<std::size_t>(head)];
  }
}

std::array<int, 3> losses(const text::ParserState& state, const GoldTree& gold) {
  std::array<int, 3> lost{};
  auto& [shift, left, right] = lost;
  const std::int32_t next = state.next(), size = state.size();
  const auto stack = state.stack();
  const auto head = [&](std::int32_t word) { return gold.heads[static_cast<std::size_t>(word)]; };
  if (next < size) {
    for (std::size_t i = 0; i < stack.size(); ++i) {
      shift += head(stack[i]) == next;
      shift += i + 1 < stack.size() && head(next) == stack[i];
    }
  }
  if (stack.empty()) return lost;
  const std::int32_t top = stack.back();
  for (std::int32_t word = next; word < size; ++word) {
    left += head(word) == top;
    right += head(word) == top;
  }
  right += head(top) >= next;
  left += head(top) > next || (stack.size() >= 2 && head(top) == stack[stack.size() - 2]);
  return lost;
}

}  // namespace kg::train
