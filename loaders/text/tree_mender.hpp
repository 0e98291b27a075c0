// Steps that repairs of a tree's heads and relations are made of; private to relative_repairs.cpp,
// main_clause_repairs.cpp, coordination_repairs.cpp, list_repairs.cpp, boundary_repairs.cpp,
// phrase_repairs.cpp and object_repairs.cpp, which tree_repairs.cpp calls before clauses are read.
#pragma once

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "loaders/text/clause_tree.hpp"
#include "loaders/text/tense_tags.hpp"

namespace kg::text {

/// Verbs whose participle keeps an object: "a man GIVEN the prize".
inline constexpr std::array<std::string_view, 18> kWithObject = {
    "allow", "ask",  "award", "call", "charge", "deny", "fine", "give",  "grant",
    "leave", "name", "offer", "owe",  "pay",    "send", "show", "teach", "tell"};
static_assert(std::is_sorted(kWithObject.begin(), kWithObject.end()));

/// Works on heads and relations in place; they and the sentence must outlive it. Heads may lie on cycles, so
/// no walk trusts that it ends.
class TreeMender {
 protected:
  using enum Deprel;

  TreeMender(const Sentence& sentence, std::vector<std::int32_t>& head, std::vector<Deprel>& deprel)
      : tokens_(sentence.tokens), head_(head), deprel_(deprel) {}

  std::int32_t size() const { return static_cast<std::int32_t>(head_.size()); }
  const std::string& form(std::int32_t t) const { return tokens_[t].form; }
  const std::string& tag(std::int32_t t) const { return tokens_[t].xpos; }
  std::string lemma(std::int32_t t) const {
    return lower(tokens_[t].lemma.empty() ? form(t) : tokens_[t].lemma);
  }

  /// False of kNoHead, as the next.
  bool is(std::int32_t t, std::initializer_list<Deprel> relations) const {
    return t != kNoHead && std::find(relations.begin(), relations.end(), deprel_[t]) != relations.end();
  }
  bool is(std::int32_t t, std::initializer_list<Upos> tags) const {
    return t != kNoHead && std::find(tags.begin(), tags.end(), tokens_[t].upos) != tags.end();
  }
  bool nominal(std::int32_t t) const {
    return is(t, {Upos::Noun, Upos::Propn, Upos::Pron}) || tag(t).starts_with("NN");
  }

  /// The first child with one of these relations, or kNoHead.
  std::int32_t child(std::int32_t t, std::initializer_list<Deprel> relations) const {
    for (std::int32_t c = 0; c < size(); ++c) {
      if (head_[c] == t && is(c, relations)) return c;
    }
    return kNoHead;
  }
  bool has(std::int32_t t, std::initializer_list<Deprel> relations) const {
    return child(t, relations) != kNoHead;
  }
  bool has_subject(std::int32_t t) const {
    return has(t, {Nsubj, NsubjPass, NsubjOuter, Csubj, CsubjPass, Expl});
  }

  bool below(std::int32_t t, std::int32_t ancestor) const {
    for (int steps = 0; t != kNoHead && steps <= size(); ++steps, t = head_[t]) {
      if (t == ancestor) return true;
    }
    return false;
  }

  /// The first of the words that hang together up to `t`; not the punctuation before them.
  std::int32_t first_of(std::int32_t t) const {
    std::int32_t first = t;
    while (first > 0 && below(first - 1, t)) --first;
    while (first < t && is(first, {Upos::Punct})) ++first;
    return first;
  }

  /// The topmost noun of the phrase that `t` ends, looking no further back than `from`.
  std::int32_t phrase_head(std::int32_t t, std::int32_t from) const {
    while (head_[t] >= from && head_[t] < t && nominal(head_[t])) t = head_[t];
    return t;
  }

  bool tensed(std::int32_t t) const { return shows_tense(tag(t)); }

  /// A verb or a predicate after a copula that shows tense.
  bool finite(std::int32_t t) const {
    if (is(t, {Upos::Verb}) && tensed(t)) return true;
    for (std::int32_t c = 0; c < t; ++c) {
      if (head_[c] == t && is(c, {Aux, AuxPass, Cop}) && tensed(c)) return true;
    }
    return false;
  }

  /// The first word of a predicate: its auxiliary or copula, or an adverb before them.
  std::int32_t group_begin(std::int32_t verb) const {
    std::int32_t begin = verb;
    for (std::int32_t t = verb - 1;
         t >= 0 && head_[t] == verb && is(t, {Aux, AuxPass, Cop, Advmod, Case, Det, Amod}); --t)
      begin = t;
    return begin;
  }

  bool comma(std::int32_t t) const { return t >= 0 && t < size() && form(t) == ","; }

  void attach(std::int32_t t, std::int32_t head, Deprel relation) {
    head_[t] = head;
    deprel_[t] = relation;
  }

  /// `to` takes the place that `from` has in the tree.
  void replace(std::int32_t from, std::int32_t to) { attach(to, head_[from], deprel_[from]); }

  void make_subject(std::int32_t noun, std::int32_t verb) {
    attach(noun, verb, has(verb, {AuxPass}) ? NsubjPass : Nsubj);
  }

  const std::vector<Token>& tokens_;
  std::vector<std::int32_t>& head_;
  std::vector<Deprel>& deprel_;
};

}  // namespace kg::text
