// Who says a thing, behind a comma: ", the ministry confirmed on Friday". A verb of saying whose past form
// looks like a participle hangs on its subject in many trees; commas and the order of words tell that it
// reports what stands before it or around it.
#include "loaders/text/clause_rules.hpp"
#include "loaders/text/quantities.hpp"
#include "loaders/text/tree_mender.hpp"

namespace kg::text {
namespace {

class ReportRepair : TreeMender {
 public:
  ReportRepair(const Sentence& sentence, std::vector<std::int32_t>& head, std::vector<Deprel>& deprel)
      : TreeMender(sentence, head, deprel) {}

  void run() {
    for (std::int32_t t = 2; t < size(); ++t) {
      report_as_participle(t);
      inserted_speaker(t);
      participle_behind_report(t);
      report_goes_on(t);
    }
  }

 private:
  /// ", THE UTILITY confirmed": the noun right before a verb that a comma parts from what is said, or
  /// kNoHead.
  std::int32_t speaker_before(std::int32_t verb) const {
    std::int32_t first = verb;
    while (first > 0 && !is(first - 1, {Upos::Punct, Upos::Verb, Upos::Aux, Upos::Sconj, Upos::Cconj}) &&
           !tag(first - 1).starts_with('W'))
      --first;
    if (first == verb || !comma(first - 1) || is(first, {Upos::Adp, Upos::Adv}) || !nominal(verb - 1))
      return kNoHead;
    const std::string article = lower(form(first));
    const std::int32_t noun = phrase_head(verb - 1, first);
    const bool known =
        is(noun, {Upos::Propn}) || article == "the" || is(first, {NmodPoss}) || tag(first) == "PRP$";
    return known && !names_sum(lemma(noun)) && !is(noun, {Upos::Num}) ? noun : kNoHead;
  }

  /// One past the time and place right behind a verb: "confirmed ON FRIDAY".
  std::int32_t end_of(std::int32_t verb) const {
    constexpr std::int32_t kMost = 6;  // tokens
    std::int32_t end = verb + 1;
    while (end < size() && end <= verb + kMost &&
           is(end, {Upos::Adp, Upos::Det, Upos::Adj, Upos::Noun, Upos::Propn, Upos::Num, Upos::Adv}))
      ++end;
    return end;
  }

  /// "The plant will close, the utility[appos] confirmed[acl] on Friday.", "The firm[nsubj of confirmed], the
  /// ministry[nsubj of broke] confirmed, broke the law.": the noun before is who reports.
  void report_as_participle(std::int32_t verb) {
    if (tag(verb) != "VBN" || !reporting(lemma(verb)) || has(verb, {Aux, AuxPass, Cop, Obj, OblAgent}))
      return;
    const std::int32_t speaker = speaker_before(verb), end = end_of(verb);
    if (speaker == kNoHead || is(verb, {Root})) return;
    const bool last = end == size() - 1 && is(end, {Upos::Punct});
    if (!last && !comma(end)) return;
    std::int32_t host = last ? root() : main_verb(end + 1);
    if (host == kNoHead || host == verb || host == speaker || (last && !finite(host))) return;
    if (below(host, verb) || below(host, speaker)) replace(below(speaker, verb) ? verb : speaker, host);
    attach(verb, host, Parataxis);
    attach(speaker, verb, Nsubj);
    for (std::int32_t t = 0; t < size(); ++t) {
      const bool before = t < first_of(speaker) && (head_[t] == verb || head_[t] == speaker);
      if (before) attach(t, host, is(t, {NsubjPass}) ? Nsubj : deprel_[t]);
      if (t > verb && t < end && head_[t] == speaker) head_[t] = verb;
      if (t >= end && (head_[t] == verb || head_[t] == speaker)) head_[t] = host;
    }
  }

