#include "loaders/text/definite_nouns.hpp"

#include <algorithm>

#include "loaders/text/name_types.hpp"
#include "loaders/text/naming.hpp"
#include "loaders/text/word_list.hpp"

namespace kg::text {
namespace {

using enum Deprel;

/// Nouns that any company may go by, whatever it makes.
const WordList kCompanyNouns("company firm group business corporation");
/// Organisations that are no company, by a word of their name.
const WordList kNoCompanies(
    "university ministry department party court council parliament school hospital police government "
    "committee commission union association museum church college institute agency army senate congress "
    "nations assembly society trust federation observatory academy league alliance office bureau authority "
    "forum orchestra choir library united team navy");
const WordList kUnions("union federation association");
const WordList kPlaceNouns("town city village island port capital");
const WordList kCouples("couple pair duo");
/// "The combined group" is none that a name before it names.
const WordList kOthers("combine combined merge merged joint new enlarge enlarged rival parent other another");

constexpr std::int32_t kCompanyReach = 3;  ///< sentences back that "the company" reaches among several

bool may_be_company(const Entity& entity) {
  if (entity.type != MentionType::Organisation) return false;
  std::string_view name = entity.name;
  while (!name.empty()) {
    const std::size_t end = name.find('_');
    if (kNoCompanies.has(lower(name.substr(0, end)))) return false;
    name = end == std::string_view::npos ? std::string_view{} : name.substr(end + 1);
  }
  return true;
}

/// A name's own noun: its last word, or the one before "of" or "for".
std::string noun_of(std::string_view name) {
  const std::string_view plain = name.substr(0, std::min(name.find("_of_"), name.find("_for_")));
  return lower(plain.substr(plain.rfind('_') + 1));
}

bool has_role(const Entity& entity, std::string_view role) {
  return std::find(entity.roles.begin(), entity.roles.end(), role) != entity.roles.end();
}

}  // namespace

DefiniteNouns::DefiniteNouns(std::span<const Sentence> sentences, const std::vector<Tree>& trees,
                             const Resolution& names, const Antecedents& antecedents,
                             std::vector<std::vector<Mention>>& by_sentence)
    : sentences_(sentences),
      trees_(trees),
      names_(names),
      antecedents_(antecedents),
      by_sentence_(by_sentence),
      nationality_(names.entities.size()),
      known_(names.entities.size()) {
  for (std::size_t e = 0; e < names.entities.size(); ++e) entity_of_[names.entities[e].name] = e;
  note_nationalities();
}

/// "Italian coach Ada Hill", "Ada Hill of Italy", "Italy's Ada Hill".
void DefiniteNouns::note_nationalities() {
  for (std::size_t n = 0; n + 1 < names_.names.size(); ++n) {
    const ResolvedName &left = names_.names[n], &right = names_.names[n + 1];
    if (left.name.sentence != right.name.sentence) continue;
    const Tree& tree = trees_[left.name.sentence];
    const bool country_first =
        left.reason == "demonym" || names_.entities[left.entity].type == MentionType::Country;
    bool joined = true;
    for (std::int32_t t = left.name.last; t < right.name.first; ++t) {
      joined = joined && (country_first ? tree.is(t, {Upos::Noun, Upos::Propn, Upos::Adj, Upos::Part})
                                        : t == left.name.last && tree.lemma(t) == "of");
    }
    if (!joined) continue;
    const ResolvedName& country = country_first ? left : right;
    const ResolvedName& whose = country_first ? right : left;
    if (!country_first && names_.entities[right.entity].type != MentionType::Country) continue;
    if (nationality_[whose.entity].empty()) nationality_[whose.entity] = names_.entities[country.entity].name;
  }
}

/// Takes in the names before a token; tokens are asked for in order.
void DefiniteNouns::note_names_before(std::int32_t sentence, std::int32_t token) {
  for (; names_seen_ < names_.names.size(); ++names_seen_) {
    const ResolvedName& resolved = names_.names[names_seen_];
    if (resolved.name.sentence > sentence ||
        (resolved.name.sentence == sentence && resolved.name.first >= token))
      break;
    if (known_[resolved.entity]) continue;
    known_[resolved.entity] = true;
    before_.push_back(resolved.entity);
    const Entity& entity = names_.entities[resolved.entity];
    std::set<std::string> nouns(entity.roles.begin(), entity.roles.end());
    if (entity.type != MentionType::Person && entity.type != MentionType::Country)
      nouns.insert(noun_of(entity.name));
    for (const std::string& noun : nouns) called_[noun].push_back(resolved.entity);
  }
}

/// Nouns that the text has spoken of without a name, up to a sentence: "a bank", which no name explains.
void DefiniteNouns::note_introduced(std::int32_t sentence) {
  for (; introduced_until_ < sentence; ++introduced_until_) {
    const Tree& tree = trees_[introduced_until_];
    for (std::int32_t t = 1; t < tree.size(); ++t) {
      if (!tree.is(t, {Upos::Noun}) || named(introduced_until_, t) || named(introduced_until_, t + 1))
        continue;
      if (tree.is(t, {Appos}) || tree.has(t, {Appos, Cop, Flat})) continue;
      const std::int32_t article = tree.child(t, {Det});
      const std::int32_t kind = tree.child(t, {Amod, Compound});
      if ((article != kNoHead && (tree.lemma(article) == "a" || tree.lemma(article) == "an")) ||
          (kind != kNoHead && kOthers.has(tree.lemma(kind))))
        introduced_.insert(std::string(tree.lemma(t)));
    }
  }
}

bool DefiniteNouns::named(std::int32_t sentence, std::int32_t token) const {
  return std::any_of(by_sentence_[sentence].begin(), by_sentence_[sentence].end(),
                     [&](const Mention& mention) { return mention.first <= token && token < mention.last; });
}

std::optional<std::size_t> DefiniteNouns::entity(std::string_view name) const {
  const auto found = entity_of_.find(name);
  if (found == entity_of_.end()) return std::nullopt;
  return found->second;
}

void DefiniteNouns::resolve(std::int32_t sentence, std::int32_t token) {
  const Tree& tree = trees_[sentence];
  if (!tree.is(token, {Upos::Noun, Upos::Propn, Upos::Adj})) return;
  const std::int32_t article = tree.child(token, {Det});
  if (article == kNoHead || article > token || tree.lemma(article) != "the") return;
  note_names_before(sentence, token);
  note_introduced(sentence);
  Entities found;
  auto& mentions = by_sentence_[sentence];
  const auto mention = std::find_if(mentions.begin(), mentions.end(),
                                    [&](const Mention& m) { return m.first <= token && token < m.last; });
  if (mention != mentions.end()) {
    const bool people = mention->type == MentionType::People && mention->last - mention->first == 1 &&
                        !tree.xpos(token).ends_with("S") && !tree.is(token, {Amod, Compound});
    if (!people) return;
    found = aged(sentence, token);
    if (found.empty() && !bare(sentence, token)) return;
    if (found.empty()) found = compatriot(sentence, token);
    mentions.erase(mention);  // a person, not the country
  } else if (Entities old = aged(sentence, token); !old.empty()) {
    found = std::move(old);
  } else if (bare(sentence, token)) {
    found = tree.xpos(token) == "NNS" ? several(sentence, token) : one(sentence, token);
  }
  add_mentions(found, sentence, article, token);
}

/// Whether nothing tells which one is meant but the article, and perhaps a number: "the company", "the two
/// companies", "the Oslo-based firm", not "the company of his friend".
bool DefiniteNouns::bare(std::int32_t sentence, std::int32_t token) const {
  const Tree& tree = trees_[sentence];
  for (const std::int32_t child : tree.children(token)) {
    const std::string& form = sentences_[sentence].tokens[child].form;
    if (child < token) {
      const bool hyphened =
          child == token - 2 && sentences_[sentence].tokens[token - 1].form == "-";  // "start-up"
      const bool central = form == "central" && tree.lemma(token) == "bank";
      if (!hyphened && !central && !form.ends_with("based") &&
          !tree.is(child, {Det, Case, Punct, Nummod, Cop, Nsubj, Cc}))
        return false;
    } else if (tree.is(child, {Nmod, Acl, Appos})) {
      // "accused the company of breaking its promise" tells what of
      if (!tree.is(child, {Acl}) || tree.xpos(child) != "VBG" || tree.lemma(child - 1) != "of") return false;
    }
  }
  return true;
}

DefiniteNouns::Entities DefiniteNouns::only(const Entities& of, const Fits& fits) const {
  Entities found;
  for (const std::size_t e : of) {
    if (!fits(names_.entities[e])) continue;
    if (!found.empty()) return {};
    found.push_back(e);
  }
  return found;
}

/// The only one that fits of what the sentence before names.
DefiniteNouns::Entities DefiniteNouns::recent(const Fits& fits, std::int32_t sentence) const {
  Entities all;
  if (sentence == 0) return all;
  for (const Candidate& candidate : antecedents_.of(sentence - 1)) {
    const auto e = entity(candidate.term.text);
    if (e && std::find(all.begin(), all.end(), *e) == all.end()) all.push_back(*e);
  }
  return only(all, fits);
}

DefiniteNouns::Entities DefiniteNouns::people_of(std::int32_t sentence) const {
  Entities people;
  if (sentence < 0) return people;
  for (const Candidate& candidate : antecedents_.of(sentence)) {
    const auto e = entity(candidate.term.text);
    if (e && candidate.type == MentionType::Person &&
        std::find(people.begin(), people.end(), *e) == people.end())
      people.push_back(*e);
  }
  return people;
}

DefiniteNouns::Entities DefiniteNouns::one(std::int32_t sentence, std::int32_t token) const {
  const std::string noun = whole_noun(sentences_[sentence], trees_[sentence], token);
  if (kCouples.has(noun)) {
    Entities people = people_of(sentence - 1);
    return people.size() == 2 ? people : Entities{};
  }
  if (noun == "country" || noun == "nation")
    return only(before_, [](const Entity& entity) { return entity.type == MentionType::Country; });
  if (kPlaceNouns.has(noun)) return place(noun);
  if (is_person_noun(noun) && !is_group_noun(noun)) {
    const auto holds = [&](const Entity& entity) {
      return entity.type == MentionType::Person && has_role(entity, noun);
    };
    const Entities found = only(before_, holds);
    return found.empty() ? recent(holds, sentence) : found;
  }
  return organisation(noun, sentence, token);
}

/// The one that is called so or was said to be one, of several the one that the sentence before names; for a
/// company, too, the only company, the one in focus, or the only one in the sentence before. One that the
/// text brought in without a name ("a bank") may be meant as well, so then none.
DefiniteNouns::Entities DefiniteNouns::organisation(const std::string& noun, std::int32_t sentence,
                                                    std::int32_t token) const {
  if (introduced_.contains(noun)) return {};
  const auto thing = [](const Entity& entity) {
    return entity.type != MentionType::Person && entity.type != MentionType::Country &&
           entity.type != MentionType::People;
  };
  const auto called = called_.find(noun);
  if (called != called_.end()) {
    if (Entities found = only(called->second, thing); !found.empty()) return found;
    return recent(
        [&](const Entity& entity) {
          return thing(entity) && (has_role(entity, noun) || noun_of(entity.name) == noun);
        },
        sentence);
  }
  if (kUnions.has(noun)) {
    return only(before_, [](const Entity& entity) {
      return entity.type == MentionType::Organisation && kUnions.has(noun_of(entity.name));
    });
  }
  if (!kCompanyNouns.has(noun)) return {};
  if (Entities found = only(before_, may_be_company); !found.empty()) return found;
  if (Entities found = employer(sentence, token); !found.empty()) return found;
  for (std::int32_t back = sentence; back > 0 && back > sentence - kCompanyReach; --back) {
    const auto focus = entity(antecedents_.focus(back - 1));
    if (focus && may_be_company(names_.entities[*focus])) return {*focus};
    if (Entities found = recent(may_be_company, back); !found.empty()) return found;
  }
  return {};
}

/// "Harrow's head, Ada Hill, said the company", "Harrow boss Ada Hill, who built the company": the one that
/// somebody before it in the sentence works for.
DefiniteNouns::Entities DefiniteNouns::employer(std::int32_t sentence, std::int32_t token) const {
  const Tree& tree = trees_[sentence];
  Entities found;
  for (std::size_t n = names_seen_; n-- > 0 && names_.names[n].name.sentence == sentence;) {
    const Name& name = names_.names[n].name;
    const std::int32_t of = tree.head(name.head);
    if (of == kNoHead || of > token || !tree.is(name.head, {NmodPoss, Compound, NmodDesc, Nmod})) continue;
    if (!may_be_company(names_.entities[names_.names[n].entity])) continue;
    const bool person = is_person_noun(tree.lemma(of)) || tree.is(of, {Upos::Propn});
    if (!person || (!found.empty() && found.front() != names_.names[n].entity)) return {};
    found = {names_.names[n].entity};
  }
  return found;
}

/// The town that is said to be one, or the only place so far.
DefiniteNouns::Entities DefiniteNouns::place(const std::string& noun) const {
  if (introduced_.contains(noun)) return {};
  const auto called = called_.find(noun);
  if (called != called_.end()) return called->second.size() == 1 ? called->second : Entities{};
  return only(before_, [](const Entity& entity) { return entity.type == MentionType::Place; });
}

/// Whether a verb's object counts or measures: what several did together ("sold a third of all cereals") none
/// of them did alone.
bool DefiniteNouns::measured(std::int32_t sentence, std::int32_t subject) const {
  const Tree& tree = trees_[sentence];
  const std::int32_t verb = governing_verb(tree, subject);
  if (verb == kNoHead) return false;
  for (const std::int32_t child : tree.children(verb)) {
    if (!tree.is(child, {Obj, Obl, Xcomp})) continue;
    for (const std::int32_t t : tree.subtree(child)) {
      const std::string_view lemma = tree.lemma(t);
      if (lemma == "third" || lemma == "quarter" || lemma == "half") return true;
      if (std::any_of(
              by_sentence_[sentence].begin(), by_sentence_[sentence].end(), [&](const Mention& mention) {
                return mention.first <= t && t < mention.last && mention.type == MentionType::Quantity;
              }))
        return true;
    }
  }
  return false;
}

/// "The two companies", "the companies": as many as the sentence or the text has named.
DefiniteNouns::Entities DefiniteNouns::several(std::int32_t sentence, std::int32_t token) const {
  const Tree& tree = trees_[sentence];
  const std::string noun(tree.lemma(token));
  const std::int32_t number = tree.child(token, {Nummod});
  if ((number != kNoHead && tree.lemma(number) != "two") || measured(sentence, token)) return {};
  if (kCompanyNouns.has(noun)) {
    Entities companies;
    for (const std::size_t e : before_) {
      if (may_be_company(names_.entities[e])) companies.push_back(e);
    }
    return companies.size() == 2 ? companies : Entities{};
  }
  if (number == kNoHead || !is_person_noun(noun)) return {};
  Entities people = people_of(sentence - 1);
  return people.size() == 2 ? people : Entities{};
}

/// "The Swede": who is from there, else the only person of the sentence before of whom nothing else is known.
DefiniteNouns::Entities DefiniteNouns::compatriot(std::int32_t sentence, std::int32_t token) const {
  const auto known = known_name(sentences_[sentence].tokens[token].form);
  const std::string country(known ? known->canonical : std::string_view{});
  Entities from;
  for (const std::size_t e : before_) {
    if (names_.entities[e].type == MentionType::Person && nationality_[e] == country) from.push_back(e);
  }
  if (from.size() == 1) return from;
  Entities people = people_of(sentence - 1);
  std::erase_if(people,
                [&](std::size_t e) { return !nationality_[e].empty() && nationality_[e] != country; });
  return people.size() == 1 ? people : Entities{};
}

/// "The 24-year-old striker", "the 58-year-old": the only person of the sentence before.
DefiniteNouns::Entities DefiniteNouns::aged(std::int32_t sentence, std::int32_t noun) const {
  const Tree& tree = trees_[sentence];
  const auto form = [&](std::int32_t t) {
    return t < 0 ? std::string() : lower(sentences_[sentence].tokens[t].form);
  };
  const std::int32_t old = form(noun) == "old" ? noun : noun - 1;
  if (form(old) != "old" || form(old - 1) != "-" || form(old - 2) != "year" || form(old - 3) != "-")
    return {};
  const bool person = noun == old || is_person_noun(tree.lemma(noun)) || named(sentence, noun);  // "Swede"
  if (tree.is(noun, {Amod}) || !person) return {};
  if (sentence == 0) return {};
  const auto& before = antecedents_.of(sentence - 1);
  if (std::any_of(before.begin(), before.end(),
                  [](const Candidate& c) { return c.person && !c.plural && c.type == MentionType::Nominal; }))
    return {};  // "the driver" may be meant
  Entities people = people_of(sentence - 1);
  return people.size() == 1 ? people : Entities{};
}

void DefiniteNouns::add_mentions(const Entities& found, std::int32_t sentence, std::int32_t first,
                                 std::int32_t token) {
  for (const std::size_t e : found) {
    Mention nominal;
    nominal.sentence = sentence;
    nominal.first = first;
    nominal.last = token + 1;
    nominal.head = token;
    nominal.type = MentionType::Nominal;
    nominal.term = Term::name(names_.entities[e].name);
    nominal.reason = "definite noun";
    by_sentence_[sentence].push_back(std::move(nominal));
  }
}

}  // namespace kg::text
