// A term as people write it: a name, an IRI, a string or a typed value. Terms are plain values; the store
// turns them into 64-bit ids and back (kg/graph.hpp), `kg/word.hpp` reads and prints them.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace kg {

enum class TermKind : std::uint8_t {
  Name,      ///< `China`, `'G7 partners'`: `text` is the name in NFC with `_` for white space, without quotes
  Iri,       ///< `<http://…>`: `text` is what stands between the brackets
  String,    ///< `"…"`: `text` is the content; `tag` is empty, a language (`@en`) or a datatype (`^^type`)
  Integer,   ///< `42`
  Decimal,   ///< `4.25`
  Percent,   ///< `70%`
  Quantity,  ///< `1year`, `4.25USD`: a number and a unit of the closed table in value.hpp
  Range,     ///< `12..24month`, `1..2`: from and to, both included
  Date,  ///< `2025`-granular only beside a date; `2025-10`, `2025-10-30`, `--10-30`, `--10` (year unknown)
  DateRange,  ///< `2025-10-01..2025-10-30`: first and last day, both included
  Boolean,    ///< `true`, `false`
  Statement,  ///< a statement spoken of as a term; `text` is `#` and its number. Never written in a `.facts`
              ///< file.
};

/// `text` is the spelling without quotes or brackets; two terms are the same term iff kind, text and tag are
/// equal.
/// (`1year` and `12month` are two terms of equal value; see value.hpp.)
struct Term {
  TermKind kind = TermKind::Name;
  std::string text;
  std::string tag;  ///< for strings only

  auto operator<=>(const Term&) const = default;
  bool operator==(const Term&) const = default;
  /// Is it this name?
  bool operator==(std::string_view name) const { return kind == TermKind::Name && text == name; }

  static Term name(std::string text) { return {TermKind::Name, std::move(text), {}}; }
  static Term iri(std::string text) { return {TermKind::Iri, std::move(text), {}}; }
  static Term string(std::string text, std::string tag = {}) {
    return {TermKind::String, std::move(text), std::move(tag)};
  }
  bool is_value() const { return kind >= TermKind::Integer && kind <= TermKind::Boolean; }
};

}  // namespace kg
