#include "loaders/bytes.hpp"
#include "loaders/rdf.hpp"
#include "loaders/rdf/emitter.hpp"
#include "loaders/rdf/line_blocks.hpp"
#include "loaders/rdf/statement_lexer.hpp"
#include "loaders/rdf/statement_parser.hpp"

namespace kg::loaders {
namespace {

void read_lines(std::string_view document, RdfSyntax syntax, const ReadBytes& read, const RdfSinks& sinks) {
  RdfLines reader(document, syntax, sinks);
  LineBlocks blocks(read);
  for (LineBlock block; blocks.next(block);) reader.read(block.bytes, block.first_line);
  reader.finish();
}

void read_statements(std::string_view document, RdfSyntax syntax, const ReadBytes& read,
                     const RdfSinks& sinks) {
  rdf::Emitter emitter(document, sinks);
  rdf::StatementParser parser(syntax, emitter);
  rdf::StatementLexer lexer(read);
  std::vector<rdf::Token> tokens;
  const auto report = [&](const rdf::BadRdf& error) {
    Place place = lexer.place(error.at);
    place.file = document;
    emitter.problem({std::move(place), error.what()});
  };
  for (bool more = true; more;) {
    try {
      more = lexer.next(tokens);
      if (more)
        parser.statement(tokens);
      else
        parser.finish();
    } catch (const rdf::BadRdf& error) {
      report(error);
      if (more) parser.skip_after(tokens, lexer.skip(tokens));
    }
  }
  emitter.finish();
}

}  // namespace

std::optional<RdfSyntax> rdf_syntax_of(std::string_view name) {
  name = without_compression(name);
  if (name.ends_with(".nt")) return RdfSyntax::NTriples;
  if (name.ends_with(".nq")) return RdfSyntax::NQuads;
  if (name.ends_with(".ttl")) return RdfSyntax::Turtle;
  if (name.ends_with(".trig")) return RdfSyntax::TriG;
  return std::nullopt;
}

void read_rdf(std::string_view document, RdfSyntax syntax, const ReadBytes& read, const RdfSinks& sinks) {
  const bool lines = syntax == RdfSyntax::NTriples || syntax == RdfSyntax::NQuads;
  (lines ? read_lines : read_statements)(document, syntax, read, sinks);
}

}  // namespace kg::loaders
