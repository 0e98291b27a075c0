// Between the readers of RDF and the sinks: names blank nodes, knows the named graph, and gathers what is
// said about a triple into the statement with qualifiers that it is.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "loaders/rdf.hpp"

namespace kg::loaders::rdf {

class Emitter {
 public:
  Emitter(std::string_view document, const RdfSinks& sinks) : document_(document), sinks_(sinks) {}

  /// The IRI of the blank node with this label (without `_:`) in this document, in `scratch`; one that a
  /// graph was exported with stays as it is.
  TermView blank(std::string_view label, std::string& scratch) const;
  /// A blank node that nothing else stands for.
  TermView fresh_blank(std::string& scratch);

  /// In which named graph what follows stands; nothing: in none.
  void set_graph(std::optional<Term> graph) { graph_ = std::move(graph); }

  void triple(const TripleView& triple);
  /// A triple that is stated with these annotations.
  void annotated(const TripleView& triple, std::span<const QualifierView> qualifiers);
  /// The reifier stands for a triple: what is said about it are annotations. `again`: a reifier that was made
  /// for the very same triple right before goes on (RDF-star has one node for a triple). So many are open at
  /// a time; one that stood before them gives way.
  Term reify(const TripleView& triple, const TermView& reifier, bool again = false);
  static constexpr std::size_t kMostOpen = 1 << 16;
  /// Throws `BadRdf` with this place if the subject is a reifier that has given way, so that nothing more can
  /// be said about it.
  void demand_open(const TermView& subject, std::size_t at) const;
  /// Nothing more will be said about this reifier.
  void close(const TermView& reifier);

  void prefix(std::string_view prefix, std::string_view iri);
  void problem(Diagnostic problem) { sinks_.problem(std::move(problem)); }
  /// Hands on everything.
  void finish();

 private:
  struct Stated {
    Statement statement;  ///< without the graph
    std::optional<Term> graph;
    bool operator==(const Stated&) const = default;
  };

  void close_oldest();
  Stated stated(const TripleView& triple) const;
  void hand_on(Stated stated);
  void hand_on_held();

  std::string document_;
  const RdfSinks& sinks_;
  std::optional<Term> graph_;
  Stated held_;  ///< the last triple, which an annotation right behind it may belong to
  bool holds_ = false;
  std::unordered_map<std::string, std::vector<Stated>> reified_;  ///< by the IRI of the reifier
  std::deque<std::string> opened_;            ///< these, in their order, and some that are closed
  std::unordered_set<std::uint64_t> closed_;  ///< hashes of those that gave way to others
  Term last_reifier_;
  std::size_t blanks_ = 0;
};

}  // namespace kg::loaders::rdf
