// What a noun takes from others around it: how many of them are meant, the head of the second of two alike
// modifiers, the issuer of shares, the name beside it; and what offices are called.
#include <algorithm>
#include <map>

#include "loaders/text/amounts.hpp"
#include "loaders/text/clause_rules.hpp"
#include "loaders/text/date_words.hpp"
#include "loaders/text/name_tables.hpp"
#include "loaders/text/name_types.hpp"
#include "loaders/text/naming.hpp"
#include "loaders/text/statements.hpp"
#include "loaders/text/word_list.hpp"

namespace kg::text {

using enum Deprel;

std::vector<Phrase> Namer::phrases(std::int32_t head, std::string_view owner, bool object) const {
  std::vector<std::int32_t> others = alternatives(tree_, head);
  const Mention* whole = mention_at(head);  // "4 or 5 weeks" is one value
  std::erase_if(others, [&](std::int32_t t) { return whole && whole == mention_at(t); });
  std::vector<Phrase> found = own_phrases(head, owner, object && others.empty());
  if (others.empty()) return found;
  const auto nameless = [](const std::vector<Phrase>& phrases) {
    return phrases.size() != 1 || phrases.front().term.kind != TermKind::Name ||
           !phrases.front().qualifiers.empty() || phrases.front().empty();
  };
  bool unnamed = nameless(found);
  for (const std::int32_t t : others) {
    const std::vector<Phrase> one = own_phrases(t, owner, false);
    const std::int32_t conjunction = tree_.child(t, {Cc});  // "a mill and a farm or a bank" is neither list
    unnamed = unnamed || nameless(one) || (conjunction != kNoHead && tree_.lemma(conjunction) != "or");
    if (unnamed) return {Phrase{}};
    found.front().term.text += "_or_" + one.front().term.text;
    found.front().certainty = std::min(found.front().certainty, one.front().certainty);
  }
  return found;
}

/// Where the word that a token ends begins: "START - up" is one word.
std::int32_t Namer::word_begin(std::int32_t last) const {
  const auto glued = [&](std::int32_t t) { return !sentence_.tokens[t].space_after; };
  while (last >= 2 && sentence_.tokens[last - 1].form == "-" && glued(last - 1) && glued(last - 2) &&
         !mention_at(last) && !mention_at(last - 2))
    last -= 2;
  return last;
}

std::optional<Term> number_term(const Sentence& sentence, std::int32_t token) {
  const auto at = amount_at(sentence, token);
  if (!at) return std::nullopt;
  const std::string text = print_amount(at->amount);
  if (word_at(sentence, at->last) == "or") {  // "two or three men"
    const auto other = amount_at(sentence, at->last + 1);
    Amount low = at->amount;
    const bool scaled = other && (low.power > 0 || scale(low, other->amount.power));
    if (scaled && low.decimals == 0 && other->amount.decimals == 0 && low.mantissa < other->amount.mantissa)
      return Term{TermKind::Range, print_amount(low) + ".." + print_amount(other->amount), {}};
  }
  return Term{text.find('.') == std::string::npos ? TermKind::Integer : TermKind::Decimal, text, {}};
}

/// The number that a token ends: "5", "4.2 MILLION", "4.2 MLN".
std::optional<Term> Namer::number_ending(std::int32_t last) const {
  for (std::int32_t first = last; first >= 0 && first + 3 > last; --first) {
    const auto amount = amount_at(sentence_, first);
    if (amount && amount->last == last + 1 && (first < last || tree_.is(last, {Upos::Num})))
      return number_term(sentence_, first);
  }
  return std::nullopt;
}

/// Whether a mention is money or a percentage that stands before the noun that a word of it modifies.
bool Namer::priced(const Mention& mention, std::int32_t child) const {
  const std::string& value = mention.term.text;
  const bool money = value.size() > 3 && capital(std::string_view(value).substr(value.size() - 3));
  return mention.type == MentionType::Quantity && (money || value.ends_with('%')) &&
         tree_.head(child) >= mention.last;
}

/// "sea salt and mineral water prices": the noun behind the second of two alike modifiers is that of
/// the first, too.
std::int32_t Namer::shared_head(std::int32_t head) const {
  if (tree_.xpos(head) != "NN" || tree_.has(head, {Det, NmodPoss, Nummod, Case})) return kNoHead;
  const auto modifiers = [&](std::int32_t noun) {
    std::int32_t count = 0;
    while (noun - count > 0 && tree_.is(noun - count - 1, {Amod, Compound}) &&
           tree_.head(noun - count - 1) >= noun - count && tree_.head(noun - count - 1) <= noun)
      ++count;
    return count;
  };
  const std::int32_t own = modifiers(head);
  const std::int32_t plural = tree_.child(head, {Conj});
  if (own == 0 || plural == kNoHead || tree_.xpos(plural) != "NNS" || modifiers(plural) != own + 1 ||
      plural != head + own + 3 || tree_.lemma(head + 1) != "and")
    return kNoHead;
  return plural;
}

/// "fourth-largest", as one word or several: said by a rank of its own (clauses), so no part of the name.
bool Namer::part_of_rank(std::int32_t token) const {
  const auto form = [&](std::int32_t t) {
    return t >= 0 && t < tree_.size() ? lower(sentence_.tokens[t].form) : std::string();
  };
  const auto superlative = [&](const std::string& word) {
    return word.ends_with("est") || word == "most" || word == "least";
  };
  const std::string word = form(token);
  if (const std::size_t hyphen = word.find('-'); hyphen != std::string::npos)
    return ordinal(word) && superlative(word.substr(hyphen + 1));
  const std::int32_t step = form(token + 1) == "-" ? 2 : 1, back = form(token - 1) == "-" ? 2 : 1;
  return (ordinal(word) && superlative(form(token + step))) ||
         (superlative(word) && ordinal(form(token - back)));
}

/// "the 1987 BUDGET", "the 2019 results": a year, not so many of them; a round number of people counts them.
bool Namer::names_year(std::int32_t number) const {
  const auto year = year_of(sentence_.tokens[number].form);
  const std::int32_t noun = tree_.head(number);
  if (!year || *year < 1900 || *year > 2100 || noun == kNoHead || noun < number) return false;
  for (std::int32_t t = number + 1; t < noun; ++t) {
    if (tree_.is(t, {Upos::Adp, Upos::Punct, Upos::Verb})) return false;
  }
  const bool several = tree_.xpos(noun) == "NNS" || tree_.xpos(noun) == "NNPS";
  return !several ||
         (*year % 100 != 0 && !is_person_noun(tree_.lemma(noun)) && tree_.lemma(noun) != "people");
}

/// "MOST voters", "ANOTHER goal": not all that the noun means, or one more; of a subject also "SOME voters".
bool Namer::limits(std::int32_t word, bool of_subject) const {
  const std::int32_t noun = tree_.head(word);
  if (!tree_.is(noun, {Upos::Noun}) || tree_.has(noun, {Nummod}) || number_ending(noun - 1)) return false;
  const std::string form = lower(sentence_.tokens[word].form);
  return form == "another" || form == "most" || (form == "some" && of_subject && tree_.xpos(noun) == "NNS");
}

/// "an ESTIMATED 300 people", "a RECORD 9 medals": a word between "a" and a number speaks of the number.
bool Namer::of_number(std::int32_t token) const {
  const std::int32_t number = token + 1;
  return token > 0 && number < tree_.size() && tree_.is(number, {Upos::Num}) &&
         !tree_.is(token, {Upos::Num, Upos::Propn}) && tree_.head(token) > number &&
         sentence_.tokens[number + 1].form != "-" &&  // "a custom three-speed bicycle"
         (lower(sentence_.tokens[token - 1].form) == "a" || lower(sentence_.tokens[token - 1].form) == "an");
}

bool Namer::tells_age(std::int32_t token) const {
  constexpr std::int32_t kNumber = 4;  // tokens back, in "38 - year - old"
  return token >= kNumber && lower(sentence_.tokens[token].form) == "old" &&
         sentence_.tokens[token - 1].form == "-" && tree_.lemma(token - 2) == "year" &&
         tree_.is(token - kNumber, {Upos::Num});
}

/// "shares in Harrow Foods": whose they are, as in "Harrow Foods shares".
std::int32_t Namer::issuer_of(std::int32_t head) const {
  if (tree_.lemma(head) != "share" || tree_.has(head, {NmodPoss})) return kNoHead;
  const std::int32_t issuer = tree_.child(head, {Nmod});
  const Mention* mention = issuer == kNoHead ? nullptr : mention_at(issuer);
  const std::int32_t preposition = issuer == kNoHead ? kNoHead : tree_.child(issuer, {Case});
  const bool in = preposition != kNoHead && tree_.lemma(preposition) == "in";
  return in && mention && mention->head == issuer && mention->term.kind == TermKind::Name &&
                 mention->type != MentionType::Place && mention->type != MentionType::Country
             ? issuer
             : kNoHead;
}

/// The name beside a noun, right there or beside a second noun: "her husband, the painter Max Voss".
const Mention* Namer::name_beside(std::int32_t noun, int depth) const {
  for (const std::int32_t child : tree_.children(noun)) {
    if (child < noun || !tree_.is(child, {Appos, Flat})) continue;
    const Mention* mention = mention_at(child);
    if (mention && mention->head == child && mention->type <= MentionType::Other) return mention;
    if (!mention && depth == 0 && tree_.is(child, {Upos::Noun}) && is_person_noun(tree_.lemma(child)))
      return name_beside(child, 1);
  }
  return nullptr;
}

Phrase Namer::office(std::int32_t head) const {
  const Mention* mention = mention_at(head);
  if (mention && mention->type > MentionType::Other) return {mention->term, {}, false, 1.0};
  const std::string noun = lower(tree_.lemma(head));
  Phrase phrase = described(head, {}, true, is_title(noun), 0);
  std::string& name = phrase.term.text;  // "Judge Ada Hill": a bare noun is no name of an office
  if (name == sentence_.tokens[head].form && !all_capitals(name) &&
      (is_title(noun) || is_person_noun(noun) || (head == 0 && common_word(noun))))
    name = lower(name);
  static const std::map<std::string_view, std::string_view> kWritten = {
      {"capt.", "captain"},  {"col.", "colonel"}, {"gen.", "general"},    {"gov.", "governor"},
      {"lt.", "lieutenant"}, {"maj.", "major"},   {"prof.", "professor"}, {"rep.", "representative"},
      {"sen.", "senator"},   {"sgt.", "sergeant"}};
  if (const auto whole = kWritten.find(lower(name)); whole != kWritten.end())
    name = std::string(whole->second);
  return phrase;
}

}  // namespace kg::text
