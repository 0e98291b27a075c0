// What "and" and commas join. Parsers often hang the second clause of a sentence on a noun of the first;
// tense, copulas and commas tell that it is a clause.
#include <array>

#include "loaders/text/clause_rules.hpp"
#include "loaders/text/repair_words.hpp"
#include "loaders/text/tree_mender.hpp"

namespace kg::text {
namespace {

class CoordinationRepair : TreeMender {
 public:
  CoordinationRepair(const Sentence& sentence, std::vector<std::int32_t>& head, std::vector<Deprel>& deprel)
      : TreeMender(sentence, head, deprel) {}

  void run() {
    for (std::int32_t t = 1; t < size(); ++t) {
      list_as_apposition(t);
      predicate_as_subject(t);
      clause_on_noun(t);
      noun_with_verb(t);
      noun_on_clause(t);
      two_sentences(t);
      participle_behind_comma(t);
      next_verb(t);
      subject_with_apposition(t);
      finite_conjunct(t);
      second_apposition(t);
      which(t);
      nearest_name(t);
      whose(t);
    }
  }

 private:
  /// The clause that a token lies in: the nearest verb or copular predicate above it.
  std::int32_t clause_of(std::int32_t t) const {
    for (int steps = 0; t != kNoHead && steps <= size(); ++steps, t = head_[t]) {
      if (is(t, {Upos::Verb}) && !is(t, {Amod})) return t;
      if (has(t, {Cop})) return t;
    }
    return kNoHead;
  }

  /// "She is the first woman[nsubj of founded] to lead it since the choir was founded": what has a copula and
  /// a subject is no subject, and the noun right before the verb is.
  void predicate_as_subject(std::int32_t predicate) {
    const std::int32_t verb = head_[predicate];
    if (!is(predicate, {Nsubj, NsubjPass}) || verb < predicate || !has(predicate, {Cop}) ||
        !has(predicate, {Nsubj}))
      return;
    const std::int32_t last = group_begin(verb) - 1;
    if (!finite(verb) || last <= predicate || !nominal(last)) return;
    const std::int32_t noun = phrase_head(last, predicate + 1), first = first_of(noun);
    std::int32_t marker = child(noun, {Case});
    if (marker == kNoHead && is(first - 1, {Mark}) && head_[first - 1] == verb) marker = first - 1;
    if (marker == kNoHead || marker > first || !below(noun, verb)) return;
    if (!kClauseOpeners.has(lower(form(marker)))) return;
    replace(verb, predicate);
    attach(verb, predicate, Advcl);
    make_subject(noun, verb);
    attach(marker, verb, Mark);
  }

  bool joined_by_and(std::int32_t t) const {
    const std::int32_t conjunction = child(t, {Cc});
    return conjunction != kNoHead && conjunction < t;
  }

  /// Whether a noun shows by its own words that it is one of several.
  bool determined(std::int32_t noun) const {
    return has(noun, {Det, NmodPoss, Nummod}) || is(noun, {Upos::Propn}) || tag(noun) == "NNS";
  }

