// Words that several repairs of trees look for.
#pragma once

#include "loaders/text/word_list.hpp"

namespace kg::text {

/// Adverbs of direction: no adjective has one behind it ("swept away"), and they end compound words
/// ("run-up").
inline const WordList kDirections("away back down off in on out over up");

/// Prepositions that open clauses, too: "after a bus skidded".
inline const WordList kClauseOpeners("after as before since until");

}  // namespace kg::text
