#include "loaders/text/pronoun_sieve.hpp"

#include <algorithm>

#include "loaders/text/clause_rules.hpp"
#include "loaders/text/pleonastic.hpp"
#include "loaders/text/pronoun_choice.hpp"
#include "loaders/text/word_list.hpp"

namespace kg::text {
namespace {

using enum Deprel;
using Found = std::vector<Candidate>;

constexpr int kPersonReach = 3;   ///< sentences back that he and she reach; it and they reach one
constexpr int kSpeakerReach = 3;  ///< and whoever goes on speaking

/// What only somebody does, or a body of people: "it ANNOUNCED a loss".
const WordList kActing(
    "accuse acquire agree announce apologise apologize appeal appoint argue ask believe bid borrow buy claim "
    "consider decide deny disclose employ expect fear file hire hope insist intend invest lend owe own plan "
    "pledge promise recruit refuse reject say seek sell sign sue think urge vow want warn");

/// Whether a token belongs to a participle that opens the sentence, up to the comma before the pronoun's
/// clause.
bool in_opening_participle(const Tree& tree, std::int32_t token, std::int32_t pronoun) {
  std::int32_t verb = 0;
  while (verb < 2 && tree.xpos(verb) != "VBN" && tree.xpos(verb) != "VBG") ++verb;  // "After meeting"
  if (verb == 2 || token < verb) return false;
  for (std::int32_t t = verb; t < pronoun; ++t) {
    if (tree.is(t, {Nsubj, NsubjPass})) return false;  // another clause has begun
  }
  return tree.lemma(pronoun - 1) == ",";
}

/// Whether a pronoun owns something, or stands for the subject itself ("herself"), whatever the tree says.
bool possessive(const Tree& tree, std::int32_t token) {
  const bool before_noun = token + 1 < tree.size() && tree.is(token + 1, {Upos::Noun, Upos::Propn});
  return tree.is(token, {NmodPoss}) || tree.xpos(token) == "PRP$" ||
         (before_noun && lower(tree[token].form) == "her") || tree.lemma(token).ends_with("self");
}

/// One pronoun, and the steps that look for what it means, the surest first.
class Sieve {
 public:
  Sieve(const Tree& tree, const Antecedents& antecedents, std::int32_t sentence, std::int32_t token,
        PronounKind kind)
      : tree_(tree),
        antecedents_(antecedents),
        sentence_(sentence),
        token_(token),
        kind_(kind),
        quoted_(antecedents.in_quote(sentence, token)),
        possessive_(possessive(tree, token)),
        verb_(governing_verb(tree, token)) {}

  Found find() const {
    Found found = noun_or_name();
    if (found.size() != 1 || kind_ == PronounKind::They) return found;
    const Candidate& noun = found.front();
    const Candidate* owner = antecedents_.owner_of(noun);
    if (!owner || !noun.term.text.empty() || beside_another() || !means(*owner)) return found;
    if (!owner->pronoun && antecedents_.body(noun)) return found;  // "Norway's central bank raised ITS rate"
    const bool opens =
        token_ == 0 && !possessive_ && noun.sentence < sentence_;  // "Her mother was a nurse. She …"
    const bool parallel = kind_ == PronounKind::It && !owner->pronoun && !possessive_;  // "Norl's plan … it"
    return noun.subject && (opens || parallel) ? Found{} : Found{*owner};
  }

 private:
  /// Whether an owner is meant rather than what he owns: "Her mother taught her until SHE was ten", "Its
  /// profit fell because IT sold less". Where both may be, nobody is.
  bool means(const Candidate& owner) const {
    return antecedents_.fits(owner, kind_) && (owner.sentence == sentence_ ? allowed(owner) : !speaks(owner));
  }

  Found noun_or_name() const {
    if (kind_ == PronounKind::It && means_nothing(tree_, token_)) return {};
    if (inserted_speaker() || (kind_ == PronounKind::They && token_ == 0 && !quoted_ && saying())) {
      if (Found found = speaker_before(); !found.empty()) return found;
    } else if (Found found = in_own_sentence(); !found.empty()) {
      return found;
    }
    const int reach = person() ? kPersonReach : 1;
    for (const bool passing : {false, true}) {  // "the story of a widow": hers only if it is nobody else's
      if (passing && !person()) break;
      for (std::int32_t back = sentence_ - 1; back >= 0 && back >= sentence_ - reach; --back) {
        if (Found found = in_sentence_before(back, passing); !found.empty()) return found;
      }
    }
    return saying() && !quoted_ && !person() ? speaker_before() : Found{};
  }

  bool person() const { return kind_ == PronounKind::He || kind_ == PronounKind::She; }