  /// "A door, a crew[appos] and a school[conj of crew] led to it", "the Union, the Greens[appos], the
  /// Liberals[appos of Greens] and the Left": an apposition ends with a comma, and has none itself; so this
  /// is a list.
  void list_as_apposition(std::int32_t second) {
    const std::int32_t first = head_[second];
    if (!is(second, {Appos}) || first == kNoHead || first > second || !nominal(first) || !nominal(second) ||
        !comma(first_of(second) - 1) || has(second, {Case}))
      return;
    std::vector<std::int32_t> parts{second};
    for (std::int32_t t = second + 1; t < size(); ++t) {
      const bool goes_on = is(t, {Appos}) || (is(t, {Conj}) && !joined_by_and(t));
      if (head_[t] == parts.back() && goes_on && nominal(t) && comma(first_of(t) - 1)) parts.push_back(t);
    }
    std::int32_t last = kNoHead;
    for (std::int32_t t = parts.back() + 1; t < size() && last == kNoHead; ++t) {
      const std::int32_t modifier = child(t, {Amod});
      const bool other = modifier != kNoHead && lemma(modifier) == "other" && below(t, parts.back());
      if (is(t, {Conj}) && (head_[t] == parts.back() || other) && joined_by_and(t)) last = t;
    }
    if (last == kNoHead || !nominal(last) || !determined(last)) return;
    std::int32_t end = last + 1;
    while (end < size() && below(end, last) && !comma(end)) ++end;
    const bool common = is(first, {Upos::Noun}) && is(second, {Upos::Noun});
    const bool indefinite = common && indefinite_article(first) && indefinite_article(second);
    const bool open =
        (indefinite && indefinite_article(last)) ||
        (!comma(end) && (indefinite || (end < size() && tensed(end) && is(first, {Nsubj, NsubjPass}))));
    const bool described = is(first, {Upos::Propn}) && indefinite_article(second);  // "Reed, a cook, …"
    const bool many = tag(first) == "NNS" && tag(second) == "NN";  // "two sons, a daughter and a niece"
    if ((parts.size() < 2 || described) && !open && !many) return;
    for (const std::int32_t part : parts) attach(part, first, Conj);
    attach(last, first, Conj);
    for (std::int32_t t = last + 1; t < size(); ++t) {  // ", which": of the last one
      if (is(t, {AclRelcl}) && head_[t] == parts.back()) head_[t] = last;
    }
  }

  bool indefinite_article(std::int32_t noun) const {
    const std::int32_t article = child(noun, {Det});
    return article == kNoHead ? has(noun, {Nummod}) : lemma(article) == "a";
  }

  /// "It has shops and is[cop] the seat[conj of shops]", "won gold at the Games and coached[conj of Games] a
  /// team": a finite clause is not coordinated with a noun.
  void clause_on_noun(std::int32_t clause) {
    const std::int32_t noun = head_[clause];
    if (!is(clause, {Conj}) || noun == kNoHead || noun > clause || has(noun, {Cop})) return;
    if (!nominal(noun) && !is(noun, {Upos::Adj, Upos::Adv, Upos::Num, Upos::Sym})) return;
    if (!finite(clause) || has_subject(clause) || !joined_by_and(clause)) return;
    const std::int32_t first = clause_of(noun);
    if (first == kNoHead || first > clause || !finite(first)) return;
    attach(clause, first, Conj);
  }

  /// "was rebuilt, and many families[conj of rebuilt] moved[acl of families]": a past form behind the noun
  /// that "and" brings in is its verb.
  void noun_with_verb(std::int32_t verb) {
    const std::int32_t noun = head_[verb];
    if (!is(verb, {Acl, AclRelcl}) || tag(verb) != "VBD" || noun == kNoHead || noun > verb ||
        !is(noun, {Conj}))
      return;
    const std::int32_t conjunction = child(noun, {Cc});
    std::int32_t first = head_[noun];
    if (joined_by_and(noun) && comma(conjunction - 1)) first = clause_of(first);
    if (first == kNoHead || !is(first, {Upos::Verb}) || first > noun || !joined_by_and(noun)) return;
    if (has_subject(verb) || has(verb, {Mark}) || group_begin(verb) != noun + 1) return;
    attach(verb, first, Conj);
    make_subject(noun, verb);
    attach(conjunction, verb, Cc);
    for (std::int32_t t = noun + 1; t < size(); ++t) {
      if (t != verb && head_[t] == noun && t > verb) head_[t] = verb;
    }
  }

  /// "The farm is known for its cheese, and two mills[conj of known]": nor is a noun coordinated with a
  /// clause.
  void noun_on_clause(std::int32_t noun) {
    const std::int32_t verb = head_[noun];
    if (!is(noun, {Conj}) || !is(noun, {Upos::Noun, Upos::Propn}) || verb == kNoHead || verb > noun) return;
    const std::int32_t clause = child(noun, {Acl});
    const bool told = clause == kNoHead || has(clause, {Mark});  // "and a PROMISE that jobs are safe"
    if (!is(verb, {Upos::Verb}) || !joined_by_and(noun) || !told ||
        has(noun, {Case, Cop, AclRelcl, Advmod, Obj, Obl, Xcomp, Ccomp}) || has_subject(noun))
      return;
    std::int32_t first = kNoHead;
    for (std::int32_t t = verb + 1; t < first_of(noun); ++t) {
      if (head_[t] == verb && is(t, {Obj, Obl, OblAgent, Xcomp}) && nominal(t)) first = t;
      if (head_[t] == verb && is(t, {Conj})) return;
    }
    if (first != kNoHead) head_[noun] = first;
  }

