#include "kg/unit.hpp"

#include <map>
#include <vector>

namespace kg {
namespace {

/// Spellings of one unit and its size in base units. Codes count the spellings of a dimension in order, so
/// what is added later goes into a row of its own at the end of its dimension: a code never changes.
struct Row {
  Dimension dimension;
  std::string_view spellings;  // separated by one space
  std::int64_t numerator = 1;
  std::int64_t denominator = 1;
  std::int64_t offset = 0;
};

// A year is the mean Gregorian one of 365.2425 days, a month its twelfth: 2,629,746 seconds.
constexpr std::int64_t kMonth = 2'629'746;

constexpr Row kRows[] = {
    {Dimension::Duration, "second seconds sec secs s"},
    {Dimension::Duration, "minute minutes min mins", 60},
    {Dimension::Duration, "hour hours hr hrs h", 3600},
    {Dimension::Duration, "day days", 86'400},
    {Dimension::Duration, "week weeks wk wks", 604'800},
    {Dimension::Duration, "month months mo", kMonth},
    {Dimension::Duration, "quarter quarters", 3 * kMonth},
    {Dimension::Duration, "year years yr yrs", 12 * kMonth},
    {Dimension::Duration, "decade decades", 120 * kMonth},
    {Dimension::Duration, "century centuries", 1200 * kMonth},
    {Dimension::Duration, "millennium millennia", 12'000 * kMonth},
    {Dimension::Duration, "millisecond milliseconds ms", 1, 1000},

    {Dimension::Length, "m metre metres meter meters"},
    {Dimension::Length, "mm millimetre millimetres millimeter millimeters", 1, 1000},
    {Dimension::Length, "cm centimetre centimetres centimeter centimeters", 1, 100},
    {Dimension::Length, "km kilometre kilometres kilometer kilometers", 1000},
    {Dimension::Length, "inch inches", 254, 10'000},
    {Dimension::Length, "ft foot feet", 3048, 10'000},
    {Dimension::Length, "yd yard yards", 9144, 10'000},
    {Dimension::Length, "mi mile miles", 1'609'344, 1000},
    {Dimension::Length, "nmi", 1852},

    {Dimension::Area, "m2 m² sqm"},
    {Dimension::Area, "km2 km² sqkm", 1'000'000},
    {Dimension::Area, "ha hectare hectares", 10'000},
    {Dimension::Area, "acre acres", 40'468'564'224, 10'000'000},
    {Dimension::Area, "sqft ft2 ft²", 9'290'304, 100'000'000},
    {Dimension::Area, "sqmi mi2 mi²", 2'589'988'110'336, 1'000'000},

    {Dimension::Volume, "L l litre litres liter liters"},
    {Dimension::Volume, "mL ml millilitre millilitres milliliter milliliters", 1, 1000},
    {Dimension::Volume, "m3 m³", 1000},
    {Dimension::Volume, "km3 km³", 1'000'000'000'000},
    {Dimension::Volume, "gallon gallons gal", 3'785'411'784, 1'000'000'000},    // the US gallon
    {Dimension::Volume, "barrel barrels bbl", 158'987'294'928, 1'000'000'000},  // 42 US gallons

    {Dimension::Mass, "g gram grams gramme grammes"},
    {Dimension::Mass, "mg milligram milligrams", 1, 1000},
    {Dimension::Mass, "kg kilogram kilograms kilo kilos", 1000},
    {Dimension::Mass, "t tonne tonnes", 1'000'000},
    {Dimension::Mass, "ton tons", 1'000'000},  // the metric ton, as commodity news means it
    {Dimension::Mass, "kt kilotonne kilotonnes", 1'000'000'000},
    {Dimension::Mass, "Mt megatonne megatonnes", 1'000'000'000'000},
    {Dimension::Mass, "lb lbs pound pounds", 45'359'237, 100'000},
    {Dimension::Mass, "oz ounce ounces", 28'349'523'125, 1'000'000'000},
    {Dimension::Mass, "carat carats", 2, 10},

    {Dimension::Speed, "kmh kph", 1000},
    {Dimension::Speed, "mph", 1'609'344, 1000},
    {Dimension::Speed, "mps", 3600},
    {Dimension::Speed, "kn knot knots", 1852},

    {Dimension::Energy, "J joule joules"},
    {Dimension::Energy, "kJ", 1000},
    {Dimension::Energy, "MJ", 1'000'000},
    {Dimension::Energy, "GJ", 1'000'000'000},
    {Dimension::Energy, "Wh", 3600},
    {Dimension::Energy, "kWh", 3'600'000},
    {Dimension::Energy, "MWh", 3'600'000'000},
    {Dimension::Energy, "GWh", 3'600'000'000'000},
    {Dimension::Energy, "TWh", 3'600'000'000'000'000},
    {Dimension::Energy, "kcal", 4184},

    {Dimension::Power, "W watt watts"},
    {Dimension::Power, "kW kilowatt kilowatts", 1000},
    {Dimension::Power, "MW megawatt megawatts", 1'000'000},
    {Dimension::Power, "GW gigawatt gigawatts", 1'000'000'000},
    {Dimension::Power, "TW terawatt terawatts", 1'000'000'000'000},
    {Dimension::Power, "hp horsepower", 74'569'987'158'227'022, 100'000'000'000'000},

    {Dimension::Temperature, "K kelvin"},
    {Dimension::Temperature, "C °C", 1, 1, 273'150'000},
    {Dimension::Temperature, "F °F", 5, 9, 255'372'222},

    {Dimension::Data, "byte bytes"},
    {Dimension::Data, "bit bits", 1, 8},
    {Dimension::Data, "kB KB", 1000},
    {Dimension::Data, "MB", 1'000'000},
    {Dimension::Data, "GB", 1'000'000'000},
    {Dimension::Data, "TB", 1'000'000'000'000},
    {Dimension::Data, "PB", 1'000'000'000'000'000},
    {Dimension::Data, "KiB", 1LL << 10},
    {Dimension::Data, "MiB", 1LL << 20},
    {Dimension::Data, "GiB", 1LL << 30},
    {Dimension::Data, "TiB", 1LL << 40},
};

// ISO 4217, and the two coins that prices are quoted in. A code is the position here: only append.
constexpr std::string_view kCurrencies =
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD "
    "CDF CHF CLP CNY "
    "COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG "
    "HUF IDR ILS INR "
    "IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK "
    "MNT MOP MRU MUR "
    "MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD "
    "SCR SDG SEK SGD "
    "SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV "
    "WST XAF XCD XOF "
    "XPF YER ZAR ZMW ZWL BTC ETH";
constexpr unsigned kFirstCurrencyGroup = 32;  // groups below are dimensions

/// Calls `each` with every word of a list separated by single spaces.
template <typename Each>
void for_each_word(std::string_view list, Each each) {
  while (!list.empty()) {
    const std::size_t end = list.find(' ');
    each(list.substr(0, end));
    list = end == std::string_view::npos ? std::string_view{} : list.substr(end + 1);
  }
}

struct Table {
  std::map<std::string_view, Unit> by_spelling;
  std::map<std::uint16_t, Unit> by_code;

  void add(const Unit& unit) {
    by_spelling.emplace(unit.spelling, unit);
    by_code.emplace(unit.code, unit);
  }

  Table() {
    std::map<Dimension, unsigned> used;
    const auto code = [](unsigned group, unsigned index) {
      return static_cast<std::uint16_t>(group << kUnitIndexBits | index);
    };
    for (const Row& row : kRows) {
      for_each_word(row.spellings, [&](std::string_view spelling) {
        add({spelling, row.dimension, code(static_cast<unsigned>(row.dimension), used[row.dimension]++),
             row.numerator, row.denominator, row.offset});
      });
    }
    unsigned group = kFirstCurrencyGroup;
    for_each_word(kCurrencies, [&](std::string_view currency) {
      add({currency, Dimension::Money, code(group++, 0)});
    });
  }
};

const Table& table() {
  static const Table units;
  return units;
}

template <typename Map, typename Key>
std::optional<Unit> find_in(const Map& map, const Key& key) {
  const auto found = map.find(key);
  if (found == map.end()) return std::nullopt;
  return found->second;
}

/// value * numerator / denominator, rounded half away from zero.
std::optional<Int128> scaled(Int128 value, std::int64_t numerator, std::int64_t denominator) {
  Int128 product = 0;
  if (__builtin_mul_overflow(value, static_cast<Int128>(numerator), &product)) return std::nullopt;
  const Int128 half = denominator / 2;
  if (__builtin_add_overflow(product, product < 0 ? -half : half, &product)) return std::nullopt;
  return product / denominator;
}

}  // namespace

std::optional<Unit> unit_of(std::string_view spelling) {
  return find_in(table().by_spelling, spelling);
}

std::optional<Unit> unit_of_code(std::uint16_t code) {
  return find_in(table().by_code, code);
}

std::optional<Int128> to_base(Int128 micro, const Unit& unit) {
  auto base = scaled(micro, unit.numerator, unit.denominator);
  if (base) *base += unit.offset;
  return base;
}

std::optional<Int128> from_base(Int128 base_micro, const Unit& unit) {
  return scaled(base_micro - unit.offset, unit.denominator, unit.numerator);
}

}  // namespace kg
