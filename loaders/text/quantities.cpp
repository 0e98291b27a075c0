#include "loaders/text/quantities.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "loaders/text/clause_tree.hpp"
#include "loaders/text/date_words.hpp"
#include "loaders/text/word_list.hpp"

namespace kg::text {
namespace {

using Table = std::unordered_map<std::string_view, std::string_view>;

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
  static const Table table = {{"dollar", "USD"},   {"euro", "EUR"},   {"yen", "JPY"},     {"yuan", "CNY"},
                              {"renminbi", "CNY"}, {"rupee", "INR"},  {"ruble", "RUB"},   {"rouble", "RUB"},
                              {"rand", "ZAR"},     {"lira", "TRY"},   {"shekel", "ILS"},  {"zloty", "PLN"},
                              {"ringgit", "MYR"},  {"baht", "THB"},   {"hryvnia", "UAH"}, {"bitcoin", "BTC"},
                              {"usd", "USD"},      {"stg", "GBP"},    {"eur", "EUR"},     {"gbp", "GBP"},
                              {"won", "KRW"},      {"rupiah", "IDR"}, {"real", "BRL"},    {"reais", "BRL"}};
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
  if (word == "dlr" || word == "dlrs") return "dollar";  // as newswires write it
  if (units().count(word) || currencies().count(word) || word.size() < 4 || word.back() != 's') return word;
  word.pop_back();  // a unit that the lemmatiser left in the plural
  return word;
}

const std::string* form_at(const Sentence& sentence, std::int32_t token) {
  return token >= 0 && token < static_cast<std::int32_t>(sentence.tokens.size())
             ? &sentence.tokens[token].form
             : nullptr;
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

/// Nouns for sums of money.
const WordList kSums(
    "aid alimony assistance benefit bill bonus bonuses bribe budget commission compensation "
    "contribution cost credit damage damages debt dividend donation duty earnings fare fee fine fund "
    "funding grant income interest levy loan loss penalty pension price prize profit rebate relief rent "
    "revenue reward royalty salary sale spending subsidy support tax ticket tip toll turnover wage");

/// What is done with money. What it is said of is money, too: "earned 90 million".
const WordList kMoneyVerbs(
    "award borrow charge collect cost donate earn fine invest lend lose owe pay raise repay save spend");

/// Other words a little before "pounds" by which they are no weight.
const WordList kTrading("buy payment sell steal worth");

bool speaks_of_money(const Sentence& sentence, std::int32_t pounds) {
  constexpr std::int32_t kWindow = 9;
  const std::string next = word_at(sentence, pounds + 1), unit = word_at(sentence, pounds + 2);
  if ((next == "a" || next == "an" || next == "per") &&
      (unit == "year" || unit == "month" || unit == "week" || unit == "hour"))
    return true;
  for (std::int32_t t = std::max(0, pounds - kWindow); t < pounds; ++t) {
    const std::string lemma = lower(sentence.tokens[t].lemma);
    if (kSums.has(lemma) || kMoneyVerbs.has(lemma) || kTrading.has(lemma)) return true;
  }
  return false;
}

std::optional<UnitAt> unit_at(const Sentence& sentence, std::int32_t at, bool scaled_amount) {
  if (!form_at(sentence, at)) return std::nullopt;
  const Token& token = sentence.tokens[at];
  const std::string word = word_at(sentence, at);
  const std::string lemma = lemma_of(token);
  const std::string next = word_at(sentence, at + 1);
  if (word == "%" || word == "percent" || word == "pc" || word == "pct") return UnitAt{"%", at + 1};
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
    const std::string per = word_at(sentence, at + 2);
    if (per == "hour" && unit == "km") return UnitAt{"kmh", at + 3};
    if (per == "hour" && unit == "mile") return UnitAt{"mph", at + 3};
  }
  return UnitAt{std::string(unit), at + 1, is_time(unit)};
}

/// What stands after "to", "and" or a dash in a range of two numbers; `at` is the token after the first
/// number.
std::optional<AmountAt> range_end(const Sentence& sentence, std::int32_t first, std::int32_t at) {
  const std::string word = word_at(sentence, at);
  const bool between = word_at(sentence, first - 1) == "between";
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
  const std::string word = word_at(sentence, at);
  const std::string next = word_at(sentence, at + 1);
  if (!low && sign.empty() && word == "half" && (next == "a" || next == "an")) {
    low = AmountAt{{5, 1, 0}, at + 2};  // "HALF A metre"
  } else if (!low && sign.empty()) {
    const bool governed =
        at > 0 && sentence.tokens[at - 1].upos == Upos::Adp;  // "for a year", not "twice a year"
    if ((word != "a" && word != "an") || !governed) return std::nullopt;
    low = AmountAt{{1, 0, 0}, at + 1};
    article = true;
  }
  if (!low) return std::nullopt;
  std::optional<Amount> high;
  at = low->last;
  const bool dated = year_of(word) && word_at(sentence, first - 1) == "in";  // "from 4% in 2019 to 6%"
  if (auto end = article || dated ? std::nullopt : range_end(sentence, first, at)) {
    high = end->amount;
    at = end->last;
    if (low->amount.power == 0 && !scale(low->amount, high->power)) return std::nullopt;  // "4 to 5 million"
  }
  std::optional<UnitAt> unit;
  if (!sign.empty()) {
    unit = UnitAt{sign, at};
  } else {
    if (word_at(sentence, at) == "-") ++at;
    unit = unit_at(sentence, at, low->amount.power > 0);
    if (!unit || unit->spelling.empty() || (article && !unit->time)) return std::nullopt;
  }
  if (!high && word_at(sentence, first - 1) == "between" && word_at(sentence, unit->last) == "and") {
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

/// "fell to 61 million euros FROM 148 million", "cost $3 million and EARNED 9 million": an amount that is set
/// against one of money, or that a verb of money has.
bool beside_money(const Sentence& sentence, std::int32_t first, const Mention& money) {
  static const WordList kAgainst("against from than versus");
  const std::string before = word_at(sentence, first - 1);
  const std::string earlier = word_at(sentence, first - 2);
  const bool limit = before == "than" && (earlier == "more" || earlier == "less" || earlier == "fewer");
  if (kAgainst.has(before)) return !limit;
  if ((before == "with" || before == "to") && earlier == "compared") return true;
  if (before == "to" && word_at(sentence, money.first - 1) == "from") return money.last == first - 1;
  static const WordList kOfMore("collect lose raise save");  // votes, lives, signatures
  if (first > 0 && kOfMore.has(lower(sentence.tokens[first - 1].lemma))) return false;
  return first > 0 && sentence.tokens[first - 1].upos == Upos::Verb &&
         kMoneyVerbs.has(lower(sentence.tokens[first - 1].lemma));
}

/// An amount of millions beside money that nothing follows which it could count is of that money.
std::optional<Mention> money_without_unit(const Sentence& sentence, std::int32_t first,
                                          const std::vector<Mention>& before) {
  const auto amount = amount_at(sentence, first);
  if (!amount || amount->amount.power < 6 || before.empty()) return std::nullopt;
  const std::string& last = before.back().term.text;
  const std::size_t unit = last.size() < 3 ? 0 : last.size() - 3;
  const bool money = before.back().type == MentionType::Quantity &&
                     std::all_of(last.begin() + static_cast<std::ptrdiff_t>(unit), last.end(),
                                 [](char c) { return c >= 'A' && c <= 'Z'; });
  if (!money || unit == 0 || !beside_money(sentence, first, before.back())) return std::nullopt;
  const std::string next = word_at(sentence, amount->last);
  const bool article = next == "a" || next == "an" || next == "in" || next == "at" || next == "the";
  if (amount->last < static_cast<std::int32_t>(sentence.tokens.size()) && !article &&
      sentence.tokens[amount->last].upos != Upos::Punct)
    return std::nullopt;
  Mention mention;
  mention.first = first;
  mention.last = amount->last;
  mention.type = MentionType::Quantity;
  mention.term = value_term(amount->amount, std::nullopt, last.substr(unit));
  mention.head = head_of_span(sentence, mention.first, mention.last);
  mention.reason = "quantity";
  return mention;
}

}  // namespace

bool names_sum(std::string_view lemma) {
  return kSums.has(lemma);
}

bool names_part(std::string_view lemma) {
  static const WordList kParts("eighth fifth half quarter sixth tenth third");
  return kParts.has(lemma);
}

bool names_parts(std::string_view plural) {
  static const WordList kParts("fifths quarters thirds");
  return kParts.has(plural);
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
    auto mention = quantity_at(sentence, t);
    if (!mention) mention = money_without_unit(sentence, t, mentions);
    if (mention) {
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
