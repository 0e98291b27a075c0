#include "loaders/text/amounts.hpp"

#include <string>
#include <string_view>
#include <unordered_map>

#include "loaders/text/date_words.hpp"

namespace kg::text {
namespace {

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
      {"hundred", 2}, {"thousand", 3}, {"million", 6}, {"billion", 9}, {"trillion", 12}, {"m", 6},
      {"mn", 6},      {"mln", 6},      {"bln", 9},     {"bn", 9},      {"tn", 12}};
  const auto found = words.find(word);
  return found == words.end() ? std::nullopt : std::optional(found->second);
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
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

bool within(const Sentence& sentence, std::int32_t token) {
  return token >= 0 && token < static_cast<std::int32_t>(sentence.tokens.size());
}

}  // namespace

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

std::optional<AmountAt> amount_at(const Sentence& sentence, std::int32_t token) {
  if (!within(sentence, token)) return std::nullopt;
  AmountAt result{{}, token + 1};
  const std::string word = word_at(sentence, token);
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
        word_at(sentence, token + 1) == "-") {  // "twenty - five" where hyphens are split
      if (const auto ones = small_number(word_at(sentence, token + 2)); ones && *ones < 10) {
        result.amount.mantissa += *ones;
        result.last = token + 3;
      }
    }
  } else if (word == "a" && magnitude(word_at(sentence, token + 1)) &&
             word_at(sentence, token + 1).size() > 2) {
    result.amount.mantissa = 1;
  } else if (word == "half" && word_at(sentence, token + 1) == "a" &&
             magnitude(word_at(sentence, token + 2))) {
    result.amount = {5, 1, 0};
    result.last = token + 2;
  } else {
    return std::nullopt;
  }
  while (within(sentence, result.last)) {
    const std::string magnitude_word = word_at(sentence, result.last);
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

}  // namespace kg::text
