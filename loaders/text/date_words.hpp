// Words of dates and days of the calendar: what date rules (dates.cpp) are made of.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kg/date.hpp"
#include "kg/term.hpp"
#include "loaders/text/clause_tree.hpp"

namespace kg::text {

/// The token's form in lower case; empty beyond the sentence.
std::string word_at(const Sentence& sentence, std::int32_t token);
/// Whether a number is an hour of the day: "3 A.M.".
bool hour_at(const Sentence& sentence, std::int32_t token);
/// 1..12 for a month's name or its first letters ("Nov.", "Sept").
unsigned month_of(std::string_view word);
/// For a weekday's name or its first letters ("Tues").
std::optional<std::chrono::weekday> weekday_of(std::string_view word);
/// A whole number of a token, with an ordinal's ending if `ordinal` ("30th").
std::optional<int> integer(std::string_view word, bool ordinal);
/// 1..31, perhaps with an ordinal's ending.
std::optional<unsigned> day_of_month(std::string_view word);
/// Four digits from 1000 to 2200.
std::optional<int> year_of(std::string_view word);
int year_of(Day day);
/// Whether the verb that governs a token speaks of the future: "will start", "is to meet", "plans to sign".
bool looks_ahead(const Tree& tree, std::int32_t token);
/// Whether it stands in the present tense, or behind "until" or "for", which may mean what comes soon: "they
/// play on November 30", "was remanded until January 16".
bool stands_in_present(const Tree& tree, std::int32_t token);
/// A phrase that nothing resolves stays in its words: "last_month".
Term in_words(const Sentence& sentence, std::int32_t first, std::int32_t last);
/// A year, a month, a day or a range of days, whichever these days are.
Term term_of(const DaySpan& span);
/// Monday to Sunday.
DaySpan week_of(Day day);
/// The span that "week", "month", "year" or "day" means around a day, moved by so many of them.
std::optional<DaySpan> unit_around(std::string_view unit, Day day, int move);
/// Nothing where the month has no such day.
std::optional<Day> valid_day(int y, unsigned m, unsigned d);

}  // namespace kg::text
