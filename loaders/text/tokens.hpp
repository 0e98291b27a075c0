// Words and sentences of a raw text, by rules: the first stage of the reading of English. The conventions are
// those of the English Universal Dependencies treebanks, which the model is trained on: clitics stand alone
// (do|n't, China|'s), and so do the parts of most hyphenated words (state|-|owned), but not prefixes
// (co-founder).
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "loaders/text/sentence.hpp"

namespace kg::text {

/// The tokens of `text[begin, end)`; their `form` is exactly `text[token.begin, token.end)`.
std::vector<Token> split_tokens(std::string_view text, std::size_t begin, std::size_t end);

/// Tokens of the longest sentence. What goes on for longer (a log, a list, a text without full stops) is cut,
/// so that the time of every later stage stays linear in the document's length.
inline constexpr std::size_t kLongestSentence = 300;

/// The sentences of a text, with their tokens. A blank line ends a paragraph and so a sentence. A line's end
/// does so only where the next line's first word would still have fit on it, that is, where the line was not
/// wrapped.
std::vector<Sentence> split_sentences(std::string_view text);

}  // namespace kg::text
