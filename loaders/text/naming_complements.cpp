// What stands behind a noun and belongs to its name: "of" phrases, what somebody does, and what a noun says
// little without.
#include <algorithm>

#include "kg/word.hpp"
#include "loaders/text/clause_rules.hpp"
#include "loaders/text/model.hpp"
#include "loaders/text/name_tables.hpp"
#include "loaders/text/name_types.hpp"
#include "loaders/text/naming.hpp"
#include "loaders/text/word_list.hpp"

namespace kg::text {

using enum Deprel;

namespace {

/// Nouns for what is done or thought, or how much there is of something: alone they do not say of what.
const WordList kRelational(
    "access agreement ban battle belief bid change claim concern contract control cut damage deal "
    "debate decline decrease delay demand dependence dialogue difference discussion dispute drop effect "
    "expenditure export fall fear fight forecast gain gap growth hope impact import increase influence "
    "interest investigation investment limit link loan loss meeting need negotiation optimism outlook "
    "pressure progress prospect protest quota rate reaction reform relation report resistance response "
    "restriction revenue rise sale spending split study subsidy support talk tariff tax tension test "
    "trade treaty war work yield");

bool relational(std::string_view lemma) {
  return kRelational.has(lemma) || lemma.ends_with("tion") || lemma.ends_with("ance") ||
         lemma.ends_with("ence");
}

/// Prepositions by which a noun says of what, or between whom, it is.
const WordList kCompleting("about against among between for in on over");

/// Prepositions by which a noun takes what is done: "a role IN ending the strike".
const WordList kDoing("about against at for from in on to toward towards with");

/// Prepositions by which a phrase tells which of many are meant.
const WordList kWhichOfMany(
    "about across against among at behind beneath between beyond by for from in inside into near on outside "
    "over "
    "to toward towards under with within");

/// Prepositions that tell one kind of people from others: "nurses AT the clinic".
const WordList kPlacing("at from in");

/// Units without a value in the graph: money of several countries, and what games and polls count.
const WordList kMeasures(
    "cent crown ct dinar dirham forint franc kip krona krone kroner kronor kwacha lek leu lev naira "
    "peso pct point rial riyal shilling taka tenge time");

}  // namespace

std::int32_t Namer::of_child(std::int32_t head) const {
  for (const std::int32_t child : tree_.children(head)) {
    if (child < head || !tree_.is(child, {Nmod, Obl})) continue;
    const std::int32_t preposition = tree_.child(child, {Case});
    if (preposition != kNoHead && lower(sentence_.tokens[preposition].form) == "of" && preposition > head &&
        !tree_.is(preposition - 1, {Upos::Adv}))  // "north of Oslo"
      return child;
  }
  const std::int32_t second = head + 2;  // "CHAIRMAN and president of Norl"
  const bool shared = second < tree_.size() && tree_.head(second) == head && tree_.is(second, {Conj}) &&
                      tree_.lemma(head + 1) == "and" && !tree_.has(second, {Det}) &&
                      (is_title(tree_.lemma(head)) || is_person_noun(tree_.lemma(head)));
  return shared ? of_child(second) : kNoHead;
}

std::string Namer::of_phrase(std::int32_t head, std::string_view owner, int depth) const {
  const std::int32_t of = of_child(head);
  if (of == kNoHead && depth == 0) return of_doing(head, owner);
  if (of == kNoHead || depth >= 2) return {};
  if (const Mention* mention = mention_at(of)) {
    if (mention->type == MentionType::Date || mention->type == MentionType::Duration) return {};
    if (mention->type == MentionType::Quantity && mention->head == of) return {};
    if (mention->term.is_value()) return described_of(of, owner, depth);
    return mention->term.text.empty() ? std::string() : "of_" + mention->term.text + conjunct_of(of, owner);
  }
  if (tree_.is(of, {Upos::Pron})) return {};
  const std::string text = described_of(of, owner, depth);
  return text.empty() ? text : text + conjunct_of(of, owner);
}

/// "leaders of Chile AND PERU": the second of two.
std::string Namer::conjunct_of(std::int32_t of, std::string_view owner) const {
  std::string found;
  for (const std::int32_t child : tree_.children(of)) {
    if (!tree_.is(child, {Conj})) continue;
    if (!found.empty()) return {};  // a longer list is no name
    const Mention* mention = mention_at(child);
    if (mention && mention == mention_at(of)) continue;  // "Hill AND CO" is one name
    if (mention && mention->term.kind == TermKind::Name) found = mention->term.text;
    if (!mention && tree_.is(child, {Upos::Noun}) && !tree_.has(child, {Case}))
      found = described(child, owner, false, false, 2).term.text;
    const std::int32_t conjunction = tree_.child(child, {Cc});
    const bool either = conjunction != kNoHead && tree_.lemma(conjunction) == "or";
    if (!found.empty()) found.insert(0, either ? "_or_" : "_and_");
  }
  return found;
}

/// What somebody does, with its object, or what a preposition right behind it adds: "halting supplies" →
/// halting_supplies, "deal with the deficit" → deal_with_deficit.
std::string Namer::doing(std::int32_t verb, std::string_view owner) const {
  std::string name = lower(sentence_.tokens[verb].form);
  std::int32_t last = verb;
  if (const std::int32_t particle = tree_.child(verb, {CompoundPrt}); particle == verb + 1) {
    name += "_" + lower(sentence_.tokens[particle].form);
    last = particle;
  }
  const auto named = [&](std::int32_t noun) {
    const Mention* mention = mention_at(noun);
    if (mention && mention->type == MentionType::Quantity && mention->head == noun) {
      const std::string whole = of_phrase(noun, owner, 1);
      return whole.empty() ? mention->term.text : mention->term.text + "_" + whole;
    }
    if (mention && mention->type == MentionType::Pronoun && mention->term.text == owner) return std::string();
    const Phrase phrase =
        mention ? Phrase{mention->term, {}, true, 1.0} : counted(described(noun, owner, false, false, 2));
    return phrase.term.kind == TermKind::Name ? phrase.term.text : std::string();
  };
  const auto add = [&](const std::string& more) { name += more.empty() ? more : "_" + more; };
  const std::int32_t object = tree_.child(verb, {Obj});
  if (object != kNoHead) add(named(object));
  const std::int32_t state =
      tree_.child(verb, {Xcomp});  // "go PRIVATE", "have it ADOPTED", "help TO BUILD it"
  if (state != kNoHead && state > verb) {
    const std::int32_t marker = tree_.child(state, {Mark});
    const bool done =
        tree_.xpos(state) == "VBN" && (tree_.lemma(verb) == "have" || tree_.lemma(verb) == "get");
    if (marker != kNoHead && tree_.lemma(marker) == "to") {
      add("to_" + doing(state, owner));
    } else if (tree_.is(state, {Upos::Adj}) || done || tree_.xpos(state) == "VB") {
      add(doing(state, owner));
    }
  }
  for (const std::int32_t child : tree_.children(verb)) {
    const std::int32_t marker = tree_.is(child, {Obl}) ? tree_.child(child, {Case}) : kNoHead;
    if (object != kNoHead || marker != last + 1) continue;
    const Mention* mention = mention_at(child);
    if (mention && mention->type >= MentionType::Date) continue;
    if (const std::string more = named(child); !more.empty())
      add(lower(sentence_.tokens[marker].form) + "_" + more);
  }
  return name;
}

/// "the threat of halting supplies" → of_halting_supplies.
std::string Namer::of_doing(std::int32_t head, std::string_view owner) const {
  for (const std::int32_t child : tree_.children(head)) {
    if (child < head || tree_.xpos(child) != "VBG" || !tree_.is(child, {Acl, Advcl})) continue;
    if (tree_.head(head) != kNoHead && deed(tree_, tree_.head(head), child)) continue;
    const std::int32_t marker = tree_.child(child, {Mark, Case});
    if (marker != kNoHead && tree_.lemma(marker) == "of") return "of_" + doing(child, owner);
  }
  return {};
}

std::string Namer::described_of(std::int32_t of, std::string_view owner, int depth) const {
  const Phrase phrase = counted(described(of, owner, false, false, depth + 1));
  const std::string superlative = word(tree_.head(of));
  if (phrase.term.kind == TermKind::Integer && superlative.ends_with("est") &&
      english().lexicon.find(superlative).noun_sense == 0)
    return "of_" + phrase.term.text;  // "the closest of six"
  if (phrase.term.kind == TermKind::Integer && phrase.term.text.size() > 6)
    return "of_" + number_words(phrase.term.text);  // "revenue of 410 million"
  return phrase.empty() || phrase.term.is_value() ? std::string() : "of_" + phrase.term.text;
}

std::string number_words(std::string number) {
  constexpr std::size_t kMillion = 6, kBillion = 9;  // zeros
  const std::size_t zeros = number.size() > kBillion ? kBillion : kMillion;
  if (number.size() <= zeros || number.find('.') != std::string::npos ||
      number.find_last_not_of('0') + zeros > number.size())
    return number;  // small, or with more than one decimal
  const char tenth = number[number.size() - zeros];
  number.resize(number.size() - zeros);
  if (tenth != '0') number += std::string(".") + tenth;
  return number + (zeros == kBillion ? "_billion" : "_million");
}

Phrase counted(Phrase phrase) {
  const auto count = std::find_if(phrase.qualifiers.begin(), phrase.qualifiers.end(),
                                  [](const Qualifier& q) { return q.key == "count"; });
  if (count == phrase.qualifiers.end() || phrase.term.kind != TermKind::Name) return phrase;
  phrase.term.text = number_words(count->value.text) + "_" + phrase.term.text;
  phrase.qualifiers.erase(count);
  return phrase;
}

bool measures(std::string_view lemma) {
  return kMeasures.has(lemma) || (lemma.ends_with('s') && kMeasures.has(lemma.substr(0, lemma.size() - 1)));
}

/// "people FAMILIAR WITH THE TALKS": an adjective behind its noun, with what it governs.
std::string Namer::quality(std::int32_t head) const {
  const std::int32_t adjective = head + 1;
  if (adjective >= tree_.size() || tree_.head(adjective) != head || !tree_.is(adjective, {Upos::Adj}) ||
      !tree_.is(adjective, {Amod, Acl}))
    return {};
  const std::int32_t governed = tree_.child(adjective, {Obl});
  const std::int32_t marker = governed == kNoHead ? kNoHead : tree_.child(governed, {Case});
  if (marker != adjective + 1) return {};
  const Mention* mention = mention_at(governed);
  const std::string name = mention ? mention->term.text : described(governed, {}, false, false, 2).term.text;
  return name.empty() ? name : word(adjective) + '_' + std::string(tree_.lemma(marker)) + '_' + name;
}

/// "countries THAT BAN THE NETS": which of many are meant.
std::string Namer::relative(std::int32_t head) const {
  if (!bare_plural(tree_, head) || head + 1 >= tree_.size() || !relative_pronoun(tree_, head + 1)) return {};
  const std::int32_t clause = tree_.head(head + 1);
  if (clause == kNoHead || clause == telling_ || tree_.head(clause) != head || !restrictive(tree_, clause) ||
      !heads_clause(tree_, clause) || !tree_.is(head + 1, {Nsubj, NsubjPass}))
    return {};
  const VerbGroup group = verb_group(tree_, clause);
  const std::int32_t last = group.predicative == kNoHead ? group.links.back() : group.predicative;
  std::string name = lower(sentence_.tokens[head + 1].form);
  for (const std::int32_t token : group.words) {
    if (token < last) name += "_" + shown(tree_, token);
  }
  return name + "_" + doing(last, lower(sentence_.tokens[head].form));
}

/// "factors HAMPERING GROWTH", "costs LINKED TO THE PLAN": a participle right behind a noun, with what it
/// governs.
std::string Namer::restriction(std::int32_t head, std::string_view owner) const {
  if (std::string text = relative(head); !text.empty()) return text;
  if (const std::int32_t high = head + 3;  // "waves FOUR METERS HIGH"
      high < tree_.size() && tree_.is(head + 1, {Upos::Num}) && tree_.head(head + 2) == high &&
      tree_.head(high) == head && tree_.is(high, {Upos::Adj}))
    return word(head + 1) + "_" + word(head + 2) + "_" + word(high);
  const std::int32_t verb = head + 1;
  if (verb >= tree_.size() || verb == telling_ || tree_.head(verb) != head || !tree_.is(verb, {Acl}))
    return {};
  if (tree_.has(verb, {OblAgent})) return {};  // "a tax proposed by the mayor": he proposed the tax
  const bool participle = tree_.xpos(verb) == "VBG" || tree_.xpos(verb) == "VBN";
  if (!participle || tree_.lemma(verb) == "compare" || measures(tree_.lemma(head))) return {};
  const std::string name = doing(verb, owner);
  return name.find('_') == std::string::npos ? std::string() : name;
}

/// What makes a noun mean something: "decision TO CLOSE THE MINE", of an object "a method TO FIND GOLD"; of a
/// bare one that is none also what a preposition adds: "talks BETWEEN PERU AND CHILE", "yields ON BONDS".
std::string Namer::complement(std::int32_t head, std::string_view owner, bool object, bool bare) const {
  const bool person = bare && tree_.xpos(head) == "NNS" && is_person_noun(tree_.lemma(head));
  if (std::string text = bare ? quality(head) : std::string(); !text.empty()) return text;
  if (std::string text = object ? restriction(head, owner) : std::string(); !text.empty()) return text;
  for (const std::int32_t child : tree_.children(head)) {
    if (child < head) continue;
    const std::int32_t marker = tree_.child(child, {Mark, Case});
    if (marker == kNoHead || marker < head) continue;
    const std::string_view word = tree_.lemma(marker);
    if (tree_.is(child, {Acl}) && tree_.xpos(child) == "VB" && word == "to") {
      const bool means = object && !is_person_noun(tree_.lemma(head)) && !measures(tree_.lemma(head));
      if ((means || takes_infinitive(tree_.lemma(head))) &&
          tree_.child(child, {Aux, AuxPass, Cop}) == kNoHead)
        return "to_" + doing(child, owner);
    } else if (tree_.is(child, {Acl}) && tree_.xpos(child) == "VBG" && marker == head + 1 &&
               kDoing.has(word) && !(child + 1 < tree_.size() && tree_.head(child + 1) < head)) {
      return std::string(word) + '_' + doing(child, owner);  // "a role IN ENDING the strike"
    } else if (person && tree_.is(child, {Nmod}) && kPlacing.has(word)) {
      const Mention* mention = mention_at(child);
      if (mention && mention->head == child && mention->type <= MentionType::Other)
        return std::string(word) + '_' + mention->term.text + conjunct_of(child, owner);
    } else if (bare && relational(tree_.lemma(head)) && tree_.is(child, {Nmod}) && kCompleting.has(word)) {
      const Mention* mention = mention_at(child);
      const bool place =
          mention && (mention->type == MentionType::Place || mention->type == MentionType::Country);
      if (mention && (mention->type >= MentionType::Date || (place && word == "in"))) return {};
      const std::string name = mention ? mention->term.text : described(child, {}, false, false, 2).term.text;
      if (!name.empty())
        return std::string(word) + '_' + name + (word == "between" ? conjunct_of(child, owner) : "");
    } else if (!object && which_is_meant(head, child, marker)) {
      const Mention* mention = mention_at(child);
      const std::string name = mention ? mention->term.text : described(child, {}, false, false, 2).term.text;
      if (!name.empty()) return std::string(word) + '_' + name + conjunct_of(child, owner);
    }
  }
  return {};
}

/// "crops IN FRANCE failed": what stands right behind a subject tells which are meant, unless it tells when
/// or how much.
bool Namer::which_is_meant(std::int32_t head, std::int32_t child, std::int32_t marker) const {
  if (!tree_.is(head, {Nsubj, NsubjPass}) || !tree_.is(head, {Upos::Noun}) || tree_.head(head) < head)
    return false;
  if (!tree_.is(child, {Nmod}) || marker != head + 1 || !kWhichOfMany.has(tree_.lemma(marker))) return false;
  if (!tree_.is(child, {Upos::Noun, Upos::Propn})) return false;
  const Mention* mention = mention_at(child);
  const std::int32_t part = tree_.child(head, {Compound});  // "the Tamar bridge in England" has its name
  if (part != kNoHead && tree_.is(part, {Upos::Propn}) && mention && mention->type == MentionType::Place)
    return false;
  return !mention || (mention->type < MentionType::Date && mention->term.kind == TermKind::Name);
}

}  // namespace kg::text