  Found in_own_sentence() const {
    if (Found found = cause(); !found.empty()) return found;
    if (Found found = own_subject(); !found.empty()) return found;
    if (Found found = thing_done(); !found.empty()) return found;
    if (Found found = subject_above(); !found.empty()) return found;
    return before_in_sentence();
  }

  /// "The tax will rise, THEY said": who speaks around what is said is not spoken of in it.
  bool inserted_speaker() const {
    if (token_ == 0 || possessive_ || !saying() || verb_ < token_ || verb_ > token_ + 3) return false;
    const bool ends = verb_ + 1 == tree_.size() || tree_.is(verb_ + 1, {Upos::Punct});
    return ends && tree_.is(token_ - 1, {Upos::Punct});
  }

  /// Who last spoke, for an inserted speaker: in the same sentence only behind the verb ("said Ada Hill, …,
  /// she added").
  Found speaker_before() const {
    for (std::int32_t back = sentence_; back >= 0 && back >= sentence_ - kSpeakerReach; --back) {
      for (const Candidate& candidate : antecedents_.of(back)) {
        const bool before =
            back < sentence_ || (candidate.token < token_ && tree_.head(candidate.place) < candidate.place);
        const bool fits = kind_ == PronounKind::They ? antecedents_.several(candidate)
                                                     : antecedents_.fits(candidate, kind_);
        if (before && fits && antecedents_.speaker(candidate)) return all_of(candidate);
      }
    }
    return {};
  }

  /// In its own sentence nothing quoted is meant by what is not, nor the other way round; "he told him" are
  /// two; and nothing is part of what it means.
  bool allowed(const Candidate& candidate) const {
    if (!antecedents_.fits(candidate, kind_) || candidate.quoted != quoted_) return false;
    if (candidate.token == token_ || part_of(candidate.token) || part_of(candidate.place)) return false;
    if (!person() && told(candidate)) return false;
    if (!person() && acts() && !may_act(candidate)) return false;
    return possessive_ || !beside(candidate);
  }

  /// Whether the pronoun is part of a phrase, and not of a clause in it: "its mill", but "Ada, who said she
  /// …".
  bool part_of(std::int32_t phrase) const {
    std::int32_t up = token_;
    while (up != kNoHead && up != phrase && !tree_.is(up, {AclRelcl, Acl, Advcl, Ccomp})) up = tree_.head(up);
    return up == phrase;
  }

  /// Whether it, or what means the same, is another argument of the pronoun's verb: "he told him" are two.
  bool beside(const Candidate& candidate) const {
    const auto& here = antecedents_.of(sentence_);
    return tree_.head(candidate.place) == verb_ ||
           (!candidate.term.text.empty() &&
            std::any_of(here.begin(), here.end(), [&](const Candidate& other) {
              return other.term == candidate.term && tree_.head(other.place) == verb_ &&
                     other.token != token_;
            }));
  }

  /// Whether it is told what the pronoun is part of: "Reed told the Daily Courier that its rival …" is of
  /// something else.
  bool told(const Candidate& candidate) const {
    const std::int32_t verb = tree_.head(candidate.place);
    return verb != kNoHead && tree_.is(candidate.place, {Obj, Iobj}) && tree_.lemma(verb) == "tell";
  }

  /// "It disclosed a loss", "its chairman": what it means is a body of people.
  bool acts() const {
    const std::int32_t head = tree_.head(token_);
    if (head == kNoHead) return false;
    static const WordList kOfBodies("board headquarters leadership management staff workforce");
    const std::string_view owned = tree_.lemma(head);
    if (possessive_)
      return (is_person_noun(owned) || kOfBodies.has(owned)) && tree_.is(head, {Upos::Noun}) && token_ < head;
    return tree_.is(token_, {Nsubj}) && kActing.has(tree_.lemma(head));
  }

  /// Not a common noun for a thing: "trouble", "the loss".
  bool may_act(const Candidate& candidate) const {
    return candidate.group || candidate.pronoun || !candidate.term.text.empty() ||
           (candidate.plural && antecedents_.body(candidate));
  }

  Found all_of(const Candidate& candidate) const {
    return kind_ == PronounKind::They ? antecedents_.joined(candidate) : Found{candidate};
  }

