// What belongs to a noun by the words around it, wherever the parser hung it.
#include "loaders/text/clause_rules.hpp"
#include "loaders/text/name_tables.hpp"
#include "loaders/text/tree_mender.hpp"

namespace kg::text {
namespace {

class PhraseRepair : TreeMender {
 public:
  PhraseRepair(const Sentence& sentence, std::vector<std::int32_t>& head, std::vector<Deprel>& deprel)
      : TreeMender(sentence, head, deprel) {}

  void run() {
    for (std::int32_t t = 0; t < size(); ++t) {
      verb_of_mark(t);
      word_of_auxiliary(t);
      conjunction_in_compound(t);
    }
    for (std::int32_t t = 1; t < size(); ++t) {
      examples(t);
      infinitive_of_the_first(t);
      date_of_an_end(t);
      agent_as_subject(t);
      verb_as_agent(t);
      score(t);
      particle(t);
      infinitive_of_recipient(t);
      result_of_contest(t);
      case_in_compound(t);
      participle_of_apposition(t);
      participle_of_result(t);
      who(t);
      whom(t);
      apposition_of_verb(t);
      apposition_of_last(t);
      noun_as_clause(t);
      word_of_object(t);
      possessive_mark(t);
      listed_apposition(t);
      told_that(t);
      found_that(t);
      kind_of_place(t);
    }
  }

 private:
  /// "sold[conj of the full stop] copies.": no verb hangs on the mark that ends the sentence.
  void verb_of_mark(std::int32_t verb) {
    const std::int32_t mark = head_[verb];
    if (mark == size() - 1 && is(mark, {Upos::Punct}) && is(verb, {Upos::Verb}) && head_[mark] != verb)
      head_[verb] = head_[mark];
  }

  /// "the crew[nsubj of have] could[aux of have] have[aux] seen it": an auxiliary has no phrases of its own,
  /// its verb has them.
  void word_of_auxiliary(std::int32_t word) {
    for (int steps = 0; head_[word] != kNoHead && steps < size(); ++steps) {
      const std::int32_t helper = head_[word];
      if (!is(helper, {Aux, AuxPass}) || head_[helper] <= helper || is(word, {Advmod, Fixed, Goeswith}))
        return;
      head_[word] = head_[helper];
    }
  }

  /// "allowed farmers[iobj] to sell[acl] it": nobody is given to, so they are allowed to sell.
  void infinitive_of_recipient(std::int32_t verb) {
    const std::int32_t recipient = head_[verb];
    if (!is(verb, {Acl}) || tag(verb) != "VB" || recipient == kNoHead || !is(recipient, {Iobj})) return;
    const std::int32_t giving = head_[recipient];
    if (giving == kNoHead || giving > recipient || has(giving, {Obj, Xcomp, Ccomp})) return;
    deprel_[recipient] = Obj;
    attach(verb, giving, Xcomp);
  }

  /// "won the election to become[acl] mayor": a contest is not there to do something.
  void result_of_contest(std::int32_t verb) {
    static constexpr std::array<std::string_view, 11> kContests = {
        "ballot", "contest", "election", "final", "game", "match", "poll", "race", "runoff", "tie", "vote"};
    static_assert(std::is_sorted(kContests.begin(), kContests.end()));
    const std::int32_t contest = head_[verb];
    if (!is(verb, {Acl}) || tag(verb) != "VB" || contest == kNoHead || contest > verb ||
        !is(contest, {Obj}) || head_[contest] == kNoHead)
      return;
    const bool became =
        lemma(verb) == "become" && lemma(head_[contest]) == "win";  // "won a seat to become an MP"
    if (became || holds(kContests, lemma(contest)) || is(contest, {Upos::Propn}))
      attach(verb, head_[contest], Advcl);
  }

  /// "shares in[case of Harrow] Harrow[compound] Foods": a preposition stands before the whole name.
  void case_in_compound(std::int32_t preposition) {
    const std::int32_t part = head_[preposition];
    if (!is(preposition, {Case}) || part < preposition || !is(preposition, {Upos::Adp})) return;
    const std::int32_t whole = head_[part];
    const bool compound = is(part, {Compound}) && whole > part;
    const bool named =
        is(part, {Appos}) && whole > preposition && whole < part;  // "by[case of Ada] the AGENT Ada Hill"
    if ((!compound && !named) || form(preposition + 1) == "-" || has(whole, {Case})) return;
    head_[preposition] = whole;
  }

