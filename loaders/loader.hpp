// What turns the bytes of one input into a `kg::Document`. A loader is a pure function of name, bytes and
// options, so documents may be read by many threads; linking across documents happens in the store, in input
// order.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kg/document.hpp"

namespace kg::loaders {

struct LoadOptions {
  std::string date;  ///< "2025-11-02": the date of documents that do not say theirs; empty if not known
};

/// Reads one input; throws `kg::Error` if nothing of it can be used, puts what is wrong with parts of it into
/// `Document::diagnostics`.
using Loader =
    std::function<Document(std::string_view name, std::string_view bytes, const LoadOptions& options)>;

/// The loader for a file name's ending (".txt", ".md", ".facts", ".jsonl"), or nothing. `-` (standard input)
/// is plain text.
std::optional<Loader> loader_for(std::string_view name);

/// The endings that have a loader, for messages and for reading folders.
std::vector<std::string> known_endings();

/// Adds a loader for an ending, or replaces one. Call before threads start.
void register_loader(std::string ending, Loader loader);

}  // namespace kg::loaders
