// A sentence's tree as the clause rules walk it: children by head, words by lemma, relation tests in one
// call. Stands between sentence.hpp, which only stores heads, and the rules of clause_rules.hpp.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "loaders/text/sentence.hpp"

namespace kg::text {

/// A read-only view, repaired; the sentence must outlive it. A head out of range or on a cycle counts as a
/// root, so that every walk ends whatever the tree.
class Tree {
 public:
  explicit Tree(const Sentence& sentence);

  const Sentence& sentence() const { return sentence_; }
  std::int32_t size() const { return static_cast<std::int32_t>(head_.size()); }
  const Token& operator[](std::int32_t token) const { return sentence_.tokens[token]; }
  std::int32_t head(std::int32_t token) const { return head_[token]; }
  Deprel deprel(std::int32_t token) const { return deprel_[token]; }

  /// Direct dependents in the order of the sentence; of kNoHead none.
  std::span<const std::int32_t> children(std::int32_t token) const {
    if (token == kNoHead) return {};
    return {children_.data() + first_child_[token], children_.data() + first_child_[token + 1]};
  }

  /// The first child with one of these relations, or kNoHead.
  std::int32_t child(std::int32_t token, std::initializer_list<Deprel> relations) const;
  bool has(std::int32_t token, std::initializer_list<Deprel> relations) const {
    return child(token, relations) != kNoHead;
  }

  /// False of kNoHead.
  bool is(std::int32_t token, std::initializer_list<Deprel> relations) const;
  bool is(std::int32_t token, std::initializer_list<Upos> tags) const;

  /// The lemma, or the form in lower case where there is none.
  std::string_view lemma(std::int32_t token) const;
  std::string_view xpos(std::int32_t token) const { return sentence_.tokens[token].xpos; }

  /// Whether `token` lies below `ancestor` or is it.
  bool within(std::int32_t token, std::int32_t ancestor) const;

  /// `token` and all below it, ascending.
  std::vector<std::int32_t> subtree(std::int32_t token) const;
  void add_subtree(std::int32_t token, std::vector<std::int32_t>& tokens) const;

  /// Whether a token stands between quotation marks.
  bool quoted(std::int32_t token) const { return quoted_[token]; }

 private:
  const Sentence& sentence_;
  std::vector<std::int32_t> head_;
  std::vector<Deprel> deprel_;
  std::vector<std::int32_t> first_child_;  // of size() + 1 entries, into children_
  std::vector<std::int32_t> children_;
  std::vector<bool> quoted_;
  std::vector<std::string> lemma_;
};

/// The trees of a document's sentences, which must outlive them.
std::vector<Tree> trees_of(std::span<const Sentence> sentences);

/// Mends what parsers get wrong that the words around it rule out; the rules and their reasons stand with it.
/// `head` and `deprel` are the sentence's, by token. tree_repairs.cpp
void repair(const Sentence& sentence, std::vector<std::int32_t>& head, std::vector<Deprel>& deprel);

/// Steps of `repair`: relative clauses between commas (relative_repairs.cpp), who says a thing behind them
/// (report_repairs.cpp), the verb that a sentence hangs on (main_clause_repairs.cpp), what "and" and commas
/// join (coordination_repairs.cpp), lists that look like appositions (list_repairs.cpp), where a clause ends
/// (boundary_repairs.cpp), what hangs on a noun (phrase_repairs.cpp), where amounts belong
/// (amount_repairs.cpp), what hangs on the verb rather than on a noun beside it (object_repairs.cpp), and
/// what a verb takes besides its object (complement_repairs.cpp).
void repair_relative_clauses(const Sentence& sentence, std::vector<std::int32_t>& head,
                             std::vector<Deprel>& deprel);
void repair_reports(const Sentence& sentence, std::vector<std::int32_t>& head, std::vector<Deprel>& deprel);
void repair_main_clauses(const Sentence& sentence, std::vector<std::int32_t>& head,
                         std::vector<Deprel>& deprel);
void repair_coordination(const Sentence& sentence, std::vector<std::int32_t>& head,
                         std::vector<Deprel>& deprel);
void repair_connectives(const Sentence& sentence, std::vector<std::int32_t>& head,
                        std::vector<Deprel>& deprel);
void repair_boundaries(const Sentence& sentence, std::vector<std::int32_t>& head,
                       std::vector<Deprel>& deprel);
void repair_lists(const Sentence& sentence, std::vector<std::int32_t>& head, std::vector<Deprel>& deprel);
void repair_phrases(const Sentence& sentence, std::vector<std::int32_t>& head, std::vector<Deprel>& deprel);
void repair_amounts(const Sentence& sentence, std::vector<std::int32_t>& head, std::vector<Deprel>& deprel);
void repair_objects(const Sentence& sentence, std::vector<std::int32_t>& head, std::vector<Deprel>& deprel);
void repair_complements(const Sentence& sentence, std::vector<std::int32_t>& head,
                        std::vector<Deprel>& deprel);

/// ASCII letters in lower case.
std::string lower(std::string_view word);

/// The words of a preposition, in lower case and with spaces: "because of", "according to". What measures it
/// ("TWO MILES north of") is none of them.
std::string preposition_words(const Tree& tree, std::int32_t preposition);

/// Whether a sorted table of words holds `word`.
bool holds(std::span<const std::string_view> sorted_table, std::string_view word);

}  // namespace kg::text
