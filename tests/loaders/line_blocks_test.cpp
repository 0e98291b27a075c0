// Blocks of lines, however the bytes arrive: together they are the stream, and each begins with a line.
#include "loaders/rdf/line_blocks.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <thread>
#include <vector>

#include "kg/error.hpp"

namespace kg::loaders {
namespace {

ReadBytes bytes_of(const std::string& text, std::mt19937& random) {
  return [&text, &random, at = std::size_t{0}](char* bytes, std::size_t most) mutable {
    const std::size_t count = std::min({most, text.size() - at, std::size_t{1 + random() % 700'000}});
    text.copy(bytes, count, at);
    at += count;
    return count;
  };
}

TEST(LineBlocks, AreTheStreamInOrder) {
  std::mt19937 random(2);
  for (const std::size_t longest : {1U, 200U, 1'500'000U}) {
    for (const bool ended : {true, false}) {
      std::string text;
      for (std::size_t i = 0; text.size() < 6'000'000; ++i)
        text += std::string(random() % longest, static_cast<char>('a' + i % 26)) + '\n';
      if (!ended) text += "the last";
      LineBlocks blocks(bytes_of(text, random));
      std::map<std::uint64_t, std::string> found;  // by first line
      std::vector<std::jthread> threads;
      std::mutex mutex;
      for (int thread = 0; thread < 3; ++thread) {
        threads.emplace_back([&] {
          for (LineBlock block; blocks.next(block);) {
            const std::lock_guard lock(mutex);
            EXPECT_TRUE(found.emplace(block.first_line, block.bytes).second);
          }
        });
      }
      threads.clear();
      std::string all;
      for (const auto& [first, bytes] : found) {
        EXPECT_EQ(first, 1U + static_cast<std::uint64_t>(std::ranges::count(all, '\n')));
        EXPECT_TRUE(all.empty() || all.back() == '\n');
        all += bytes;
      }
      EXPECT_TRUE(all == text);
    }
  }
}

TEST(LineBlocks, OfNothingAreNone) {
  LineBlocks blocks([](char*, std::size_t) { return std::size_t{0}; });
  LineBlock block;
  EXPECT_FALSE(blocks.next(block));
  EXPECT_FALSE(blocks.next(block));
}

TEST(LineBlocks, SayWhatTheReaderThrew) {
  LineBlocks blocks([](char*, std::size_t) -> std::size_t { throw Error("the disk"); });
  LineBlock block;
  EXPECT_THROW(blocks.next(block), Error);
}

}  // namespace
}  // namespace kg::loaders
