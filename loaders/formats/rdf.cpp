#include "loaders/rdf.hpp"

#include <algorithm>

#include "loaders/formats/formats.hpp"
#include "loaders/text/trees.hpp"

namespace kg::loaders {

Document read_rdf_document(std::string_view name, std::string_view bytes, const LoadOptions& options) {
  Document document;
  const auto add = [&](Statement&& statement) {
    document.facts.push_back({std::move(statement), {}, 1.0, std::string(kRdfExtractor)});
  };
  RdfSinks sinks;
  sinks.triple = [&](const TripleView& t) {
    add({t.subject.term(), t.predicate.term(), t.object.term(), {}});
  };
  sinks.statement = add;
  sinks.prefix = [](std::string_view, std::string_view) {};
  sinks.problem = [&](Diagnostic&& problem) { document.diagnostics.push_back(std::move(problem)); };
  const auto read = [&](char* to, std::size_t most) {
    text::check_stop(options.stop);
    const std::size_t count = bytes.copy(to, most);
    bytes.remove_prefix(count);
    return count;
  };
  read_rdf(name, *rdf_syntax_of(name), read, sinks);
  return document;
}

}  // namespace kg::loaders
