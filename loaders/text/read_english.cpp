#include <algorithm>
#include <array>

#include "loaders/text/dates.hpp"
#include "loaders/text/english.hpp"
#include "loaders/text/name_repairs.hpp"
#include "loaders/text/stages.hpp"
#include "loaders/text/trees.hpp"

namespace kg::text {

void repair_tree(Sentence& sentence) {
  repair_words(sentence);
  repair_verbs(sentence);
  repair_subjects(sentence);
  repair_by_names(sentence);
  repair_changes(sentence);
}

Document read_english(std::string_view name, std::string_view text, const std::vector<Sentence>& sentences,
                      std::string_view date, const std::atomic<bool>* stop, const StatementWatch& watch) {
  Document document;
  document.name = std::string(name);
  document.text = std::string(text);
  const auto datelines = find_datelines(text);
  const bool dated = !datelines.empty() && !datelines.front().date.empty();
  document.date = dated ? datelines.front().date : std::string(date);
  std::vector<Sentence> mended = sentences;
  for (Sentence& sentence : mended) {
    check_stop(stop);
    repair_tree(sentence);
  }
  const std::vector<Tree> trees = trees_of(mended);
  std::vector<std::vector<Clause>> clauses;
  clauses.reserve(trees.size());
  for (const Tree& tree : trees) {
    check_stop(stop);
    clauses.push_back(read_clauses(tree));
  }
  DocumentMentions mentions = find_mentions(mended, trees, document.date);
  document.facts = name_statements(mended, trees, clauses, mentions, watch);
  document.aliases = std::move(mentions.aliases);
  return document;
}

Document read_english(std::string_view name, std::string_view text, std::string_view date, Effort effort,
                      const std::atomic<bool>* stop, const StatementWatch& watch) {
  std::string body(text);
  for (const Dateline& dateline : find_datelines(text)) {  // no part of the sentence behind it
    std::fill(body.begin() + static_cast<std::ptrdiff_t>(dateline.begin),
              body.begin() + static_cast<std::ptrdiff_t>(dateline.end), ' ');
  }
  return read_english(name, text, read_sentences(body, effort, stop), date, stop, watch);
}

std::string_view name_of(MentionType type) {
  constexpr std::array<std::string_view, 11> kNames = {"person", "organisation", "place",   "country",
                                                       "people", "other",        "pronoun", "nominal",
                                                       "date",   "duration",     "quantity"};
  static_assert(kNames.size() == static_cast<std::size_t>(MentionType::Quantity) + 1);
  return kNames[static_cast<std::size_t>(type)];
}

}  // namespace kg::text
