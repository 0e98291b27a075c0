// Passives turned around: the predicate of "was led by X" as X's deed, in the same tense.
#include <algorithm>
#include <array>
#include <utility>

#include "loaders/text/clause_rules.hpp"

namespace kg::text {
namespace {

/// Past tense by past participle, where they differ.
constexpr std::pair<std::string_view, std::string_view> kPastTense[] = {
    {"arisen", "arose"},        {"awoken", "awoke"},
    {"beaten", "beat"},         {"become", "became"},
    {"begun", "began"},         {"bitten", "bit"},
    {"blown", "blew"},          {"borne", "bore"},
    {"broken", "broke"},        {"chosen", "chose"},
    {"come", "came"},           {"done", "did"},
    {"drawn", "drew"},          {"driven", "drove"},
    {"drunk", "drank"},         {"eaten", "ate"},
    {"fallen", "fell"},         {"flown", "flew"},
    {"forbidden", "forbade"},   {"foreseen", "foresaw"},
    {"forgiven", "forgave"},    {"forgotten", "forgot"},
    {"frozen", "froze"},        {"given", "gave"},
    {"gone", "went"},           {"gotten", "got"},
    {"grown", "grew"},          {"hidden", "hid"},
    {"known", "knew"},          {"mistaken", "mistook"},
    {"outdone", "outdid"},      {"outgrown", "outgrew"},
    {"overcome", "overcame"},   {"overdrawn", "overdrew"},
    {"overrun", "overran"},     {"overseen", "oversaw"},
    {"overtaken", "overtook"},  {"overthrown", "overthrew"},
    {"proven", "proved"},       {"redone", "redid"},
    {"redrawn", "redrew"},      {"retaken", "retook"},
    {"rewritten", "rewrote"},   {"ridden", "rode"},
    {"risen", "rose"},          {"run", "ran"},
    {"rung", "rang"},           {"seen", "saw"},
    {"sewn", "sewed"},          {"shaken", "shook"},
    {"shown", "showed"},        {"shrunk", "shrank"},
    {"sown", "sowed"},          {"spoken", "spoke"},
    {"stolen", "stole"},        {"stricken", "struck"},
    {"sung", "sang"},           {"sunk", "sank"},
    {"sworn", "swore"},         {"taken", "took"},
    {"thrown", "threw"},        {"torn", "tore"},
    {"undergone", "underwent"}, {"undertaken", "undertook"},
    {"undone", "undid"},        {"withdrawn", "withdrew"},
    {"woken", "woke"},          {"worn", "wore"},
    {"woven", "wove"},          {"written", "wrote"},
};

std::string past_tense(const std::string& participle) {
  const auto found = std::find_if(std::begin(kPastTense), std::end(kPastTense),
                                  [&](const auto& entry) { return entry.first == participle; });
  return found == std::end(kPastTense) ? participle : std::string(found->second);
}

bool ends_in_any(std::string_view word, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view e) { return word.ends_with(e); });
}

bool consonant_y(std::string_view word) {
  return word.size() > 1 && word.back() == 'y' &&
         std::string_view("aeiou").find(word[word.size() - 2]) == std::string_view::npos;
}

std::string third_person(std::string verb) {
  if (verb == "have") return "has";
  if (consonant_y(verb)) return verb.substr(0, verb.size() - 1) + "ies";
  return verb + (ends_in_any(verb, {"s", "x", "z", "ch", "sh", "o"}) ? "es" : "s");
}

std::string gerund(const std::string& base, const std::string& participle) {
  if (base.ends_with("ie")) return base.substr(0, base.size() - 2) + "ying";
  if (participle.ends_with("ed"))
    return participle.substr(0, participle.size() - 2) + "ing";  // keeps a doubled consonant
  return (base.ends_with('e') && !base.ends_with("ee") ? base.substr(0, base.size() - 1) : base) + "ing";
}

}  // namespace

std::vector<PredicateWord> active_words(const Tree& tree, const VerbGroup& group, bool plural_agent) {
  // The form of "be" that makes the passive says which form the active verb takes; a participle alone ("the
  // response led by Washington") tells of what was done.
  const std::int32_t verb = group.links.back();
  const std::string participle = lower(tree[verb].form);
  const std::string base(tree.lemma(verb));
  std::string be = "was";
  for (const std::int32_t w : group.words) {
    if (tree.is(w, {Deprel::AuxPass})) be = shown(tree, w);
  }
  const bool present = be == "is" || be == "are" || be == "am";
  const bool past = be == "was" || be == "were" || be == "got";
  std::string active;
  std::vector<PredicateWord> words;
  if (group.negated && (present || past)) {
    words.push_back({kNoHead, past ? "did" : plural_agent ? "do" : "does"});
    active = base;
  } else if (past) {
    active = past_tense(participle);
  } else if (present) {
    active = plural_agent ? base : third_person(base);
  } else if (be == "been") {
    active = participle;
  } else if (be == "being") {
    active = gerund(base, participle);
  } else {
    active = base;
  }
  for (const std::int32_t w : group.words) {
    if (!tree.is(w, {Deprel::AuxPass})) words.push_back({w, w == verb ? active : shown(tree, w)});
  }
  return words;
}

}  // namespace kg::text
