// Statements with what proves them, as text: lines of a `.facts` file and JSON Lines. Both load again (`kg
// load`).
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "kg/document.hpp"
#include "kg/graph.hpp"
#include "kg/statement.hpp"
#include "query/limits.hpp"

namespace kg::tools {

struct Proof {
  std::string document;
  Span span;  ///< bytes of the document's text
  double confidence = 1.0;
  std::string extractor;
  std::string quote;  ///< the text of the span
};

struct ProvenStatement {
  Statement statement;
  std::vector<Proof> proofs;  ///< by document, then by place
};

/// Rows of a graph (selection.hpp) with the evidence of statements, in their order.
std::vector<ProvenStatement> proven_statements(const Snapshot& snapshot, std::span<const Triple> rows);

/// The same one by one, with few of them in memory at a time. Throws as `limits` do.
void for_each_proven(const Snapshot& snapshot, std::span<const Triple> rows, const query::Limits& limits,
                     const std::function<void(const ProvenStatement&)>& visit);

/// The statements of a document that is not in a graph, each once, in the order of the text.
std::vector<ProvenStatement> proven_statements(const Document& document);

/// A line for each proof, `STATEMENT @source="…" @begin=… @end=… @confidence=… @extractor=… @quote="…"`; one
/// bare line if there is none. IRIs are shortened by `prefixes`.
std::string facts_lines(const ProvenStatement& statement, const Prefixes& prefixes);

/// One JSON object on a line: subject, predicate, object, qualifiers (a list where a key repeats),
/// confidence, source (the first proof) and evidence (all). Terms are spelled as in `.facts` files.
std::string json_line(const ProvenStatement& statement);

/// `text` as a JSON string with its quotes.
std::string json_string(std::string_view text);

}  // namespace kg::tools
