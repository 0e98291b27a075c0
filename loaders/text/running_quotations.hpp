// Quotations that run over several sentences: "…," said Voss. "The mine must close. It costs too much." What
// the later ones state is Voss's, too.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "kg/document.hpp"
#include "loaders/text/sentence.hpp"

namespace kg::text {

/// For each sentence whether all of it stands between quotation marks. A paragraph opens its own.
std::vector<bool> within_quotations(std::span<const Sentence> sentences);

/// A quotation over several sentences of a paragraph: the sentences where it opens and closes, and in those
/// the tokens of its marks.
struct LongQuotation {
  std::size_t first = 0, last = 0;
  std::int32_t open = 0, close = 0;
};
std::vector<LongQuotation> long_quotations(std::span<const Sentence> sentences);

/// Makes the statement that gives the first or last part of a quotation as somebody's words give all of it,
/// with the sentences that it stands in, and returns who spoke; nothing where no sentence says so. `facts`
/// are those of each sentence.
std::optional<Term> join_parts(std::span<const Sentence> sentences, const LongQuotation& quotation,
                               std::vector<std::vector<Fact>>& facts);

/// Gives the facts of such a sentence to who spoke last; without a speaker they go. Nothing changes where the
/// sentence says itself who speaks.
void attribute(std::vector<Fact>& facts, const std::optional<Term>& speaker);

/// Who speaks in facts of one sentence: the subject of the last that tells what is said.
std::optional<Term> speaker_of(const std::vector<Fact>& facts);

}  // namespace kg::text
