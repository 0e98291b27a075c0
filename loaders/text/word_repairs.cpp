// What is one word or phrase though the parser sees several: words joined by hyphens, numbers with their
// limits and prices, names that end in a possessive mark.
#include "loaders/text/clause_tree.hpp"
#include "loaders/text/name_repairs.hpp"
#include "loaders/text/repair_words.hpp"
#include "loaders/text/tree_editor.hpp"
#include "loaders/text/word_list.hpp"

namespace kg::text {
namespace {

using enum Deprel;

const WordList kPrices("a an per each");

class WordRepair : TreeEditor {
 public:
  explicit WordRepair(Sentence& sentence) : TreeEditor(sentence) {}

  void run() {
    for (std::int32_t t = 0; t < size(); ++t) hyphenated(t);
    for (std::int32_t t = 0; t + 1 < size(); ++t) limit(t);
    for (std::int32_t t = 1; t + 1 < size(); ++t) {
      range(t);
      name_with_possessive(t);
      price(t);
      same_again(t);
      of_phrase(t);
      of_kind(t);
      times(t);
      record(t);
      earlier(t);
      mine(t);
      chief_executive(t);
      based(t);
    }
  }

 private:
  bool hyphen(std::int32_t t) const {
    return t > 0 && t + 1 < size() && tokens_[t].form == "-" && !tokens_[t - 1].space_after &&
           !tokens_[t].space_after;
  }

  /// Letters in lower case, or with a capital at the front of the sentence.
  bool plain(std::int32_t t) const {
    const std::string& form = tokens_[t].form;
    if (form.size() < 2 || tokens_[t].upos == Upos::Num) return false;
    for (std::size_t i = t == 0 ? 1 : 0; i < form.size(); ++i) {
      if (form[i] < 'a' || form[i] > 'z') return false;
    }
    return true;
  }

  bool digits(std::int32_t t) const {
    const std::string& form = tokens_[t].form;
    return form.size() <= 3 && form.find_first_not_of("0123456789") == std::string::npos;
  }

  /// "a start[compound] - up[advmod of buys]", "the cease - fire": what hyphens join is one word, whose last
  /// part bears it.
  void hyphenated(std::int32_t first) {
    if (!plain(first) || hyphen(first - 1) || !hyphen(first + 1)) return;
    std::int32_t last = first;
    while (hyphen(last + 1) && plain(last + 2)) last += 2;
    if (hyphen(last + 1) && digits(last + 2)) last += 2;  // "an under-21 team": no count of teams
    if (last == first || hyphen(last + 1)) return;
    if (is(last, Nummod)) {
      const std::int32_t noun = tokens_[last].head;  // "beat a top[obj]-20 player[advcl]": the noun bears it
      tokens_[last].deprel = Compound;
      if (noun > last && tokens_[noun].upos == Upos::Noun && is(noun, Advcl) &&
          tokens_[first].head == tokens_[noun].head)
        tokens_[noun].deprel = tokens_[first].deprel;
    }
    const auto inside = [&](std::int32_t t) { return t >= first && t <= last; };
    const bool particle = tokens_[last].upos == Upos::Adp || tokens_[last].upos == Upos::Part ||
                          tokens_[last].upos == Upos::Adv;
    std::int32_t outer = kNoHead;  // the part by which the word hangs in the sentence
    for (std::int32_t t = first; t <= last; t += 2) {
      if (inside(tokens_[t].head)) continue;
      if (outer == kNoHead || (t == last && !particle)) outer = t;
    }
    if (outer == kNoHead) return;
    for (std::int32_t t = first; t <= last; ++t) {
      if (tokens_[t].head != kNoHead && !inside(tokens_[t].head) && below(tokens_[t].head, last)) return;
    }
    const std::int32_t head = tokens_[outer].head;
    const Deprel relation = tokens_[outer].deprel;
    tokens_[last].head = kNoHead;
    for (std::int32_t t = first; t < last; ++t) {
      tokens_[t].head = last;
      tokens_[t].deprel = tokens_[t].form == "-" ? Punct : Compound;
    }
    tokens_[last].head = head;
    tokens_[last].deprel = relation;
    for (std::int32_t t = 0; t < size(); ++t) {
      if (!inside(t) && tokens_[t].head >= first && tokens_[t].head < last) hang(t, last);
    }
    if (!particle || !kDirections.has(word(last))) return;
    if (is(last, Amod) || is(last, Compound)) return retag(last, Upos::Adj, "JJ");
    if (is(last, Advmod) || is(last, CompoundPrt) || is(last, Case) || is(last, Mark)) return;
    retag(last, Upos::Noun, "NN");
  }

