#include "loaders/text/abbreviations.hpp"

#include <algorithm>
#include <array>

#include "loaders/text/words.hpp"

namespace kg::text {
namespace {

// All lists are sorted, and in lower case.
constexpr std::array<std::string_view, 48> kBeforeName = {
    "adm", "amb",    "archbp", "atty", "brig", "bro",  "capt", "cdr", "cmdr", "col", "comdr", "cpl",
    "cpt", "det",    "dr",     "drs",  "fr",   "ft",   "gen",  "gov", "govs", "hon", "insp",  "lt",
    "maj", "messrs", "mlle",   "mme",  "mr",   "mrs",  "ms",   "mt",  "ofc",  "pfc", "pres",  "prof",
    "pvt", "rep",    "reps",   "rev",  "sen",  "sens", "sgt",  "sr",  "st",   "ste", "supt",  "vs"};
constexpr std::array<std::string_view, 14> kBeforeNumber = {"art", "ch", "chap", "eq", "fig", "figs", "no",
                                                            "nos", "p",  "para", "pp", "sec", "v",    "vol"};
constexpr std::array<std::string_view, 78> kAnywhere = {
    "al",    "approx", "apr", "apt",  "assn",  "asst", "attn", "aug",  "ave",  "bldg", "blvd", "bros", "ca",
    "calif", "cf",     "co",  "colo", "conn",  "corp", "dec",  "dept", "dist", "div",  "ed",   "eds",  "esp",
    "est",   "etc",    "ext", "feb",  "fla",   "fri",  "hwy",  "ill",  "inc",  "incl", "intl", "jan",  "jr",
    "jul",   "jun",    "la",  "ltd",  "mass",  "md",   "mfg",  "mich", "minn", "misc", "mo",   "natl", "nov",
    "oct",   "okla",   "pa",  "penn", "ph",    "phd",  "pl",   "plc",  "pty",  "rd",   "sept", "sep",  "sq",
    "tenn",  "tex",    "thu", "thur", "thurs", "tue",  "tues", "univ", "va",   "viz",  "wash", "wed",  "wis"};
constexpr std::array<std::string_view, 92> kOpeners = {
    "a",      "about",     "according", "after",    "again",   "all",     "also",    "although", "among",
    "an",     "and",       "another",   "any",      "as",      "asked",   "at",      "because",  "before",
    "both",   "but",       "by",        "can",      "could",   "despite", "did",     "do",       "does",
    "during", "each",      "even",      "every",    "experts", "few",     "finally", "first",    "for",
    "from",   "further",   "he",        "her",      "here",    "his",     "how",     "however",  "i",
    "if",     "in",        "indeed",    "instead",  "is",      "it",      "its",     "last",     "later",
    "many",   "meanwhile", "more",      "moreover", "most",    "my",      "no",      "not",      "now",
    "on",     "once",      "one",       "only",     "or",      "other",   "our",     "over",     "she",
    "since",  "so",        "some",      "still",    "such",    "that",    "the",     "their",    "then",
    "there",  "these",     "they",      "this",     "those",   "though",  "through", "thus",     "to",
    "under",  "we"};

constexpr std::array<std::string_view, 40> kWithHour = {
    "april", "august",    "bst",       "cdt",      "central",  "cest",    "cet",      "cst",
    "ct",    "december",  "eastern",   "edt",      "est",      "et",      "february", "friday",
    "gmt",   "greenwich", "ist",       "january",  "july",     "june",    "march",    "may",
    "mdt",   "monday",    "mst",       "november", "october",  "pacific", "pdt",      "pst",
    "pt",    "saturday",  "september", "sunday",   "thursday", "tuesday", "utc",      "wednesday"};

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_ascii_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// "U.S", "a.m", "J": single letters with stops between.
bool is_initials(std::string_view word) {
  if (word.size() % 2 == 0) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (i % 2 == 0 ? !is_ascii_letter(word[i]) : word[i] != '.') return false;
  }
  return true;
}

}  // namespace

Abbreviation abbreviation_of(std::string_view word) {
  if (is_initials(word)) {
    if (word.size() > 1) return Abbreviation::Anywhere;
    // A single capital is an initial; "I" more often is not.
    if (word[0] >= 'A' && word[0] <= 'Z' && word != "I") return Abbreviation::BeforeName;
  }
  const std::string lower = lower_case(word);
  if (contains(kBeforeName, lower)) return Abbreviation::BeforeName;
  if (contains(kBeforeNumber, lower)) return Abbreviation::BeforeNumber;
  // In lower case some of these are words of their own.
  const bool capital = word[0] >= 'A' && word[0] <= 'Z';
  static constexpr std::array<std::string_view, 12> kLowerToo = {
      "al", "approx", "ca", "cf", "dept", "ed", "eds", "esp", "etc", "incl", "viz", "ext"};
  if (contains(kAnywhere, lower) && (capital || contains(kLowerToo, lower))) return Abbreviation::Anywhere;
  return Abbreviation::No;
}

bool opens_sentence(std::string_view word) {
  return contains(kOpeners, lower_case(word));
}

bool goes_with_hour(std::string_view word) {
  return contains(kWithHour, lower_case(word));
}

}  // namespace kg::text
