// A graph as a picture: statements → Graphviz's language (dot) → SVG or PNG by Graphviz's programs.
#pragma once

#include <span>
#include <string>

#include "kg/prefixes.hpp"
#include "kg/statement.hpp"

namespace kg::tools {

/// Entities are round boxes, values plain ones; an edge is a statement, with its predicate and qualifiers
/// beside it. The same statements give the same bytes.
std::string dot_of(std::span<const Statement> statements, const Prefixes& prefixes);

/// The picture of a dot text; `format` is "svg" or "png". Throws `Error` if Graphviz is not installed.
std::string draw(const std::string& dot, const std::string& format);

}  // namespace kg::tools