  bool number(std::int32_t t) const {
    return t < size() && (tokens_[t].upos == Upos::Num || tokens_[t].xpos == "$" || word(t) == "half");
  }

  /// How many words from `t` limit the number behind them: "as much as 9%", "up to 5", "at least six".
  std::int32_t limiting(std::int32_t t) const {
    static const WordList kAmounts("early far few fewer high late little long low many much");
    static const WordList kCompared("fewer less more");
    const std::string here = word(t), next = word(t + 1);
    if (here == "as" && kAmounts.has(next) && word(t + 2) == "as") return 3;
    if (here == "no" && kCompared.has(next) && word(t + 2) == "than") return 3;
    if (here == "at" && (next == "least" || next == "most")) return 2;
    if ((here == "up" && next == "to") || (kCompared.has(here) && next == "than")) return 2;
    return 0;
  }

  /// "rose AS MUCH AS[case] 9%", "offered UP TO $5 million": the limit is the number's, and governs nothing.
  void limit(std::int32_t first) {
    const std::int32_t length = limiting(first), numeral = first + length;
    if (length == 0 || !number(numeral)) return;
    std::int32_t top = numeral;  // of the measured phrase
    while (tokens_[top].head > top && (is(top, Nummod) || is(top, Compound) || is(top, Advmod)))
      top = tokens_[top].head;
    for (std::int32_t t = first; t < numeral; ++t) {  // "worth as much[its head] as 9 dollars"
      if (tokens_[top].head != t || (tokens_[t].head >= first && tokens_[t].head <= top)) continue;
      tokens_[top].head = tokens_[t].head;
      tokens_[top].deprel = tokens_[t].deprel == Advmod ? OblUnmarked : tokens_[t].deprel;
      tokens_[t].head = numeral;
      for (std::int32_t other = top + 1; other < size(); ++other) {
        if (tokens_[other].head == t) hang(other, tokens_[top].head);
      }
    }
    bool governed = false;
    for (std::int32_t t = first; t < numeral; ++t) {
      if (below(numeral, t)) return;
      governed = governed || (tokens_[t].head == top && is(t, Case));
    }
    for (std::int32_t t = first; t < numeral; ++t) attach(t, numeral, Advmod);
    const std::int32_t verb = tokens_[top].head;
    if (!governed || child(top, Case) != kNoHead || verb == kNoHead || verb > top || !is(top, Obl)) return;
    const bool amount = tokens_[top].form == "%" || word(top) == "percent" || child(verb, Obj) != kNoHead;
    tokens_[top].deprel = amount || tokens_[verb].upos != Upos::Verb ? OblUnmarked : Obj;
  }

