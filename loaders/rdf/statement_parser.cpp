#include "loaders/rdf/statement_parser.hpp"

#include <fmt/format.h>

#include "kg/rdf.hpp"
#include "kg/unicode.hpp"
#include "loaders/rdf/iri.hpp"

namespace kg::loaders::rdf {
namespace {

using kg::rdf::kRdf;
using kg::rdf::kXsd;

constexpr int kDeepest = 100;
constexpr char kSubject[] = "a subject (an IRI or a blank node)";
constexpr char kObject[] = "an object (an IRI, a blank node or a literal)";

TermView view(const Term& term) {
  return {term.kind, term.text, term.tag};
}

std::string of(std::string_view vocabulary, std::string_view name) {
  return std::string(vocabulary) + std::string(name);
}

}  // namespace

const Token& StatementParser::peek() const {
  static const Token kEnd;
  return position_ < tokens_.size() ? tokens_[position_] : kEnd;
}

Token StatementParser::take() {
  const Token token = peek();
  ++position_;
  return token;
}

bool StatementParser::accept(std::string_view mark) {
  if (!peek().is(mark)) return false;
  ++position_;
  return true;
}

void StatementParser::expect(std::string_view mark) {
  if (!accept(mark)) fail(fmt::format("`{}`", mark));
}

void StatementParser::fail(std::string_view expected) const {
  const Token& token = peek();
  const std::size_t at = token.text.empty() && !tokens_.empty() ? tokens_.back().at : token.at;
  throw BadRdf(at, fmt::format("expected {}, found {}", expected,
                               token.text.empty() ? "the end of the statement" : found_at(token.text, 0)));
}

std::string& StatementParser::fresh() {
  if (texts_used_ == texts_.size()) texts_.emplace_back();
  std::string& text = texts_[texts_used_++];
  text.clear();
  return text;
}

std::string_view StatementParser::kept(std::string_view text) {
  return fresh().assign(text);
}

bool StatementParser::at_end() const {
  const Token& token = peek();
  return token.text.empty() || token.is(".") || token.is("]") || token.is("|}") || token.is("}");
}

void StatementParser::statement(std::span<const Token> tokens) {
  tokens_ = tokens;
  position_ = 0;
  depth_ = 0;
  texts_used_ = 0;
  if (skipping_) {
    if (tokens.back().is("}")) skipping_ = false;
    return;
  }
  if (directive() || (syntax_ == RdfSyntax::TriG && graph())) return;
  triples();
  if (in_graph_ && accept("}")) {
    in_graph_ = false;
    emitter_.set_graph({});
  } else {
    expect(".");
  }
}

void StatementParser::skip_after(std::span<const Token> tokens) {
  if (syntax_ != RdfSyntax::TriG || tokens.empty()) return;
  if (tokens.back().is("{")) skipping_ = true;
  if (tokens.back().is("}")) {
    in_graph_ = false;
    emitter_.set_graph({});
  }
}

bool StatementParser::directive() {
  const Token& first = peek();
  const bool at = first.kind == TokenKind::At;
  if (!at && first.kind != TokenKind::Word) return false;
  const std::string word = at ? std::string(first.text.substr(1)) : to_lower(first.text);
  if (word != "prefix" && word != "base" && word != "version") return false;
  take();
  if (word == "prefix") {
    const Token name = take();
    if (name.kind != TokenKind::Name || name.text.find(':') + 1 != name.text.size()) {
      --position_;
      fail("a prefix such as `ex:`");
    }
    if (peek().kind != TokenKind::Iri) fail("the <IRI> that the prefix stands for");
    const std::string_view prefix = name.text.substr(0, name.text.size() - 1);
    const std::string_view stands_for = iri(take());
    prefixes_.insert_or_assign(std::string(prefix), std::string(stands_for));
    emitter_.prefix(prefix, stands_for);
  } else if (word == "base") {
    if (peek().kind != TokenKind::Iri) fail("an <IRI> as the base");
    base_ = iri(take());
  } else if (take().kind != TokenKind::String) {
    --position_;
    fail("a version such as \"1.2\"");
  }
  if (at) expect(".");
  return true;
}

/// `ex:g {`, `GRAPH ex:g {`, `{` and `}`.
bool StatementParser::graph() {
  if (in_graph_) {
    if (!accept("}")) return false;
    in_graph_ = false;
    emitter_.set_graph({});
    return true;
  }
  if (!tokens_.back().is("{")) return false;
  std::optional<Term> name;
  if (peek().kind == TokenKind::Word && to_lower(peek().text) == "graph") take();
  if (accept("[")) {
    expect("]");
    name = emitter_.fresh_blank(fresh()).term();
  } else if (!peek().is("{")) {
    name = resource("the name of a graph (an IRI or a blank node)").term();
  }
  expect("{");
  in_graph_ = true;
  emitter_.set_graph(std::move(name));
  return true;
}

void StatementParser::triples() {
  if (peek().is("<<")) {
    take();
    const TripleView triple = triple_inside();
    const bool named = accept("~") && !peek().is(">>");
    const TermView reifier = named ? this->reifier() : emitter_.fresh_blank(fresh());
    expect(">>");
    const Term its = emitter_.reify(triple, reifier);
    if (!at_end()) properties(reifier);
    if (!named) emitter_.close(its);
    return;
  }
  if (peek().is("[")) {
    const TermView subject = property_list();
    if (!at_end()) properties(subject);
    return;
  }
  properties(peek().is("(") ? collection() : resource(kSubject));
}

void StatementParser::properties(const TermView& subject, std::vector<Qualifier>* qualifiers) {
  for (;;) {
    const TermView verb = predicate();
    do {
      if (peek().is("<<") && !qualifiers && verb.text == of(kRdf, "reifies")) {
        take();
        expect("(");
        const TripleView triple = triple_inside();
        expect(")");
        expect(">>");
        emitter_.reify(triple, subject);
        continue;
      }
      const TermView object = this->object();
      if (qualifiers) {
        if (peek().is("{|") || peek().is("~")) fail("no annotation of an annotation, which no fact can hold");
        qualifiers->emplace_back(verb.term(), object.term());
      } else if (peek().is("{|") || peek().is("~")) {
        annotations({subject, verb, object});
      } else {
        emitter_.triple({subject, verb, object});
      }
    } while (accept(","));
    if (!accept(";")) return;
    while (accept(";")) {
    }
    if (at_end()) return;
  }
}

void StatementParser::annotations(const TripleView& triple) {
  for (;;) {
    if (accept("~")) {
      const bool named = peek().kind != TokenKind::Mark;
      const TermView reifier = named ? this->reifier() : TermView{};
      std::vector<Qualifier> qualifiers = peek().is("{|") ? annotation() : std::vector<Qualifier>();
      if (named) {
        emitter_.reify(triple, reifier);
        for (const Qualifier& one : qualifiers) emitter_.triple({reifier, view(one.key), view(one.value)});
      } else {
        emitter_.annotated(triple, std::move(qualifiers));
      }
    } else if (peek().is("{|")) {
      emitter_.annotated(triple, annotation());
    } else {
      return;
    }
  }
}

std::vector<Qualifier> StatementParser::annotation() {
  expect("{|");
  std::vector<Qualifier> qualifiers;
  properties({}, &qualifiers);
  expect("|}");
  return qualifiers;
}

TermView StatementParser::reifier() {
  return resource("the name of the annotated triple (an IRI or a blank node)");
}

TripleView StatementParser::triple_inside() {
  const TermView subject = resource(kSubject), verb = predicate();
  return {subject, verb, peek().kind == TokenKind::Mark ? resource(kObject) : object()};
}

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
      emitter_.triple({last, rest, node});
    }
    emitter_.triple({node, first, item});
    last = node;
  }
  if (head.text != nil.text) emitter_.triple({last, rest, nil});
  --depth_;
  return head;
}

