// Verbs that the parser takes for adjectives or nouns, and what a predicate goes on with: "is due TO REPORT",
// "ruled out SELLING".
#include "loaders/text/clause_tree.hpp"
#include "loaders/text/english.hpp"
#include "loaders/text/lemma.hpp"
#include "loaders/text/name_repairs.hpp"
#include "loaders/text/name_types.hpp"
#include "loaders/text/repair_words.hpp"
#include "loaders/text/tense_tags.hpp"
#include "loaders/text/tree_editor.hpp"
#include "loaders/text/word_list.hpp"

namespace kg::text {
namespace {

/// Plural nouns that stand before other nouns: "sports clubs".
const WordList kPluralModifiers(
    "accounts arms communications customs earnings futures games goods jobs news operations overseas sales "
    "savings securities services sports systems women works");
/// Adjectives with which an infinitive says what somebody will or can do.
const WordList kReady(
    "able bound certain due eager expected free keen likely poised prepared quick ready reluctant set slow "
    "sure unable unlikely willing");
/// Verbs that a gerund completes as an object does: "ruled out selling", "denied taking".
const WordList kTakesGerund(
    "admit avoid begin consider contemplate continue defer delay deny finish keep postpone propose quit "
    "recommend risk rule start stop suggest");

class VerbRepair : TreeEditor {
 public:
  explicit VerbRepair(Sentence& sentence) : TreeEditor(sentence) {}

  void run() {
    for (std::int32_t t = 1; t + 1 < size(); ++t) {
      participle_with_particle(t);
      marker(t);
      due(t);
      verb_behind_and(t);
      gerund(t);
      infinitive(t);
      result(t);
      one_of(t);
      more_than(t);
      verb_behind_preposition(t);
    }
  }

 private:
  bool has_subject(std::int32_t verb) const {
    return child(verb, Nsubj) != kNoHead || child(verb, NsubjPass) != kNoHead;
  }

  /// "were[cop] swept[JJ] away": no adjective has an adverb of direction behind it.
  void participle_with_particle(std::int32_t t) {
    if (tokens_[t].upos != Upos::Adj || t + 1 >= size() || !kDirections.has(word(t + 1))) return;
    const std::int32_t copula = child(t, Cop), particle = t + 1;
    if (copula == kNoHead || copula > t || tokens_[particle].upos == Upos::Adp ||
        tokens_[particle].head != t || word(t + 2) == "to")
      return;
    if (!tokens_[t].form.ends_with("ed") && !tokens_[t].form.ends_with("t") &&
        !tokens_[t].form.ends_with("n"))
      return;
    retag(t, Upos::Verb, "VBN");
    tokens_[copula].deprel = AuxPass;
    if (const std::int32_t subject = child(t, Nsubj); subject != kNoHead) tokens_[subject].deprel = NsubjPass;
  }

  /// "came from behind to[fixed] beat": "to" before a bare verb is the verb's. "has yet to find[csubj] it",
  /// "are[cop] to be held": and goes on with what stands before it.
  void marker(std::int32_t to) {
    if (tokens_[to].xpos != "TO" || tokens_[to + 1].xpos != "VB") return;
    const std::int32_t verb = is(to + 1, AuxPass) || is(to + 1, Aux) ? tokens_[to + 1].head : to + 1;
    if (is(to, Fixed)) attach(to, verb, Mark);
    const std::int32_t before = to - 1;
    if (word(before) == "yet" && before > 0 && lemma(before - 1) == "have" &&
        tokens_[verb].head == before - 1)
      tokens_[verb].deprel = Xcomp;
    if (lemma(before) != "be" || !is(before, Cop) || tokens_[before].head != verb) return;
    const std::int32_t outer = child(verb, NsubjOuter);
    const std::int32_t subject = outer == kNoHead ? child(verb, Nsubj) : outer;
    const bool will_do = subject != kNoHead && subject < before && nominal(subject) &&
                         tokens_[subject].upos != Upos::Pron && acts(subject);
    if (!is(to + 1, AuxPass) && (verb != to + 1 || !will_do)) return;
    tokens_[before].deprel = Aux;
    if (outer != kNoHead && will_do) tokens_[outer].deprel = is(to + 1, AuxPass) ? NsubjPass : Nsubj;
  }

