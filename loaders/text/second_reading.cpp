#include "loaders/text/second_reading.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <string_view>

#include "loaders/text/dependents.hpp"
#include "loaders/text/tree_mender.hpp"

namespace kg::text {
namespace {

constexpr int kRounds = 3;
/// WordNet's frames of verbs that stand alone (`LexiconEntry::frames`).
constexpr std::uint32_t kIntransitive = 1;
constexpr std::size_t kCandidates = 3;
constexpr int kMostTries = 16;  ///< of a sentence: each parses it again

/// Verbs whose past tense is their infinitive.
constexpr std::array<std::string_view, 18> kUnchanged = {
    "beat", "bet", "broadcast", "burst", "cast", "cost", "cut",   "hit",    "hurt",
    "let",  "put", "quit",      "set",   "shed", "shut", "split", "spread", "upset"};

bool nominal(const Token& token) {
  return token.upos == Upos::Noun || token.upos == Upos::Propn || token.upos == Upos::Pron;
}

class SecondReading {
 public:
  SecondReading(Sentence& sentence, Reading& reading, const std::function<void(Sentence&)>& parse)
      : sentence_(sentence), reading_(reading), parse_(parse) {}

  void run() {
    for (int round = 0; round < kRounds && (mend_participle() || mend_past() || find_verb_behind_relative() ||
                                            find_second_verb() || find_verb());
         ++round) {
    }
  }

 private:
  /// "A bus plunged[VBN] into a river", "Berg crossed[VBN, acl] the bridge": with a subject and no auxiliary,
  /// or with an object, it is the past tense.
  bool mend_participle() {
    const Dependents dependents(sentence_);
    for (std::size_t i = 1; i < sentence_.tokens.size(); ++i) {
      const Token& token = sentence_.tokens[i];
      if (token.xpos != "VBN" || dependents.helped[i]) continue;
      const bool alone =
          (reading_.words[i].frames & kIntransitive) != 0 && !behind_comma(dependents.subject[i]);
      const bool acts = dependents.subject[i] < i && (alone || dependents.object[i]);
      const bool takes =
          token.deprel == Deprel::Acl && dependents.object[i] && !holds(kWithObject, token.lemma);
      const bool second =
          token.deprel == Deprel::Acl && (joined_noun(i) || heads_clause_without_verb(dependents, i));
      if ((acts || takes || second) && try_verb(i, class_of(i, "VBD"), token.deprel == Deprel::Root))
        return true;
    }
    return false;
  }

  /// "fell in May and imports dropped[acl of imports]": right behind the noun that "and" brings in.
  bool joined_noun(std::size_t participle) const {
    const std::size_t noun = participle - 1;
    if (sentence_.tokens[participle].head != static_cast<std::int32_t>(noun) ||
        sentence_.tokens[noun].deprel != Deprel::Conj ||
        (reading_.words[participle].frames & kIntransitive) == 0)
      return false;
    std::size_t first = noun;
    while (first > 0 && (nominal(sentence_.tokens[first]) || sentence_.tokens[first].upos == Upos::Adj ||
                         sentence_.tokens[first].upos == Upos::Det))
      --first;
    return joins(first);
  }

  /// "while the price of bread[advcl] rose[acl] by 5%": where a noun stands for a clause, the participle
  /// behind it is the verb.
  bool heads_clause_without_verb(const Dependents& dependents, std::size_t participle) const {
    const std::uint32_t frames = reading_.words[participle].frames;  // none known of "rose"
    if ((frames != 0 && (frames & kIntransitive) == 0) ||
        sentence_.tokens[participle].head + 1 != static_cast<std::int32_t>(participle))
      return false;
    std::size_t noun = participle - 1;
    while (sentence_.tokens[noun].deprel == Deprel::Nmod) {
      const std::int32_t above = sentence_.tokens[noun].head;
      if (above < 0 || above >= static_cast<std::int32_t>(noun)) return false;
      noun = static_cast<std::size_t>(above);
    }
    const Token& token = sentence_.tokens[noun];
    if (!nominal(token) || dependents.helped[noun] || dependents.subject[noun] < sentence_.tokens.size())
      return false;
    const bool clause =
        token.deprel == Deprel::Ccomp || token.deprel == Deprel::Advcl || token.deprel == Deprel::Parataxis;
    const bool subject = token.deprel == Deprel::Nsubj && token.head < static_cast<std::int32_t>(noun) &&
                         dependents.joined[noun];
    return clause || subject || (token.deprel == Deprel::Root && is_sentence());
  }