  /// The subject of its own clause, for possessives; it may follow: "During his trip, Reed signed". What a
  /// relative clause or a participle describes is a subject, too: "a company that lost its licence", "a
  /// valley known for its wine".
  Found own_subject() const {
    if (!possessive_) return {};
    for (std::int32_t up = verb_; up != kNoHead; up = governing_verb(tree_, up)) {
      const std::int32_t described = described_by(tree_, up);
      for (const Candidate& candidate : antecedents_.of(sentence_)) {
        const bool subject = candidate.subject && tree_.head(candidate.place) == up &&
                             (up == verb_ || candidate.token < token_ || token_ < up);
        // "Ada Hill and Jo Fry sold her farm": of somebody else
        if (subject && kind_ != PronounKind::They && antecedents_.joined(candidate).size() > 1) return {};
        const bool relative = described != kNoHead &&
                              (candidate.token == described ||
                               (tree_.is(described, {Appos}) && candidate.token == tree_.head(described)));
        if ((subject && allowed(candidate)) ||
            ((relative || intends(tree_, candidate.place, up)) && allowed(acting(candidate))))
          return all_of(candidate);
      }
      if (quoted_) break;
    }
    return {};
  }

  /// The same as what a clause is about.
  static Candidate acting(Candidate candidate) {
    candidate.subject = true;
    return candidate;
  }

  /// One of those whom "and" joins before the pronoun: "Ada Hill and Jo Fry fought for her seat" is of
  /// somebody else.
  bool one_of_several(const Candidate& candidate) const {
    const auto& here = antecedents_.of(sentence_);
    return std::any_of(here.begin(), here.end(), [&](const Candidate& first) {
      const Found all = antecedents_.joined(first);
      return all.size() > 1 && all.back().token < token_ && !tree_.within(token_, all.back().place) &&
             std::any_of(all.begin(), all.end(),
                         [&](const Candidate& one) { return one.token == candidate.token; });
    });
  }

  /// Who is fined or praised "because …" is who did it (Garvey and Caramazza 1974); what a judge does to
  /// somebody with a name goes on to be about him: "The judge remanded Reed until May, when HE …".
  Found cause() const {
    std::int32_t clause = token_;
    while (clause != kNoHead && !tree_.is(clause, {Advcl})) clause = tree_.head(clause);
    if (clause == kNoHead) return {};
    const std::int32_t mark = tree_.child(clause, {Mark});
    const bool because = mark != kNoHead && tree_.lemma(mark) == "because";
    for (const Candidate& candidate : antecedents_.of(sentence_)) {
      if (tree_.head(candidate.place) != tree_.head(clause) || !antecedents_.judged(candidate)) continue;
      const bool named = person() && !candidate.term.text.empty() && candidate.token < token_;
      if ((because || (named && antecedents_.unnamed_subject(candidate))) && allowed(candidate))
        return all_of(candidate);
    }
    return {};
  }

  /// "It" as an object is rather an object before it than who acts: "The firm bought a mill and sold it".
  Found thing_done() const {
    if (kind_ != PronounKind::It || possessive_ || is_subject(tree_, token_)) return {};
    if (verb_ != kNoHead && tree_.is(verb_, {Advcl}) && tree_.xpos(verb_) == "VBG") return {};  // "making it"
    if (verb_ != kNoHead && tree_.has(verb_, {Xcomp}) && tree_.child(verb_, {Xcomp}) > token_)
      return {};  // "expect IT to pay"
    const auto& here = antecedents_.of(sentence_);
    for (auto candidate = here.rbegin(); candidate != here.rend(); ++candidate) {
      if (candidate->token < token_ && candidate->object && candidate->determined && !candidate->group &&
          allowed(*candidate))
        return {*candidate};
    }
    return {};
  }

  /// Several for "they", and for others none of several.
  bool fits_alone(const Candidate& candidate) const {
    return kind_ == PronounKind::They ? antecedents_.several(candidate) : !one_of_several(candidate);
  }

  /// The subject of the clause that the pronoun's clause is part of: "The firm sold the mill because IT
  /// leaked".
  Found subject_above() const {
    if (!is_subject(tree_, token_)) return {};
    for (std::int32_t clause = verb_; clause != kNoHead;) {
      const std::int32_t above = governing_verb(tree_, clause);
      if (above == kNoHead) break;
      for (const Candidate& candidate : antecedents_.of(sentence_)) {
        if (candidate.token < token_ && candidate.subject && tree_.head(candidate.place) == above &&
            allowed(candidate) && fits_alone(candidate))
          return all_of(candidate);
      }
      clause = above;
    }
    return {};
  }

  Found before_in_sentence() const {
    const auto& here = antecedents_.of(sentence_);
    const Candidate* opening = nullptr;  // "Born to a clerk and Ada Hill, she": only if nobody else fits
    for (const bool subjects : {true, false}) {
      if (!subjects && !person()) break;
      for (const Candidate& candidate : here) {
        if (candidate.token >= token_ || candidate.subject != subjects || !allowed(candidate)) continue;
        if (!fits_alone(candidate)) continue;
        if (!in_opening_participle(tree_, candidate.token, token_)) return all_of(candidate);
        if (!opening) opening = &candidate;
      }
    }
    return person() ? Found{} : nearest_thing();
  }

