#include "loaders/text/name_types.hpp"

#include <algorithm>

#include "loaders/text/lemma.hpp"
#include "loaders/text/model.hpp"
#include "loaders/text/word_list.hpp"

namespace kg::text {
namespace {

/// Words that stand before names as titles.
const WordList kTitles(
    "president minister secretary chancellor king queen prince princess pope judge justice senator governor "
    "mayor general colonel captain commander admiral sergeant lieutenant dr dr. doctor prof prof. professor "
    "sir lord lady dame mr mr. mrs mrs. ms ms. miss chairman chairwoman chair chief director ceo cfo coo "
    "manager coach commissioner ambassador envoy spokesman spokeswoman spokesperson treasurer congressman "
    "congresswoman representative rep. sen. gov. gen. col. premier sheriff detective inspector officer "
    "bishop archbishop cardinal rabbi imam sheikh ayatollah emperor empress duke duchess attorney "
    "prosecutor leader analyst economist boss founder reverend rev. speaker striker midfielder defender "
    "goalkeeper sultan emir baron baroness marshal");

const WordList kOrganisationHeads(
    "university college institute academy school bank ministry department agency office bureau board "
    "council commission committee court house church museum association society union federation league "
    "organization organisation party group center centre fund foundation hospital company corporation "
    "authority service services congress parliament senate assembly chamber confederation alliance club "
    "orchestra conference forum press times post journal news airlines airways motors pharmaceuticals "
    "laboratories energy steel technologies systems holdings industries entertainment partners capital "
    "media police army navy forces guard corps team trust administration cabinet brotherhood front movement "
    "network coalition consortium studios records brothers sons bancorp insurance united city rovers "
    "wanderers athletic albion hotspur quartet choir ensemble theatre theater gallery library daily tribune "
    "herald gazette observer guardian telegraph foods bakery brands lines opera philharmonic guild");
const WordList kPlaceHeads(
    "river lake mount mountain mountains street avenue road island islands county province valley bay sea "
    "ocean park airport square bridge stadium beach desert peninsula strait gulf canal district region "
    "state territory coast hill hills forest falls cape harbor harbour port station village town city "
    "castle palace plaza boulevard lane springs heights creek glacier volcano reef basin arena");
const WordList kLegalForms(
    "inc inc. corp corp. ltd ltd. llc plc ag sa s.a. se nv n.v. gmbh co. oyj asa ab spa s.p.a. pte bv b.v. "
    "lp llp co");
/// Nouns that WordNet has as people, and the news has as firms.
const WordList kFirmNouns(
    "rival competitor producer supplier manufacturer maker provider operator exporter importer buyer seller "
    "retailer developer owner partner publisher carrier giant insurer lender builder distributor contractor "
    "employer investor subsidiary broadcaster miner brewer roaster");
/// And these, which may be anything.
const WordList kNoPersons("favourite newcomer rover lander");
const WordList kKindsOfOrganisation(
    "company firm bank club chain airline carmaker startup newspaper magazine broadcaster party agency band "
    "charity union university brand supermarket retailer manufacturer maker publisher operator producer "
    "conglomerate start-up");
const WordList kKindsOfPlace(
    "city town village capital island suburb region province district port county state river lake");
/// What one has in a firm, not in a place.
const WordList kStakes("share stock stake shareholding shareholder investor");
/// Verbs whose objects are people, where these have names of several words.
const WordList kPersonObjects(
    "meet marry praise thank congratulate succeed appoint elect arrest accuse convict sentence interview "
    "divorce nominate fire hire jail acquit invite greet");
const WordList kSpeechVerbs(
    "say tell add warn argue write note state claim insist explain announce predict believe think ask reply "
    "admit deny marry resign retire graduate testify");

/// What companies alone have.
const WordList kOfCompanies("dividend share shareholder stockholder subsidiary turnover");

class NameTyper {
 public:
  NameTyper(const Sentence& sentence, const Tree& tree) : sentence_(sentence), tree_(tree) {}