  /// "The firms polled[VBD, root] in May had lost[acl] money": a past form that may be a participle is one
  /// where a verb behind it then has their noun for its subject.
  bool mend_past() {
    const Dependents dependents(sentence_);
    for (std::size_t i = 1; i < sentence_.tokens.size(); ++i) {
      if (sentence_.tokens[i].xpos != "VBD" || dependents.helped[i] || dependents.object[i] ||
          dependents.subject[i] >= i || !may_be_participle(i))
        continue;
      const Choice participle = class_of(i, "VBN");
      std::vector<std::size_t> verbs;
      for (std::size_t j = i + 1; j < sentence_.tokens.size(); ++j) {
        if (lacks_subject(dependents, j)) verbs.push_back(j);
      }
      if (!verbs.empty() && try_tags({{i, participle}}, [&](const Sentence& sentence) {
            return std::any_of(verbs.begin(), verbs.end(),
                               [&](std::size_t j) { return describes_subject(sentence, i, j); });
          }))
        return true;
      if (dependents.subject[i] + 1 != i) continue;
      for (std::size_t j = i + 2; j < sentence_.tokens.size() && !ends_phrase(sentence_.tokens[j]); ++j) {
        if (sentence_.tokens[j].xpos != "NNS" || opens_noun(sentence_.tokens[j - 1]) ||
            reading_.words[j].verb_sense == 0 || !has_form(j, "VBZ"))
          continue;
        if (try_tags({{i, participle}, {j, class_of(j, "VBZ")}},
                     [&](const Sentence& sentence) { return describes_subject(sentence, i, j); }))
          return true;
      }
    }
    return false;
  }

  static bool ends_phrase(const Token& token) {
    return token.upos == Upos::Punct || token.upos == Upos::Cconj || shows_tense(token.xpos);
  }

  /// Whether a past form is a participle, too, of a verb with an object.
  bool may_be_participle(std::size_t at) const {
    const Word& word = reading_.words[at];
    const auto lemma = [&](std::string_view tag) {
      return reading_.model.lemmas.lemma_of(word.lower, word.lower, Upos::Verb, tag);
    };
    const std::string past = lemma("VBD");
    return past == lemma("VBN") && past != "say" && (past != word.lower || holds(kUnchanged, past)) &&
           (reading_.words[at].frames & ~kIntransitive) != 0;
  }

  /// Whether a participle tells more of a noun that is the subject of a finite verb.
  static bool describes_subject(const Sentence& sentence, std::size_t participle, std::size_t verb) {
    const Token& token = sentence.tokens[participle];
    if (token.deprel != Deprel::Acl || token.head >= static_cast<std::int32_t>(participle)) return false;
    const Dependents dependents(sentence);
    return dependents.subject[verb] == static_cast<std::size_t>(token.head) &&
           finite(sentence, dependents, verb);
  }

  /// "Crews who waited needed[VBN, amod] food", "Reed, who leads Norl, doubts[NNS] that": behind a relative
  /// clause, what may be the verb of its noun is that where no other verb is.
  bool find_verb_behind_relative() {
    const std::size_t size = sentence_.tokens.size();
    const Dependents dependents(sentence_);
    std::size_t relative = size;
    bool earlier = false, verb = false, comma = false;  // a verb before the pronoun, one behind it, a comma
    for (std::size_t i = 1; i < size; ++i) {
      const Token& token = sentence_.tokens[i];
      const Token& before = sentence_.tokens[i - 1];
      if (token.xpos == "WP" || token.xpos == "WDT" || token.xpos == "WP$") {
        earlier = earlier || verb;
        verb = false;
        relative = i;
      }
      const bool parted = before.form == ",";
      const bool could = token.xpos == "VBN" ? !dependents.helped[i] && (parted || before.upos == Upos::Verb)
                                             : token.xpos == "NNS" && parted && has_form(i, "VBZ");
      if (relative < i && verb && could && (!parted || (comma && !earlier)) &&
          reading_.words[i].verb_sense != 0) {
        const auto fits = [&](const Sentence& sentence) {
          const Dependents now(sentence);
          const bool alone = now.subject[i] == size && !now.joined[i];
          return alone || (now.subject[i] < relative && acts(sentence, i, false));
        };
        if (try_tags({{i, class_of(i, token.xpos == "VBN" ? "VBD" : "VBZ")}}, fits)) return true;
      }
      comma = comma || (parted && relative >= i);
      if (!shows_tense(token.xpos)) continue;
      earlier = earlier || relative > i || parted;
      verb = relative < i;
    }
    return false;
  }

