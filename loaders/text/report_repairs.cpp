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
      quoted_saying(t);
      conjunction_as_pronoun(t);
      report_hung_on_time(t);
      report_goes_on(t);
      speaker_adds(t);
      next_deed(t);
      subject_of_report(t);
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

  /// "quoted the paper, founded[acl] by Reed, as saying[advcl of founded] it would": who is quoted says it.
  void quoted_saying(std::int32_t saying) {
    const std::int32_t participle = head_[saying];
    if (tag(saying) != "VBG" || lemma(saying - 1) != "as" || participle == kNoHead || !is(participle, {Acl}))
      return;
    const std::int32_t noun = head_[participle], quote = noun == kNoHead ? kNoHead : head_[noun];
    if (quote != kNoHead && is(noun, {Obj}) && lemma(quote) == "quote") attach(saying, quote, Advcl);
  }

  /// Whether a clause is told, not done beside the telling: past forms tell, and modal verbs, "had" and the
  /// present are part of what they tell.
  bool told_after(std::int32_t verb, bool past_tells) const {
    const std::int32_t first = child(verb, {Aux, AuxPass, Cop});
    const std::int32_t tense = first != kNoHead && first < verb ? first : verb;
    if (tag(tense) == "MD") return true;
    return past_tells &&
           (tag(tense) == "VBZ" || tag(tense) == "VBP" || (lemma(tense) == "have" && tense != verb));
  }

  /// "said that the fields were at their peak and would decline[conj of said]", "said that it was old, and
  /// THAT it leaked[conj of said]", "It was old, he said, and it would leak[conj of said]".
  void report_goes_on(std::int32_t verb) {
    const std::int32_t said = head_[verb];
    if (!is(verb, {Conj}) || said == kNoHead || said > verb || !reporting(lemma(said))) return;
    const std::int32_t told = is(said, {Parataxis}) ? head_[said] : child(said, {Ccomp});
    if (told == kNoHead || told > verb) return;
    const bool inserted = told < said;
    if (!inserted && is(said, {Parataxis})) return;
    if (!that_clause(verb)) {
      const bool apart = comma(group_begin(verb) - 1) || comma(group_begin(verb) - 2);
      if (reporting(lemma(verb)) || tag(said) != "VBD" || !told_after(verb, inserted)) return;
      if (!inserted && (has_subject(verb) || apart)) return;
    }
    head_[verb] = told;
  }

  bool that_clause(std::int32_t verb) const {
    const std::int32_t marker = child(verb, {Mark});
    return marker != kNoHead && marker < verb && lemma(marker) == "that";
  }

  /// "said today that it was closed[acl of today]": a time has no news to tell.
  void report_hung_on_time(std::int32_t told) {
    const std::int32_t time = head_[told];
    if (!is(told, {Acl, AclRelcl}) || time == kNoHead || time > told || !has_subject(told) ||
        !that_clause(told))
      return;
    const std::int32_t said = head_[time];
    if (said == kNoHead || said > time || !reporting(lemma(said)) || has(said, {Ccomp})) return;
    if (is(time, {Obl, OblUnmarked}) && first_of(told) == time + 1) attach(told, said, Ccomp);
  }

  /// "said that[obj] thieves stole the records": no relative pronoun where the verb has a subject and an
  /// object.
  void conjunction_as_pronoun(std::int32_t that) {
    const std::int32_t verb = head_[that];
    if (lemma(that) != "that" || verb == kNoHead || !is(that, {Obj, Obl}) || !is(verb, {Ccomp})) return;
    const std::int32_t said = head_[verb];
    if (said == kNoHead || said > that || !reporting(lemma(said)) || first_of(verb) != that) return;
    if (has(verb, {Nsubj, NsubjPass, Expl})) deprel_[that] = Mark;
  }

  /// "Voss said the fall in sales was small, adding[advcl of small] that it would end": who says a thing goes
  /// on saying.
  void speaker_adds(std::int32_t participle) {
    if (!is(participle, {Advcl, Acl}) || tag(participle) != "VBG" || !reporting(lemma(participle)) ||
        !comma(participle - 1) || has(participle, {Mark}))
      return;
    std::int32_t clause = head_[participle];
    for (int steps = 0; clause != kNoHead && !is(clause, {Ccomp}) && steps < size(); ++steps)
      clause = head_[clause];
    const std::int32_t said = clause == kNoHead ? kNoHead : head_[clause];
    if (said == kNoHead || said > clause || clause > participle || !reporting(lemma(said))) return;
    attach(participle, said, Advcl);
    for (std::int32_t t = participle + 1; t < size() && !has(participle, {Ccomp}); ++t) {
      if (is(t, {Ccomp}) && head_[t] == said) head_[t] = participle;
    }
  }

  /// "said it had not been asked and demanded[conj of asked] talks": what has an object is no passive, so it
  /// is the next thing that the speaker did.
  void next_deed(std::int32_t verb) {
    const std::int32_t told = head_[verb];
    if (!is(verb, {Conj}) || told == kNoHead || told > verb || !is(told, {Ccomp}) || !has(told, {AuxPass}))
      return;
    const std::int32_t said = head_[told], had = child(told, {Aux});
    if (said == kNoHead || said > told || tag(said) != "VBD" || had == kNoHead || lemma(had) != "have")
      return;
    const bool past = tag(verb) == "VBD" || tag(verb) == "VBN";
    if (!past || !has(verb, {Cc}) || has_subject(verb) || has(verb, {Aux, AuxPass, Mark})) return;
    const std::int32_t object = has(verb, {Obj}) ? child(verb, {Obj}) : child(told, {Obj});
    if (object < verb) return;
    head_[verb] = said;
    head_[object] = verb;
  }

  /// "said the bill[obj], still a draft, had[parataxis of said] support": a noun right behind a verb of
  /// saying is the subject of a verb behind the next commas that has none.
  void subject_of_report(std::int32_t noun) {
    const std::int32_t said = head_[noun];
    if (!is(noun, {Obj}) || said == kNoHead || said > noun || !reporting(lemma(said)) || has(said, {Ccomp}) ||
        first_of(noun) != said + 1 || !nominal(noun) || !comma(noun + 1))
      return;
    for (std::int32_t verb = noun + 2; verb < size(); ++verb) {
      if (!finite(verb) || has_subject(verb) || has(verb, {Cc, Mark})) continue;
      const std::int32_t begin = group_begin(verb);
      if (!comma(begin - 1) || begin == noun + 2 || below(said, verb)) continue;
      if (head_[verb] != said && !below(verb, noun)) return;
      attach(verb, said, Ccomp);
      make_subject(noun, verb);
      for (std::int32_t t = begin; t < size(); ++t) {
        if (t != verb && head_[t] == noun) head_[t] = verb;
      }
      return;
    }
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
