// The terms of a statement, those in brackets with what they say.
#include <fmt/format.h>

#include "kg/rdf.hpp"
#include "loaders/rdf/iri.hpp"
#include "loaders/rdf/statement_parser.hpp"

namespace kg::loaders::rdf {
namespace {

using kg::rdf::kRdf;
using kg::rdf::kXsd;

constexpr int kDeepest = 100;

std::string of(std::string_view vocabulary, std::string_view name) {
  return std::string(vocabulary) + std::string(name);
}

}  // namespace

std::string_view StatementParser::iri(const Token& token) {
  if (token.kind == TokenKind::Name) {
    const std::size_t colon = token.text.find(':');
    const std::string_view prefix = token.text.substr(0, colon);
    const auto found = prefixes_.find(prefix);
    if (found == prefixes_.end())
      throw BadRdf(token.at,
                   fmt::format("expected a known prefix, found {}; write `@prefix {}: <…> .` before it",
                               token.text, prefix));
    std::string& iri = fresh();
    iri = found->second;
    for (const char c : token.text.substr(colon + 1))
      if (c != '\\') iri += c;
    return iri;
  }
  const std::string_view written = iri_in(token.text, token.at, fresh());
  if (is_absolute(written)) return written;
  if (base_.empty())
    throw BadRdf(token.at, fmt::format("expected an absolute IRI, found {}; write `@base <…> .` before it",
                                       token.text));
  return kept(resolved(base_, written));
}

TermView StatementParser::resource(const char* expected) {
  const Token& token = peek();
  if (token.kind == TokenKind::Blank) return emitter_.blank(take().text.substr(2), fresh());
  if (token.kind != TokenKind::Iri && token.kind != TokenKind::Name) fail(expected);
  const std::string_view its = iri(take());
  return kg::rdf::term_of_iri(its, fresh());
}

TermView StatementParser::predicate() {
  if (peek().kind == TokenKind::Word && peek().text == "a") {
    take();
    return {TermKind::Iri, kept(of(kRdf, "type")), {}};
  }
  if (peek().kind == TokenKind::Blank) fail("a predicate (an IRI or `a`)");
  return resource("a predicate (an IRI or `a`)");
}

TermView StatementParser::object() {
  const Token& token = peek();
  if (token.is("[")) return property_list();
  if (token.is("(")) return collection();
  if (token.is("<<")) fail("an IRI, a blank node or a literal as the object, as no fact is about a triple");
  if (token.kind == TokenKind::String || token.kind == TokenKind::Number || token.kind == TokenKind::Word)
    return literal();
  return resource(kObject);
}

TermView StatementParser::literal() {
  const Token token = take();
  if (token.kind == TokenKind::Word) {
    if (token.text == "true" || token.text == "false") return {TermKind::Boolean, token.text, {}};
    --position_;
    fail(kObject);
  }
  if (token.kind == TokenKind::Number) {
    const char* type = token.text.find_first_of("eE") != std::string_view::npos ? "double"
                       : token.text.find('.') != std::string_view::npos         ? "decimal"
                                                                                : "integer";
    return kg::rdf::term_of_literal(token.text, of(kXsd, type), fresh());
  }
  const std::string_view text = string_in(token.text, token.at, fresh());
  if (peek().kind == TokenKind::At) return {TermKind::String, text, take().text};
  if (!accept("^^")) return {TermKind::String, text, {}};
  if (peek().kind != TokenKind::Iri && peek().kind != TokenKind::Name) fail("a datatype (an IRI)");
  return kg::rdf::term_of_literal(text, iri(take()), fresh());
}

TermView StatementParser::property_list() {
  if (++depth_ > kDeepest) fail(fmt::format("at most {} brackets in each other", kDeepest));
  expect("[");
  const TermView subject = emitter_.fresh_blank(fresh());
  if (!peek().is("]")) properties(subject);
  expect("]");
  --depth_;
  return subject;
}

TermView StatementParser::collection() {
  if (++depth_ > kDeepest) fail(fmt::format("at most {} brackets in each other", kDeepest));
  expect("(");
  const TermView nil{TermKind::Iri, kept(of(kRdf, "nil")), {}};
  const TermView first{TermKind::Iri, kept(of(kRdf, "first")), {}};
  const TermView rest{TermKind::Iri, kept(of(kRdf, "rest")), {}};
  TermView head = nil, last;
  while (!accept(")")) {
    const TermView item = object();
    const TermView node = emitter_.fresh_blank(fresh());
    if (head.text == nil.text) {
      head = node;
    } else {
      say({Said::Triple, {last, rest, node}, {}, {}});
    }
    say({Said::Triple, {node, first, item}, {}, {}});
    last = node;
  }
  if (head.text != nil.text) say({Said::Triple, {last, rest, nil}, {}, {}});
  --depth_;
  return head;
}

}  // namespace kg::loaders::rdf
