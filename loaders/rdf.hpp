// Reading RDF: N-Triples, N-Quads, Turtle and TriG of RDF 1.2 (and of RDF-star), as a stream. A plain triple
// goes to one sink, a triple with annotations or in a named graph to another, as the statement that it is:
//
//   ex:a ex:knows ex:b {| ex:since 2020 |} .      a statement with the qualifier ex:since=2020
//   << ex:a ex:knows ex:b >> ex:since 2020 .      the same
//   _:r rdf:reifies <<( ex:a ex:knows ex:b )>> .  the same, if `_:r ex:since 2020 .` follows
//   ex:g { ex:a ex:knows ex:b }                   a statement with the qualifier graph=ex:g
//
// Where a triple comes right before the `<<…>>` that annotates it, the two are one statement. What each term
// becomes is in kg/rdf.hpp; blank nodes carry a mark of their document, so that files never share one.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "kg/error.hpp"
#include "kg/statement.hpp"
#include "kg/triple_view.hpp"
#include "loaders/bytes.hpp"

namespace kg::loaders {

enum class RdfSyntax : std::uint8_t { NTriples, NQuads, Turtle, TriG };

/// By the ending of a name, that of a compression left out: .nt, .nq, .ttl, .trig; nothing for any other.
std::optional<RdfSyntax> rdf_syntax_of(std::string_view name);

/// Of the facts of annotated triples.
inline constexpr std::string_view kRdfExtractor = "rdf";

/// Where what is read goes. A bad statement is a problem, and what follows it is read.
struct RdfSinks {
  TripleSink triple;
  std::function<void(Statement&& statement)> statement;  ///< normal
  std::function<void(std::string_view prefix, std::string_view iri)> prefix;
  std::function<void(Diagnostic&& problem)> problem;
  /// Called, if set, for each line of N-Triples and N-Quads that speaks of a triple (`<<`).
  std::function<void()> annotation = {};
};

/// Reads all of a stream. Throws what `read` and the sinks throw.
void read_rdf(std::string_view document, RdfSyntax syntax, const ReadBytes& read, const RdfSinks& sinks);

/// Reads blocks of whole lines of N-Triples or N-Quads, one after the other. Where no line speaks of a
/// triple, another thread may read others of the same document with a reader of its own.
class RdfLines {
 public:
  RdfLines(std::string_view document, RdfSyntax syntax, const RdfSinks& sinks);
  ~RdfLines();
  /// `first_line` counts from 1.
  void read(std::string_view lines, std::uint64_t first_line);
  /// Hands on what the last lines may still have added to.
  void finish();

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace kg::loaders