  /// "rebuilt it and planted[VBN, amod] trees", "could dam the river and flood[NN] the fields": what "and"
  /// joins to a verb, and has an object, is one.
  bool find_second_verb() {
    const Dependents dependents(sentence_);
    for (std::size_t i = 2; i + 1 < sentence_.tokens.size(); ++i) {
      const Token& token = sentence_.tokens[i];
      if (!joins(i - 1) || reading_.words[i].verb_sense == 0) continue;
      const bool participle = token.xpos == "VBN" && token.deprel == Deprel::Amod && !dependents.helped[i] &&
                              !behind_participle(i - 1);
      const Token& next = sentence_.tokens[i + 1];
      const bool noun = token.xpos == "NN" && (next.xpos == "DT" || next.xpos == "PRP$");
      if (!participle && !noun) continue;
      const auto fits = [&](const Sentence& sentence) {
        const Token& verb = sentence.tokens[i];
        if (verb.deprel != Deprel::Conj || verb.head < 0 || !Dependents(sentence).object[i]) return false;
        const Token& first = sentence.tokens[static_cast<std::size_t>(verb.head)];
        return first.upos == Upos::Verb && (participle || first.xpos == "VB");
      };
      if (try_tags({{i, class_of(i, participle ? "VBD" : "VB")}}, fits)) return true;
    }
    return false;
  }

  bool joins(std::size_t at) const {
    const std::string& word = reading_.words[at].lower;
    return word == "and" || word == "but" || word == "or";
  }

  /// "REFORMED policies and reduced lending": two nouns with a participle each.
  bool behind_participle(std::size_t at) const {
    while (at > 0 && (nominal(sentence_.tokens[at - 1]) || sentence_.tokens[at - 1].upos == Upos::Adj)) --at;
    return at > 0 && sentence_.tokens[at - 1].xpos == "VBN";
  }

  /// "Norl, a firm based in Riga": a phrase behind a comma may tell more of the noun before.
  bool behind_comma(std::size_t noun) const {
    std::size_t first = noun;
    while (first > 0 && first < sentence_.tokens.size() && sentence_.tokens[first - 1].upos != Upos::Punct &&
           sentence_.tokens[first - 1].head == static_cast<std::int32_t>(noun))
      --first;
    return first > 0 && first < sentence_.tokens.size() && sentence_.tokens[first - 1].form == ",";
  }

  /// "The bank[root] closed[JJ] 40 branches.", "The plan aims[NNS, root] to help.": the word that is the most
  /// likely to be the verb is it, if the sentence then has a subject. And between two subjects of one verb
  /// stands another: "Berg doubts[NNS] Reed won."
  bool find_verb() {
    if (sentence_.tokens.size() < 4 || !is_sentence()) return false;
    const Dependents dependents(sentence_);
    std::size_t begin = 1, end = sentence_.tokens.size() - 1;
    if (const std::size_t root = root_that_asserts(dependents); root < sentence_.tokens.size()) {
      if (dependents.second[root] >= root) return false;
      begin = dependents.subject[root] + 1;
      end = dependents.second[root];
    }
    struct Candidate {
      std::size_t word;
      Choice choice;
    };
    std::vector<Candidate> candidates;
    for (std::size_t i = begin; i < end; ++i) {
      const Token& token = sentence_.tokens[i];
      const bool could =
          token.upos == Upos::Noun || token.upos == Upos::Adp || token.xpos == "VBN" || token.xpos == "JJ";
      if (!could || reading_.words[i].verb_sense == 0 || opens_noun(sentence_.tokens[i - 1])) continue;
      for (const std::string_view tense : {"VBD", "VBZ", "VBP"}) {
        if (has_form(i, tense)) candidates.push_back({i, class_of(i, tense)});
      }
    }
    std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
      return a.choice.behind < b.choice.behind;
    });
    if (candidates.size() > kCandidates) candidates.resize(kCandidates);
    return std::any_of(candidates.begin(), candidates.end(), [&](const Candidate& candidate) {
      return try_verb(candidate.word, candidate.choice, true);
    });
  }

  /// Behind an article or a preposition no verb shows tense.
  static bool opens_noun(const Token& token) {
    return token.upos == Upos::Det || token.upos == Upos::Adp || token.xpos == "PRP$" ||
           token.xpos == "POS" || token.xpos == "TO";
  }

  /// Whether a word can be a verb in this tense by its ending.
  bool has_form(std::size_t at, std::string_view tense) const {
    const Word& word = reading_.words[at];
    const std::string lemma = reading_.model.lemmas.lemma_of(word.lower, word.lower, Upos::Verb, tense);
    if (tense == "VBP")
      return lemma == word.lower && (word.parts & kVerb) != 0 && sentence_.tokens[at].xpos == "NN";
    if (lemma == word.lower) return tense == "VBD" && holds(kUnchanged, lemma);
    return (tense == "VBZ") == word.lower.ends_with('s');
  }