  /// "The mill closed[acl] in May, and many families moved": what "and" joins behind a comma is a sentence,
  /// not a second noun, so the first noun has a verb, too.
  void two_sentences(std::int32_t closed) {
    const std::int32_t first = head_[closed];
    if (!is(closed, {Acl}) || first + 1 != closed || !nominal(first) || has(closed, {OblAgent, Mark})) return;
    if (tag(closed) != "VBN" && tag(closed) != "VBD") return;
    std::int32_t conjunction = closed + 1;
    while (conjunction < size() && !(form(conjunction) == "and" && comma(conjunction - 1))) ++conjunction;
    for (std::int32_t verb = conjunction + 1; verb < size(); ++verb) {
      if (!finite(verb) || !is(verb, {Upos::Verb})) continue;
      const bool shared = is(first, {Nsubj, NsubjPass}) && head_[first] == verb;
      if (!shared && !(is(verb, {Conj}) && head_[verb] == first)) return;
      std::int32_t second = kNoHead, others = 0;
      for (std::int32_t t = closed + 1; t < verb; ++t) {
        const bool subject = head_[t] == verb && is(t, {Nsubj, NsubjPass});
        const bool conjunct = head_[t] == first && is(t, {Conj});
        if (t < conjunction) others += subject || conjunct;
        if (t > conjunction && (subject || conjunct) && second == kNoHead) second = t;
      }
      if (second == kNoHead || others > 0) return;
      replace(shared ? verb : first, closed);
      attach(verb, closed, Conj);
      make_subject(first, closed);
      make_subject(second, verb);
      attach(conjunction, verb, Cc);
      return;
    }
  }

  /// "crossed by the Old Bridge, opened[conj of crossed] in 2003": a comma alone does not coordinate two
  /// verbs, so the second is a participle that tells more of the noun before it.
  void participle_behind_comma(std::int32_t participle) {
    const std::int32_t verb = head_[participle];
    if (!is(participle, {Conj, Advcl}) || verb == kNoHead || verb > participle || !comma(participle - 1))
      return;
    if ((tag(participle) != "VBD" && tag(participle) != "VBN") ||
        has(participle, {Cc, Obj, Xcomp, Ccomp, Aux, AuxPass, Mark}))
      return;
    if (has_subject(participle) || has(participle, {Conj}) || !made_once(lemma(participle))) return;
    const std::int32_t last = participle - 2;
    if (last < verb || !is(last, {Upos::Propn, Upos::Noun})) return;
    std::int32_t noun = last;
    while (is(noun, {Flat, Compound}) && head_[noun] > verb && head_[noun] < participle) noun = head_[noun];
    for (std::int32_t t = verb + 1; t < size(); ++t) {
      if (t != participle && head_[t] == verb && is(t, {Conj})) return;
    }
    if (below(noun, participle)) return;
    attach(participle, noun, Acl);
  }

  /// "left the bank, moved[parataxis] to Leeds and founded a school": a verb of the same tense behind a
  /// comma, without a subject of its own, is the next thing that the subject did.
  void next_verb(std::int32_t verb) {
    const std::int32_t first = head_[verb];
    if (!is(verb, {Parataxis}) || first == kNoHead || first > verb || !is(verb, {Upos::Verb})) return;
    if (tag(verb) != tag(first) || (tag(verb) != "VBD" && tag(verb) != "VBZ") || reporting(lemma(verb)))
      return;
    if (!comma(group_begin(verb) - 1) || has_subject(verb) || has(verb, {Mark, Aux}) || !has_subject(first))
      return;
    deprel_[verb] = Conj;
  }