  /// "Berg[compound of leader] and rebel leader Reed met": what "and" stands behind is no part of a compound.
  void conjunction_in_compound(std::int32_t first) {
    const std::int32_t second = head_[first];
    if (!is(first, {Compound}) || !is(first, {Upos::Propn}) || second < first) return;
    const std::int32_t conjunction = child(second, {Cc});
    if (conjunction < first || conjunction > second) return;
    std::int32_t top = second;
    while (is(top, {Compound, NmodDesc}) && head_[top] > top) top = head_[top];
    if (!nominal(top)) return;
    replace(top, first);
    attach(top, first, Conj);
    head_[conjunction] = top;
  }

  /// "Norl, a firm[nsubj] based[ccomp] in Riga, fell": a participle shows no tense, so behind a comma it
  /// tells more of the noun before, and that of the one before the comma.
  void participle_of_apposition(std::int32_t participle) {
    if (tag(participle) != "VBN" || has(participle, {Aux, AuxPass, Cop, Mark, Obj})) return;
    const std::int32_t noun = child(participle, {Nsubj}), begin = noun == kNoHead ? 0 : first_of(noun);
    if (noun + 1 != participle || begin < 2 || !comma(begin - 1) || !nominal(begin - 2)) return;
    if (!is(participle, {Advcl, Ccomp, Parataxis, Dep})) return;
    const std::int32_t name = phrase_head(begin - 2, 0);
    if (below(name, participle)) return;
    attach(noun, name, Appos);
    attach(participle, noun, Acl);
  }

  /// "left the town, ending[acl of town] the strike": what a participle behind a comma says came of it is
  /// told of the clause.
  void participle_of_result(std::int32_t participle) {
    static constexpr std::array<std::string_view, 26> kResults = {
        "allow",  "bring",  "cause", "create", "cut",   "drive", "enable", "end",    "force",
        "give",   "hasten", "help",  "lead",   "leave", "make",  "mean",   "open",   "pave",
        "prompt", "push",   "put",   "raise",  "send",  "spark", "take",   "trigger"};
    static_assert(std::is_sorted(kResults.begin(), kResults.end()));
    std::int32_t verb = head_[participle];
    if (!is(participle, {Acl}) || tag(participle) != "VBG" || !comma(participle - 1) || verb == kNoHead ||
        verb > participle || !holds(kResults, lemma(participle)) || has(participle, {Mark}))
      return;
    for (int steps = 0; verb != kNoHead && !is(verb, {Upos::Verb}) && steps < size(); ++steps)
      verb = head_[verb];
    if (verb != kNoHead && verb < participle && !is(verb, {Amod}) && has_subject(verb))
      attach(participle, verb, Advcl);
  }

  /// "a clerk of the Bank of Peru who hid[acl:relcl of Bank] it": "who" is a person.
  void who(std::int32_t pronoun) {
    const std::int32_t clause = head_[pronoun];
    if (lower(form(pronoun)) != "who" || clause < pronoun || !is(clause, {AclRelcl})) return;
    const std::int32_t place = head_[clause];
    if (place == kNoHead || !is(place, {Nmod}) || is_person_noun(lemma(place))) return;
    for (std::int32_t noun = head_[place]; noun != kNoHead && noun < place; noun = head_[noun]) {
      if (is(noun, {Upos::Noun}) && is_person_noun(lemma(noun))) {
        head_[clause] = noun;
        return;
      }
      if (!is(noun, {Nmod})) return;
    }
  }

