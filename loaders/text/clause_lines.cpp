// Clauses in tab form for `kg extract --stage clauses`: in the sentence's own words and order, so a passive
// reads as it stands in the text, adverbs within the predicate are kept, and the preposition of the first
// oblique joins a predicate without a direct object. What is coordinated behind the verb gets a line for each
// conjunct.
#include <fmt/format.h>

#include <algorithm>

#include "loaders/text/clause_rules.hpp"
#include "loaders/text/stages.hpp"

namespace kg::text {
namespace {

using Tokens = std::vector<std::int32_t>;

/// One printed argument.
struct Piece {
  Role role;
  bool beside;
  Tokens preposition;
  Tokens tokens;
};

/// The conjuncts of one argument; one that is not coordinated stands alone.
using Conjuncts = std::vector<Piece>;

std::vector<Conjuncts> conjuncts_of(const Clause& clause) {
  std::vector<Conjuncts> groups;
  for (const Argument& argument : clause.arguments) {
    if (!argument.conjunct || groups.empty()) groups.emplace_back();
    groups.back().push_back({argument.role, argument.beside, argument.preposition_tokens, argument.tokens});
    if (argument.conjunct && argument.preposition_tokens.empty()) {
      groups.back().back().preposition = groups.back().front().preposition;
    }
  }
  return groups;
}

/// Conjuncts as the sentence has them, with the words that join them.
Piece joined(const Sentence& sentence, const Conjuncts& conjuncts) {
  Piece piece = conjuncts.front();
  for (std::size_t i = 1; i < conjuncts.size(); ++i) {
    for (std::int32_t t = piece.tokens.back() + 1; t < conjuncts[i].tokens.front(); ++t) {
      const Deprel relation = sentence.tokens[t].deprel;
      if (relation == Deprel::Cc || relation == Deprel::Punct || relation == Deprel::Case)
        piece.tokens.push_back(t);
    }
    piece.tokens.insert(piece.tokens.end(), conjuncts[i].tokens.begin(), conjuncts[i].tokens.end());
  }
  return piece;
}

std::string words(const Sentence& sentence, const Tokens& tokens) {
  std::string text;
  for (const std::int32_t t : tokens) {
    if (!text.empty()) text += ' ';
    text += sentence.tokens[t].form;
  }
  return text;
}

bool turned_around(const Tree& tree, const Clause& clause) {
  return clause.passive && agent(tree, clause.arguments.front().head);
}

/// The verb group with the adverbs that stand within it: "is NOT YET accepted".
std::string predicate_words(const Tree& tree, const Sentence& sentence, const Clause& clause) {
  const bool turned = turned_around(tree, clause);
  const bool implied = std::any_of(clause.predicate.begin(), clause.predicate.end(),
                                   [](const PredicateWord& word) { return word.token == kNoHead; });
  if (implied && !turned) {
    std::string text;
    for (const PredicateWord& word : clause.predicate) text += (text.empty() ? "" : " ") + word.text;
    return text;
  }
  Tokens tokens;
  if (turned) {
    tokens = verb_group(tree, clause.head).words;
  } else {
    for (const PredicateWord& word : clause.predicate) tokens.push_back(word.token);
  }
  const std::int32_t first = tokens.front();
  const std::int32_t last = tokens.back();
  for (std::int32_t t = std::max(first - 1, 0); t < last; ++t) {
    if (!tree.is(t, {Deprel::Advmod}) || !tree.children(t).empty() || tree.head(t) < first ||
        tree.head(t) > last)
      continue;
    if (std::find(tokens.begin(), tokens.end(), t) == tokens.end()) tokens.push_back(t);
  }
  std::sort(tokens.begin(), tokens.end());
  return words(sentence, tokens) + (turned ? " by" : "");
}

std::string line(const Sentence& sentence, const Clause& clause, std::string predicate,
                 std::vector<Piece> pieces) {
  const bool object = std::any_of(pieces.begin(), pieces.end(), [](const Piece& p) {
    return p.role == Role::Object || p.role == Role::Content || p.role == Role::Recipient;
  });
  const auto oblique = std::find_if(pieces.begin(), pieces.end(), [&](const Piece& p) {
    return p.role == Role::Oblique && !p.beside && !p.preposition.empty() && p.tokens.front() > clause.head;
  });
  if (!object && oblique != pieces.end()) {
    predicate += ' ' + words(sentence, oblique->preposition);
    oblique->preposition.clear();
    std::rotate(pieces.begin() + 1, oblique, oblique + 1);
  }
  std::string text = fmt::format("{:.3f}\t{}", clause.confidence, predicate);
  for (Piece& piece : pieces) {
    piece.preposition.insert(piece.preposition.end(), piece.tokens.begin(), piece.tokens.end());
    text += '\t' + words(sentence, piece.preposition);
  }
  return text;
}

}  // namespace

std::string clause_lines(const Tree& tree, std::string_view sentence_text, std::span<const Clause> clauses) {
  const Sentence& sentence = tree.sentence();
  std::string lines;
  for (const Clause& clause : clauses) {
    if (clause.predicate.empty() || clause.arguments.empty()) continue;
    std::vector<Conjuncts> groups = conjuncts_of(clause);
    if (turned_around(tree, clause)) {
      const auto patient = std::find_if(groups.begin(), groups.end(), [](const Conjuncts& group) {
        return group.front().role == Role::Object;
      });
      if (patient != groups.end()) std::rotate(groups.begin(), patient, patient + 1);
    }
    std::vector<Piece> pieces;
    for (const Conjuncts& group : groups) pieces.push_back(joined(sentence, group));
    const auto split = std::find_if(groups.begin() + 1, groups.end(),
                                    [](const Conjuncts& g) { return g.size() > 1 && !g.front().beside; });
    const std::size_t place = static_cast<std::size_t>(split - groups.begin());
    const std::size_t count = split == groups.end() ? 1 : split->size();
    for (std::size_t i = 0; i < count; ++i) {
      if (count > 1) pieces[place] = (*split)[i];
      lines += fmt::format("{}\t{}\n", sentence_text,
                           line(sentence, clause, predicate_words(tree, sentence, clause), pieces));
    }
  }
  return lines;
}

}  // namespace kg::text
