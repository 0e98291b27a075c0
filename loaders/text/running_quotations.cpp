#include "loaders/text/running_quotations.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <utility>

#include "loaders/text/statements.hpp"

namespace kg::text {
namespace {

enum class Mark : std::uint8_t { None, Opens, Closes };

Mark mark(const Token& token, bool open) {
  const std::string& form = token.form;
  if (form == "\"") return open ? Mark::Closes : Mark::Opens;
  if (form == "``" || form == "\u201c") return Mark::Opens;
  return form == "''" || form == "\u201d" ? Mark::Closes : Mark::None;
}

/// What a quotation has of one of its sentences, as `quoted_text` gives it.
std::string part(const Sentence& sentence, std::int32_t begin, std::int32_t end) {
  std::vector<std::int32_t> tokens(static_cast<std::size_t>(std::max(0, end - begin)));
  std::iota(tokens.begin(), tokens.end(), begin);
  return quoted_text(sentence, tokens);
}

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
      if (const Mark now = mark(token, open); now != Mark::None) {
        open = now == Mark::Opens;
      } else if (token.upos != Upos::Punct) {
        all = all && open;
      }
    }
    within.push_back(all);
  }
  return within;
}

std::vector<LongQuotation> long_quotations(std::span<const Sentence> sentences) {
  std::vector<LongQuotation> found;
  std::optional<LongQuotation> now;
  for (std::size_t s = 0; s < sentences.size(); ++s) {
    if (sentences[s].starts_paragraph) now.reset();
    for (std::int32_t t = 0; t < static_cast<std::int32_t>(sentences[s].tokens.size()); ++t) {
      const Mark seen = mark(sentences[s].tokens[t], now.has_value());
      if (seen == Mark::Opens) now = LongQuotation{s, s, t, t};
      if (seen != Mark::Closes || !now) continue;
      if (now->first < s) found.push_back({now->first, s, now->open, t});
      now.reset();
    }
  }
  return found;
}

std::optional<Term> join_parts(std::span<const Sentence> sentences, const LongQuotation& quotation,
                               std::vector<std::vector<Fact>>& facts) {
  if (part(sentences[quotation.last], 0, quotation.close).empty()) return std::nullopt;
  std::string whole;
  for (std::size_t s = quotation.first; s <= quotation.last; ++s) {
    const auto size = static_cast<std::int32_t>(sentences[s].tokens.size());
    const std::int32_t begin = s == quotation.first ? quotation.open + 1 : 0;
    whole += part(sentences[s], begin, s == quotation.last ? quotation.close : size);
    if (s < quotation.last && begin < size) whole += sentences[s].tokens[size - 1].form + ' ';
  }
  const auto size = static_cast<std::int32_t>(sentences[quotation.first].tokens.size());
  const std::pair<std::size_t, std::string> ends[] = {
      {quotation.last, part(sentences[quotation.last], 0, quotation.close)},
      {quotation.first, part(sentences[quotation.first], quotation.open + 1, size)}};
  for (const auto& [sentence, words] : ends) {
    for (Fact& fact : facts[sentence]) {
      const auto is_part = [&](const Term& term) {
        return term.kind == TermKind::String && term.text == words;
      };
      auto& qualifiers = fact.statement.qualifiers;
      const auto content = std::find_if(qualifiers.begin(), qualifiers.end(), [&](const Qualifier& q) {
        return q.key == "content" && is_part(q.value);
      });
      if (!is_part(fact.statement.object) && content == qualifiers.end()) continue;
      (content == qualifiers.end() ? fact.statement.object : content->value).text = whole;
      fact.span = {sentences[quotation.first].begin, sentences[quotation.last].end};
      return fact.statement.subject;
    }
  }
  return std::nullopt;
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
