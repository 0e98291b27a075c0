// Prefixes: short names for the beginnings of IRIs, in facts, queries and whatever people read.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "kg/statement.hpp"
#include "kg/term.hpp"

namespace kg {

/// Prefix → what it stands for: `schema` → `http://schema.org/`.
using Prefixes = std::map<std::string, std::string, std::less<>>;

/// The IRI that a prefixed name stands for (`schema:Person`). Throws `Error` if the prefix is not known.
Term expand_prefixed(std::string_view word, const Prefixes& prefixes);

/// The prefixed name that reads as this IRI, by the prefix that covers most of it; nothing if none does.
std::optional<std::string> shortened(std::string_view iri, const Prefixes& prefixes);

/// A predicate or key in a list: a name as it is, an IRI shortened or in its brackets.
std::string plain(const Term& key, const Prefixes& prefixes);

/// The text of a term, of an IRI shortened: without quotes or brackets, for people.
std::string shown(const Term& term, const Prefixes& prefixes);

/// As without prefixes, with IRIs shortened.
std::string print(const Term& term, const Prefixes& prefixes);
std::string print(const Statement& statement, const Prefixes& prefixes);

/// `prefix schema: <http://schema.org/>`, a line for each.
std::string print(const Prefixes& prefixes);

}  // namespace kg
