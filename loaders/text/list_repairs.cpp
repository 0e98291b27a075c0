// Lists and appositions that a parser takes for each other: "Lima; the port[appos] of Callao", "Ada Hill,
// chairman[conj] and president of Norl, left".
#include "loaders/text/name_tables.hpp"
#include "loaders/text/name_types.hpp"
#include "loaders/text/tree_mender.hpp"

namespace kg::text {
namespace {

class ListRepair : TreeMender {
 public:
  ListRepair(const Sentence& sentence, std::vector<std::int32_t>& head, std::vector<Deprel>& deprel)
      : TreeMender(sentence, head, deprel) {}

  void run() {
    for (std::int32_t t = 1; t < size(); ++t) {
      offices(t);
      if (!is(t, {Appos}) || head_[t] == kNoHead || head_[t] > t || !noun(t)) continue;
      const std::int32_t separator = first_of(t) - 1;
      if (separator > head_[t] && form(separator) == ";") {  // "Lima; the port[appos] of Callao"
        if (!clause_behind(t)) deprel_[t] = Conj;
      } else if (comma(separator) && noun(head_[t])) {
        subjects(head_[t], t);
      }
    }
  }

 private:
  bool noun(std::int32_t t) const { return is(t, {Upos::Noun, Upos::Propn}); }

  /// "Ada Hill, chairman[conj of Ada] and president[conj of Ada] of Norl, resigned": no list has a bare noun
  /// for somebody, so this is what she is.
  void offices(std::int32_t office) {
    const std::int32_t name = head_[office];
    if (!is(office, {Conj}) || tag(office) != "NN" || name == kNoHead) return;
    const std::int32_t first = first_of(office);
    const std::string noun = lemma(office);
    if (!is_title(noun) && !is_person_noun(noun)) return;
    if (!is(name, {Upos::Propn}) || !comma(first - 1) || has(office, {Det, NmodPoss, Case, Cc, Nummod}))
      return;
    std::int32_t end = office + 1;
    while (end < size() && !comma(end)) ++end;
    if (end == size()) return;
    for (std::int32_t t = office + 1; t < end; ++t) {
      if (head_[t] == name && is(t, {Conj}) && is(t, {Upos::Noun})) head_[t] = office;
    }
    deprel_[office] = Appos;
  }

  bool clause_behind(std::int32_t t) const {
    while (t < size() && !tensed(t)) ++t;
    return t < size();
  }

  /// "A mill[root], a farm[appos] and a dairy[subject] burned[conj of farm]": no sentence is coordinated with
  /// a noun, so all three burned.
  void subjects(std::int32_t first, std::int32_t second) {
    const std::int32_t verb = child(second, {Conj});
    if (verb == kNoHead || !finite(verb) || finite(first)) return;
    const std::int32_t last = child(verb, {Nsubj, NsubjPass});
    const std::int32_t joint = last == kNoHead ? kNoHead : child(last, {Cc});
    if (joint == kNoHead || joint > last || comma(joint - 1) || !noun(last)) return;
    replace(first, verb);
    make_subject(first, verb);
    attach(second, first, Conj);
    attach(last, first, Conj);
  }
};

}  // namespace

void repair_lists(const Sentence& sentence, std::vector<std::int32_t>& head, std::vector<Deprel>& deprel) {
  if (!head.empty()) ListRepair(sentence, head, deprel).run();
}

}  // namespace kg::text