  /// "losses at between[case of million] 4 million and 5 million euros": a range is one amount.
  void range(std::int32_t between) {
    constexpr std::int32_t kWidest = 6;  // tokens
    if (word(between) != "between" || !number(between + 1)) return;
    std::int32_t conjunction = between + 2;
    while (conjunction + 1 < size() && conjunction < between + kWidest && word(conjunction) != "and")
      ++conjunction;
    if (word(conjunction) != "and" || !number(conjunction + 1)) return;
    std::int32_t top = conjunction + 1;
    while (tokens_[top].head > top && (is(top, Nummod) || is(top, Compound))) top = tokens_[top].head;
    for (std::int32_t t = between + 1; t < conjunction;
         ++t) {  // "between 12 UNIONS and 3 banks" are two things
      bool again = tokens_[t].upos != Upos::Noun && tokens_[t].upos != Upos::Propn;
      for (std::int32_t other = conjunction + 1; other <= top && !again; ++other)
        again = lemma(other) == lemma(t);
      if (!again) return;
    }
    const bool year = tokens_[top].upos == Upos::Num && tokens_[top].form.size() == 4;
    if (tokens_[top].upos == Upos::Propn || year) return;  // "between 3 and 5 May", "between 1990 and 1995"
    const std::int32_t first = tokens_[between - 1].upos == Upos::Adp ? between - 1 : between;
    std::int32_t verb = first - 1;
    while (verb > 0 && tokens_[verb].upos != Upos::Verb) --verb;
    if (below(verb, top)) return;
    std::int32_t outer = kNoHead;  // the part by which the range hangs in the sentence
    for (std::int32_t t = between + 1; t < conjunction; ++t) {
      if (tokens_[t].head < between || tokens_[t].head > top) outer = t;
    }
    if (outer != kNoHead) {
      if (tokens_[outer].head != kNoHead && below(tokens_[outer].head, top)) return;
      tokens_[top].head = tokens_[outer].head;
      tokens_[top].deprel = tokens_[outer].deprel;
      tokens_[outer].head = top;
      tokens_[outer].deprel = Nummod;
    }
    if (first < between) {  // "AT between 4 and 5": what governs is the other one
      attach(first, top, Case);
      attach(between, between + 1, Advmod);
    } else {
      attach(between, top, Case);
    }
    attach(conjunction, top, Cc);
    if (is(top, Conj)) attach(top, verb, Obl);
  }

  /// "bought its rival Dawson's[possessor of pounds] for 6 million pounds": what has a preposition behind its
  /// mark owns nothing there.
  void name_with_possessive(std::int32_t mark) {
    const std::int32_t name = tokens_[mark].head;
    if (tokens_[mark].xpos != "POS" || name == kNoHead || name > mark || tokens_[name].upos != Upos::Propn)
      return;
    const Upos next = tokens_[mark + 1].upos;
    if (next != Upos::Adp && next != Upos::Cconj && next != Upos::Aux) return;
    std::int32_t first = name;
    while (first > 0 && tokens_[first - 1].head == name && tokens_[first - 1].upos == Upos::Propn) --first;
    const std::int32_t before = first - 1;
    if (before < 0) return;
    if (tokens_[before].upos == Upos::Adp && tokens_[before].head > mark) {
      attach(before, name, Case);  // "sold at[case of May] Sotheby's in May"
      if (is(name, NmodPoss)) attach(name, tokens_[tokens_[name].head].head, Obl);
    }
    if (!is(name, NmodPoss) || tokens_[name].head < mark) return;
    if (tokens_[before].upos == Upos::Noun && !below(before, name)) return attach(name, before, Appos);
    if (tokens_[before].upos == Upos::Verb && !below(before, name)) return attach(name, before, Obj);
  }

  /// "costs $4 a dose[obj]": what the price is for.
  void price(std::int32_t article) {
    const std::int32_t noun = article + 1;
    if (!kPrices.has(word(article)) || tokens_[noun].upos != Upos::Noun || tokens_[article].head != noun)
      return;
    std::int32_t amount = article - 1;
    if (tokens_[amount].upos != Upos::Num && tokens_[amount].upos != Upos::Noun) return;
    while (tokens_[amount].head != kNoHead && (is(amount, Nummod) || is(amount, Compound)) &&
           std::abs(tokens_[amount].head - amount) <= 4 && tokens_[amount].head < article)
      amount = tokens_[amount].head;
    bool counted = tokens_[amount].upos == Upos::Sym;
    for (std::int32_t t = 0; t < article; ++t)
      counted = counted || (tokens_[t].head == amount && is(t, Nummod));
    const bool beside = tokens_[noun].head == tokens_[amount].head || tokens_[noun].head == amount;
    if (counted && beside && (is(noun, Obj) || is(noun, OblUnmarked) || is(noun, Nmod) || is(noun, Appos)))
      attach(noun, amount, NmodUnmarked);
  }