  /// A place that only says where: "a tunnel in Italy".
  bool only_where(const Candidate& candidate) const {
    const std::int32_t marker = tree_.child(candidate.token, {Case});
    return (candidate.type == MentionType::Place || candidate.type == MentionType::Country) &&
           tree_.is(candidate.place, {Nmod, Obl}) && marker != kNoHead &&
           (tree_.lemma(marker) == "in" || tree_.lemma(marker) == "at");
  }

  /// "It" and "they" that no subject explains: the noun right before; for "they" a plural, then a group.
  Found nearest_thing() const {
    const auto& here = antecedents_.of(sentence_);
    const Candidate* place = nullptr;  // only if nothing else fits
    for (const bool plurals : {true, false}) {
      if (plurals && kind_ == PronounKind::It) continue;
      for (auto candidate = here.rbegin(); candidate != here.rend(); ++candidate) {
        if (candidate->token >= token_ || !allowed(*candidate) ||
            (plurals && !antecedents_.several(*candidate)))
          continue;
        if (kind_ == PronounKind::It && !candidate->determined) continue;  // "in return"
        if (kind_ == PronounKind::They && !plurals && !candidate->subject) continue;
        if (kind_ == PronounKind::It && only_where(*candidate)) {
          if (!place) place = &*candidate;
          continue;
        }
        return all_of(*candidate);
      }
    }
    return place ? Found{*place} : Found{};
  }

  /// "Her mother sent HER to school until SHE was ten": one of the two is the mother, the other her daughter.
  bool beside_another() const {
    if (!person() || possessive_ || verb_ == kNoHead) return false;
    const auto children = tree_.children(verb_);
    return std::any_of(children.begin(), children.end(), [&](std::int32_t other) {
      return other != token_ && tree_.xpos(other) == "PRP" && tree_.lemma(other) == tree_.lemma(token_);
    });
  }

  /// Somebody without a name who only says more of a thing: "the story of a WIDOW"; and ships.
  bool in_passing(const Candidate& candidate) const {
    return candidate.ship || (candidate.term.text.empty() && antecedents_.part_of_phrase(candidate) &&
                              !antecedents_.owner_of(candidate));
  }

  /// Whether the pronoun speaks or thinks.
  bool saying() const { return verb_ != kNoHead && reporting(tree_.lemma(verb_)); }

  Found in_sentence_before(std::int32_t back, bool passing) const {
    Found fitting;
    for (const Candidate& candidate : antecedents_.of(back)) {
      if (person() && in_passing(candidate) != passing) continue;
      if (!person() && acts() && !may_act(candidate)) continue;
      const bool fits = antecedents_.fits(candidate, kind_) ||
                        (kind_ == PronounKind::They && antecedents_.several(candidate));
      if (fits && (candidate.quoted == quoted_ || spoken_of(candidate)) && !speaks(candidate))
        fitting.push_back(candidate);
    }
    if (person()) return choose_person(antecedents_, fitting, saying());
    const PronounRole role = possessive_                 ? PronounRole::Owner
                             : is_subject(tree_, token_) ? PronounRole::Subject
                                                         : PronounRole::Object;
    return choose_thing(antecedents_, fitting, kind_, role);
  }

  /// What somebody may go on to speak of: whoever it is, and what the sentence is about.
  bool spoken_of(const Candidate& candidate) const {
    const bool thing = kind_ == PronounKind::It && !is_subject(tree_, token_);  // "ask me about it"
    return quoted_ && !thing &&
           (candidate.person || (candidate.subject && antecedents_.main_subject(candidate)));
  }

  /// Whoever says the words that the pronoun is quoted in would say "I".
  bool speaks(const Candidate& candidate) const {
    const auto& here = antecedents_.of(sentence_);
    return quoted_ && std::any_of(here.begin(), here.end(), [&](const Candidate& speaker) {
             return !speaker.quoted && speaker.subject && speaker.term == candidate.term;
           });
  }

  const Tree& tree_;
  const Antecedents& antecedents_;
  const std::int32_t sentence_, token_;
  const PronounKind kind_;
  const bool quoted_, possessive_;
  const std::int32_t verb_;
};

}  // namespace

std::vector<Candidate> meant_by(const Tree& tree, const Antecedents& antecedents, std::int32_t sentence,
                                std::int32_t token, PronounKind kind) {
  return Sieve(tree, antecedents, sentence, token, kind).find();
}

}  // namespace kg::text
