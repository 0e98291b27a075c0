#include "query/values/functions.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kg/edit_distance.hpp"
#include "kg/relation.hpp"
#include "kg/unicode.hpp"
#include "query/expression.hpp"
#include "query/messages.hpp"
#include "query/values/arithmetic.hpp"
#include "query/values/text.hpp"

namespace kg::query {
namespace {

using Terms = std::span<const Term>;

Term boolean(bool value) {
  return {TermKind::Boolean, value ? "true" : "false", {}};
}

/// A condition on two texts.
template <typename Holds>
std::optional<Term> compare_texts(Terms terms, Holds holds) {
  const auto a = text_of(terms[0]), b = text_of(terms[1]);
  if (!a || !b) return std::nullopt;
  return boolean(holds(std::string_view(*a), std::string_view(*b)));
}

std::optional<Term> contains(Terms terms) {
  return compare_texts(terms, [](auto text, auto part) { return text.find(part) != text.npos; });
}
std::optional<Term> starts_with(Terms terms) {
  return compare_texts(terms, [](auto text, auto part) { return text.starts_with(part); });
}
std::optional<Term> ends_with(Terms terms) {
  return compare_texts(terms, [](auto text, auto part) { return text.ends_with(part); });
}
std::optional<Term> matches(Terms terms) {
  const auto text = text_of(terms[0]), pattern = text_of(terms[1]);
  const auto found = text && pattern ? matches_pattern(*text, *pattern) : std::nullopt;
  return found ? std::optional(boolean(*found)) : std::nullopt;
}

/// A string made of a text; it keeps the tag of a string.
template <typename Change>
std::optional<Term> changed(Terms terms, Change change) {
  const auto text = text_of(terms[0]);
  if (!text) return std::nullopt;
  return Term::string(change(*text), terms[0].tag);
}
std::optional<Term> lower(Terms terms) {
  return changed(terms, [](const std::string& text) { return to_lower(text); });
}
std::optional<Term> upper(Terms terms) {
  return changed(terms, [](const std::string& text) { return to_upper(text); });
}
std::optional<Term> concat(Terms terms) {
  std::string joined;
  for (const Term& term : terms) {
    const auto text = text_of(term);
    if (!text) return std::nullopt;
    joined += *text;
  }
  return Term::string(std::move(joined));
}
/// The verb that all forms of a predicate share, with what makes it no deed before it.
std::optional<Term> relation(Terms terms) {
  const auto text = text_of(terms[0]);
  if (!text) return std::nullopt;
  const Relation relation = relation_of(*text);
  constexpr std::string_view kBefore[] = {"", "will_", "may_", "did_not_"};  // by Modality
  return Term::name(std::string(kBefore[static_cast<std::size_t>(relation.modality)]) + relation.name);
}
std::optional<Term> length(Terms terms) {
  const auto text = text_of(terms[0]);
  if (!text) return std::nullopt;
  std::uint64_t count = 0;
  for (std::size_t pos = 0; pos < text->size(); ++count) next_code_point(*text, pos);
  return number_term(count);
}

const std::vector<Function>& table() {
  using enum ValueKind;
  static const std::vector<Function> kFunctions = {
      {"count", {Any}, 1, false, Number, true, nullptr, "count(*), count(?x) or count(distinct ?x)"},
      {"sum", {Number}, 1, false, Number, true, nullptr, "sum(?x)"},
      {"avg", {Number}, 1, false, Number, true, nullptr, "avg(?x)"},
      {"min", {Any}, 1, false, Any, true, nullptr, "min(?x)"},
      {"max", {Any}, 1, false, Any, true, nullptr, "max(?x)"},
      {"sample", {Any}, 1, false, Any, true, nullptr, "sample(?x)"},
      {"group_concat",
       {Any, Separator},
       1,
       false,
       Text,
       true,
       nullptr,
       "group_concat(?x) or group_concat(?x, \", \")"},
      {"bound", {Variable}, 1, false, Condition, false, nullptr, "bound(?x)"},
      {"coalesce", {Any, Any}, 1, true, Any, false, nullptr, "coalesce(?x, ?y, …)"},
      {"if", {Condition, Any, Any}, 3, false, Any, false, nullptr, "if(condition, value, other_value)"},
      {"contains", {Text, Text}, 2, false, Condition, false, contains, "contains(?text, \"part\")"},
      {"starts_with", {Text, Text}, 2, false, Condition, false, starts_with, "starts_with(?text, \"part\")"},
      {"ends_with", {Text, Text}, 2, false, Condition, false, ends_with, "ends_with(?text, \"part\")"},
      {"matches", {Text, Pattern}, 2, false, Condition, false, matches, "matches(?text, \"pattern\")"},
      {"lower", {Text}, 1, false, Text, false, lower, "lower(?text)"},
      {"upper", {Text}, 1, false, Text, false, upper, "upper(?text)"},
      {"concat", {Text, Text}, 1, true, Text, false, concat, "concat(?a, ?b, …)"},
      {"relation", {Text}, 1, false, Text, false, relation, "relation(?predicate)"},
      {"length", {Text}, 1, false, Number, false, length, "length(?text)"},
      {"normal",
       {Any},
       1,
       false,
       Any,
       false,
       [](Terms t) { return std::optional(normal(t[0])); },
       "normal(?value)"},
      {"abs", {Number}, 1, false, Number, false, [](Terms t) { return magnitude(t[0]); }, "abs(?number)"},
      {"round",
       {Number},
       1,
       false,
       Number,
       false,
       [](Terms t) { return rounded(t[0], Rounding::Nearest); },
       "round(?number)"},
      {"floor",
       {Number},
       1,
       false,
       Number,
       false,
       [](Terms t) { return rounded(t[0], Rounding::Down); },
       "floor(?number)"},
      {"ceil",
       {Number},
       1,
       false,
       Number,
       false,
       [](Terms t) { return rounded(t[0], Rounding::Up); },
       "ceil(?number)"},
      {"year",
       {Date},
       1,
       false,
       Number,
       false,
       [](Terms t) { return date_part(t[0], DatePart::Year); },
       "year(?date)"},
      {"month",
       {Date},
       1,
       false,
       Number,
       false,
       [](Terms t) { return date_part(t[0], DatePart::Month); },
       "month(?date)"},
      {"day",
       {Date},
       1,
       false,
       Number,
       false,
       [](Terms t) { return date_part(t[0], DatePart::Day); },
       "day(?date)"},
  };
  return kFunctions;
}

}  // namespace

std::span<const Function> functions() {
  return table();
}

const Function* find_function(std::string_view name) {
  const auto found =
      std::find_if(table().begin(), table().end(), [&](const Function& one) { return one.name == name; });
  return found == table().end() ? nullptr : &*found;
}

bool fits(ValueKind wanted, const Term& constant) {
  switch (wanted) {
    case ValueKind::Any:
      return true;
    case ValueKind::Condition:
      return constant.kind == TermKind::Boolean;
    case ValueKind::Text:
    case ValueKind::Pattern:
      return text_of(constant).has_value();
    case ValueKind::Number:
      return magnitude(constant).has_value();
    case ValueKind::Date:
      return constant.kind == TermKind::Date || days_of(constant).has_value();
    case ValueKind::Separator:
      return constant.kind == TermKind::String;
    case ValueKind::Variable:
      break;
  }
  return false;
}

bool fits(ValueKind wanted, ValueKind given) {
  if (wanted == ValueKind::Variable || wanted == ValueKind::Separator) return false;
  if (wanted == ValueKind::Pattern) wanted = ValueKind::Text;
  const bool year = wanted == ValueKind::Date && given == ValueKind::Number;
  return wanted == ValueKind::Any || given == ValueKind::Any || wanted == given || year;
}

std::string_view spoken(ValueKind kind) {
  switch (kind) {
    case ValueKind::Any:
      return "a value";
    case ValueKind::Condition:
      return "a condition";
    case ValueKind::Text:
      return "a name or a string";
    case ValueKind::Number:
      return "a number";
    case ValueKind::Date:
      return "a date";
    case ValueKind::Variable:
      return "a variable";
    case ValueKind::Pattern:
    case ValueKind::Separator:
      break;
  }
  return "a string";
}

Said unknown_function(std::string_view name) {
  const Function* nearest = nullptr;
  std::size_t most = 2;
  std::vector<std::string_view> names;
  for (const Function& function : table()) {
    names.push_back(function.name);
    const auto distance = edit_distance(name, function.name, most);
    if (distance && (nearest == nullptr || *distance < most)) {
      most = *distance;
      nearest = &function;
    }
  }
  if (nearest != nullptr) return kMeaning.no_function(name).with(kHint.meant(nearest->name));
  return kMeaning.function(fmt::format("{}", fmt::join(names, ", ")), name);
}

}  // namespace kg::query
