#include "kg/facts.hpp"

#include <charconv>

#include "loaders/formats/formats.hpp"
#include "loaders/text/trees.hpp"

namespace kg::loaders {
namespace {

double number_of(const Term& term) {
  double number = 1.0;
  std::from_chars(term.text.data(), term.text.data() + term.text.size(), number);
  return number;
}

}  // namespace

Document read_facts_document(std::string_view name, std::string_view bytes, const LoadOptions& options) {
  Document document;
  Facts facts = read_facts(bytes, name, [&] { text::check_stop(options.stop); });
  document.diagnostics = std::move(facts.diagnostics);
  for (auto& line : facts.lines) {
    Fact fact{std::move(line.statement), {document.text.size(), 0}, 1.0, "facts"};
    std::string_view evidence = bytes.substr(line.begin, line.end - line.begin);
    for (const auto& [key, value] : line.at_keys) {
      if (key == "@quote") evidence = value.text;
      if (key == "@confidence") fact.confidence = number_of(value);
      if (key == "@extractor") fact.extractor = value.text;
    }
    document.text += evidence;
    fact.span.end = document.text.size();
    document.text += '\n';
    document.facts.push_back(std::move(fact));
  }
  return document;
}

}  // namespace kg::loaders
