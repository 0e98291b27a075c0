// What a loader makes of one document and what the store takes: the text, the facts with their evidence, and
// the names that the document uses for its entities. A plain value, the seam between loaders/ and the store.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kg/error.hpp"
#include "kg/statement.hpp"

namespace kg {

/// Where in its document's text a statement was read, by what, and how sure. Bytes, half-open: [begin, end).
struct Span {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  bool operator==(const Span&) const = default;
};

/// A statement as one document states it, with names resolved within that document.
struct Fact {
  Statement statement;
  Span span;                ///< the sentence (or line) that says so
  double confidence = 1.0;  ///< in (0, 1]
  std::string extractor;    ///< "facts", "jsonl", "text", …
};

/// `alias` names the entity `canonical`, as this document (or a table of the loader) has it; asking by either
/// finds the other.
struct Alias {
  std::string alias;
  std::string canonical;
  std::string reason;       ///< "acronym", "surname", "country", …
  bool everywhere = false;  ///< false: holds for the names of this document only; true: for every document
};

/// A document ready to be stored. Its text is UTF-8 as extracted; spans point into it.
struct Document {
  std::string name;  ///< the path as given, normalised; unique in a graph
  std::string date;  ///< "2025-11-02" or empty
  std::string text;
  std::string content_hash;  ///< hex digest of the bytes, the date and the version of the loader: equal hash
                             ///< = unchanged
  std::vector<Fact> facts;
  std::vector<Alias> aliases;
  std::vector<Diagnostic> diagnostics;  ///< what was wrong with parts of it; not stored
};

}  // namespace kg
