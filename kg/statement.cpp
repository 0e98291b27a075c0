#include "kg/statement.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kg/error.hpp"
#include "kg/facts.hpp"
#include "kg/prefixes.hpp"
#include "kg/source_text.hpp"
#include "kg/word.hpp"

namespace kg {

void normalise(Statement& statement) {
  auto& qualifiers = statement.qualifiers;
  std::sort(qualifiers.begin(), qualifiers.end());
  qualifiers.erase(std::unique(qualifiers.begin(), qualifiers.end()), qualifiers.end());
}

std::string print(const Statement& statement) {
  return print(statement, Prefixes());
}

Statement read_statement(std::string_view line) {
  try {
    FactLine fact = read_fact_line(line);
    if (!fact.at_keys.empty()) throw Error("expected a statement alone, found evidence (@ keys)");
    const std::string_view rest = line.substr(fact.end);
    if (const std::size_t extra = rest.find_first_not_of(" \t"); extra != std::string_view::npos)
      throw syntax_error("expected the end of the line, found a comment", line, fact.end + extra);
    return std::move(fact.statement);
  } catch (const SyntaxError& error) {
    throw SyntaxError(fmt::format("{} (column {})", error.what(), error.place().column), error.place(),
                      error.rendered());
  }
}

}  // namespace kg
