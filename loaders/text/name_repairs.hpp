// What names tell about a tree: the parser may split a name, hang it below its title, or take the noun of an opening phrase for the subject.
// Stands between the parser and everything that reads trees.
#pragma once

#include "loaders/text/sentence.hpp"

namespace kg::text {

/// Mends heads and relations of a sentence in place. Trees that are right stay as they are.
void repair_by_names(Sentence& sentence);

}  // namespace kg::text
