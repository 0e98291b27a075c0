// Relative clauses between commas, and the main verb behind them. Parsers often coordinate the two verbs of
// "The bridge, which the army built, collapsed"; the second comma closes the clause, and a verb behind it
// that no "and" joins is the antecedent's.
#include "loaders/text/clause_rules.hpp"
#include "loaders/text/statements.hpp"
#include "loaders/text/tree_mender.hpp"

namespace kg::text {
namespace {

class RelativeRepair : TreeMender {
 public:
  RelativeRepair(const Sentence& sentence, std::vector<std::int32_t>& head, std::vector<Deprel>& deprel)
      : TreeMender(sentence, head, deprel) {}

  void run() {
    for (std::int32_t t = 1; t < size(); ++t) object_of_relative(t);
    for (std::int32_t t = 1; t < size(); ++t) {
      subject_pronoun(t);
      object_pronoun(t);
      relative_clause(t);
      second_relative_clause(t);
      between_commas(t);
      said_of_pronoun(t);
      gap(t);
      clause_behind_noun(t);
      main_verb_behind(t);
    }
  }

 private:
  bool relative(std::int32_t pronoun) const {
    const std::string who = lemma(pronoun);
    return who == "who" || who == "whom" || who == "which";
  }

  /// "a vaccine that protected[acl:relcl] mice[acl:relcl]": a noun without a verb is no clause, so it is the
  /// object of the verb right before it.
  void object_of_relative(std::int32_t noun) {
    const std::int32_t verb = noun - 1;
    if (!is(noun, {AclRelcl}) || !is(noun, {Upos::Noun, Upos::Propn}) || !is(verb, {AclRelcl}) ||
        head_[verb] != head_[noun] || !is(verb, {Upos::Verb}))
      return;
    if (has(noun, {Cop, Aux, Nsubj}) || has(verb, {AuxPass})) return;
    attach(noun, verb, Obj);
    for (std::int32_t t = 0; t < verb; ++t) {
      if (head_[t] == noun) head_[t] = verb;
    }
  }

  /// "who[obj] wrote a song", "that[obj] protects mice": an active verb with nothing else before it that
  /// could be its subject has the pronoun for one.
  void subject_pronoun(std::int32_t pronoun) {
    const std::int32_t verb = head_[pronoun];
    if (!is(pronoun, {Obj}) || (!relative(pronoun) && lemma(pronoun) != "that") || verb < pronoun) return;
    if (!is(verb, {AclRelcl}) || !has(verb, {Obj}) || has_subject(verb) || has(verb, {AuxPass})) return;
    for (std::int32_t t = pronoun + 1; t < verb; ++t) {
      if (nominal(t)) return;
    }
    for (std::int32_t t = verb + 1; t < size(); ++t) {
      if (head_[t] == verb && is(t, {Obj})) deprel_[pronoun] = Nsubj;
    }
  }

  /// "which[nsubj] doctors[nsubj] prescribe", "whom[obl] voters elected": a clause has one subject, and it
  /// stands behind the pronoun for an object.
  void object_pronoun(std::int32_t pronoun) {
    const std::int32_t verb = head_[pronoun];
    if (!relative(pronoun) || !is(pronoun, {Nsubj, NsubjPass, Obl, OblUnmarked}) || has(pronoun, {Case}))
      return;
    if (verb < pronoun || !is(verb, {Upos::Verb}) || has(verb, {Obj, AuxPass, Cop})) return;
    for (std::int32_t t = pronoun + 1; t < verb; ++t) {
      if (head_[t] == verb && is(t, {Nsubj})) deprel_[pronoun] = Obj;
    }
  }

  /// A clause that could be the main one: finite, without a subject, right behind a comma, with no "and".
  bool lacks_subject(std::int32_t verb) const {
    return finite(verb) && stands_alone(verb) &&
           is(verb, {Conj, Parataxis, Dep, Ccomp, Advcl, Appos, Acl, AclRelcl, Root});
  }

