#include "query/way.hpp"

#include <string_view>

#include "kg/word.hpp"

namespace kg::query {
namespace {

constexpr std::string_view kDatatype = "^^facts";
constexpr std::string_view kBetween = "; ";

}  // namespace

Term way_term(std::span<const std::string> facts) {
  std::string text;
  const std::string* last = nullptr;
  for (const std::string& fact : facts) {
    if (last != nullptr && *last == fact) continue;
    if (last != nullptr) text += kBetween;
    text += fact;
    last = &fact;
  }
  return Term::string(std::move(text), std::string(kDatatype));
}

bool is_way(const Term& term) {
  return term.kind == TermKind::String && term.tag == kDatatype;
}

/// Only quoted words hold what stands between two facts; one begins behind a space or a `=`.
std::vector<std::string> facts_of(const Term& way) {
  std::vector<std::string> facts(1);
  std::string_view rest = way.text;
  bool may_begin = true;
  while (!rest.empty()) {
    std::size_t length = 1;
    if (rest.starts_with(kBetween)) {
      facts.emplace_back();
      rest.remove_prefix(kBetween.size());
      may_begin = true;
      continue;
    }
    if (may_begin)
      if (const auto quoted = read_quoted(rest)) length = quoted->length;
    may_begin = length == 1 && (rest.front() == ' ' || rest.front() == '=');
    facts.back() += rest.substr(0, length);
    rest.remove_prefix(length);
  }
  return facts;
}

}  // namespace kg::query
