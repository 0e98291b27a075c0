// Where one clause ends and the next begins. Parsers hang the subject of the next one on the clause before,
// and give its verb the subject before that; colons, semicolons and "and" with a noun and a verb behind it
// tell.
#include "loaders/text/clause_rules.hpp"
#include "loaders/text/tree_mender.hpp"

namespace kg::text {
namespace {

class BoundaryRepair : TreeMender {
 public:
  BoundaryRepair(const Sentence& sentence, std::vector<std::int32_t>& head, std::vector<Deprel>& deprel)
      : TreeMender(sentence, head, deprel) {}

  void run() {
    for (std::int32_t t = 1; t < size(); ++t) {
      clause_behind_colon(t);
      subject_behind_and(t);
      nearest_subject(t);
    }
  }

 private:
  /// A finite verb that has no subject of its own and none of the words that open a clause.
  bool lacks_subject(std::int32_t verb) const {
    return finite(verb) && !has_subject(verb) && !has(verb, {Mark});
  }

  /// "The plan failed: Norl[obj of failed], a bank, closed[conj of failed] it": a colon ends a clause, so the
  /// noun behind it is the subject of a verb that has none.
  void clause_behind_colon(std::int32_t colon) {
    if ((form(colon) != ":" && form(colon) != ";") || colon + 2 >= size()) return;
    std::int32_t noun = kNoHead;
    for (std::int32_t t = colon + 1; t < size() && noun == kNoHead; ++t) {
      if (nominal(t) && head_[t] < colon && first_of(t) == colon + 1) noun = t;
      if (comma(t) || tensed(t)) break;
    }
    if (noun == kNoHead || has(noun, {Case}) || is(noun, {Root})) return;
    bool apart = false;  // by a comma
    for (std::int32_t verb = noun + 1; verb < size(); ++verb) {
      apart = apart || comma(verb);
      if (is(verb, {Upos::Punct}) && !comma(verb)) return;
      if (!lacks_subject(verb) || head_[verb] >= colon || has(verb, {Cc})) continue;
      const std::int32_t before = group_begin(verb) - 1;
      if (below(noun, verb) || (apart ? !comma(before) : !below(before, noun))) return;
      if (is(verb, {Root})) return;
      deprel_[verb] = Parataxis;
      return make_subject(noun, verb);
    }
  }

  /// "needs a study of the site and the firm[conj of site] would pay[conj of needs] for it": the noun that
  /// stands between "and" and a verb without a subject is that.
  void subject_behind_and(std::int32_t verb) {
    const std::int32_t first = head_[verb];
    if (!is(verb, {Conj, Parataxis, Advcl, Dep}) || first == kNoHead || first > verb ||
        !lacks_subject(verb) || has(verb, {Cc}))
      return;
    const std::int32_t last = group_begin(verb) - 1;
    if (last <= first || !nominal(last)) return;
    const std::int32_t noun = phrase_head(last, first + 1), conjunction = child(noun, {Cc});
    if (!is(noun, {Conj}) || conjunction == kNoHead || conjunction != first_of(noun) || has(noun, {Case}) ||
        below(verb, noun))
      return;
    make_subject(noun, verb);
    attach(conjunction, verb, Cc);
  }

  /// "The price fell, but Norl has bought[conj of fell] ships and wants[conj of fell] more": the subject
  /// before a verb without one is the nearest.
  void nearest_subject(std::int32_t verb) {
    const std::int32_t first = head_[verb], conjunction = child(verb, {Cc});
    if (!is(verb, {Conj}) || first == kNoHead || first > verb || !lacks_subject(verb) ||
        conjunction == kNoHead || comma(conjunction - 1))
      return;
    for (std::int32_t t = verb - 1; t > first; --t) {
      if (head_[t] != first || !is(t, {Conj}) || !finite(t) || !has_subject(t)) continue;
      const bool past = tag(verb) == "VBD";
      if (past == (tag(t) == "VBD")) head_[verb] = t;
      return;
    }
  }
};

}  // namespace

void repair_boundaries(const Sentence& sentence, std::vector<std::int32_t>& head,
                       std::vector<Deprel>& deprel) {
  if (!head.empty()) BoundaryRepair(sentence, head, deprel).run();
}

}  // namespace kg::text
