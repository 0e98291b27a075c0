// What no subject can be, and where the real one stands: repairs of trees that follow from English alone.
#include "loaders/text/clause_tree.hpp"
#include "loaders/text/name_repairs.hpp"
#include "loaders/text/repair_words.hpp"
#include "loaders/text/tree_editor.hpp"
#include "loaders/text/word_list.hpp"

namespace kg::text {
namespace {

/// Prepositions that may open a subject, as "over 500 people".
const WordList kBeforeNumbers("over about around between under of up above below nearly like than");

class SubjectRepair : TreeEditor {
 public:
  explicit SubjectRepair(Sentence& sentence) : TreeEditor(sentence) {}

  void run() {
    raise_only_verb();
    for (std::int32_t t = 0; t < size(); ++t) {
      find_subject_behind_phrase(t);
      free_bracket(t);
    }
  }

 private:
  bool has_subject(std::int32_t verb) const {
    for (std::int32_t t = 0; t < size(); ++t) {
      if (tokens_[t].head == verb &&
          (is_subject(t) || is(t, Csubj) || is(t, CsubjPass) || is(t, NsubjOuter) || is(t, Expl)))
        return true;
    }
    return false;
  }

  bool finite(std::int32_t verb) const {
    const std::string& tag = tokens_[verb].xpos;
    if (tag == "VBD" || tag == "VBZ" || tag == "VBP") return true;
    for (std::int32_t t = 0; t < verb; ++t) {
      if (tokens_[t].head == verb && (is(t, Aux) || is(t, AuxPass) || is(t, Cop)) &&
          tokens_[t].xpos != "VBG" && tokens_[t].xpos != "VB")
        return true;
    }
    return false;
  }

  /// The last word before a verb that is none of its group.
  std::int32_t before_group(std::int32_t verb) const {
    std::int32_t t = verb - 1;
    while (t > 0 && (tokens_[t].upos == Upos::Adv || tokens_[t].upos == Upos::Aux ||
                     (tokens_[t].upos == Upos::Part && tokens_[t].xpos != "POS")))
      --t;
    return t;
  }

  /// No subject has a preposition. "Following talks in Rome, Oslo signed": the subject is the name behind the
  /// comma; "Tensions over tariffs rose": it is the noun before the preposition.
  void find_subject_behind_phrase(std::int32_t phrase) {
    if (!is_subject(phrase)) return;
    std::int32_t preposition = kNoHead;
    std::int32_t first = phrase;
    for (std::int32_t t = phrase - 1; t >= 0 && below(t, phrase); --t) first = t;
    if (first > 0 && is(first - 1, Case) && tokens_[first - 1].head == tokens_[phrase].head &&
        tokens_[first - 1].upos == Upos::Adp) {
      hang(first - 1, phrase);  // "Analysts at[case of said] Banco Meridional said"
    }
    for (std::int32_t t = 0; t < phrase; ++t) {
      if (tokens_[t].head == phrase && is(t, Case) && tokens_[t].xpos != "POS")
        preposition = preposition == kNoHead ? t : preposition;
    }
    if (preposition == kNoHead) return;
    const std::int32_t verb = tokens_[phrase].head;
    if (verb == kNoHead || verb < phrase) return;
    if (kClauseOpeners.has(lower(tokens_[preposition].form)) && finite(verb) && is(verb, Advcl) &&
        tokens_[preposition].head == phrase && preposition > 0)
      return attach(preposition, verb, Mark);    // "left after[case of levels] water levels fell"
    for (std::int32_t t = 0; t < size(); ++t) {  // numbers: "over 500 people"
      if (tokens_[t].head == phrase && is(t, Nummod) && kBeforeNumbers.has(lower(tokens_[preposition].form)))
        return;
    }
    std::int32_t before_verb = verb - 1;
    while (before_verb > phrase &&
           (tokens_[before_verb].upos == Upos::Adv || tokens_[before_verb].upos == Upos::Aux ||
            tokens_[before_verb].upos == Upos::Part)) {
      --before_verb;
    }
    if (before_verb > phrase && nominal(before_verb) && below(before_verb, phrase)) {
      // The topmost noun behind the last comma.
      std::int32_t subject = before_verb;
      std::int32_t comma = before_verb;
      while (comma > phrase && tokens_[comma].form != ",") --comma;
      while (tokens_[subject].head > comma && tokens_[subject].head < verb) subject = tokens_[subject].head;
      if (comma > phrase) {
        attach(subject, verb, tokens_[phrase].deprel);
        attach(phrase, verb, Obl);
        attach(comma, verb, Punct);
        return;
      }
    }
    const std::int32_t before = preposition - 1;
    if (before >= 0 && nominal(before) && !below(before, phrase) && tokens_[before].head != phrase &&
        !below(verb, before)) {
      attach(before, verb, tokens_[phrase].deprel);
      attach(phrase, before, Nmod);
    }
  }

