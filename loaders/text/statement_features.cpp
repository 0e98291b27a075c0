// What of a statement tells whether it is right and worth reading: what kind of clause it was, how clear its
// tree was, and how much of what the text says it tells.
#include <algorithm>
#include <cmath>
#include <cstdlib>
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

constexpr std::int32_t kFar = 12;  // words
constexpr std::uint8_t kClear = 6;

double yes(bool is) {
  return is ? 1 : 0;
}

/// Of a pronoun or a definite noun; appositions are surer.
bool resolved(const Phrase& phrase) {
  return phrase.certainty < 0.85;
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
        statement_(statement),
        told_(lower(print(statement))) {}

  StatementFeatures read() const {
    const bool spoken = object_.term.kind == TermKind::String;
    const bool value = object_.term.kind != TermKind::Name && !spoken;
    const std::int32_t head = clause_.head;
    return {
        yes(spoken),
        yes(object_head_ != kNoHead && tree_.is(object_head_, {Ccomp})),
        yes(clause_.speaker_clause >= 0),
        yes(clause_.kind == ClauseKind::Copula),
        yes(tree_.is(head, {Acl, AclRelcl})),
        yes(tree_.is(head, {Advcl})),
        yes(by_itself("VBG")),
        yes(by_itself("VBZ")),
        yes(tree_.has(head, {AuxPass})),
        yes(subject_head_ > head),
        yes(std::abs(head - subject_head_) >= kFar),
        yes(subject_.entity && !one_word(subject_)),
        yes(tree_.xpos(subject_head_) == "NNS"),
        yes(!subject_.entity && one_word(subject_)),
        yes(tree_.has(subject_head_, {AclRelcl})),
        yes(resolved(subject_)),
        yes(resolved(object_)),
        yes(object_.term.kind == TermKind::Name && !object_.entity && one_word(object_)),
        yes(value),
        yes(object_head_ != kNoHead && tree_[object_head_].clearness >= kClear),
        yes(statement_.qualifiers.empty() && !spoken),
        yes(has_circumstance()),
        yes(loses_degree(head) || loses_degree(subject_head_) ||
            (!spoken && object_head_ != kNoHead && loses_degree(object_head_))),
        share_of_clause_told(),
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

  /// A verb with nothing before it in its group is often another word: "hospital STAYS", "FOLLOWING the
  /// talks".
  bool by_itself(std::string_view tag) const {
    return tree_.xpos(clause_.head) == tag && clause_.predicate.size() == 1;
  }

  bool has_circumstance() const {
    return std::any_of(clause_.arguments.begin(), clause_.arguments.end(),
                       [](const Argument& a) { return a.role == Role::Circumstance; });
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

  double share_of_clause_told() const {
    double all = 0, some = 0;
    for (std::int32_t t = 0; t < tree_.size(); ++t) {
      if (!carries(t) || !part_of_clause(t)) continue;
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
  const Statement& statement_;
  const std::string told_;
};

}  // namespace

StatementFeatures statement_features(const Tree& tree, const Clause& clause, const Phrase& subject,
                                     const Phrase& object, const Statement& statement) {
  return FeatureReader(tree, clause, subject, object, statement).read();
}

}  // namespace kg::text
