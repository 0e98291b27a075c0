// Cuts many pieces out of the texts of documents: the sentences of evidence.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "kg/graph.hpp"

namespace kg {

/// Keeps the piece of text that it read last, so that pieces in the order of their documents and places are
/// read once. One thread; `snapshot` must outlive this.
class TextReader {
 public:
  explicit TextReader(const Snapshot& snapshot) : snapshot_(snapshot) {}

  /// As Snapshot::text.
  std::string text(std::string_view document, std::uint64_t begin, std::uint64_t end);

 private:
  const Snapshot& snapshot_;
  std::string document_;
  std::string kept_;
  std::uint64_t begin_ = 0, end_ = 0;  ///< bytes asked for; the text may end before
};

}  // namespace kg
