// What the words of a predicate say: its name in the graph, and what may hang on it.
#include <algorithm>
#include <array>
#include <charconv>

#include "kg/word.hpp"
#include "loaders/text/statements.hpp"
#include "loaders/text/word_list.hpp"

namespace kg::text {
namespace {

const WordList kAsserting(
    "say tell add state announce report warn claim argue believe think suggest predict note emphasise "
    "emphasize stress insist confirm mention explain indicate point write reveal show find estimate "
    "expect acknowledge admit testify allege conclude declare promise pledge vow see know learn "
    "remember agree recall observe remark maintain reckon assert disclose tweet post caution forecast "
    "demonstrate prove rule discover realise realize understand feel hear assume accept signify reply "
    "answer respond repeat stipulate complain boast joke concede contend anticipate project calculate "
    "determine establish notice recognise recognize reiterate underline highlight convince remind "
    "assure inform");
const WordList kAddresses("mr mr. mrs mrs. ms ms. dr dr. prof. miss sir");
const WordList kReciprocal(
    "meet marry agree talk clash merge divorce cooperate collaborate fight negotiate compete unite "
    "argue speak collide differ disagree quarrel");
const WordList kTransitive(
    "accuse acknowledge affect allow attract attribute award bear blame bring build buy "
    "calculate carry cause comprise consider contain cost credit declare deny describe deserve "
    "enable establish exceed face find force get give have hit include intend introduce involve "
    "keep know let like lose make mean mention need offer oppose own possess praise prevent "
    "produce promise promote provide put quote raise reach receive reject release renew replace "
    "represent require reveal say secure send set show spend support take tell treat use value "
    "want welcome");
const WordList kCircumstances(
    "aged after before during following amid despite since until till according_to because_of due_to "
    "without while although besides except throughout within instead_of thanks_to as_of given prior_to "
    "ahead_of in_addition_to apart_from regardless_of in_case_of");
constexpr std::array<std::string_view, 20> kOrdinals = {
    "first",     "second",    "third",       "fourth",     "fifth",      "sixth",      "seventh",
    "eighth",    "ninth",     "tenth",       "eleventh",   "twelfth",    "thirteenth", "fourteenth",
    "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"};

std::string written_out(const std::string& word) {
  if (word == "n't" || word == "n’t") return "not";
  if (word == "'ll" || word == "’ll" || word == "wo") return "will";
  if (word == "ca") return "can";
  if (word == "'ve" || word == "’ve") return "have";
  if (word == "'re" || word == "’re") return "are";
  if (word == "'m" || word == "’m") return "is";  // "I'm": the statement speaks of somebody else
  return word == "am" ? "is" : word;
}

}  // namespace

std::string predicate_name(const Sentence& sentence, const Tree& tree, const Clause& clause) {
  std::string name;
  for (const PredicateWord& part : words_in_tense(tree, clause)) {
    const std::string word = lower(part.text);
    if (part.token != kNoHead && sentence.tokens[part.token].upos == Upos::Punct) continue;
    if (!name.empty()) name += '_';
    name += written_out(word);
  }
  return normal_name(name);
}

bool asserts_content(std::string_view lemma) {
  return kAsserting.has(lemma);
}

bool is_reciprocal(std::string_view lemma) {
  return kReciprocal.has(lemma);
}

bool costs(std::string_view lemma) {
  return lemma == "fine" || lemma == "cost" || lemma == "charge" || lemma == "bill" || lemma == "save";
}

bool wants_object(std::string_view lemma) {
  return kTransitive.has(lemma);
}

bool is_address(std::string_view lemma) {
  return kAddresses.has(lemma);
}

bool joins_predicate(std::string_view preposition) {
  std::string key(preposition);
  std::replace(key.begin(), key.end(), ' ', '_');
  return !key.empty() && !kCircumstances.has(key);
}

std::optional<int> ordinal(std::string_view word) {
  word = word.substr(0, word.find('-'));
  const auto found = std::find(kOrdinals.begin(), kOrdinals.end(), word);
  if (found != kOrdinals.end()) return static_cast<int>(found - kOrdinals.begin()) + 1;
  int value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  const std::string_view rest(end, static_cast<std::size_t>(word.data() + word.size() - end));
  if (error == std::errc{} && (rest == "st" || rest == "nd" || rest == "rd" || rest == "th")) return value;
  return std::nullopt;
}

std::string quoted_text(const Sentence& sentence, const std::vector<std::int32_t>& tokens) {
  const auto loose = [&](std::int32_t t) {
    return sentence.tokens[t].upos == Upos::Punct && sentence.tokens[t].form != ")" &&
           sentence.tokens[t].form != "%";
  };
  std::size_t first = 0, last = tokens.size();
  while (first < last && loose(tokens[first])) ++first;
  while (last > first && loose(tokens[last - 1])) --last;
  std::string text;
  for (std::size_t i = first; i < last; ++i) {
    const Token& token = sentence.tokens[tokens[i]];
    text += token.form;
    if (i + 1 < last && (token.space_after || tokens[i + 1] != tokens[i] + 1)) text += ' ';
  }
  return text;
}

void drop_contained(std::vector<Fact>& facts) {
  const auto contains = [](const Statement& whole, const Statement& part) {
    return whole.subject == part.subject && whole.predicate == part.predicate &&
           whole.object == part.object &&
           std::includes(whole.qualifiers.begin(), whole.qualifiers.end(), part.qualifiers.begin(),
                         part.qualifiers.end());
  };
  std::vector<Fact> kept;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    bool contained = false;
    for (std::size_t j = 0; j < facts.size() && !contained; ++j) {
      if (i == j || !contains(facts[j].statement, facts[i].statement)) continue;
      contained = j < i || !contains(facts[i].statement, facts[j].statement);
    }
    if (!contained) kept.push_back(facts[i]);
  }
  facts = std::move(kept);
}

void keep_most_certain(std::vector<Fact>& facts, std::size_t sentences) {
  const std::size_t most = 4 * sentences;
  if (facts.size() <= most) return;
  std::vector<double> confidences;
  for (const Fact& fact : facts) confidences.push_back(fact.confidence);
  std::nth_element(confidences.begin(), confidences.begin() + static_cast<std::ptrdiff_t>(most),
                   confidences.end(), std::greater<>());
  const double least = confidences[most];
  std::size_t equal_allowed =
      most - static_cast<std::size_t>(std::count_if(facts.begin(), facts.end(),
                                                    [&](const Fact& f) { return f.confidence > least; }));
  std::erase_if(facts, [&](const Fact& fact) {
    if (fact.confidence > least) return false;
    if (fact.confidence < least || equal_allowed == 0) return true;
    --equal_allowed;
    return false;
  });
}

}  // namespace kg::text