  bool stands_alone(std::int32_t verb) const {
    return !has_subject(verb) && !has(verb, {Cc, Mark}) && comma(group_begin(verb) - 1);
  }

  /// "…, collapsed[VBN, conj of built]": a participle is not coordinated with a past form, so it is one.
  bool past_form(std::int32_t verb, std::int32_t first) const {
    return tag(verb) == "VBN" && is(verb, {Conj, Dep, Parataxis}) && tag(first) != "VBG" &&
           !has(verb, {Aux, AuxPass, Cop}) && stands_alone(verb);
  }

  /// Whether the verb behind a relative clause is hung on its verb or noun, or on what "and" joins to it.
  bool hangs_on(std::int32_t main, std::int32_t verb, std::int32_t noun) const {
    const std::int32_t above = head_[main];
    if (above == verb || above == noun) return true;
    return above > main && is(above, {Conj}) && (head_[above] == verb || head_[above] == noun);
  }

  /// "who wrote it, sang it AND sold it, resigned": a list of verbs within the clause ends with "and".
  bool list_goes_on(std::int32_t first) const {
    for (std::int32_t last = first + 1; last < size(); ++last) {
      if (!is(last, {Conj}) || !has(last, {Cc}) || !is(last, {Upos::Verb})) continue;
      for (std::int32_t t = last + 1; t < size(); ++t) {
        if (lacks_subject(t) && head_[t] < first) return true;
      }
    }
    return false;
  }

  /// "met Hill, who came, saw AND left": a list of what "who" did.
  bool ends_with_and(std::int32_t from) const {
    for (std::int32_t t = from; t < size(); ++t) {
      if (is(t, {Conj}) && is(t, {Upos::Verb}) && has(t, {Cc}) && !has_subject(t)) return true;
    }
    return false;
  }

  /// "Ada Hill[nsubj], who wrote[root] it, resigned[conj]", "The bridge[root], which the army built,
  /// fell[conj]": the verb behind the pronoun is the relative clause, and the noun before is the subject of
  /// the verb that has none.
  void relative_clause(std::int32_t pronoun) {
    if (!relative(pronoun) || !is(pronoun, {Nsubj, NsubjPass, Obj, Obl}) || !comma(pronoun - 1)) return;
    const std::int32_t verb = head_[pronoun];
    std::int32_t noun = pronoun - 2;
    if (noun > 1 && comma(noun - 1) && is(noun, {Upos::Num})) noun -= 2;  // an age
    if (verb < pronoun || noun < 0 || !nominal(noun)) return;
    noun = phrase_head(noun, 0);
    const bool subject = is(noun, {Nsubj, NsubjPass});
    const bool object =
        is(noun, {Obj}) && head_[noun] != kNoHead && head_[noun] < noun && !reporting(lemma(head_[noun]));
    const bool below_noun = head_[verb] == noun && !subject;
    if (has(noun, {Case}) || (head_[noun] != verb && !below_noun && !(object && head_[verb] == head_[noun])))
      return;
    for (std::int32_t main = verb + 1; main < size(); ++main) {
      if (!hangs_on(main, verb, noun) || (!lacks_subject(main) && !past_form(main, verb))) continue;
      if (object && is(pronoun, {Nsubj, NsubjPass}) && ends_with_and(main)) return;
      if (object) {  // "Moss sold the firm, which Reed founded, closed[conj of founded] a mill and left"
        for (std::int32_t t = main; t < size(); ++t) {
          if (head_[t] == verb && is(t, {Conj, Parataxis, Dep})) attach(t, head_[noun], Conj);
        }
        return attach(verb, noun, AclRelcl);
      }
      if (list_goes_on(main)) continue;
      if (const std::int32_t second = head_[main]; second > main && is(second, {Conj}))
        attach(second, main, Conj);
      replace(head_[noun] == verb ? verb : noun, main);
      const std::int32_t end = group_begin(main) - 1;
      for (std::int32_t t = 0; t < size(); ++t) {
        const bool outside = t < pronoun || t >= end;
        if (outside && t != main && t != noun && (head_[t] == verb || (head_[t] == noun && t > main)))
          head_[t] = main;
      }
      make_subject(noun, main);
      attach(verb, noun, AclRelcl);
      return;
    }
  }

