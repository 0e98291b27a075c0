// Where amounts belong: what something was, how it changed, at what rate, and what kind of sum it is.
#include <array>

#include "loaders/text/quantities.hpp"
#include "loaders/text/tree_mender.hpp"

namespace kg::text {
namespace {

/// Rounds of things that are counted.
constexpr std::array<std::string_view, 5> kRounds = {"dozen", "hundred", "million", "score", "thousand"};
static_assert(std::is_sorted(kRounds.begin(), kRounds.end()));

class AmountRepair : TreeMender {
 public:
  AmountRepair(const Sentence& sentence, std::vector<std::int32_t>& head, std::vector<Deprel>& deprel)
      : TreeMender(sentence, head, deprel) {}

  void run() {
    for (std::int32_t t = 1; t < size(); ++t) {
      amount_behind_copula(t);
      change_behind_comma(t);
      numbers_done(t);
      governed_amount(t);
      phrase_of_rate(t);
      kind_of_amount(t);
      rough_amount(t);
      bounded_part(t);
      score(t);
    }
  }

 private:
  /// "was 5% in April[root]", "was 5%, up[root] from 4%": an amount right behind the copula is what the
  /// subject was.
  void amount_behind_copula(std::int32_t other) {
    if (!nominal(other) && !is(other, {Upos::Num, Upos::Adv, Upos::Adj})) return;
    const std::int32_t copula = child(other, {Cop}), marker = child(other, {Case});
    const bool change = is_change(other);
    const std::int32_t end = change ? other - 1 : marker;
    if (copula == kNoHead || end < copula + 2 || end > other || !is(copula + 1, {Upos::Num, Upos::Sym}))
      return;
    std::int32_t amount = kNoHead;
    for (std::int32_t t = copula + 1; t < end; ++t) {
      if (!below(t, other) || is(t, {Upos::Verb, Upos::Punct})) return;
      if (head_[t] == other && amount == kNoHead) amount = t;
    }
    if (amount == kNoHead) return;
    replace(other, amount);
    for (std::int32_t t = 0; t < size(); ++t) {
      const bool subject = t < copula && head_[t] > other && is(t, {Nsubj});
      const bool moves = head_[t] == other && t != amount && (t < end || t > other);
      if ((moves && !(change && t > other)) || subject) head_[t] = amount;
      if (change && t > other && head_[t] == amount) head_[t] = other;
    }
    attach(other, amount, change ? Parataxis : Obl);
  }

  bool is_change(std::int32_t way) const {
    return (lower(form(way)) == "up" || lower(form(way)) == "down") && comma(way - 1) && way + 1 < size() &&
           (is(way + 1, {Upos::Num, Upos::Sym}) || form(way + 1) == "from");
  }

  /// "was 61%, down three points[obj of 61%] from May": how a figure changed stands beside it.
  void change_behind_comma(std::int32_t way) {
    if (!is_change(way)) return;
    std::int32_t top = way;
    while (head_[top] > way - 2 && head_[top] != kNoHead && !is(head_[top], {Upos::Verb})) top = head_[top];
    if (head_[top] == kNoHead || head_[top] > way || is(top, {Upos::Verb})) return;
    if (is(top, {Nmod, Obl, Obj, OblUnmarked, Appos, Conj, Dep})) deprel_[top] = Parataxis;
  }

  /// "have killed 86 people and displaced[amod] thousands[conj]": no participle modifies a bare number.
  void numbers_done(std::int32_t number) {
    static constexpr std::array<std::string_view, 5> kNumbers = {"dozens", "hundreds", "millions", "scores",
                                                                 "thousands"};
    const std::int32_t done = number - 1, joint = number - 2, object = head_[number];
    if (joint < 1 || !holds(kNumbers, form(number)) || !is(number, {Conj}) || !is(done, {Amod}) ||
        head_[done] != number)
      return;
    if ((tag(done) != "VBN" && tag(done) != "VBD") || form(joint) != "and" || object == kNoHead) return;
    const std::int32_t verb = head_[object];
    if (!is(object, {Obj}) || verb == kNoHead || !is(verb, {Upos::Verb})) return;
    attach(done, verb, Conj);
    attach(joint, done, Cc);
    attach(number, done, Obj);
  }

  /// "to[case of Thursday] 7%[of Thursday] on Thursday": each preposition governs what stands right behind
  /// it.
  void governed_amount(std::int32_t amount) {
    const std::int32_t other = head_[amount];
    if (!is(amount, {OblUnmarked, NmodUnmarked}) || other < amount || has(amount, {Case})) return;
    const std::int32_t first = child(other, {Case});
    std::int32_t second = kNoHead;
    for (std::int32_t t = amount + 1; t < other; ++t) {
      if (head_[t] == other && is(t, {Case})) second = t;
    }
    if (first == kNoHead || first > amount || second == kNoHead || head_[other] == kNoHead ||
        !is(other, {Obl, Nmod}))
      return;
    attach(amount, head_[other], Obl);
    head_[first] = amount;
  }