  /// "The fire grew[ccomp], officials said Friday, destroying[advcl of said] homes": what happens behind a
  /// report is what it tells of.
  void participle_behind_report(std::int32_t participle) {
    const std::int32_t verb = head_[participle];
    if (!is(participle, {Advcl}) || tag(participle) != "VBG" || verb == kNoHead || verb > participle) return;
    if (!reporting(lemma(verb)) || !comma(participle - 1) || reporting(lemma(participle)) ||
        has(participle, {Mark}))
      return;
    const std::int32_t told = is(verb, {Parataxis}) ? head_[verb] : child(verb, {Ccomp});
    if (told != kNoHead && told < verb && is(told, {Upos::Verb})) head_[participle] = told;
  }

  /// "said that the fields were at their peak and would decline[conj of said]": past forms report, modal
  /// verbs are part of what they report.
  void report_goes_on(std::int32_t verb) {
    const std::int32_t said = head_[verb];
    if (!is(verb, {Conj}) || said == kNoHead || said > verb || tag(said) != "VBD" || !reporting(lemma(said)))
      return;
    const std::int32_t modal = child(verb, {Aux}), told = child(said, {Ccomp});
    if (modal == kNoHead || tag(modal) != "MD" || has_subject(verb) || told == kNoHead || told < said ||
        told > verb)
      return;
    if (comma(group_begin(verb) - 1) || comma(group_begin(verb) - 2) || reporting(lemma(verb))) return;
    head_[verb] = told;
  }

  std::int32_t root() const {
    for (std::int32_t t = 0; t < size(); ++t) {
      if (is(t, {Root})) return t;
    }
    return kNoHead;
  }

  /// The predicate that begins at a token, if it shows tense.
  std::int32_t main_verb(std::int32_t begin) const {
    for (std::int32_t t = begin; t < size() && t < begin + 5; ++t) {
      if (finite(t) && group_begin(t) <= begin) return t;
      if (is(t, {Upos::Punct})) return kNoHead;
    }
    return kNoHead;
  }

  /// "The tax[ccomp of said], the minister said, will rise": before an inserted speaker stands the subject of
  /// what he says.
  void inserted_speaker(std::int32_t verb) {
    const std::int32_t speaker = child(verb, {Nsubj});
    const std::int32_t behind = end_of(verb);
    if (!reporting(lemma(verb)) || speaker == kNoHead || speaker > verb || !comma(behind)) return;
    std::int32_t end = first_of(speaker) - 1;  // of the words before
    while (end > 0 && is(end, {Upos::Punct}) && !comma(end)) --end;
    if (end < 1 || !comma(end) || !nominal(end - 1)) return;
    const std::int32_t noun = phrase_head(end - 1, 0);
    if (has(noun, {Case, Cop, Nsubj}) ||
        (head_[noun] != verb && head_[verb] != noun && head_[noun] != kNoHead))
      return;
    for (std::int32_t t = 0; t < first_of(noun); ++t) {
      if (!is(t, {Upos::Punct})) return;
    }
    for (std::int32_t said = behind + 1; said < size(); ++said) {
      if (!finite(said)) continue;
      const std::int32_t above = head_[said];
      const bool near = above == verb || above == noun || head_[verb] == said || head_[noun] == said;
      if (has_subject(said) || !near || has(said, {Mark, Cc})) return;
      std::int32_t top = said;
      if (above == verb || above == noun)
        top = head_[verb] == noun ? noun : head_[noun] == verb ? verb : above;
      if (top != said) replace(top, said);
      attach(verb, said, Parataxis);
      make_subject(noun, said);
      for (std::int32_t t = behind; t < size(); ++t) {
        if (t != said && (head_[t] == noun || head_[t] == verb)) head_[t] = said;
      }
      return;
    }
  }
};

}  // namespace

void repair_reports(const Sentence& sentence, std::vector<std::int32_t>& head, std::vector<Deprel>& deprel) {
  ReportRepair(sentence, head, deprel).run();
}

}  // namespace kg::text
