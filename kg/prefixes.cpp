#include "kg/prefixes.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kg/error.hpp"
#include "kg/word.hpp"

namespace kg {

Term expand_prefixed(std::string_view word, const Prefixes& prefixes) {
  const std::size_t colon = word.find(':');
  const std::string_view prefix = word.substr(0, colon);
  const auto found = prefixes.find(prefix);
  if (found == prefixes.end()) {
    throw Error(fmt::format(
        "expected a known prefix, found {}; write `prefix {}: <iri>` before it, or quotes for a name: '{}'",
        word, prefix, word));
  }
  return Term{TermKind::Iri, found->second + std::string(word.substr(std::min(colon + 1, word.size()))), {}};
}

std::optional<std::string> shortened(std::string_view iri, const Prefixes& prefixes) {
  const std::pair<const std::string, std::string>* best = nullptr;
  for (const auto& one : prefixes)
    if (!one.second.empty() && iri.starts_with(one.second) &&
        (best == nullptr || one.second.size() > best->second.size()))
      best = &one;
  if (best == nullptr) return std::nullopt;
  std::string word = best->first + ":";
  word += iri.substr(best->second.size());
  try {
    if (word_length(word) != word.size() || classify_word(word).kind != WordKind::PrefixedName)
      return std::nullopt;
  } catch (const Error&) {  // `1-2:a` would be a broken number
    return std::nullopt;
  }
  return word;
}

std::string plain(const Term& key, const Prefixes& prefixes) {
  return key.kind == TermKind::Name ? key.text : print(key, prefixes);
}

std::string shown(const Term& term, const Prefixes& prefixes) {
  if (term.kind == TermKind::Iri)
    if (auto word = shortened(term.text, prefixes)) return *std::move(word);
  return term.text;
}

std::string print(const Term& term, const Prefixes& prefixes) {
  if (prefixes.empty()) return print(term);
  if (term.kind == TermKind::Iri) {
    if (auto word = shortened(term.text, prefixes)) return *std::move(word);
  } else if (term.tag.starts_with("^^<")) {
    if (const auto type = shortened(std::string_view(term.tag).substr(3, term.tag.size() - 4), prefixes))
      return print(Term::string(term.text)) + "^^" + *type;
  }
  return print(term);
}

std::string print(const Statement& statement, const Prefixes& prefixes) {
  std::string out = fmt::format("{} {} {}", print(statement.subject, prefixes),
                                print(statement.predicate, prefixes), print(statement.object, prefixes));
  for (const auto& [key, value] : statement.qualifiers)
    out += fmt::format(" {}={}", key.kind == TermKind::Name ? print_key(key) : print(key, prefixes),
                       print(value, prefixes));
  return out;
}

std::string print(const Prefixes& prefixes) {
  std::string out;
  for (const auto& [prefix, iri] : prefixes) out += fmt::format("prefix {}: <{}>\n", prefix, iri);
  return out;
}

}  // namespace kg
