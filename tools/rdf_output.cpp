#include "tools/rdf_output.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>

#include "kg/rdf.hpp"
#include "kg/unicode.hpp"
#include "tools/escape.hpp"

namespace kg::tools {
namespace {

using rdf::kBlank;
using rdf::kNames;
using rdf::kRdf;

constexpr std::string_view kNamePrefix = "kg";

/// What no IRI may hold, not even escaped, is percent-encoded.
std::string in_brackets(std::string_view iri) {
  std::string out = "<";
  for (const char c : iri) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || c == '<' || c == '>' || c == '"')
      fmt::format_to(std::back_inserter(out), "%{:02X}", byte);
    else if (std::string_view("{}|^`\\").find(c) != std::string_view::npos)
      fmt::format_to(std::back_inserter(out), "\\u{:04X}", byte);
    else
      out += c;
  }
  return out + '>';
}

std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (const char letter = c == '"' ? c : letter_of_escape(c); letter != 0)
      (out += '\\') += letter;
    else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
      fmt::format_to(std::back_inserter(out), "\\u{:04X}", static_cast<unsigned char>(c));
    else
      out += c;
  }
  return out + '"';
}

bool is_ascii_letter(char32_t c) {
  return c < 0x80 && (c | 0x20) >= U'a' && (c | 0x20) <= U'z';
}

/// The grammar has no letters between ASCII and U+00C0.
bool is_word(char32_t c) {
  return c == U'_' || (c >= U'0' && c <= U'9') || is_ascii_letter(c) || (c >= 0xC0 && is_letter(c));
}

/// What may stand behind a colon without an escape.
bool is_local(std::string_view text) {
  for (std::size_t pos = 0; pos < text.size();) {
    const bool inside = pos > 0 && pos + 1 < text.size();
    const char32_t c = next_code_point(text, pos);
    if (!is_word(c) && !(inside && (c == U'-' || c == U'.'))) return false;
  }
  return true;
}

bool is_prefix(std::string_view text) {
  return text.empty() ||
         (is_local(text) && is_ascii(text) && is_ascii_letter(static_cast<char32_t>(text[0])));
}

/// A blank node whose label is none in RDF has another, always the same.
std::string blank(std::string_view iri) {
  const std::string_view label = iri.substr(kBlank.size());
  if (!label.empty() && is_local(label)) return std::string(iri);
  return fmt::format("{}b-{:012x}", kBlank, XXH3_64bits(label.data(), label.size()) >> 16);
}

std::optional<Term> graph_of(Statement& statement) {
  const auto is_graph = [](const Qualifier& one) { return one.key == "graph"; };
  auto& qualifiers = statement.qualifiers;
  const auto found = std::ranges::find_if(qualifiers, is_graph);
  if (found == qualifiers.end() || std::ranges::count_if(qualifiers, is_graph) > 1) return std::nullopt;
  if (found->value.kind != TermKind::Name && found->value.kind != TermKind::Iri) return std::nullopt;
  Term graph = std::move(found->value);
  qualifiers.erase(found);
  return graph;
}

}  // namespace

bool is_rdf_format(std::string_view format) {
  return format == "nt" || format == "nq" || format == "ttl" || format == "trig";
}

RdfWriter::RdfWriter(std::string_view format, const Prefixes& prefixes, Output& out)
    : lines_(format == "nt" || format == "nq"), graphs_(format == "nq" || format == "trig"), out_(out) {
  if (lines_) return;
  for (const auto& [prefix, iri] : prefixes)
    if (is_prefix(prefix)) prefixes_.emplace(prefix, iri);
  prefixes_.emplace(kNamePrefix, kNames);
  for (const auto& [prefix, iri] : prefixes_)
    out_.write(fmt::format("@prefix {}: {} .\n", prefix, in_brackets(iri)));
  out_.write("\n");
}

std::string RdfWriter::iri(const std::string& iri) const {
  if (iri.starts_with(kBlank)) return blank(iri);
  const std::pair<const std::string, std::string>* best = nullptr;
  for (const auto& one : prefixes_)
    if (iri.starts_with(one.second) && (best == nullptr || one.second.size() > best->second.size()))
      best = &one;
  if (best != nullptr && is_local(std::string_view(iri).substr(best->second.size())))
    return best->first + ":" + iri.substr(best->second.size());
  return in_brackets(iri);
}

