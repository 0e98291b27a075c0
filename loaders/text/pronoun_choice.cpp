#include "loaders/text/pronoun_choice.hpp"

#include <algorithm>

namespace kg::text {
namespace {

using Found = std::vector<Candidate>;

class ThingChoice {
 public:
  ThingChoice(const Antecedents& antecedents, PronounKind kind, PronounRole role)
      : antecedents_(antecedents), kind_(kind), role_(role) {}

  /// What pronouns have meant, then what the main clause is about; "they" would rather be a plural than a
  /// group. Else the only one: of organisations, then of names, then of objects.
  Found choose(const Found& fitting) const {
    const auto main = [&](const Candidate& candidate) {
      return candidate.subject && antecedents_.main_subject(candidate);
    };
    const bool acts = std::any_of(fitting.begin(), fitting.end(), [&](const Candidate& candidate) {
      return main(candidate) && (kind_ == PronounKind::They || candidate.group);
    });
    for (const Candidate& candidate :
         fitting) {  // but for an owner of what acts: "Their editors were arrested"
      if (candidate.pronoun && !(candidate.possessive && acts) &&
          candidate.plural == (kind_ == PronounKind::They))
        return all_of(candidate);
    }
    const auto named = [](const Candidate& candidate) { return !candidate.term.text.empty(); };
    const auto object = [](const Candidate& candidate) { return candidate.object && candidate.determined; };
    if (kind_ == PronounKind::They) {
      const auto plural = [&](const Candidate& candidate) { return antecedents_.several(candidate); };
      if (Found found = first(fitting, [&](const Candidate& c) { return plural(c) && main(c); });
          !found.empty())
        return found;
      if (Found found = only(fitting,
                             [&](const Candidate& c) {
                               return plural(c) && named(c) && (c.person || c.pronoun || c.plural);
                             });
          !found.empty())
        return found;
      if (std::any_of(fitting.begin(), fitting.end(), plural)) return only(fitting, plural);
      if (Found found = first(fitting, main); !found.empty()) return found;
      return only(fitting, named);
    }
    if (Found found = first(fitting, main); !found.empty()) return found;
    if (role_ == PronounRole::Object && std::any_of(fitting.begin(), fitting.end(), object))
      return only(fitting, object);
    const auto group = [&](const Candidate& candidate) { return named(candidate) && candidate.group; };
    if (std::any_of(fitting.begin(), fitting.end(), group)) return only(fitting, group);
    const auto thing = [&](const Candidate& candidate) {
      return named(candidate) && candidate.type != MentionType::Place;
    };
    if (std::any_of(fitting.begin(), fitting.end(), thing)) return only(fitting, thing);
    if (std::any_of(fitting.begin(), fitting.end(), object)) return only(fitting, object);
    if (role_ == PronounRole::Owner && std::any_of(fitting.begin(), fitting.end(), named))
      return only(fitting, named);
    return only(fitting,
                [&](const Candidate& candidate) { return candidate.determined && !named(candidate); });
  }

 private:
  Found all_of(const Candidate& candidate) const {
    return kind_ == PronounKind::They ? antecedents_.joined(candidate) : Found{candidate};
  }

  template <typename Fits>
  Found first(const Found& fitting, Fits fits) const {
    const auto found = std::find_if(fitting.begin(), fitting.end(), fits);
    return found == fitting.end() ? Found{} : all_of(*found);
  }

  /// The one that fits, if all that fit are joined to it or mean the same.
  template <typename Fits>
  Found only(const Found& fitting, Fits fits) const {
    Found found;
    for (const Candidate& candidate : fitting) {
      if (!fits(candidate)) continue;
      if (found.empty()) {
        found = all_of(candidate);
      } else if (std::none_of(found.begin(), found.end(), [&](const Candidate& one) {
                   return one.token == candidate.token ||
                          (!one.term.text.empty() && one.term == candidate.term);
                 })) {
        return {};
      }
    }
    return found;
  }

  const Antecedents& antecedents_;
  const PronounKind kind_;
  const PronounRole role_;
};

}  // namespace

/// Whom pronouns have meant goes on being meant (Grosz, Joshi and Weinstein 1995); then subjects, then
/// owners, then the first. Whom somebody without a name has freed or fined goes before him.
std::vector<Candidate> choose_person(const Antecedents& antecedents, const std::vector<Candidate>& fitting,
                                     bool saying) {
  const auto rank = [&](const Candidate& candidate) {
    if (candidate.pronoun && !candidate.possessive) return candidate.subject ? 0 : 1;
    const bool named = !candidate.term.text.empty();
    if (named && !saying && antecedents.judged(candidate) && antecedents.unnamed_subject(candidate)) return 3;
    return candidate.subject ? (named ? 2 : 4) : candidate.pronoun ? 5 : 6;
  };
  const auto best =
      std::min_element(fitting.begin(), fitting.end(),
                       [&](const Candidate& a, const Candidate& b) { return rank(a) < rank(b); });
  return best == fitting.end() ? Found{} : Found{*best};
}

std::vector<Candidate> choose_thing(const Antecedents& antecedents, const Found& fitting, PronounKind kind,
                                    PronounRole role) {
  return ThingChoice(antecedents, kind, role).choose(fitting);
}

}  // namespace kg::text
