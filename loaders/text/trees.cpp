#include "loaders/text/trees.hpp"

#include <algorithm>

#include "kg/error.hpp"
#include "loaders/text/second_reading.hpp"
#include "loaders/text/tokens.hpp"
#include "loaders/text/tree_choice.hpp"

namespace kg::text {

namespace {

// A word with a capital that nobody knows is a name, even if it ends like an adverb.
bool is_unknown_name(const Token& token, const Word& word) {
  const bool capital = !token.form.empty() && token.form[0] >= 'A' && token.form[0] <= 'Z';
  return capital && word.parts == 0 && word.tags == 0 && word.cluster == 0 && token.upos == Upos::Adv;
}

// "The club has 400 members": the tree tells that it is no auxiliary.
bool is_full_verb(const Token& token) {
  if (token.upos != Upos::Aux || (token.lemma != "have" && token.lemma != "do")) return false;
  return token.deprel != Deprel::Aux && token.deprel != Deprel::AuxPass && token.deprel != Deprel::Cop;
}

}  // namespace

void dress(Sentence& sentence, const Reading& reading, std::size_t from) {
  for (std::size_t i = from; i < sentence.tokens.size(); ++i) {
    Token& token = sentence.tokens[i];
    const Word& word = reading.words[i];
    const Tag& tag = reading.model.tags[reading.tags[i]];
    token.upos = tag.upos;
    token.xpos = tag.xpos;
    if (is_unknown_name(token, word)) token.upos = Upos::Propn, token.xpos = "NNP";
    token.lemma = reading.model.lemmas.lemma_of(token.form, word.lower, token.upos, token.xpos);
  }
}

void tag_and_lemmatise(Sentence& sentence, const Model& model) {
  const std::vector<Word> words = words_of(sentence, model.lexicon);
  dress(sentence, {model, words, tag(words, capitals_of(sentence), model.tagger, model.tags.size())});
}

void analyse(Sentence& sentence, const Model& model, Effort effort) {
  const std::vector<Word> words = words_of(sentence, model.lexicon);
  Reading reading{model, words, tag(words, capitals_of(sentence), model.tagger, model.tags.size())};
  const auto parse_tokens = [&](Sentence& read) {
    const std::vector<Leaf> leaves = leaves_of(read, words);
    Parse tree = parse(leaves, model.left, model.moves);
    if (effort == Effort::Accurate && !model.arcs.empty()) {
      const Parse other = mirrored(parse(mirrored(leaves), model.right, model.moves));
      tree = choose_tree(leaves, tree, other, model.arcs);
    }
    for (std::size_t i = 0; i < read.tokens.size(); ++i) {
      Token& token = read.tokens[i];
      token.head = tree.heads[i];
      token.deprel = tree.labels[i];
      token.clearness = tree.clearness[i];
    }
  };
  dress(sentence, reading);
  parse_tokens(sentence);
  read_again(sentence, reading, parse_tokens);
  for (Token& token : sentence.tokens) {
    if (is_full_verb(token)) token.upos = Upos::Verb;
  }
}

void analyse(Sentence& sentence, Effort effort) {
  analyse(sentence, english(), effort);
}

std::vector<Sentence> read_sentences(std::string_view text, Effort effort, const std::atomic<bool>* stop) {
  std::vector<Sentence> sentences = split_sentences(text);
  for (Sentence& sentence : sentences) {
    check_stop(stop);
    analyse(sentence, effort);
  }
  return sentences;
}

void check_stop(const std::atomic<bool>* stop) {
  if (stop != nullptr && *stop) throw Error("interrupted", Exit::Interrupted);
}

std::vector<Sentence> read_token_lines(std::string_view text) {
  std::vector<Sentence> sentences;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    Sentence sentence;
    sentence.begin = static_cast<std::uint32_t>(begin);
    sentence.end = static_cast<std::uint32_t>(end);
    for (std::size_t at = begin; at < end;) {
      const std::size_t stop = std::min(text.find_first_of(" \t\r\n", at), end);
      if (stop > at) {
        Token token;
        token.form = text.substr(at, stop - at);
        token.begin = static_cast<std::uint32_t>(at);
        token.end = static_cast<std::uint32_t>(stop);
        sentence.tokens.push_back(std::move(token));
      }
      at = stop + 1;
    }
    sentences.push_back(std::move(sentence));
    begin = end + 1;
  }
  return sentences;
}

}  // namespace kg::text
