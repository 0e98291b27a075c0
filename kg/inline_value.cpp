#include "kg/inline_value.hpp"

#include <fmt/format.h>

#include "kg/date.hpp"
#include "kg/literal.hpp"
#include "kg/value.hpp"

namespace kg {
namespace {

constexpr int kDecimalsBits = 3;
constexpr unsigned kMaxDecimals = 6;
constexpr int kExponentBits = 5;
constexpr int kMaxDigits = (1 << kExponentBits) - 1;
constexpr std::int64_t kDayBias = std::int64_t{1} << 40;
constexpr int kDaysOfMonth = 32;

/// A signed number as exponent and significand of a fixed number of decimal digits.
struct Sortable {
  int digits;
  int significand_bits;
  constexpr int bits() const { return 1 + kExponentBits + significand_bits; }
};
constexpr Sortable kPlain{15, 51};
constexpr Sortable kInBaseUnit{11, 37};
static_assert(kPlain.bits() + kDecimalsBits == kPayloadBits);
static_assert(kUnitGroupBits + kInBaseUnit.bits() + kUnitIndexBits + kDecimalsBits == kPayloadBits);

constexpr std::uint64_t mask(int bits) {
  return (std::uint64_t{1} << bits) - 1;
}

Int128 power_of_ten(int exponent) {
  Int128 power = 1;
  while (exponent-- > 0) power *= 10;
  return power;
}

std::optional<std::uint64_t> encode(Int128 value, Sortable form) {
  const Int128 size = value < 0 ? -value : value;
  int exponent = 0;
  for (Int128 rest = size; rest > 0; rest /= 10) ++exponent;
  if (exponent > kMaxDigits) return std::nullopt;
  Int128 significand = size;
  if (exponent < form.digits) {
    significand *= power_of_ten(form.digits - exponent);
  } else {
    const Int128 unit = power_of_ten(exponent - form.digits);
    if (significand % unit != 0) return std::nullopt;
    significand /= unit;
  }
  const int magnitude_bits = kExponentBits + form.significand_bits;
  const std::uint64_t magnitude =
      static_cast<std::uint64_t>(exponent) << form.significand_bits | static_cast<std::uint64_t>(significand);
  return value < 0 ? ~magnitude & mask(magnitude_bits) : magnitude | std::uint64_t{1} << magnitude_bits;
}

Int128 decode(std::uint64_t bits, Sortable form) {
  const int magnitude_bits = kExponentBits + form.significand_bits;
  const bool negative = (bits >> magnitude_bits & 1) == 0;
  const std::uint64_t magnitude = (negative ? ~bits : bits) & mask(magnitude_bits);
  const int exponent = static_cast<int>(magnitude >> form.significand_bits);
  Int128 value = magnitude & mask(form.significand_bits);
  if (exponent < form.digits) {
    value /= power_of_ten(form.digits - exponent);
  } else {
    value *= power_of_ten(exponent - form.digits);
  }
  return negative ? -value : value;
}

/// `micro` with so many decimals, the rest cut off: 4,250,000 and 2 give `4.25`.
std::string print_number(Int128 micro, unsigned decimals) {
  const UInt128 size = static_cast<UInt128>(micro < 0 ? -micro : micro);
  std::string text = micro < 0 ? "-" : "";
  text += fmt::to_string(size / kMicro);
  if (decimals == 0) return text;
  const std::string fraction = fmt::format("{:06}", static_cast<std::uint64_t>(size % kMicro));
  return text + '.' + fraction.substr(0, decimals);
}

IdKind id_kind(Dimension dimension) {
  switch (dimension) {
    case Dimension::Number:
      return IdKind::Number;
    case Dimension::Percent:
      return IdKind::Percent;
    case Dimension::Date:
      return IdKind::Date;
    case Dimension::YearlessDate:
      return IdKind::YearlessDate;
    case Dimension::Boolean:
      return IdKind::Boolean;
    default:
      return IdKind::Quantity;
  }
}

std::uint64_t unit_group(const Value& value) {
  const auto currency = unit_of(value.currency);
  return currency ? currency->code >> kUnitIndexBits : static_cast<std::uint64_t>(value.dimension);
}

std::optional<IdRange> range_of_number(const Value& value) {
  const IdKind kind = id_kind(value.dimension);
  if (value.low != value.high) return std::nullopt;
  const bool quantity = kind == IdKind::Quantity;
  const auto number = encode(value.low, quantity ? kInBaseUnit : kPlain);
  if (!number) return std::nullopt;
  const int spelling_bits = quantity ? kUnitIndexBits + kDecimalsBits : kDecimalsBits;
  std::uint64_t high_bits = *number;
  if (quantity) high_bits |= unit_group(value) << kInBaseUnit.bits();
  return IdRange{make_id(kind, high_bits << spelling_bits),
                 make_id(kind, high_bits << spelling_bits | mask(spelling_bits))};
}

std::optional<IdRange> range_of_dates(const Value& value) {
  const IdKind kind = id_kind(value.dimension);
  const bool whole = value.low != value.high;
  const std::int64_t first = static_cast<std::int64_t>(value.low);
  if (kind == IdKind::YearlessDate)
    return IdRange::one(make_id(kind, static_cast<std::uint64_t>(first) << 1 | std::uint64_t{whole}));
  if (whole) {
    const std::chrono::year_month_day date{Day(std::chrono::days(first))};
    const DaySpan month = month_span(date.year() / date.month());
    if (value.low != month.first.time_since_epoch().count() ||
        value.high != month.last.time_since_epoch().count())
      return std::nullopt;
  }
  return IdRange::one(
      make_id(kind, static_cast<std::uint64_t>(first + kDayBias) << 1 | std::uint64_t{whole}));
}

std::optional<Term> quantity_term(Id id) {
  const std::uint64_t payload = payload_of(id);
  const auto decimals = static_cast<unsigned>(payload & mask(kDecimalsBits));
  const std::uint64_t index = payload >> kDecimalsBits & mask(kUnitIndexBits);
  const std::uint64_t number = payload >> (kDecimalsBits + kUnitIndexBits);
  const std::uint64_t group = number >> kInBaseUnit.bits();
  const auto unit = unit_of_code(static_cast<std::uint16_t>(group << kUnitIndexBits | index));
  if (!unit) return std::nullopt;
  const auto micro = from_base(decode(number, kInBaseUnit), *unit);
  if (!micro) return std::nullopt;
  return Term{TermKind::Quantity, print_number(*micro, decimals) + std::string(unit->spelling), {}};
}

/// The lowest bits of a spelled value: its unit and its decimals.
std::optional<std::uint64_t> spelling_bits(const Term& term) {
  const auto literal = parse_literal(term.text);
  if (!literal || literal->low.decimals > static_cast<int>(kMaxDecimals)) return std::nullopt;
  const auto decimals = static_cast<std::uint64_t>(literal->low.decimals);
  if (!literal->unit) return decimals;
  return (literal->unit->code & mask(kUnitIndexBits)) << kDecimalsBits | decimals;
}

std::optional<IdRange> range_of_value(const Value& value) {
  switch (value.dimension) {
    case Dimension::Date:
    case Dimension::YearlessDate:
      return range_of_dates(value);
    case Dimension::Boolean:
      return IdRange::one(make_id(IdKind::Boolean, static_cast<std::uint64_t>(value.low)));
    default:
      return range_of_number(value);
  }
}

}  // namespace

std::vector<IdRange> inline_ranges_equal_to(const Term& term) {
  std::vector<IdRange> ranges;
  const auto value = value_of(term);
  if (!value) return ranges;
  for (const Value& reading : equal_readings(*value))
    if (const auto range = range_of_value(reading)) ranges.push_back(*range);
  return ranges;
}

std::optional<Id> inline_value_id(const Term& term) {
  if (term.kind == TermKind::Range || term.kind == TermKind::DateRange) return std::nullopt;
  const auto value = value_of(term);
  const auto range = value ? range_of_value(*value) : std::nullopt;
  if (!range) return std::nullopt;
  Id id = range->low;
  if (!range->is_one()) {
    const auto spelling = spelling_bits(term);
    if (!spelling) return std::nullopt;
    id |= *spelling;
  }
  if (term_of_inline(id) != term) return std::nullopt;
  return id;
}

std::optional<Term> term_of_inline(Id id) {
  const std::uint64_t payload = payload_of(id);
  const auto decimals = static_cast<unsigned>(payload & mask(kDecimalsBits));
  const bool whole = (payload & 1) != 0;
  switch (kind_of(id)) {
    case IdKind::Number:
      return Term{decimals == 0 ? TermKind::Integer : TermKind::Decimal,
                  print_number(decode(payload >> kDecimalsBits, kPlain), decimals),
                  {}};
    case IdKind::Percent:
      return Term{
          TermKind::Percent, print_number(decode(payload >> kDecimalsBits, kPlain), decimals) + '%', {}};
    case IdKind::Quantity:
      return quantity_term(id);
    case IdKind::Date: {
      const Day day{std::chrono::days(static_cast<std::int64_t>(payload >> 1) - kDayBias)};
      const std::chrono::year_month_day date{day};
      return Term{TermKind::Date, whole ? print_month(date.year() / date.month()) : print_day(day), {}};
    }
    case IdKind::YearlessDate: {
      const auto date = static_cast<unsigned>(payload >> 1);
      return Term{TermKind::Date, print_yearless({date / kDaysOfMonth, whole ? 0 : date % kDaysOfMonth}), {}};
    }
    case IdKind::Boolean:
      return Term{TermKind::Boolean, payload == 0 ? "false" : "true", {}};
    default:
      return std::nullopt;
  }
}

}  // namespace kg
