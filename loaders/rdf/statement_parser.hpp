// A statement of Turtle or TriG, or a line of N-Triples or N-Quads that has more than a plain triple, from
// its tokens (statement_lexer.hpp) to the emitter.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "kg/facts.hpp"
#include "loaders/rdf/emitter.hpp"
#include "loaders/rdf/scan.hpp"

namespace kg::loaders::rdf {

class StatementParser {
 public:
  StatementParser(RdfSyntax syntax, Emitter& emitter) : syntax_(syntax), emitter_(emitter) {}

  /// A statement as the lexer cuts it. Throws `BadRdf`; what came before the fault may have been emitted.
  void statement(std::span<const Token> tokens);
  /// Leaves out what comes up to the end of the graph that this faulty statement opens, if it does.
  void skip_after(std::span<const Token> tokens);
  /// The tokens of a line of N-Triples or N-Quads, its `.` included.
  void line(std::span<const Token> tokens);

 private:
  const Token& peek() const;
  Token take();
  bool accept(std::string_view mark);
  void expect(std::string_view mark);
  [[noreturn]] void fail(std::string_view expected) const;
  std::string& fresh();
  std::string_view kept(std::string_view text);

  bool directive();
  bool graph();
  void triples();
  /// Verbs and objects of a subject; of an annotation into `qualifiers`.
  void properties(const TermView& subject, std::vector<Qualifier>* qualifiers = nullptr);
  void annotations(const TripleView& triple);
  std::vector<Qualifier> annotation();

  std::string_view iri(const Token& token);
  TermView resource(const char* expected);
  TermView predicate();
  TermView object();
  TermView literal();
  TermView property_list();
  TermView collection();
  TripleView triple_inside();
  TermView reifier();
  bool at_end() const;

  RdfSyntax syntax_;
  Emitter& emitter_;
  Prefixes prefixes_;
  std::string base_;
  bool in_graph_ = false, skipping_ = false;

  std::span<const Token> tokens_;
  std::size_t position_ = 0;
  int depth_ = 0;
  Term kept_term_;                 ///< a subject that no token spells
  std::deque<std::string> texts_;  ///< of the statement: what views of terms need beside the tokens
  std::size_t texts_used_ = 0;
};

}  // namespace kg::loaders::rdf
