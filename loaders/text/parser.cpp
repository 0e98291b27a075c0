#include "loaders/text/parser.hpp"

#include <algorithm>
#include <limits>

#include "loaders/text/hash.hpp"
#include "loaders/text/parser_features.hpp"

namespace kg::text {
namespace {

constexpr std::size_t kLookAhead = 6;  // words in which the noun after a preposition is looked for

std::uint32_t short_hash(std::string_view text) {
  return static_cast<std::uint32_t>(finish(hash_of(text)));
}

bool is(const Leaf& leaf, Upos upos) {
  return leaf.upos == 1 + static_cast<std::uint32_t>(upos);
}

bool is_nominal(const Leaf& leaf) {
  return is(leaf, Upos::Noun) || is(leaf, Upos::Propn) || is(leaf, Upos::Pron) || is(leaf, Upos::Num);
}

// Fills in what stands ahead of each word. A noun group's head is its last word, so the first one met from
// the right.
void look_ahead(std::span<Leaf> leaves, bool from_right) {
  std::uint32_t commas = 0;
  for (Leaf& leaf : leaves) leaf.commas = commas += leaf.comma;
  std::uint32_t verb = 0;
  for (std::size_t i = leaves.size(); i-- > 0;) {
    Leaf& leaf = leaves[i];
    if (is(leaf, Upos::Verb) || is(leaf, Upos::Aux)) verb = leaf.tag & ~1U;
    if (leaf.comma) verb |= 1;
    leaf.next_verb = verb;
    leaf.next_noun = leaf.next_noun_sense = leaf.next_noun_cluster = 0;
    for (std::size_t j = i + 1; j < leaves.size() && j <= i + kLookAhead; ++j) {
      if (is(leaves[j], Upos::Punct) || is(leaves[j], Upos::Verb)) break;
      if (!is_nominal(leaves[j])) continue;
      while (!from_right && j + 1 < leaves.size() && is_nominal(leaves[j + 1]) &&
             !is(leaves[j + 1], Upos::Pron))
        ++j;
      leaf.next_noun = leaves[j].lemma;
      leaf.next_noun_sense = leaves[j].sense;
      leaf.next_noun_cluster = leaves[j].cluster;
      break;
    }
  }
}

std::uint32_t bucket(std::int32_t distance) {
  return static_cast<std::uint32_t>(distance < 5 ? distance : distance < 8 ? 5 : distance < 11 ? 6 : 7);
}

std::uint32_t set_hash(std::uint64_t labels) {
  return static_cast<std::uint32_t>(mix(labels, 7) >> 32);
}

const Leaf kNoLeaf;

// Doubles from step to step.
std::uint8_t clearness_of(std::int64_t margin, std::int32_t unit) {
  std::uint8_t clearness = 0;
  for (std::int64_t least = unit; margin >= least && clearness < kClearest; least *= 2) ++clearness;
  return clearness;
}

// Far apart, so that small values of one template never meet those of another.
constexpr std::array<std::uint64_t, kTemplateCount> kTemplateHashes = [] {
  std::array<std::uint64_t, kTemplateCount> hashes{};
  for (std::size_t i = 0; i < kTemplateCount; ++i) hashes[i] = mix(kHashSeed, i);
  return hashes;
}();

}  // namespace

std::vector<Leaf> leaves_of(const Sentence& sentence, std::span<const Word> words) {
  const std::vector<Token>& tokens = sentence.tokens;
  std::vector<Leaf> leaves(tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    Leaf& leaf = leaves[i];
    leaf.lemma = short_hash(lower_case(token.lemma));
    leaf.key = words[i].key;
    leaf.upos = 1 + static_cast<std::uint32_t>(token.upos);
    leaf.tag = static_cast<std::uint32_t>(mix(hash_of(token.xpos), leaf.upos) >> 32);
    leaf.suffix = words[i].suffix[2];
    const bool verb = token.upos == Upos::Verb || token.upos == Upos::Aux;
    if (verb) {
      leaf.sense = 64 + words[i].verb_sense;
      leaf.frames = 1 + words[i].frames;
    } else if (token.upos == Upos::Noun || token.upos == Upos::Propn) {
      leaf.sense = words[i].noun_sense;
    } else {
      leaf.sense = 128 + leaf.upos;
    }
    leaf.cluster = words[i].cluster;
    leaf.group = words[i].group;
    leaf.comma = token.form == ",";
  }
  look_ahead(leaves, false);
  return leaves;
}

std::vector<Leaf> mirrored(std::vector<Leaf> leaves) {
  std::reverse(leaves.begin(), leaves.end());
  look_ahead(leaves, true);
  return leaves;
}

ParserState::ParserState(std::span<const Leaf> leaves)
    : leaves_(leaves), nodes_(leaves.size()), size_(static_cast<std::int32_t>(leaves.size())) {
  stack_.reserve(leaves.size());
}

const Leaf& ParserState::leaf(std::int32_t word) const {
  return word < 0 || word >= size_ ? kNoLeaf : leaves_[static_cast<std::size_t>(word)];
}

const ParserState::Node& ParserState::node(std::int32_t word) const {
  static const Node kNoNode;
  return word < 0 || word >= size_ ? kNoNode : nodes_[static_cast<std::size_t>(word)];
}

bool ParserState::allows(Action action) const {
  switch (action) {
    case Action::Shift:
      return next_ < size_;
    case Action::Left:
      return next_ < size_ && !stack_.empty();
    case Action::Right:
      return stack_.size() >= 2;
  }
  return false;
}

void ParserState::attach(std::int32_t child, std::int32_t head, Deprel label) {
  Node& below = nodes_[static_cast<std::size_t>(child)];
  Node& above = nodes_[static_cast<std::size_t>(head)];
  below.head = head;
  below.label = label;
  const std::uint64_t bit = std::uint64_t{1} << static_cast<unsigned>(label);
  if (child < head) {
    above.left2 = above.left;
    above.left = child;
    above.left_labels |= bit;
    ++above.lefts;
  } else {
    above.right2 = above.right;
    above.right = child;
    above.right_labels |= bit;
    ++above.rights;
  }
  if (label == Deprel::Case || label == Deprel::Mark) above.marker = leaf(child).lemma;
}

void ParserState::apply(Move move) {
  switch (action_of(move)) {
    case Action::Shift:
      stack_.push_back(next_++);
      break;
    case Action::Left:
      attach(stack_.back(), next_, label_of(move));
      stack_.pop_back();
      break;
    case Action::Right:
      attach(stack_.back(), from_top(1), label_of(move));
      stack_.pop_back();
      break;
  }
}

void ParserState::extract(std::vector<Feature>& features) const {
  const std::int32_t s0 = from_top(0), s1 = from_top(1), s2 = from_top(2), b0 = next_;
  const Leaf &ls0 = leaf(s0), &ls1 = leaf(s1), &ls2 = leaf(s2);
  const Leaf &lb0 = leaf(b0), &lb1 = leaf(b0 + 1), &lb2 = leaf(b0 + 2), &lb3 = leaf(b0 + 3);
  const Node &ns0 = node(s0), &ns1 = node(s1), &nb0 = node(b0);
  const auto relation = [&](std::int32_t word) {
    return word < 0 ? 0U : 1U + static_cast<std::uint32_t>(node(word).label);
  };

  std::array<std::uint32_t, kAtoms> a{};
  a[S0w] = ls0.lemma, a[S0f] = ls0.key, a[S0t] = ls0.tag, a[S0x] = ls0.suffix, a[S0s] = ls0.sense;
  a[S0q] = ls0.frames, a[S0m] = ns0.marker, a[S0vl] = ns0.lefts, a[S0vr] = ns0.rights;
  a[S0sl] = set_hash(ns0.left_labels), a[S0sr] = set_hash(ns0.right_labels);
  a[S1w] = ls1.lemma, a[S1f] = ls1.key, a[S1t] = ls1.tag, a[S1x] = ls1.suffix, a[S1s] = ls1.sense;
  a[S1q] = ls1.frames, a[S1m] = ns1.marker, a[S1vl] = ns1.lefts, a[S1vr] = ns1.rights;
  a[S1sl] = set_hash(ns1.left_labels), a[S1sr] = set_hash(ns1.right_labels);
  a[S2w] = ls2.lemma, a[S2t] = ls2.tag;
  a[B0w] = lb0.lemma, a[B0f] = lb0.key, a[B0t] = lb0.tag, a[B0x] = lb0.suffix, a[B0s] = lb0.sense;
  a[B0q] = lb0.frames, a[B0m] = nb0.marker, a[B0vl] = nb0.lefts, a[B0sl] = set_hash(nb0.left_labels);
  a[B1w] = lb1.lemma, a[B1t] = lb1.tag, a[B1x] = lb1.suffix, a[B2w] = lb2.lemma, a[B2t] = lb2.tag,
  a[B3t] = lb3.tag;
  a[S0lw] = leaf(ns0.left).lemma, a[S0lt] = leaf(ns0.left).tag, a[S0lr] = relation(ns0.left);
  a[S0l2t] = leaf(ns0.left2).tag, a[S0l2r] = relation(ns0.left2);
  a[S0rw] = leaf(ns0.right).lemma, a[S0rt] = leaf(ns0.right).tag, a[S0rr] = relation(ns0.right);
  a[S0r2t] = leaf(ns0.right2).tag, a[S0r2r] = relation(ns0.right2);
  a[S1lw] = leaf(ns1.left).lemma, a[S1lt] = leaf(ns1.left).tag, a[S1lr] = relation(ns1.left);
  a[S1rw] = leaf(ns1.right).lemma, a[S1rt] = leaf(ns1.right).tag, a[S1rr] = relation(ns1.right);
  a[S1r2t] = leaf(ns1.right2).tag, a[S1r2r] = relation(ns1.right2);
  a[B0lw] = leaf(nb0.left).lemma, a[B0lt] = leaf(nb0.left).tag, a[B0lr] = relation(nb0.left);
  a[B0l2t] = leaf(nb0.left2).tag, a[B0l2r] = relation(nb0.left2);
  a[Dist] = s0 < 0 ? 9 : bucket(b0 - s0), a[Dist1] = s1 < 0 ? 9 : bucket(s0 - s1);
  a[Comma] = s0 < 0 || b0 == size_ ? 0 : std::min(3U, lb0.commas - ls0.commas);
  a[Comma1] = s1 < 0 ? 0 : std::min(3U, ls0.commas - ls1.commas);
  a[S0c] = ls0.cluster, a[S1c] = ls1.cluster, a[B0c] = lb0.cluster, a[B1c] = lb1.cluster;
  a[S0g] = ls0.group, a[S1g] = ls1.group, a[B0g] = lb0.group, a[NounC] = lb0.next_noun_cluster;
  a[Noun] = lb0.next_noun, a[NounS] = lb0.next_noun_sense, a[Verb] = lb0.next_verb;

  features.resize(kTemplateCount);
  for (std::size_t i = 0; i < kTemplateCount; ++i) {
    std::uint64_t hash = kTemplateHashes[i];
    for (const Atom atom : kTemplates[i]) {
      if (atom == None) break;
      hash = mix(hash, a[atom]);
    }
    features[i] = finish(hash);
  }
}

Move best_move(const ParserState& state, const Scores& scores, std::span<const Move> moves) {
  const std::array<bool, 3> allowed = {state.allows(Action::Shift), state.allows(Action::Left),
                                       state.allows(Action::Right)};
  Move best = 0;
  std::int32_t best_score = std::numeric_limits<std::int32_t>::min();
  for (const Move move : moves) {
    if (!allowed[static_cast<std::size_t>(action_of(move))] || scores[move] <= best_score) continue;
    best = move;
    best_score = scores[move];
  }
  return best;
}

Parse parse(std::span<const Leaf> leaves, const Parser& parser, std::span<const Move> moves) {
  Parse tree{std::vector<std::int32_t>(leaves.size(), kNoHead),
             std::vector<Deprel>(leaves.size(), Deprel::Root),
             std::vector<std::uint8_t>(leaves.size(), kClearest)};
  ParserState state(leaves);
  std::vector<Feature> features;
  while (!state.done()) {
    state.extract(features);
    Scores scores{};
    parser.weights.add(features, scores);
    const Move move = best_move(state, scores, moves);
    if (action_of(move) != Action::Shift) {
      const auto child = static_cast<std::size_t>(state.stack().back());
      const std::int32_t best = scores[move];
      scores[move] = std::numeric_limits<std::int32_t>::min();
      const Move other = best_move(state, scores, moves);
      tree.clearness[child] = clearness_of(best - scores[other], parser.unit);
    }
    state.apply(move);
  }
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    tree.heads[i] = state.head(static_cast<std::int32_t>(i));
    tree.labels[i] = state.label(static_cast<std::int32_t>(i));
  }
  return tree;
}

Parse mirrored(Parse tree) {
  const auto last = static_cast<std::int32_t>(tree.heads.size()) - 1;
  std::reverse(tree.heads.begin(), tree.heads.end());
  std::reverse(tree.labels.begin(), tree.labels.end());
  std::reverse(tree.clearness.begin(), tree.clearness.end());
  for (std::int32_t& head : tree.heads) head = head == kNoHead ? kNoHead : last - head;
  return tree;
}

}  // namespace kg::text
