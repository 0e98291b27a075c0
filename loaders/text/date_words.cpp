#include "loaders/text/date_words.hpp"

#include <array>
#include <charconv>

namespace kg::text {
namespace {

using std::chrono::month;
using std::chrono::weekday;
using std::chrono::year;
using std::chrono::year_month;
using std::chrono::year_month_day;

constexpr std::array<std::string_view, 12> kMonths = {"january",   "february", "march",    "april",
                                                      "may",       "june",     "july",     "august",
                                                      "september", "october",  "november", "december"};
constexpr std::array<std::string_view, 7> kWeekdays = {"sunday",   "monday", "tuesday", "wednesday",
                                                       "thursday", "friday", "saturday"};

}  // namespace

std::string word_at(const Sentence& sentence, std::int32_t token) {
  if (token < 0 || token >= static_cast<std::int32_t>(sentence.tokens.size())) return {};
  return lower(sentence.tokens[token].form);
}

bool hour_at(const Sentence& sentence, std::int32_t token) {
  const std::string next = word_at(sentence, token + 1);
  return next == "a.m." || next == "p.m." || next == "am" || next == "pm" || next == "o'clock";
}

unsigned month_of(std::string_view word) {
  if (!word.empty() && word.back() == '.') word.remove_suffix(1);
  for (unsigned m = 0; m < kMonths.size(); ++m) {
    if (word == kMonths[m] || (word.size() == 3 && kMonths[m].starts_with(word)) ||
        (word == "sept" && m == 8))
      return m + 1;
  }
  return 0;
}

std::optional<weekday> weekday_of(std::string_view word) {
  if (!word.empty() && word.back() == '.') word.remove_suffix(1);
  for (unsigned d = 0; d < kWeekdays.size(); ++d) {
    // "Sund" and "Marc" are names.
    const bool shortened = word == "mon" || word == "tue" || word == "tues" || word == "thu" ||
                           word == "thur" || word == "thurs" || word == "fri";
    if (word == kWeekdays[d] || (shortened && kWeekdays[d].starts_with(word))) return weekday{d};
  }
  return std::nullopt;
}

std::optional<int> integer(std::string_view word, bool ordinal) {
  int value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (error != std::errc{}) return std::nullopt;
  const std::string_view rest(end, static_cast<std::size_t>(word.data() + word.size() - end));
  if (!rest.empty() && !(ordinal && (rest == "st" || rest == "nd" || rest == "rd" || rest == "th")))
    return std::nullopt;
  return value;
}

std::optional<unsigned> day_of_month(std::string_view word) {
  const auto value = integer(word, true);
  if (!value || *value < 1 || *value > 31) return std::nullopt;
  return static_cast<unsigned>(*value);
}

std::optional<int> year_of(std::string_view word) {
  const auto value = integer(word, false);
  return value && word.size() == 4 && *value >= 1000 && *value <= 2200 ? value : std::nullopt;
}

int year_of(Day day) {
  return static_cast<int>(year_month_day(day).year());
}

bool looks_ahead(const Tree& tree, std::int32_t token) {
  for (std::int32_t up = tree.head(token); up != kNoHead; up = tree.head(up)) {
    if (!tree.is(up, {Upos::Verb, Upos::Adj, Upos::Noun, Upos::Aux})) continue;
    for (const std::int32_t child : tree.children(up)) {
      const std::string_view lemma = tree.lemma(child);
      if (tree.is(child, {Upos::Aux}) && lower(tree[child].form) == "had") return false;
      if (tree.is(child, {Upos::Aux}) &&
          (lemma == "will" || lemma == "shall" || lemma == "'ll" || lemma == "wo"))
        return true;
      const bool may = lemma == "can" || lemma == "could" || lemma == "may" || lemma == "might" ||
                       lemma == "must" || lemma == "should";
      if (tree.is(child, {Upos::Aux}) && may && child < token && tree.xpos(up) == "VB")
        return true;  // but not "could have COME on Monday"
      const bool present = tree.xpos(child) == "VBZ" || tree.xpos(child) == "VBP";
      if (tree.is(child, {Upos::Aux}) && lemma == "be" && present && child + 1 < up &&
          tree[child + 1].form == "to")
        return true;  // "is TO close in May"
      // Of what is said, "would" tells what comes after: "said it WOULD close by May".
      const bool reported = tree.is(up, {Deprel::Ccomp}) && tree.is(tree.head(up), {Upos::Verb});
      if (tree.is(child, {Upos::Aux}) && reported && lower(tree[child].form) == "would") return true;
    }
    for (const std::string_view planned : {"plan", "schedule", "expect", "due", "intend", "set", "likely"}) {
      const bool active = planned == "set" && !tree.has(up, {Deprel::AuxPass});  // "SET out on Monday"
      if (tree.lemma(up) == planned && !active) return true;
    }
    if (tree.is(up, {Upos::Verb})) {
      const bool infinitive = tree[up].deprel == Deprel::Xcomp || tree[up].deprel == Deprel::Acl ||
                              tree[up].deprel == Deprel::Conj;
      if (!infinitive) return false;
    }
  }
  return false;
}

bool stands_in_present(const Tree& tree, std::int32_t token) {
  const std::string_view before = token > 0 ? tree.lemma(token - 1) : std::string_view{};
  if (before == "until" || before == "till" || before == "for") return true;
  std::int32_t up = tree.head(token);
  while (up != kNoHead && !tree.is(up, {Upos::Verb})) up = tree.head(up);
  return up != kNoHead && (tree.xpos(up) == "VBP" || tree.xpos(up) == "VBZ");
}

Term in_words(const Sentence& sentence, std::int32_t first, std::int32_t last) {
  std::string text;
  for (std::int32_t t = first; t < last; ++t) {
    const std::string& form = sentence.tokens[t].form;
    const std::string word =
        t == 0 && !weekday_of(lower(form)) && month_of(lower(form)) == 0 ? lower(form) : form;
    if (text.empty() && lower(word) == "the") continue;
    text += text.empty() ? word : "_" + word;
  }
  return Term::name(text);
}

Term term_of(const DaySpan& span) {
  const year_month_day first(span.first), last(span.last);
  if (span.first == span.last) return {TermKind::Date, print_day(span.first), {}};
  if (span == year_span(static_cast<int>(first.year())))
    return {TermKind::Integer, std::to_string(static_cast<int>(first.year())), {}};
  const year_month month_of_first(first.year(), first.month());
  if (span == month_span(month_of_first)) return {TermKind::Date, print_month(month_of_first), {}};
  return {TermKind::DateRange, print_day(span.first) + ".." + print_day(span.last), {}};
}

DaySpan week_of(Day day) {
  const Day monday = weekday_before(day + std::chrono::days{1}, std::chrono::Monday);
  return {monday, monday + std::chrono::days{6}};
}

std::optional<DaySpan> unit_around(std::string_view unit, Day day, int move) {
  if (unit == "day") return DaySpan{day + std::chrono::days{move}, day + std::chrono::days{move}};
  if (unit == "week") return week_of(day + std::chrono::days{7 * move});
  const year_month_day date(day);
  if (unit == "month") return month_span(year_month(date.year(), date.month()) + std::chrono::months{move});
  if (unit == "year") return year_span(static_cast<int>(date.year()) + move);
  return std::nullopt;
}

std::optional<Day> valid_day(int y, unsigned m, unsigned d) {
  const year_month_day date(year{y}, month{m}, std::chrono::day{d});
  if (!date.ok()) return std::nullopt;
  return Day(date);
}

}  // namespace kg::text