  /// "Ada Hill (born 3 May 1951) is": what stands in brackets is no second subject.
  void free_bracket(std::int32_t t) {
    if (t < 2 || tokens_[t].xpos != "VBN" || tokens_[t - 1].form != "(" || !is_subject(t)) return;
    std::int32_t noun = t - 2;
    while (tokens_[noun].head != kNoHead && tokens_[noun].head < t && nominal(tokens_[noun].head))
      noun = tokens_[noun].head;
    if (nominal(noun) && !below(noun, t)) attach(t, noun, Acl);
  }

  /// "The fall[root] of prices ruined[modifies farmers] farmers.": the one verb of a sentence is its head.
  void raise_modifier(std::int32_t root, std::int32_t verb) {
    const std::string& tag = tokens_[verb].xpos;
    if (!is(verb, Amod) || (tag != "VBD" && tag != "VBN") || !nominal(root) || root > verb) return;
    const std::int32_t object = tokens_[verb].head;
    if (object <= verb || tokens_[verb - 1].upos == Upos::Det || tokens_[verb - 1].upos == Upos::Adp) return;
    for (std::int32_t t = root + 1; t < verb;
         ++t) {  // "The law that Oslo signed[modifies bans] bans plastic."
      if (tokens_[t].xpos.starts_with('W') || word(t) == "that") return;
    }
    if (tokens_[verb - 1].form == ",") {  // "The leader, Ada Hill, accused[modifies Reed] Reed."
      std::int32_t comma = verb - 2;
      while (comma > root && tokens_[comma].upos == Upos::Propn) --comma;
      if (tokens_[comma].form != "," || comma == verb - 2) return;
    }
    attach(verb, kNoHead, Root);
    attach(root, verb, Nsubj);
    attach(object, verb, Obj);
    for (std::int32_t t = verb + 1; t < size(); ++t) {
      if (tokens_[t].head == root) hang(t, verb);
    }
    const std::int32_t name = root + 1;  // "The company Nordfly estimated[modifies losses] losses."
    if (name < verb && tokens_[name].upos == Upos::Propn && tokens_[name].head == object) {
      attach(name, verb, Nsubj);
      attach(root, name, NmodDesc);
    }
  }

  /// The one verb of a sentence that ends with a full stop, where that modifies a noun.
  void raise_only_verb() {
    std::int32_t root = kNoHead, verb = kNoHead;
    int verbs = 0;
    for (std::int32_t t = 0; t < size(); ++t) {
      if (tokens_[t].head == kNoHead && root == kNoHead) root = t;
      if (tokens_[t].upos != Upos::Verb && tokens_[t].upos != Upos::Aux) continue;
      ++verbs;
      verb = t;
    }
    if (root >= 0 && verbs == 1 && tokens_.back().form == ".") raise_modifier(root, verb);
  }
};

}  // namespace

void repair_subjects(Sentence& sentence) {
  if (!sentence.tokens.empty()) SubjectRepair(sentence).run();
}

}  // namespace kg::text