  /// "rose to $331 a tonne in[nmod of tonne] Rotterdam": a rate has no phrases of its own.
  void phrase_of_rate(std::int32_t noun) {
    const std::int32_t unit = head_[noun];
    if (!is(noun, {Nmod}) || unit == kNoHead || unit > noun || !is(unit, {NmodUnmarked}) || !has(unit, {Det}))
      return;
    const std::int32_t marker = child(noun, {Case});
    std::int32_t verb = head_[unit];
    for (int steps = 0; verb != kNoHead && !is(verb, {Upos::Verb}) && steps < size(); ++steps)
      verb = head_[verb];
    if (verb != kNoHead && verb < unit && marker != kNoHead && form(marker) != "of") attach(noun, verb, Obl);
  }

  /// "paying a record[iobj] £58m": a noun right before an amount says what kind of amount it is.
  void kind_of_amount(std::int32_t noun) {
    if (!is(noun, {Iobj}) || noun + 1 >= size() || !is(noun + 1, {Upos::Sym}) || !is(noun + 1, {Obj})) return;
    if (head_[noun + 1] != head_[noun] || !has(noun, {Det})) return;
    const std::int32_t article = child(noun, {Det});
    head_[article] = noun + 1;
    attach(noun, noun + 1, Compound);
  }

  /// "sold about[case] a third[obl] of its shares": "about" before an amount says that it is not exact; so do
  /// "over 90%" and "close to a third" how much it is.
  void rough_amount(std::int32_t amount) {
    if (!is(amount, {Obl}) || has_object(head_[amount])) return;
    const std::int32_t about = child(amount, {Case});
    const std::int32_t verb = head_[amount];
    const bool close = about > 0 && form(about) == "to" && lower(form(about - 1)) == "close";
    if (about == kNoHead || about > amount || verb != about - (close ? 2 : 1) || !is(verb, {Upos::Verb}))
      return;
    const std::string word = lower(form(about));
    const std::string unit = lemma(amount);
    const bool percent = unit == "%" || unit == "percent" || unit == "pct";
    if (word != "about" && word != "around" && !close && !(word == "over" && percent)) return;
    const bool part = (names_part(lemma(amount)) || holds(kRounds, lemma(amount))) &&
                      (lower(form(about + 1)) == "a" || lower(form(about + 1)) == "half");
    if (!part && !is(amount, {Upos::Num}) && !has(amount, {Nummod})) return;
    deprel_[about] = Advmod;
    if (close) attach(about - 1, about, Advmod);
    deprel_[amount] = Obj;
  }

  /// "lost more[obj] than[case] a third[obl] of its fish": what bounds a part is not what was lost.
  void bounded_part(std::int32_t part) {
    if (!is(part, {Obl, Nmod}) || !names_part(lemma(part))) return;
    const std::int32_t than = child(part, {Case}), more = than - 1, verb = than - 2;
    if (than < 2 || lower(form(than)) != "than" || head_[more] != verb || !is(more, {Obj})) return;
    if (head_[part] != verb && head_[part] != more) return;
    attach(part, verb, Obj);
    attach(more, part, Advmod);
    attach(than, more, Fixed);
  }

  bool has_object(std::int32_t verb) const { return verb == kNoHead || has(verb, {Obj, Ccomp, Xcomp}); }

  /// "beat Oslo 2[obj] - 0 at home[nmod of 2]": a score is how it ended, and has no phrases of its own.
  void score(std::int32_t goals) {
    if (goals + 2 >= size() || !is(goals, {Upos::Num}) || !is(goals + 2, {Upos::Num})) return;
    const std::string& dash = form(goals + 1);
    std::int32_t verb = head_[goals];
    if (verb == goals - 1 && is(verb, {Obj})) verb = head_[verb];
    if ((dash != "-" && dash != "\u2013") || tokens_[goals].end != tokens_[goals + 1].begin) return;
    if (verb == kNoHead || verb > goals || !is(verb, {Upos::Verb}) || has(goals, {Det, Case})) return;
    attach(goals + 2, goals, Nmod);
    attach(goals + 1, goals + 2, Case);
    attach(goals, verb, OblUnmarked);
    for (std::int32_t t = goals + 3; t < size(); ++t) {
      if (head_[t] == goals && is(t, {Nmod, Obl}) && has(t, {Case})) attach(t, verb, Obl);
    }
  }
};

}  // namespace

void repair_amounts(const Sentence& sentence, std::vector<std::int32_t>& head, std::vector<Deprel>& deprel) {
  if (!head.empty()) AmountRepair(sentence, head, deprel).run();
}

}  // namespace kg::text
