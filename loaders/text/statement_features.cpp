// What of a statement tells whether it is right and worth reading: what kind of clause it was, how clear its
// tree was, and how much of what the text says it tells.
#include <algorithm>
#include <cmath>
#include <string>

#include "loaders/text/statement_confidence.hpp"
#include "loaders/text/word_list.hpp"

namespace kg::text {
namespace {

using enum Deprel;

/// Words that change how far a thing is so: "not ALWAYS", "MORE cautious", "the MOST common".
const WordList kDegrees(
    "only more most less least never always fully entirely necessarily probably possibly apparently perhaps "
    "hardly barely nearly almost partly mainly mostly largely once yet too enough even so as");

double yes(bool is) {
  return is ? 1 : 0;
}

bool one_word(const Phrase& phrase) {
  return phrase.term.text.find('_') == std::string::npos;
}

class FeatureReader {
 public:
  FeatureReader(const Tree& tree, const Clause& clause, const Phrase& subject, const Phrase& object,
                const Statement& statement)
      : tree_(tree),
        clause_(clause),
        subject_(subject),
        object_(object),
        subject_head_(clause.arguments.front().head),
        object_head_(object_head()),
        told_(lower(print(statement))) {}

  StatementFeatures read() const {
    const bool spoken = object_.term.kind == TermKind::String;
    const bool described = !subject_.entity && one_word(subject_);
    return {
        yes(spoken),
        yes(subject_head_ > clause_.head),
        yes(spoken && tree_[clause_.head].clearness == 0),
        yes(clause_.speaker_clause >= 0),
        yes(clause_.kind == ClauseKind::Title || clause_.kind == ClauseKind::Apposition),
        yes(clause_.kind == ClauseKind::Copula),
        yes(tree_.is(clause_.head, {Acl, AclRelcl})),
        yes(clause_.passive),
        yes(described),
        yes(described && definite(subject_head_)),
        yes(subject_.certainty < 0.85),  // of a pronoun or a definite noun; appositions are surer
        yes(object_.term.kind == TermKind::Name && !object_.entity && one_word(object_)),
        std::min(1.0, untold(Role::Object) / 3),
        yes(loses_degree(clause_.head) || loses_degree(subject_head_) ||
            (!spoken && object_head_ != kNoHead && loses_degree(object_head_))),
        share_told([](std::int32_t) { return true; }),
        share_told([&](std::int32_t t) { return part_of_clause(t); }),
        unclear_arguments(),
        std::min(1.0, 4 * share_of_disagreement()),
    };
  }

 private:
  std::int32_t object_head() const {
    for (const Role role : {Role::Object, Role::Content, Role::Oblique}) {
      for (const Argument& a : clause_.arguments) {
        if (a.role == role) return a.head;
      }
    }
    return kNoHead;
  }

  bool carries(std::int32_t t) const {
    return tree_.is(t, {Upos::Noun, Upos::Propn, Upos::Adj, Upos::Verb, Upos::Num});
  }
  bool told(std::int32_t t) const { return told_.find(lower(tree_[t].form)) != std::string::npos; }

  /// "THE group", "ITS plans": the text has it that a reader knows which.
  bool definite(std::int32_t noun) const {
    const std::int32_t word = tree_.child(noun, {Det, NmodPoss});
    if (word == kNoHead) return false;
    const std::string_view lemma = tree_.lemma(word);
    return tree_.is(word, {NmodPoss}) || lemma == "the" || lemma == "this" || lemma == "that";
  }

  /// Words of the clause's arguments in a role that the statement does not tell.
  double untold(Role role) const {
    double count = 0;
    for (const Argument& a : clause_.arguments) {
      if (a.role != role) continue;
      for (const std::int32_t t : a.tokens) count += yes(carries(t) && !told(t));
    }
    return count;
  }

  bool loses_degree(std::int32_t head) const {
    const auto& below = tree_.children(head);
    return std::any_of(below.begin(), below.end(), [&](std::int32_t t) {
      return tree_.is(t, {Advmod, AdvmodEmph, Amod, Det}) && kDegrees.has(lower(tree_[t].form)) && !told(t);
    });
  }

  /// Whether a word lies below the clause's head, but not in another clause beside it.
  bool part_of_clause(std::int32_t t) const {
    for (; t != clause_.head; t = tree_.head(t)) {
      if (t == kNoHead || tree_.is(t, {Parataxis, Advcl})) return false;
      if (tree_.is(t, {Conj}) && tree_.head(t) == clause_.head) return false;
    }
    return true;
  }

  template <class Test>
  double share_told(Test test) const {
    double all = 0, some = 0;
    for (std::int32_t t = 0; t < tree_.size(); ++t) {
      if (!carries(t) || !test(t)) continue;
      ++all;
      some += yes(told(t));
    }
    return all == 0 ? 0 : some / all;
  }

  double unclear_arguments() const {
    double worst = 0;
    for (const Argument& a : clause_.arguments) {
      if (a.role != Role::Circumstance && told(a.head))
        worst = std::max(worst, 1 - static_cast<double>(tree_[a.head].clearness) / kClearest);
    }
    return worst;
  }

  double share_of_disagreement() const {
    double count = 0;
    for (std::int32_t t = 0; t < tree_.size(); ++t) count += yes(tree_[t].clearness == 0);
    return count / std::max(1, tree_.size());
  }

  const Tree& tree_;
  const Clause& clause_;
  const Phrase& subject_;
  const Phrase& object_;
  const std::int32_t subject_head_;
  const std::int32_t object_head_;
  const std::string told_;
};

}  // namespace

StatementFeatures statement_features(const Tree& tree, const Clause& clause, const Phrase& subject,
                                     const Phrase& object, const Statement& statement) {
  return FeatureReader(tree, clause, subject, object, statement).read();
}

}  // namespace kg::text
