#include "loaders/text/definite_nouns.hpp"

#include <algorithm>
#include <array>

#include "loaders/text/clause_rules.hpp"
#include "loaders/text/name_types.hpp"
#include "loaders/text/naming.hpp"
#include "loaders/text/word_list.hpp"

namespace kg::text {
namespace {

using enum Deprel;

/// Nouns that any company may go by, whatever it makes.
const WordList kCompanyNouns(
    "company firm group business corporation automaker brewer carmaker chipmaker conglomerate drugmaker "
    "manufacturer "
    "planemaker retailer shipbuilder start-up startup steelmaker");
/// Those that say nothing of what it makes: one that was called so is no likelier meant than others.
const WordList kAnyCompany("company firm group business corporation");
/// Organisations that are no company, by a word of their name.
const WordList kNoCompanies(
    "university ministry department party court council parliament school hospital police government "
    "committee commission union association museum church college institute agency army senate congress "
    "nations assembly society trust federation observatory academy league alliance office bureau authority "
    "forum orchestra choir library united team navy");
/// Nouns of one meaning, each in a list of its own.
const std::array<WordList, 9> kSynonyms = {
    WordList("union federation association workers"),
    WordList("agency administration authority bureau service"),
    WordList("bank lender"),
    WordList("airline carrier"),
    WordList("ship vessel boat ferry"),
    WordList("aircraft plane jet airliner"),
    WordList("mountain volcano mount peak"),
    WordList("newspaper paper daily"),
    WordList("club team side"),
};
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
      named_before_(trees, names, antecedents) {}

/// Nouns that the text has spoken of without a name, up to a sentence: "a bank", which no name explains.
void DefiniteNouns::note_introduced(std::int32_t sentence) {
  for (; introduced_until_ < sentence; ++introduced_until_) {
    const Tree& tree = trees_[introduced_until_];
    for (std::int32_t t = 1; t < tree.size(); ++t) {
      if (!tree.is(t, {Upos::Noun}) || named(introduced_until_, t) || named(introduced_until_, t + 1))
        continue;
      if (t + 2 < tree.size() && tree.lemma(t + 1) == "," && named(introduced_until_, t + 2)) continue;
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

void DefiniteNouns::resolve(std::int32_t sentence, std::int32_t token) {
  const Tree& tree = trees_[sentence];
  if (!tree.is(token, {Upos::Noun, Upos::Propn, Upos::Adj})) return;
  const std::int32_t article = tree.child(token, {Det});
  if (article == kNoHead || article > token || tree.lemma(article) != "the") return;
  if (token + 1 < tree.size() && named(sentence, token + 1) && !named(sentence, token))
    return;  // "the striker Mia Lund"
  named_before_.read_until(sentence, token);
  note_introduced(sentence);
  EntityList found;
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
  } else if (EntityList old = aged(sentence, token); !old.empty()) {
    found = std::move(old);
  } else if (bare(sentence, token)) {
    found = tree.xpos(token) == "NNS" ? several(sentence, token) : one(sentence, token);
    if (const std::string country = country_before(sentence, token); !country.empty()) {
      const auto foreign = [&](std::size_t e) { return named_before_.nationality(e) != country; };
      if (kCompanyNouns.has(tree.lemma(token))) found = named_before_.all();  // "the Chinese company"
      std::erase_if(found, foreign);
      std::erase_if(found,
                    [&](std::size_t e) { return found.size() > 1 && !may_be_company(named_before_[e]); });
      if (found.size() > 1) found.clear();
    }
  }
  add_mentions(found, sentence, article, token);
}

/// The country of the adjective before a noun ("the Chinese company"), or nothing.
std::string DefiniteNouns::country_before(std::int32_t sentence, std::int32_t token) const {
  for (const std::int32_t child : trees_[sentence].children(token)) {
    if (child > token) break;
    if (const auto country = country_of_adjective(sentences_[sentence].tokens[child].form))
      return std::string(*country);
  }
  return {};
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
      const bool nationality = country_of_adjective(form).has_value();
      const bool placed = child > 1 && tree.xpos(child) == "VBN" && tree.lemma(child - 1) == "-" &&
                          named(sentence, child - 2);  // "the OSLO-LISTED firm"
      const bool central = form == "central" && tree.lemma(token) == "bank";
      if (!hyphened && !central && !nationality && !placed &&
          !tree.is(child, {Det, Case, Punct, Nummod, Cop, Nsubj, Cc}))
        return false;
    } else if (tree.is(child, {Nmod, Acl}) || (tree.is(child, {Appos}) && !tree.is(child, {Upos::Num}))) {
      // What belongs to the verb and hangs here by mistake: "accused the firm of lying", "left the firm to
      // write", "asked the museum for the picture"
      const std::int32_t mark = tree.child(child, {Case, Mark});
      const std::string_view word = mark == kNoHead ? std::string_view() : tree.lemma(mark);
      const bool of_verb = tree.is(child, {Acl}) ? (word == "of" && tree.xpos(child) == "VBG") || word == "to"
                                                 : word == "for" || word == "by" || word == "until" ||
                                                       word == "after" || word == "since" || word == "to";
      if (!of_verb) return false;
    }
  }
  return true;
}

EntityList DefiniteNouns::one(std::int32_t sentence, std::int32_t token) const {
  const std::string noun = whole_noun(sentences_[sentence], trees_[sentence], token);
  if (kCouples.has(noun)) {
    EntityList people = named_before_.people_of(sentence - 1);
    return people.size() == 2 ? people : EntityList{};
  }
  if (noun == "country" || noun == "nation") return country(sentence);
  if (kPlaceNouns.has(noun)) return place(noun);
  const EntityList& called = named_before_.called(noun);
  const bool thing = std::any_of(called.begin(), called.end(), [&](std::size_t e) {
    return named_before_[e].type != MentionType::Person;
  });  // "the carrier"
  const bool synonym =
      std::any_of(kSynonyms.begin(), kSynonyms.end(), [&](const WordList& words) { return words.has(noun); });
  if (is_person_noun(noun) && !is_group_noun(noun) && !thing && !synonym) {
    const auto holds = [&](const Entity& entity) {
      return entity.type == MentionType::Person && has_role(entity, noun);
    };
    const EntityList found = named_before_.only(named_before_.all(), holds);
    return found.empty() ? named_before_.recent(holds, sentence) : found;
  }
  return organisation(noun, sentence, token);
}

/// The one that is called so or was said to be one, of several the one that the sentence before names; for a
/// company, too, the only company, the one in focus, or the only one in the sentence before. One that the
/// text brought in without a name ("a bank") may be meant as well, so then none.
EntityList DefiniteNouns::organisation(const std::string& noun, std::int32_t sentence,
                                       std::int32_t token) const {
  if (introduced_.contains(noun)) return {};
  if (kAnyCompany.has(noun)) {
    if (EntityList found = company(sentence, token); !found.empty()) return found;
  }
  const auto thing = [](const Entity& entity) {
    return entity.type != MentionType::Person && entity.type != MentionType::Country &&
           entity.type != MentionType::People;
  };
  const EntityList& called = named_before_.called(noun);
  if (!called.empty()) {
    if (EntityList found = named_before_.only(called, thing); !found.empty()) return found;
    return named_before_.recent(
        [&](const Entity& entity) {
          return thing(entity) && (has_role(entity, noun) || noun_of(entity.name) == noun);
        },
        sentence);
  }
  for (const WordList& words : kSynonyms) {
    if (!words.has(noun)) continue;
    const auto means = [&](const Entity& entity) {
      return thing(entity) && (words.has(noun_of(entity.name)) || words.has(first_word(entity.name)) ||
                               std::any_of(entity.roles.begin(), entity.roles.end(),
                                           [&](const std::string& role) { return words.has(role); }));
    };
    if (EntityList found = named_before_.only(named_before_.all(), means); !found.empty()) return found;
    return named_before_.recent(means, sentence);
  }
  return kCompanyNouns.has(noun) ? company(sentence, token) : EntityList{};
}

/// The company that speaks, the only one, the one that somebody works for, or that the sentences before are
/// about.
EntityList DefiniteNouns::company(std::int32_t sentence, std::int32_t token) const {
  if (EntityList found = reporter(sentence, token); !found.empty()) return found;
  if (EntityList found = named_before_.only(named_before_.all(), may_be_company); !found.empty())
    return found;
  if (EntityList found = employer(sentence, token); !found.empty()) return found;
  for (std::int32_t back = sentence; back > 0 && back > sentence - kCompanyReach; --back) {
    const auto focus = named_before_.entity(antecedents_.focus(back - 1));
    if (focus && may_be_company(named_before_[*focus])) return {*focus};
    if (EntityList found = named_before_.recent(may_be_company, back); !found.empty()) return found;
  }
  return {};
}

/// "Harrow will close its mill, the company said": who tells of itself at the end of a sentence is its
/// subject.
EntityList DefiniteNouns::reporter(std::int32_t sentence, std::int32_t token) const {
  const Tree& tree = trees_[sentence];
  const std::int32_t verb = tree.head(token);
  if (verb == kNoHead || !tree.is(token, {Nsubj}) || !reporting(tree.lemma(verb))) return {};
  const std::int32_t content = tree.is(verb, {Parataxis}) ? tree.head(verb) : tree.child(verb, {Ccomp});
  if (content == kNoHead || content > token) return {};
  const std::int32_t subject = tree.child(content, {Nsubj, NsubjPass});
  for (std::size_t n = named_before_.names_read(); n-- > 0 && names_.names[n].name.sentence == sentence;) {
    const ResolvedName& name = names_.names[n];
    const Entity& entity = named_before_[name.entity];
    if (name.name.head == subject && (may_be_company(entity) || entity.type == MentionType::Other))
      return {name.entity};
  }
  return {};
}

/// "Harrow's head, Ada Hill, said the company", "Harrow boss Ada Hill, who built the company": the one that
/// somebody before it in the sentence works for.
EntityList DefiniteNouns::employer(std::int32_t sentence, std::int32_t token) const {
  const Tree& tree = trees_[sentence];
  EntityList found;
  for (std::size_t n = named_before_.names_read(); n-- > 0 && names_.names[n].name.sentence == sentence;) {
    const Name& name = names_.names[n].name;
    const std::int32_t of = tree.head(name.head);
    if (of == kNoHead || of > token || !tree.is(name.head, {NmodPoss, Compound, NmodDesc, Nmod})) continue;
    if (!may_be_company(named_before_[names_.names[n].entity])) continue;
    const bool person = is_person_noun(tree.lemma(of)) || tree.is(of, {Upos::Propn});
    if (!person || (!found.empty() && found.front() != names_.names[n].entity)) return {};
    found = {names_.names[n].entity};
  }
  return found;
}

/// The only country so far, else what the sentence or the one before it is about.
EntityList DefiniteNouns::country(std::int32_t sentence) const {
  const auto a_country = [](const Entity& entity) { return entity.type == MentionType::Country; };
  if (EntityList found = named_before_.only(named_before_.all(), a_country); !found.empty()) return found;
  for (const std::int32_t s : {sentence, sentence - 1}) {
    const auto focus = named_before_.entity(antecedents_.focus(s));
    if (focus && a_country(named_before_[*focus])) return {*focus};
  }
  return {};
}

/// The town that is said to be one, or the only place so far.
EntityList DefiniteNouns::place(const std::string& noun) const {
  if (introduced_.contains(noun)) return {};
  const EntityList& called = named_before_.called(noun);
  if (!called.empty()) return called.size() == 1 ? called : EntityList{};
  return named_before_.only(named_before_.all(),
                            [](const Entity& entity) { return entity.type == MentionType::Place; });
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
EntityList DefiniteNouns::several(std::int32_t sentence, std::int32_t token) const {
  const Tree& tree = trees_[sentence];
  const std::string noun(tree.lemma(token));
  const std::int32_t number = tree.child(token, {Nummod});
  if ((number != kNoHead && tree.lemma(number) != "two") || measured(sentence, token)) return {};
  if (kCompanyNouns.has(noun)) {
    EntityList companies;
    for (const std::size_t e : named_before_.all()) {
      if (may_be_company(named_before_[e])) companies.push_back(e);
    }
    return companies.size() == 2 ? companies : EntityList{};
  }
  if (noun == "country" || noun == "nation") {
    EntityList countries;
    for (const std::size_t e : named_before_.all()) {
      if (named_before_[e].type == MentionType::Country) countries.push_back(e);
    }
    return countries.size() == 2 ? countries : EntityList{};
  }
  if (number == kNoHead || !is_person_noun(noun)) return {};
  EntityList people = named_before_.people_of(sentence - 1);
  return people.size() == 2 ? people : EntityList{};
}

/// "The Swede": who is from there, else the only person of the sentence before of whom nothing else is known.
EntityList DefiniteNouns::compatriot(std::int32_t sentence, std::int32_t token) const {
  const auto known = known_name(sentences_[sentence].tokens[token].form);
  const std::string country(known ? known->canonical : std::string_view{});
  EntityList from;
  for (const std::size_t e : named_before_.all()) {
    if (named_before_[e].type == MentionType::Person && named_before_.nationality(e) == country)
      from.push_back(e);
  }
  if (from.size() == 1) return from;
  EntityList people = named_before_.people_of(sentence - 1);
  std::erase_if(people, [&](std::size_t e) {
    return !named_before_.nationality(e).empty() && named_before_.nationality(e) != country;
  });
  return people.size() == 1 ? people : EntityList{};
}

/// "The 24-year-old striker", "the 58-year-old": the only person of the sentence before.
EntityList DefiniteNouns::aged(std::int32_t sentence, std::int32_t noun) const {
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
  EntityList people = named_before_.people_of(sentence - 1);
  return people.size() == 1 ? people : EntityList{};
}

void DefiniteNouns::add_mentions(const EntityList& found, std::int32_t sentence, std::int32_t first,
                                 std::int32_t token) {
  for (const std::size_t e : found) {
    by_sentence_[sentence].push_back({.sentence = sentence,
                                      .first = first,
                                      .last = token + 1,
                                      .head = token,
                                      .type = MentionType::Nominal,
                                      .term = Term::name(named_before_[e].name),
                                      .reason = "definite noun"});
  }
}

}  // namespace kg::text
