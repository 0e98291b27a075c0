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
#include "loaders/rdf/statement_lexer.hpp"

namespace kg::loaders::rdf {

class StatementParser {
 public:
  StatementParser(RdfSyntax syntax, Emitter& emitter) : syntax_(syntax), emitter_(emitter) {}

  /// A statement as the lexer cuts it. Throws `BadRdf`, and then nothing of it is emitted.
  void statement(std::span<const Token> tokens);
  /// After a statement with a fault, of which these tokens are known: what follows is left out where it may
  /// stand in another graph, or mean another thing, than it seems to.
  void skip_after(std::span<const Token> tokens, StatementEnd end);
  /// At the end of the file. Throws `BadRdf`.
  void finish() const;
  /// The tokens of a line of N-Triples or N-Quads, its `.` included.
  void line(std::span<const Token> tokens);

 private:
  /// What goes to the emitter, once all of a statement has been read.
  struct Said {
    enum What : std::uint8_t { Triple, Annotated, Reified, AllOf } what;
    TripleView triple;
    TermView reifier;                       ///< of the last two
    std::vector<QualifierView> qualifiers;  ///< of `Annotated`
  };

  static constexpr char kSubject[] = "a subject (an IRI or a blank node)";
  static constexpr char kObject[] = "an object (an IRI, a blank node or a literal)";

  const Token& peek() const;
  Token take();
  bool accept(std::string_view mark);
  void expect(std::string_view mark);
  [[noreturn]] void fail(std::string_view expected) const;
  std::string& fresh();
  std::string_view kept(std::string_view text);

  bool directive();
  bool graph();
  void leave_graph();
  void triples();
  /// Verbs and objects of a subject; of an annotation into `qualifiers`.
  void properties(const TermView& subject, std::vector<QualifierView>* qualifiers = nullptr);
  void annotations(const TripleView& triple);
  std::vector<QualifierView> annotation();
  void say(Said said) { said_.push_back(std::move(said)); }
  void emit();

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
  bool understood_ = false;   ///< a prefix or base, though not the end of its statement
  bool after_fault_ = false;  ///< the statement before could not be read
  /// Of the graphs of TriG. `BadGraph` is one whose beginning could not be read; `Unsure`: in one or in none.
  enum class Where : std::uint8_t { NoGraph, Graph, BadGraph, Unsure } where_ = Where::NoGraph;

  std::span<const Token> tokens_;
  std::size_t position_ = 0;
  int depth_ = 0;
  std::vector<Said> said_;         ///< by the statement; views of its tokens and of `texts_`
  Term kept_term_;                 ///< a subject that no token spells
  std::deque<std::string> texts_;  ///< of the statement: what views of terms need beside the tokens
  std::size_t texts_used_ = 0;
};

}  // namespace kg::loaders::rdf
