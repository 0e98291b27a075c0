#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "kg/word.hpp"
#include "loaders/formats/formats.hpp"
#include "loaders/text/trees.hpp"

namespace kg::loaders {
namespace {

using Json = nlohmann::json;

/// Throws `Error` for a key that a line or a piece of evidence does not have, as a misspelt one would be lost
/// unseen.
void check_keys(const Json& object, const std::vector<std::string_view>& known) {
  for (const auto& [key, value] : object.items()) {
    if (std::ranges::find(known, key) == known.end()) {
      throw Error(
          fmt::format("expected only the keys {}, but found {}", fmt::join(known, ", "), Json(key).dump()));
    }
  }
}

/// JSON's numbers are read as doubles where they have a fraction or pass 64 bits; those that lost digits on
/// the way print with an exponent.
Term number_of(const Json& json, std::string_view what) {
  std::string spelling = json.dump();
  if (spelling.find('e') != std::string::npos) {
    throw Error(
        fmt::format("expected a number of up to 15 digits and without an exponent as {}, but found {}; a "
                    "longer one keeps its digits as a string: \"12345678901234567890123\"",
                    what, spelling));
  }
  return read_term(spelling);
}

/// A string is the spelling of a term, as export prints it; one that spells none ("Scott Bessent") is a name.
Term term_of(const Json& json, std::string_view what) {
  if (json.is_number()) return number_of(json, what);
  if (json.is_boolean()) return read_term(json.dump());
  if (!json.is_string()) {
    throw Error(fmt::format("expected a string, a number or a truth value as {}, but found {}", what,
                            json.type_name()));
  }
  const auto& text = json.get_ref<const std::string&>();
  try {
    return read_term(text);
  } catch (const Error&) {
    std::string name = normal_name(text);
    if (name.empty())
      throw Error(fmt::format("expected a name or a value as {}, but found {}", what, json.dump()));
    return Term::name(std::move(name));
  }
}

Term name_of(const Json& json, std::string_view what) {
  Term term = term_of(json, what);
  if (term.kind != TermKind::Name && term.kind != TermKind::Iri)
    throw Error(fmt::format("expected a name as {}, but found {}", what, json.dump()));
  return term;
}

const Json& member(const Json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end()) throw Error(fmt::format("expected the key \"{}\", but it is not there", key));
  return *found;
}

Statement statement_of(const Json& json) {
  if (!json.is_object()) throw Error(fmt::format("expected an object {{…}}, but found {}", json.type_name()));
  check_keys(json, {"subject", "predicate", "object", "qualifiers", "confidence", "source", "evidence"});
  Statement statement;
  statement.subject = name_of(member(json, "subject"), "the subject");
  statement.predicate = name_of(member(json, "predicate"), "the predicate");
  statement.object = term_of(member(json, "object"), "the object");
  if (const auto qualifiers = json.find("qualifiers"); qualifiers != json.end()) {
    if (!qualifiers->is_object())
      throw Error(fmt::format("expected an object as \"qualifiers\", but found {}", qualifiers->type_name()));
    for (const auto& [key, value] : qualifiers->items()) {
      const Term name = read_plain(key);
      if (name.text.empty()) throw Error("expected a name as the key of a qualifier, but found \"\"");
      const auto what = fmt::format("the value of {}", key);
      if (!value.is_array()) {
        statement.qualifiers.push_back({name, term_of(value, what)});
      } else {
        for (const auto& one : value) statement.qualifiers.push_back({name, term_of(one, what)});
      }
    }
  }
  normalise(statement);
  return statement;
}

/// The pieces of evidence that a line gives: `evidence`, else `source`, else one that says nothing.
std::vector<Json> evidence_of(const Json& json) {
  std::vector<Json> pieces;
  if (const auto all = json.find("evidence"); all != json.end()) {
    if (!all->is_array())
      throw Error(fmt::format("expected an array as \"evidence\", but found {}", all->type_name()));
    pieces = all->get<std::vector<Json>>();
  }
  if (const auto first = json.find("source"); pieces.empty() && first != json.end()) pieces = {*first};
  if (pieces.empty()) return {Json::object()};
  for (const auto& piece : pieces) {
    if (!piece.is_object())
      throw Error(fmt::format("expected an object as a piece of evidence, but found {}", piece.type_name()));
    check_keys(piece, {"document", "begin", "end", "confidence", "extractor", "quote"});
  }
  return pieces;
}

double confidence_of(const Json& evidence, const Json& line) {
  const Json& holder = evidence.contains("confidence") ? evidence : line;
  const auto found = holder.find("confidence");
  if (found == holder.end()) return 1.0;
  const double confidence = found->is_number() ? found->get<double>() : 0.0;
  if (!(confidence > 0.0 && confidence <= 1.0)) {
    throw Error(
        fmt::format("expected a number above 0 and up to 1 as \"confidence\", but found {}", found->dump()));
  }
  return confidence;
}

std::string string_or(const Json& object, const char* key, std::string otherwise) {
  const auto found = object.find(key);
  if (found == object.end()) return otherwise;
  if (!found->is_string())
    throw Error(fmt::format("expected a string as \"{}\", but found {}", key, found->type_name()));
  return found->get<std::string>();
}

}  // namespace

Document read_jsonl_document(std::string_view name, std::string_view bytes, const LoadOptions& options) {
  Document document;
  std::size_t number = 0;
  for (std::size_t begin = 0; begin < bytes.size();) {
    text::check_stop(options.stop);
    const auto end = std::min(bytes.find('\n', begin), bytes.size());
    const auto line = bytes.substr(begin, end - begin);
    begin = end + 1;
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    try {
      const Json json = Json::parse(line);
      const Statement statement = statement_of(json);
      for (const auto& evidence : evidence_of(json)) {
        const double confidence = confidence_of(evidence, json);
        const auto quote = string_or(evidence, "quote", std::string(line));
        const auto extractor = string_or(evidence, "extractor", "jsonl");
        const auto first = document.text.size();
        document.facts.push_back({statement, {first, first + quote.size()}, confidence, extractor});
        document.text += quote + '\n';
      }
    } catch (const Json::parse_error& error) {
      document.diagnostics.push_back(
          {{std::string(name), number, 0},
           fmt::format("expected a JSON object on one line; it breaks at byte {}", error.byte)});
    } catch (const Json::out_of_range&) {
      document.diagnostics.push_back(
          {{std::string(name), number, 0}, "expected numbers below 1e308, but found one above"});
    } catch (const Error& error) {
      document.diagnostics.push_back({{std::string(name), number, 0}, error.what()});
    }
  }
  return document;
}

}  // namespace kg::loaders
