#include "loaders/text/dates.hpp"

#include <algorithm>

#include "loaders/text/date_words.hpp"
#include "loaders/text/name_tables.hpp"
#include "loaders/text/name_types.hpp"
#include "loaders/text/quantities.hpp"
#include "loaders/text/statements.hpp"
#include "loaders/text/word_list.hpp"

namespace kg::text {
using std::chrono::month;
using std::chrono::year;
using std::chrono::year_month;
using std::chrono::year_month_day;

struct DateFinder::Found {
  std::int32_t last = 0;  ///< one past its tokens
  Term term;
  std::optional<DaySpan> span;
  std::optional<YearlessDate> yearless;

  static Found of(std::int32_t end, const DaySpan& days) { return {end, term_of(days), days, std::nullopt}; }
};

DateFinder::Found DateFinder::with_year(unsigned month_number, unsigned day, std::int32_t last, bool ahead,
                                        bool present) const {
  const auto span_in = [&](int y) -> std::optional<DaySpan> {
    if (day == 0) return month_span(year_month(year{y}, month{month_number}));
    const auto date = valid_day(y, month_number, day);
    if (!date) return std::nullopt;
    return DaySpan{*date, *date};
  };
  if (year_in_sentence_) {
    const auto span = span_in(*year_in_sentence_);
    const bool past =
        ahead && span && today_ && span->last < *today_;  // "has led it since 2015 and will go in MAY"
    if (span && !past) return Found::of(last, *span);
  }
  if (today_) {
    int y = year_of(*today_);
    const auto span = span_in(y);
    if (ahead && (!span || span->last < *today_)) ++y;
    const bool soon =  // "meets on May 22": the nearer of the two
        present && span && span->first > *today_ && span->first - *today_ < std::chrono::days{183};
    if (!ahead && !soon && (!span || span->first > *today_)) --y;
    if (const auto resolved = span_in(y)) return Found::of(last, *resolved);
  }
  const YearlessDate date{month_number, day};
  return {last, {TermKind::Date, print_yearless(date), {}}, std::nullopt, date};
}

namespace {

/// "Ada Hill (1878–1943)": the years of a birth and a death, which are two dates.
bool lifespan(const Sentence& sentence, std::int32_t token, int years) {
  return token >= 2 && sentence.tokens[token - 1].form == "(" &&
         sentence.tokens[token - 2].upos == Upos::Propn && years > 15 && years < 111;
}

}  // namespace

std::optional<DateFinder::Found> DateFinder::calendar_date(const Sentence& sentence, const Tree& tree,
                                                           std::int32_t token) {
  const std::string word = word_at(sentence, token);
  const auto year_after = [&](std::int32_t at) -> std::optional<std::pair<int, std::int32_t>> {
    if (word_at(sentence, at) == ",") ++at;
    if (const auto y = year_of(word_at(sentence, at))) return std::pair(*y, at + 1);
    return std::nullopt;
  };
  if (const auto span = word.size() == 10 ? parse_date(word) : std::nullopt)
    return Found::of(token + 1, *span);

  // "October 30th, 2025", "Nov. 2025", "October". "May" and "March" must not be verbs, nor "June Hill", "Elsa
  // May" months.
  const bool surname =
      token > 0 && sentence.tokens[token].upos == Upos::Propn && first_name(sentence.tokens[token - 1].form);
  if (const unsigned m = month_of(word); m != 0 && !surname && sentence.tokens[token].upos != Upos::Aux &&
                                         sentence.tokens[token].upos != Upos::Verb &&
                                         sentence.tokens[token].form.front() < 'a') {
    std::int32_t after = token + 1;
    const auto day = day_of_month(word_at(sentence, after));
    if (day) ++after;
    if (!day && word_at(sentence, after) == "of") ++after;
    if (const auto y = year_after(after)) {
      if (!day) return Found::of(y->second, month_span(year_month(year{y->first}, month{m})));
      if (const auto date = valid_day(y->first, m, *day)) return Found::of(y->second, {*date, *date});
    }
    if (!day && word.size() <= 4 && word.back() != '.' && word != "may" && word != "june" && word != "july")
      return std::nullopt;
    return with_year(m, day.value_or(0), token + 1 + (day ? 1 : 0), looks_ahead(tree, token),
                     stands_in_present(tree, token));
  }
  // "from 3 to 5 June": the first day has the month of the second.
  if (const auto day = day_of_month(word); day && day_of_month(word_at(sentence, token + 2))) {
    const std::string joint = word_at(sentence, token + 1);
    const bool joined = joint == "to" || joint == "and" || joint == "until";
    const auto last = joined && month_of(word_at(sentence, token + 2)) == 0
                          ? calendar_date(sentence, tree, token + 2)
                          : std::nullopt;
    if (last && last->span && last->span->first == last->span->last) {
      const std::chrono::year_month_day end{last->span->first};
      if (const auto date = valid_day(static_cast<int>(end.year()), static_cast<unsigned>(end.month()), *day);
          date && *date < last->span->first)
        return Found::of(token + 1, {*date, *date});
    }
  }
  // "30 October 2025", "the 9th of October".
  if (const auto day = day_of_month(word)) {
    const std::int32_t at = token + (word_at(sentence, token + 1) == "of" ? 2 : 1);
    const unsigned m = month_of(word_at(sentence, at));
    if (m != 0 && sentence.tokens[at].form.front() < 'a') {
      if (const auto y = year_after(at + 1)) {
        if (const auto date = valid_day(y->first, m, *day)) return Found::of(y->second, {*date, *date});
      }
      return with_year(m, *day, at + 1, looks_ahead(tree, token), stands_in_present(tree, token));
    }
  }
  // "in 2019", "1998-2004", "the 1990s".
  if (const auto y = year_of(word)) {
    const Token& number = sentence.tokens[token];
    const bool counts = number.deprel == Deprel::Nummod && number.head > token;
    const std::string before = word_at(sentence, token - 1);
    const bool sign = before == "$" || before == "£" || before == "€";
    if (!counts && !sign && (*y >= 1500 || before == "in") && !amount_at(sentence, token + 1)) {
      const std::string dash = word_at(sentence, token + 1);
      if (dash == "–" || dash == "-") {
        if (const auto to = year_of(word_at(sentence, token + 2));
            to && *to >= *y && !lifespan(sentence, token, *to - *y)) {
          return Found::of(token + 3, {year_span(*y).first, year_span(*to).last});
        }
      }
      return Found::of(token + 1, year_span(*y));
    }
  }
  if (word.size() == 5 && word.back() == 's' && word[3] == '0') {
    if (const auto y = year_of(word.substr(0, 4)))
      return Found::of(token + 1, {year_span(*y).first, year_span(*y + 9).last});
  }
  for (const std::string_view dash : {"-", "–"}) {
    const std::size_t at = word.find(dash);
    if (at != 4) continue;
    std::string end = word.substr(4 + dash.size());
    if (end.size() == 2) end.insert(0, word, 0, 2);  // "1979-81"
    const auto from = year_of(word.substr(0, 4)), to = year_of(end);
    if (from && to && *from <= *to)
      return Found::of(token + 1, {year_span(*from).first, year_span(*to).last});
  }
  return std::nullopt;
}

std::optional<DateFinder::Found> DateFinder::relative_date(const Sentence& sentence, const Tree& tree,
                                                           std::int32_t token) {
  const std::string word = word_at(sentence, token);
  const std::string next = word_at(sentence, token + 1);
  const auto part_of_day = [&](std::int32_t at) {
    const std::string part = word_at(sentence, at);
    return at + (part == "morning" || part == "afternoon" || part == "evening" || part == "night" ? 1 : 0);
  };
  const auto unresolved = [&](std::int32_t last) {
    return Found{last, in_words(sentence, token, last), std::nullopt, std::nullopt};
  };

  if (word == "today" || word == "tonight" || word == "yesterday" || word == "tomorrow") {
    const std::int32_t last = part_of_day(token + 1);
    if (!today_) return unresolved(last);
    const Day day = *today_ + std::chrono::days{word == "yesterday" ? -1 : word == "tomorrow" ? 1 : 0};
    return Found::of(last, {day, day});
  }
  const bool back = word == "last", on = word == "next", here = word == "this";
  const std::int32_t named = token + (back || on || here ? 1 : 0);
  const std::string name = word_at(sentence, named);
  const bool capital = !name.empty() && sentence.tokens[named].form.front() < 'a';
  if (const auto day_name = capital ? weekday_of(name) : std::nullopt) {
    std::int32_t last = part_of_day(named + 1);
    const std::int32_t after = last + (word_at(sentence, last) == "," ? 1 : 0);
    if (after < tree.size()) {  // "Thursday, October 30": the calendar says it better
      const bool month_follows =
          month_of(word_at(sentence, after)) != 0 || month_of(word_at(sentence, after + 1)) != 0;
      if (month_follows) {
        if (auto date = calendar_date(sentence, tree, after)) return date;
      }
    }
    if (!today_) return unresolved(last);
    const bool ahead = on || (!back && looks_ahead(tree, token));
    const Day day = ahead ? weekday_after(*today_, *day_name)
                          : weekday_before(*today_ + std::chrono::days{back ? 0 : 1}, *day_name);
    return Found::of(last, {day, day});
  }
  if ((back || here || on) && capital) {
    if (const unsigned m = month_of(name)) {
      if (!today_) return unresolved(named + 1);
      const int y = year_of(*today_);
      const auto current = static_cast<unsigned>(year_month_day(*today_).month());
      const int moved = back ? (m < current ? y : y - 1) : on ? (m > current ? y : y + 1) : y;
      return Found::of(named + 1, month_span(year_month(year{moved}, month{m})));
    }
  }
  if (back || here || on) {
    if (name != "week" && name != "month" && name != "year" && name != "night") return std::nullopt;
    if (!today_) return unresolved(named + 1);
    if (name == "night")
      return Found::of(named + 1, {*today_ - std::chrono::days{1}, *today_ - std::chrono::days{1}});
    return Found::of(named + 1, *unit_around(name, *today_, back ? -1 : on ? 1 : 0));
  }
  // "the following day", "the next month": counted from the date mentioned last.
  if (word == "the" && (next == "following" || next == "next" || next == "previous" || next == "same")) {
    const std::string unit = word_at(sentence, token + 2);
    if (unit != "day" && unit != "week" && unit != "month" && unit != "year") return std::nullopt;
    if (amount_at(sentence, token + 2)) return std::nullopt;
    const int move = next == "previous" ? -1 : next == "same" ? 0 : 1;
    if (last_) {
      const bool known = unit == "year" ||
                         (unit == "month" && last_->last - last_->first < std::chrono::days{31}) ||
                         last_->first == last_->last;
      if (known) return Found::of(token + 3, *unit_around(unit, last_->first, move));
    }
    if (last_yearless_ && last_yearless_->day != 0 && unit == "day") {
      const year_month_day moved(Day(year_month_day(year{2001}, month{last_yearless_->month},
                                                    std::chrono::day{last_yearless_->day})) +
                                 std::chrono::days{move});
      const YearlessDate date{static_cast<unsigned>(moved.month()), static_cast<unsigned>(moved.day())};
      return Found{token + 3, {TermKind::Date, print_yearless(date), {}}, std::nullopt, date};
    }
    return unresolved(token + 3);
  }
  // "two years ago", "three days later".
  const bool article = word == "a" || word == "an";
  if (const auto count = article ? std::optional(AmountAt{{1, 0, 0}, token + 1}) : amount_at(sentence, token);
      count && count->amount.decimals == 0 && count->amount.mantissa < 1000) {
    std::string unit = word_at(sentence, count->last);
    if (!unit.empty() && unit.back() == 's') unit.pop_back();
    const std::string way = word_at(sentence, count->last + 1);
    if ((way != "ago" && way != "later" && way != "earlier") ||
        (unit != "day" && unit != "week" && unit != "month" && unit != "year")) {
      return std::nullopt;
    }
    const int move = static_cast<int>(count->amount.mantissa) * (way == "later" ? 1 : -1);
    const auto from = way == "ago"                           ? today_
                      : last_ && last_->first == last_->last ? std::optional(last_->first)
                                                             : std::nullopt;
    if (unit == "year" && way != "ago" && last_)
      return Found::of(count->last + 2, year_span(year_of(last_->first) + move));
    if (!from) return unresolved(count->last + 2);
    return Found::of(count->last + 2, *unit_around(unit, *from, move));
  }
  return std::nullopt;
}

std::optional<DateFinder::Found> DateFinder::part_of_year(const Sentence& sentence, const Tree& tree,
                                                          std::int32_t token) {
  const auto place = ordinal(word_at(sentence, token));
  const std::string part = word_at(sentence, token + 1);
  const int parts = part == "half" ? 2 : 4;
  if (!place || *place < 1 || *place > parts || (part != "half" && part != "quarter")) return std::nullopt;
  const std::int32_t at = token + (word_at(sentence, token + 2) == "of" ? 3 : 2);
  const auto known = year_of(word_at(sentence, at));
  const auto whole =
      known ? std::optional(Found::of(at + 1, year_span(*known))) : relative_date(sentence, tree, at);
  if (!whole || !whole->span || whole->span != year_span(year_of(whole->span->first))) return std::nullopt;
  const auto y = year{year_of(whole->span->first)};
  const unsigned months = 12 / static_cast<unsigned>(parts), last = months * static_cast<unsigned>(*place);
  return Found::of(whole->last, {month_span(year_month(y, month{last - months + 1})).first,
                                 month_span(year_month(y, month{last})).last});
}

std::optional<DateFinder::Found> DateFinder::date_at(const Sentence& sentence, const Tree& tree,
                                                     std::int32_t token) {
  // "mid-October", "early 2024", "the late 1990s" keep the time that they name; when in it is lost.
  const std::string word = word_at(sentence, token);
  for (const std::string_view part : {"mid", "early", "late"}) {
    std::int32_t at = token + 1;
    if (word == part) {
      if (word_at(sentence, at) == "-") ++at;
      if (auto date = calendar_date(sentence, tree, at)) return date;
    } else if (word.size() > part.size() + 1 && word.compare(0, part.size(), part) == 0 &&
               word[part.size()] == '-') {
      if (const unsigned m = month_of(word.substr(part.size() + 1))) {
        if (const auto y = year_of(word_at(sentence, token + 1)))
          return Found::of(token + 2, month_span(year_month(year{*y}, month{m})));
        return with_year(m, 0, token + 1, looks_ahead(tree, token), stands_in_present(tree, token));
      }
      if (const auto y = year_of(word.substr(part.size() + 1))) return Found::of(token + 1, year_span(*y));
    }
  }
  if (word == "end" || word == "start" || word == "beginning" || word == "middle" || word == "turn" ||
      word == "close") {
    if (word_at(sentence, token + 1) != "of") return std::nullopt;
    return date_at(sentence, tree, token + 2);  // "by the end of 2026"
  }
  if (word == "earlier" || word == "later") {
    if (word_at(sentence, token + 1) == "this") return relative_date(sentence, tree, token + 1);
    return std::nullopt;
  }
  if (auto date = part_of_year(sentence, tree, token)) return date;
  if (auto date = calendar_date(sentence, tree, token)) return date;
  return relative_date(sentence, tree, token);
}

std::vector<Mention> DateFinder::find(const Sentence& sentence, const Tree& tree, std::int32_t index) {
  std::vector<Mention> mentions;
  year_in_sentence_.reset();
  for (std::int32_t t = 0; t < tree.size();) {
    const auto found = date_at(sentence, tree, t);
    if (!found) {
      ++t;
      continue;
    }
    Mention mention;
    mention.sentence = index;
    mention.first = t;
    mention.last = found->last;
    mention.head = head_of_span(sentence, t, found->last);
    mention.type = MentionType::Date;
    mention.term = found->term;
    mention.reason = "date";
    mentions.push_back(std::move(mention));
    if (found->span) {
      last_ = found->span;
      last_yearless_.reset();
      if (found->term.kind == TermKind::Integer || !today_) year_in_sentence_ = year_of(found->span->first);
    } else if (found->yearless) {
      last_yearless_ = found->yearless;
      last_.reset();
    }
    t = found->last;
  }
  return mentions;
}

}  // namespace kg::text
