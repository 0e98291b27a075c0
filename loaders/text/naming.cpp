#include "loaders/text/naming.hpp"

#include <algorithm>

#include "kg/word.hpp"
#include "loaders/text/clause_rules.hpp"
#include "loaders/text/name_tables.hpp"
#include "loaders/text/name_types.hpp"
#include "loaders/text/names.hpp"
#include "loaders/text/quantities.hpp"
#include "loaders/text/statements.hpp"
#include "loaders/text/word_list.hpp"

namespace kg::text {
namespace {

using enum Deprel;

constexpr std::size_t kMostModifiers = 4;  ///< words before a head that a name keeps, the nearest ones
constexpr std::size_t kMostWords = 10;     ///< in a name with its "of" phrases

const WordList kQuantifiers(
    "many several few various numerous such own certain some any all each every most more both other "
    "another same fewer less much enough so-called respective very");
const WordList kWholes("global world worldwide total overall national entire whole");
const WordList kPronouns(
    "it this that these those there what which who whom whose i we you me us he she they him her them one "
    "ones none something anything nothing everything someone anyone everyone nobody himself herself itself "
    "themselves mine yours ours theirs his its their our my your another other others such so all both each");

bool name_type(MentionType type) {
  return type <= MentionType::Other;
}

void append(std::string& name, std::string_view part) {
  if (part.empty()) return;
  if (!name.empty() && name.back() != '-' && part != "-") name += '_';
  name += part;
}

std::size_t count_words(std::string_view name) {
  return 1 + static_cast<std::size_t>(std::count(name.begin(), name.end(), '_'));
}

}  // namespace

/// The words before a head, and what they say that is no part of its name.
struct Namer::Words {
  bool object = false;  ///< of an object, whose qualifiers are heard
  std::vector<std::string> modifiers;
  std::string possessor;
  std::vector<Qualifier> qualifiers;
};

const Mention* Namer::mention_at(std::int32_t token) const {
  const Mention* found = nullptr;
  for (const Mention& mention : mentions_) {
    if (mention.first > token || mention.last <= token) continue;
    if (!found || mention.last - mention.first < found->last - found->first) found = &mention;
  }
  return found;
}

/// A word as a name has it: as written, but in lower case where it only opens the sentence.
std::string Namer::word(std::int32_t token) const {
  const Token& t = sentence_.tokens[token];
  const bool opens = token == 0 || sentence_.tokens[token - 1].upos == Upos::Punct;
  if (country_of_adjective(t.form) || mention_at(token)) return t.form;
  if (t.upos == Upos::Propn && !opens) return t.form;
  const bool acronym = t.form.size() >= 2 && t.form[1] >= 'A' && t.form[1] <= 'Z';
  const std::string& next = token + 1 < tree_.size() ? sentence_.tokens[token + 1].form : t.form;
  const bool title_case =
      token + 1 < tree_.size() && t.form.front() <= 'Z' &&
      (tree_.is(token + 1, {Upos::Propn}) ||
       (capital(next) && tree_.is(token + 1, {Upos::Noun, Upos::Adj}) && !country_of_adjective(next)));
  if (title_case) return t.form;  // "Prime Minister"
  return opens && !acronym ? lower(t.form) : t.form;
}

/// Who owns it, as the front of its name: `China` of "China's leverage"; empty if the sentence speaks of the
/// owner anyway.
std::string Namer::possessor(std::int32_t child, std::string_view owner) const {
  if (const Mention* mention = mention_at(child)) {
    if (mention->term.kind != TermKind::Name || mention->term.text == owner) return {};
    if (mention->type == MentionType::Date || mention->type == MentionType::Duration) return {};
    return mention->term.text;
  }
  if (tree_.is(child, {Upos::Pron, Upos::Det})) return {};
  std::string name;
  for (const std::int32_t modifier : tree_.children(child)) {
    if (modifier < child && tree_.is(modifier, {Compound, Amod}) && !kQuantifiers.has(tree_.lemma(modifier)))
      append(name, word(modifier));
  }
  append(name, word(child));
  return name == owner || kWholes.has(name) ? std::string() : name;
}

/// "a 30% STAKE", "a $2 million CAMPAIGN": the share that a stake is, what a thing costs; any other
/// percentage belongs to the name.
void Namer::add_price(const Mention& mention, std::int32_t child, Words& words) const {
  static const WordList kShares("holding interest shareholding stake");
  const std::string& value = mention.term.text;
  const std::string_view noun = tree_.lemma(tree_.head(child));
  const bool heard = words.object && (!value.ends_with('%') || kShares.has(noun));
  const char* key = value.ends_with('%') ? "share" : "amount";
  const bool told = std::any_of(words.qualifiers.begin(), words.qualifiers.end(),
                                [&](const Qualifier& q) { return q.value == mention.term; });
  if (told) return;
  if (heard) {
    words.qualifiers.push_back({key, mention.term});
  } else if (words.modifiers.empty() || words.modifiers.back() != value) {
    words.modifiers.push_back(value);
  }
}

void Namer::add_modifier(std::int32_t child, std::string_view owner, bool office, Words& words) const {
  const std::string form = lower(sentence_.tokens[child].form);
  if (tree_.is(child, {Nsubj, NsubjPass, Obl, OblUnmarked})) return;  // "40% of them are UNSAFE"
  if (tree_.is(child, {NmodPoss})) {
    words.possessor = possessor(child, owner);
    return;
  }
  if (const Mention* mention = mention_at(child); mention && priced(*mention, child)) {
    if (mention->head == child || mention->last == child + 1) add_price(*mention, child, words);
    return;
  }
  const auto thousands = tree_.is(child, {Nummod}) ? std::nullopt : number_ending(child);
  if (thousands && !tree_.is(child, {Upos::Num})) {  // "5.7 MLN shares", however they hang
    const bool told = std::any_of(words.qualifiers.begin(), words.qualifiers.end(),
                                  [](const Qualifier& q) { return q.key == "count"; });
    if (!told) words.qualifiers.push_back({"count", *thousands});
    return;
  }
  if (tree_.is(child, {Nummod})) {
    if (names_parts(lower(sentence_.tokens[tree_.head(child)].form))) {  // "TWO thirds of voters"
      words.modifiers.push_back(form);
      return;
    }
    if (form == "one") return;
    if (names_year(child)) {
      const bool dates = child == 1 && tree_.is(0, {Upos::Adp});  // "IN 1986 oil imports rose"
      if (!dates) words.modifiers.push_back(form);
      return;
    }
    for (const std::int32_t t : tree_.subtree(child)) {  // "about 12 million" hangs by its last word
      const auto count = number_term(sentence_, t);
      if (!count) continue;
      words.qualifiers.push_back({"count", *count});
      break;
    }
    return;
  }
  if (tree_.is(child, {Det}) && form == "no") {  // "the world NO 3" has a rank
    const bool rank =
        child + 1 < tree_.size() && tree_.is(child + 1, {Upos::Num}) && sentence_.tokens[child].form == "No";
    words.modifiers.push_back(rank ? "No" : "no");
  }
  if (tree_.is(child, {Det, Amod}) && limits(child, owner.empty() && !words.object)) {
    words.modifiers.push_back(form);
    return;
  }
  if (!tree_.is(child, {Amod, Compound, Flat, Nmod, NmodDesc, NmodUnmarked, Advmod, Dep, Goeswith})) return;
  if (tree_.is(child, {Advmod}) && tree_.is(tree_.head(child), {Upos::Adj}) && compares(form) &&
      !part_of_rank(child)) {  // "became MORE open"
    words.modifiers.push_back(form);
    return;
  }
  if (tree_.is(child, {Advmod}) || tree_.has(child, {Case})) return;
  if (tree_.is(child, {NmodUnmarked}) && tree_.has(child, {Det, Nummod}))
    return;  // "A MONTH after the theft"
  if (tree_.is(child, {Amod}) && (kQuantifiers.has(form) || tree_.is(child, {Upos::Num}))) return;
  if (of_number(child)) return;
  if (part_of_rank(child) || tells_age(child)) return;
  if (const Mention* mention = mention_at(child)) {
    if (mention->type == MentionType::Duration && sentence_.tokens[mention->last - 2].form == "-") {
      words.modifiers.push_back(surface(sentence_, mention->first, mention->last));  // "a ONE-DAY strike"
      return;
    }
    if (mention->type == MentionType::Date || mention->type == MentionType::Duration) return;
    const bool demonym = mention->reason == "demonym";
    if (mention->type == MentionType::Country || (demonym && office)) {
      words.modifiers.push_back(mention->term.text);
      return;
    }
    if (name_type(mention->type)) {
      if (mention->head != child) return;  // a name counts once
      words.modifiers.push_back(surface(sentence_, mention->first, mention->last));
      return;
    }
  }
  // "sea salt and mineral water prices": a modifier with modifiers of its own, in their order.
  std::string text;
  for (const std::int32_t t : tree_.subtree(child)) {
    const std::string& adverb = sentence_.tokens[t].form;
    const bool how = tree_.is(t, {Upos::Adv}) && tree_.head(t) == t + 1 && tree_.is(t + 1, {Upos::Verb}) &&
                     (adverb.ends_with("ly") || adverb == "well");
    const bool more = how || (t + 1 < tree_.size() && compares(lower(sentence_.tokens[t].form)) &&
                              (tree_.is(t + 1, {Upos::Adj}) || tree_.is(t + 1, {Amod})) &&
                              !part_of_rank(t));  // "the MOST common tumour", "a LESS skilled player"
    if (!more && (tree_.is(t, {Upos::Punct, Upos::Det, Upos::Part}) || tree_.is(t, {Advmod, Case}))) {
      if (sentence_.tokens[t].form == "-" && !text.empty()) text += '-';
      continue;
    }
    const Mention* inner = mention_at(t);
    if (inner && inner->type == MentionType::Country) {
      if (t == inner->first) append(text, inner->term.text);
    } else if (!text.empty() && text.back() == '-') {
      text += word(t);
    } else {
      append(text, word(t));
    }
  }
  words.modifiers.push_back(std::move(text));
}

Phrase Namer::described(std::int32_t head, std::string_view owner, bool object, bool office,
                        int depth) const {
  Phrase phrase;
  const std::string own = lower(sentence_.tokens[head].form);
  if (const std::string rest = own == "one" ? of_phrase(head, owner, depth) : std::string(); !rest.empty()) {
    phrase.term = Term::name(normal_name("one_" + rest));  // "one of the great upsets"
    if (object && depth == 0) add_prepositional(head, owner, phrase.qualifiers);
    return phrase;
  }
  if (kPronouns.has(own) && tree_.is(head, {Upos::Pron, Upos::Det, Upos::Num, Upos::Sconj, Upos::Adj}))
    return phrase;
  const std::int32_t of = of_child(head);
  const std::int32_t article = tree_.child(head, {Det});  // "THE LAST eight" are no eight
  const bool last_of_all = article != kNoHead && tree_.lemma(article) == "the" && tree_.has(head, {Amod});
  if (const auto number = last_of_all ? std::nullopt : number_ending(head)) {
    if (of == kNoHead || !tree_.is(of, {Upos::Noun, Upos::Propn})) {
      phrase.term = *number;
      return phrase;
    }
    phrase = described(of, owner, object, office, depth + 1);  // "two of the patients", "five of the six"
    std::erase_if(phrase.qualifiers, [](const Qualifier& q) { return q.key == "count"; });
    phrase.qualifiers.push_back({"count", *number});
    return phrase;
  }

  if (tree_.xpos(head) == "VBG" && tree_.is(head, {Upos::Verb})) {  // "using oil as a weapon was …"
    phrase.term = Term::name(normal_name(doing(head, owner)));
    return phrase;
  }
  Words words;
  const std::int32_t begin = word_begin(head);
  words.object = object && depth == 0;
  for (const std::int32_t child : tree_.children(head)) {
    if (child < begin) add_modifier(child, owner, office, words);
  }
  auto& modifiers = words.modifiers;
  std::erase_if(modifiers, [](const std::string& text) { return text.empty(); });
  if (modifiers.size() > kMostModifiers) modifiers.erase(modifiers.begin(), modifiers.end() - kMostModifiers);
  std::string name;
  if (words.possessor != (modifiers.empty() ? "" : modifiers.front())) append(name, words.possessor);
  for (const std::string& modifier : modifiers) append(name, modifier);
  std::string noun;
  for (std::int32_t t = begin; t <= head; ++t) append(noun, word(t));
  for (const std::int32_t child :
       tree_.children(head)) {  // "Formula 1", "Act II", and the rest of a flat name
    if (child > head && tree_.is(child, {Flat, Goeswith, Fixed}) && !tree_.is(child, {Upos::Punct}))
      append(noun, word(child));
    if (child > head && tree_.is(child, {Compound, Nummod}) && child == head + 1 &&
        tree_.is(child, {Upos::Num, Upos::Propn}))
      append(noun, word(child));
  }
  append(name, noun);
  if (const std::int32_t plural = shared_head(head); plural != kNoHead) append(name, word(plural));
  const std::int32_t issuer = issuer_of(head);
  if (issuer != kNoHead) name = mention_at(issuer)->term.text + "_" + name;
  const Mention* measure = of == kNoHead ? nullptr : mention_at(of);
  if (measure && measure->type == MentionType::Quantity &&
      measure->head == of) {  // "a profit of £84 million"
    words.qualifiers.push_back({measure->term.text.ends_with('%') ? "share" : "amount", measure->term});
  }
  std::string of_words = of_phrase(head, owner, depth);
  if (of_words.empty() && depth == 0 && !office && issuer == kNoHead)
    of_words = complement(head, owner, object, !object && name == noun);
  if (!of_words.empty() && count_words(name) + count_words(of_words) <= kMostWords) append(name, of_words);
  phrase.term = Term::name(normal_name(name));
  phrase.qualifiers = std::move(words.qualifiers);
  if (measures(tree_.lemma(head))) phrase = counted(std::move(phrase));  // "lost 12 million kroner"
  if (object && depth == 0) {
    add_prepositional(head, owner, phrase.qualifiers);
    add_told(head, phrase.qualifiers);
  }
  if (issuer != kNoHead) {
    std::erase_if(phrase.qualifiers, [&](const Qualifier& q) { return q.value == mention_at(issuer)->term; });
  }
  return phrase;
}

std::vector<Phrase> Namer::own_phrases(std::int32_t head, std::string_view owner, bool object) const {
  std::vector<Phrase> result;
  for (const Mention& mention :
       mentions_) {  // a pronoun may stand for several: each is a mention of the same token
    if (mention.head != head ||
        (mention.type != MentionType::Pronoun && mention.type != MentionType::Nominal))
      continue;
    result.push_back({mention.term, {}, true, mention.type == MentionType::Pronoun ? 0.8 : 0.75});
  }
  if (!result.empty()) return result;
  const std::int32_t of_name = of_child(head);
  if (of_name != kNoHead && names_place_kind(tree_.lemma(head)) &&
      !mention_at(head)) {  // "the town of Omegna"
    const Mention* place = mention_at(of_name);
    if (place && place->head == of_name &&
        (place->type == MentionType::Place || place->type == MentionType::Other)) {
      return {{place->term, {}, true, 1.0}};
    }
  }
  if (const Mention* mention = mention_at(head)) {
    Phrase phrase;
    phrase.term = mention->term;
    phrase.entity = name_type(mention->type);
    const std::int32_t of = of_child(mention->head);
    if (mention->type == MentionType::People && mention->reason == "demonym" && mention->head == head) {
      phrase.term =
          Term::name(surface(sentence_, mention->first, mention->last));  // "the Chinese" are not China
    }
    if (mention->type == MentionType::Quantity && of != kNoHead && tree_.is(of, {Upos::Noun, Upos::Propn})) {
      Phrase whole = phrases(of, owner, object).front();  // "70% of global mining"
      if (whole.empty()) return {phrase};
      if (mention->term.kind == TermKind::Percent && !whole.entity) {
        std::string& name = whole.term.text;
        const std::size_t first = name.find('_');
        if (first != std::string::npos && kWholes.has(std::string_view(name).substr(0, first)))
          name.erase(0, first + 1);
      }
      whole.qualifiers.push_back({mention->term.text.ends_with('%') ? "share" : "amount", mention->term});
      std::vector<Phrase> all{whole};
      for (const std::int32_t child : tree_.children(of)) {  // "70% of mining and 90% of processing"
        const Mention* other = tree_.is(child, {Conj}) ? mention_at(child) : nullptr;
        if (!other || other->type != MentionType::Quantity || other->head != child) continue;
        for (Phrase& more : phrases(child, owner, object)) all.push_back(std::move(more));
      }
      return all;
    }
    const std::int32_t adjective = tree_.child(head, {Amod});
    if (mention->type == MentionType::Date && adjective != kNoHead &&
        adjective < mention->first) {  // "its warmest June"
      return {described(head, owner, object, false, 0)};
    }
    if (mention->type == MentionType::Quantity || mention->type == MentionType::Duration) {
      // The quantity only measures the noun that it stands before: "a 5 km road".
      if (head != mention->head) return {described(head, owner, object, false, 0)};
    }
    if (object) add_prepositional(mention->head, owner, phrase.qualifiers);
    if (object && mention->type == MentionType::Person && of != kNoHead) {  // "convicted Ada Hill of fraud"
      for (const Phrase& charge : phrases(of, owner, false)) {
        if (!charge.empty()) phrase.qualifiers.push_back({"of", charge.term});
      }
    }
    return {phrase};
  }
  // "Ada Hill, the cellist who founded …": the noun is she.
  if (tree_.is(head, {Appos}) && tree_.head(head) != kNoHead) {
    const Mention* mention = mention_at(tree_.head(head));
    if (mention && mention->head == tree_.head(head) && name_type(mention->type) &&
        mention->type != MentionType::People) {
      return {{mention->term, {}, true, 0.9}};
    }
  }
  // "their manager, Carla Benedetti": the name says who it is.
  for (const std::int32_t child : tree_.children(head)) {
    if (!tree_.is(child, {Appos, Flat})) continue;
    const Mention* mention = mention_at(child);
    if (mention && mention->head == child && name_type(mention->type) &&
        mention->type != MentionType::Country && tree_.is(head, {Upos::Noun, Upos::Propn}) &&
        mention->first > 0 && sentence_.tokens[mention->first - 1].form != "(" &&
        (tree_.has(head, {Det, NmodPoss, Amod, Compound}) || mention->first == head + 1)) {
      return {{mention->term, {}, true, 0.95}};
    }
  }
  if (tree_.has(head, {NmodPoss}) && is_person_noun(tree_.lemma(head))) {
    if (const Mention* name = name_beside(head); name && name->type == MentionType::Person)
      return {{name->term, {}, true, 0.95}};
  }
  return {described(head, owner, object, false, 0)};
}

}  // namespace kg::text