  void classify(Name& name, std::int32_t bare) const {
    std::int32_t noun = name.first;  // the name's own: "the Constitutional COURT of Ostrania"
    while (noun + 1 < bare && word(noun + 1) != "of" && word(noun + 1) != "for") ++noun;
    const std::string last_word = word(noun);
    const std::string first_word = word(name.first);
    const bool several = bare - name.first > 1;
    const auto given = first_name(form(name.first));
    bool joint = false;  // "Moss & Reed"
    for (std::int32_t t = name.first; t < bare; ++t) joint = joint || form(t) == "&";
    if (bare < name.last || joint || (several && heads_organisation(last_word)) ||
        (several && heads_organisation(first_word) &&
         (word(name.first + 1) == "of" || word(name.first + 1) == "for"))) {
      name.type = MentionType::Organisation;
    } else if (several && (heads_place(last_word) || first_word == "mount" || first_word == "lake" ||
                           first_word == "cape")) {
      name.type = MentionType::Place;
    } else if (bare - name.first == 2 && known_name(form(name.first)) && names_team(last_word)) {
      name.type = MentionType::Organisation;
    } else if (several && given && form(bare - 1).find_first_of("0123456789") == std::string::npos) {
      name.type = MentionType::Person;
    } else if (!name.known.empty()) {
      // a place of the tables
    } else if (all_capitals(form(name.first)) && !several && form(name.first).size() <= 6) {
      name.type = MentionType::Organisation;
    } else if (governed_as_place(name)) {
      name.type = MentionType::Place;
    } else if (given && !several && word(name.first - 1) != "the") {  // but "the Margarethe"
      name.type = MentionType::Person;
    }
    if (name.type == MentionType::Person && given) name.gender = *given;
    note_neighbours(name, bare);
    if (name.type == MentionType::Person && name.text.find_first_of("0123456789") != std::string::npos)
      name.type = MentionType::Other;  // "Calder-2"
    if (name.type == MentionType::Person) name.known.clear();
  }

 private:
  const std::string& form(std::int32_t t) const { return sentence_.tokens[t].form; }
  std::string word(std::int32_t t) const {
    return t >= 0 && t < tree_.size() ? lower(form(t)) : std::string();
  }

  bool governed_as_place(const Name& name) const {
    const std::int32_t preposition = tree_.child(name.head, {Deprel::Case});
    const std::string before = preposition == kNoHead ? std::string() : word(preposition);
    const std::int32_t owned = tree_.head(name.head);  // "shares in Nordfly"
    if (owned != kNoHead && kStakes.has(tree_.lemma(owned))) return false;
    return (before == "in" || before == "near" || before == "across") && preposition + 1 == name.first &&
           word(preposition + 1) != "the";
  }

  /// The last noun of the phrase that a comma ends, or none.
  std::int32_t head_before_comma(std::int32_t t) const {
    std::int32_t noun = kNoHead;
    for (; t < tree_.size() && form(t) != ","; ++t) {
      if (tree_.is(t, {Upos::Noun, Upos::Propn})) noun = t;
      if (tree_.is(t, {Upos::Verb, Upos::Adp, Upos::Pron})) break;
    }
    return noun;
  }

