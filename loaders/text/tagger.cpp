#include "loaders/text/tagger.hpp"

#include "loaders/text/feature_sink.hpp"

namespace kg::text {
namespace {

// Beyond either end of the sentence.
const Word kOutside;

}  // namespace

void TagFeatures::extract(std::size_t at, std::vector<Feature>& features) const {
  const auto word = [&](std::ptrdiff_t offset) -> const Word& {
    const std::ptrdiff_t i = static_cast<std::ptrdiff_t>(at) + offset;
    return i < 0 || i >= static_cast<std::ptrdiff_t>(words_.size()) ? kOutside
                                                                    : words_[static_cast<std::size_t>(i)];
  };
  const auto tag = [&](std::size_t back) { return at < back ? kNoTag : tags_[at - back]; };
  const Word &w = word(0), &l1 = word(-1), &l2 = word(-2), &r1 = word(1), &r2 = word(2);
  const std::uint32_t t1 = tag(1), t2 = tag(2), t3 = tag(3);
  const std::uint32_t start = at == 0 ? 1 : 0;

  FeatureSink add(features);
  add(0);
  // the word
  add(w.key);
  add(w.form);
  for (const std::uint32_t suffix : w.suffix) add(suffix);
  for (const std::uint32_t prefix : w.prefix) add(prefix);
  add(w.shape, start, capitals_);
  add(w.shape, w.suffix[2]);
  add(w.shape, w.parts);
  add(w.shape, w.tags);
  add(w.parts);
  add(w.parts, w.suffix[1]);
  add(w.tags);
  add(w.noun_sense, w.verb_sense);
  add(w.key, capitals_);
  // the tags before
  add(t1);
  add(t1, t2);
  add(t1, t2, t3);
  add(t1, w.key);
  add(t1, w.tags);
  add(t1, w.parts);
  add(t1, w.suffix[2]);
  add(t1, w.shape);
  add(t1, t2, w.key);
  add(t1, t2, w.tags);
  add(t1, t2, w.parts);
  // the words around
  add(l1.key);
  add(l2.key);
  add(r1.key);
  add(r2.key);
  add(l1.key, w.key);
  add(w.key, r1.key);
  add(l1.key, r1.key);
  add(l1.key, w.tags);
  add(w.tags, r1.key);
  add(l2.key, l1.key);
  add(r1.key, r2.key);
  add(t1, r1.key);
  add(t1, w.key, r1.key);
  add(r1.tags);
  add(r2.tags);
  add(w.tags, r1.tags);
  add(w.key, r1.tags);
  add(w.key, r1.tags, r2.tags);
  add(t1, r1.tags);
  add(t1, w.tags, r1.tags);
  add(w.tags, r1.tags, r2.tags);
  add(r1.parts);
  add(r2.parts);
  add(w.parts, r1.parts);
  add(t1, w.parts, r1.parts);
  add(w.key, r1.parts);
  add(l1.shape, w.shape, r1.shape);
  add(r1.shape, r1.tags);
  add(l1.suffix[2]);
  add(r1.suffix[2]);
  add(r1.suffix[1], w.key);
  add(l1.noun_sense, w.noun_sense);
  add(w.verb_sense, r1.noun_sense);
  // what words stand in like places
  add(w.cluster);
  add(w.cluster, w.shape);
  add(w.cluster, t1);
  add(w.cluster, w.suffix[1]);
  add(l1.cluster);
  add(r1.cluster);
  add(l1.cluster, w.cluster);
  add(w.cluster, r1.cluster);
  add(w.group, t1);
  add(w.group, l1.group, r1.group);
}

std::size_t best_of(const Scores& scores, std::size_t classes) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < classes; ++i) {
    if (scores[i] > scores[best]) best = i;
  }
  return best;
}

std::vector<TagNumber> tag(std::span<const Word> words, std::uint32_t capitals, const Weights& weights,
                           std::size_t classes) {
  std::vector<TagNumber> tags(words.size());
  tag_rest(words, capitals, weights, classes, 0, tags);
  return tags;
}

void tag_rest(std::span<const Word> words, std::uint32_t capitals, const Weights& weights,
              std::size_t classes, std::size_t from, std::vector<TagNumber>& tags) {
  std::vector<Feature> features;
  const TagFeatures source(words, capitals, tags);
  for (std::size_t at = from; at < words.size(); ++at) {
    source.extract(at, features);
    Scores scores{};
    weights.add(features, scores);
    tags[at] = static_cast<TagNumber>(best_of(scores, classes));
  }
}

}  // namespace kg::text
