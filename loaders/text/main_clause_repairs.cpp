// Which verb is the main one. Parsers often take a noun for the root of "The firm's head, Ada Hill, resigned"
// or the verb behind "who" for that of "Ada Hill, who wrote it, resigned"; commas and tense tell.
#include "loaders/text/repair_words.hpp"
#include "loaders/text/statements.hpp"
#include "loaders/text/tree_mender.hpp"

namespace kg::text {
namespace {

class MainClauseRepair : TreeMender {
 public:
  MainClauseRepair(const Sentence& sentence, std::vector<std::int32_t>& head, std::vector<Deprel>& deprel)
      : TreeMender(sentence, head, deprel) {}

  void run() {
    for (std::int32_t t = 0; t < size(); ++t) {
      name_between_commas(t);
      bracket_as_subject(t);
      second_subject(t);
      subject_before_subject(t);
      clause_as_apposition(t);
      copula_behind(t);
    }
    for (std::int32_t t = 0; t < size(); ++t) {
      if (deprel_[t] != Root) continue;
      sentence_without_verb(t);
      noun_as_root(t);
      opening_participle(t);
    }
    for (std::int32_t t = 0; t < size(); ++t) {
      clause_behind_preposition(t);
      participle_in_content(t);
      participle_as_main(t);
      participle_between_commas(t);
      second_sentence(t);
    }
  }

 private:
  /// "The driver, 45-year-old Ada Hill[list], slept": a name between commas behind a noun says who it is.
  void name_between_commas(std::int32_t name) {
    const std::int32_t noun = head_[name];
    if (noun == kNoHead || noun > name || !is(name, {List, Dep, Parataxis}) || !is(name, {Upos::Propn}))
      return;
    const std::int32_t first = first_of(name);
    std::int32_t next = name + 1;
    while (next < size() && is(next, {Flat}) && head_[next] == name) ++next;
    if (!is(noun, {Upos::Noun}) || !comma(first - 1) || !comma(next)) return;
    deprel_[name] = Appos;
  }

  /// "Ada Hill (4 May 1850[nsubj]) was a painter": what stands in brackets is no subject, the name before is.
  void bracket_as_subject(std::int32_t subject) {
    const std::int32_t verb = head_[subject];
    if (!is(subject, {Nsubj, NsubjPass}) || verb < subject) return;
    std::int32_t open = subject - 1;
    while (open >= 0 && form(open) != "(" && form(open) != ")") --open;
    if (open < 1 || form(open) != "(" || !nominal(open - 1)) return;
    bool closed = false;
    for (std::int32_t t = subject; t < verb; ++t) closed = closed || form(t) == ")";
    if (!closed) return;
    const std::int32_t noun = phrase_head(open - 1, 0);
    if (head_[noun] != verb && !below(noun, subject) && head_[verb] != noun) return;
    if (head_[verb] == noun) replace(noun, verb);
    attach(noun, verb, deprel_[subject]);
    attach(subject, noun, Appos);
    for (std::int32_t t = 0; t < open; ++t) {
      if (t != noun && (head_[t] == subject || (head_[t] == verb && is(t, {Nsubj, NsubjPass}))))
        attach(t, noun, t < noun ? Compound : Flat);
    }
  }

  /// "The order, the largest[second subject] in years, includes": a phrase between commas says more of the
  /// noun before it.
  void second_subject(std::int32_t second) {
    const std::int32_t verb = head_[second];
    if (!is(second, {Nsubj, NsubjPass}) || verb < second || has(second, {Case})) return;
    const std::int32_t first = child(verb, {Nsubj, NsubjPass});
    if (first == kNoHead || first >= second || !nominal(first) || is(second, {Upos::Pron}) ||
        !comma(first_of(second) - 1) || first_of(second) - 1 <= first)
      return;
    std::int32_t last = second;
    while (last + 1 < verb && below(last + 1, second)) ++last;
    if (comma(last) || comma(last + 1)) attach(second, first, Appos);
  }

  /// "Delivery[root] is[cop] due[dep] to start": a copula stands before its predicate, behind the subject.
  void copula_behind(std::int32_t copula) {
    const std::int32_t noun = head_[copula];
    if (!is(copula, {Cop}) || noun == kNoHead || noun > copula || !nominal(noun) || has_subject(noun)) return;
    const std::int32_t predicate = copula + 1;
    if (predicate >= size() || (head_[predicate] != copula && head_[predicate] != noun) ||
        !is(predicate, {Upos::Adj, Upos::Verb}) || has(noun, {Case}))
      return;
    replace(noun, predicate);
    attach(copula, predicate, Cop);
    make_subject(noun, predicate);
    for (std::int32_t t = predicate + 1; t < size(); ++t) {
      if (head_[t] == noun || head_[t] == copula) head_[t] = predicate;
    }
  }