  /// Role nouns beside the name: "the former surgeon Martin Halloway", "Helen Price, his lawyer", "Helen
  /// Price, 52,".
  void note_neighbours(Name& name, std::int32_t bare) const {
    const auto person_noun = [&](std::int32_t t) {
      return t >= 0 && t < tree_.size() && tree_.is(t, {Upos::Noun}) && is_person_noun(tree_.lemma(t)) &&
             !is_group_noun(tree_.lemma(t)) && !kFirmNouns.has(tree_.lemma(t)) &&
             !kNoPersons.has(tree_.lemma(t));
    };
    const std::int32_t kind = name.first - 1;  // "the energy company Ventosul", "the town of Omegna"
    if (kind >= 0 && (name.type == MentionType::Other || name.known.empty())) {
      const std::string lemma =
          whole_noun(sentence_, tree_, word(kind) == "of" && kind > 0 ? kind - 1 : kind);
      const bool firm = kFirmNouns.has(lemma);
      const bool person = firm && bare - name.first > 1;  // may be: "the publisher Ada Hill"
      if (tree_.is(kind, {Upos::Noun}) && !person && (firm || kKindsOfOrganisation.has(lemma)))
        name.type = MentionType::Organisation;
      if (kKindsOfPlace.has(lemma) && (word(kind) == "of" || tree_.is(kind, {Upos::Noun})))
        name.type = MentionType::Place;
    }
    if (kind > 0 && word(kind) == "of" && kKindsOfPlace.has(tree_.lemma(kind - 1)) &&
        name.type == MentionType::Place)
      name.roles.emplace_back(tree_.lemma(kind - 1));                // "the island of Naxos"
    std::int32_t apposed = tree_.child(name.head, {Deprel::Appos});  // "Nordfly, a Danish airline, …"
    if (word(bare) == "," && (word(bare + 1) == "a" || word(bare + 1) == "an" || word(bare + 1) == "the"))
      apposed = head_before_comma(bare + 2);
    const bool one_of = word(bare) == "," && word(bare + 1) == "one" && word(bare + 2) == "of";
    if (one_of) apposed = head_before_comma(bare + 3);     // "Nordfly, one of Denmark's largest airlines"
    const std::int32_t predicate = tree_.head(name.head);  // "Nordfly is an airline"
    const bool is_one = predicate != kNoHead && sentence_.tokens[name.head].deprel == Deprel::Nsubj &&
                        tree_.has(predicate, {Deprel::Cop}) && !tree_.has(predicate, {Deprel::NmodPoss});
    const bool beside =
        kind >= 0 && (kKindsOfOrganisation.has(tree_.lemma(kind)) || kFirmNouns.has(tree_.lemma(kind)) ||
                      predicate == kind || tree_.head(kind) == name.head ||
                      (predicate != kNoHead && tree_.head(predicate) == kind));
    const std::int32_t explained = predicate != kNoHead && tree_.is(name.head, {Deprel::Appos})
                                       ? predicate
                                       : kNoHead;  // "a company, Nordfly"
    for (const std::int32_t what :
         {beside ? kind : kNoHead, apposed, is_one ? predicate : kNoHead, explained}) {
      if (what == kNoHead || !tree_.is(what, {Upos::Noun})) continue;
      if (tree_.xpos(what) == "NNS" && !(one_of && what == apposed)) continue;
      const std::string lemma = whole_noun(sentence_, tree_, what);
      if (is_person_noun(lemma) && !kKindsOfOrganisation.has(lemma) && !kFirmNouns.has(lemma)) continue;
      if (std::find(name.roles.begin(), name.roles.end(), lemma) == name.roles.end())
        name.roles.push_back(lemma);
      const bool person = kFirmNouns.has(lemma) && bare - name.first > 1;  // may be
      const bool kind_of_firm = kKindsOfOrganisation.has(lemma) || kFirmNouns.has(lemma);
      if (kind_of_firm && !person && name.type == MentionType::Other && name.known.empty())
        name.type = MentionType::Organisation;
    }
    const std::int32_t owned = tree_.head(name.head);  // "shares in Nordfly", "Nordfly's shareholders"
    if (name.type == MentionType::Other && name.known.empty() && owned != kNoHead &&
        tree_.is(name.head, {Deprel::Nmod, Deprel::NmodPoss, Deprel::Compound}) &&
        kOfCompanies.has(tree_.lemma(owned)))
      name.type = MentionType::Organisation;
    const bool of_company = owned != kNoHead &&
                            (kOfCompanies.has(tree_.lemma(owned)) || tree_.lemma(owned) == "stock") &&
                            tree_.is(name.head, {Deprel::NmodPoss, Deprel::Compound});
    const bool which = word(bare) == "," && word(bare + 1) == "which";  // "Ford, which": no first name
    if (name.type == MentionType::Person && bare - name.first == 1 && (which || of_company)) {
      name.type = MentionType::Organisation;
      name.thing = true;
    }
    const bool could_be_person = name.type == MentionType::Other || name.type == MentionType::Person;
    if (!could_be_person) return;
    const auto take_role = [&](std::int32_t t) {
      name.type = MentionType::Person;
      name.roles.push_back(std::string(tree_.lemma(t)));
      if (const Gender gender = gender_of_noun(tree_.lemma(t)); gender != Gender::Unknown)
        name.gender = gender;
    };
    const std::int32_t before = name.first - 1;
    if (word(bare) == "," && word(bare + 1) == "which") {  // "the roaster Bellavista, which"
      if (person_noun(before) && name.type == MentionType::Other) name.type = MentionType::Organisation;
      return;
    }
    if (person_noun(before) && tree_.xpos(before) != "NNS") take_role(before);
    const std::int32_t apposition = tree_.child(name.head, {Deprel::Appos});
    if (apposition != kNoHead && person_noun(apposition)) take_role(apposition);
    if (sentence_.tokens[name.head].deprel == Deprel::Appos && person_noun(tree_.head(name.head)))
      take_role(tree_.head(name.head));
    const std::int32_t verb = tree_.head(name.head);
    const bool speaks = sentence_.tokens[name.head].deprel == Deprel::Nsubj && verb != kNoHead &&
                        kSpeechVerbs.has(tree_.lemma(verb));
    name.speaks = speaks && verb <= name.last + 1 && verb + 2 >= name.first;  // beside it
    if (name.type == MentionType::Person || bare - name.first < 2 || word(name.first - 1) == "the") return;
    const bool age = word(bare) == "," && all_digits(word(bare + 1)) && word(bare + 1).size() == 2 &&
                     word(bare + 2) == ",";
    const bool who = word(bare) == "," && word(bare + 1) == "who";
    const bool met = sentence_.tokens[name.head].deprel == Deprel::Obj && verb != kNoHead &&
                     kPersonObjects.has(tree_.lemma(verb));
    const bool common_word_first = common_word(word(name.first));  // "Savanna Air said"
    bool strange = bare - name.first <= 3;  // two or three words that no dictionary has
    for (std::int32_t t = name.first; t < bare; ++t)
      strange = strange && !common_word(word(t)) && sentence_.tokens[t].upos == Upos::Propn &&
                form(t).size() > 1 && !all_capitals(form(t));
    if (age || who || (speaks && !common_word_first) || met || strange) {
      name.type = MentionType::Person;
      name.guessed = !age && !who;
    }
  }

