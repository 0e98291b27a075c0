#include <map>

#include "loaders/text/tagger.hpp"
#include "loaders/text/trees.hpp"
#include "tools/train/train.hpp"
#include "tools/train/word_tables.hpp"

namespace kg::train {
namespace {

// What one sentence looks like to the tagger, made once.
struct Lesson {
  std::vector<text::Word> words;
  std::uint32_t capitals = 0;
  std::vector<text::TagNumber> gold;
};

std::vector<Lesson> lessons_of(std::span<const text::Sentence> sentences, const text::Lexicon& lexicon,
                               std::span<const text::Tag> tags) {
  std::map<std::pair<text::Upos, std::string>, text::TagNumber> numbers;
  for (std::size_t i = 0; i < tags.size(); ++i) {
    numbers[{tags[i].upos, tags[i].xpos}] = static_cast<text::TagNumber>(i);
  }
  std::vector<Lesson> lessons;
  for (const text::Sentence& sentence : sentences) {
    Lesson lesson{text::words_of(sentence, lexicon), text::capitals_of(sentence), {}};
    for (const text::Token& token : sentence.tokens)
      lesson.gold.push_back(numbers.at({token.upos, token.xpos}));
    lessons.push_back(std::move(lesson));
  }
  return lessons;
}

std::size_t learn(const Lesson& lesson, std::size_t classes, Perceptron& perceptron) {
  std::size_t mistakes = 0;
  std::vector<text::TagNumber> tags(lesson.words.size());
  std::vector<Feature> features;
  const text::TagFeatures source(lesson.words, lesson.capitals, tags);
  for (std::size_t at = 0; at < tags.size(); ++at) {
    source.extract(at, features);
    Scores scores{};
    perceptron.score(features, scores);
    tags[at] = static_cast<text::TagNumber>(text::best_of(scores, classes));
    perceptron.tick();
    if (tags[at] == lesson.gold[at]) continue;
    perceptron.update(features, lesson.gold[at], tags[at]);
    ++mistakes;
  }
  return mistakes;
}

}  // namespace

std::vector<text::Tag> tags_of(std::span<const text::Sentence> sentences) {
  std::map<std::pair<text::Upos, std::string>, int> seen;
  for (const text::Sentence& sentence : sentences) {
    for (const text::Token& token : sentence.tokens) ++seen[{token.upos, token.xpos}];
  }
  std::vector<text::Tag> tags;
  for (const auto& [tag, count] : seen) tags.push_back({tag.first, tag.second});
  return tags;
}

std::vector<Weight> train_tagger(std::span<const text::Sentence> sentences, const text::Lexicon& lexicon,
                                 std::span<const text::Tag> tags, const Schedule& schedule) {
  const std::vector<Lesson> lessons = lessons_of(sentences, lexicon, tags);
  return sum_of_runs("tagger", lessons.size(), schedule,
                     [&](std::size_t item, int, Random&, Perceptron& perceptron) {
                       return learn(lessons[item], tags.size(), perceptron);
                     });
}

void jackknife(std::vector<text::Sentence>& sentences, const Dictionaries& dictionaries,
               std::span<const text::Tag> tags, int folds, const Schedule& schedule) {
  const std::vector<text::Sentence> gold = sentences;
  for (int part = 0; part < folds; ++part) {
    const auto [begin, end, rest] = fold_of(gold, part, folds);
    const std::vector<text::LexiconEntry> places = lexicon_of(dictionaries, rest);
    const LemmaTables lemmas = lemmas_of(dictionaries.wordnet, text::Lexicon(places), rest);
    const auto weights =
        quantise(train_tagger(rest, text::Lexicon(places), tags, schedule), schedule.megabytes);
    text::ModelHead head;
    for (const text::Tag& tag : tags) head.tags.emplace_back(static_cast<std::uint8_t>(tag.upos), tag.xpos);
    const std::string file = text::Model::write(head, {{"lexicon", bytes_of(places)},
                                                       {"lemmas", lemmas.places},
                                                       {"lemma characters", lemmas.characters},
                                                       {"tagger starts", bytes_of(weights.starts)},
                                                       {"tagger rows", bytes_of(weights.rows)}});
    const text::Model model = text::Model::at(std::as_bytes(std::span(file)));
    for (std::size_t i = begin; i < end; ++i) text::tag_and_lemmatise(sentences[i], model);
  }
}

}  // namespace kg::train