  /// "The transport[nsubj] board[nsubj] met": a verb has one subject, so the noun before it is a part of its
  /// name.
  void subject_before_subject(std::int32_t part) {
    const std::int32_t noun = part + 1, verb = head_[part];
    if (!is(part, {Nsubj, NsubjPass}) || tag(part) != "NN" || noun >= verb || head_[noun] != verb) return;
    if (!is(noun, {Nsubj, NsubjPass}) || !is(noun, {Upos::Noun, Upos::Propn})) return;
    for (std::int32_t t = 0; t < part; ++t) {
      if (head_[t] == part) head_[t] = noun;
    }
    attach(part, noun, Compound);
  }

  /// "Ada Hill, whose team are champions[appos]": what has a copula and a subject is a clause.
  void clause_as_apposition(std::int32_t predicate) {
    if (is(predicate, {Appos}) && has(predicate, {Cop}) && has_subject(predicate))
      deprel_[predicate] = AclRelcl;
  }

  /// "The firm[root], a baker, was sold[acl:relcl of baker] in May.": a noun is no sentence where a finite
  /// verb follows that lacks a subject.
  void noun_as_root(std::int32_t root) {
    const bool phrase = nominal(root) || is(root, {Upos::Adj, Upos::Num});
    if (!phrase || has(root, {Cop, Aux, AuxPass, Case, Expl}) || form(size() - 1) != ".") return;
    const std::int32_t part = child(root, {Nsubj});  // "chief[nsubj] executive[root]"
    if (part != kNoHead && part + 1 != root) return;
    for (std::int32_t main = root + 1; main < size(); ++main) {
      if (!below(main, root) || !finite(main) || has(main, {Cc, Mark})) continue;
      if (!is(main, {Conj, Parataxis, Dep, Appos, Acl, AclRelcl, Advcl})) continue;
      const std::int32_t begin = group_begin(main);
      const std::int32_t name = child(main, {Nsubj, NsubjPass});
      const bool named = name != kNoHead && name > root && nominal(name) && !is(name, {Upos::Pron}) &&
                         head_[main] == root && comma(first_of(name) - 1) && comma(begin - 1);
      bool apart = comma(begin - 1);
      for (std::int32_t t = root + 1; t < begin && !apart; ++t) apart = comma(t) || form(t) == "(";
      const bool bare =
          !has_subject(main) && (apart ? comma(begin - 1) || form(begin - 1) == ")" : head_[main] == root);
      if (!named && !bare) continue;
      if (bare && part != kNoHead) return;
      std::int32_t noun = root;
      if (named && !nominal(root) && is(name, {Upos::Propn}) &&
          part == kNoHead) {  // "chief executive[adj]": the name bears the sentence
        attach(main, kNoHead, Root);
        attach(root, name, Appos);
        return;
      }
      if (part != kNoHead) {
        noun = nominal(root) ? root : part;
        attach(noun == root ? part : root, noun, noun == root ? Compound : Amod);
      }
      for (std::int32_t t = 0; t < size(); ++t) {
        if (t > main && (head_[t] == root || head_[t] == noun) && t != noun && t != root) head_[t] = main;
      }
      attach(main, kNoHead, Root);
      make_subject(noun, main);
      if (named) attach(name, noun, has(name, {Case}) ? Nmod : Appos);
      return;
    }
  }

  /// "The bank[root] named[acl] Ada Hill as …": a sentence has a verb, so a participle with an object is one.
  void sentence_without_verb(std::int32_t root) {
    if (!nominal(root) || form(size() - 1) != "." || has(root, {Case})) return;
    bool tense = false;
    for (std::int32_t t = 0; t < size(); ++t) tense = tense || tensed(t);
    std::int32_t main = kNoHead, others = 0;
    for (std::int32_t t = root + 1; t < size(); ++t) {
      if (head_[t] != root || !is(t, {Acl})) continue;
      if (tense && main != kNoHead) break;
      others += main != kNoHead;
      main = t;
    }
    if (tense && (main == kNoHead || !takes_object(main) || has_subject(root))) return;
    if (main == kNoHead || tag(main) != "VBN" || has(main, {Mark})) return;
    if (!has(main, {Obj}) && !has(main, {Xcomp}) && others == 0) return;  // "A ship carrying cars sank"
    for (std::int32_t t = root; t < main; ++t) {
      if (comma(t)) return;
    }
    for (std::int32_t t = main + 1; t < size(); ++t) {
      if (head_[t] == root) head_[t] = main;
    }
    attach(main, kNoHead, Root);
    make_subject(root, main);
  }

