// Who did what a passive tells: what "by" governs, where it is no time, measure or way.
#include <algorithm>
#include <array>

#include "loaders/text/clause_rules.hpp"
#include "loaders/text/quantities.hpp"

namespace kg::text {
namespace {

using enum Deprel;

/// What "by" governs where it names no doer.
constexpr std::array<std::string_view, 57> kNoDoers = {
    "accident", "afternoon", "air",      "april",      "august",   "chance",    "date",    "day",
    "decade",   "december",  "default",  "definition", "e-mail",   "email",     "end",     "evening",
    "february", "foot",      "friday",   "hand",       "hour",     "january",   "july",    "june",
    "law",      "mail",      "march",    "may",        "means",    "midnight",  "minute",  "monday",
    "month",    "nature",    "night",    "noon",       "november", "october",   "percent", "phone",
    "rail",     "saturday",  "sea",      "september",  "sunday",   "telephone", "then",    "thursday",
    "time",     "today",     "tomorrow", "tuesday",    "way",      "wednesday", "week",    "weekend",
    "year"};
static_assert(std::is_sorted(kNoDoers.begin(), kNoDoers.end()));

/// Bare nouns that do things all the same: bodies that need no article, and forces of nature.
constexpr std::array<std::string_view, 26> kBareDoers = {
    "cancer",    "congress", "disease",    "drought",    "earthquake", "erosion",    "famine",
    "fire",      "flood",    "fog",        "frost",      "god",        "government", "ice",
    "lightning", "malaria",  "management", "parliament", "plague",     "police",     "rain",
    "smoke",     "snow",     "staff",      "water",      "wind"};
static_assert(std::is_sorted(kBareDoers.begin(), kBareDoers.end()));

/// "sold by AUCTION", "sent by COURIER": a singular noun with nothing before it tells the way, not the doer.
bool way(const Tree& tree, std::int32_t token) {
  if (tree.xpos(token) != "NN" || !tree.is(token, {Upos::Noun}) || holds(kBareDoers, tree.lemma(token)))
    return false;
  const auto children = tree.children(token);
  return std::all_of(
             children.begin(), children.end(),
             [&](std::int32_t c) { return tree.is(c, {Case}) || tree.is(c, {Upos::Punct}) || c > token; }) &&
         !tree.has(token, {Appos, Flat});
}

/// Units: by how much, not by whom.
bool measure(std::string_view lemma) {
  static constexpr std::array<std::string_view, 26> kUnits = {
      "acre",  "barrel",    "billion",   "cent", "dlr",   "dlrs",  "dollar",   "euro",    "foot",
      "franc", "kilometre", "kilometer", "km",   "metre", "meter", "mile",     "million", "mln",
      "pct",   "point",     "pound",     "stg",  "ton",   "tonne", "trillion", "yen"};
  return std::find(kUnits.begin(), kUnits.end(), lemma) != kUnits.end();
}

/// By how much somebody wins, or something grows.
constexpr std::array<std::string_view, 6> kMargins = {"factor",   "fraction", "length",
                                                      "majority", "margin",   "vote"};
static_assert(std::is_sorted(kMargins.begin(), kMargins.end()));

/// "fell by a QUARTER", "passed by two VOTES": nobody, but for "a third OF VOTERS".
bool margin(const Tree& tree, std::int32_t token) {
  const std::string_view word = tree.lemma(token);
  if (!names_part(word) && !holds(kMargins, word)) return false;
  if (tree.xpos(token) == "NNS" && word != "vote") return false;
  const std::int32_t of = tree.child(token, {Nmod});
  return of == kNoHead || word == "margin" || word == "vote" ||
         !tree.is(of, {Upos::Noun, Upos::Propn, Upos::Pron}) || tree.has(of, {Nummod});
}

}  // namespace

bool agent(const Tree& tree, std::int32_t token) {
  if (!tree.is(token, {OblAgent, Obl})) return false;
  const std::int32_t marker = tree.child(token, {Case});
  if (marker == kNoHead || tree.lemma(marker) != "by") return false;
  if (holds(kNoDoers, tree.lemma(token)) || tree.is(token, {Upos::Sym})) return false;  // "rose by 5 percent"
  if (way(tree, token)) return false;
  if (margin(tree, token)) return false;         // "fell by a QUARTER", "passed by two VOTES"
  if (measure(tree.lemma(token))) return false;  // "cut by 18 million dollars"
  if (tree.is(token, {Upos::Num}) || tree.has(token, {Nummod})) return tree.is(token, {OblAgent});
  return tree.is(token, {Upos::Noun, Upos::Propn, Upos::Pron, Upos::Adj});
}

}  // namespace kg::text