  /// "Reed, with whom[obl of met] she sang[acl:relcl of whom]": a relative pronoun stands in the clause that
  /// it opens.
  void whom(std::int32_t clause) {
    const std::int32_t pronoun = head_[clause];
    if (!is(clause, {AclRelcl}) || pronoun == kNoHead || pronoun > clause) return;
    const std::string word = lower(form(pronoun));
    const std::int32_t marker = child(pronoun, {Case}), end = marker == kNoHead ? pronoun : marker;
    if ((word != "whom" && word != "which") || end < 2) return;
    const std::int32_t last = comma(end - 1) ? end - 2 : end - 1;
    if (!nominal(last)) return;
    attach(clause, phrase_head(last, 0), AclRelcl);
    attach(pronoun, clause, marker == kNoHead ? Obj : Obl);
  }

  /// "described it as[mark] “a gift[advcl]”": a noun without a copula and a subject is no clause.
  void noun_as_clause(std::int32_t noun) {
    const std::int32_t as = child(noun, {Mark});
    if (!is(noun, {Advcl}) || !is(noun, {Upos::Noun, Upos::Propn}) || as == kNoHead || as > noun) return;
    if (lemma(as) != "as" || has_subject(noun) || has(noun, {Cop, Aux, Obj})) return;
    deprel_[noun] = Obl;
    deprel_[as] = Case;
  }

  /// "sold it to Norl and Lidex, a bank[appos of Norl]": what stands right behind a name and a comma tells of
  /// that one; not "the two banks".
  void apposition_of_last(std::int32_t noun) {
    const std::int32_t first = head_[noun], end = first_of(noun) - 2;
    if (!is(noun, {Appos}) || first == kNoHead || end <= first || !comma(end + 1) || tag(noun) != "NN")
      return;
    const std::int32_t last = phrase_head(end, first + 1);
    if (is(last, {Conj}) && head_[last] == first && is(last, {Upos::Propn})) head_[noun] = last;
  }

  /// "joined the army, a force[appos of joined] of volunteers": only nouns have appositions.
  void apposition_of_verb(std::int32_t noun) {
    const std::int32_t verb = head_[noun], end = first_of(noun) - 2;
    if (!is(noun, {Appos}) || verb == kNoHead || verb > end || !is(verb, {Upos::Verb})) return;
    if (nominal(noun) && comma(end + 1) && nominal(end)) head_[noun] = phrase_head(end, verb + 1);
  }

  /// "Ports such as Genoa grew": "such as" marks the noun behind it, which hangs on the one before.
  void examples(std::int32_t such) {
    if (lemma(such) != "such" || such + 2 >= size() || lemma(such + 1) != "as" || !nominal(such - 1)) return;
    std::int32_t noun = such + 2;
    while (noun < size() && is(noun, {Upos::Det, Upos::Adj, Upos::Num})) ++noun;
    if (noun == size() || !nominal(noun)) return;
    while (head_[noun] > noun && is(noun, {Compound, Flat}) && nominal(head_[noun])) noun = head_[noun];
    const std::int32_t above = head_[noun];
    if (above == kNoHead || above > such || !nominal(above)) {
      if (below(such - 1, noun)) return;
      attach(noun, such - 1, Nmod);
    }
    attach(such, noun, Case);
    attach(such + 1, such, Fixed);
  }

  bool foremost_noun(std::int32_t noun) const {
    for (std::int32_t t = 0; t < noun; ++t) {
      const std::string word = lemma(t);
      if (head_[t] == noun && (word == "first" || word == "last" || word == "only")) return nominal(noun);
    }
    return false;
  }

  /// "Lund was the last captain to steer it": the infinitive tells what she was the first to do.
  void infinitive_of_the_first(std::int32_t verb) {
    if (tag(verb) != "VB" || !is(verb, {Advcl, Xcomp}) || verb < 2 || lemma(verb - 1) != "to") return;
    std::int32_t noun = verb - 2;
    if (!nominal(noun) || head_[verb] >= noun || !below(noun, head_[verb])) return;
    while (noun > head_[verb] && !foremost_noun(noun)) {  // "the first woman IN NORWAY to lead it"
      if (!is(noun, {Nmod, Obl, Flat, Compound}) || head_[noun] >= noun) return;
      noun = head_[noun];
    }
    if (noun > head_[verb]) attach(verb, noun, Acl);
  }