  /// "expects 4%, compared[advcl] with 3%, and has cut[conj of compared] jobs": what shows tense is
  /// coordinated with what does.
  void finite_conjunct(std::int32_t verb) {
    const std::int32_t participle = head_[verb];
    if (!is(verb, {Conj}) || participle == kNoHead || participle > verb || !is(participle, {Advcl, Acl}))
      return;
    if (!finite(verb) || has_subject(verb) || !joined_by_and(verb) || finite(participle) ||
        has(participle, {Mark}))
      return;
    if (tag(participle) != "VBN" && tag(participle) != "VBG") return;
    if (tag(verb) == "VBD" && !has(verb, {Aux})) return;  // may be a participle, too
    const std::int32_t main = clause_of(head_[participle]);
    if (main != kNoHead && main < verb && finite(main)) head_[verb] = main;
  }

  /// "Its chairman, Ada Hill, a former judge[conj of chairman], resigned": one person, described twice.
  void second_apposition(std::int32_t noun) {
    const std::int32_t first = head_[noun];
    if (!is(noun, {Conj}) || !is(noun, {Upos::Noun}) || first == kNoHead || first > noun ||
        has(noun, {Cc, Case}))
      return;
    const std::int32_t name = child(first, {Appos}), begin = first_of(noun);
    if (name == kNoHead || !is(name, {Upos::Propn}) || name > begin || !comma(begin - 1) || has(first, {Cc}))
      return;
    std::int32_t end = noun + 1;
    while (end < size() && below(end, noun) && !comma(end)) ++end;
    for (std::int32_t t = 0; t < size(); ++t) {
      if (t != noun && head_[t] == first && is(t, {Conj})) return;
    }
    if (tag(noun) == "NN" && comma(end)) attach(noun, name, Appos);
  }

  /// "…, and the sponsor[conj of a noun before], the bank Norl, announced[conj]": the phrase right behind
  /// "and" is the subject of a verb behind a comma that has none.
  void subject_with_apposition(std::int32_t verb) {
    const std::int32_t first = head_[verb];
    if (!is(verb, {Conj}) || first == kNoHead || first > verb || !finite(verb) || has_subject(verb)) return;
    if (!comma(group_begin(verb) - 1)) return;
    std::int32_t joint = verb - 1;
    while (joint > first && !(is(joint, {Cc}) && form(joint) == "and" && comma(joint - 1))) --joint;
    if (joint <= first) return;
    std::int32_t noun = joint + 1;
    while (noun < verb && !(nominal(noun) && (head_[noun] < joint || head_[noun] >= verb))) ++noun;
    if (noun >= verb || has(noun, {Case, Cop}) || !is(noun, {Conj, Nsubj, NsubjPass, Dep}) ||
        !has(noun, {Appos}))
      return;
    if (first_of(noun) > joint + 1 || below(verb, noun)) return;
    make_subject(noun, verb);
    attach(joint, verb, Cc);
  }

  /// What is done to things, once, at a place and a time: who does it is seldom the subject before.
  static bool made_once(const std::string& verb) {
    static constexpr std::array<std::string_view, 24> kMade = {
        "adopt",    "base",  "build",     "complete", "construct", "create", "design",  "establish",
        "found",    "hold",  "introduce", "invent",   "launch",    "locate", "open",    "organise",
        "organize", "paint", "publish",   "record",   "release",   "sign",   "situate", "write"};
    static_assert(std::is_sorted(kMade.begin(), kMade.end()));
    return holds(kMade, verb);
  }

  /// "built a base there, which[nsubj] houses[conj] a museum": what has "which" for its subject is a relative
  /// clause.
  void which(std::int32_t pronoun) {
    const std::int32_t clause = head_[pronoun];
    const bool person = lower(form(pronoun)) == "who";
    if ((!person && lower(form(pronoun)) != "which") || !is(pronoun, {Nsubj, NsubjPass}) ||
        clause == kNoHead || clause < pronoun)
      return;
    if (!is(clause, {Conj, Parataxis, Advcl, Dep}) || has(clause, {Cc}) || !comma(pronoun - 1)) return;
    std::int32_t noun = pronoun - 2;
    while (noun > 0 && is(noun, {Upos::Adv})) --noun;
    if (noun < 0 || !is(noun, {Upos::Noun, Upos::Propn})) return;
    if (person && !is(noun, {Upos::Propn})) return;
    while (is(noun, {Flat, Compound}) && head_[noun] >= 0 && head_[noun] < noun) noun = head_[noun];
    if (person && has(noun, {Case})) return;  // "a doctor at the Oslo Hospital, who led it"
    if (!person) noun = phrase_head(noun, 0);
    if (below(noun, clause)) return;
    if (person) {
      list_of_deeds(clause, noun);
      second_subject(noun);
    }
    attach(clause, noun, AclRelcl);
  }

