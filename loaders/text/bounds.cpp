#include "loaders/text/bounds.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "loaders/text/date_words.hpp"
#include "loaders/text/naming.hpp"
#include "loaders/text/quantities.hpp"
#include "loaders/text/word_list.hpp"

namespace kg::text {
namespace {

struct Limit {
  std::array<std::string_view, 3> words;  ///< empty behind the last
  std::string_view key;
};

constexpr std::array kLimits = {Limit{{"at", "least"}, "at_least"},
                                Limit{{"no", "fewer", "than"}, "at_least"},
                                Limit{{"no", "less", "than"}, "at_least"},
                                Limit{{"not", "less", "than"}, "at_least"},
                                Limit{{"at", "most"}, "at_most"},
                                Limit{{"no", "more", "than"}, "at_most"},
                                Limit{{"not", "more", "than"}, "at_most"},
                                Limit{{"up", "to"}, "at_most"},
                                Limit{{"as", "much", "as"}, "at_most"},
                                Limit{{"as", "many", "as"}, "at_most"},
                                Limit{{"more", "than"}, "more_than"},
                                Limit{{"in", "excess", "of"}, "more_than"},
                                Limit{{"upwards", "of"}, "more_than"},
                                Limit{{"over"}, "more_than"},
                                Limit{{"above"}, "more_than"},
                                Limit{{"fewer", "than"}, "less_than"},
                                Limit{{"less", "than"}, "less_than"},
                                Limit{{"under"}, "less_than"},
                                Limit{{"below"}, "less_than"},
                                Limit{{"about"}, "about"},
                                Limit{{"around"}, "about"},
                                Limit{{"roughly"}, "about"},
                                Limit{{"approximately"}, "about"},
                                Limit{{"some"}, "about"},
                                Limit{{"an", "estimated"}, "about"},
                                Limit{{"close", "to"}, "about"},
                                Limit{{"nearly"}, "about"},
                                Limit{{"almost"}, "about"}};

/// "spoke ABOUT two ships", "sank UNDER 9 metres of mud": a preposition of a phrase that is no bare number.
bool governs(const Tree& tree, std::int32_t word) {
  if (!tree.is(word, {Deprel::Case}) || tree.head(word) == kNoHead) return false;
  if (word > 0 && tree.is(word - 1, {Upos::Adp})) return false;  // "IN under 9 minutes"
  return tree.is(tree.head(word), {Deprel::Obl, Deprel::OblAgent, Deprel::Nmod});
}

/// "will cost a fortune OVER five years": how long something takes, not more than that; but "lasted over an
/// hour".
bool spans(const Tree& tree, std::int32_t word) {
  return tree.lemma(word) == "over" && (word == 0 || !tree.is(word - 1, {Upos::Verb, Upos::Adp}));
}

/// "HALF", "a THIRD", "TWO THIRDS": parts that no number tells; what they are called in names.
std::optional<Term> fraction_at(const Sentence& sentence, std::int32_t token) {
  std::string word = word_at(sentence, token);
  if (word == "two" || word == "three" || word == "four") {
    const std::string parts = word_at(sentence, token + 1);
    return names_parts(parts) ? std::optional(Term::name(word + "_" + parts)) : std::nullopt;
  }
  if (word == "a" || word == "one") word = word_at(sentence, token + 1);
  return names_part(word) ? std::optional(Term::name(word)) : std::nullopt;
}

/// Whether a number stands once in the sentence: of two nobody could tell which is bounded.
bool once(const Sentence& sentence, const Term& value) {
  int found = 0;
  for (std::int32_t t = 0; t < static_cast<std::int32_t>(sentence.tokens.size()); ++t) {
    const auto here = sentence.tokens[t].upos == Upos::Num ? number_term(sentence, t) : std::nullopt;
    found += here && *here == value;
  }
  return found < 2;
}

/// The limit that begins at a token, and one past its words.
std::optional<std::pair<std::string_view, std::int32_t>> limit_at(const Sentence& sentence, const Tree& tree,
                                                                  std::int32_t first) {
  for (const Limit& limit : kLimits) {
    std::int32_t at = first;
    while (at - first < 3 && !limit.words[at - first].empty() &&
           word_at(sentence, at) == limit.words[at - first])
      ++at;
    const bool whole = at > first && (at - first == 3 || limit.words[at - first].empty());
    if (whole && (at - first > 1 || !governs(tree, first))) return std::pair(limit.key, at);
  }
  return std::nullopt;
}

}  // namespace

std::vector<Bound> find_bounds(const Sentence& sentence, const Tree& tree,
                               const std::vector<Mention>& mentions) {
  std::vector<Bound> bounds;
  for (std::int32_t t = 0; t < tree.size(); ++t) {
    const auto limit = limit_at(sentence, tree, t);
    if (!limit) continue;
    const std::int32_t number = limit->second;
    const auto mention = std::find_if(mentions.begin(), mentions.end(), [&](const Mention& m) {
      return m.first == number && (m.type == MentionType::Quantity || m.type == MentionType::Duration);
    });
    if (mention != mentions.end() && mention->type == MentionType::Duration && spans(tree, t)) continue;
    if (mention != mentions.end()) {
      const auto same = [&](const Mention& m) { return m.term == mention->term; };
      if (std::count_if(mentions.begin(), mentions.end(), same) == 1)
        bounds.push_back({limit->first, mention->term});
    } else if (const auto part = fraction_at(sentence, number)) {
      bounds.push_back({limit->first, *part});
    } else if (const auto value = number_term(sentence, number);
               value && !hour_at(sentence, number) && once(sentence, *value)) {
      bounds.push_back({limit->first, *value});
    }
    t = number - 1;
  }
  return bounds;
}

void add_bounds(const std::vector<Bound>& bounds, const Term& object, std::vector<Qualifier>& qualifiers) {
  for (const Bound& bound : bounds) {
    const bool part = bound.value.kind == TermKind::Name && object.kind == TermKind::Name &&
                      object.text.starts_with(bound.value.text + "_of_");
    const bool told = object == bound.value || part ||
                      std::any_of(qualifiers.begin(), qualifiers.end(),
                                  [&](const Qualifier& q) { return q.value == bound.value; });
    if (told) qualifiers.push_back({std::string(bound.key), bound.value});
  }
}

}  // namespace kg::text
