// What turns the bytes of one input into a `kg::Document`. A loader is a pure function of name, bytes and
// options, so documents may be read by many threads; linking across documents happens in the store, in input
// order.
//
//   bytes ──content_hash──> known to the graph? skip : read_document ──> Document ──> Graph::load
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kg/document.hpp"

struct XXH3_state_s;

namespace kg::loaders {

struct LoadOptions {
  std::string date;   ///< "2025-11-02": the date of documents that do not say theirs; empty if not known
  bool fast = false;  ///< one parser for English instead of two and a choice
  double least_confidence = 0;              ///< statements less certain than this are left out
  const std::atomic<bool>* stop = nullptr;  ///< once true, reading ends with an `Error` (Exit::Interrupted)
};

/// Reads one input; throws `kg::Error` if nothing of it can be used, puts what is wrong with parts of it into
/// `Document::diagnostics`.
using Loader =
    std::function<Document(std::string_view name, std::string_view bytes, const LoadOptions& options)>;

/// The loader for a file name's ending (".txt", ".md", ".facts", ".jsonl", ".ttl" and others), that of a
/// compression left out, or nothing. `-` (standard input)
/// and devices like /dev/fd/63, which a shell makes of <(…), are plain text.
std::optional<Loader> loader_for(std::string_view name);

/// The endings that have a loader, sorted, for messages and for reading folders.
std::vector<std::string> known_endings();

/// Adds a loader for an ending (".log"), or replaces one. Call before threads start.
void register_loader(std::string ending, Loader loader);

/// The hash of bytes that come in parts, see `content_hash`.
class ContentHash {
 public:
  explicit ContentHash(const LoadOptions& options);
  void add(std::string_view bytes);
  std::string text() const;

 private:
  std::shared_ptr<XXH3_state_s> state_;
};

/// 32 hex digits over the bytes, the options and the version of the loaders (XXH3-128). An equal hash means
/// an equal document.
std::string content_hash(std::string_view bytes, const LoadOptions& options);

/// Drops the facts that are less certain than the options want.
void keep_certain(Document& document, const LoadOptions& options);

/// Checks that the bytes are UTF-8 and not empty, and reads them with the loader for the name. The document's
/// `content_hash` is that of the bytes, or another where parts could not be read. Throws `Error` if nothing
/// of it can be used; the message begins with the name. Threads may call it at the same time.
Document read_document(std::string_view name, std::string_view bytes, const LoadOptions& options);

}  // namespace kg::loaders