  /// "spoke face[obj] TO FACE", "sat side by side": the way a thing is done.
  void same_again(std::int32_t preposition) {
    const std::int32_t first = preposition - 1, second = preposition + 1;
    const std::string between = word(preposition);
    if (tokens_[first].upos != Upos::Noun || word(first) != word(second)) return;
    if (between != "to" && between != "by" && between != "in" && between != "after") return;
    attach(second, first, Fixed);
    attach(preposition, second, Case);
    if (tokens_[first].xpos == "NN" && child(first, Det) == kNoHead && !is_subject(first)) {
      retag(first, Upos::Adv, "RB");
      if (!is(first, Root)) tokens_[first].deprel = Advmod;
    }
  }

  /// "rose to 5% from 3%[of earlier] a year earlier": an amount with a preposition is the verb's.
  void earlier(std::int32_t adverb) {
    const std::int32_t verb = tokens_[adverb].head;
    if ((word(adverb) != "earlier" && word(adverb) != "before") || verb == kNoHead || !is(adverb, Advmod))
      return;
    for (std::int32_t t = 0; t < adverb; ++t) {
      if (tokens_[t].head == adverb && child(t, Case) != kNoHead && child(t, Nummod) != kNoHead)
        attach(t, verb, Obl);
    }
  }

  /// "reached a record[obj] $5 million", "an estimated 300 people": a word between "a" and a number modifies
  /// what is counted.
  void record(std::int32_t t) {
    const std::int32_t article = t - 1;
    if ((word(article) != "a" && word(article) != "an") || !number(t + 1) || hyphen(t + 2)) return;
    const Upos kind = tokens_[t].upos;
    if (kind != Upos::Adj && kind != Upos::Noun && kind != Upos::Verb) return;
    if (article > 0 && (number(article - 1) || tokens_[article - 1].upos == Upos::Noun))
      return;  // "$4 a day"
    std::int32_t top = t + 1;
    while (tokens_[top].head > top && (is(top, Nummod) || is(top, Compound))) top = tokens_[top].head;
    const bool beside =
        tokens_[top].head == tokens_[t].head && is(t, Obj) && (is(top, OblUnmarked) || is(top, Xcomp));
    if (tokens_[top].head != t && !beside) return;
    tokens_[top].head = tokens_[t].head;
    tokens_[top].deprel = tokens_[t].deprel;
    for (std::int32_t other = 0; other < size(); ++other) {
      if (tokens_[other].head == t) tokens_[other].head = top;
    }
    tokens_[t].head = top;
    tokens_[t].deprel = Amod;
  }

  /// "about[case] five times": about how many.
  void rough_number_of_times(std::int32_t t) {
    const std::int32_t number = t - 1, about = t - 2;
    if (word(t) != "times" || about < 0 || tokens_[number].head != t || !is(number, Nummod)) return;
    if (word(about) != "about" && word(about) != "around") return;
    if (!is(about, Case) || tokens_[about].head != t) return;
    attach(about, number, Advmod);
    if (is(t, Obl)) tokens_[t].deprel = OblUnmarked;
  }

  /// "debts of four times earnings[of the verb]": what is multiplied stands right behind.
  void times(std::int32_t t) {
    rough_number_of_times(t);
    if (word(t) != "times" || child(t, Nummod) == kNoHead || tokens_[t + 1].upos != Upos::Noun) return;
    if (!below(t, t + 1)) attach(t + 1, t, Flat);
  }

  /// "made by[case of studio] studio Lumera": what governs a name stands before its kind.
  void of_kind(std::int32_t preposition) {
    const std::int32_t kind = tokens_[preposition].head;
    if (!is(preposition, Case) || kind < preposition || !is(kind, NmodDesc)) return;
    const std::int32_t name = tokens_[kind].head;
    if (name > kind && child(name, Case) == kNoHead) attach(preposition, name, Case);
  }

