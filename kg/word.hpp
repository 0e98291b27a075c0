// The lexicon that facts and queries share: where a word ends, what it is, and how a term is printed so that
// it reads back as itself. The one hand-written classifier of the project; the query parser, `.facts` files,
// parameters and the printer all use it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "kg/term.hpp"

namespace kg {

/// True for a code point that may stand inside a bare word; none begins with one of `. - & % # '`, but for
/// `-5` and `--10-30`. ASCII marks `, ; ( ) { } [ ] < > = ! ? * + / | ^ ~ " $ @ \` and the backtick, white
/// space, control and format characters may not.
bool is_word_char(char32_t c);

/// Bytes of the word that begins at the start of `text` (UTF-8), 0 if none does. A word is cut first and
/// classified whole.
std::size_t word_length(std::string_view text);

enum class WordKind : std::uint8_t { Literal, PrefixedName, Keyword, Name };

/// What a bare word is: literal, else prefixed name, else keyword (any case), else name. `term` is filled for
/// literals and names. Throws `Error` with a hint for a word that begins with a digit, has no letter and is
/// no literal (`7-11`).
struct Word {
  WordKind kind;
  Term term;
};
Word classify_word(std::string_view word);

/// The reserved words of the query language, in lower case and sorted: those that begin a statement, a clause
/// or an operator, and the literals `true` and `false`. As names they stand in quotes, in facts too. Words
/// that only follow one of them (`by`, `of`, `source`, `run`, `asc`, `desc`) are names elsewhere and stand
/// bare.
std::span<const std::string_view> keywords();

/// True for one of `keywords()`, in any case.
bool is_keyword(std::string_view word);

/// A quoted token at the start of `text`: `'…'` (a name), `"…"` with `@lang` or `^^type` (a string),
/// `<scheme:…>` (an IRI). Escapes are JSON's and `\'`. Nothing if `text` does not begin with such a token;
/// throws `Error` if it begins and does not end.
struct Quoted {
  Term term;
  std::size_t length;  ///< bytes consumed
};
std::optional<Quoted> read_quoted(std::string_view text);

/// The term that `text` as a whole spells; throws `Error` if it spells none or more than one.
/// `read_term(print(t)) == t`.
Term read_term(std::string_view text);

/// The spelling of a term: bare if a letter followed by letters, digits, `_ - . ' &`, not ending in a mark
/// and not reserved; else quoted.
std::string print(const Term& term);

/// The spelling of a name before `=`, as the key of a qualifier: as `print`, but a keyword needs no quotes.
std::string print_key(std::string_view name);
std::string print_key(const Term& key);  ///< a Name or an Iri

/// A predicate or key as it stands in JSON and in lists: a name without quotes, an IRI in its brackets; and
/// the way back, in which the name is made normal.
std::string plain(const Term& key);
Term read_plain(std::string_view text);

/// A name from free text: NFC, white space runs become one `_`, control and format characters dropped,
/// trimmed.
std::string normal_name(std::string_view text);

/// NFC and full case folding, `_` for white space, diacritics kept: two names are the same to somebody who
/// asks iff their folded forms are equal.
std::string fold_name(std::string_view text);

/// Throws `Error` naming the byte offset if `text` is not valid UTF-8.
void check_utf8(std::string_view text);
/// Offset of the first byte that is not valid UTF-8, or nothing.
std::optional<std::size_t> invalid_utf8(std::string_view text);

}  // namespace kg