  /// "secure the 85 million pounds it is seeking[acl:relcl of secure]": a relative clause without a pronoun
  /// tells more of the noun right before its subject.
  void gap(std::int32_t verb) {
    const std::int32_t host = head_[verb], subject = child(verb, {Nsubj, NsubjPass});
    if (!is(verb, {AclRelcl}) || host == kNoHead || host > verb || !is(host, {Upos::Verb})) return;
    if (subject == kNoHead || subject > verb || has(verb, {Mark})) return;
    const std::int32_t last = first_of(subject) - 1;
    if (last <= host || !nominal(last)) return;
    const std::int32_t noun = phrase_head(last, host + 1);
    if (!below(noun, verb)) head_[verb] = noun;
  }

  /// "a share which[obj of say] lawyers say is[ccomp] too high": what lacks a subject behind a verb of saying
  /// has the pronoun for one.
  void said_of_pronoun(std::int32_t pronoun) {
    const std::int32_t verb = head_[pronoun];
    if (!relative(pronoun) && lemma(pronoun) != "that") return;
    if (!is(pronoun, {Obj}) || verb < pronoun || !reporting(lemma(verb)) || !has_subject(verb)) return;
    std::int32_t said = child(verb, {Ccomp, Xcomp, Advcl});
    if (said == kNoHead && is(verb, {AclRelcl})) said = content_beside(verb);
    if (said < verb || !finite(said) || has_subject(said) || has(said, {Mark, Cc})) return;
    make_subject(pronoun, said);
    std::int32_t noun = pronoun - 1;
    while (noun > 0 && comma(noun)) --noun;
    if (nominal(noun) && !is(verb, {AclRelcl, Root}) && !below(noun, verb))
      attach(verb, phrase_head(noun, 0), AclRelcl);
  }

  /// "sold a ship, a deal[nsubj of wrong] which critics say is wrong[parataxis of sold]": what begins right
  /// behind "say" is what is said; kNoHead where nothing does.
  std::int32_t content_beside(std::int32_t verb) {
    const std::int32_t noun = head_[verb], said = noun == kNoHead ? kNoHead : head_[noun];
    if (said < verb || !is(noun, {Nsubj, NsubjPass}) || !is(said, {Parataxis, Conj}) || has(said, {Cc}) ||
        group_begin(said) != verb + 1 || !comma(first_of(noun) - 1))
      return kNoHead;
    attach(noun, head_[said], Dep);
    attach(said, verb, Ccomp);
    return said;
  }

  /// "the services they offer[parataxis] in Rome", "said of the payments Norl made[ccomp of said]": a clause
  /// right behind a noun, whose verb lacks its object, tells more of the noun.
  void clause_behind_noun(std::int32_t verb) {
    const std::int32_t host = head_[verb], subject = child(verb, {Nsubj});
    if (host == kNoHead || host > verb || subject == kNoHead || subject > verb || !finite_or_past(verb) ||
        !wants_object(lemma(verb)) || has(verb, {Obj, Mark, Cc, Ccomp, AuxPass, Cop}))
      return;
    const std::int32_t last = first_of(verb) - 1;
    if (last <= host || !nominal(last) || first_of(subject) != last + 1 || is(last, {Upos::Pron})) return;
    const bool said = is(verb, {Ccomp}) && reporting(lemma(host)) && is(last, {Obl}) && has(last, {Case});
    const bool aside = is(verb, {Parataxis}) && !reporting(lemma(verb));
    if (!said && !aside) return;
    if (verb + 1 == size() || !is(verb + 1, {Upos::Adp, Upos::Part, Upos::Punct, Upos::Adv})) return;
    attach(verb, phrase_head(last, host + 1), AclRelcl);
    const std::int32_t aim = child(verb, {Xcomp});
    if (aim != kNoHead) deprel_[aim] = Advcl;  // "the payments it made to win a contract"
  }

