// Events that a noun tells of: "a meeting between A and B in C" says that A met B, there. Only nouns whose
// parties stand beside them; plans for an event are none.
#include <algorithm>
#include <array>
#include <iterator>

#include "loaders/text/clause_rules.hpp"

namespace kg::text {
namespace {

using enum Deprel;

/// How the noun names its parties.
enum class Parties : std::uint8_t {
  Both,    ///< "between A and B", "of A and B", "A's … with B": A did it, and B
  DoerOf,  ///< "A's … of B", "the … of B by A": A did it to B
};

struct EventNoun {
  std::string_view noun;         // lemma
  std::string_view verb;         // past tense
  std::string_view preposition;  // that the other party takes: "clashed WITH"
  Parties parties;
};

constexpr EventNoun kEventNouns[] = {
    {"acquisition", "acquired", "", Parties::DoerOf},
    {"annexation", "annexed", "", Parties::DoerOf},
    {"agreement", "agreed", "with", Parties::Both},
    {"alliance", "allied", "with", Parties::Both},
    {"arrest", "arrested", "", Parties::DoerOf},
    {"assassination", "assassinated", "", Parties::DoerOf},
    {"battle", "fought", "", Parties::Both},
    {"bombing", "bombed", "", Parties::DoerOf},
    {"clash", "clashed", "with", Parties::Both},
    {"collaboration", "collaborated", "with", Parties::Both},
    {"collision", "collided", "with", Parties::Both},
    {"conquest", "conquered", "", Parties::DoerOf},
    {"conversation", "talked", "with", Parties::Both},
    {"cooperation", "cooperated", "with", Parties::Both},
    {"defeat", "defeated", "", Parties::DoerOf},
    {"destruction", "destroyed", "", Parties::DoerOf},
    {"discovery", "discovered", "", Parties::DoerOf},
    {"discussion", "talked", "with", Parties::Both},
    {"execution", "executed", "", Parties::DoerOf},
    {"fight", "fought", "", Parties::Both},
    {"founding", "founded", "", Parties::DoerOf},
    {"invasion", "invaded", "", Parties::DoerOf},
    {"killing", "killed", "", Parties::DoerOf},
    {"marriage", "married", "", Parties::Both},
    {"meeting", "met", "", Parties::Both},
    {"merger", "merged", "with", Parties::Both},
    {"murder", "murdered", "", Parties::DoerOf},
    {"negotiation", "negotiated", "with", Parties::Both},
    {"occupation", "occupied", "", Parties::DoerOf},
    {"purchase", "bought", "", Parties::DoerOf},
    {"summit", "met", "", Parties::Both},
    {"takeover", "took over", "", Parties::DoerOf},
    {"talk", "talked", "with", Parties::Both},
    {"war", "fought", "", Parties::Both},
};

/// Verbs and adjectives beside which an event has not happened, or not yet.
constexpr std::array<std::string_view, 27> kNotYet = {
    "await",    "block",     "call",         "cancel",   "consider", "demand",   "expect",
    "future",   "hope",      "hypothetical", "next",     "oppose",   "plan",     "planned",
    "possible", "postpone",  "potential",    "prevent",  "propose",  "proposed", "reject",
    "schedule", "scheduled", "seek",         "upcoming", "urge",     "want"};
static_assert(std::is_sorted(kNotYet.begin(), kNotYet.end()));

const EventNoun* event_noun(std::string_view lemma) {
  const auto found = std::find_if(std::begin(kEventNouns), std::end(kEventNouns),
                                  [&](const EventNoun& event) { return event.noun == lemma; });
  return found == std::end(kEventNouns) ? nullptr : found;
}

std::string_view preposition_of(const Tree& tree, std::int32_t token) {
  const std::int32_t marker = tree.child(token, {Case});
  return marker == kNoHead ? std::string_view{} : tree.lemma(marker);
}

/// Whether the noun stands where events are only thought of.
bool unreal(const Tree& tree, std::int32_t noun) {
  if (const std::int32_t head = tree.head(noun); head != kNoHead) {
    if (holds(kNotYet, tree.lemma(head))) return true;
    for (const std::int32_t c : tree.children(head)) {
      if (tree.is(c, {Aux}) && tree.xpos(c) == "MD") return true;
    }
  }
  const auto modifiers = tree.children(noun);
  return std::any_of(modifiers.begin(), modifiers.end(), [&](std::int32_t c) {
    return holds(kNotYet, tree.lemma(c)) ||
           (tree.is(c, {Det}) && (tree.lemma(c) == "no" || tree.lemma(c) == "any"));
  });
}

/// The parties of the event; either list may stay empty.
struct Doers {
  std::vector<Argument> first, second;
  std::vector<std::int32_t> taken;
};

Doers doers(const Tree& tree, std::int32_t noun, Parties parties) {
  Doers result;
  for (const std::int32_t c : tree.children(noun)) {
    if (!tree.is(c, {Nmod, NmodPoss, OblAgent, Obl})) continue;
    const std::string_view preposition = preposition_of(tree, c);
    const bool possessor = tree.is(c, {NmodPoss});
    std::vector<Argument>* to = nullptr;
    if (parties == Parties::Both) {
      if (possessor || preposition == "between") to = &result.first;
      if (preposition == "with") to = &result.second;
    } else {
      if (possessor || preposition == "by") to = &result.first;
      if (preposition == "of") to = &result.second;
    }
    if (to == nullptr || !to->empty()) continue;
    *to = phrase(tree, c, Role::Subject);
    result.taken.push_back(c);
    if (parties != Parties::DoerOf || preposition != "of" || !result.first.empty()) continue;
    for (const std::int32_t by :
         tree.children(c)) {  // "the sack of Rome by Goths": trees hang the Goths on Rome
      if (!tree.is(by, {Nmod}) || preposition_of(tree, by) != "by") continue;
      std::erase_if(result.second.front().tokens, [&](std::int32_t t) { return tree.within(t, by); });
      result.first = phrase(tree, by, Role::Subject);
      break;
    }
  }
  if (parties == Parties::Both && result.second.empty() && result.first.size() > 1) {  // "between A and B"
    result.second.assign(result.first.begin() + 1, result.first.end());
    result.first.resize(1);
    result.second.front().conjunct = false;
  }
  return result;
}

/// Where and when, if the tree has it hang on a party's name: "between A and B in Oslo" is about the event.
std::vector<Argument> settings_within(const Tree& tree, Argument& party) {
  std::vector<Argument> settings;
  if (!tree.is(party.head, {Upos::Propn})) return settings;
  for (const std::int32_t c : tree.children(party.head)) {
    const std::string_view preposition = preposition_of(tree, c);
    if (!tree.is(c, {Nmod}) || (preposition != "in" && preposition != "at" && preposition != "on")) continue;
    const std::vector<std::int32_t> gone = tree.subtree(c);
    std::erase_if(party.tokens,
                  [&](std::int32_t t) { return std::binary_search(gone.begin(), gone.end(), t); });
    for (Argument& argument : phrase(tree, c, Role::Oblique)) settings.push_back(std::move(argument));
  }
  return settings;
}

Clause event_clause(const Tree& tree, std::int32_t noun, const EventNoun& event, Doers parties) {
  Clause clause;
  clause.kind = ClauseKind::Noun;
  clause.head = noun;
  clause.quoted = tree.quoted(noun);
  clause.predicate = {{noun, std::string(event.verb)}};
  std::vector<Argument> settings;
  const auto add_party = [&](Argument& party, Role role, std::string_view preposition) {
    for (Argument& setting : settings_within(tree, party)) settings.push_back(std::move(setting));
    party.role = role;
    party.preposition = preposition;
    party.preposition_tokens.clear();
    clause.arguments.push_back(std::move(party));
  };
  for (Argument& party : parties.first) add_party(party, Role::Subject, "");
  for (Argument& party : parties.second) {
    add_party(party, event.preposition.empty() ? Role::Object : Role::Oblique, event.preposition);
  }
  for (const std::int32_t c : tree.children(noun)) {
    if (!tree.is(c, {Nmod}) || std::count(parties.taken.begin(), parties.taken.end(), c) > 0) continue;
    for (Argument& setting : phrase(tree, c, Role::Oblique)) {
      if (!setting.preposition.empty() && setting.preposition != "of") settings.push_back(std::move(setting));
    }
  }
  std::move(settings.begin(), settings.end(), std::back_inserter(clause.arguments));
  return clause;
}

}  // namespace

void add_event_nouns(const Tree& tree, std::vector<Clause>& clauses) {
  for (std::int32_t t = 0; t < tree.size(); ++t) {
    const EventNoun* const event = tree.is(t, {Upos::Noun}) ? event_noun(tree.lemma(t)) : nullptr;
    if (event == nullptr || unreal(tree, t)) continue;
    Doers parties = doers(tree, t, event->parties);
    if (parties.first.empty() || parties.second.empty()) continue;
    clauses.push_back(event_clause(tree, t, *event, std::move(parties)));
  }
}

}  // namespace kg::text
