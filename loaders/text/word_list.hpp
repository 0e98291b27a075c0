// A closed list of words, written as one string with spaces; the rules for names and naming are full of them.
#pragma once

#include <string_view>
#include <unordered_set>

namespace kg::text {

/// The text that it is built from must outlive it; string literals do.
class WordList {
 public:
  explicit WordList(std::string_view words) {
    while (!words.empty()) {
      const std::size_t end = words.find(' ');
      if (end != 0) words_.insert(words.substr(0, end));
      if (end == std::string_view::npos) break;
      words.remove_prefix(end + 1);
    }
  }
  bool has(std::string_view word) const { return words_.count(word) != 0; }

 private:
  std::unordered_set<std::string_view> words_;
};

}  // namespace kg::text
