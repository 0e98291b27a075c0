#include "loaders/text/pronouns.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "loaders/text/definite_nouns.hpp"
#include "loaders/text/naming.hpp"
#include "loaders/text/word_list.hpp"

namespace kg::text {
namespace {

using enum Deprel;

constexpr int kPersonReach = 3;  ///< sentences back that he and she reach; it and they reach one

enum class Kind : std::uint8_t { He, She, It, They };

std::optional<Kind> kind_of(std::string_view pronoun) {
  if (pronoun == "he" || pronoun == "him" || pronoun == "his" || pronoun == "himself") return Kind::He;
  if (pronoun == "she" || pronoun == "her" || pronoun == "hers" || pronoun == "herself") return Kind::She;
  if (pronoun == "it" || pronoun == "its" || pronoun == "itself") return Kind::It;
  if (pronoun == "they" || pronoun == "them" || pronoun == "their" || pronoun == "themselves")
    return Kind::They;
  return std::nullopt;
}

/// Somebody or something that a pronoun may mean.
struct Candidate {
  std::int32_t sentence = 0;
  std::int32_t token = 0;
  Term term;
  MentionType type = MentionType::Other;
  Gender gender = Gender::Unknown;
  bool person = false;
  bool plural = false;
  bool group = false;  ///< singular, but many: "the team"
  bool subject = false;
  bool quoted = false;
};

class PronounResolver {
 public:
  PronounResolver(std::span<const Sentence> sentences, const std::vector<Tree>& trees,
                  const Resolution& names, std::vector<std::vector<Mention>>& by_sentence)
      : sentences_(sentences),
        trees_(trees),
        names_(names),
        by_sentence_(by_sentence),
        document_(trees, names, by_sentence) {
    for (std::size_t e = 0; e < names.entities.size(); ++e) entity_of_[names.entities[e].name] = e;
    for (const Entity& entity : names.entities) genders_.push_back(entity.gender);
  }

  void run() {
    for (std::size_t s = 0; s < sentences_.size(); ++s) {
      const auto index = static_cast<std::int32_t>(s);
      candidates_.emplace_back();
      for (std::int32_t t = 0; t < trees_[s].size(); ++t) {
        definite_noun(index, t);
        add_candidate(index, t);
      }
      // Pronouns need all candidates of their sentence: "During his trip, Trump signed".
      for (std::int32_t t = 0; t < trees_[s].size(); ++t) pronoun(index, t);
      std::stable_sort(by_sentence_[s].begin(), by_sentence_[s].end(),
                       [](const Mention& a, const Mention& b) { return a.first < b.first; });
      std::stable_sort(candidates_[s].begin(), candidates_[s].end(),
                       [](const Candidate& a, const Candidate& b) { return a.token < b.token; });
    }
  }

 private:
  const Mention* mention_of(std::int32_t sentence, std::int32_t token) const {
    for (const Mention& mention : by_sentence_[sentence]) {
      if (mention.first <= token && token < mention.last) return &mention;
    }
    return nullptr;
  }

  /// Whether a token is somebody's words; a quotation may have begun in a sentence before.
  bool in_quote(std::int32_t sentence, std::int32_t token) const {
    if (trees_[sentence].quoted(token)) return true;
    for (std::int32_t t = 0; t < trees_[sentence].size(); ++t) {
      const std::string& form = sentences_[sentence].tokens[t].form;
      if (form == "\u201c") return false;
      if (form == "\u201d") return t > token;
    }
    return false;
  }

  static bool subject_relation(const Tree& tree, std::int32_t token) {
    if (tree.is(token, {Conj}) && tree.head(token) != kNoHead)
      return tree.is(tree.head(token), {Nsubj, NsubjPass});
    return tree.is(token, {Nsubj, NsubjPass, NsubjOuter});
  }

