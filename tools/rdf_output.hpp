// Statements as RDF: N-Triples, N-Quads, Turtle or TriG of RDF 1.2, the qualifiers as annotations, terms as
// kg/rdf.hpp says. loaders/rdf.hpp reads the same statements back.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kg/prefixes.hpp"
#include "kg/statement.hpp"
#include "tools/output.hpp"

namespace kg::tools {

/// "nt", "nq", "ttl", "trig".
bool is_rdf_format(std::string_view format);

class RdfWriter {
 public:
  RdfWriter(std::string_view format, const Prefixes& prefixes, Output& out);
  /// Statements of one subject, predicate and object must come one after the other; in Turtle those of one
  /// subject are best together, too.
  void add(Statement statement);
  void finish();

 private:
  struct Stated {
    std::optional<Term> graph;
    Statement statement;
    auto operator<=>(const Stated&) const = default;
  };

  void write_group();
  void write_lines(const Stated& first, const std::vector<const Stated*>& all);
  void write_turtle(const Stated& first, const std::vector<const Stated*>& all);
  void end_subject();
  void end_graph();
  std::string term(const Term& term) const;
  std::string iri(const std::string& iri) const;
  std::string predicate(const Term& predicate) const;

  bool lines_, graphs_;
  Prefixes prefixes_;
  Output& out_;
  std::vector<Stated> group_;  ///< of one subject, predicate and object
  std::size_t reifiers_ = 0;
  // Of Turtle: what has been begun.
  std::optional<Stated> open_;
  std::optional<Term> graph_;
};

}  // namespace kg::tools
