#include "loaders/loader.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <map>

#include "kg/unicode.hpp"
#include "kg/word.hpp"
#include "loaders/bytes.hpp"
#include "loaders/formats/formats.hpp"

namespace kg::loaders {
namespace {

/// Part of every content hash. Raise it when a loader reads the same bytes in another way, so that documents
/// are read anew.
constexpr std::string_view kLoaderVersion = "61";

std::map<std::string, Loader, std::less<>>& loaders_by_ending() {
  static std::map<std::string, Loader, std::less<>> loaders = {
      {".facts", read_facts_document}, {".jsonl", read_jsonl_document}, {".markdown", read_markdown_document},
      {".md", read_markdown_document}, {".nq", read_rdf_document},      {".nt", read_rdf_document},
      {".trig", read_rdf_document},    {".ttl", read_rdf_document},     {".txt", read_plain_text_document}};
  return loaders;
}

std::string_view ending_of(std::string_view name) {
  name = without_compression(name);
  const auto slash = name.rfind('/');
  const auto file = slash == std::string_view::npos ? name : name.substr(slash + 1);
  const auto dot = file.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? std::string_view{} : file.substr(dot);
}

bool is_blank(std::string_view bytes) {
  return bytes.find_first_not_of(" \t\r\n\f\v") == std::string_view::npos;
}

}  // namespace

std::optional<Loader> loader_for(std::string_view name) {
  if (name == "-" || (name.starts_with("/dev/") && ending_of(name).empty())) return read_plain_text_document;
  const auto& loaders = loaders_by_ending();
  const auto found = loaders.find(ending_of(name));
  if (found == loaders.end()) return std::nullopt;
  return found->second;
}

std::vector<std::string> known_endings() {
  std::vector<std::string> endings;
  for (const auto& [ending, loader] : loaders_by_ending()) endings.push_back(ending);
  return endings;
}

void register_loader(std::string ending, Loader loader) {
  if (!ending.starts_with('.')) {
    throw Error(fmt::format("the ending of a loader begins with a dot, but found '{}'", ending), Exit::Usage);
  }
  loaders_by_ending().insert_or_assign(std::move(ending), std::move(loader));
}

ContentHash::ContentHash(const LoadOptions& options) : state_(XXH3_createState(), XXH3_freeState) {
  std::string seed = fmt::format("{}\n{}\n{}", kLoaderVersion, options.date, options.fast ? "fast\n" : "");
  if (options.least_confidence > 0) seed += fmt::format("{}\n", options.least_confidence);
  XXH3_128bits_reset_withSeed(state_.get(), XXH3_64bits(seed.data(), seed.size()));
}

void ContentHash::add(std::string_view bytes) {
  XXH3_128bits_update(state_.get(), bytes.data(), bytes.size());
}

std::string ContentHash::text() const {
  const auto hash = XXH3_128bits_digest(state_.get());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

std::string content_hash(std::string_view bytes, const LoadOptions& options) {
  ContentHash hash(options);
  hash.add(bytes);
  return hash.text();
}

void keep_certain(Document& document, const LoadOptions& options) {
  std::erase_if(document.facts, [&](const Fact& fact) { return fact.confidence < options.least_confidence; });
}

Document read_document(std::string_view name, std::string_view bytes, const LoadOptions& options) {
  const auto loader = loader_for(name);
  if (!loader) {
    throw Error(fmt::format("{}: no loader for '{}': expected a file that ends in {}", name, ending_of(name),
                            fmt::join(known_endings(), ", ")));
  }
  if (const auto offset = invalid_utf8(name)) {
    throw Error(fmt::format("the name of a document is UTF-8, but '{}' is not at byte {}", name, *offset));
  }
  const auto text = without_byte_order_mark(bytes);
  if (const auto offset = invalid_utf8(text)) {
    const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(*offset), '\n');
    throw Error(
        fmt::format("{}:{}: not UTF-8 at byte {}: convert the file first, for example with iconv -f "
                    "windows-1252 -t utf-8",
                    name, line, *offset + (bytes.size() - text.size())));
  }
  if (is_blank(text)) throw Error(fmt::format("{}: the file is empty: there is nothing to read in it", name));
  Document document = (*loader)(name, text, options);
  keep_certain(document, options);
  document.name = name;
  document.content_hash = content_hash(bytes, options);
  if (!document.diagnostics.empty())
    document.content_hash += " in part";  // so that the next load reports them again
  if (document.date.empty()) document.date = options.date;
  return document;
}

}  // namespace kg::loaders