  /// "THE BANK is to close it" is planned; "the aim is to close it" says what the aim is.
  bool acts(std::int32_t subject) const {
    const std::string noun = lemma(subject);
    static const WordList kHappening("begin come end expire open reopen return start");
    return kHappening.has(lemma(tokens_[subject].head)) || tokens_[subject].upos == Upos::Propn ||
           is_person_noun(noun) || is_group_noun(noun) || heads_organisation(noun);
  }

  /// "was due[advmod] to report": the adjective is what is said, and the infinitive goes on.
  void due(std::int32_t adjective) {
    if (!kReady.has(lemma(adjective)) || word(adjective + 1) != "to") return;
    std::int32_t verb = adjective + 2;
    while (verb < size() && (is(verb, Aux) || is(verb, AuxPass) || is(verb, Cop)) &&
           tokens_[verb].head > verb)
      verb = tokens_[verb].head;
    if (verb >= size() || (tokens_[verb].xpos != "VB" && tokens_[verb].xpos != "VBN") ||
        tokens_[adjective + 2].xpos != "VB")
      return;
    if (tokens_[verb].head == adjective) {
      const bool clause = is(verb, Advcl) || is(verb, Csubj) || is(verb, Ccomp);
      if (clause && child(adjective, Cop) != kNoHead) tokens_[verb].deprel = Xcomp;
      return;
    }
    const std::int32_t be = adjective - 1;
    if (tokens_[adjective].head != verb || lemma(be) != "be" || tokens_[be].head != verb) return;
    retag(adjective, Upos::Adj, "JJ");
    tokens_[adjective].head = tokens_[verb].head;
    tokens_[adjective].deprel = tokens_[verb].deprel;
    for (std::int32_t t = 0; t < adjective; ++t) {
      if (tokens_[t].head != verb) continue;
      tokens_[t].head = adjective;
      if (is(t, NsubjPass)) tokens_[t].deprel = Nsubj;
    }
    tokens_[be].deprel = Cop;
    tokens_[verb].head = adjective;
    tokens_[verb].deprel = Xcomp;
    tokens_[adjective + 1].head = verb;
    tokens_[adjective + 1].deprel = Mark;
    for (std::int32_t t = adjective + 2; t < size(); ++t) {
      if (tokens_[t].head == adjective && t != verb) tokens_[t].head = verb;
    }
  }

  /// Third person singular of a verb, by the lexicon, or nothing.
  std::string third_person_of(std::int32_t t) const {
    const Lexicon& lexicon = english().lexicon;
    const Stems stems = plural_stems(word(t));
    for (std::size_t i = 0; i < stems.size; ++i) {
      if ((lexicon.find(stems.stems[i]).parts & kVerb) != 0) return stems.stems[i];
    }
    return {};
  }

  bool opens_object(std::int32_t t) const {
    const std::string& xpos = tokens_[t].xpos;
    return xpos == "DT" || xpos == "PRP$" || xpos == "CD" || xpos == "$" || xpos == "PRP" ||
           (xpos == "TO" && t + 1 < size() && tokens_[t + 1].xpos == "VB");
  }

  /// "cats and dogs[noun] the city ABANDONS": a noun phrase with a verb right behind it is that verb's
  /// subject, and the two tell more of the noun before.
  bool described_by_clause(std::int32_t noun) const {
    std::int32_t t = noun + 1;
    while (t < size() && tokens_[t].upos != Upos::Verb && tokens_[t].upos != Upos::Aux &&
           tokens_[t].upos != Upos::Punct && tokens_[t].upos != Upos::Cconj && tokens_[t].upos != Upos::Adp &&
           tokens_[t].xpos != "TO" && !tokens_[t].xpos.starts_with('W'))
      ++t;
    if (t == size() || tokens_[t].upos == Upos::Punct) {  // "the city abandons[NNS].", "the police need[NN]."
      const bool verb =
          (english().lexicon.find(word(t - 1)).parts & kVerb) != 0 || !third_person_of(t - 1).empty();
      return t > noun + 3 && verb && nominal(t - 2);
    }
    return shows_tense(tokens_[t].xpos) || tokens_[t].upos == Upos::Aux;
  }

