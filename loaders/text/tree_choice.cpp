#include "loaders/text/tree_choice.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

#include "loaders/text/feature_sink.hpp"
#include "loaders/text/hash.hpp"

namespace kg::text {
namespace {

const Leaf kNoLeaf;

std::uint32_t distance_of(std::int32_t head, std::size_t word) {
  if (head < 0) return 0;
  const std::int32_t distance = head - static_cast<std::int32_t>(word);
  const auto length = static_cast<std::uint32_t>(std::abs(distance));
  const std::uint32_t bucket = length < 5 ? length : length < 7 ? 5 : length < 11 ? 6 : length < 16 ? 7 : 8;
  return distance < 0 ? bucket : 16 + bucket;
}

}  // namespace

ArcFeatures::View ArcFeatures::view_of(std::span<const Leaf> leaves, const Parse& tree) {
  const std::size_t size = leaves.size();
  View view{&tree, std::vector<std::uint32_t>(size), std::vector<std::uint32_t>(size),
            std::vector<std::uint64_t>(size)};
  for (std::size_t word = 0; word < size; ++word) {
    if (tree.heads[word] < 0) continue;
    const auto head = static_cast<std::size_t>(tree.heads[word]);
    ++view.children[head];
    view.labels[head] |= std::uint64_t{1} << static_cast<unsigned>(tree.labels[word]);
    if (tree.labels[word] == Deprel::Case || tree.labels[word] == Deprel::Mark) {
      view.marker[head] = leaves[word].lemma;
    }
  }
  return view;
}

ArcFeatures::ArcFeatures(std::span<const Leaf> leaves, const Parse& left, const Parse& right)
    : leaves_(leaves),
      left_(view_of(leaves, left)),
      right_(view_of(leaves, right)),
      sides_(leaves.size()),
      relations_(leaves.size()) {
  for (std::size_t word = 0; word < leaves.size(); ++word) {
    if (agree(word)) {
      relate(word, left);
    } else {
      ++disagreements_;
    }
  }
}

void ArcFeatures::relate(std::size_t word, const Parse& tree) {
  if (tree.heads[word] < 0) return;
  relations_[static_cast<std::size_t>(tree.heads[word])] |= std::uint64_t{1}
                                                            << static_cast<unsigned>(tree.labels[word]);
}

void ArcFeatures::choose(std::size_t word, bool from_left) {
  relate(word, from_left ? *left_.tree : *right_.tree);
  last_ = sides_[word] = from_left ? 1 : 2;
}

bool ArcFeatures::agree(std::size_t word) const {
  return left_.tree->heads[word] == right_.tree->heads[word] &&
         left_.tree->labels[word] == right_.tree->labels[word];
}

void ArcFeatures::extract(std::size_t word, bool from_left, std::vector<Feature>& features) const {
  const View& mine = from_left ? left_ : right_;
  const View& theirs = from_left ? right_ : left_;
  const auto leaf = [&](std::int32_t at) -> const Leaf& {
    return at < 0 || at >= static_cast<std::int32_t>(leaves_.size()) ? kNoLeaf
                                                                     : leaves_[static_cast<std::size_t>(at)];
  };
  const auto above = [](const View& view, std::int32_t at) {
    return at < 0 ? kNoHead : view.tree->heads[static_cast<std::size_t>(at)];
  };
  const auto label = [](const View& view, std::int32_t at) {
    return at < 0 ? 63U : static_cast<std::uint32_t>(view.tree->labels[static_cast<std::size_t>(at)]);
  };
  const auto at = static_cast<std::int32_t>(word);
  const std::int32_t head = mine.tree->heads[word], other = theirs.tree->heads[word],
                     grand = above(mine, head);
  const Leaf &m = leaf(at), &before = leaf(at - 1), &after = leaf(at + 1);
  const Leaf &h = leaf(head), &o = leaf(other), &g = leaf(grand);
  const Leaf &h_before = head < 0 ? kNoLeaf : leaf(head - 1), &h_after = head < 0 ? kNoLeaf : leaf(head + 1);
  const std::uint32_t side = from_left ? 1 : 2, distance = distance_of(head, word),
                      far = distance_of(other, word);
  const std::uint32_t other_label = label(theirs, at), head_label = label(mine, head);
  const std::uint32_t clear = mine.tree->clearness[word], other_clear = theirs.tree->clearness[word];
  const std::uint32_t marker = mine.marker[word], children = std::min(mine.children[word], 4U);
  const std::uint64_t labels = mine.labels[word];
  const std::uint64_t bit = std::uint64_t{1} << static_cast<unsigned>(mine.tree->labels[word]);
  const std::uint64_t sisters = head < 0 ? 0 : mine.labels[static_cast<std::size_t>(head)];
  const std::uint64_t their_sisters = head < 0 ? 0 : theirs.labels[static_cast<std::size_t>(head)] & ~bit;
  const std::uint32_t agreed = above(mine, head) == above(theirs, head) ? 1 : 0;
  const std::uint32_t both = head == other ? 1 : 0;
  // What stands between, and the nearest sister there.
  std::uint32_t verbs = 0, commas = 0, nouns = 0, conjunctions = 0;
  std::int32_t sister = kNoHead, inner = kNoHead;
  if (head >= 0) {
    const std::int32_t from = std::min(head, at) + 1, to = std::max(head, at);
    for (std::int32_t i = from; i < to; ++i) {
      const auto upos = static_cast<Upos>(leaf(i).upos - 1);
      verbs += upos == Upos::Verb;
      nouns += upos == Upos::Noun || upos == Upos::Propn;
      conjunctions += upos == Upos::Cconj || upos == Upos::Sconj;
      commas += leaf(i).comma;
      if (above(mine, i) != head) continue;
      if (head < at || sister == kNoHead) sister = i;
      if (head > at || inner == kNoHead) inner = i;
    }
  }
  const std::uint32_t between = std::min(verbs, 2U) + 3 * std::min(commas, 2U) + 9 * std::min(nouns, 2U) +
                                27 * std::min(conjunctions, 1U);
  const Leaf& s = leaf(sister);
  // How the two heads hang together.
  const std::uint32_t bond = head < 0 || other < 0        ? 0U
                             : above(mine, other) == head ? 1 + label(mine, other)
                             : above(mine, head) == other ? 65 + label(mine, head)
                                                          : 129U;

  // What has been chosen.
  const auto side_of = [&](std::int32_t i) { return i < 0 ? 3U : sides_[static_cast<std::size_t>(i)]; };
  const auto related = [&](std::int32_t i) { return i < 0 ? 0U : relations_[static_cast<std::size_t>(i)]; };

  FeatureSink add(features);
  // who says so, and how surely
  add(side);
  add(side, clear);
  add(side, clear, other_clear);
  add(side, clear, other_clear, both);
  add(side, other_label, both);
  add(side, other_label, clear, other_clear);
  add(side, m.tag);
  add(side, h.tag);
  add(side, m.tag, h.tag);
  add(side, m.tag, h.tag, o.tag);
  add(side, distance);
  add(side, distance, far);
  add(side, m.tag, distance, far);
  add(side, m.lemma);
  add(side, h.lemma);
  add(side, o.lemma);
  add(side, agreed);
  add(side, agreed, clear, other_clear);
  add(side, std::min(disagreements_, 12U));
  add(side, marker);
  add(side, labels);
  // the arc
  add(m.tag, h.tag, distance);
  add(m.tag, h.tag);
  add(m.lemma, distance);
  add(h.lemma, distance);
  add(m.lemma, h.lemma);
  add(m.lemma, h.tag);
  add(m.tag, h.lemma);
  add(m.cluster, h.cluster);
  add(m.cluster, h.lemma);
  add(m.lemma, h.cluster);
  add(m.group, h.group);
  add(m.sense, h.sense);
  add(m.cluster, h.tag);
  add(m.tag, h.cluster);
  add(m.suffix, h.tag);
  add(m.tag, h.suffix);
  add(m.tag, h.frames);
  add(before.tag, m.tag, after.tag, h.tag);
  add(h_before.tag, h.tag, h_after.tag, m.tag);
  add(h_before.tag, h.tag, before.tag, m.tag);
  add(h.tag, h_after.tag, m.tag, after.tag);
  add(before.lemma, m.tag, h.tag);
  add(m.tag, after.lemma, h.tag);
  add(m.tag, h.tag, between);
  add(m.tag, h.tag, distance, between);
  add(marker, between);
  // around it in its tree
  add(g.tag, h.tag, m.tag);
  add(g.lemma, h.tag, m.tag);
  add(g.tag, h.lemma, m.tag);
  add(g.lemma, m.lemma);
  add(head_label, h.tag, m.tag);
  add(head_label, m.lemma);
  add(head_label, h.lemma);
  add(s.tag, h.tag, m.tag);
  add(s.lemma, h.tag, m.tag);
  add(s.tag, h.lemma, m.tag);
  add(label(mine, sister), h.tag, m.tag);
  add(label(mine, sister), label(mine, inner), h.tag);
  add(marker, h.lemma);
  add(marker, h.cluster);
  add(marker, h.tag, m.tag);
  add(marker, h.lemma, m.lemma);
  add(marker, h.cluster, m.cluster);
  add(marker, h.group, m.group);
  add(marker, h.sense, m.sense);
  add(marker, m.lemma);
  add(children, m.tag, h.tag);
  add(labels, m.tag, h.tag);
  add(labels, m.lemma);
  add(sisters, h.tag, m.tag);
  add(sisters, h.lemma);
  add(sisters, h.frames);
  add(their_sisters, h.tag, m.tag);
  add(their_sisters, h.lemma);
  add(their_sisters, h.frames);
  // against the other one
  add(h.tag, o.tag, m.tag);
  add(h.tag, o.tag, distance, far);
  add(h.lemma, o.lemma, marker);
  add(h.lemma, o.lemma, m.tag);
  add(h.lemma, o.tag, m.tag);
  add(h.tag, o.lemma, m.tag);
  add(h.lemma, o.tag, marker);
  add(h.tag, o.lemma, marker);
  add(h.cluster, o.cluster, marker);
  add(h.group, o.group, m.group);
  add(h.tag, o.tag, marker);
  add(m.lemma, h.tag, o.tag);
  add(h.lemma, distance, far);
  add(marker, distance, far);
  add(m.tag, h.tag, o.tag, other_label);
  add(bond);
  add(bond, m.tag);
  add(bond, m.tag, h.tag);
  add(bond, marker);
  add(bond, marker, h.lemma);
  add(bond, marker, o.lemma);
  add(bond, marker, m.sense);
  add(bond, m.lemma);
  add(bond, labels);
  add(bond, distance, far);
  add(bond, between);
  add(bond, sisters);
  add(marker, m.sense, h.sense, o.sense);
  add(marker, m.sense, h.lemma);
  add(marker, h.frames);
  add(marker, h.frames, m.sense);
  // beside what has been chosen
  add(side, last_);
  add(side, last_, clear, other_clear);
  add(side, side_of(head));
  add(side, side_of(head), side_of(other), side_of(at - 1));
  add(side, side_of(head), clear, other_clear);
  add(side, side_of(head), head_label);
  add(side, side_of(other), label(theirs, other));
  add(related(head));
  add(related(head), h.tag, m.tag);
  add(related(head), h.lemma);
  add(related(head), h.frames);
  add(related(other), bond);
  add(related(at), m.tag);
  add(related(at), m.tag, h.tag);
}

namespace {

// Follows the heads from a word: the first word met twice, or nothing.
std::optional<std::size_t> cycle_from(const std::vector<std::int32_t>& heads, std::size_t word) {
  std::vector<bool> met(heads.size());
  for (std::int32_t at = static_cast<std::int32_t>(word); at >= 0; at = heads[static_cast<std::size_t>(at)]) {
    if (met[static_cast<std::size_t>(at)]) return static_cast<std::size_t>(at);
    met[static_cast<std::size_t>(at)] = true;
  }
  return std::nullopt;
}

// The words of a cycle, or of the roots if there is not just one; none if the heads are a tree.
std::vector<std::size_t> fault_in(const std::vector<std::int32_t>& heads) {
  std::vector<std::size_t> words;
  for (std::size_t word = 0; word < heads.size(); ++word) {
    const auto start = cycle_from(heads, word);
    if (!start) continue;
    std::size_t at = *start;
    do {
      words.push_back(at);
      at = static_cast<std::size_t>(heads[at]);
    } while (at != *start);
    return words;
  }
  for (std::size_t word = 0; word < heads.size(); ++word) {
    if (heads[word] < 0) words.push_back(word);
  }
  if (words.size() == 1) words.clear();
  return words;
}

}  // namespace

Parse choose_tree(std::span<const Leaf> leaves, const Parse& left, const Parse& right,
                  const Weights& weights) {
  ArcFeatures source(leaves, left, right);
  Parse chosen = left;
  std::vector<Feature> features;
  // What it costs to take the arc that was not chosen; nothing once it is taken.
  constexpr std::int32_t kNever = std::numeric_limits<std::int32_t>::max();
  std::vector<std::int32_t> cost(leaves.size(), kNever);
  const auto take = [&](std::size_t word, const Parse& tree) {
    chosen.heads[word] = tree.heads[word];
    chosen.labels[word] = tree.labels[word];
  };
  for (std::size_t word = 0; word < leaves.size(); ++word) {
    const std::uint8_t least = std::min(left.clearness[word], right.clearness[word]);
    chosen.clearness[word] = source.agree(word) ? std::max<std::uint8_t>(least, 1) : 0;
    if (source.agree(word)) continue;
    const auto score = [&](bool from_left, const Parse& tree) {
      source.extract(word, from_left, features);
      Scores scores{};
      weights.add(features, scores);
      return scores[static_cast<std::size_t>(tree.labels[word])];
    };
    const std::int32_t gain = score(false, right) - score(true, left);
    if (gain > 0) take(word, right);
    source.choose(word, gain <= 0);
    if (left.heads[word] != right.heads[word]) cost[word] = std::abs(gain);
  }
  for (;;) {
    const std::vector<std::size_t> fault = fault_in(chosen.heads);
    if (fault.empty()) return chosen;
    const auto cheapest =
        std::min_element(fault.begin(), fault.end(), [&](auto a, auto b) { return cost[a] < cost[b]; });
    if (cost[*cheapest] == kNever) return left;
    take(*cheapest, chosen.heads[*cheapest] == left.heads[*cheapest] ? right : left);
    cost[*cheapest] = kNever;
  }
}

}  // namespace kg::text
