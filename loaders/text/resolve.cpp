#include "loaders/text/resolve.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>

#include "loaders/text/model.hpp"
#include "loaders/text/word_list.hpp"

namespace kg::text {
namespace {

using Parts = std::vector<std::string>;

const WordList kPartsLeftOut("jr. jr sr. sr ii iii iv");
const WordList kSmall("of the and for in on de la du &");
const WordList kClubEndings("city united fc rovers wanderers athletic albion hotspur club town county villa");
/// Verbs of speech and acts of state: beside them a capital is its government; beside others it is a city.
const WordList kStateVerbs(
    "abandon abolish accept accuse acknowledge adopt agree aid allege ally amend annex announce annul "
    "apologise apologize appeal appoint approve argue arm ask assert attack authorise authorize back ban "
    "bar believe blame block bomb boycott call cancel cede challenge claim coerce commit complain concede "
    "conclude condemn confirm confiscate consider consult cooperate criticise criticize curb deal decide "
    "declare decline decree decry defend defy delay demand denounce deny deploy deport describe deter "
    "devalue disclose dismiss dispatch dispute embargo enact endorse enforce envisage escalate exempt "
    "expect expel export expropriate extradite fear finance forbid forge freeze fund grant halt hint hope "
    "ignore impose indicate insist intend intervene introduce invade invite issue justify launch levy lift "
    "limit maintain mediate mobilise mobilize nationalise nationalize negotiate note object oppose order "
    "overrule overturn pardon permit plan pledge postpone praise press prohibit promise propose provoke "
    "pursue push ratify react reaffirm reassure recall recognise recognize refuse regard reimpose "
    "reiterate reject relax remove renew renounce repeal reply repudiate request require resist respond "
    "restrict resume retaliate retract revoke sanction say scrap seek seize send sever sign signal sponsor "
    "state stress subsidise subsidize sue suggest summon support suspend tell thank threaten tighten try "
    "urge veto violate vow waive want warn weaponise weaponize withdraw withhold");
/// What governments have and cities do not.
const WordList kStateNouns(
    "threat policy influence government decision export stance curb sanction response ban action diplomat "
    "arsenal leverage control move leadership claim demand restriction ambassador military army foreign "
    "strategy effort ambition interest pressure position tariff offer proposal support alliance ally "
    "relation intention plan refusal warning dominance monopoly announcement approval envoy reaction");

Parts parts_of(std::string_view name) {
  Parts parts;
  while (!name.empty()) {
    const std::size_t end = name.find('_');
    parts.emplace_back(name.substr(0, end));
    if (end == std::string_view::npos) break;
    name.remove_prefix(end + 1);
  }
  return parts;
}

bool initial(const std::string& part) {
  return part.size() == 1 || (part.size() == 2 && part[1] == '.');
}

/// A person's name without initials and generation, for comparison: "Donald J. Trump" is "Donald Trump".
Parts plain_parts(std::string_view name) {
  Parts parts = parts_of(name);
  if (parts.size() > 2) {
    std::erase_if(parts,
                  [&](const std::string& part) { return initial(part) || kPartsLeftOut.has(lower(part)); });
  }
  return parts;
}

bool ends_with(const Parts& full, const Parts& part) {
  return part.size() < full.size() && std::equal(part.rbegin(), part.rend(), full.rbegin());
}

bool begins_with(const Parts& full, const Parts& part) {
  return part.size() < full.size() && std::equal(part.begin(), part.end(), full.begin());
}

/// The capitals of a name: "World Health Organization" → WHO.
std::string initials(const Parts& parts) {
  std::string letters;
  for (const std::string& part : parts) {
    if (!kSmall.has(lower(part))) letters += part.front();
  }
  return letters;
}

bool acronym(std::string_view text) {
  return text.size() >= 2 && text.size() <= 8 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

class Resolver {
 public:
  Resolver(std::span<const Sentence> sentences, const std::vector<Tree>& trees, std::vector<Name> names)
      : sentences_(sentences), trees_(trees) {
    for (Name& name : names) result_.names.push_back({std::move(name), 0, {}, false});
  }

  Resolution run() {
    collect_full_names();
    for (ResolvedName& name : result_.names) resolve(name);
    merge_evidence();
    read_capitals();
    return std::move(result_);
  }

 private:
  /// Names that others may shorten: of several words, by their first spelling.
  void collect_full_names() {
    for (const ResolvedName& resolved : result_.names) {
      const Name& name = resolved.name;
      if (!name.known.empty() && name.type != MentionType::Organisation) continue;
      const std::string text = name.known.empty() ? name.text : name.known;
      const Parts parts = plain_parts(text);
      if (parts.size() < 2) continue;
      const auto [known, added] = by_parts_.emplace(parts, full_.size());
      if (added) {
        full_.push_back({text, parts, name.type});
        by_first_[parts.front()].push_back(known->second);
        by_last_[parts.back()].push_back(known->second);
        by_initials_[initials(parts)].push_back(known->second);
      } else if (Full& same = full_[known->second]; same.type == MentionType::Other) {
        same.type = name.type;
      }
    }
  }

  void resolve(ResolvedName& resolved) {
    const Name& name = resolved.name;
    if (!name.known.empty() && name.type != MentionType::Place) {
      const bool people = name.type == MentionType::People && name.known_as == KnownAs::People;
      if (name.type != MentionType::Person && name.type != MentionType::Organisation && !people) {
        resolved.reason = name.type == MentionType::People ? "demonym" : "country";
        resolved.everywhere = name.type != MentionType::People;
        return use(resolved, name.known);
      }
      if (name.type == MentionType::Organisation) {
        resolved.reason = "organisation";
        resolved.everywhere = true;
        return use(resolved, name.known);
      }
      return use(resolved, name.text);
    }
    const Parts parts = plain_parts(name.text);
    if (acronym(name.text)) {
      if (const auto expansion = expand(resolved)) {
        resolved.reason = "acronym";
        return use(resolved, *expansion);
      }
    }
    const bool family_name = !parts.empty() && parts.front().front() >= 'a';  // "von der Leyen"
    if (const auto same = by_parts_.find(parts);
        same != by_parts_.end() && !(family_name && fuller(name, parts)))
      return use(resolved, full_[same->second].text);
    const auto candidates = sharing_an_end(parts);
    if (const bool family = std::any_of(candidates.begin(), candidates.end(),
                                        [&](std::size_t at) {
                                          return full_[at].type == MentionType::Person &&
                                                 ends_with(full_[at].parts, parts);
                                        });
        family && name.type == MentionType::Other) {
      resolved.name.type = MentionType::Person;  // even where two people share the name
    }
    if (const auto full = fuller(name, parts)) {
      resolved.reason = full->type == MentionType::Organisation ? "short name"
                        : ends_with(full->parts, parts)         ? "surname"
                                                                : "first name";
      return use(resolved, full->text);
    }
    use(resolved, name.text);
  }

  struct Full {
    std::string text;
    Parts parts;
    MentionType type;
  };

  /// The one full name that this one shortens.
  std::optional<Full> fuller(const Name& name, const Parts& parts) const {
    std::optional<Full> found;
    for (const std::size_t at : sharing_an_end(parts)) {
      if (!shortens(name, parts, full_[at])) continue;
      if (found) return std::nullopt;
      found = full_[at];
    }
    return found;
  }

  /// Places in `full_`, ascending, of the names that begin or end with this one's first or last word.
  std::vector<std::size_t> sharing_an_end(const Parts& parts) const {
    std::vector<std::size_t> both;
    if (parts.empty()) return both;
    const std::vector<std::size_t> none;
    const auto first = by_first_.find(parts.front()), last = by_last_.find(parts.back());
    const auto& begins = first == by_first_.end() ? none : first->second;
    const auto& ends = last == by_last_.end() ? none : last->second;
    std::set_union(begins.begin(), begins.end(), ends.begin(), ends.end(), std::back_inserter(both));
    return both;
  }

  bool shortens(const Name& name, const Parts& parts, const Full& full) const {
    const bool place = name.type == MentionType::Place;
    if (place && in_location(name)) return false;
    if (full.type == MentionType::Person || full.type == MentionType::Other) {
      if (name.type == MentionType::Organisation) return false;
      if (full.type == MentionType::Other && name.type != MentionType::Person &&
          (parts.size() > 1 || common_noun(parts.front())))
        return false;
      if (ends_with(full.parts, parts)) return true;
      // A first name alone, or a family name that comes first ("Xi Jinping").
      return parts.size() == 1 && full.parts.front() == parts.front() && !place;
    }
    if (full.type == MentionType::Organisation && name.type != MentionType::Person) {
      if (place) return begins_with(full.parts, parts) && kClubEndings.has(lower(full.parts.back()));
      const Token& first = sentences_[name.sentence].tokens[name.first];
      if (parts.size() == 1 && common_noun(first.form) && !article_before(name)) return false;
      if (parts.size() == 1 && first_name(first.form)) return false;
      return begins_with(full.parts, parts)
                 ? parts.size() > 1 || !known_name(first.form)
                 : parts.size() == 1 && ends_with(full.parts, parts) && article_before(name);
    }
    return false;
  }

  static bool common_noun(std::string_view word) {
    return (english().lexicon.find(lower(word)).parts & kNoun) != 0;
  }

  bool article_before(const Name& name) const {
    return name.first > 0 && lower(sentences_[name.sentence].tokens[name.first - 1].form) == "the";
  }

  bool in_location(const Name& name) const {
    const Tree& tree = trees_[name.sentence];
    const std::int32_t preposition = tree.child(name.head, {Deprel::Case});
    if (preposition == kNoHead) return tree.is(name.head, {Deprel::Compound, Deprel::Appos});
    const std::string_view word = tree.lemma(preposition);
    return word == "in" || word == "at" || word == "near" || word == "from" || word == "to" || word == "of" ||
           word == "across";
  }

  /// The name that an acronym stands for: in brackets beside it, or the only one with these initials.
  std::optional<std::string> expand(const ResolvedName& resolved) const {
    const Name& name = resolved.name;
    const auto& tokens = sentences_[name.sentence].tokens;
    const std::size_t index = static_cast<std::size_t>(&resolved - result_.names.data());
    if (index > 0 && name.first > 1 && tokens[name.first - 1].form == "(") {
      const Name& before = result_.names[index - 1].name;
      if (before.sentence == name.sentence && before.last == name.first - 1 &&
          fits(parts_of(before.text), name.text)) {
        return before.known.empty() ? before.text : before.known;
      }
    }
    std::optional<std::string> found;
    const auto same = by_initials_.find(name.text);
    if (same == by_initials_.end()) return found;
    for (const std::size_t at : same->second) {
      if (full_[at].type == MentionType::Person) continue;
      if (found) return std::nullopt;
      found = full_[at].text;
    }
    return found;
  }

  /// Whether an acronym's letters begin the name's words, in order; the first must be the first.
  static bool fits(const Parts& parts, std::string_view letters) {
    std::size_t at = 0;
    for (const std::string& part : parts) {
      if (at < letters.size() && part.front() == letters[at]) ++at;
    }
    return at == letters.size() || initials(parts).substr(0, 2) == letters.substr(0, 2);
  }

  void use(ResolvedName& resolved, const std::string& canonical) {
    const auto [place, added] = index_.emplace(canonical, result_.entities.size());
    const MentionType type = resolved.reason == "demonym" ? MentionType::Country : resolved.name.type;
    if (added) result_.entities.push_back({canonical, type, Gender::Unknown, {}});
    resolved.entity = place->second;
  }

  /// All names of an entity tell together what it is.
  void merge_evidence() {
    for (const ResolvedName& resolved : result_.names) {
      Entity& entity = result_.entities[resolved.entity];
      const Name& name = resolved.name;
      if (name.type == MentionType::Person && entity.type != MentionType::Country)
        entity.type = MentionType::Person;
      if (entity.type == MentionType::Other) entity.type = name.type;
      if (entity.gender == Gender::Unknown) entity.gender = name.gender;
      entity.roles.insert(entity.roles.end(), name.roles.begin(), name.roles.end());
    }
  }

  /// "Santiago lifted the tariffs": a capital that acts is its government, if the document speaks of the
  /// country too.
  void read_capitals() {
    std::set<std::string, std::less<>> countries;
    for (const ResolvedName& resolved : result_.names) {
      if (resolved.name.type == MentionType::Country || resolved.reason == "demonym")
        countries.insert(result_.entities[resolved.entity].name);
    }
    for (ResolvedName& resolved : result_.names) {
      if (resolved.name.known_as != KnownAs::Capital || resolved.name.known.empty() ||
          resolved.name.type != MentionType::Place)
        continue;
      if (!countries.count(resolved.name.known) || !acts(resolved.name)) continue;
      resolved.name.type = MentionType::Country;
      resolved.reason = "capital";
      use(resolved, resolved.name.known);
      result_.entities[resolved.entity].type = MentionType::Country;
    }
  }

  bool acts(const Name& name) const {
    const Tree& tree = trees_[name.sentence];
    const std::int32_t governor = tree.head(name.head);
    if (governor == kNoHead) return false;
    if (tree.is(name.head, {Deprel::NmodPoss})) return kStateNouns.has(tree.lemma(governor));
    if (tree.is(name.head, {Deprel::Nsubj}))
      return tree.is(governor, {Upos::Verb}) && kStateVerbs.has(tree.lemma(governor));
    const std::int32_t preposition = tree.child(name.head, {Deprel::Case});
    if (preposition == kNoHead) return false;
    const std::string_view word = tree.lemma(preposition);
    return word == "with" || word == "against" || word == "toward" || word == "towards" ||
           (word == "by" && tree.is(name.head, {Deprel::OblAgent}));
  }

  std::span<const Sentence> sentences_;
  const std::vector<Tree>& trees_;
  std::vector<Full> full_;
  std::map<Parts, std::size_t> by_parts_;  ///< the place in `full_`
  std::map<std::string, std::vector<std::size_t>> by_first_, by_last_, by_initials_;
  std::map<std::string, std::size_t, std::less<>> index_;
  Resolution result_;
};

}  // namespace

Resolution resolve_names(std::span<const Sentence> sentences, const std::vector<Tree>& trees,
                         std::vector<Name> names) {
  return Resolver(sentences, trees, std::move(names)).run();
}

}  // namespace kg::text
