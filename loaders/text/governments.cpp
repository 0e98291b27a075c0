#include "loaders/text/governments.hpp"

#include "loaders/text/word_list.hpp"

namespace kg::text {
namespace {

/// Verbs of speech and acts of state: beside them a capital is its government; beside others it is a city.
const WordList kStateVerbs(
    "abandon abolish accept accuse acknowledge adopt agree aid allege ally amend annex announce annul "
    "apologise apologize appeal appoint approve argue arm ask assert attack authorise authorize back ban "
    "bar believe blame block bomb boycott call cancel cede challenge claim coerce commit complain concede "
    "conclude condemn confirm confiscate consider consult contribute cooperate criticise criticize curb deal "
    "decide "
    "declare decline decree decry defend defy delay demand denounce deny deploy deport describe deter "
    "devalue disclose dismiss dispatch dispute embargo enact endorse enforce envisage escalate exempt "
    "expect expel export expropriate extradite fear finance forbid forge freeze fund grant halt hint hope "
    "ignore impose indicate insist intend intervene introduce invade invite issue justify launch levy lift "
    "lend limit maintain mediate mobilise mobilize nationalise nationalize negotiate note object oppose "
    "order "
    "overrule overturn owe pardon pay permit plan pledge postpone praise press prohibit promise propose "
    "protest provoke "
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

}  // namespace

bool acts_as_government(const Tree& tree, std::int32_t head) {
  const std::int32_t governor = tree.head(head);
  if (governor == kNoHead) return false;
  if (tree.is(head, {Deprel::NmodPoss})) return kStateNouns.has(tree.lemma(governor));
  if (tree.is(head, {Deprel::Nsubj}))
    return tree.is(governor, {Upos::Verb}) && kStateVerbs.has(tree.lemma(governor));
  const std::int32_t preposition = tree.child(head, {Deprel::Case});
  if (preposition == kNoHead) return false;
  const std::string_view word = tree.lemma(preposition);
  return word == "with" || word == "against" || word == "toward" || word == "towards" ||
         (word == "by" && tree.is(head, {Deprel::OblAgent}));
}

}  // namespace kg::text
