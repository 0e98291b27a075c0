#include "loaders/text/antecedents.hpp"

#include <algorithm>

#include "loaders/text/clause_rules.hpp"
#include "loaders/text/name_types.hpp"
#include "loaders/text/word_list.hpp"

namespace kg::text {
namespace {

using enum Deprel;

/// What a company is spoken of by: "SHARES in Nordfly rose".
const WordList kFigures(
    "bond dividend earnings income loss order output profit revenue sale share shareholder stock turnover");

/// Nouns that measure or only introduce others; no pronoun means them.
const WordList kNoAntecedents(
    "second minute hour day week weekend month year decade century time season morning afternoon evening "
    "night point "
    "moment spring summer autumn winter quarter half percent cent kilometre kilometer metre meter mile tonne "
    "ton "
    "kilo euro dollar pound number majority part rest lot way end start beginning middle fact while today "
    "tomorrow "
    "yesterday monday tuesday wednesday thursday friday saturday sunday");

/// One or many.
const WordList kSameInPlural("aircraft spacecraft series species headquarters crossroads means");
const WordList kShips(
    "ship vessel boat ferry yacht steamer schooner frigate submarine liner trawler tanker freighter warship");

/// Verbs that answer what their object has done, or do somebody harm.
const WordList kJudging(
    "accuse acquit admire arrest attack ban blame charge condemn congratulate convict criticise criticize "
    "deport "
    "detain dismiss expel extradite fine fire free honor honour injure jail kill murder praise punish "
    "question "
    "release remand rescue reward sack scold sentence shoot stab sue suspend thank");

/// The plural noun that a number or a quantity counts: "two of the PATIENTS".
std::int32_t counted(const Tree& tree, std::int32_t token) {
  if (!tree.is(token, {Upos::Num})) return kNoHead;
  for (const std::int32_t child : tree.children(token)) {
    if (tree.is(child, {Nmod}) && tree.xpos(child) == "NNS") return child;
  }
  return kNoHead;
}

}  // namespace

bool is_subject(const Tree& tree, std::int32_t token) {
  if (tree.is(token, {Conj}) && tree.head(token) != kNoHead)
    return tree.is(tree.head(token), {Nsubj, NsubjPass});
  return tree.is(token, {Nsubj, NsubjPass, NsubjOuter});
}

std::int32_t governing_verb(const Tree& tree, std::int32_t token) {
  std::int32_t up = tree.head(token);
  while (up != kNoHead && !tree.is(up, {Upos::Verb}) && !tree.has(up, {Nsubj, NsubjPass})) up = tree.head(up);
  return up;
}

std::int32_t described_by(const Tree& tree, std::int32_t clause) {
  if (tree.is(clause, {Acl})) {
    const bool participle = tree.xpos(clause) == "VBN" || tree.xpos(clause) == "VBG";
    return participle ? tree.head(clause) : kNoHead;
  }
  const std::int32_t subject = tree.child(clause, {Nsubj, NsubjPass});
  const bool own = subject != kNoHead && !relative_pronoun(tree, subject);
  return tree.is(clause, {AclRelcl}) && !own ? tree.head(clause) : kNoHead;
}

bool intends(const Tree& tree, std::int32_t owner, std::int32_t infinitive) {
  if (!tree.is(infinitive, {Acl}) || tree.head(owner) != tree.head(infinitive)) return false;
  const std::int32_t marker = tree.child(owner, {Case});
  return tree.is(owner, {NmodPoss}) ||
         (tree.is(owner, {Nmod}) && marker != kNoHead && tree.lemma(marker) == "by");
}

Antecedents::Antecedents(std::span<const Sentence> sentences, const std::vector<Tree>& trees,
                         const Resolution& names, const std::vector<std::vector<Mention>>& by_sentence)
    : sentences_(sentences), trees_(trees), names_(names), by_sentence_(by_sentence) {
  for (std::size_t e = 0; e < names.entities.size(); ++e) entity_of_[names.entities[e].name] = e;
  for (const Entity& entity : names.entities) genders_.push_back(entity.gender);
}

/// A name that opens its sentence, perhaps behind what it is ("The roaster Bellavista"), and owns or modifies
/// nothing is its topic, whatever the tree says.
bool Antecedents::opens_sentence(const Mention& mention) const {
  const Tree& tree = trees_[mention.sentence];
  for (std::int32_t t = 0; t < mention.first; ++t) {
    if (!tree.is(t, {Upos::Det, Upos::Noun, Upos::Adj, Upos::Propn})) return false;
  }
  return mention.type < MentionType::Pronoun &&
         !tree.is(mention.head, {NmodPoss, Compound, Amod, NmodDesc, Nmod}) &&
         !tree.has(mention.head, {Case});
}

void Antecedents::add(std::int32_t sentence, std::int32_t token) {
  const Tree& tree = trees_[sentence];
  Candidate candidate;
  candidate.sentence = sentence;
  candidate.token = candidate.place = token;
  candidate.quoted = in_quote(sentence, token);
  candidate.object = tree.is(token, {Obj});
  candidate.subject = is_subject(tree, token);
  candidate.possessive = tree.is(token, {NmodPoss});
  bool part_of_mention = false;
  std::vector<Candidate> named;
  for (const Mention& mention : by_sentence_[sentence]) {
    if (token < mention.first || mention.last <= token) continue;
    part_of_mention = true;
    Candidate one = candidate;
    if (describe_name(one, mention)) named.push_back(std::move(one));
  }
  for (Candidate& one : named) {
    one.plural = one.plural || named.size() > 1;  // "the two ministers"
    candidates_[sentence].push_back(std::move(one));
  }
  if (!part_of_mention && describe_noun(candidate)) candidates_[sentence].push_back(std::move(candidate));
}

/// The noun in whose place a name stands: "The manager, Carla Benedetti, said", "A spokeswoman for Tessaro,
/// Lena Hofer, said", "a captain named Jens Thorsen"; or none.
std::int32_t Antecedents::noun_of(const Mention& name) const {
  const Tree& tree = trees_[name.sentence];
  std::int32_t noun = tree.head(name.head);
  if (noun == kNoHead) return kNoHead;
  if (tree.is(name.head, {Xcomp, Obj}))
    return tree.is(noun, {Acl}) && (tree.lemma(noun) == "name" || tree.lemma(noun) == "call")
               ? tree.head(noun)
               : kNoHead;
  const std::int32_t article = tree.child(name.head, {Det});
  if (!tree.is(name.head, {Appos}) || (article != kNoHead && tree.lemma(article).starts_with("a")))
    return kNoHead;  // "the aircraft, a Boeing 737"
  const auto person = [&](std::int32_t t) {
    return is_person_noun(tree.lemma(t)) && tree.is(t, {Upos::Noun});
  };
  while (!person(noun) && tree.is(noun, {Nmod, NmodPoss}) && name.type == MentionType::Person)
    noun = tree.head(noun);
  if (person(noun) || name.type != MentionType::Person || name.first < 2 || tree.lemma(name.first - 1) != ",")
    return noun;
  // "The mayor of Leuven, Pieter Claes, called", wherever the tree hangs him
  for (std::int32_t t = name.first - 2; t >= 0 && !tree.is(t, {Upos::Verb, Upos::Punct}); --t) {
    if (person(t) && is_subject(tree, t)) return t;
  }
  return noun;
}

bool Antecedents::describe_name(Candidate& candidate, const Mention& mention) const {
  const Tree& tree = trees_[candidate.sentence];
  const std::int32_t token = candidate.token;
  if (mention.head != token || mention.type > MentionType::Nominal || mention.type == MentionType::Pronoun)
    return false;
  const bool joined = mention.last == token + 1 && tree.head(token) == token + 2 &&
                      tree.lemma(token + 1) == "-";  // "the OSLO-based firm"
  if (tree.is(token, {Compound, Amod, Flat}) || joined || mention.reason == "demonym") return false;
  const auto found = entity_of_.find(mention.term.text);
  const Entity* entity = found == entity_of_.end() ? nullptr : &names_.entities[found->second];
  candidate.term = mention.term;
  candidate.type = entity ? entity->type : mention.type;
  candidate.person = candidate.type == MentionType::Person;
  candidate.group = candidate.type == MentionType::Organisation || candidate.type == MentionType::Country;
  candidate.plural = candidate.type == MentionType::People && tree.xpos(token).ends_with("S");
  if (candidate.type == MentionType::People && !candidate.plural) return false;
  candidate.ship = entity && std::any_of(entity->roles.begin(), entity->roles.end(),
                                         [](const std::string& role) { return kShips.has(role); });
  candidate.determined = true;
  const std::int32_t noun = noun_of(mention);
  candidate.subject = noun == kNoHead ? candidate.subject || opens_sentence(mention) : is_subject(tree, noun);
  candidate.object = tree.is(noun == kNoHead ? token : noun, {Obj});
  if (noun != kNoHead) candidate.place = noun;
  return true;
}

/// Whether a name says who a noun is, and is the candidate in its place.
bool Antecedents::named_behind(std::int32_t sentence, std::int32_t noun) const {
  return std::any_of(by_sentence_[sentence].begin(), by_sentence_[sentence].end(), [&](const Mention& name) {
    return name.first > noun && name.type < MentionType::Pronoun && noun_of(name) == noun;
  });
}

/// Whether a noun only tells of the name before it: "Oslo Bears, the champions of May, lost".
bool Antecedents::apposed(std::int32_t sentence, std::int32_t noun) const {
  const std::int32_t article = trees_[sentence].child(noun, {Det});
  if (article < 2 || sentences_[sentence].tokens[article - 1].form != ",") return false;
  return std::any_of(by_sentence_[sentence].begin(), by_sentence_[sentence].end(), [&](const Mention& name) {
    return name.last == article - 1 && name.type < MentionType::Pronoun;
  });
}

bool Antecedents::describe_noun(Candidate& candidate) const {
  const Tree& tree = trees_[candidate.sentence];
  std::int32_t token = candidate.token;
  const bool farmers =  // "the FARMERS' debts"
      tree.is(token, {NmodPoss}) && tree.xpos(token) == "NNS" && names_people(tree.lemma(token));
  if (const std::int32_t plural = counted(tree, token); plural != kNoHead) {
    token = candidate.token = candidate.place = plural;
  } else if (tree.is(token, {Upos::Adj}) && tree.is(token, {Nsubj, NsubjPass}) && tree.has(token, {Det})) {
    candidate.person = candidate.plural = candidate.determined = true;  // "the injured"
    return true;
  } else if (!tree.is(token, {Upos::Noun}) ||
             (!tree.is(token, {Nsubj, NsubjPass, Obj, Iobj, Conj, Obl, OblAgent, Nmod}) && !farmers)) {
    return false;
  }
  const std::string_view lemma = tree.lemma(token);
  const auto begins_next = [&](const Mention& m) {
    return m.first == token + 1 && m.type < MentionType::Pronoun;
  };
  if (tree.has(token, {Det}) && std::any_of(by_sentence_[candidate.sentence].begin(),
                                            by_sentence_[candidate.sentence].end(), begins_next))
    return false;  // "the INSURER Generana"
  if (kNoAntecedents.has(lemma) || named_behind(candidate.sentence, token) ||
      apposed(candidate.sentence, token))
    return false;
  candidate.person = is_person_noun(lemma) && !is_group_noun(lemma);
  candidate.gender = gender_of_noun(lemma);
  if (candidate.gender != Gender::Unknown) candidate.person = true;
  candidate.plural = tree.xpos(token) == "NNS" && !kSameInPlural.has(lemma);
  candidate.group = is_group_noun(lemma) || kSameInPlural.has(lemma);
  candidate.ship = kShips.has(lemma);
  candidate.determined = tree.has(token, {Det, NmodPoss});
  return true;
}

void Antecedents::add_pronoun(const Candidate& found, std::int32_t sentence, std::int32_t token,
                              PronounKind kind) {
  const Tree& tree = trees_[sentence];
  Candidate again = found;
  again.sentence = sentence;
  again.token = again.place = token;
  again.quoted = in_quote(sentence, token);
  again.subject = is_subject(tree, token);
  again.object = tree.is(token, {Obj});
  again.possessive = tree.is(token, {NmodPoss});
  again.pronoun = true;
  again.determined = true;
  again.plural = kind == PronounKind::They;
  if (kind == PronounKind::It) it_.insert(again.term.text);
  const auto entity = entity_of_.find(again.term.text);
  if (entity != entity_of_.end() && genders_[entity->second] == Gender::Unknown &&
      (kind == PronounKind::He || kind == PronounKind::She)) {
    genders_[entity->second] = kind == PronounKind::He ? Gender::Male : Gender::Female;
  }
  candidates_[sentence].push_back(std::move(again));
}

void Antecedents::sort(std::int32_t sentence) {
  std::stable_sort(candidates_[sentence].begin(), candidates_[sentence].end(),
                   [](const Candidate& a, const Candidate& b) { return a.token < b.token; });
}

Gender Antecedents::gender_of(const Candidate& candidate) const {
  const auto entity = entity_of_.find(candidate.term.text);
  return entity == entity_of_.end() ? candidate.gender : genders_[entity->second];
}

bool Antecedents::fits(const Candidate& candidate, PronounKind kind) const {
  const Gender gender = gender_of(candidate);
  // A person by name, or a noun that a clause is about or that tells the gender; others come and go.
  const bool one_person =
      candidate.person && !candidate.plural &&
      (candidate.type == MentionType::Person || candidate.subject || gender != Gender::Unknown);
  switch (kind) {
    case PronounKind::He:
      return one_person && gender != Gender::Female;
    case PronounKind::She:
      return (one_person && gender != Gender::Male) || (candidate.ship && !candidate.plural);
    case PronounKind::It:
      return !candidate.person && !candidate.plural && candidate.type != MentionType::People;
    case PronounKind::They:
      return candidate.plural || (candidate.group && !it_.contains(candidate.term.text));
  }
  return false;
}

std::vector<Candidate> Antecedents::joined(const Candidate& candidate) const {
  const Tree& tree = trees_[candidate.sentence];
  std::vector<Candidate> all = {candidate};
  for (const Candidate& other : candidates_[candidate.sentence]) {
    const bool same_word = other.token == candidate.token;
    const bool conjunct =
        tree.is(other.place, {Conj}) &&
        (tree.head(other.place) == candidate.place || tree.head(other.place) == candidate.token) &&
        !other.pronoun &&
        (other.person == candidate.person || (!other.term.text.empty() && !candidate.term.text.empty()));
    if ((same_word || conjunct) && !(other.term == candidate.term)) all.push_back(other);
  }
  return all;
}

bool Antecedents::judged(const Candidate& candidate) const {
  const Tree& tree = trees_[candidate.sentence];
  const std::int32_t verb = tree.head(candidate.place);
  return candidate.object && verb != kNoHead && kJudging.has(tree.lemma(verb));
}

bool Antecedents::speaker(const Candidate& candidate) const {
  const Tree& tree = trees_[candidate.sentence];
  const std::int32_t verb = tree.head(candidate.place);
  return candidate.subject && !candidate.quoted && verb != kNoHead && reporting(tree.lemma(verb));
}

bool Antecedents::unnamed_subject(const Candidate& candidate) const {
  const Tree& tree = trees_[candidate.sentence];
  const std::int32_t verb = tree.head(candidate.place);
  const auto& here = candidates_[candidate.sentence];
  return std::any_of(here.begin(), here.end(), [&](const Candidate& one) {
    return one.subject && tree.head(one.place) == verb && one.term.text.empty();
  });
}

const Candidate* Antecedents::owner_of(const Candidate& candidate) const {
  const std::int32_t owner = trees_[candidate.sentence].child(candidate.token, {NmodPoss});
  const auto& here = candidates_[candidate.sentence];
  const auto found = std::find_if(here.begin(), here.end(),
                                  [&](const Candidate& one) { return one.token == owner && !one.plural; });
  return owner == kNoHead || found == here.end() ? nullptr : &*found;
}

bool Antecedents::body(const Candidate& candidate) const {
  const std::string_view lemma = trees_[candidate.sentence].lemma(candidate.token);
  return candidate.group || heads_organisation(lemma) || (candidate.plural && names_people(lemma));
}

bool Antecedents::main_subject(const Candidate& candidate) const {
  const Tree& tree = trees_[candidate.sentence];
  const std::int32_t verb = tree.head(candidate.place);
  if (tree.is(candidate.place, {Root}) || (!is_subject(tree, candidate.place) && candidate.subject))
    return true;
  return verb != kNoHead && tree.is(verb, {Root});
}

std::string_view Antecedents::focus(std::int32_t sentence) const {
  if (sentence < 0) return {};
  for (const Candidate& candidate : candidates_[sentence]) {
    if (candidate.subject && main_subject(candidate)) return candidate.term.text;
  }
  for (const Candidate& candidate : candidates_[sentence]) {
    const Tree& tree = trees_[sentence];
    const std::int32_t figure = tree.head(candidate.token);
    if (candidate.term.text.empty() || figure == kNoHead || !kFigures.has(tree.lemma(figure))) continue;
    const std::int32_t verb = tree.head(figure);
    if (is_subject(tree, figure) && verb != kNoHead && tree.is(verb, {Deprel::Root}))
      return candidate.term.text;
  }
  return {};
}

}  // namespace kg::text
