// Relative clauses between commas, and the main verb behind them. Parsers often coordinate the two verbs of
// "The bridge, which the army built, collapsed"; the second comma closes the clause, and a verb behind it
// that no "and" joins is the antecedent's.
#include "loaders/text/clause_rules.hpp"
#include "loaders/text/tree_mender.hpp"

namespace kg::text {
namespace {

class RelativeRepair : TreeMender {
 public:
  RelativeRepair(const Sentence& sentence, std::vector<std::int32_t>& head, std::vector<Deprel>& deprel)
      : TreeMender(sentence, head, deprel) {}

  void run() {
    for (std::int32_t t = 1; t < size(); ++t) {
      object_pronoun(t);
      relative_clause(t);
      second_relative_clause(t);
    }
  }

 private:
  bool relative(std::int32_t pronoun) const {
    const std::string who = lemma(pronoun);
    return who == "who" || who == "whom" || who == "which";
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
    const bool object = is(noun, {Obj}) && head_[noun] < noun && !reporting(lemma(head_[noun]));
    const bool below_noun = head_[verb] == noun && !subject;
    if (has(noun, {Case}) || (head_[noun] != verb && !below_noun && !(object && head_[verb] == head_[noun])))
      return;
    for (std::int32_t main = verb + 1; main < size(); ++main) {
      if (!hangs_on(main, verb, noun) || (!lacks_subject(main) && !past_form(main, verb))) continue;
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