  /// Whether the verb in this tense agrees with its subject.
  bool agrees(const Sentence& sentence, std::size_t subject, std::size_t verb) const {
    const std::string& tense = sentence.tokens[verb].xpos;
    const Token& noun = sentence.tokens[subject];
    bool plural = noun.xpos == "NNS" || noun.xpos == "NNPS";
    for (const Token& token : sentence.tokens) {
      plural = plural || (token.head == static_cast<std::int32_t>(subject) && token.deprel == Deprel::Conj);
    }
    if (noun.upos == Upos::Pron || noun.upos == Upos::Propn || tense == "VBD") return true;
    return plural == (tense == "VBP");
  }

  bool is_sentence() const {
    for (std::size_t i = sentence_.tokens.size(); i-- > 0;) {
      const Token& token = sentence_.tokens[i];
      if (token.upos != Upos::Punct) return false;
      if (token.form == ".") return true;
    }
    return false;
  }

  /// The root if it shows tense or is a command, else one past the last word.
  std::size_t root_that_asserts(const Dependents& dependents) const {
    for (std::size_t i = 0; i < sentence_.tokens.size(); ++i) {
      const Token& token = sentence_.tokens[i];
      if (token.deprel != Deprel::Root) continue;
      if (dependents.helped[i] || shows_tense(token.xpos) || token.xpos == "VB" || token.upos == Upos::Aux)
        return i;
    }
    return sentence_.tokens.size();
  }

  static bool finite(const Sentence& sentence, const Dependents& dependents, std::size_t at) {
    const Token& token = sentence.tokens[at];
    return dependents.tensed[at] || (token.upos == Upos::Verb && shows_tense(token.xpos));
  }

  bool lacks_subject(const Dependents& dependents, std::size_t at) const {
    return finite(sentence_, dependents, at) && !dependents.joined[at] &&
           dependents.subject[at] == sentence_.tokens.size();
  }

  /// A class of the tagger, and by how much its score is behind that of the tag that was taken.
  struct Choice {
    TagNumber tag = kNoTag;
    std::int32_t behind = std::numeric_limits<std::int32_t>::max();
  };

  Choice class_of(std::size_t word, std::string_view wanted) const {
    std::vector<Feature> features;
    TagFeatures(reading_.words, capitals_of(sentence_), reading_.tags).extract(word, features);
    Scores scores{};
    reading_.model.tagger.add(features, scores);
    Choice best;
    for (std::size_t tag = 0; tag < reading_.model.tags.size(); ++tag) {
      const Tag& name = reading_.model.tags[tag];
      if (name.upos != Upos::Verb || name.xpos != wanted) continue;
      const std::int32_t behind = scores[reading_.tags[word]] - scores[tag];
      if (behind < best.behind) best = {static_cast<TagNumber>(tag), behind};
    }
    return best;
  }

  /// Whether a word has a subject in this tree that it agrees with, and is the main verb if it must be.
  bool acts(const Sentence& sentence, std::size_t word, bool main) const {
    const std::size_t subject = Dependents(sentence).subject[word];
    if (subject >= word || !nominal(sentence.tokens[subject]) || !agrees(sentence, subject, word))
      return false;
    const Deprel relation = sentence.tokens[word].deprel;
    return relation != Deprel::Acl && (!main || relation == Deprel::Root);
  }

  bool try_verb(std::size_t word, Choice choice, bool main) {
    return try_tags({{word, choice}}, [&](const Sentence& sentence) { return acts(sentence, word, main); });
  }

  /// Reads the sentence with these tags, and keeps that if the tree then fits.
  template <class Test>
  bool try_tags(std::initializer_list<std::pair<std::size_t, Choice>> choices, Test fits) {
    if (tries_ == kMostTries) return false;
    ++tries_;
    Reading reading{reading_.model, reading_.words, reading_.tags};
    for (const auto& [word, choice] : choices) {
      if (choice.tag == kNoTag) return false;
      reading.tags[word] = choice.tag;
      tag_rest(reading.words, capitals_of(sentence_), reading.model.tagger, reading.model.tags.size(),
               word + 1, reading.tags);
    }
    Sentence sentence = sentence_;
    dress(sentence, reading, choices.begin()->first);
    parse_(sentence);
    if (!fits(sentence)) return false;
    sentence_ = std::move(sentence);
    reading_.tags = std::move(reading.tags);
    return true;
  }

  Sentence& sentence_;
  Reading& reading_;
  const std::function<void(Sentence&)>& parse_;
  int tries_ = 0;
};

}  // namespace

void read_again(Sentence& sentence, Reading& reading, const std::function<void(Sentence&)>& parse) {
  SecondReading(sentence, reading, parse).run();
}

}  // namespace kg::text
