// Words that join like "and" and "if" though trees take them for others: "rather than", "provided that".
#include "loaders/text/tree_mender.hpp"

namespace kg::text {
namespace {

class ConnectiveRepair : TreeMender {
 public:
  ConnectiveRepair(const Sentence& sentence, std::vector<std::int32_t>& head, std::vector<Deprel>& deprel)
      : TreeMender(sentence, head, deprel) {}

  void run() {
    for (std::int32_t t = 2; t + 1 < size(); ++t) {
      if (form(t + 1) == "than") rejected(t);
      if (form(t + 1) == "that") provided(t);
    }
  }

 private:
  /// "in a day rather than a week[obl]": what something is not is named beside what it is.
  void rejected(std::int32_t rather) {
    if (lower(form(rather)) != "rather") return;
    const std::int32_t other = head_[rather];
    const std::int32_t before = rather - (comma(rather - 1) ? 2 : 1);
    if (other == kNoHead || other < rather || before < 0 || !nominal(other) || !nominal(before)) return;
    if (!is(other, {Obl, OblUnmarked, Nmod, Obj, Conj, Dep}) || below(before, other)) return;
    attach(other, phrase_head(before, 0), Conj);
    attach(rather, other, Cc);
  }

  /// "will play, provided[conj] that his permit is granted": a condition.
  void provided(std::int32_t word) {
    const std::string opener = lower(form(word));
    if ((opener != "provided" && opener != "providing") || !comma(word - 1)) return;
    const std::int32_t stated = child(word, {Ccomp});
    std::int32_t main = word - 2;
    while (main >= 0 && (!is(main, {Upos::Verb}) || is(main, {Amod}))) --main;
    if (stated < word || main < 0 || below(main, word) || child(word, {Nsubj}) > main) return;
    attach(stated, main, Advcl);
    attach(word, stated, Mark);
    attach(word + 1, word, Fixed);
  }
};

}  // namespace

void repair_connectives(const Sentence& sentence, std::vector<std::int32_t>& head,
                        std::vector<Deprel>& deprel) {
  if (!head.empty()) ConnectiveRepair(sentence, head, deprel).run();
}

}  // namespace kg::text