  bool finite_or_past(std::int32_t verb) const {
    return finite(verb) || (tag(verb) == "VBN" && !has(verb, {Aux, AuxPass}));
  }

  /// "Those who waited needed[advcl of waited] food", "Every step Reed takes brings[obj] us closer": two
  /// finite verbs side by side without "and" are not in one clause, so the second is that of the noun.
  void main_verb_behind(std::int32_t main) {
    const std::int32_t verb = head_[main];
    if (verb == kNoHead || verb > main || !is(verb, {AclRelcl}) || head_[verb] == kNoHead) return;
    if (!is(main, {Upos::Verb}) || !tensed(main) || has_subject(main) || has(main, {Cc, Mark})) return;
    const std::int32_t noun = head_[verb];
    for (std::int32_t t = verb + 1; t < main; ++t) {
      if (!is(t, {Upos::Adv})) return;
    }
    if (noun > verb || !nominal(noun) || is(noun, {Nsubj, NsubjPass})) return;
    std::int32_t subject = noun;
    while (is(subject, {Nmod}) && head_[subject] != kNoHead && head_[subject] < subject &&
           nominal(head_[subject]))
      subject = head_[subject];
    if (has(subject, {Case})) return;
    replace(subject, main);
    if (is(main, {Obj, Obl, Nmod, Nsubj})) return;
    make_subject(subject, main);
  }

  /// Where the phrase that ends at `last` begins, by its words.
  std::int32_t phrase_begin(std::int32_t last) const {
    std::int32_t begin = last;
    while (begin > 0) {
      const std::int32_t t = begin - 1;
      const bool inner = is(t, {Upos::Noun, Upos::Propn, Upos::Adj, Upos::Det, Upos::Num}) ||
                         tag(t) == "POS" || tag(t) == "PRP$" || form(t) == "-" ||
                         (form(t) == "of" && t > 0 && nominal(t - 1));
      if (!inner) break;
      begin = t;
    }
    return begin;
  }

  /// The verb of the finite group that begins at `t`, perhaps with adverbs; kNoHead where none does.
  std::int32_t verb_from(std::int32_t t) const {
    while (t < size() && is(t, {Upos::Adv})) ++t;
    if (t >= size() || !tensed(t)) return kNoHead;
    if (is(t, {Upos::Verb})) return t;
    return is(t, {Aux, AuxPass, Cop}) && head_[t] > t ? head_[t] : t;
  }

  /// Whether a sentence can begin at `t` with its subject.
  bool opens_clause(std::int32_t t) const {
    for (std::int32_t before = 0; before < t; ++before) {
      if (tensed(before)) return false;
    }
    return t == 0 || is(t - 1, {Upos::Punct});
  }

  bool has_subject_before(std::int32_t verb, std::int32_t end) const {
    const std::int32_t subject = child(verb, {Nsubj, NsubjPass});
    return subject != kNoHead && subject < end;
  }

