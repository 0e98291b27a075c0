// What terms are in RDF, and back. Reading what was written gives the same term.
//
//   China            <urn:kg:China>          a name; what an IRI may not hold is percent-encoded
//   <http://a.b/c>   <http://a.b/c>
//   <_:b1>           _:b1                    a blank node is an IRI with the scheme `_`
//   "x" "x"@en       "x" "x"@en
//   "x"^^<http://…>  "x"^^<http://…>         a type that is a word is <urn:kg:word>
//   42 4.25 true     "42"^^xsd:integer …     xsd:decimal, xsd:boolean
//   2025-10-30       "2025-10-30"^^xsd:date  2025-10 xsd:gYearMonth, --10-30 xsd:gMonthDay, --10 xsd:gMonth
//   70% 1year 1..2   "70%"^^<urn:kg:value:percent>, …:quantity, …:range, …:date_range
//
// A literal whose spelling is none that `kg` writes ("+5"^^xsd:integer) is a string with its type.
#pragma once

#include <string>
#include <string_view>

#include "kg/term.hpp"
#include "kg/triple_view.hpp"

namespace kg::rdf {

inline constexpr std::string_view kNames = "urn:kg:";
inline constexpr std::string_view kXsd = "http://www.w3.org/2001/XMLSchema#";
inline constexpr std::string_view kRdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
inline constexpr std::string_view kBlank = "_:";

/// True for the name of a file of RDF, by its ending: .nt, .nq, .ttl, .trig, or one of these compressed.
bool is_rdf_file(std::string_view name);

/// The IRI of a Name or an Iri, without brackets; of a blank node `_:…`.
std::string iri_of(const Term& term);
/// A Name for the IRI of one, else the IRI. The view is of `iri`, or of `scratch` where it was decoded.
TermView term_of_iri(std::string_view iri, std::string& scratch);

/// The datatype of a string or a value, an IRI without brackets; empty for strings without one.
std::string datatype_of(const Term& literal);
/// The term of a literal with that datatype; views of `text` and, for a tag, of `scratch`.
TermView term_of_literal(std::string_view text, std::string_view datatype, std::string& scratch);

}  // namespace kg::rdf
