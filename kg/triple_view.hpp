// A triple as a reader of RDF hands it on: views into the reader's buffer, so that millions pass without an
// allocation each.
//
//   loaders/rdf/ ──TripleView, one at a time──> TripleSink (Graph::bulk_load encodes it at once)
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "kg/term.hpp"

namespace kg {

/// A `Term` whose texts lie elsewhere.
struct TermView {
  TermKind kind = TermKind::Name;
  std::string_view text, tag;

  Term term() const { return {kind, std::string(text), std::string(tag)}; }
};

struct QualifierView {
  TermView key, value;
};

struct TripleView {
  TermView subject, predicate,
      object;  ///< subject: Name or Iri; predicate: the same; object: any but a statement
  std::span<const QualifierView> qualifiers = {};  ///< with some it is a statement
};

/// Takes one triple; the views live until it returns. A sink belongs to one thread.
using TripleSink = std::function<void(const TripleView&)>;

}  // namespace kg
