// The escapes that TSV (SPARQL 1.1 Query Results) and the formats of RDF share.
#pragma once

namespace kg::tools {

/// The letter that stands for this character behind a backslash; 0 if it stands for itself.
constexpr char letter_of_escape(char c) {
  switch (c) {
    case '\t':
      return 't';
    case '\n':
      return 'n';
    case '\r':
      return 'r';
    case '\\':
      return '\\';
    default:
      return 0;
  }
}

}  // namespace kg::tools
