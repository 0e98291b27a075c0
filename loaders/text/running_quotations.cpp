#include "loaders/text/running_quotations.hpp"

#include <algorithm>

namespace kg::text {
namespace {

bool is_statement_of_speech(const Fact& fact) {
  return fact.statement.object.kind == TermKind::String;
}

}  // namespace

std::vector<bool> within_quotations(std::span<const Sentence> sentences) {
  std::vector<bool> within;
  bool open = false;
  for (const Sentence& sentence : sentences) {
    if (sentence.starts_paragraph) open = false;
    bool all = !sentence.tokens.empty();
    for (const Token& token : sentence.tokens) {
      const std::string& form = token.form;
      if (form == "\"") {
        open = !open;
      } else if (form == "``" || form == "\u201c") {
        open = true;
      } else if (form == "''" || form == "\u201d") {
        open = false;
      } else if (token.upos != Upos::Punct) {
        all = all && open;
      }
    }
    within.push_back(all);
  }
  return within;
}

void attribute(std::vector<Fact>& facts, const std::optional<Term>& speaker) {
  if (std::any_of(facts.begin(), facts.end(), is_statement_of_speech)) return;
  if (!speaker) return facts.clear();
  for (Fact& fact : facts) {
    auto& qualifiers = fact.statement.qualifiers;
    if (std::none_of(qualifiers.begin(), qualifiers.end(),
                     [](const Qualifier& q) { return q.key == "according_to"; })) {
      qualifiers.push_back({"according_to", *speaker});
      normalise(fact.statement);
    }
  }
}

std::optional<Term> speaker_of(const std::vector<Fact>& facts) {
  const auto last = std::find_if(facts.rbegin(), facts.rend(), is_statement_of_speech);
  if (last == facts.rend()) return std::nullopt;
  return last->statement.subject;
}

}  // namespace kg::text
