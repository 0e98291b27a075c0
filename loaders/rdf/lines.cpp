// N-Triples and N-Quads, a line at a time: the way that triples come by the million, so a plain line is read
// without tokens and copies nothing. Lines with more go through the parser of statements.
#include <fmt/format.h>

#include <algorithm>

#include "kg/rdf.hpp"
#include "kg/source_text.hpp"
#include "kg/unicode.hpp"
#include "kg/word.hpp"
#include "loaders/rdf.hpp"
#include "loaders/rdf/emitter.hpp"
#include "loaders/rdf/scan.hpp"
#include "loaders/rdf/statement_parser.hpp"

namespace kg::loaders {

using namespace rdf;

class RdfLines::State {
 public:
  State(std::string_view document, RdfSyntax syntax, const RdfSinks& sinks)
      : document_(document),
        quads_(syntax == RdfSyntax::NQuads),
        sinks_(sinks),
        emitter_(document, sinks_),
        parser_(syntax, emitter_) {}

  void read(std::string_view lines, std::uint64_t number) {
    if (number == 1) lines = without_byte_order_mark(lines);
    for (std::size_t begin = 0; begin < lines.size(); ++number) {
      const std::size_t newline = lines.find('\n', begin);
      const std::size_t end = newline == std::string_view::npos ? lines.size() : newline + 1;
      std::string_view line = lines.substr(begin, end - begin);
      begin = end;
      if (newline == std::string_view::npos) {  // a token looks ahead
        last_ = std::string(line) + "\n\n\n";
        line = last_;
      }
      try {
        if (const auto offset = is_ascii(line) ? std::nullopt : invalid_utf8(line))
          throw BadRdf(*offset, "expected text in UTF-8, found a byte that is none");
        read_line(line);
      } catch (const BadRdf& error) {
        Place place = place_at(line, error.at, document_);
        place.line = number;
        emitter_.problem({std::move(place), error.what()});
      }
    }
  }

  void finish() { emitter_.finish(); }

 private:
  void skip() {
    while (position_ < line_.size() && (line_[position_] == ' ' || line_[position_] == '\t')) ++position_;
  }
  char here() const { return position_ < line_.size() ? line_[position_] : '\n'; }
  /// A line ends in a newline; a carriage return alone, behind a comment too, would hide what stands behind
  /// it.
  bool at_end() {
    if (here() == '#') position_ = std::min(line_.find_first_of("\r\n", position_), line_.size());
    return here() == '\n' || line_.substr(position_).starts_with("\r\n");
  }
  bool has_triple_here() const { return line_.substr(position_).starts_with("<<"); }

  [[noreturn]] void fail(std::string_view expected) const {
    throw BadRdf(position_, fmt::format("expected {}, found {}", expected, found_at(line_, position_)));
  }

  std::string_view cut(std::size_t end, std::string_view what) {
    if (end == kCutOff) fail(what);
    const std::string_view token = line_.substr(position_, end - position_);
    position_ = end;
    return token;
  }

  std::string_view iri(std::string& scratch) {
    const std::size_t at = position_;
    const std::string_view iri =
        iri_in(cut(iri_end(line_, position_), "an <IRI> that ends in `>`"), at, scratch);
    if (!is_absolute(iri)) throw BadRdf(at, fmt::format("expected an absolute IRI, found <{}>", iri));
    return iri;
  }

  /// The texts of a term that are not in the line as they are.
  struct Scratch {
    std::string written, meant;
  };

  TermView resource(Scratch& scratch, std::string_view expected) {
    if (here() == '_')
      return emitter_.blank(cut(label_end(line_, position_), "a blank node such as _:a").substr(2),
                            scratch.meant);
    if (here() != '<') fail(expected);
    return kg::rdf::term_of_iri(iri(scratch.written), scratch.meant);
  }

  TermView object() {
    if (here() != '"') return resource(object_, "an object (an IRI, a blank node or a literal)");
    const std::size_t at = position_;
    const std::string_view text =
        string_in(cut(string_end(line_, position_), "a closing \""), at, object_.written);
    if (here() == '@')
      return {TermKind::String, text, cut(tag_end(line_, position_), "a language such as @en")};
    if (here() != '^') return {TermKind::String, text, {}};
    if (!line_.substr(position_).starts_with("^^<")) fail("^^ and the <IRI> of a datatype");
    position_ += 2;
    return kg::rdf::term_of_literal(text, iri(type_), object_.meant);
  }

  void read_line(std::string_view line) {
    line_ = line;
    position_ = 0;
    skip();
    if (at_end()) return;
    if (has_triple_here()) return read_tokens();
    if (line_.substr(position_).starts_with("VERSION")) return read_version();
    TripleView triple;
    triple.subject = resource(subject_, "a subject (an IRI or a blank node)");
    skip();
    if (here() != '<') fail("a predicate (an IRI)");
    triple.predicate = resource(predicate_, {});
    skip();
    if (has_triple_here()) return read_tokens();
    triple.object = object();
    skip();
    std::optional<Term> graph;
    if (quads_ && here() != '.') {
      graph = resource(graph_, "the name of a graph (an IRI or a blank node) or `.`").term();
      skip();
    }
    if (here() != '.') fail("`.` at the end of the triple");
    ++position_;
    skip();
    if (!at_end()) fail("the end of the line: a triple stands on a line of its own");
    emitter_.demand_open(triple.subject, 0);
    if (quads_) emitter_.set_graph(std::move(graph));
    emitter_.triple(triple);
  }

  void read_version() {
    position_ += std::string_view("VERSION").size();
    skip();
    if (here() != '"') fail("a version such as \"1.2\"");
    cut(string_end(line_, position_), "a closing \"");
    skip();
    if (!at_end()) fail("the end of the line");
  }

  void read_tokens() {
    if (sinks_.annotation) sinks_.annotation();
    tokens_.clear();
    for (std::size_t at = skip_space(line_, 0); at < line_.size();
         at = skip_space(line_, at + tokens_.back().text.size())) {
      Token token;
      if (!read_token(line_, at, token))
        throw BadRdf(at, "expected the end of the token that begins here, found the end of the line");
      tokens_.push_back(token);
    }
    parser_.line(tokens_);
  }

  std::string document_;
  bool quads_;
  RdfSinks sinks_;
  Emitter emitter_;
  StatementParser parser_;
  std::string last_;
  std::string_view line_;
  std::size_t position_ = 0;
  Scratch subject_, predicate_, object_, graph_;
  std::string type_;
  std::vector<Token> tokens_;
};

RdfLines::RdfLines(std::string_view document, RdfSyntax syntax, const RdfSinks& sinks)
    : state_(std::make_unique<State>(document, syntax, sinks)) {}
RdfLines::~RdfLines() = default;

void RdfLines::read(std::string_view lines, std::uint64_t first_line) {
  state_->read(lines, first_line);
}

void RdfLines::finish() {
  state_->finish();
}

}  // namespace kg::loaders
