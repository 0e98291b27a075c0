#include "loaders/text/clause_tree.hpp"

#include <algorithm>

namespace kg::text {
namespace {

/// Heads within the sentence.
std::vector<std::int32_t> heads_of(const Sentence& sentence) {
  const auto size = static_cast<std::int32_t>(sentence.tokens.size());
  std::vector<std::int32_t> head(size);
  for (std::int32_t t = 0; t < size; ++t) {
    const std::int32_t h = sentence.tokens[t].head;
    head[t] = h >= 0 && h < size && h != t ? h : kNoHead;
  }
  return head;
}

/// Cuts every cycle: a walk of more steps than tokens is on one.
void cut_cycles(std::vector<std::int32_t>& head) {
  const auto size = static_cast<std::int32_t>(head.size());
  for (std::int32_t t = 0; t < size; ++t) {
    std::int32_t steps = 0;
    for (std::int32_t up = head[t]; up != kNoHead; up = head[up]) {
      if (++steps > size) {
        head[t] = kNoHead;
        break;
      }
    }
  }
}

/// Which tokens stand between quotation marks; a mark that is never closed quotes to the sentence's end, and
/// one that was never opened closes what began in a sentence before.
std::vector<bool> quoted_tokens(const Sentence& sentence) {
  std::vector<bool> quoted(sentence.tokens.size());
  const auto plain_mark = [](const Token& token) { return token.form == "\""; };
  const bool pairs = std::count_if(sentence.tokens.begin(), sentence.tokens.end(), plain_mark) % 2 == 0;
  bool open = false, first = true;
  for (std::size_t t = 0; t < sentence.tokens.size(); ++t) {
    const Token& token = sentence.tokens[t];
    const bool plain = plain_mark(token);
    const bool closes =
        token.form == "''" || token.form == "\u201d" || (plain && !pairs && token.xpos == "''");
    if (first && closes) {
      std::fill(quoted.begin(), quoted.begin() + static_cast<std::ptrdiff_t>(t), true);
    } else if (plain) {
      open = !open;
    } else if (closes || token.form == "``" || token.form == "\u201c") {
      open = !closes;
    } else {
      quoted[t] = open;
      continue;
    }
    first = false;
  }
  return quoted;
}

std::vector<Deprel> relations_of(const Sentence& sentence) {
  std::vector<Deprel> deprel;
  deprel.reserve(sentence.tokens.size());
  for (const Token& token : sentence.tokens) deprel.push_back(token.deprel);
  return deprel;
}

}  // namespace

Tree::Tree(const Sentence& sentence)
    : sentence_(sentence),
      head_(heads_of(sentence)),
      deprel_(relations_of(sentence)),
      quoted_(quoted_tokens(sentence)) {
  repair(sentence, head_, deprel_);
  cut_cycles(head_);
  first_child_.assign(head_.size() + 1, 0);
  for (const std::int32_t h : head_) {
    if (h != kNoHead) ++first_child_[h + 1];
  }
  for (std::int32_t t = 0; t < size(); ++t) first_child_[t + 1] += first_child_[t];
  children_.resize(first_child_.back());
  std::vector<std::int32_t> next(first_child_.begin(), first_child_.end() - 1);
  lemma_.reserve(head_.size());
  for (std::int32_t t = 0; t < size(); ++t) {
    if (head_[t] != kNoHead) children_[next[head_[t]]++] = t;
    const Token& token = sentence.tokens[t];
    lemma_.push_back(lower(token.lemma.empty() ? token.form : token.lemma));
  }
}

std::int32_t Tree::child(std::int32_t token, std::initializer_list<Deprel> relations) const {
  for (const std::int32_t c : children(token)) {
    if (is(c, relations)) return c;
  }
  return kNoHead;
}

bool Tree::is(std::int32_t token, std::initializer_list<Deprel> relations) const {
  return token != kNoHead && std::find(relations.begin(), relations.end(), deprel_[token]) != relations.end();
}

bool Tree::is(std::int32_t token, std::initializer_list<Upos> tags) const {
  return token != kNoHead && std::find(tags.begin(), tags.end(), sentence_.tokens[token].upos) != tags.end();
}

std::string_view Tree::lemma(std::int32_t token) const {
  return lemma_[token];
}

bool Tree::within(std::int32_t token, std::int32_t ancestor) const {
  while (token != kNoHead && token != ancestor) token = head_[token];
  return token == ancestor;
}

std::vector<std::int32_t> Tree::subtree(std::int32_t token) const {
  std::vector<std::int32_t> tokens;
  add_subtree(token, tokens);
  std::sort(tokens.begin(), tokens.end());
  return tokens;
}

void Tree::add_subtree(std::int32_t token, std::vector<std::int32_t>& tokens) const {
  tokens.push_back(token);
  for (const std::int32_t c : children(token)) add_subtree(c, tokens);
}

std::vector<Tree> trees_of(std::span<const Sentence> sentences) {
  return {sentences.begin(), sentences.end()};
}

std::string lower(std::string_view word) {
  std::string result(word);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

std::string preposition_words(const Tree& tree, std::int32_t preposition) {
  std::string words;
  for (const std::int32_t t : tree.subtree(preposition)) {
    if (t != preposition && !tree.is(t, {Deprel::Fixed})) continue;
    if (!words.empty()) words += ' ';
    words += lower(tree[t].form);
  }
  return words;
}

bool holds(std::span<const std::string_view> sorted_table, std::string_view word) {
  return std::binary_search(sorted_table.begin(), sorted_table.end(), word);
}

}  // namespace kg::text
