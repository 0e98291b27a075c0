#include "loaders/text/trees.hpp"

#include <algorithm>

#include "kg/error.hpp"
#include "loaders/text/tokens.hpp"

namespace kg::text {

std::vector<Word> tag_and_lemmatise(Sentence& sentence, const Model& model) {
  std::vector<Word> words = words_of(sentence, model.lexicon);
  const std::vector<TagNumber> tags = tag(words, capitals_of(sentence), model.tagger, model.tags.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    Token& token = sentence.tokens[i];
    token.upos = model.tags[tags[i]].upos;
    token.xpos = model.tags[tags[i]].xpos;
    token.lemma = model.lemmas.lemma_of(token.form, words[i].lower, token.upos, token.xpos);
  }
  return words;
}

void analyse(Sentence& sentence, const Model& model) {
  const std::vector<Word> words = tag_and_lemmatise(sentence, model);
  parse(sentence, leaves_of(sentence, words), model.parser, model.moves);
}

void analyse(Sentence& sentence) {
  analyse(sentence, english());
}

std::vector<Sentence> read_sentences(std::string_view text, const std::atomic<bool>* stop) {
  std::vector<Sentence> sentences = split_sentences(text);
  for (Sentence& sentence : sentences) {
    check_stop(stop);
    analyse(sentence);
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