  void add_candidate(std::int32_t sentence, std::int32_t token) {
    const Tree& tree = trees_[sentence];
    const Mention* mention = mention_of(sentence, token);
    Candidate candidate;
    candidate.sentence = sentence;
    candidate.token = token;
    candidate.quoted = in_quote(sentence, token);
    candidate.subject = subject_relation(tree, token);
    if (mention) {
      if (mention->head != token || mention->type > MentionType::Nominal) return;
      if (tree.is(token, {Compound, Amod, Flat}) || mention->reason == "demonym") return;
      const auto entity = entity_of_.find(mention->term.text);
      candidate.term = mention->term;
      candidate.type = entity == entity_of_.end() ? mention->type : names_.entities[entity->second].type;
      candidate.person = candidate.type == MentionType::Person;
      candidate.gender = entity == entity_of_.end() ? Gender::Unknown : genders_[entity->second];
      candidate.group = candidate.type == MentionType::Organisation || candidate.type == MentionType::Country;
      candidate.plural = candidate.type == MentionType::People && tree.xpos(token).ends_with("S");
      if (candidate.type == MentionType::People && !candidate.plural) return;
      // "The manager, Carla Benedetti, said": the name stands where the noun does.
      if (tree.is(token, {Appos}) && tree.head(token) != kNoHead)
        candidate.subject = subject_relation(tree, tree.head(token));
    } else {
      if (!tree.is(token, {Upos::Noun}) || !tree.is(token, {Nsubj, NsubjPass, Obj, Conj, Obl})) return;
      for (const std::int32_t child : tree.children(token)) {
        const Mention* named = mention_of(sentence, child);
        if (tree.is(child, {Appos}) && named && named->head == child) return;  // its name is the candidate
      }
      const std::string_view lemma = tree.lemma(token);
      candidate.person = is_person_noun(lemma) && !is_group_noun(lemma);
      candidate.gender = gender_of_noun(lemma);
      candidate.plural = tree.xpos(token) == "NNS";
      candidate.group = is_group_noun(lemma);
      candidate.type = MentionType::Nominal;
    }
    candidates_[sentence].push_back(std::move(candidate));
  }

  /// "the company", "the minister": nothing but the article, and one entity that fits.
  void definite_noun(std::int32_t sentence, std::int32_t token) {
    const Tree& tree = trees_[sentence];
    const Mention* mention = mention_of(sentence, token);
    const bool people = mention && mention->type == MentionType::People &&
                        mention->last - mention->first == 1 && tree.xpos(token) != "NNPS" &&
                        tree.xpos(token) != "NNS";
    if (mention && !people) return;
    if (!tree.is(token, {Upos::Noun, Upos::Propn}) || tree.xpos(token) == "NNS") return;
    const std::int32_t article = tree.child(token, {Det});
    if (article == kNoHead || article > token || tree.lemma(article) != "the") return;
    for (const std::int32_t child : tree.children(token)) {
      if (child > token && tree.is(child, {AclRelcl})) continue;  // "the company, which operates"
      if (child < token && sentences_[sentence].tokens[child].form.ends_with("based"))
        continue;  // "Oslo-based"
      if (!tree.is(child, {Det, Case, Punct, Cop, Nsubj, Cc, Conj})) return;
    }
    const std::string lemma(tree.lemma(token));
    std::optional<std::string> found;
    if (people) {
      found = only_person_of(sentence - 1);
    } else if (const auto one = document_.organisation(lemma, sentence, token, focus(sentence))) {
      found = one;
    } else if (lemma == "country") {
      found = document_.only_entity([](const Entity& entity) { return entity.type == MentionType::Country; },
                                    sentence, token, false);
    } else if (is_person_noun(lemma)) {
      found = document_.only_entity(
          [&](const Entity& entity) {
            return std::find(entity.roles.begin(), entity.roles.end(), lemma) != entity.roles.end();
          },
          sentence, token, false);
    }
    if (!found) return;
    Mention nominal;
    nominal.sentence = sentence;
    nominal.first = article;
    nominal.last = token + 1;
    nominal.head = token;
    nominal.type = MentionType::Nominal;
    nominal.term = Term::name(*found);
    nominal.reason = "definite noun";
    auto& mentions = by_sentence_[sentence];
    if (people) std::erase_if(mentions, [&](const Mention& m) { return m.head == token; });
    mentions.push_back(std::move(nominal));
  }

  /// What the main clause of the sentence before is about, by name; empty if nothing.
  std::string_view focus(std::int32_t sentence) const {
    if (sentence == 0) return {};
    for (const Candidate& candidate : candidates_[sentence - 1]) {
      if (candidate.subject && main_subject(candidate)) return candidate.term.text;
    }
    return {};
  }

