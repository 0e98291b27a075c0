#include "loaders/text/name_spans.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "loaders/text/clause_tree.hpp"
#include "loaders/text/name_types.hpp"
#include "loaders/text/word_list.hpp"

namespace kg::text {
namespace {

/// Whether an abbreviation has the letters in their order, all but one perhaps.
bool spells(std::string_view letters, std::string_view abbreviation) {
  if (abbreviation.size() < 2 || letters.empty() || letters.size() > abbreviation.size() + 1) return false;
  std::size_t at = 0;  // of the abbreviation
  for (const char letter : letters) at += at < abbreviation.size() && letter == abbreviation[at];
  return at == abbreviation.size() && letters.front() == abbreviation.front();
}

/// The abbreviation in brackets that opens at a token; empty where there is none.
std::string_view in_brackets(const Sentence& sentence, std::int32_t open) {
  const auto& tokens = sentence.tokens;
  const bool whole = open + 2 < static_cast<std::int32_t>(tokens.size()) && tokens[open].form == "(" &&
                     tokens[open + 2].form == ")";
  return whole ? std::string_view(tokens[open + 1].form) : std::string_view{};
}

}  // namespace

std::int32_t title_in_quotes(const Sentence& sentence, std::int32_t open, const std::vector<bool>& taken) {
  constexpr std::int32_t kLongest = 9;  // words
  static const WordList kSmall("a an and at by for from in of on or the to with 's \u2019s");
  const auto size = static_cast<std::int32_t>(sentence.tokens.size());
  const auto form = [&](std::int32_t t) -> const std::string& { return sentence.tokens[t].form; };
  const auto mark = [&](std::int32_t t) {
    return form(t) == "\"" || form(t) == "\u201c" || form(t) == "\u201d" || form(t) == "``" ||
           form(t) == "''";
  };
  if (!mark(open)) return kNoHead;
  std::int32_t end = open + 1, capitals = 0;
  for (; end < size && end - open <= kLongest && !mark(end); ++end) {
    const Upos tag = sentence.tokens[end].upos;
    if (taken[end] || tag == Upos::Pron || tag == Upos::Aux) return kNoHead;
    if (!capital(form(end)) && !kSmall.has(lower(form(end)))) return kNoHead;
    capitals += capital(form(end));
  }
  const bool whole =
      end < size && mark(end) && capitals >= 2 && capital(form(open + 1)) && capital(form(end - 1));
  return whole ? end : kNoHead;
}

std::int32_t abbreviated_end(const Sentence& sentence, std::int32_t first, const std::vector<bool>& taken) {
  static const WordList kSmall("and & for in of on the");
  const auto size = static_cast<std::int32_t>(sentence.tokens.size());
  std::string letters;
  bool joined = false;
  for (std::int32_t t = first; t < size && !taken[t]; ++t) {
    const std::string& form = sentence.tokens[t].form;
    if (form == "(") return joined && spells(letters, in_brackets(sentence, t)) ? t : kNoHead;
    if (capital(form)) {
      letters += form.front();
    } else if (kSmall.has(lower(form))) {
      joined = joined || form == "and";
    } else {
      return kNoHead;
    }
  }
  return kNoHead;
}

bool abbreviated_whole(const Sentence& sentence, std::int32_t first, std::int32_t last) {
  const std::string_view abbreviation = in_brackets(sentence, last);
  std::string letters;
  for (std::int32_t t = first; t < last; ++t) {
    if (capital(sentence.tokens[t].form)) letters += sentence.tokens[t].form.front();
  }
  return spells(letters, abbreviation) && abbreviation.back() == sentence.tokens[last - 1].form.front();
}

bool given_name_goes_on(const Sentence& sentence, std::int32_t hyphen) {
  static const WordList kJoined(
      "age aged area based born class day era free held led like made old owned rule run size style term "
      "time type war "
      "wide year");
  constexpr std::size_t kLongest = 5;  // letters
  const auto& tokens = sentence.tokens;
  if (hyphen < 2 || hyphen + 1 >= static_cast<std::int32_t>(tokens.size())) return false;
  if (tokens[hyphen - 1].space_after || tokens[hyphen].space_after) return false;
  const std::string& first = tokens[hyphen - 1].form;
  const std::string& second = tokens[hyphen + 1].form;
  const bool letters = std::all_of(second.begin(), second.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return letters && first.size() <= kLongest && second.size() <= kLongest && !kJoined.has(second) &&
         tokens[hyphen - 1].upos == Upos::Propn && tokens[hyphen - 2].upos == Upos::Propn;
}

}  // namespace kg::text
