// The stages of the reading of English, in order; each is a pure function of the one before.
//   text → sentences (trees.hpp) → trees (clause_tree.hpp) → clauses → mentions → statements
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kg/document.hpp"
#include "loaders/text/clause.hpp"
#include "loaders/text/clause_tree.hpp"
#include "loaders/text/english.hpp"
#include "loaders/text/mention.hpp"
#include "loaders/text/sentence.hpp"

namespace kg::text {

/// Clauses of one sentence, read from its tree, the most certain reading only. clauses.cpp
std::vector<Clause> read_clauses(const Tree& tree);

/// Lines for `--stage clauses`: SENTENCE, CONFIDENCE, PREDICATE, ARGUMENT 1, ARGUMENT 2, … split by tabs, in
/// the sentence's own words (tokens joined by spaces); one for each clause, and for each of the things that
/// are coordinated behind its verb. `sentence_text` is printed as it is. clause_lines.cpp
std::string clause_lines(const Tree& tree, std::string_view sentence_text, std::span<const Clause> clauses);

/// Names, pronouns, quantities and dates of a whole document. `date` is the document's ("2025-11-02") or
/// empty. mentions.cpp
DocumentMentions find_mentions(std::span<const Sentence> sentences, const std::vector<Tree>& trees,
                               std::string_view date);

/// The facts that the clauses of a document state, under the names of the graph: at most four a sentence on
/// average, none that another contains. `watch` is called with each statement that a clause makes, before any
/// is withheld. statements.cpp
std::vector<Fact> name_statements(std::span<const Sentence> sentences, const std::vector<Tree>& trees,
                                  const std::vector<std::vector<Clause>>& clauses,
                                  const DocumentMentions& mentions, const StatementWatch& watch = {});

}  // namespace kg::text