  std::optional<std::string> only_person_of(std::int32_t sentence) const {
    if (sentence < 0) return std::nullopt;
    std::optional<std::string> found;
    for (const Candidate& candidate : candidates_[sentence]) {
      if (!candidate.person || candidate.type != MentionType::Person || candidate.term.text == found)
        continue;
      if (found) return std::nullopt;
      found = candidate.term.text;
    }
    return found;
  }

  void pronoun(std::int32_t sentence, std::int32_t token) {
    const Tree& tree = trees_[sentence];
    if (!tree.is(token, {Upos::Pron, Upos::Det}) || tree.is(token, {Expl})) return;
    const auto kind = kind_of(lower(sentences_[sentence].tokens[token].form));
    if (!kind) return;
    for (const Candidate& found : antecedents(sentence, token, *kind)) {
      Mention mention;
      mention.sentence = sentence;
      mention.first = token;
      mention.last = token + 1;
      mention.head = token;
      mention.type = MentionType::Pronoun;
      mention.term = found.term;
      mention.reason = "pronoun";
      if (mention.term.text.empty()) {
        const Namer namer(sentences_[found.sentence], trees_[found.sentence], by_sentence_[found.sentence]);
        mention.term = namer.phrases(found.token, {}, false).front().term;
        if (mention.term.text.empty() || mention.term.is_value()) continue;
      }
      by_sentence_[sentence].push_back(mention);
      Candidate again = found;  // later pronouns may follow this one
      again.sentence = sentence;
      again.token = token;
      again.term = mention.term;
      again.quoted = in_quote(sentence, token);
      again.subject = subject_relation(tree, token);
      if (tree.is(token, {NmodPoss})) continue;
      candidates_[sentence].push_back(again);
      const auto entity = entity_of_.find(again.term.text);
      if (entity != entity_of_.end() && genders_[entity->second] == Gender::Unknown &&
          (*kind == Kind::He || *kind == Kind::She)) {
        genders_[entity->second] = *kind == Kind::He ? Gender::Male : Gender::Female;
      }
    }
  }

  /// A person by name, or a person noun that a clause is about; others come and go.
  static bool one_person(const Candidate& candidate) {
    return candidate.person && !candidate.plural &&
           (candidate.type == MentionType::Person || candidate.subject);
  }

  bool fits(const Candidate& candidate, Kind kind) const {
    Gender gender = candidate.gender;
    if (const auto entity = entity_of_.find(candidate.term.text); entity != entity_of_.end())
      gender = genders_[entity->second];
    switch (kind) {
      case Kind::He:
        return one_person(candidate) && gender != Gender::Female;
      case Kind::She:
        return one_person(candidate) && gender != Gender::Male;
      case Kind::It:
        return !candidate.person && !candidate.plural && candidate.type != MentionType::People;
      case Kind::They:
        return candidate.plural || candidate.group;
    }
    return false;
  }

  /// Whether a token belongs to a participle that opens the sentence, up to the comma before the pronoun's
  /// clause.
  static bool in_opening_participle(const Tree& tree, std::int32_t token, std::int32_t pronoun) {
    std::int32_t verb = 0;
    while (verb < 2 && tree.xpos(verb) != "VBN" && tree.xpos(verb) != "VBG") ++verb;  // "After meeting"
    if (verb == 2 || token < verb) return false;
    for (std::int32_t t = verb; t < pronoun; ++t) {
      if (tree.is(t, {Nsubj, NsubjPass})) return false;  // another clause has begun
    }
    return tree.lemma(pronoun - 1) == ",";
  }

  /// The verb whose argument a token is, looking up through the phrase it stands in.
  static std::int32_t governing_verb(const Tree& tree, std::int32_t token) {
    std::int32_t up = tree.head(token);
    while (up != kNoHead && !tree.is(up, {Upos::Verb}) && !tree.has(up, {Nsubj, NsubjPass}))
      up = tree.head(up);
    return up;
  }

