#include "loaders/text/resolve.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "loaders/text/governments.hpp"
#include "loaders/text/short_names.hpp"

namespace kg::text {
namespace {

/// A word that more full names than this have in common names none of them.
constexpr std::size_t kManyNames = 100;

class Resolver {
 public:
  Resolver(std::span<const Sentence> sentences, const std::vector<Tree>& trees, std::vector<Name> names)
      : sentences_(sentences), trees_(trees) {
    for (Name& name : names) {
      if (name.complete) complete_.insert(name.text);
      result_.names.push_back({std::move(name), 0, {}, false});
    }
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
    for (std::size_t index = 0; index < result_.names.size(); ++index) {
      const Name& name = result_.names[index].name;
      if (!name.known.empty() && name.type != MentionType::Organisation) continue;
      const std::string text = name.known.empty() ? name.text : name.known;
      const NameParts parts = plain_parts(text);
      if (parts.size() < 2) continue;
      const auto [known, added] = by_parts_.emplace(parts, full_.size());
      if (added) {
        full_.push_back({text, parts, name.type, name.gender, index});
        for (const std::string& part : std::set<std::string>(parts.begin(), parts.end()))
          by_word_[part].push_back(known->second);
        by_initials_[initials(parts)].push_back(known->second);
      } else {
        FullName& same = full_[known->second];
        if (same.type == MentionType::Other) same.type = name.type;
        if (same.gender == Gender::Unknown) same.gender = name.gender;
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
    const NameParts parts = plain_parts(name.text);
    if (is_acronym(name.text)) {
      if (const auto expansion = expand(resolved)) {
        resolved.reason = "acronym";
        return use(resolved, *expansion);
      }
    }
    const std::vector<std::size_t> candidates = fuller(name, parts);
    if (const bool family = std::any_of(candidates.begin(), candidates.end(),
                                        [&](std::size_t at) {
                                          return full_[at].type == MentionType::Person &&
                                                 ends_with(full_[at].parts, parts);
                                        });
        family && name.type == MentionType::Other) {
      resolved.name.type = MentionType::Person;  // even where two people share the name
    }
    if (const auto chosen = choose(resolved, parts, candidates)) {
      const FullName& full = full_[*chosen];
      resolved.reason = full.type == MentionType::Organisation ? "short name"
                        : full.parts.front() == parts.front()  ? "first name"
                                                               : "surname";
      called_[*chosen].insert(name.text);
      return use(resolved, full.text);
    }
    if (const auto same = by_parts_.find(parts); same != by_parts_.end()) {
      last_full_[same->second] = name.sentence;
      return use(resolved, full_[same->second].text);
    }
    use(resolved, name.text);
  }

  /// Places in `full_`, ascending, of the names that this one may be short for.
  std::vector<std::size_t> fuller(const Name& name, const NameParts& parts) const {
    std::vector<std::size_t> found;
    if (parts.empty()) return found;
    const auto sharing = by_word_.find(parts.back());
    if (sharing == by_word_.end() || sharing->second.size() > kManyNames) return found;
    const bool complete = complete_.contains(name.text);
    for (const std::size_t at : sharing->second) {
      if (complete && full_[at].type != MentionType::Person) continue;  // "Norl" is Norl Inc, not Norl Foods
      if (shortens(name, parts, full_[at], sentences_[name.sentence], trees_[name.sentence]))
        found.push_back(at);
    }
    return found;
  }

  /// The one full name that is meant. Of several it is one that the text has brought in before and calls by
  /// no other short name; then the one that this short name has meant before, unless another has just been
  /// named.
  std::optional<std::size_t> choose(const ResolvedName& resolved, const NameParts& parts,
                                    std::vector<std::size_t> candidates) const {
    if (candidates.size() > 1) {
      const auto index = static_cast<std::size_t>(&resolved - result_.names.data());
      std::erase_if(candidates, [&](std::size_t at) { return full_[at].first_seen > index; });
    }
    const std::string& text = resolved.name.text;
    const auto names_of = [&](std::size_t at) {
      const auto called = called_.find(at);
      return called == called_.end() ? nullptr : &called->second;
    };
    if (candidates.size() > 1) {
      std::erase_if(candidates,
                    [&](std::size_t at) { return names_of(at) && !names_of(at)->contains(text); });
    }
    if (candidates.size() > 1 && parts.size() == 1) {
      const bool just_named = std::any_of(candidates.begin(), candidates.end(), [&](std::size_t at) {
        const auto sentence = last_full_.find(at);
        return !names_of(at) && sentence != last_full_.end() &&
               sentence->second + 1 >= resolved.name.sentence;
      });
      if (!just_named) std::erase_if(candidates, [&](std::size_t at) { return !names_of(at); });
    }
    if (candidates.size() != 1) return std::nullopt;
    return candidates.front();
  }

  /// The name that an acronym stands for: in brackets beside it, or the only one with these initials.
  std::optional<std::string> expand(const ResolvedName& resolved) const {
    const Name& name = resolved.name;
    const auto& tokens = sentences_[name.sentence].tokens;
    const std::size_t index = static_cast<std::size_t>(&resolved - result_.names.data());
    if (index > 0 && name.first > 1 && tokens[name.first - 1].form == "(") {
      const Name& before = result_.names[index - 1].name;
      if (before.sentence == name.sentence && before.last == name.first - 1 &&
          abbreviates(name.text, parts_of(before.text))) {
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

  void use(ResolvedName& resolved, const std::string& canonical) {
    const auto [place, added] = index_.emplace(canonical, result_.entities.size());
    const MentionType type = resolved.reason == "demonym" ? MentionType::Country : resolved.name.type;
    if (added) result_.entities.push_back({canonical, type, Gender::Unknown, {}});
    resolved.entity = place->second;
  }

  /// All names of an entity tell together what it is.
  void merge_evidence() {
    std::vector<bool> person(result_.entities.size());  // not by a guess alone
    for (const ResolvedName& resolved : result_.names) {
      if (resolved.name.type == MentionType::Person && !resolved.name.guessed) person[resolved.entity] = true;
    }
    for (const ResolvedName& resolved : result_.names) {  // "Georgia Power Co": whatever its first word is
      if (resolved.name.complete || resolved.name.thing) person[resolved.entity] = false;
    }
    for (const ResolvedName& resolved : result_.names) {
      Entity& entity = result_.entities[resolved.entity];
      const Name& name = resolved.name;
      if (person[resolved.entity] && entity.type != MentionType::Country) entity.type = MentionType::Person;
      if (name.type == MentionType::Organisation && entity.type == MentionType::Person &&
          !person[resolved.entity])
        entity.type = MentionType::Organisation;
      if (entity.type == MentionType::Other) entity.type = name.type;
      // No person is known by one name alone that the tables do not have as a first name.
      if (entity.type == MentionType::Other && name.speaks) entity.type = MentionType::Organisation;
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
      if (!countries.count(resolved.name.known) ||
          !acts_as_government(trees_[resolved.name.sentence], resolved.name.head))
        continue;
      resolved.name.type = MentionType::Country;
      resolved.reason = "capital";
      use(resolved, resolved.name.known);
      result_.entities[resolved.entity].type = MentionType::Country;
    }
  }

  std::span<const Sentence> sentences_;
  const std::vector<Tree>& trees_;
  std::vector<FullName> full_;
  std::set<std::string, std::less<>>
      complete_;                               ///< names of companies that the text has with their legal form
  std::map<NameParts, std::size_t> by_parts_;  ///< the place in `full_`, here and below
  std::map<std::string, std::vector<std::size_t>> by_word_, by_initials_;
  std::map<std::size_t, std::set<std::string>> called_;  ///< short names that have meant it
  std::map<std::size_t, std::int32_t> last_full_;        ///< the last sentence that names it in full
  std::map<std::string, std::size_t, std::less<>> index_;
  Resolution result_;
};

}  // namespace

Resolution resolve_names(std::span<const Sentence> sentences, const std::vector<Tree>& trees,
                         std::vector<Name> names) {
  return Resolver(sentences, trees, std::move(names)).run();
}

}  // namespace kg::text