  /// "Hill led the mine until its closure in 1987": the year is that of what ends or begins the span.
  void date_of_an_end(std::int32_t year) {
    if (!is(year, {Upos::Num}) || !is(year, {Obl}) || year < 3 || lemma(year - 1) != "in") return;
    const std::int32_t noun = year - 2, marker = child(noun, {Case});
    if (!is(noun, {Upos::Noun}) || !is(noun, {Obl}) || head_[noun] != head_[year] || marker == kNoHead)
      return;
    if (lemma(marker) == "until" || lemma(marker) == "since") attach(year, noun, Nmod);
  }

  /// "Kelmore[nsubj of founded], founded in 1962 by Nolan[nsubj of makes], makes cars": who stands behind
  /// "by" is the agent of the participle before it, and the noun before that is the subject.
  void agent_as_subject(std::int32_t agent) {
    const std::int32_t verb = head_[agent], by = child(agent, {Case});
    if (!is(agent, {Nsubj}) || verb < agent || by == kNoHead || lemma(by) != "by") return;
    for (std::int32_t participle = by - 1; participle > 0; --participle) {
      if (!is(participle, {Upos::Verb}) || (tag(participle) != "VBN" && tag(participle) != "VBD")) continue;
      std::int32_t end = participle - 1;  // of the noun before
      while (end > 0 && comma(end)) --end;
      if (!nominal(end)) return;
      const std::int32_t noun = phrase_head(end, 0);
      if (below(verb, noun) && head_[verb] != noun) return;
      if (head_[verb] == noun) replace(noun, verb);
      if (below(verb, participle)) replace(participle, verb);
      make_subject(noun, verb);
      attach(participle, noun, Acl);
      attach(agent, participle, OblAgent);
      return;
    }
  }

  /// "The law[root] written by Ada Hill bans[obl:agent] plastic": what shows tense is no agent, and the noun
  /// that the participle hangs on is its subject.
  void verb_as_agent(std::int32_t verb) {
    const std::int32_t participle = head_[verb];
    if (!is(verb, {OblAgent, Obl}) || !is(verb, {Upos::Verb}) || !tensed(verb) || participle == kNoHead)
      return;
    const std::int32_t noun = head_[participle];
    if (!is(participle, {Acl}) || noun == kNoHead || noun > participle || !is(noun, {Root}) ||
        has(verb, {Case}))
      return;
    replace(noun, verb);
    make_subject(noun, verb);
  }

  /// "Turin beat Bologna[of 3] 3-1": a score stands behind the one who lost.
  void score(std::int32_t number) {
    if (!is(number, {Upos::Num}) || number + 2 >= size() || !is(number + 2, {Upos::Num})) return;
    const std::string& mark = form(number + 1);
    if ((mark != "-" && mark != "\u2013") || head_[number - 1] != number || !nominal(number - 1)) return;
    replace(number, number - 1);
    attach(number, number - 1, Flat);
  }

  /// "Norway may hold back[amod] funds": an adverb between a verb and its object belongs to the verb.
  void particle(std::int32_t adverb) {
    const std::int32_t noun = head_[adverb];
    if (!is(adverb, {Amod}) || !is(adverb, {Upos::Adv}) || noun < adverb || !is(noun, {Obj})) return;
    if (head_[noun] == adverb - 1 && is(adverb - 1, {Upos::Verb})) attach(adverb, adverb - 1, CompoundPrt);
  }

  /// "The club[nsubj of members] has 400 members": no word of what stands behind the verb as its object
  /// stands before it.
  void word_of_object(std::int32_t word) {
    const std::int32_t object = head_[word];
    if (object == kNoHead || !is(object, {Obj}) || head_[object] <= word || head_[object] > object) return;
    attach(word, head_[object], is(word, {Upos::Verb}) && is(word, {Amod, Acl}) ? Advcl : deprel_[word]);
  }

  /// Verbs that have both whom one tells and what one tells him.
  static constexpr std::array<std::string_view, 14> kTelling = {
      "advise",   "assure",  "bet",    "caution", "convince", "inform", "notify",
      "persuade", "promise", "remind", "show",    "teach",    "tell",   "warn"};
  static_assert(std::is_sorted(kTelling.begin(), kTelling.end()));