  std::vector<Candidate> antecedents(std::int32_t sentence, std::int32_t token, Kind kind) const {
    const Tree& tree = trees_[sentence];
    const bool quoted = in_quote(sentence, token);
    const bool possessive = tree.is(token, {NmodPoss});
    const std::int32_t verb = governing_verb(tree, token);
    const bool is_subject = subject_relation(tree, token);
    const auto allowed = [&](const Candidate& candidate) {
      if (!fits(candidate, kind) || candidate.quoted != quoted) return false;
      if (candidate.token == token || tree.within(token, candidate.token)) return false;  // not within itself
      const bool coargument = tree.head(candidate.token) == verb && !possessive;          // "he told him"
      return !coargument;
    };
    const auto& here = candidates_[sentence];
    // The subject of its own clause, for possessives; it may follow: "During his trip, Trump signed".
    if (possessive) {
      for (std::int32_t up = verb; up != kNoHead; up = governing_verb(tree, up)) {
        for (const Candidate& candidate : here) {
          if (candidate.subject && tree.head(candidate.token) == up && allowed(candidate) &&
              (up == verb || candidate.token < token || token < up)) {
            return {candidate};
          }
        }
        if (quoted) break;
      }
    }
    const Candidate* within_opening =
        nullptr;  // "Born to a clerk and Ada Hill, she": only if nobody else fits
    for (const bool subjects : {true, false}) {
      if (!subjects && kind != Kind::He && kind != Kind::She) break;
      for (const Candidate& candidate : here) {
        if (candidate.token >= token || candidate.subject != subjects || !allowed(candidate)) continue;
        if (!in_opening_participle(tree, candidate.token, token)) return {candidate};
        if (!within_opening) within_opening = &candidate;
      }
    }
    const int reach = kind == Kind::He || kind == Kind::She ? kPersonReach : 1;
    if (kind == Kind::It && !is_subject && !possessive) return {};
    const bool impersonal =
        kind == Kind::It && is_subject && verb != kNoHead && tree.is(verb, {Upos::Adj});  // "it is clear"
    for (std::int32_t back = sentence - 1; back >= 0 && back >= sentence - reach; --back) {
      for (const bool subjects : {true, false}) {
        if (!subjects && kind != Kind::He && kind != Kind::She) break;
        for (const Candidate& candidate : candidates_[back]) {
          if (candidate.subject != subjects || !fits(candidate, kind)) continue;
          if (candidate.quoted && !quoted) continue;
          if (kind == Kind::It || kind == Kind::They) {
            if (candidate.quoted != quoted) continue;
          }
          if (kind == Kind::It && !main_subject(candidate)) continue;
          if (impersonal && candidate.term.text.empty()) continue;
          return {candidate};
        }
      }
    }
    if (kind == Kind::They) return couple(sentence, token);
    if (within_opening) return {*within_opening};
    return {};
  }

  /// The subject of a sentence's main clause, the only thing of an earlier sentence that "it" is trusted to
  /// mean.
  bool main_subject(const Candidate& candidate) const {
    const Tree& tree = trees_[candidate.sentence];
    const std::int32_t verb = tree.head(candidate.token);
    return verb != kNoHead && tree.is(verb, {Root});
  }

  /// Two people that one subject names ("Ada Hill and Jo Fry met"), here or in the sentence before.
  std::vector<Candidate> couple(std::int32_t sentence, std::int32_t token) const {
    for (std::int32_t s = sentence; s >= 0 && s >= sentence - 1; --s) {
      std::vector<Candidate> people;
      for (const Candidate& candidate : candidates_[s]) {
        if (candidate.type != MentionType::Person || (s == sentence && candidate.token >= token)) continue;
        const bool known = std::any_of(people.begin(), people.end(),
                                       [&](const Candidate& p) { return p.term == candidate.term; });
        if (!known) people.push_back(candidate);
      }
      if (people.size() == 2) return people;
    }
    return {};
  }

  std::span<const Sentence> sentences_;
  const std::vector<Tree>& trees_;
  const Resolution& names_;
  std::vector<std::vector<Mention>>& by_sentence_;
  const NamedBefore document_;
  std::map<std::string, std::size_t, std::less<>> entity_of_;
  std::vector<Gender> genders_;
  std::vector<std::vector<Candidate>> candidates_;
};

}  // namespace

void resolve_pronouns(std::span<const Sentence> sentences, const std::vector<Tree>& trees,
                      const Resolution& names, std::vector<std::vector<Mention>>& by_sentence) {
  PronounResolver(sentences, trees, names, by_sentence).run();
}

}  // namespace kg::text