  /// "It employs people and SUPPLIES[noun] battery packs": behind a verb in the third person, "and" and a
  /// word that could be one too, with a noun phrase right behind it, is a second verb.
  void verb_behind_and(std::int32_t second) {
    if (tokens_[second].xpos != "NNS" || word(second - 1) != "and") return;
    const std::int32_t next = second + 1;
    std::int32_t noun = next;
    while (noun + 1 < size() && tokens_[noun].upos == Upos::Adj) ++noun;
    const bool bare = nominal(noun) && tokens_[noun].upos != Upos::Pron;
    if (!opens_object(next) && (!bare || kPluralModifiers.has(word(second)))) return;
    std::int32_t verb = tokens_[second].head;  // of the clause before
    for (int steps = 0; verb != kNoHead && steps <= size(); ++steps, verb = tokens_[verb].head) {
      if (verb < second && tokens_[verb].upos == Upos::Verb && !is(verb, Amod) && !is(verb, Xcomp)) break;
    }
    if (verb == kNoHead || !has_subject(verb)) return;
    bool singular = tokens_[verb].xpos == "VBZ";
    for (std::int32_t t = 0; t < verb; ++t) {
      singular =
          singular || (tokens_[t].head == verb && (is(t, Aux) || is(t, AuxPass)) && tokens_[t].xpos == "VBZ");
    }
    const std::string stem = third_person_of(second);
    if (!singular || stem.empty() || described_by_clause(second)) return;
    if (!opens_object(next) && !is(second, Conj)) return;
    for (std::int32_t t = second + 1; t < size(); ++t) {  // what hung on the noun, or stands beside it
      const std::int32_t up = tokens_[t].head;
      if (up != kNoHead && up < second - 1 && up > verb && !is(t, Punct)) tokens_[t].head = second;
    }
    retag(second, Upos::Verb, "VBZ");
    tokens_[second].lemma = stem;
    tokens_[second].head = verb;
    tokens_[second].deprel = Conj;
    attach(second - 1, second, Cc);
    for (std::int32_t t = next; t < size(); ++t) {  // its object: the head of the phrase that follows
      if (tokens_[t].head >= second + 1 || tokens_[t].head == kNoHead) continue;
      if (tokens_[t].head != second && tokens_[t].head != verb) continue;
      if (tokens_[t].xpos == "VB" && tokens_[next].xpos == "TO") return attach(t, second, Xcomp);
      if (nominal(t)) return attach(t, second, Obj);
    }
  }

  /// "called it one[obj] of the best films": what a verb of naming calls its object.
  void one_of(std::int32_t one) {
    static const WordList kNaming("brand call consider declare deem dub label name");
    if (word(one) != "one" || word(one + 1) != "of") return;
    const std::int32_t above = tokens_[one].head;
    if (above == kNoHead || above > one) return;
    const std::int32_t verb = kNaming.has(lemma(above)) ? above : tokens_[above].head;
    if (verb == kNoHead || verb > above || !kNaming.has(lemma(verb)) || tokens_[verb].upos != Upos::Verb)
      return;
    std::int32_t object = verb + 1;
    while (object < one && (tokens_[object].head != verb || !nominal(object))) ++object;
    if (object == one) return;
    tokens_[object].deprel = Obj;
    attach(one, verb, Xcomp);
  }

  /// "Sales[root] more than doubled[acl] to 9,000.": what is done more than so is a clause.
  void more_than(std::int32_t verb) {
    const std::int32_t noun = tokens_[verb].head;
    if (verb < 3 || word(verb - 1) != "than" || word(verb - 2) != "more" || !is(verb, Acl)) return;
    if (tokens_[verb].xpos != "VBN" || noun == kNoHead || noun > verb || !is(noun, Root)) return;
    retag(verb, Upos::Verb, "VBD");
    tokens_[verb].head = kNoHead;
    tokens_[verb].deprel = Root;
    attach(noun, verb, Nsubj);
    for (std::int32_t t = verb + 1; t < size(); ++t) {
      if (tokens_[t].head == noun) tokens_[t].head = verb;
    }
  }

  /// "cut short[amod] his trip": no adjective stands before "his", so it is what becomes of the object.
  void result(std::int32_t adjective) {
    const std::int32_t noun = tokens_[adjective].head, verb = adjective - 1;
    if (tokens_[adjective].xpos != "JJ" || !is(adjective, Amod) || noun < adjective + 2) return;
    const std::string& next = tokens_[adjective + 1].xpos;
    const std::string here = word(adjective);
    if ((next != "PRP$" && next != "DT") || here == "such" || here == "all" || here == "half" ||
        here == "both")
      return;
    if (tokens_[adjective + 1].head == noun && tokens_[verb].upos == Upos::Verb &&
        tokens_[noun].head == verb && is(noun, Obj))
      attach(adjective, verb, CompoundPrt);
  }

