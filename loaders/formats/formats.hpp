// The loaders that come with the library, one for each kind of file. `read_document` (loader.hpp) has checked
// that `bytes` is UTF-8 and not blank, and fills in name, hash and default date afterwards.
#pragma once

#include <string_view>

#include "kg/document.hpp"
#include "loaders/loader.hpp"

namespace kg::loaders {

/// `.facts`: a statement a line (kg/facts.hpp). The text of the document is a line for each: its `@quote`
/// where it has one, else the fact as written; that line is the evidence. `@source`, `@begin` and `@end`
/// speak of another text and are only checked.
Document read_facts_document(std::string_view name, std::string_view bytes, const LoadOptions& options);

/// `.jsonl`: a statement a line, as `kg export --format jsonl` prints it. Evidence is as with `.facts`, a
/// piece for each in `evidence`.
Document read_jsonl_document(std::string_view name, std::string_view bytes, const LoadOptions& options);

/// `.nt`, `.nq`, `.ttl`, `.trig`: RDF (loaders/rdf.hpp), which has no text; its facts have the span [0, 0).
Document read_rdf_document(std::string_view name, std::string_view bytes, const LoadOptions& options);

/// `.txt`: English.
Document read_plain_text_document(std::string_view name, std::string_view bytes, const LoadOptions& options);

/// `.md`: English in Markdown; a front matter's `date:` is the document's date.
Document read_markdown_document(std::string_view name, std::string_view bytes, const LoadOptions& options);

}  // namespace kg::loaders
