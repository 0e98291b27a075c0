#include "loaders/text/quantities.hpp"

#include <limits>
#include <string>
#include <unordered_map>

#include "loaders/text/clause_tree.hpp"
#include "loaders/text/word_list.hpp"

namespace kg::text {
namespace {

using Table = std::unordered_map<std::string_view, std::string_view>;

const std::unordered_map<std::string_view, std::int64_t>& small_numbers() {
  static const std::unordered_map<std::string_view, std::int64_t> words = {
      {"zero", 0},     {"one", 1},      {"two", 2},        {"three", 3},     {"four", 4},
      {"five", 5},     {"six", 6},      {"seven", 7},      {"eight", 8},     {"nine", 9},
      {"ten", 10},     {"eleven", 11},  {"twelve", 12},    {"thirteen", 13}, {"fourteen", 14},
      {"fifteen", 15}, {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19},
      {"twenty", 20},  {"thirty", 30},  {"forty", 40},     {"fifty", 50},    {"sixty", 60},
      {"seventy", 70}, {"eighty", 80},  {"ninety", 90}};
  return words;
}

/// Powers of ten of "million" and its like, with the short forms that follow money.
std::optional<int> magnitude(std::string_view word) {
  static const std::unordered_map<std::string_view, int> words = {
      {"hundred", 2}, {"thousand", 3}, {"million", 6}, {"billion", 9}, {"trillion", 12},
      {"m", 6},       {"mn", 6},       {"bn", 9},      {"tn", 12}};
  const auto found = words.find(word);
  return found == words.end() ? std::nullopt : std::optional(found->second);
}

/// Units by lemma; the graph's spelling for each (kg/value.hpp).
const Table& units() {
  static const Table table = {{"second", "second"}, {"minute", "minute"}, {"hour", "hour"},
                              {"day", "day"},       {"week", "week"},     {"month", "month"},
                              {"year", "year"},     {"decade", "decade"}, {"century", "century"},
                              {"fortnight", ""},    {"yr", "year"},       {"km", "km"},
                              {"kilometre", "km"},  {"kilometer", "km"},  {"metre", "m"},
                              {"meter", "m"},       {"m", "m"},           {"cm", "cm"},
                              {"centimetre", "cm"}, {"centimeter", "cm"}, {"mm", "mm"},
                              {"millimetre", "mm"}, {"millimeter", "mm"}, {"mile", "mile"},
                              {"foot", "foot"},     {"feet", "foot"},     {"ft", "foot"},
                              {"inch", "inch"},     {"yard", "yd"},       {"hectare", "ha"},
                              {"acre", "acre"},     {"litre", "L"},       {"liter", "L"},
                              {"gallon", "gallon"}, {"barrel", "barrel"}, {"gram", "g"},
                              {"kg", "kg"},         {"kilogram", "kg"},   {"kilo", "kg"},
                              {"tonne", "tonne"},   {"ton", "ton"},       {"ounce", "oz"},
                              {"megawatt", "MW"},   {"gigawatt", "GW"},   {"mw", "MW"},
                              {"gw", "GW"},         {"kilowatt", "kW"},   {"watt", "W"},
                              {"mph", "mph"},       {"kph", "kph"},       {"knot", "knot"},
                              {"gwh", "GWh"},       {"twh", "TWh"},       {"mwh", "MWh"},
                              {"carat", "carat"}};
  return table;
}

const Table& currencies() {
  static const Table table = {{"dollar", "USD"},   {"euro", "EUR"},  {"yen", "JPY"},     {"yuan", "CNY"},
                              {"renminbi", "CNY"}, {"rupee", "INR"}, {"ruble", "RUB"},   {"rouble", "RUB"},
                              {"rand", "ZAR"},     {"lira", "TRY"},  {"shekel", "ILS"},  {"zloty", "PLN"},
                              {"ringgit", "MYR"},  {"baht", "THB"},  {"hryvnia", "UAH"}, {"bitcoin", "BTC"},
                              {"usd", "USD"},      {"eur", "EUR"},   {"gbp", "GBP"},     {"won", "KRW"},
                              {"rupiah", "IDR"},   {"real", "BRL"},  {"reais", "BRL"}};
  return table;
}

const Table& currency_signs() {
  static const Table table = {{"$", "USD"},   {"US$", "USD"}, {"A$", "AUD"},  {"AU$", "AUD"}, {"C$", "CAD"},
                              {"CA$", "CAD"}, {"HK$", "HKD"}, {"NZ$", "NZD"}, {"S$", "SGD"},  {"R$", "BRL"},
                              {"£", "GBP"},   {"€", "EUR"},   {"¥", "JPY"},   {"₹", "INR"},   {"₩", "KRW"},
                              {"₽", "RUB"}, {"₺", "TRY"},   {"₪", "ILS"}};
  return table;
}

/// Currencies that share a noun: the country's adjective before it decides.
std::string_view national_currency(std::string_view adjective, std::string_view noun) {
  static const Table table = {
      {"australian dollar", "AUD"}, {"canadian dollar", "CAD"},  {"singapore dollar", "SGD"},
      {"kong dollar", "HKD"},       {"zealand dollar", "NZD"},   {"taiwan dollar", "TWD"},
      {"swiss franc", "CHF"},       {"swedish krona", "SEK"},    {"swedish kronor", "SEK"},
      {"norwegian krone", "NOK"},   {"norwegian kroner", "NOK"}, {"danish krone", "DKK"},
      {"danish kroner", "DKK"},     {"mexican peso", "MXN"},     {"argentine peso", "ARS"},
      {"philippine peso", "PHP"},   {"chilean peso", "CLP"},     {"colombian peso", "COP"},
      {"egyptian pound", "EGP"},    {"czech crown", "CZK"}};
  const auto found = table.find(std::string(adjective) + " " + std::string(noun));
  return found == table.end() ? std::string_view{} : found->second;
}

std::string_view find_in(const Table& table, std::string_view key) {
  const auto found = table.find(key);
  return found == table.end() ? std::string_view{} : found->second;
}

std::string lemma_of(const Token& token) {
  std::string word = lower(token.lemma.empty() || token.lemma == "_" ? token.form : token.lemma);
  if (units().count(word) || currencies().count(word) || word.size() < 4 || word.back() != 's') return word;
  word.pop_back();  // a unit that the lemmatiser left in the plural
  return word;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Multiplies by a power of ten, first by eating decimals; false where that overflows.
bool scale(Amount& amount, int power) {
  for (; power > 0; --power) {
    if (amount.decimals > 0) {
      --amount.decimals;
    } else if (__builtin_mul_overflow(amount.mantissa, 10, &amount.mantissa)) {
      return false;
    }
  }
  return true;
}

/// The digits at the start of a form ("1,200.5"); returns the bytes read, 0 if the form begins otherwise.
std::size_t read_digits(std::string_view form, Amount& amount) {
  std::size_t at = 0;
  bool point = false;
  while (at < form.size() && at < 20) {
    const char c = form[at];
    const bool more = at + 1 < form.size() && is_digit(form[at + 1]);
    if (is_digit(c)) {
      if (__builtin_mul_overflow(amount.mantissa, 10, &amount.mantissa)) return 0;
      amount.mantissa += c - '0';
      amount.decimals += point;
    } else if (c == '.' && !point && more) {
      point = true;
    } else if (!(c == ',' && at > 0 && at + 3 < form.size() && more && !point)) {
      break;
    }
    ++at;
  }
  return at;
}

/// A number word of one token: "nine", "twenty-five".
std::optional<std::int64_t> small_number(std::string_view word) {
  const auto& words = small_numbers();
  if (const auto found = words.find(word); found != words.end()) return found->second;
  const std::size_t hyphen = word.find('-');
  if (hyphen == std::string_view::npos) return std::nullopt;
  const auto tens = words.find(word.substr(0, hyphen));
  const auto ones = words.find(word.substr(hyphen + 1));
  if (tens == words.end() || ones == words.end() || tens->second < 20 || ones->second > 9)
    return std::nullopt;
  return tens->second + ones->second;
}

const std::string* form_at(const Sentence& sentence, std::int32_t token) {
  return token >= 0 && token < static_cast<std::int32_t>(sentence.tokens.size())
             ? &sentence.tokens[token].form
             : nullptr;
}

std::string lower_at(const Sentence& sentence, std::int32_t token) {
  const std::string* form = form_at(sentence, token);
  return form ? lower(*form) : std::string();
}

/// A unit or currency at a token: the graph's spelling, and one past its tokens.
struct UnitAt {
  std::string spelling;
  std::int32_t last = 0;
  bool time = false;
};

bool is_time(std::string_view unit) {
  return unit == "second" || unit == "minute" || unit == "hour" || unit == "day" || unit == "week" ||
         unit == "month" || unit == "year" || unit == "decade" || unit == "century";
}

/// Words a little before "pounds" by which they are no weight.
const WordList kMoneyWords(
    "award bill bonus bonuses borrow bribe budget buy charge collect compensation cost damages debt donate "
    "earn fare fee "
    "fine fund funding grant income invest lend loan loss owe pay payment penalty pension price prize profit "
    "raise rent "
    "repay revenue reward salary sale save sell spend steal tax ticket turnover wage worth");

bool speaks_of_money(const Sentence& sentence, std::int32_t pounds) {
  constexpr std::int32_t kWindow = 9;
  const std::string next = lower_at(sentence, pounds + 1), unit = lower_at(sentence, pounds + 2);
  if ((next == "a" || next == "an" || next == "per") &&
      (unit == "year" || unit == "month" || unit == "week" || unit == "hour"))
    return true;
  for (std::int32_t t = std::max(0, pounds - kWindow); t < pounds; ++t) {
    if (kMoneyWords.has(lower(sentence.tokens[t].lemma))) return true;
  }
  return false;
}

std::optional<UnitAt> unit_at(const Sentence& sentence, std::int32_t at, bool scaled_amount) {
  if (!form_at(sentence, at)) return std::nullopt;
  const Token& token = sentence.tokens[at];
  const std::string word = lower_at(sentence, at);
  const std::string lemma = lemma_of(token);
  const std::string next = lower_at(sentence, at + 1);
  if (word == "%" || word == "percent" || word == "pc") return UnitAt{"%", at + 1};
  if (word == "per" && next == "cent") return UnitAt{"%", at + 2};
  if (word == "square" || word == "sq") {
    const std::string unit(form_at(sentence, at + 1) ? find_in(units(), lemma_of(sentence.tokens[at + 1]))
                                                     : "");
    if (unit == "km" || unit == "m") return UnitAt{unit + "2", at + 2};
    if (unit == "mile") return UnitAt{"sqmi", at + 2};
    if (unit == "foot") return UnitAt{"sqft", at + 2};
    return std::nullopt;
  }
  if (word == "km²" || word == "m²" || word == "km2" || word == "m2")
    return UnitAt{word.substr(0, word.find_first_of("m") + 1) + "2", at + 1};
  if (token.upos == Upos::Verb || token.upos == Upos::Aux) return std::nullopt;  // "6 won"
  if (lemma == "pound") {
    if (next == "sterling") return UnitAt{"GBP", at + 2};
    return UnitAt{scaled_amount || speaks_of_money(sentence, at) ? "GBP" : "lb", at + 1};
  }
  if (!next.empty() && form_at(sentence, at + 1)) {
    if (const auto unit = national_currency(word, lemma_of(sentence.tokens[at + 1])); !unit.empty())
      return UnitAt{std::string(unit), at + 2};
    if ((word == "us" || word == "u.s.") && lemma_of(sentence.tokens[at + 1]) == "dollar")
      return UnitAt{"USD", at + 2};
    if ((word == "hong" || word == "new") && form_at(sentence, at + 2)) {
      const auto unit = national_currency(next, lemma_of(sentence.tokens[at + 2]));
      if (!unit.empty()) return UnitAt{std::string(unit), at + 3};
    }
  }
  if (const auto unit = find_in(currencies(), lemma); !unit.empty()) return UnitAt{std::string(unit), at + 1};
  if (lemma == "degree" && (next == "celsius" || next == "c")) return UnitAt{"°C", at + 2};
  if (lemma == "degree" && (next == "fahrenheit" || next == "f")) return UnitAt{"°F", at + 2};
  const auto unit = find_in(units(), lemma);
  if (unit.empty()) return std::nullopt;
  if (next == "per" || next == "an") {
    const std::string per = lower_at(sentence, at + 2);
    if (per == "hour" && unit == "km") return UnitAt{"kmh", at + 3};
    if (per == "hour" && unit == "mile") return UnitAt{"mph", at + 3};
  }
  return UnitAt{std::string(unit), at + 1, is_time(unit)};
}

/// What stands after "to", "and" or a dash in a range of two numbers; `at` is the token after the first
/// number.
std::optional<AmountAt> range_end(const Sentence& sentence, std::int32_t first, std::int32_t at) {
  const std::string word = lower_at(sentence, at);
  const bool between = lower_at(sentence, first - 1) == "between";
  if (word == "to" || word == "-" || word == "–" || word == "or" || (between && word == "and"))
    return amount_at(sentence, at + 1);
  return std::nullopt;
}

Term value_term(const Amount& low, const std::optional<Amount>& high, const std::string& unit) {
  const std::string spelling = print_amount(low) + (high ? ".." + print_amount(*high) : "") + unit;
  const TermKind kind = high ? TermKind::Range : unit == "%" ? TermKind::Percent : TermKind::Quantity;
  return {kind, spelling, {}};
}

/// The quantity that begins at a token, if one does.
std::optional<Mention> quantity_at(const Sentence& sentence, std::int32_t first) {
  std::int32_t at = first;
  std::string sign(find_in(currency_signs(), sentence.tokens[first].form));
  if (!sign.empty()) ++at;
  auto low = amount_at(sentence, at);
  bool article = false;
  if (!low && sign.empty()) {
    const std::string word = lower_at(sentence, at);
    const bool governed =
        at > 0 && sentence.tokens[at - 1].upos == Upos::Adp;  // "for a year", not "twice a year"
    if ((word != "a" && word != "an") || !governed) return std::nullopt;
    low = AmountAt{{1, 0, 0}, at + 1};
    article = true;
  }
  if (!low) return std::nullopt;
  std::optional<Amount> high;
  at = low->last;
  if (auto end = article ? std::nullopt : range_end(sentence, first, at)) {
    high = end->amount;
    at = end->last;
    if (low->amount.power == 0 && !scale(low->amount, high->power)) return std::nullopt;  // "4 to 5 million"
  }
  std::optional<UnitAt> unit;
  if (!sign.empty()) {
    unit = UnitAt{sign, at};
  } else {
    if (lower_at(sentence, at) == "-") ++at;
    unit = unit_at(sentence, at, low->amount.power > 0);
    if (!unit || unit->spelling.empty() || (article && !unit->time)) return std::nullopt;
  }
  if (!high && lower_at(sentence, first - 1) == "between" && lower_at(sentence, unit->last) == "and") {
    // "between 4% and 5%": the unit on both sides
    const std::int32_t second = unit->last + 1 + (sign.empty() ? 0 : 1);
    const auto end = amount_at(sentence, second);
    const auto again =
        end && sign.empty() ? unit_at(sentence, end->last, end->amount.power > 0) : std::nullopt;
    const bool same_sign = !sign.empty() && form_at(sentence, second - 1) &&
                           *form_at(sentence, second - 1) == sentence.tokens[first].form;
    if (end && (same_sign || (again && again->spelling == unit->spelling))) {
      high = end->amount;
      unit->last = again ? again->last : end->last;
    }
  }
  Mention mention;
  mention.first = first;
  mention.last = unit->last;
  mention.type = unit->time ? MentionType::Duration : MentionType::Quantity;
  mention.term = value_term(low->amount, high, unit->spelling);
  mention.head = head_of_span(sentence, mention.first, mention.last);
  mention.reason = "quantity";
  return mention;
}

}  // namespace

std::optional<AmountAt> amount_at(const Sentence& sentence, std::int32_t token) {
  const std::string* form = form_at(sentence, token);
  if (!form) return std::nullopt;
  AmountAt result{{}, token + 1};
  std::string word = lower(*form);
  if (const std::size_t digits = read_digits(word, result.amount)) {
    const std::string_view rest = std::string_view(word).substr(digits);
    if (!rest.empty()) {
      const auto power = magnitude(rest);
      if (!power || rest == "m" || rest == "hundred" || !scale(result.amount, *power)) return std::nullopt;
      result.amount.power = *power;
    }
  } else if (const auto small = small_number(word)) {
    result.amount.mantissa = *small;
    if (*small >= 20 && *small % 10 == 0 &&
        lower_at(sentence, token + 1) == "-") {  // "twenty - five" where hyphens are split
      if (const auto ones = small_number(lower_at(sentence, token + 2)); ones && *ones < 10) {
        result.amount.mantissa += *ones;
        result.last = token + 3;
      }
    }
  } else if (word == "a" && magnitude(lower_at(sentence, token + 1)) &&
             lower_at(sentence, token + 1).size() > 2) {
    result.amount.mantissa = 1;
  } else if (word == "half" && lower_at(sentence, token + 1) == "a" &&
             magnitude(lower_at(sentence, token + 2))) {
    result.amount = {5, 1, 0};
    result.last = token + 2;
  } else {
    return std::nullopt;
  }
  while (const std::string* next = form_at(sentence, result.last)) {
    const std::string magnitude_word = lower(*next);
    const auto power = magnitude(magnitude_word);
    if (!power || (magnitude_word == "m" && sentence.tokens[result.last].upos != Upos::Num)) break;
    if (!scale(result.amount, *power)) return std::nullopt;
    result.amount.power += *power;
    ++result.last;
  }
  return result;
}

std::string print_amount(const Amount& amount) {
  std::string digits = std::to_string(amount.mantissa);
  int decimals = amount.decimals;
  while (decimals > 0 && digits.size() > 1 && digits.back() == '0') {
    digits.pop_back();
    --decimals;
  }
  if (decimals == 0) return digits;
  if (digits.size() <= static_cast<std::size_t>(decimals))
    digits.insert(0, decimals + 1 - digits.size(), '0');
  return digits.insert(digits.size() - decimals, ".");
}

std::int32_t head_of_span(const Sentence& sentence, std::int32_t first, std::int32_t last) {
  for (std::int32_t t = first; t < last; ++t) {
    const std::int32_t head = sentence.tokens[t].head;
    if (head < first || head >= last) return t;
  }
  return last - 1;
}

std::vector<Mention> find_quantities(const Sentence& sentence, std::int32_t index) {
  std::vector<Mention> mentions;
  for (std::int32_t t = 0; t < static_cast<std::int32_t>(sentence.tokens.size());) {
    if (auto mention = quantity_at(sentence, t)) {
      mention->sentence = index;
      t = mention->last;
      mentions.push_back(std::move(*mention));
    } else {
      ++t;
    }
  }
  return mentions;
}

}  // namespace kg::text