  /// "Ada Hill, who turns 24 in May, flew to Rome", "The verdict, reached in May, was mild", whatever the
  /// tree: a sentence that begins with a noun and a relative or participial clause between commas, behind
  /// which stands a finite verb without a subject, says that of the noun.
  void between_commas(std::int32_t opener) {
    const bool participle = is(opener, {Upos::Verb}) && (tag(opener) == "VBN" || tag(opener) == "VBD") &&
                            !has_subject(opener) && !has(opener, {Aux, AuxPass, Cop, Mark});
    const bool owner = lower(form(opener)) == "whose";
    if ((!relative(opener) && !participle && !owner) || opener < 2 || !comma(opener - 1) ||
        !nominal(opener - 2))
      return;
    const std::int32_t begin = phrase_begin(opener - 2);
    const bool apposed =
        begin > 1 && comma(begin - 1) && nominal(begin - 2);  // "Ada Hill, head of Norl, who …"
    if (!opens_clause(begin) || apposed) return;
    std::int32_t verb = participle ? opener : kNoHead, close = kNoHead,
                 main = kNoHead;  // of the clause; its comma; the verb behind
    for (std::int32_t t = opener + 1; t + 1 < size() && main == kNoHead; ++t) {
      if (verb == kNoHead && tensed(t)) verb = verb_from(t);
      if (verb == kNoHead || t <= verb || !comma(t)) continue;
      close = t;
      main = verb_from(t + 1);
    }
    if (main == kNoHead || verb >= close || list_goes_on(main)) return;
    const auto said_by_another = [&](std::int32_t t) {
      return head_[t] == main && is(t, {Nsubj, NsubjPass});
    };
    for (std::int32_t t = close + 1; t < size(); ++t) {
      if (said_by_another(t)) return;
    }
    std::int32_t noun = kNoHead;  // of the phrase: the word that hangs outside of it
    for (std::int32_t t = begin; t < opener - 1 && noun == kNoHead; ++t) {
      if ((head_[t] < begin || head_[t] >= opener - 1) && nominal(t)) noun = t;
    }
    if (noun == kNoHead || has(noun, {Case})) return;
    if (is(main, {Root}) && has_subject_before(main, opener) && is(verb, {AclRelcl, Acl}) &&
        head_[verb] < opener) {
      // "A commission of twelve members[head of led], led by Reed, will meet"
      if (participle && head_[verb] > noun && below(head_[verb], noun) && head_[noun] == main)
        head_[verb] = noun;
      return;
    }
    for (std::int32_t t = 0; t < size(); ++t) {
      const std::int32_t above = head_[t];
      if (t >= begin && t < opener - 1) {
        if (above < begin || above >= opener - 1)
          attach(t, noun, is(t, {Nsubj, Dep}) ? Compound : deprel_[t]);
      } else if (t >= opener && t < close) {
        if (above < opener || above >= close) attach(t, verb, is(t, {Root}) ? Conj : deprel_[t]);
      } else if (above == kNoHead || (above >= begin && above <= close)) {
        attach(t, main, is(t, {Upos::Punct}) ? Punct : is(t, {Root}) ? Parataxis : deprel_[t]);
      }
    }
    attach(main, kNoHead, Root);
    make_subject(noun, main);
    attach(verb, noun, participle ? Acl : AclRelcl);
    if (participle || owner) return;
    if (head_[opener] == kNoHead || head_[opener] < opener) attach(opener, verb, Nsubj);
  }

  /// "Ada Hill, who wrote it and later[root] sang it, has died[dep]": what "and" joins to the verb behind
  /// "who" is relative, too.
  void second_relative_clause(std::int32_t main) {
    const std::int32_t second = head_[main];
    if (second == kNoHead || second > main || !lacks_subject(main)) return;
    const std::int32_t conjunction = child(second, {Cc}), noun = child(second, {Nsubj});
    if (conjunction == kNoHead || conjunction > second || noun == kNoHead || noun > conjunction) return;
    for (std::int32_t first = noun + 1; first < conjunction; ++first) {
      if (!is(first, {AclRelcl}) || !below(first, noun)) continue;
      replace(second, main);
      make_subject(noun, main);
      attach(second, first, Conj);
      return;
    }
  }
};

}  // namespace

void repair_relative_clauses(const Sentence& sentence, std::vector<std::int32_t>& head,
                             std::vector<Deprel>& deprel) {
  RelativeRepair(sentence, head, deprel).run();
}

}  // namespace kg::text
