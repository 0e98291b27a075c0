#include "loaders/text/pronouns.hpp"

#include <algorithm>
#include <optional>

#include "loaders/text/antecedents.hpp"
#include "loaders/text/clause_rules.hpp"
#include "loaders/text/definite_nouns.hpp"
#include "loaders/text/naming.hpp"
#include "loaders/text/pronoun_sieve.hpp"

namespace kg::text {
namespace {

using enum Deprel;

std::optional<PronounKind> kind_of(std::string_view pronoun) {
  if (pronoun == "he" || pronoun == "him" || pronoun == "his" || pronoun == "himself") return PronounKind::He;
  if (pronoun == "she" || pronoun == "her" || pronoun == "hers" || pronoun == "herself")
    return PronounKind::She;
  if (pronoun == "it" || pronoun == "its" || pronoun == "itself") return PronounKind::It;
  if (pronoun == "they" || pronoun == "them" || pronoun == "their" || pronoun == "themselves")
    return PronounKind::They;
  return std::nullopt;
}

class PronounResolver {
 public:
  PronounResolver(std::span<const Sentence> sentences, const std::vector<Tree>& trees,
                  const Resolution& names, std::vector<std::vector<Mention>>& by_sentence)
      : sentences_(sentences),
        trees_(trees),
        by_sentence_(by_sentence),
        antecedents_(sentences, trees, names, by_sentence),
        nouns_(sentences, trees, names, antecedents_, by_sentence) {}

  void run() {
    for (std::size_t s = 0; s < sentences_.size(); ++s) {
      const auto index = static_cast<std::int32_t>(s);
      antecedents_.next_sentence();
      for (std::int32_t t = 0; t < trees_[s].size(); ++t) {
        nouns_.resolve(index, t);
        antecedents_.add(index, t);
      }
      antecedents_.sort(index);
      // Pronouns need all candidates of their sentence: "During his trip, Trump signed".
      for (std::int32_t t = 0; t < trees_[s].size(); ++t) pronoun(index, t);
    }
    first_persons();
    for (auto& mentions : by_sentence_) {
      std::stable_sort(mentions.begin(), mentions.end(),
                       [](const Mention& a, const Mention& b) { return a.first < b.first; });
    }
  }

 private:
  void pronoun(std::int32_t sentence, std::int32_t token) {
    const Tree& tree = trees_[sentence];
    if (!tree.is(token, {Upos::Pron, Upos::Det}) || tree.is(token, {Expl})) return;
    const std::string form = lower(sentences_[sentence].tokens[token].form);
    if (form == "whose") return relative_owner(sentence, token);
    const auto kind = kind_of(form);
    if (!kind) return;
    for (Candidate found : meant_by(tree, antecedents_, sentence, token, *kind)) {
      if (found.term.text.empty()) {
        const Namer namer(sentences_[found.sentence], trees_[found.sentence], by_sentence_[found.sentence]);
        found.term = namer.phrases(found.token, {}, false).front().term;
        if (found.term.text.empty() || found.term.is_value()) continue;
      }
      add_mention(sentence, token, found.term);
      antecedents_.add_pronoun(found, sentence, token, *kind);
    }
    antecedents_.sort(sentence);
  }

  /// "MY son told ME," said Ada Hill: hers and her, also in the other sentences of what she says.
  void first_persons() {
    std::optional<Term> who;
    for (std::int32_t s = 0; s < static_cast<std::int32_t>(trees_.size()); ++s) {
      std::optional<Term> said = speaker(s);
      for (std::int32_t next = s + 1; !said && goes_on(next, true); ++next) said = speaker(next);
      if (said || !goes_on(s, false)) who = said;
      for (std::int32_t t = 0; t < trees_[s].size() && who; ++t) {
        const std::string form = lower(sentences_[s].tokens[t].form);
        if ((form == "my" || form == "me") && antecedents_.in_quote(s, t)) add_mention(s, t, *who);
      }
    }
  }

  /// Whether a sentence opens within a quotation; `same`: in one that a sentence before it opened.
  bool goes_on(std::int32_t s, bool same) const {
    if (s == static_cast<std::int32_t>(trees_.size()) || trees_[s].size() < 2) return false;
    return antecedents_.in_quote(s, 1) && !(same && trees_[s].is(0, {Upos::Punct}));
  }

  /// The person who says what is quoted in a sentence, if it tells of one alone.
  std::optional<Term> speaker(std::int32_t sentence) const {
    std::optional<Term> found;
    for (const Candidate& candidate : antecedents_.of(sentence)) {
      if (!candidate.person || candidate.term.text.empty() || !antecedents_.speaker(candidate)) continue;
      if (found && *found != candidate.term) return std::nullopt;
      found = candidate.term;
    }
    return found;
  }

  /// "Reed, WHOSE firm failed": the owner is the noun that the clause describes, or somebody named right
  /// before it, if the noun is a thing: "the trial of Reed, whose firm failed".
  void relative_owner(std::int32_t sentence, std::int32_t token) {
    const Tree& tree = trees_[sentence];
    std::int32_t noun = antecedent(tree, token);
    if (noun == kNoHead || (tree.has(noun, {Conj}) && tree.child(noun, {Conj}) < token)) return;
    for (const Mention& name : by_sentence_[sentence]) {
      if (name.type != MentionType::Person || name.last > token || !tree.within(name.head, noun)) continue;
      const bool beside = name.last == token || (name.last + 1 == token && tree.is(name.last, {Upos::Punct}));
      if (beside && !is_person_noun(tree.lemma(noun))) noun = name.head;
    }
    const Namer namer(sentences_[sentence], tree, by_sentence_[sentence]);
    const std::vector<Phrase> owners = namer.phrases(noun, {}, false);
    if (owners.size() == 1 && owners.front().term.kind == TermKind::Name && !owners.front().empty())
      add_mention(sentence, token, owners.front().term);
  }

  void add_mention(std::int32_t sentence, std::int32_t token, const Term& term) {
    by_sentence_[sentence].push_back({.sentence = sentence,
                                      .first = token,
                                      .last = token + 1,
                                      .head = token,
                                      .type = MentionType::Pronoun,
                                      .term = term,
                                      .reason = "pronoun"});
  }

  std::span<const Sentence> sentences_;
  const std::vector<Tree>& trees_;
  std::vector<std::vector<Mention>>& by_sentence_;
  Antecedents antecedents_;
  DefiniteNouns nouns_;
};

}  // namespace

void resolve_pronouns(std::span<const Sentence> sentences, const std::vector<Tree>& trees,
                      const Resolution& names, std::vector<std::vector<Mention>>& by_sentence) {
  PronounResolver(sentences, trees, names, by_sentence).run();
}

}  // namespace kg::text
