// The tokens of N-Triples, N-Quads, Turtle and TriG, as their grammars of RDF 1.2 have them, cut out of text
// that is at hand.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "kg/error.hpp"

namespace kg::loaders::rdf {

/// What a reader stumbles over: at which byte of the text at hand, what was expected and what was found.
class BadRdf : public Error {
 public:
  BadRdf(std::size_t where, const std::string& message) : Error(message), at(where) {}
  std::size_t at;
};

enum class TokenKind : std::uint8_t {
  Iri,     ///< `<…>`
  Name,    ///< `ex:a`, `:a`, `ex:`
  Blank,   ///< `_:a`
  String,  ///< in any of the four quotes
  Number,
  Word,  ///< `a`, `true`, `PREFIX`
  At,    ///< `@prefix`, `@en`
  Mark   ///< `.` `;` `,` `[` `]` `(` `)` `{` `}` `{|` `|}` `<<` `>>` `^^` `~`
};

struct Token {
  TokenKind kind = TokenKind::Mark;
  std::string_view text;  ///< as it is written, marks and escapes included
  std::size_t at = 0;     ///< its first byte

  bool is(std::string_view mark) const { return kind == TokenKind::Mark && text == mark; }
};

inline constexpr std::size_t kCutOff = std::string_view::npos;

/// One past the token that begins at `pos`; `kCutOff` if the text ends before the token surely does. Throws
/// `BadRdf`. REQUIRES: the text has the first byte of the token.
std::size_t iri_end(std::string_view text, std::size_t pos);     ///< at `<`
std::size_t string_end(std::string_view text, std::size_t pos);  ///< at a quote
std::size_t label_end(std::string_view text, std::size_t pos);   ///< of a blank node, at `_`
std::size_t tag_end(std::string_view text, std::size_t pos);     ///< of a language, at `@`

/// Past white space, and comments.
std::size_t skip_space(std::string_view text, std::size_t pos);

/// The token at `pos`; false if the text ends before it surely does. REQUIRES: pos is at no space.
bool read_token(std::string_view text, std::size_t pos, Token& token);

/// One past what begins a text and is no token: a word, or a character. REQUIRES: the text is not empty.
std::size_t bad_word_end(std::string_view text);

/// Of `@prefix` and `PREFIX`, and of base and version.
bool is_directive(const Token& token, std::string_view name);

/// What stands between the brackets or quotes, escapes resolved: a view of `token`, or of `scratch`. `at` is
/// the place of `token`.
std::string_view iri_in(std::string_view token, std::size_t at, std::string& scratch);
std::string_view string_in(std::string_view token, std::size_t at, std::string& scratch);

/// True for `scheme:…`.
bool is_absolute(std::string_view iri);

/// What stands at `pos`, for a message: the token or character there.
std::string found_at(std::string_view text, std::size_t pos);

}  // namespace kg::loaders::rdf
