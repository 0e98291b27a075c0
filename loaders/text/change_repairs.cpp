// "rose from 12% in 1980 to 47% in 2024": both amounts are the verb's, and each time is its amount's. Parsers
// lose their way at the second preposition.
#include "loaders/text/name_repairs.hpp"
#include "loaders/text/tree_editor.hpp"

namespace kg::text {
namespace {

/// Words of an amount: "$2 million", "3 million tonnes", "12%", "900". No head where none begins there.
struct Amount {
  std::int32_t head = kNoHead, first = 0, end = 0;
};

class ChangeRepair : TreeEditor {
 public:
  explicit ChangeRepair(Sentence& sentence) : TreeEditor(sentence) {}

  void run() {
    for (std::int32_t t = 1; t + 1 < size(); ++t) {
      if (tokens_[t].upos == Upos::Adp && word(t) == "from") mend(t);
    }
  }

 private:
  void mend(std::int32_t from) {
    constexpr std::int32_t kLongestTime = 4;
    const Amount first = amount_at(from + 1);
    if (first.head == kNoHead) return;
    std::int32_t to = first.end;
    while (to < size() && to <= first.end + kLongestTime && word(to) != "to" && !parts(to)) ++to;
    if (to == first.end || word(to) != "to") return;
    const Amount second = amount_at(to + 1);
    std::int32_t verb = from - 1;
    while (verb >= 0 && tokens_[verb].upos != Upos::Verb && !parts(verb)) --verb;
    if (second.head == kNoHead || verb < 0 || tokens_[verb].upos != Upos::Verb) return;
    std::int32_t time = to - 1;  // "in 1980", "last year", "a year earlier"
    if (tokens_[time].upos == Upos::Adv && time > first.end) --time;
    if (tokens_[time].upos != Upos::Num && !nominal(time)) return;
    for (std::int32_t t = from; t < second.end; ++t) {  // nothing of it stands above the verb
      if (below(verb, t)) return;
    }
    hang_amount(first, from, verb);
    hang_amount(second, to, verb);
    const bool governed = tokens_[first.end].upos == Upos::Adp;
    attach(time, first.head, governed ? Nmod : NmodUnmarked);
    for (std::int32_t t = first.end; t < to; ++t) {
      if (t != time) attach(t, time, t == first.end && governed ? Case : t < time ? Amod : Advmod);
    }
    for (std::int32_t t = second.end; t < size(); ++t) {  // what follows is the verb's
      const std::int32_t head = tokens_[t].head;
      if (head >= from && head < second.end && head != second.head) tokens_[t].head = verb;
    }
  }

  bool parts(std::int32_t t) const {
    const Upos tag = tokens_[t].upos;
    return tag == Upos::Verb || tag == Upos::Aux || tag == Upos::Punct;
  }

  Amount amount_at(std::int32_t first) const {
    const auto is = [&](std::int32_t t, Upos tag) { return t < size() && tokens_[t].upos == tag; };
    Amount amount{kNoHead, first, first};
    const bool sign = is(first, Upos::Sym);
    if (sign) ++amount.end;
    const std::int32_t number = amount.end;
    while (is(amount.end, Upos::Num)) ++amount.end;
    if (amount.end == number) return amount;
    amount.head = sign ? first : amount.end - 1;
    const bool unit = !sign && (is(amount.end, Upos::Sym) ||
                                (is(amount.end, Upos::Noun) && tokens_[amount.end].xpos != "NN") ||
                                word(amount.end) == "%" || word(amount.end) == "percent");
    if (unit) amount.head = amount.end++;
    return amount;
  }

  void hang_amount(const Amount& amount, std::int32_t preposition, std::int32_t verb) {
    attach(amount.head, verb, Obl);
    attach(preposition, amount.head, Case);
    for (std::int32_t t = amount.first; t < amount.end; ++t) {
      const std::int32_t head = tokens_[t].head;
      if (t != amount.head && (head < amount.first || head >= amount.end)) attach(t, amount.head, Nummod);
    }
  }
};

}  // namespace

void repair_changes(Sentence& sentence) {
  ChangeRepair(sentence).run();
}

}  // namespace kg::text
