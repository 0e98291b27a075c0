// What the computing of values shares: numbers with their units (arithmetic.cpp) and the calendar
// (calendar.cpp). The language sees it through calculate() of query/expression.hpp and the table of
// functions.
#pragma once

#include <optional>

#include "kg/date.hpp"
#include "kg/term.hpp"
#include "query/ast.hpp"

namespace kg::query {

/// Sum and difference of which one side is a date: date plus or minus a duration, duration plus date, day
/// less day (in days). Nothing where the two do not go together, or lead out of the years 1 to 9999.
std::optional<Term> calculate_date(ast::ExprKind operation, const Term& a, const Term& b);
/// The days of a date, or of a plain number or range of numbers that can be years; nothing where the year is
/// unknown.
std::optional<DaySpan> days_of(const Term& term);
/// The shortest spelling: a year, a month, a day, else a range of days.
Term date_term(const DaySpan& span);

/// A spelling that all terms of one value share (equal_values of kg/value.hpp): quantities in one unit for
/// each kind. A term without a value, or with one too large for that unit, is its own.
Term normal(const Term& term);

enum class Rounding : std::uint8_t { Nearest, Down, Up };
/// The whole number next to a number, percentage or quantity, which keeps its unit. Halves go up, as in
/// SPARQL 1.1 (17.4.4.2). Nothing for any other term.
std::optional<Term> rounded(const Term& term, Rounding rounding);
/// Without its sign; nothing for a term that is no single number.
std::optional<Term> magnitude(const Term& term);

enum class DatePart : std::uint8_t { Year, Month, Day };
/// The year, month or day that all days of a date share; nothing where they have several, or it is unknown.
std::optional<Term> date_part(const Term& date, DatePart part);

}  // namespace kg::query
