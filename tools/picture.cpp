#include "tools/picture.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "kg/word.hpp"
#include "tools/spawn.hpp"
#include "tools/terminal.hpp"

namespace kg::tools {
namespace {

/// Above this many edges the layered layout of `dot` becomes slow and wide; `sfdp` spreads large graphs in
/// the plane.
constexpr std::size_t kLayeredEdges = 60;

constexpr std::string_view kFont = "Helvetica,Arial,sans-serif";

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n')
      out += "\\n";
    else
      out += c;
  }
  return out + "\"";
}

/// A term as people read it, in lines of about 24 columns: `rare_earth_mining` → "rare earth mining".
std::string label_of(std::string_view text) {
  std::string out;
  std::size_t width = 0;
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of("_ "), text.size());
    const auto word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const auto length = display_width(word);
    if (width > 0) {
      out += width + length > 24 ? "\n" : " ";
      width = width + length > 24 ? 0 : width + 1;
    }
    out += word;
    width += length;
  }
  return out;
}

bool is_entity(const Term& term) {
  return term.kind == TermKind::Name || term.kind == TermKind::Iri;
}
bool is_nothing(const Term& object) {
  return object.kind == TermKind::Boolean && object.text == "true";
}

std::string label_of(const Term& term, const Prefixes& prefixes) {
  return label_of(shown(term, prefixes));
}

std::string edge_label(const Statement& statement, const Prefixes& prefixes) {
  std::string label = label_of(statement.predicate, prefixes);
  for (const auto& [key, value] : statement.qualifiers)
    label += fmt::format("\n{}: {}", label_of(key, prefixes), label_of(value, prefixes));
  return label;
}

}  // namespace

std::string dot_of(std::span<const Statement> statements, const Prefixes& prefixes) {
  std::map<Term, std::size_t> degrees;  // of entities
  for (const auto& statement : statements) {
    ++degrees[statement.subject];
    if (is_entity(statement.object)) ++degrees[statement.object];
  }

  std::string dot = fmt::format(R"(digraph kg {{
  graph [rankdir=LR, bgcolor=white, pad=0.3, nodesep=0.25, ranksep=0.9, fontname="{0}"];
  node [shape=box, style="rounded,filled", color="#3b6ea5", fillcolor="#e8f0f8", fontname="{0}", fontsize=12, fontcolor="#10243a", margin="0.12,0.06"];
  edge [color="#7a8794", fontname="{0}", fontsize=10, fontcolor="#44505c", arrowsize=0.7];
)",
                                kFont);
  const auto out = std::back_inserter(dot);

  std::map<Term, std::size_t> numbers;
  for (const auto& [term, degree] : degrees) {
    const std::size_t number = numbers.size();
    numbers.emplace(term, number);
    // What much is said of stands out.
    const auto* emphasis = degree >= 5   ? R"(, fillcolor="#3b6ea5", fontcolor=white, fontsize=15)"
                           : degree >= 3 ? R"(, fillcolor="#c3d8ec")"
                                         : "";
    fmt::format_to(out, "  e{} [label={}{}];\n", number, quoted(label_of(term, prefixes)), emphasis);
  }
  for (std::size_t i = 0; i < statements.size(); ++i) {
    const auto& statement = statements[i];
    const auto subject = numbers.at(statement.subject);
    if (is_entity(statement.object)) {
      fmt::format_to(out, "  e{} -> e{} [label={}];\n", subject, numbers.at(statement.object),
                     quoted(edge_label(statement, prefixes)));
      continue;
    }
    // A value belongs to its statement alone; a clause without an object shows its verb there.
    const bool nothing = is_nothing(statement.object);
    fmt::format_to(out,
                   R"(  v{} [label={}, style=filled, color="#b9a36b", fillcolor="#fbf5e3"];)"
                   "\n",
                   i,
                   quoted(nothing ? edge_label(statement, prefixes) : label_of(statement.object, prefixes)));
    fmt::format_to(out, "  e{} -> v{} [{}];\n", subject, i,
                   nothing ? "arrowhead=none" : "label=" + quoted(edge_label(statement, prefixes)));
  }
  return dot + "}\n";
}

std::string draw(const std::string& dot, const std::string& format) {
  const auto edges = static_cast<std::size_t>(std::ranges::count(dot, '>'));
  if (edges <= kLayeredEdges) return run_program({"dot", "-T" + format}, dot, "graphviz");
  return run_program({"sfdp", "-Goverlap=prism", "-Gsplines=true", "-Gsep=+45,45", "-GK=2", "-T" + format},
                     dot, "graphviz");
}

}  // namespace kg::tools
