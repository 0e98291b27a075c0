#include "loaders/text/name_words.hpp"

#include <algorithm>

#include "loaders/text/name_tables.hpp"
#include "loaders/text/name_types.hpp"
#include "loaders/text/word_list.hpp"

namespace kg::text {
namespace {

const WordList kOfficeWords(
    "prime vice deputy treasury trade foreign finance defense defence interior home health education energy "
    "justice attorney chief executive secretary state police army press first senior assistant associate "
    "managing supreme opposition environment commerce economy labor labour agriculture transport "
    "transportation sports culture former acting interim co-founder homeland security housing science "
    "financial operating technology national general political climate special");
const WordList kPortfolios(
    "agriculture commerce culture defence defense education energy environment exchequer finance health "
    "housing interior justice labor labour science sports state technology trade transport transportation "
    "treasury war");
/// Words before a name that belong to no name, though they open a sentence.
const WordList kNoFront(
    "many several few various numerous such other another more most some all each every both same own new "
    "old "
    "young early late last next local senior junior former current fellow veteran rival big small major top "
    "following according thousands hundreds millions dozens");
const WordList kNoNames(
    "i monday tuesday wednesday thursday friday saturday sunday january february march april june july "
    "august september october november december am pm a.m. p.m. ad bc");

}  // namespace

bool office_word(std::string_view word) {
  return kOfficeWords.has(word);
}

bool portfolio(std::string_view word) {
  return kPortfolios.has(word);
}

std::string NameWords::word(std::int32_t t) const {
  return t >= 0 && t < tree_.size() ? lower(form(t)) : std::string();
}

bool NameWords::name_like(std::int32_t t) const {
  if (t < 0 || t >= tree_.size() || taken_[t]) return false;
  const Token& token = sentence_.tokens[t];
  if (kNoNames.has(lower(token.form))) return false;
  const bool inner_capital = token.upos == Upos::Propn && token.form.size() > 2 &&
                             capital(std::string_view(token.form).substr(1));  // "iPhone"
  if (!capital(token.form)) return inner_capital;
  if (all_capitals(token.form) && token.form.size() > 2 && common_word(word(t)) && !known_name(token.form))
    return false;  // "NOT", "HAVE"
  if (token.upos == Upos::Propn) return true;
  if (token.upos == Upos::Pron || token.upos == Upos::Punct || token.upos == Upos::Det ||
      token.upos == Upos::Aux)
    return false;
  const std::string plain = word(t);
  if (all_capitals(token.form) && plain != "a" && token.upos != Upos::Intj) return true;
  if (known_name(token.form)) return true;
  if (opens_sentence(t))
    return token.xpos == "NNP" ||
           (t + 1 < tree_.size() && (longest_known(t) > 1 || opens_title_case(t) || opens_company(t)));
  return token.upos == Upos::Adj || token.upos == Upos::Noun || token.upos == Upos::X ||
         token.upos == Upos::Num;
}

bool NameWords::opens_sentence(std::int32_t t) const {
  for (std::int32_t before = t - 1; before >= 0; --before) {
    if (sentence_.tokens[before].upos != Upos::Punct && sentence_.tokens[before].upos != Upos::Sym) {
      return form(before) == ":" || form(before) == "-";
    }
    if (form(before) == "\"" || form(before) == "\u201c" || form(before) == "``" || form(before) == ":")
      return true;
  }
  return true;
}

bool NameWords::common_noun_opens(std::int32_t t) const {
  if (t + 1 >= tree_.size() || !opens_sentence(t) || capital(form(t + 1)) || known_name(form(t)) ||
      first_name(form(t)))
    return false;
  if (all_capitals(form(t)) || t + 2 >= tree_.size()) return false;
  if (is_person_noun(word(t)) && !is_title(word(t))) return false;  // a single smith would have an article
  return common_word(word(t));
}

bool NameWords::common(std::int32_t t) const {
  const std::string plain = word(t);
  return common_word(plain) || common_word(lower(tree_.lemma(t))) ||
         (plain.ends_with("s") && common_word(plain.substr(0, plain.size() - 1)));
}

/// "Coastal Lines carries": the noun behind has a capital that only a name gives it, so the word before it
/// is part of that name.
bool NameWords::opens_title_case(std::int32_t t) const {
  const std::int32_t noun = t + 1;
  const std::string plain = word(t);
  if (noun >= tree_.size() || taken_[noun] || glued(t) || !capital(form(noun))) return false;
  if (!tree_.is(t, {Upos::Adj, Upos::Noun}) || !tree_.is(noun, {Upos::Noun, Upos::Propn})) return false;
  const std::string next = word(noun);
  if (is_title(plain) || kOfficeWords.has(plain) || kNoFront.has(plain) ||
      (is_person_noun(tree_.lemma(t)) && !heads_organisation(next)))
    return false;
  return common(noun) && !all_capitals(form(noun)) && !is_title(next) && !kOfficeWords.has(next) &&
         !known_name(form(noun)) && !first_name(form(noun)) && !kNoNames.has(next);
}

/// "FIRST Lombard Corp grew": what stands before a company's name, though a rank without an article ranks
/// nothing.
bool NameWords::opens_company(std::int32_t t) const {
  if (word(t) != "first" && word(t) != "general") return false;
  std::int32_t end = t + 1;
  while (end < tree_.size() && !taken_[end] && capital(form(end)) && !is_legal_form(word(end))) ++end;
  return end > t + 1 && is_legal_form(word(end));
}

bool NameWords::may_open_as_name(std::int32_t t) const {
  if (taken_[t] || !capital(form(t)) || !opens_sentence(t) || kNoNames.has(word(t)) || name_like(t + 1))
    return false;
  return tree_.is(t, {Upos::Noun, Upos::Adj, Upos::Verb, Upos::Adv, Upos::X, Upos::Intj});
}

int NameWords::longest_known(std::int32_t t) const {
  for (int words = std::min(longest_name_from(form(t)), tree_.size() - t); words > 0; --words) {
    if (known_name(spaced(t, t + words))) return words;
  }
  return 0;
}

std::string NameWords::spaced(std::int32_t first, std::int32_t last) const {
  std::string text;
  for (std::int32_t t = first; t < last; ++t) {
    text += form(t);
    if (t + 1 < last && sentence_.tokens[t].space_after) text += ' ';
  }
  return text;
}

}  // namespace kg::text