  /// "found a phone in a room that he had left[ccomp of found]": with an object, other verbs have no clause,
  /// so it tells more of the noun right before "that".
  void found_that(std::int32_t clause) {
    if (!is(clause, {Ccomp})) return;
    const std::int32_t verb = head_[clause], that = child(clause, {Mark}),
                       object = verb == kNoHead ? kNoHead : child(verb, {Obj});
    if (verb > clause || that == kNoHead || form(that) != "that" || object == kNoHead) return;
    if (object < verb || object >= that || !is(object, {Upos::Noun, Upos::Propn}) ||
        holds(kTelling, lemma(verb)))
      return;
    const std::int32_t noun = phrase_head(that - 1, verb + 1);
    if (!nominal(that - 1) || !below(noun, verb) || below(noun, clause) || has(clause, {Obj})) return;
    attach(clause, noun, AclRelcl);
    attach(that, clause, has_subject(clause) ? Obj : Nsubj);
  }

  /// "told the radio that sales fell[acl of radio]": whom one tells is no fact of his own.
  void told_that(std::int32_t clause) {
    if (!is(clause, {Acl, AclRelcl})) return;
    const std::int32_t listener = head_[clause], that = child(clause, {Mark});
    if (listener == kNoHead || listener > clause || that == kNoHead) return;
    const std::int32_t verb = head_[listener];
    if (form(that) != "that" || that < listener || !is(listener, {Obj, Iobj}) || verb == kNoHead ||
        verb > listener)
      return;
    if (holds(kTelling, lemma(verb)) && !has(verb, {Ccomp}) && has_subject(clause))
      attach(clause, verb, Ccomp);
  }

  /// "rose in Nghe An province[obj of rose]": right behind a name, what kind of place it is belongs to it.
  void kind_of_place(std::int32_t kind) {
    if (!is(kind, {Obj, Obl, OblUnmarked, Dep})) return;
    static constexpr std::array<std::string_view, 8> kKinds = {"county",   "district", "island", "prefecture",
                                                               "province", "region",   "state",  "valley"};
    const std::int32_t name = phrase_head(kind - 1, 0);
    if ((!is(kind - 1, {Upos::Propn}) && !is(kind - 1, {Flat})) || !holds(kKinds, form(kind))) return;
    if (!has(name, {Case}) || has(kind, {Case, NmodPoss}) || below(name, kind)) return;
    for (std::int32_t t = 0; t < size(); ++t) {
      if (head_[t] == kind) head_[t] = name;
    }
    attach(kind, name, Flat);
  }

  /// "the employers '[case of body] body": the mark belongs to the word that it stands behind.
  void possessive_mark(std::int32_t mark) {
    if (tag(mark) != "POS" || !is(mark, {Case}) || head_[mark] <= mark || !is(mark - 1, {NmodPoss})) return;
    head_[mark] = mark - 1;
  }

  /// "Ada Hill, chief economist[list] at Norl, said": a noun between commas behind a name tells what it is.
  void listed_apposition(std::int32_t noun) {
    if (!is(noun, {List, Dep, Parataxis})) return;
    const std::int32_t name = head_[noun], begin = first_of(noun);
    if (!is(noun, {Upos::Noun}) || tag(noun) != "NN" || name == kNoHead) return;
    if (name > noun || !is(name, {Upos::Propn}) || !comma(begin - 1) || has(noun, {Cc, Case, Cop}) ||
        has_subject(noun))
      return;
    std::int32_t end = noun + 1;
    while (end < size() && !comma(end) && !is(end, {Upos::Verb})) ++end;
    if (comma(end) && first_of(name) < begin && phrase_ends(name, begin - 1)) deprel_[noun] = Appos;
  }

  /// Whether the words of a name reach up to `end`.
  bool phrase_ends(std::int32_t name, std::int32_t end) const {
    while (name + 1 < end && (is(name + 1, {Flat}) || is(name + 1, {Upos::Propn}))) ++name;
    return name + 1 == end;
  }
};

}  // namespace

void repair_phrases(const Sentence& sentence, std::vector<std::int32_t>& head, std::vector<Deprel>& deprel) {
  PhraseRepair(sentence, head, deprel).run();
}

}  // namespace kg::text
