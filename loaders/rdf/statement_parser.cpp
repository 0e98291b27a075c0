#include "loaders/rdf/statement_parser.hpp"

#include <fmt/format.h>

#include <utility>

#include "kg/rdf.hpp"
#include "kg/unicode.hpp"

namespace kg::loaders::rdf {
namespace {

TermView view(const Term& term) {
  return {term.kind, term.text, term.tag};
}

bool is_reifies(const TermView& verb) {
  return verb.text.starts_with(kg::rdf::kRdf) && verb.text.substr(kg::rdf::kRdf.size()) == "reifies";
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
  said_.clear();
  const bool after_fault = std::exchange(after_fault_, false) || where_ == Where::Unsure;
  if (directive()) return;
  const Token& last = tokens.back();
  if (where_ == Where::Unsure && last.is("{")) where_ = Where::NoGraph;  // a graph is in no other
  if (where_ == Where::BadGraph || where_ == Where::Unsure) {
    if (where_ == Where::BadGraph && last.is("}")) leave_graph();
    return;
  }
  if (after_fault && peek().is("{")) {  // whose name may stand before the fault
    where_ = Where::BadGraph;
    return;
  }
  if (syntax_ == RdfSyntax::TriG && graph()) return;
  triples();
  if (where_ == Where::Graph && accept("}")) {
    emit();
    leave_graph();
  } else {
    expect(".");
    emit();
  }
}

void StatementParser::emit() {
  for (const Said& said : said_)
    if (said.what == Said::Triple) emitter_.demand_open(said.triple.subject, tokens_.front().at);
  for (const Said& said : said_) {
    switch (said.what) {
      case Said::Triple:
        emitter_.triple(said.triple);
        break;
      case Said::Annotated:
        emitter_.annotated(said.triple, said.qualifiers);
        break;
      case Said::Reified:
        emitter_.reify(said.triple, said.reifier);
        break;
      case Said::AllOf:
        emitter_.close(said.reifier);
        break;
    }
  }
}

void StatementParser::leave_graph() {
  where_ = Where::NoGraph;
  emitter_.set_graph({});
}

void StatementParser::skip_after(std::span<const Token> tokens, StatementEnd end) {
  after_fault_ = true;
  if (!std::exchange(understood_, false) && !tokens.empty()) {
    if (tokens.size() > 1 && is_directive(tokens[0], "prefix"))
      prefixes_.erase(std::string(tokens[1].text.substr(0, tokens[1].text.find(':'))));
    if (is_directive(tokens[0], "base")) base_.clear();
  }
  if (end == StatementEnd::Opens) where_ = Where::BadGraph;
  if (end == StatementEnd::Closes && where_ != Where::Unsure) leave_graph();
  if (end == StatementEnd::Unknown && syntax_ == RdfSyntax::TriG) where_ = Where::Unsure;
}

void StatementParser::finish() const {
  if (where_ == Where::Unsure)
    throw BadRdf(kCutOff,
                 "expected `{` of another graph, found the end of the file; what stands behind the last "
                 "fault was left "
                 "out, as it may stand in a graph or in none");
  if (where_ != Where::NoGraph)
    throw BadRdf(kCutOff, "expected `}` at the end of the graph, found the end of the file");
}

bool StatementParser::directive() {
  const Token first = peek();
  const bool is_prefix = is_directive(first, "prefix"), is_base = is_directive(first, "base");
  if (!is_prefix && !is_base && !is_directive(first, "version")) return false;
  take();
  if (is_prefix) {
    const Token name = take();
    if (name.kind != TokenKind::Name || name.text.find(':') + 1 != name.text.size()) {
      --position_;
      fail("a prefix such as `ex:`");
    }
    if (peek().kind != TokenKind::Iri) fail("the <IRI> that the prefix stands for");
    const std::string_view prefix = name.text.substr(0, name.text.size() - 1);
    const std::string_view stands_for = iri(take());
    prefixes_.insert_or_assign(std::string(prefix), std::string(stands_for));
    understood_ = true;
    emitter_.prefix(prefix, stands_for);
  } else if (is_base) {
    if (peek().kind != TokenKind::Iri) fail("an <IRI> as the base");
    base_ = iri(take());
    understood_ = true;
  } else if (take().kind != TokenKind::String) {
    --position_;
    fail("a version such as \"1.2\"");
  }
  if (first.kind == TokenKind::At) expect(".");
  understood_ = false;
  return true;
}

/// `ex:g {`, `GRAPH ex:g {`, `{` and `}`.
bool StatementParser::graph() {
  if (where_ == Where::Graph) {
    if (!accept("}")) return false;
    leave_graph();
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
  where_ = Where::Graph;
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
    say({Said::Reified, triple, reifier, {}});
    if (!at_end()) properties(reifier);
    if (!named) say({Said::AllOf, {}, reifier, {}});
    return;
  }
  if (peek().is("[")) {
    const TermView subject = property_list();
    if (!at_end()) properties(subject);
    return;
  }
  properties(peek().is("(") ? collection() : resource(kSubject));
}

void StatementParser::properties(const TermView& subject, std::vector<QualifierView>* qualifiers) {
  for (;;) {
    const TermView verb = predicate();
    do {
      if (peek().is("<<") && !qualifiers && is_reifies(verb)) {
        take();
        expect("(");
        const TripleView triple = triple_inside();
        expect(")");
        expect(">>");
        say({Said::Reified, triple, subject, {}});
        continue;
      }
      const TermView object = this->object();
      if (qualifiers) {
        if (peek().is("{|") || peek().is("~")) fail("no annotation of an annotation, which no fact can hold");
        qualifiers->push_back({verb, object});
      } else if (peek().is("{|") || peek().is("~")) {
        annotations({subject, verb, object});
      } else {
        say({Said::Triple, {subject, verb, object}, {}, {}});
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
      std::vector<QualifierView> qualifiers = peek().is("{|") ? annotation() : std::vector<QualifierView>();
      if (named) {
        say({Said::Reified, triple, reifier, {}});
        for (const auto& [key, value] : qualifiers) say({Said::Triple, {reifier, key, value}, {}, {}});
      } else {
        say({Said::Annotated, triple, {}, std::move(qualifiers)});
      }
    } else if (peek().is("{|")) {
      say({Said::Annotated, triple, {}, annotation()});
    } else {
      return;
    }
  }
}

std::vector<QualifierView> StatementParser::annotation() {
  expect("{|");
  std::vector<QualifierView> qualifiers;
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
  const bool reifies = !about && peek().is("<<") && is_reifies(verb);
  TermView object;
  if (reifies)
    inside = reified(true);
  else
    object = peek().kind == TokenKind::Mark ? resource(kObject) : this->object();
  std::optional<Term> graph;
  if (syntax_ == RdfSyntax::NQuads && !peek().is("."))
    graph = resource("the name of a graph (an IRI or a blank node)").term();
  expect(".");
  if (!about) emitter_.demand_open(subject, tokens_.front().at);
  emitter_.set_graph(std::move(graph));
  if (about) subject = view(kept_term_ = emitter_.reify(inside, emitter_.fresh_blank(fresh()), true));
  if (reifies)
    emitter_.reify(inside, subject);
  else
    emitter_.triple({subject, verb, object});
}

}  // namespace kg::loaders::rdf
