// Events that a noun tells of: "a meeting between A and B in C" says that A met B, there. Only nouns whose
// parties stand beside them; plans for an event are none.
#include <algorithm>
#include <array>

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
  }
  if (parties == Parties::Both && result.second.empty() && result.first.size() > 1) {  // "between A and B"
    result.second.assign(result.first.begin() + 1, result.first.end());
    result.first.resize(1);
    result.second.front().conjunct = false;
  }
  return result;
}

}  // namespace

void add_event_nouns(const Tree& tree, std::vector<Clause>& clauses) {
  for (std::int32_t t = 0; t < tree.size(); ++t) {
    if (!tree.is(t, {Upos::Noun})) continue;
    const EventNoun* const event = event_noun(tree.lemma(t));
    if (event == nullptr || unreal(tree, t)) continue;
    Doers parties = doers(tree, t, event->parties);
    if (parties.first.empty() || parties.second.empty()) continue;
    Clause clause;
    clause.kind = ClauseKind::Noun;
    clause.head = t;
    clause.quoted = tree.quoted(t);
    clause.predicate = {{t, std::string(event->verb)}};
    for (Argument& argument : parties.first) {
      argument.preposition.clear();
      argument.preposition_tokens.clear();
      clause.arguments.push_back(std::move(argument));
    }
    for (Argument& argument : parties.second) {
      argument.role = event->preposition.empty() ? Role::Object : Role::Oblique;
      argument.preposition = event->preposition;
      argument.preposition_tokens.clear();
      clause.arguments.push_back(std::move(argument));
    }
    for (const std::int32_t c : tree.children(t)) {
      if (!tree.is(c, {Nmod}) || std::count(parties.taken.begin(), parties.taken.end(), c) > 0) continue;
      for (Argument& argument : phrase(tree, c, Role::Oblique)) {
        if (!argument.preposition.empty() && argument.preposition != "of")
          clause.arguments.push_back(std::move(argument));
      }
    }
    clauses.push_back(std::move(clause));
  }
}

}  // namespace kg::text
