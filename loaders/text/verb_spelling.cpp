#include "loaders/text/verb_spelling.hpp"

#include <algorithm>
#include <initializer_list>
#include <sstream>
#include <unordered_map>

#include "kg/verb_forms.hpp"

namespace kg::text {
namespace {

/// Past tenses of irregular verbs, by their base and by their participle; and their participles.
struct PastTenses {
  std::unordered_map<std::string, std::string> by_base, by_participle, participles;

  PastTenses() {
    std::istringstream lines{std::string(kIrregularVerbs)};
    for (std::string base, past, participle; lines >> base >> past >> participle;) {
      if (past == "-") continue;
      by_base.emplace(base, past);
      if (participle == "-") continue;
      by_participle.emplace(participle, past);
      participles.emplace(base, participle);
    }
  }
};

const PastTenses& past_tenses() {
  static const PastTenses kPastTenses;
  return kPastTenses;
}

bool ends_in_any(std::string_view word, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view e) { return word.ends_with(e); });
}

bool consonant_y(std::string_view word) {
  return word.size() > 1 && word.back() == 'y' &&
         std::string_view("aeiou").find(word[word.size() - 2]) == std::string_view::npos;
}

/// "stop" → "stopped": one short vowel before the last consonant of a short word.
bool doubles(std::string_view base) {
  constexpr std::size_t kLongest = 4;
  const auto vowel = [](char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; };
  const std::size_t size = base.size();
  return size >= 3 && size <= kLongest &&
         std::string_view("aeiouwxy").find(base[size - 1]) == std::string_view::npos &&
         vowel(base[size - 2]) && !vowel(base[size - 3]);
}

}  // namespace

std::string third_person(std::string base) {
  if (base == "have") return "has";
  if (consonant_y(base)) return base.substr(0, base.size() - 1) + "ies";
  return base + (ends_in_any(base, {"s", "x", "z", "ch", "sh", "o"}) ? "es" : "s");
}

std::string gerund(const std::string& base, const std::string& participle) {
  if (base.ends_with("ie")) return base.substr(0, base.size() - 2) + "ying";
  if (participle.ends_with("ed"))
    return participle.substr(0, participle.size() - 2) + "ing";  // keeps a doubled consonant
  return (base.ends_with('e') && !base.ends_with("ee") ? base.substr(0, base.size() - 1) : base) + "ing";
}

std::string participle_of(const std::string& base, const std::string& past) {
  if (const auto found = past_tenses().participles.find(base); found != past_tenses().participles.end())
    return found->second;
  return past.ends_with("ed") ? past : past_of_gerund(base, {});
}

std::string past_of_participle(const std::string& participle) {
  const auto found = past_tenses().by_participle.find(participle);
  return found == past_tenses().by_participle.end() ? participle : found->second;
}

std::string past_of_gerund(const std::string& base, const std::string& gerund) {
  if (const auto found = past_tenses().by_base.find(base); found != past_tenses().by_base.end())
    return found->second;
  if (base.ends_with('e')) return base + "d";
  if (consonant_y(base)) return base.substr(0, base.size() - 1) + "ied";
  if (gerund.ends_with("ing")) return gerund.substr(0, gerund.size() - 3) + "ed";
  return base + (doubles(base) ? std::string(1, base.back()) : std::string()) + "ed";
}

}  // namespace kg::text