void StatementParser::line(std::span<const Token> tokens) {
  tokens_ = tokens;
  position_ = 0;
  texts_used_ = 0;
  const auto reified = [&](bool term) {
    expect("<<");
    if (term) expect("(");
    const TripleView triple = triple_inside();
    if (term) expect(")");
    expect(">>");
    return triple;
  };
  TripleView inside;
  const bool about = peek().is("<<");
  TermView subject;
  if (about)
    inside = reified(false);
  else
    subject = resource(kSubject);
  const TermView verb = predicate();
  const bool reifies = !about && peek().is("<<") && verb.text == of(kRdf, "reifies");
  TermView object;
  if (reifies)
    inside = reified(true);
  else
    object = peek().kind == TokenKind::Mark ? resource(kObject) : this->object();
  std::optional<Term> graph;
  if (syntax_ == RdfSyntax::NQuads && !peek().is("."))
    graph = resource("the name of a graph (an IRI or a blank node)").term();
  expect(".");
  emitter_.set_graph(std::move(graph));
  if (about) subject = view(kept_term_ = emitter_.reify(inside, emitter_.fresh_blank(fresh()), true));
  if (reifies)
    emitter_.reify(inside, subject);
  else
    emitter_.triple({subject, verb, object});
}

}  // namespace kg::loaders::rdf