  const Sentence& sentence_;
  const Tree& tree_;
};

}  // namespace

void classify_name(Name& name, const Sentence& sentence, const Tree& tree, std::int32_t bare) {
  NameTyper(sentence, tree).classify(name, bare);
}

std::string whole_noun(const Sentence& sentence, const Tree& tree, std::int32_t token) {
  const auto glued = [&](std::int32_t t) { return t >= 0 && !sentence.tokens[t].space_after; };
  std::string noun(tree.lemma(token));
  if (token > 1 && sentence.tokens[token - 1].form == "-" && glued(token - 1) && glued(token - 2))
    noun = lower(sentence.tokens[token - 2].form) + "-" + noun;
  return noun;
}

bool is_title(std::string_view word) {
  return kTitles.has(word);
}

bool heads_organisation(std::string_view word) {
  return kOrganisationHeads.has(word);
}
bool heads_place(std::string_view word) {
  return kPlaceHeads.has(word);
}
bool is_legal_form(std::string_view word) {
  return kLegalForms.has(word);
}

bool names_state(std::string_view form) {
  const auto known = known_name(form);
  return known && (known->type == MentionType::Country || known->type == MentionType::People ||
                   known->type == MentionType::Organisation);
}

bool joined_by_and(std::string_view first, std::string_view second, std::string_view last, bool alone) {
  static const WordList kPartners("associates bros brothers co co. company partners sons");
  if (first.size() == 1 && second.size() == 1) return true;
  if (kPartners.has(lower(second))) return true;
  const std::string purpose = lower(first);  // of an organisation
  const Stems stems = plural_stems(purpose);
  const bool common =
      common_word(purpose) || std::any_of(stems.stems.begin(), stems.stems.begin() + stems.size, common_word);
  return alone && common && !heads_organisation(purpose) && !is_person_noun(purpose) &&
         heads_organisation(last) && lower(second) != last && !known_name(first);
}

bool common_word(std::string_view word) {
  const std::uint8_t parts = english().lexicon.find(word).parts;
  return (parts & (kNoun | kVerb | kAdjective | kAdverb)) != 0 && (parts & kNameOnly) == 0;
}

bool counted_noun(std::string_view word) {
  switch (english().lexicon.find(word).noun_sense) {
    case 5:   // animal
    case 6:   // artifact
    case 8:   // body
    case 17:  // object
    case 18:  // person
    case 20:  // plant
      return true;
    default:
      return false;
  }
}

bool names_people(std::string_view lemma) {
  if (is_person_noun(lemma) || is_group_noun(lemma)) return true;
  const std::uint32_t sense = english().lexicon.find(lemma).noun_sense;
  return sense == 5 || sense == 14 || sense == 15 || sense == 18;  // animal, group, location, person
}

bool names_team(std::string_view word) {
  if (word.size() < 4 || !word.ends_with("s")) return false;
  word.remove_suffix(1);
  return common_word(word) && counted_noun(word);
}

bool capital(std::string_view form) {
  if (form.empty()) return false;
  const auto first = static_cast<unsigned char>(form.front());
  if (first < 0x80) return first >= 'A' && first <= 'Z';
  const auto second = form.size() > 1 ? static_cast<unsigned char>(form[1]) : 0;
  return (first == 0xC3 && second >= 0x80 && second <= 0x9E) || (first == 0xC4 && second % 2 == 0) ||
         (first == 0xC5 && second < 0x80 + 0x38) || (first == 0xD0 && second >= 0x90 && second <= 0xAF);
}
bool all_capitals(std::string_view form) {
  return form.size() >= 2 && std::all_of(form.begin(), form.end(), [](char c) {
           return (c >= 'A' && c <= 'Z') || c == '.' || c == '&';
         });
}
bool all_digits(std::string_view form) {
  return !form.empty() && std::all_of(form.begin(), form.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_headline(const Sentence& sentence) {
  int words = 0, capitals = 0, plain_capitals = 0;
  for (std::size_t t = 1; t < sentence.tokens.size(); ++t) {
    const Token& token = sentence.tokens[t];
    if (token.form.size() < 4 || token.upos == Upos::Punct || token.upos == Upos::Num) continue;
    ++words;
    capitals += capital(token.form);
    plain_capitals += capital(token.form) && token.upos != Upos::Propn && !country_of_adjective(token.form);
    if (token.upos == Upos::Verb && !capital(token.form)) return false;
  }
  return words >= 4 && plain_capitals > 0 && capitals * 5 >= words * 4;
}

}  // namespace kg::text