  /// "Born[root] in Rome, she studied[dep]": a participle opens the sentence, and the clause behind the comma
  /// is the main one.
  void opening_participle(std::int32_t root) {
    if (root != 0 || has_subject(root) || has(root, {Aux, AuxPass, Cop, Mark})) return;
    if (tag(root) != "VBN" && tag(root) != "VBG" && tag(root) != "VBD") return;
    for (std::int32_t main = root + 2; main < size(); ++main) {
      if (head_[main] != root || !finite(main) || has(main, {Cc, Mark})) continue;
      if (!is(main, {Dep, Parataxis, Conj, Ccomp, Advcl})) continue;
      const std::int32_t subject = child(main, {Nsubj, NsubjPass});
      if (subject == kNoHead || subject > main) continue;
      const std::int32_t opening = first_of(subject) - 1;
      if (!comma(opening)) return;
      for (std::int32_t t = opening; t < size(); ++t) {
        if (head_[t] == root && t != main) head_[t] = main;
      }
      attach(main, kNoHead, Root);
      attach(root, main, Advcl);
      return;
    }
  }

  /// "a fire destroyed[acl] a barn": a participle behind its noun has no object, so this one is a past form.
  bool takes_object(std::int32_t participle) const {
    const std::int32_t object = child(participle, {Obj});
    return is(participle, {Acl}) && tag(participle) == "VBN" && object > participle &&
           first_of(object) == participle + 1 && !holds(kWithObject, lemma(participle));
  }

  /// "was fined after[case] a court[obl] found[parataxis] that …": where a finite verb follows the noun of
  /// "after", the two are a clause.
  bool opened(std::int32_t noun) const {
    const std::int32_t marker = child(noun, {Case});
    return marker != kNoHead && kClauseOpeners.has(lower(form(marker)));
  }

  void clause_behind_preposition(std::int32_t verb) {
    const bool bare = is(verb, {Upos::Verb}) && (tag(verb) == "VBD" || tag(verb) == "VBZ");
    const bool clause =
        finite(verb) &&
        (is(verb, {Parataxis, Dep, Ccomp, Conj, Csubj, Advcl}) || (bare && is(verb, {AclRelcl, Xcomp})) ||
         (tag(verb) == "VBD" && is(verb, {Acl}) && !wants_object(lemma(verb))));
    if ((!clause && !takes_object(verb)) || has_subject(verb) || has(verb, {Cc, Mark})) return;
    const std::int32_t before = group_begin(verb) - 1;
    if (before < 1 || !nominal(before) || below(before, verb)) return;
    std::int32_t noun = before;
    while (!opened(noun) && head_[noun] >= 0 && head_[noun] < noun && nominal(head_[noun]))
      noun = head_[noun];
    const std::int32_t marker = child(noun, {Case});
    if (!opened(noun) || marker > noun || marker != first_of(noun)) return;
    std::int32_t host = head_[noun];
    for (int steps = 0; host != kNoHead && !is(host, {Upos::Verb}) && steps < size(); ++steps)
      host = head_[host];
    if (host == kNoHead || below(host, verb)) return;
    attach(verb, host, Advcl);
    make_subject(noun, verb);
    attach(marker, verb, Mark);
  }

  /// "found that a dye called[ccomp] indigo fades[ccomp]": a participle alone shows no tense, so the clause
  /// is the finite verb's behind it.
  void participle_in_content(std::int32_t participle) {
    if (!is(participle, {Ccomp}) || (tag(participle) != "VBN" && tag(participle) != "VBG") ||
        finite(participle))
      return;
    const std::int32_t host = head_[participle];
    const std::int32_t subject = child(participle, {Nsubj});
    if (host == kNoHead || host > participle || subject == kNoHead || subject + 1 != participle) return;
    for (std::int32_t main = participle + 1; main < size(); ++main) {
      const bool acts = finite(main) && (head_[main] == host || head_[main] == participle) &&
                        is(main, {Ccomp, Conj, Parataxis, Dep, Advcl, Xcomp});
      if (!acts && !(takes_object(main) && below(main, participle))) continue;
      if (has_subject(main) || has(main, {Cc, Mark})) continue;
      attach(main, host, Ccomp);
      make_subject(subject, main);
      for (std::int32_t t = 0; t < subject; ++t) {
        if (head_[t] == participle) head_[t] = main;
      }
      attach(participle, subject, Acl);
      return;
    }
  }