  /// "arrested Reed, who hid[conj of arrested], burned[conj of arrested] it and fled": a list behind "who" is
  /// his.
  void list_of_deeds(std::int32_t clause, std::int32_t noun) {
    for (std::int32_t t = clause + 1; t < size(); ++t) {
      if (!is(t, {Conj}) || head_[t] != head_[noun] || has(t, {Cc}) || has_subject(t) ||
          !comma(group_begin(t) - 1))
        continue;
      const std::int32_t last = child(t, {Conj});
      if (last != kNoHead && joined_by_and(last)) return attach(t, clause, Conj);
    }
  }

  /// "Ada Hill, who leads Norl, and Jo Reed[conj of Norl], who …": behind the comma that ends a relative
  /// clause, "and" joins what the clause is about.
  void second_subject(std::int32_t noun) {
    const std::int32_t conjunction = child(noun, {Cc});
    const std::int32_t joint = conjunction == kNoHead ? first_of(noun) - 1 : conjunction;
    if (!is(noun, {Conj}) || joint < 2 || !is(joint, {Cc}) || !comma(joint - 1)) return;
    for (std::int32_t up = head_[noun], steps = 0; up != kNoHead && steps < size(); up = head_[up], ++steps) {
      if (is(up, {AclRelcl}) && head_[up] != kNoHead && head_[up] < up && nominal(head_[up]) &&
          !below(head_[up], noun)) {
        attach(joint, noun, Cc);
        return attach(noun, head_[up], Conj);
      }
    }
  }

  /// "is a setback for Norl, which grew[acl:relcl of setback]": what a predicate is, its sentence has told;
  /// the clause tells of the name before it.
  void nearest_name(std::int32_t pronoun) {
    const std::int32_t verb = head_[pronoun];
    if ((lemma(pronoun) != "who" && lemma(pronoun) != "which") || !is(pronoun, {Nsubj, NsubjPass}) ||
        !comma(pronoun - 1) || verb < pronoun)
      return;
    const std::int32_t noun = head_[verb], last = pronoun - 2;
    if (!is(verb, {AclRelcl}) || noun == kNoHead || noun >= last || !has(noun, {Cop})) return;
    const std::int32_t name = phrase_head(last, noun + 1);
    const std::int32_t marker = child(name, {Case});
    const std::string word = marker == kNoHead ? std::string() : form(marker);
    if (word != "for" && word != "to" && word != "against") return;  // not "a member OF Norl, who retired"
    if (is(name, {Upos::Propn}) && is(name, {Nmod}) && head_[name] == noun && !has(name, {Conj}))
      head_[verb] = name;
  }

  /// "the army, whose coach[appos], Ben Moss, noticed[conj] it": "whose" opens a relative clause, and its
  /// noun is the subject of the verb that follows.
  void whose(std::int32_t pronoun) {
    const std::int32_t owned = head_[pronoun];
    if (lower(form(pronoun)) != "whose" || owned == kNoHead || owned < pronoun || has_subject(owned)) return;
    const std::int32_t noun = head_[owned];
    if (!is(owned, {Appos, Conj, Dep}) || noun == kNoHead || noun > pronoun || !nominal(noun)) return;
    for (std::int32_t verb = owned + 1; verb < size(); ++verb) {
      if (!is(verb, {Upos::Verb}) || !tensed(verb)) continue;
      if (has_subject(verb) || has(verb, {Cc, Mark}) || below(noun, verb)) return;
      attach(verb, noun, AclRelcl);
      attach(owned, verb, Nsubj);
      return;
    }
  }
};

}  // namespace

void repair_coordination(const Sentence& sentence, std::vector<std::int32_t>& head,
                         std::vector<Deprel>& deprel) {
  if (!head.empty()) CoordinationRepair(sentence, head, deprel).run();
}

}  // namespace kg::text
