#include "kg/rdf.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "kg/literal.hpp"
#include "kg/word.hpp"

namespace kg::rdf {
namespace {

constexpr std::string_view kValues = "urn:kg:value:";
constexpr std::string_view kString = "http://www.w3.org/2001/XMLSchema#string";

bool is_plain(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c >= 0x80 ||
         std::string_view("_-.~!$&'()*+,;=:@").find(static_cast<char>(c)) != std::string_view::npos;
}

std::string encoded(std::string_view name) {
  std::string iri(kNames);
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_plain(byte))
      iri += c;
    else
      iri += fmt::format("%{:02X}", byte);
  }
  return iri;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// The name that is encoded so, and in no other way.
bool decode(std::string_view iri, std::string& name) {
  name.clear();
  const std::string_view text = iri.substr(kNames.size());
  for (std::size_t pos = 0; pos < text.size(); ++pos) {
    if (text[pos] != '%') {
      name += text[pos];
      continue;
    }
    const int high = pos + 2 < text.size() ? hex_digit(text[pos + 1]) : -1;
    const int low = pos + 2 < text.size() ? hex_digit(text[pos + 2]) : -1;
    if (high < 0 || low < 0) return false;
    name += static_cast<char>(high * 16 + low);
    pos += 2;
  }
  return !name.empty() && !invalid_utf8(name) && normal_name(name) == name && encoded(name) == iri;
}

/// Datatypes of values: each for one kind, and for dates of one form.
struct Datatype {
  std::string_view base, name;
  TermKind kind;
  std::size_t length = 0;  ///< of a date
};
constexpr std::array kDatatypes = {
    Datatype{kXsd, "integer", TermKind::Integer},         Datatype{kXsd, "decimal", TermKind::Decimal},
    Datatype{kXsd, "boolean", TermKind::Boolean},         Datatype{kXsd, "date", TermKind::Date, 10},
    Datatype{kXsd, "gYearMonth", TermKind::Date, 7},      Datatype{kXsd, "gMonthDay", TermKind::Date, 7},
    Datatype{kXsd, "gMonth", TermKind::Date, 4},          Datatype{kValues, "percent", TermKind::Percent},
    Datatype{kValues, "quantity", TermKind::Quantity},    Datatype{kValues, "range", TermKind::Range},
    Datatype{kValues, "date_range", TermKind::DateRange},
};

bool is_of(const Datatype& type, TermKind kind, std::string_view text) {
  if (type.kind != kind || (type.length != 0 && type.length != text.size())) return false;
  return type.length != 7 || text.starts_with("--") == (type.name == "gMonthDay");
}

}  // namespace

bool is_rdf_file(std::string_view name) {
  for (const std::string_view compressed : {".gz", ".zst"})
    if (name.ends_with(compressed)) name.remove_suffix(compressed.size());
  return name.ends_with(".nt") || name.ends_with(".nq") || name.ends_with(".ttl") || name.ends_with(".trig");
}

std::string iri_of(const Term& term) {
  return term.kind == TermKind::Name ? encoded(term.text) : term.text;
}

TermView term_of_iri(std::string_view iri, std::string& scratch) {
  if (iri.starts_with(kNames) && decode(iri, scratch)) return {TermKind::Name, scratch, {}};
  return {TermKind::Iri, iri, {}};
}

std::string datatype_of(const Term& literal) {
  if (literal.kind == TermKind::String) {
    const std::string_view tag = literal.tag;
    if (tag.starts_with("^^<")) return std::string(tag.substr(3, tag.size() - 4));
    return tag.starts_with("^^") ? encoded(tag.substr(2)) : std::string();
  }
  for (const Datatype& type : kDatatypes)
    if (is_of(type, literal.kind, literal.text)) return std::string(type.base) + std::string(type.name);
  return {};
}

TermView term_of_literal(std::string_view text, std::string_view datatype, std::string& scratch) {
  if (datatype.empty() || datatype == kString) return {TermKind::String, text, {}};
  const std::string_view base = datatype.starts_with(kXsd)      ? kXsd
                                : datatype.starts_with(kValues) ? kValues
                                                                : "";
  if (!base.empty()) {
    const std::string_view name = datatype.substr(base.size());
    const auto literal = parse_literal(text);
    for (const Datatype& type : kDatatypes)
      if (literal && type.base == base && type.name == name && is_of(type, literal->kind, text))
        return {literal->kind, text, {}};
  } else if (datatype.starts_with(kNames)) {
    std::string word;
    if (decode(datatype, word) && word_length(word) == word.size() && word.find(':') == std::string::npos) {
      scratch = "^^" + word;
      return {TermKind::String, text, scratch};
    }
  }
  scratch = "^^<";
  scratch += datatype;
  scratch += '>';
  return {TermKind::String, text, scratch};
}

}  // namespace kg::rdf
