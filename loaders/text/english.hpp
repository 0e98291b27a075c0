// The whole reading of English, from a text to a document with its facts: sentences and trees, clauses,
// mentions, statements.
#pragma once

#include <atomic>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "kg/document.hpp"
#include "loaders/text/mention.hpp"
#include "loaders/text/sentence.hpp"
#include "loaders/text/trees.hpp"

namespace kg::text {

/// Is told of a statement and of what its confidence rests on (`StatementFeatures`); the trainer learns from
/// it.
using StatementWatch = std::function<void(const Fact&, std::span<const double>)>;

/// Reads a text. `date` ("2025-11-02" or empty) is what relative dates are counted from; a text that begins
/// with a dateline says its own. The text must be UTF-8; the document keeps it as it is.
/// Throws `Error` (Exit::Interrupted) between two sentences once `stop` is true.
Document read_english(std::string_view name, std::string_view text, std::string_view date,
                      Effort effort = Effort::Accurate, const std::atomic<bool>* stop = nullptr,
                      const StatementWatch& watch = {});

/// The same from sentences that have their trees; their bytes count in `text`.
Document read_english(std::string_view name, std::string_view text, const std::vector<Sentence>& sentences,
                      std::string_view date, const std::atomic<bool>* stop = nullptr,
                      const StatementWatch& watch = {});

/// "person", "organisation", … as `--stage mentions` prints it.
std::string_view name_of(MentionType type);

}  // namespace kg::text
