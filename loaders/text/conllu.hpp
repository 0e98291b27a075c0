// CoNLL-U, the text form of sentences with tags and trees (https://universaldependencies.org/format.html):
// what `kg extract --stage tree` prints, `--input conllu` reads, and the treebanks that train the model are
// kept in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "loaders/text/sentence.hpp"

namespace kg::text {

/// Sentences and the text that their `begin` and `end` count in: the sentences' own texts, joined by a space,
/// or by an empty line before a new paragraph or document.
struct Treebank {
  std::string text;
  std::vector<Sentence> sentences;
};

/// Reads every sentence of a CoNLL-U file. Words are kept, ranges (`3-4`) only tell where no space stands,
/// and empty nodes (`3.1`) are skipped. Columns that are `_` stay unset. Throws `Error` with the line of a
/// broken row.
Treebank read_treebank(std::string_view conllu);

/// The sentences of `read_treebank`, for those who need no text.
std::vector<Sentence> read_conllu(std::string_view conllu);

/// One sentence with its `# text` line, ended by an empty line. `id` gives a `# sent_id` line if it is not
/// empty.
std::string to_conllu(const Sentence& sentence, std::string_view id = {});

}  // namespace kg::text