  /// "before[case of hosts] Norway hosts[noun] a summit": two noun phrases side by side behind a word that
  /// may open a clause are its subject and object, and what stands between them is the verb.
  void verb_behind_preposition(std::int32_t verb) {
    if (tokens_[verb].xpos != "NNS" || !is(verb - 1, Compound) || tokens_[verb - 1].head != verb) return;
    const std::string next = word(verb + 1);
    if (next != "the" && next != "a" && next != "an" && next != "its") return;
    const std::int32_t marker = child(verb, Case), subject = verb - 1, object = tokens_[verb + 1].head;
    if (marker == kNoHead || marker > subject || !kClauseOpeners.has(word(marker)) || object < verb) return;
    static const WordList kTimes("day decade hour minute month week year");
    if (tokens_[subject].xpos.ends_with('S') || kTimes.has(lemma(object))) return;
    const std::string stem = third_person_of(verb);
    std::int32_t host = tokens_[verb].head;
    for (int steps = 0; host != kNoHead && tokens_[host].upos != Upos::Verb && steps < size(); ++steps)
      host = tokens_[host].head;
    if (stem.empty() || host == kNoHead || host > verb || below(host, object)) return;
    retag(verb, Upos::Verb, "VBZ");
    tokens_[verb].lemma = stem;
    attach(verb, host, Advcl);
    attach(subject, verb, Nsubj);
    for (std::int32_t t = marker + 1; t < subject; ++t) {
      if (tokens_[t].head == verb) tokens_[t].head = subject;
    }
    attach(marker, verb, Mark);
    attach(object, verb, Obj);
  }

  /// "voted to approve[advcl] it", "waited to board": an infinitive right behind a verb without an object
  /// says what the verb is about. Behind winning it says what came of it.
  void infinitive(std::int32_t t) {
    static const WordList kWinning("beat defeat edge outplay score thrash triumph win");
    const std::int32_t verb = tokens_[t].head, to = t - 1;
    if (tokens_[t].xpos != "VB" || !is(t, Advcl) || tokens_[to].xpos != "TO" || verb == kNoHead || verb >= to)
      return;
    const std::int32_t object = child(verb, Obj);
    const bool score = object != kNoHead && tokens_[object].upos == Upos::Num;  // "voted 31-14 to approve it"
    if (tokens_[verb].upos != Upos::Verb || kWinning.has(lemma(verb)) || (object != kNoHead && !score) ||
        child(verb, Xcomp) != kNoHead)
      return;
    std::int32_t before = to - 1;
    while (score && before > verb && (tokens_[before].upos == Upos::Num || hyphen_mark(before))) --before;
    if ((is(before, CompoundPrt) || tokens_[before].upos == Upos::Adv) && tokens_[before].head == verb)
      --before;
    if (before != verb) return;
    if (score) tokens_[object].deprel = OblUnmarked;
    tokens_[t].deprel = Xcomp;
  }

  bool hyphen_mark(std::int32_t t) const { return tokens_[t].form == "-" || tokens_[t].form == "\u2013"; }

  /// "ruled out giving[advcl] up the mine", "was banned from signing[advcl]": the gerund is what the verb is
  /// about.
  void gerund(std::int32_t t) {
    static const WordList kBarring("ban bar block deter discourage disqualify prevent prohibit refrain stop");
    const std::int32_t verb = tokens_[t].head;
    if (tokens_[t].xpos != "VBG" || !is(t, Advcl) || verb == kNoHead || verb > t ||
        child(verb, Obj) != kNoHead)
      return;
    std::int32_t before = t - 1;
    const bool from = word(before) == "from" && tokens_[before].head == t;
    if (from) --before;
    if (is(before, CompoundPrt) && tokens_[before].head == verb) --before;
    if (before != verb) return;
    if (from ? !kBarring.has(lemma(verb)) : !kTakesGerund.has(lemma(verb))) return;
    tokens_[t].deprel = Xcomp;
  }
};

}  // namespace

void repair_verbs(Sentence& sentence) {
  if (!sentence.tokens.empty()) VerbRepair(sentence).run();
}

}  // namespace kg::text
