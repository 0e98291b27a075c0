#include "loaders/text/second_reading.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <string_view>

#include "loaders/text/tree_mender.hpp"

namespace kg::text {
namespace {

constexpr int kRounds = 3;
/// WordNet's frames of verbs that stand alone (`LexiconEntry::frames`).
constexpr std::uint32_t kIntransitive = 1;
constexpr std::size_t kCandidates = 3;

/// Verbs whose past tense is their infinitive.
constexpr std::array<std::string_view, 18> kUnchanged = {
    "beat", "bet", "broadcast", "burst", "cast", "cost", "cut",   "hit",    "hurt",
    "let",  "put", "quit",      "set",   "shed", "shut", "split", "spread", "upset"};

bool tensed(std::string_view tag) {
  return tag == "VBD" || tag == "VBZ" || tag == "VBP";
}

bool nominal(const Token& token) {
  return token.upos == Upos::Noun || token.upos == Upos::Propn || token.upos == Upos::Pron;
}

/// What hangs on each word of a tree.
struct Dependents {
  explicit Dependents(const Sentence& sentence)
      : helped(sentence.tokens.size()),
        object(sentence.tokens.size()),
        subject(sentence.tokens.size(), sentence.tokens.size()),
        second(subject) {
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
      const Token& token = sentence.tokens[i];
      if (token.head < 0) continue;
      const auto head = static_cast<std::size_t>(token.head);
      const Deprel relation = token.deprel;
      if (relation == Deprel::Aux || relation == Deprel::AuxPass || relation == Deprel::Cop)
        helped[head] = true;
      if (relation == Deprel::Obj && i > head) object[head] = true;
      if (relation != Deprel::Nsubj) continue;
      if (subject[head] < i) {
        second[head] = i;
      } else {
        subject[head] = i;
      }
    }
  }
  std::vector<bool> helped, object;
  std::vector<std::size_t> subject, second;  ///< one past the last word for none
};

class SecondReading {
 public:
  SecondReading(Sentence& sentence, Reading& reading, const std::function<void(Sentence&)>& parse)
      : sentence_(sentence), reading_(reading), parse_(parse) {}

  void run() {
    for (int round = 0; round < kRounds && (mend_participle() || find_verb()); ++round) {
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
      if ((acts || takes) && try_tag(i, class_of(i, "VBD"), token.deprel == Deprel::Root)) return true;
    }
    return false;
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
      return try_tag(candidate.word, candidate.choice, true);
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
      if (dependents.helped[i] || tensed(token.xpos) || token.xpos == "VB" || token.upos == Upos::Aux)
        return i;
    }
    return sentence_.tokens.size();
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

  /// Reads the sentence with this tag, and keeps that if the word has a subject now, and is the main verb if
  /// it must be.
  bool try_tag(std::size_t word, Choice choice, bool main) {
    if (choice.tag == kNoTag) return false;
    Reading reading{reading_.model, reading_.words, reading_.tags};
    reading.tags[word] = choice.tag;
    tag_rest(reading.words, capitals_of(sentence_), reading.model.tagger, reading.model.tags.size(), word + 1,
             reading.tags);
    Sentence sentence = sentence_;
    dress(sentence, reading, word);
    parse_(sentence);
    const std::size_t subject = Dependents(sentence).subject[word];
    if (subject >= word || !nominal(sentence.tokens[subject]) || !agrees(sentence, subject, word))
      return false;
    const Deprel relation = sentence.tokens[word].deprel;
    if (relation == Deprel::Acl || (main && relation != Deprel::Root)) return false;
    sentence_ = std::move(sentence);
    reading_.tags = std::move(reading.tags);
    return true;
  }

  Sentence& sentence_;
  Reading& reading_;
  const std::function<void(Sentence&)>& parse_;
};

}  // namespace

void read_again(Sentence& sentence, Reading& reading, const std::function<void(Sentence&)>& parse) {
  SecondReading(sentence, reading, parse).run();
}

}  // namespace kg::text