std::string RdfWriter::term(const Term& term) const {
  if (term.kind == TermKind::Name || term.kind == TermKind::Iri) return iri(rdf::iri_of(term));
  const bool bare =
      term.kind == TermKind::Integer || term.kind == TermKind::Decimal || term.kind == TermKind::Boolean;
  if (bare && !lines_) return term.text;
  std::string out = in_quotes(term.text);
  if (term.tag.starts_with('@')) return out + term.tag;
  const std::string type = rdf::datatype_of(term);
  return type.empty() ? out : out + "^^" + iri(type);
}

std::string RdfWriter::predicate(const Term& predicate) const {
  const bool type = predicate.kind == TermKind::Iri && predicate.text.starts_with(kRdf) &&
                    predicate.text.substr(kRdf.size()) == "type";
  return type && !lines_ ? "a" : term(predicate);
}

void RdfWriter::add(Statement statement) {
  Stated stated;
  if (graphs_) stated.graph = graph_of(statement);
  stated.statement = std::move(statement);
  if (!group_.empty()) {
    const Statement& last = group_.back().statement;
    const Statement& next = stated.statement;
    if (last.subject != next.subject || last.predicate != next.predicate || last.object != next.object)
      write_group();
  }
  group_.push_back(std::move(stated));
}

/// One triple in each of its graphs, with all that is said about it there.
void RdfWriter::write_group() {
  std::ranges::sort(group_);
  for (std::size_t i = 0; i < group_.size();) {
    std::vector<const Stated*> all;
    const Stated& first = group_[i];
    for (; i < group_.size() && group_[i].graph == first.graph; ++i) all.push_back(&group_[i]);
    if (lines_)
      write_lines(first, all);
    else
      write_turtle(first, all);
  }
  group_.clear();
}

/// The triple, then each statement of it as a reifier with its qualifiers. The reader takes a triple right
/// before its reifiers as one with them, so one without qualifiers beside others has a reifier, too.
void RdfWriter::write_lines(const Stated& first, const std::vector<const Stated*>& all) {
  const Statement& s = first.statement;
  const std::string triple = fmt::format("{} {} {}", term(s.subject), predicate(s.predicate), term(s.object));
  const std::string end = first.graph ? fmt::format(" {} .\n", term(*first.graph)) : " .\n";
  out_.write(triple + end);
  if (all.size() == 1 && s.qualifiers.empty()) return;
  for (const Stated* one : all) {
    const std::string reifier = fmt::format("_:s{}", ++reifiers_);
    out_.write(fmt::format("{} <{}reifies> <<( {} )>>{}", reifier, kRdf, triple, end));
    for (const auto& [key, value] : one->statement.qualifiers)
      out_.write(fmt::format("{} {} {}{}", reifier, predicate(key), term(value), end));
  }
}

void RdfWriter::write_turtle(const Stated& first, const std::vector<const Stated*>& all) {
  const Statement& s = first.statement;
  if (first.graph != graph_ || (!open_ && first.graph)) {
    end_graph();
    if (first.graph) out_.write(fmt::format("{} {{\n", term(*first.graph)));
    graph_ = first.graph;
  }
  if (open_ && open_->statement.subject == s.subject) {
    if (open_->statement.predicate == s.predicate)
      out_.write(" ,\n        ");
    else
      out_.write(fmt::format(" ;\n    {} ", predicate(s.predicate)));
  } else {
    end_subject();
    out_.write(fmt::format("{} {} ", term(s.subject), predicate(s.predicate)));
  }
  open_ = first;
  out_.write(term(s.object));
  bool bare = false;
  for (const Stated* one : all) {
    const auto& qualifiers = one->statement.qualifiers;
    bare = bare || qualifiers.empty();
    for (std::size_t i = 0; i < qualifiers.size(); ++i)
      out_.write(fmt::format("{}{} {}{}", i == 0 ? " {| " : " ; ", predicate(qualifiers[i].key),
                             term(qualifiers[i].value), i + 1 == qualifiers.size() ? " |}" : ""));
  }
  if (bare && all.size() > 1) out_.write(" ~");  // and once without annotations
}

void RdfWriter::end_subject() {
  if (open_) out_.write(" .\n");
  open_.reset();
}

void RdfWriter::end_graph() {
  end_subject();
  if (graph_) out_.write("}\n");
  graph_.reset();
}

void RdfWriter::finish() {
  write_group();
  if (!lines_) end_graph();
}

}  // namespace kg::tools
