// What names tell about a tree: the parser may split a name, hang it below its title, or take the noun of an
// opening phrase for the subject. Stands between the parser and everything that reads trees.
#pragma once

#include "loaders/text/sentence.hpp"

namespace kg::text {

/// Mends tags, heads and relations of a sentence in place, by all that follows. Trees that are right stay as
/// they are.
void repair_tree(Sentence& sentence);

/// Words that are one, and verbs that seem something else. word_repairs.cpp, verb_repairs.cpp
void repair_words(Sentence& sentence);
void repair_verbs(Sentence& sentence);

/// What changed from one amount to another. change_repairs.cpp
void repair_changes(Sentence& sentence);

/// By names.
void repair_by_names(Sentence& sentence);

/// The same for subjects: none has a preposition, no infinitive has one, and a sentence has a verb.
/// subject_repairs.cpp
void repair_subjects(Sentence& sentence);

}  // namespace kg::text
