// What a verb takes besides its object, where the tree hangs it on the object or takes it for a circumstance:
// what somebody agrees or is asked to do, what a thing is called or becomes.
#include "loaders/text/clause_rules.hpp"
#include "loaders/text/tree_mender.hpp"
#include "loaders/text/word_list.hpp"

namespace kg::text {
namespace {

/// Verbs that take an object and what it is to do.
const WordList kDirecting(
    "advise allow ask authorise authorize cause compel enable encourage entitle expect force instruct invite "
    "oblige order permit persuade tell urge want");

/// Verbs of will and of intent, which take what is to be done.
const WordList kWilling(
    "agree aim attempt choose decide decline elect hope intend offer opt plan pledge prepare promise propose "
    "refuse seek swear threaten vote vow");

/// Nouns that say little without what an infinitive behind them tells.
const WordList kAiming(
    "ability action agreement aim ambition attempt authority battle bid campaign capacity chance commitment "
    "deal "
    "decision desire determination duty effort failure freedom inability incentive intention licence "
    "license move need obligation offer opportunity option order permission plan pledge power pressure "
    "promise proposal race readiness referendum refusal request right step tendency threat time "
    "unwillingness way willingness");

/// Days, months and the like, by which a time is told.
const WordList kTimes(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august "
    "september october november december today yesterday week month year");

/// Verbs by which somebody comes to be or to be called what an adjective right behind says.
const WordList kNaming(
    "brand call consider deem declare describe dub find keep label leave make pronounce rule think");

/// What one falls, though parsers take some of them for adverbs.
const WordList kFallen("asleep ill pregnant short sick silent unconscious");

class ComplementRepair : TreeMender {
 public:
  ComplementRepair(const Sentence& sentence, std::vector<std::int32_t>& head, std::vector<Deprel>& deprel)
      : TreeMender(sentence, head, deprel) {}

  void run() {
    for (std::int32_t t = 1; t < size(); ++t) {
      if (tag(t) == "TO" && is(t, {Mark})) {
        aiming(head_[t], t);
        directed(head_[t], t);
        willed(head_[t], t);
      }
      called(t);
      fallen(t);
    }
  }

 private:
  /// "took steps[obj] to cut[advcl of took] costs": what nouns of aiming aim at is theirs.
  void aiming(std::int32_t infinitive, std::int32_t to) {
    const std::int32_t noun = to - 1, verb = infinitive == kNoHead ? kNoHead : head_[infinitive];
    if (verb == kNoHead || verb >= noun || !is(infinitive, {Advcl, Xcomp}) || tag(infinitive) != "VB" ||
        has(infinitive, {AuxPass}) || !is(noun, {Upos::Noun}) || !is(noun, {Obj, Obl}) ||
        head_[noun] != verb || !kAiming.has(lemma(noun)))
      return;
    if (lemma(verb) == "win" && (lemma(noun) == "race" || lemma(noun) == "battle")) return;
    attach(infinitive, noun, Acl);
  }

  /// "allowed farmers[obj] to sell[acl of farmers] water": whom one allows has no infinitive of his own.
  void directed(std::int32_t infinitive, std::int32_t to) {
    const std::int32_t object = infinitive == kNoHead ? kNoHead : head_[infinitive];
    if (object == kNoHead || object > to || !is(infinitive, {Acl}) || !is(object, {Obj})) return;
    const std::int32_t verb = head_[object];
    if (verb == kNoHead || verb > object || !is(verb, {Upos::Verb}) || !kDirecting.has(lemma(verb)) ||
        (kAiming.has(lemma(object)) && !has(infinitive, {AuxPass})) || has(verb, {Xcomp, Ccomp, AuxPass}))
      return;
    attach(infinitive, verb, Xcomp);
  }

  /// "agreed on Monday to merge[advcl]": what one agrees to, whatever stands between.
  void willed(std::int32_t infinitive, std::int32_t to) {
    const std::int32_t verb = infinitive == kNoHead ? kNoHead : head_[infinitive];
    if (verb == kNoHead || verb > to || !is(infinitive, {Advcl}) || tag(infinitive) != "VB" ||
        !is(verb, {Upos::Verb}) || !kWilling.has(lemma(verb)) || has(verb, {Xcomp, Ccomp, AuxPass}))
      return;
    if (tag(to - 1) == "WRB" || form(to - 1) == "whether") return;  // "decide HOW to pay"
    for (std::int32_t t = verb + 1; t < to; ++t) {
      if (head_[t] != verb || is(t, {Advmod})) continue;
      if (!is(t, {Obl, OblUnmarked, Obj}) || !kTimes.has(lower(form(t)))) return;
      if (is(t, {Obj})) deprel_[t] = has(t, {Case}) ? Obl : OblUnmarked;
    }
    deprel_[infinitive] = Xcomp;
  }

  /// "called the vote[obj] “unfair”[acl of vote]": an adjective behind an object says what it is called.
  void called(std::int32_t adjective) {
    const std::int32_t object = head_[adjective];
    if (object == kNoHead || object > adjective || !is(adjective, {Upos::Adj}) || !is(object, {Obj}) ||
        !is(adjective, {Acl, AclRelcl, Amod, Appos}) || has_subject(adjective) ||
        has(adjective, {Cop, Mark, Obl}))
      return;
    const std::int32_t verb = head_[object];
    if (verb == kNoHead || verb > object || !kNaming.has(lemma(verb)) || has(verb, {Xcomp})) return;
    attach(adjective, verb, Xcomp);
  }

  /// "fell ill[advmod]": what one becomes.
  void fallen(std::int32_t state) {
    const std::int32_t verb = state - 1;
    if (lemma(verb) != "fall" || !kFallen.has(form(state)) || has(verb, {Xcomp}) ||
        !is(state, {Advmod, Dep, Amod}))
      return;
    attach(state, verb, Xcomp);
  }
};

}  // namespace

bool takes_infinitive(std::string_view noun) {
  return kAiming.has(noun);
}

void repair_complements(const Sentence& sentence, std::vector<std::int32_t>& head,
                        std::vector<Deprel>& deprel) {
  if (!head.empty()) ComplementRepair(sentence, head, deprel).run();
}

}  // namespace kg::text
