// Arithmetic on terms, exact to six decimals like the values of kg/value.hpp.
#include <fmt/format.h>

#include <algorithm>

#include "kg/date.hpp"
#include "kg/literal.hpp"
#include "kg/value.hpp"
#include "query/expression.hpp"

namespace kg::query {
namespace {

using ast::ExprKind;

/// A single number with what stands behind it.
struct Amount {
  Int128 micro = 0;
  bool percent = false;
  std::optional<Unit> unit;
};

std::optional<Amount> amount_of(const Term& term) {
  if (term.kind != TermKind::Integer && term.kind != TermKind::Decimal && term.kind != TermKind::Percent &&
      term.kind != TermKind::Quantity)
    return std::nullopt;
  const auto literal = parse_literal(term.text);
  if (!literal) return std::nullopt;
  return Amount{literal->low.micro, literal->percent, literal->unit};
}

std::string digits(UInt128 number) {
  std::string text;
  do text.insert(text.begin(), static_cast<char>('0' + static_cast<int>(number % 10)));
  while ((number /= 10) > 0);
  return text;
}

Term term_of(const Amount& amount) {
  const bool negative = amount.micro < 0;
  const UInt128 magnitude =
      negative ? -static_cast<UInt128>(amount.micro) : static_cast<UInt128>(amount.micro);
  std::string text = (negative ? "-" : "") + digits(magnitude / kMicro);
  const auto fraction = static_cast<std::uint64_t>(magnitude % kMicro);
  const bool whole = fraction == 0;
  if (!whole) {
    text += fmt::format(".{:06}", fraction);
    while (text.ends_with('0')) text.pop_back();
  }
  if (amount.unit) return {TermKind::Quantity, text + std::string(amount.unit->spelling), {}};
  if (amount.percent) return {TermKind::Percent, text + "%", {}};
  return {whole ? TermKind::Integer : TermKind::Decimal, text, {}};
}

bool is_plain(const Amount& amount) {
  return !amount.unit && !amount.percent;
}

/// `b` counted in what `a` is counted in.
std::optional<Int128> converted(const Amount& a, const Amount& b) {
  if (a.percent != b.percent || a.unit.has_value() != b.unit.has_value()) return std::nullopt;
  if (!a.unit) return b.micro;
  const bool same_money = a.unit->dimension != Dimension::Money || a.unit->spelling == b.unit->spelling;
  if (a.unit->dimension != b.unit->dimension || !same_money) return std::nullopt;
  const auto base = to_base(b.micro, *b.unit);
  return base ? from_base(*base, *a.unit) : std::nullopt;
}

/// a * b / c, rounded to the nearest, halves away from zero; nothing for c = 0 or a product outside 128 bits.
std::optional<Int128> scaled(Int128 a, Int128 b, Int128 c) {
  Int128 product = 0;
  if (c == 0 || __builtin_mul_overflow(a, b, &product)) return std::nullopt;
  const Int128 quotient = product / c;
  const Int128 rest = product % c;
  const bool away = (rest < 0 ? -rest : rest) >= ((c < 0 ? -c : c) + 1) / 2;
  return away && rest != 0 ? quotient + ((product < 0) == (c < 0) ? 1 : -1) : quotient;
}

constexpr Int128 kDay = Int128{86400} * kMicro;

/// The calendar's months that a duration counts; nothing for durations of other units, and parts of months.
std::optional<int> months_of(const Term& duration) {
  const auto amount = amount_of(duration);
  if (!amount || !amount->unit || amount->unit->dimension != Dimension::Duration ||
      amount->micro % kMicro != 0)
    return std::nullopt;
  const auto is = [&](std::string_view spelling) {
    const Unit unit = *unit_of(spelling);
    return unit.numerator == amount->unit->numerator && unit.denominator == amount->unit->denominator;
  };
  constexpr Int128 kMost = 120'000;  // months from the first year to the last
  const Int128 months = amount->micro / kMicro * (is("year") ? 12 : 1);
  if ((!is("month") && !is("year")) || months > kMost || months < -kMost) return std::nullopt;
  return static_cast<int>(months);
}

std::optional<Term> calculate_date(ExprKind operation, const Term& a, const Term& b) {
  const auto left = value_of(a);
  const auto right = value_of(b);
  if (!left || !right || left->low != left->high) return std::nullopt;
  if (operation != ExprKind::Add && operation != ExprKind::Subtract) return std::nullopt;
  if (operation == ExprKind::Subtract && right->dimension == Dimension::Date && right->low == right->high)
    return term_of({(left->low - right->low) * kMicro, false, unit_of("day")});
  const int sign = operation == ExprKind::Add ? 1 : -1;
  const Day day{std::chrono::days{static_cast<int>(left->low)}};
  std::optional<Day> result;
  if (const auto months = months_of(b))
    result = add_months(day, sign * *months);
  else if (right->dimension == Dimension::Duration && right->low == right->high && right->low % kDay == 0)
    if (const Int128 days = right->low / kDay; days < 4'000'000 && days > -4'000'000)
      result = day + std::chrono::days{sign * static_cast<int>(days)};
  if (!result || *result < year_span(1).first || *result > year_span(9999).last) return std::nullopt;
  return Term{TermKind::Date, print_day(*result), {}};
}

}  // namespace

std::optional<Term> calculate(ExprKind operation, const Term& a, const Term& b) {
  if (a.kind == TermKind::Date) return calculate_date(operation, a, b);
  const auto left = amount_of(a);
  const auto right = amount_of(b);
  if (!left || !right) return std::nullopt;
  const auto same = converted(*left, *right);
  std::optional<Amount> result = *left;
  switch (operation) {
    case ExprKind::Add:
    case ExprKind::Subtract:
      if (!same) return std::nullopt;
      if (operation == ExprKind::Add ? __builtin_add_overflow(left->micro, *same, &result->micro)
                                     : __builtin_sub_overflow(left->micro, *same, &result->micro))
        return std::nullopt;
      return term_of(*result);
    case ExprKind::Multiply: {
      if (!is_plain(*left) && !is_plain(*right)) return std::nullopt;
      const auto product = scaled(left->micro, right->micro, kMicro);
      if (!product) return std::nullopt;
      result = is_plain(*left) ? *right : *left;
      result->micro = *product;
      return term_of(*result);
    }
    case ExprKind::Divide: {
      if (same)
        result = Amount{};
      else if (!is_plain(*right))
        return std::nullopt;
      const auto quotient = scaled(left->micro, kMicro, same ? *same : right->micro);
      if (!quotient) return std::nullopt;
      result->micro = *quotient;
      return term_of(*result);
    }
    default:
      return std::nullopt;
  }
}

Term number_term(double value) {
  const std::string text = fmt::format("{}", value);
  const bool whole = text.find_first_not_of("0123456789") == std::string::npos;
  return {whole ? TermKind::Integer : TermKind::Decimal, text, {}};
}

Term number_term(std::uint64_t value) {
  return {TermKind::Integer, std::to_string(value), {}};
}

}  // namespace kg::query