  /// "sold its mine[pronoun]": behind a possessive stands a noun.
  void mine(std::int32_t t) {
    if (word(t) != "mine" || tokens_[t - 1].xpos != "PRP$") return;
    retag(t, Upos::Noun, "NN");
    tokens_[t].lemma = "mine";
  }

  /// "Reed, the former chief[appos] executive[obj] of Harrow": one office.
  void chief_executive(std::int32_t chief) {
    const std::int32_t executive = chief + 1;
    if (word(chief) != "chief" || word(executive) != "executive" || tokens_[chief].head == executive) return;
    const std::int32_t next = executive + 1;
    if (next < size() && (tokens_[next].upos == Upos::Noun || tokens_[next].upos == Upos::Propn)) return;
    if (tokens_[executive].head != chief && below(tokens_[chief].head, executive)) return;
    tokens_[executive].head = tokens_[chief].head;
    tokens_[executive].deprel = tokens_[chief].deprel;
    for (std::int32_t t = 0; t < size(); ++t) {
      if (tokens_[t].head == chief && t != executive) tokens_[t].head = executive;
    }
    retag(executive, Upos::Noun, "NN");
    tokens_[chief].head = executive;
    tokens_[chief].deprel = Amod;
    for (std::int32_t t = next; t < size(); ++t) {
      if (tokens_[t].head == executive && is(t, Obl)) tokens_[t].deprel = Nmod;
    }
  }

  /// "by Leeds[case by] - based firm[obj of based]": a participle joined to a name modifies the noun behind
  /// it.
  void based(std::int32_t mark) {
    const std::int32_t place = mark - 1, participle = mark + 1;
    if (!hyphen(mark) || tokens_[place].upos != Upos::Propn || participle + 1 >= size()) return;
    if (tokens_[participle].xpos != "VBN" && tokens_[participle].xpos != "VBD") return;
    std::int32_t noun = participle + 1;
    while (noun + 1 < size() && (tokens_[noun].upos == Upos::Adj ||
                                 (tokens_[noun].upos == Upos::Noun && tokens_[noun + 1].upos == Upos::Noun)))
      ++noun;
    const std::int32_t preposition = child(place, Case);
    if (tokens_[noun].upos != Upos::Noun || tokens_[noun].head != participle || preposition != place - 1)
      return;
    std::int32_t verb = place;
    while (verb > 0 && tokens_[verb].upos != Upos::Verb) --verb;
    if (tokens_[verb].upos != Upos::Verb || below(verb, participle)) return;
    tokens_[noun].head = verb;
    tokens_[noun].deprel = word(preposition) == "by" && child(verb, AuxPass) != kNoHead ? OblAgent : Obl;
    tokens_[participle].head = noun;
    tokens_[participle].deprel = Amod;
    attach(place, participle, Compound);
    attach(mark, participle, Punct);
    attach(preposition, noun, Case);
  }

  /// "a loss of 4 million crowns on revenue of[nmod of crowns] 9 million": what stands behind a common noun
  /// with "of" is that noun's, where the tree gives it to another noun before it.
  void of_phrase(std::int32_t of) {
    const std::int32_t noun = of - 1, inner = tokens_[of].head;
    if (word(of) != "of" || !is(of, Case) || inner < of || tokens_[noun].upos != Upos::Noun) return;
    const std::int32_t head = tokens_[inner].head;
    if (head == kNoHead || head >= noun || !is(inner, Nmod) || tokens_[head].upos != Upos::Noun) return;
    if (!is(noun, Compound) && !is(noun, Fixed) && !below(noun, inner)) attach(inner, noun, Nmod);
  }
};

}  // namespace

void repair_words(Sentence& sentence) {
  if (!sentence.tokens.empty()) WordRepair(sentence).run();
}

}  // namespace kg::text
