#include "loaders/text/named_before.hpp"

#include <algorithm>
#include <set>

namespace kg::text {

NamedBefore::NamedBefore(const std::vector<Tree>& trees, const Resolution& names,
                         const Antecedents& antecedents)
    : trees_(trees),
      names_(names),
      antecedents_(antecedents),
      nationality_(names.entities.size()),
      known_(names.entities.size()) {
  for (std::size_t e = 0; e < names.entities.size(); ++e) entity_of_[names.entities[e].name] = e;
  note_nationalities();
}

/// "Italian coach Ada Hill", "Ada Hill of Italy", "Italy's Ada Hill".
void NamedBefore::note_nationalities() {
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

void NamedBefore::read_until(std::int32_t sentence, std::int32_t token) {
  for (; names_read_ < names_.names.size(); ++names_read_) {
    const ResolvedName& resolved = names_.names[names_read_];
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
    if (entity.type == MentionType::Place) nouns.insert(first_word(entity.name));  // "Lake Geneva"
    for (const std::string& noun : nouns) called_[noun].push_back(resolved.entity);
  }
}

const EntityList& NamedBefore::called(std::string_view noun) const {
  static const EntityList kNone;
  const auto found = called_.find(noun);
  return found == called_.end() ? kNone : found->second;
}

std::optional<std::size_t> NamedBefore::entity(std::string_view name) const {
  const auto found = entity_of_.find(name);
  if (found == entity_of_.end()) return std::nullopt;
  return found->second;
}

EntityList NamedBefore::only(const EntityList& of, const EntityTest& fits) const {
  EntityList found;
  for (const std::size_t e : of) {
    if (!fits(names_.entities[e])) continue;
    if (!found.empty()) return {};
    found.push_back(e);
  }
  return found;
}

EntityList NamedBefore::recent(const EntityTest& fits, std::int32_t sentence) const {
  EntityList all;
  if (sentence == 0) return all;
  for (const Candidate& candidate : antecedents_.of(sentence - 1)) {
    const auto e = entity(candidate.term.text);
    if (e && std::find(all.begin(), all.end(), *e) == all.end()) all.push_back(*e);
  }
  return only(all, fits);
}

EntityList NamedBefore::people_of(std::int32_t sentence) const {
  EntityList people;
  if (sentence < 0) return people;
  for (const Candidate& candidate : antecedents_.of(sentence)) {
    const auto e = entity(candidate.term.text);
    if (e && candidate.type == MentionType::Person &&
        std::find(people.begin(), people.end(), *e) == people.end())
      people.push_back(*e);
  }
  return people;
}

std::string noun_of(std::string_view name) {
  const std::string_view plain = name.substr(0, std::min(name.find("_of_"), name.find("_for_")));
  return lower(plain.substr(plain.rfind('_') + 1));
}

std::string first_word(std::string_view name) {
  return lower(name.substr(0, name.find('_')));
}

}  // namespace kg::text
