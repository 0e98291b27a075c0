// Arithmetic on terms, exact to six decimals like the values of kg/value.hpp.
#include "query/values/arithmetic.hpp"

#include <fmt/format.h>

#include <algorithm>

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

/// Nothing where the number has more digits than can be read back.
std::optional<Term> term_of(const Amount& amount) {
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
  std::size_t length = 0;
  if (!read_number(text, length)) return std::nullopt;
  if (amount.unit) return Term{TermKind::Quantity, text + std::string(amount.unit->spelling), {}};
  if (amount.percent) return Term{TermKind::Percent, text + "%", {}};
  return Term{whole ? TermKind::Integer : TermKind::Decimal, text, {}};
}

constexpr Int128 kPercent = Int128{100} * kMicro;

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

/// How often `b` goes into `a`, which is of one kind with it: counted in base units, in which nothing is
/// rounded; degrees have no ratio there, and are counted as they are.
std::optional<Int128> ratio(const Amount& a, const Amount& b) {
  const bool scale = a.unit && a.unit->offset == 0 && b.unit->offset == 0;
  if (!scale) {
    const auto same = converted(a, b);
    return same ? scaled(a.micro, kMicro, *same) : std::nullopt;
  }
  const auto left = to_base(a.micro, *a.unit), right = to_base(b.micro, *b.unit);
  return left && right ? scaled(*left, kMicro, *right) : std::nullopt;
}

}  // namespace

std::optional<Term> calculate(ExprKind operation, const Term& a, const Term& b) {
  const auto left = amount_of(a);
  const auto right = amount_of(b);
  const auto same = left && right ? converted(*left, *right) : std::nullopt;
  const bool adds = operation == ExprKind::Add || operation == ExprKind::Subtract;
  if (adds && !same) return calculate_date(operation, a, b);
  if (!left || !right) return std::nullopt;
  std::optional<Amount> result = *left;
  switch (operation) {
    case ExprKind::Add:
    case ExprKind::Subtract:
      if (operation == ExprKind::Add ? __builtin_add_overflow(left->micro, *same, &result->micro)
                                     : __builtin_sub_overflow(left->micro, *same, &result->micro))
        return std::nullopt;
      return term_of(*result);
    case ExprKind::Multiply: {
      const bool share = !is_plain(*left) && !is_plain(*right);  // of something, of which it has the unit
      if (share && !left->percent && !right->percent) return std::nullopt;
      const auto product = scaled(left->micro, right->micro, share ? kPercent : kMicro);
      if (!product) return std::nullopt;
      result = is_plain(*left) || (share && left->percent) ? *right : *left;
      result->micro = *product;
      return term_of(*result);
    }
    case ExprKind::Divide: {
      if (!same && !is_plain(*right) && !right->percent) return std::nullopt;
      const auto quotient =
          same ? ratio(*left, *right) : scaled(left->micro, right->percent ? kPercent : kMicro, right->micro);
      if (!quotient) return std::nullopt;
      if (same) result = Amount{};
      result->micro = *quotient;
      return term_of(*result);
    }
    default:
      return std::nullopt;
  }
}

std::optional<Term> rounded(const Term& term, Rounding rounding) {
  auto amount = amount_of(term);
  if (!amount) return std::nullopt;
  const Int128 half = kMicro / 2, most = kMicro - 1;
  const Int128 shift = rounding == Rounding::Down ? 0 : rounding == Rounding::Nearest ? half : most;
  const Int128 raised = amount->micro + shift;  // then down to a whole number
  const Int128 rest = raised % kMicro;
  amount->micro = raised - (rest < 0 ? rest + kMicro : rest);
  return term_of(*amount);
}

std::optional<Term> magnitude(const Term& term) {
  auto amount = amount_of(term);
  if (!amount) return std::nullopt;
  if (amount->micro < 0) amount->micro = -amount->micro;
  return term_of(*amount);
}

Term normal(const Term& term) {
  if (const auto days = days_of(term)) return date_term(*days);
  const auto value = value_of(term);
  const auto literal = value ? parse_literal(term.text) : std::nullopt;
  if (!literal || term.kind == TermKind::Boolean || term.kind == TermKind::Date) return term;
  std::optional<Unit> unit;
  if (literal->unit)
    unit = unit_of_code(static_cast<std::uint16_t>(literal->unit->code >> kUnitIndexBits << kUnitIndexBits));
  const auto amount = [&](Int128 base) -> std::optional<Term> {
    const auto micro = unit ? from_base(base, *unit) : base;
    return micro ? term_of({*micro, literal->percent, unit}) : std::nullopt;
  };
  const auto low = amount(value->low), high = amount(value->high);
  if (!low || !high) return term;
  if (*low == *high) return *low;
  std::size_t length = 0;
  read_number(low->text, length);
  return {TermKind::Range, low->text.substr(0, length) + ".." + high->text, {}};
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