  /// "A survey carried[root] out in May found[acl] cracks": two finite verbs stand in one clause only if
  /// "and" joins them, so the first is a participle.
  void participle_as_main(std::int32_t main) {
    const std::int32_t first = head_[main];
    if (first == kNoHead || first > main || !is(main, {Acl, Dep, Parataxis, Conj, Advcl, Ccomp}) ||
        !finite(main) || has_subject(main) || has(main, {Cc, Mark}))
      return;
    const bool participle = (tag(first) == "VBN" || tag(first) == "VBD") && form(first).ends_with("ed");
    if (!participle || has(first, {Aux, AuxPass, Obj, Ccomp, Xcomp, Mark, Conj}) == !is(main, {Ccomp, Conj}))
      return;
    const std::int32_t subject = child(first, {Nsubj, NsubjPass});
    if (subject == kNoHead || subject + 1 != first || is(subject, {Upos::Pron})) return;
    for (std::int32_t t = first; t < main; ++t) {
      if (is(t, {Upos::Punct, Upos::Cconj})) return;
    }
    replace(first, main);
    make_subject(subject, main);
    attach(first, subject, Acl);
    for (std::int32_t t = 0; t < size(); ++t) {
      if (head_[t] == first && (t < subject || t > main)) head_[t] = main;
    }
  }

  /// "The bank, opened[root] in May, makes[parataxis] loans": a verb right behind the comma after its subject
  /// is a participle where a finite verb without a subject follows the next comma.
  void participle_between_commas(std::int32_t main) {
    const std::int32_t end = group_begin(main) - 1;
    if (end < 3 || !comma(end) || !finite(main) || has_subject(main) || has(main, {Cc, Mark})) return;
    const std::int32_t first =
        is(main, {Acl, Dep, Parataxis, Conj, Advcl, Ccomp}) ? head_[main] : child(main, {Ccomp});
    if (first < 2 || first > main || !comma(first - 1) || (tag(first) != "VBN" && tag(first) != "VBD"))
      return;
    if (has(first, {Aux, AuxPass, Cop, Obj, Mark}) || (has(first, {Ccomp}) && lemma(first) != "ask")) return;
    const std::int32_t subject = child(first, {Nsubj, NsubjPass});
    if (subject == kNoHead || subject > first || is(subject, {Upos::Pron}) || !below(first - 2, subject))
      return;
    if (head_[main] == first) replace(first, main);
    make_subject(subject, main);
    attach(first, subject, Acl);
    for (std::int32_t t = 0; t < size(); ++t) {
      if (head_[t] == first && (t < subject || t >= end)) head_[t] = main;
    }
  }

  /// "They shut the gate and the guards[conj of gate] raised[acl] the flag": a participle behind its noun has
  /// no object, so this is a second sentence.
  void second_sentence(std::int32_t verb) {
    const std::int32_t noun = head_[verb];
    if (noun == kNoHead || !is(verb, {Acl}) || tag(verb) != "VBN" || noun + 1 != verb || !is(noun, {Conj}))
      return;
    const std::int32_t conjunction = child(noun, {Cc});
    std::int32_t host = head_[noun];
    if (conjunction == kNoHead || conjunction > noun || host == kNoHead || host > noun) return;
    const std::int32_t object = child(verb, {Obj, OblUnmarked});
    if (object < verb || first_of(object) != verb + 1 || (is(object, {OblUnmarked}) && !has(object, {Nmod})))
      return;
    for (int steps = 0; head_[host] != kNoHead && !is(host, {Upos::Verb}) && steps < size(); ++steps)
      host = head_[host];
    if (!is(host, {Upos::Verb}) || host > noun) return;
    attach(verb, host, Conj);
    make_subject(noun, verb);
    attach(conjunction, verb, Cc);
    deprel_[object] = Obj;
  }
};

}  // namespace

void repair_main_clauses(const Sentence& sentence, std::vector<std::int32_t>& head,
                         std::vector<Deprel>& deprel) {
  if (!head.empty()) MainClauseRepair(sentence, head, deprel).run();
}

}  // namespace kg::text
