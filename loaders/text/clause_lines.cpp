// Clauses in tab form for `kg extract --stage clauses`: in the sentence's own words and order, so a passive
// reads as it stands in the text, and the preposition of the first oblique joins a predicate without a direct
// object.
#include <fmt/format.h>

#include <algorithm>

#include "loaders/text/clause_rules.hpp"
#include "loaders/text/stages.hpp"

namespace kg::text {
namespace {

using Tokens = std::vector<std::int32_t>;

/// One printed argument: conjuncts are joined again, with the words between them.
struct Piece {
  Role role;
  Tokens preposition;
  Tokens tokens;
};

std::vector<Piece> pieces_of(const Sentence& sentence, const Clause& clause) {
  std::vector<Piece> pieces;
  for (const Argument& argument : clause.arguments) {
    if (argument.conjunct && !pieces.empty()) {
      Tokens& tokens = pieces.back().tokens;
      for (std::int32_t t = tokens.back() + 1; t < argument.tokens.front(); ++t) {
        const Deprel relation = sentence.tokens[t].deprel;
        if (relation == Deprel::Cc || relation == Deprel::Punct || relation == Deprel::Case)
          tokens.push_back(t);
      }
      tokens.insert(tokens.end(), argument.tokens.begin(), argument.tokens.end());
      continue;
    }
    pieces.push_back(Piece{argument.role, argument.preposition_tokens, argument.tokens});
  }
  return pieces;
}

std::string words(const Sentence& sentence, const Tokens& tokens) {
  std::string text;
  for (const std::int32_t t : tokens) {
    if (!text.empty()) text += ' ';
    text += sentence.tokens[t].form;
  }
  return text;
}

}  // namespace

std::string clause_lines(const Sentence& sentence, std::string_view sentence_text,
                         std::span<const Clause> clauses) {
  const Tree tree(sentence);
  std::string lines;
  for (const Clause& clause : clauses) {
    std::vector<Piece> pieces = pieces_of(sentence, clause);
    std::string predicate;
    const auto add_words = [&](const std::string& more) {
      if (!predicate.empty() && !more.empty()) predicate += ' ';
      predicate += more;
    };
    const bool turned = clause.passive && agent(tree, clause.arguments.front().head);
    if (turned) {
      add_words(words(sentence, verb_group(tree, clause.head).words));
      add_words("by");
      const auto patient =
          std::find_if(pieces.begin(), pieces.end(), [](const Piece& p) { return p.role == Role::Object; });
      if (patient != pieces.end()) std::rotate(pieces.begin(), patient, patient + 1);
    } else {
      for (const PredicateWord& word : clause.predicate) {
        add_words(word.token == kNoHead ? word.text : sentence.tokens[word.token].form);
      }
      const bool has_object = std::any_of(pieces.begin(), pieces.end(), [](const Piece& p) {
        return p.role == Role::Object || p.role == Role::Content || p.role == Role::Recipient;
      });
      const auto oblique = std::find_if(pieces.begin(), pieces.end(), [&](const Piece& p) {
        return p.role == Role::Oblique && !p.preposition.empty() && p.tokens.front() > clause.head;
      });
      if (!has_object && oblique != pieces.end()) {
        add_words(words(sentence, oblique->preposition));
        oblique->preposition.clear();
        std::rotate(pieces.begin() + 1, oblique, oblique + 1);
      }
    }
    lines += fmt::format("{}\t{:.3f}\t{}", sentence_text, clause.confidence, predicate);
    for (Piece& piece : pieces) {
      Tokens tokens = piece.preposition;
      tokens.insert(tokens.end(), piece.tokens.begin(), piece.tokens.end());
      lines += '\t';
      lines += words(sentence, tokens);
    }
    lines += '\n';
  }
  return lines;
}

}  // namespace kg::text
