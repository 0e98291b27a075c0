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

/// Gives the facts of such a sentence to who spoke last; without a speaker they go. Nothing changes where the
/// sentence says itself who speaks.
void attribute(std::vector<Fact>& facts, const std::optional<Term>& speaker);

/// Who speaks in facts of one sentence: the subject of the last that tells what is said.
std::optional<Term> speaker_of(const std::vector<Fact>& facts);

}  // namespace kg::text
