// From sentences to trees, the way that every caller goes: tags, lemmas and a dependency tree by the model
// that is linked in. Everything here may be called from many threads at once.
#pragma once

#include <atomic>
#include <string_view>
#include <vector>

#include "loaders/text/model.hpp"
#include "loaders/text/sentence.hpp"

namespace kg::text {

/// How much time a tree may take: one parser, or two and a choice between them.
enum class Effort : std::uint8_t { Fast, Accurate };
constexpr Effort effort_of(bool fast) {
  return fast ? Effort::Fast : Effort::Accurate;
}

/// Fills in `upos`, `xpos`, `lemma`, `head` and `deprel` of every token, from their forms and spaces.
void analyse(Sentence& sentence, Effort effort = Effort::Accurate);

/// The same with another model.
void analyse(Sentence& sentence, const Model& model, Effort effort);

/// Tags and lemmas only.
void tag_and_lemmatise(Sentence& sentence, const Model& model);

/// Sentences of a text, analysed. `begin` and `end` count bytes of `text`. Throws as `check_stop`
/// between two of them.
std::vector<Sentence> read_sentences(std::string_view text, Effort effort = Effort::Accurate,
                                     const std::atomic<bool>* stop = nullptr);

/// Throws `Error` (Exit::Interrupted) if somebody asked to stop; `stop` may be null.
void check_stop(const std::atomic<bool>* stop);

/// One sentence a line, tokens split by spaces and left as they are; not analysed yet. An empty line gives a
/// sentence without tokens, so that the n-th sentence is the n-th line.
std::vector<Sentence> read_token_lines(std::string_view text);

}  // namespace kg::text
