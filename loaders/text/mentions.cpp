// Mentions of a document: dates and quantities first, for their words are no names; then names, what they
// mean together, and pronouns.
#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>

#include "kg/word.hpp"
#include "loaders/text/dates.hpp"
#include "loaders/text/name_types.hpp"
#include "loaders/text/names.hpp"
#include "loaders/text/pronouns.hpp"
#include "loaders/text/quantities.hpp"
#include "loaders/text/resolve.hpp"
#include "loaders/text/stages.hpp"

namespace kg::text {
namespace {

/// Dates, and the quantities that are not part of one ("two years ago").
std::vector<Mention> values_of(const Sentence& sentence, const Tree& tree, std::int32_t index,
                               DateFinder& dates) {
  std::vector<Mention> values = dates.find(sentence, tree, index);
  const std::size_t date_count = values.size();
  for (Mention& quantity : find_quantities(sentence, index)) {
    const bool in_date = std::any_of(
        values.begin(), values.begin() + static_cast<std::ptrdiff_t>(date_count),
        [&](const Mention& date) { return quantity.first < date.last && date.first < quantity.last; });
    if (!in_date) values.push_back(std::move(quantity));
  }
  return values;
}

/// Drops common nouns that only open a sentence, unless the document uses the word as a name elsewhere, or as
/// a part of one that stands for the whole: a surname, or a word that is no common noun. What modifies a noun
/// ("Long queues formed") is no surname.
void drop_doubtful(std::vector<Name>& names, const std::vector<Tree>& trees) {
  std::set<std::string, std::less<>> whole, parts;
  for (const Name& name : names) {
    if (name.doubtful) continue;
    whole.insert(name.text);
    if (name.type == MentionType::Person) parts.insert(name.text.substr(name.text.rfind('_') + 1));
    for (std::size_t begin = 0; begin <= name.text.size();) {
      const std::size_t end = std::min(name.text.find('_', begin), name.text.size());
      const std::string word = name.text.substr(begin, end - begin);
      if (!common_word(lower(word))) parts.insert(word);
      begin = end + 1;
    }
  }
  std::erase_if(names, [&](const Name& name) {
    const bool modifies =
        trees[name.sentence].is(name.head, {Deprel::Amod, Deprel::Advmod, Deprel::Compound}) &&
        common_word(lower(name.text));
    return name.doubtful && !whole.count(name.text) && (modifies || !parts.count(name.text));
  });
}

/// A name of several words that opens a sentence and was not seen as one there ("Savanna Air grew"), because
/// only its first capital is sure to be its own, is one if the document has it elsewhere. `names` stay in
/// order.
void add_opening_names(std::vector<Name>& names, std::span<const Sentence> sentences,
                       const std::vector<Tree>& trees) {
  constexpr std::int32_t kLongest = 4;
  std::set<std::string, std::less<>> known;
  for (const Name& name : names) {
    if (name.text.find('_') != std::string::npos && !name.doubtful) known.insert(name.text);
  }
  std::vector<Name> all;
  auto next = names.begin();
  for (std::size_t s = 0; s < sentences.size(); ++s) {
    const auto index = static_cast<std::int32_t>(s);
    const auto size = static_cast<std::int32_t>(sentences[s].tokens.size());
    const auto end =
        std::find_if(next, names.end(), [&](const Name& name) { return name.sentence != index; });
    for (std::int32_t last = std::min(kLongest, size); last > 1; --last) {
      if (next != end && next->first == 0 && next->last >= last) break;
      if (!known.contains(surface(sentences[s], 0, last))) continue;
      all.push_back(name_at(sentences[s], trees[s], index, 0, last));
      next = std::find_if(next, end, [&](const Name& name) { return name.first >= last; });
      break;
    }
    std::move(next, end, std::back_inserter(all));
    next = end;
  }
  names = std::move(all);
}

Mention to_mention(const ResolvedName& resolved, const Entity& entity) {
  Mention mention;
  mention.sentence = resolved.name.sentence;
  mention.first = resolved.name.first;
  mention.last = resolved.name.last;
  mention.head = resolved.name.head;
  mention.type = resolved.name.type == MentionType::People ? MentionType::People : entity.type;
  if (resolved.name.type == MentionType::Country || resolved.name.type == MentionType::Place)
    mention.type = resolved.name.type;
  if (entity.type == MentionType::Person || entity.type == MentionType::Organisation)
    mention.type = entity.type;
  mention.term = Term::name(normal_name(entity.name));
  mention.reason = resolved.reason.empty() ? "full name" : resolved.reason;
  return mention;
}

std::vector<Alias> aliases_of(const Resolution& resolution) {
  std::set<std::tuple<std::string, std::string, std::string, bool>> found;
  std::set<std::string> ambiguous;  // a capital that is also written of as a city
  for (const ResolvedName& resolved : resolution.names) {
    if (resolved.reason.empty() && resolved.name.known_as == KnownAs::Capital)
      ambiguous.insert(resolved.name.text);
  }
  for (const ResolvedName& resolved : resolution.names) {
    const std::string& canonical = resolution.entities[resolved.entity].name;
    if (resolved.name.text == canonical || resolved.reason == "demonym" ||
        ambiguous.count(resolved.name.text))
      continue;
    found.emplace(normal_name(resolved.name.text), normal_name(canonical),
                  resolved.reason.empty() ? "spelling" : resolved.reason, resolved.everywhere);
  }
  std::vector<Alias> aliases;
  std::set<std::pair<std::string, std::string>> told;
  for (const auto& [alias, canonical, reason, everywhere] : found) {
    if (alias == canonical) continue;
    aliases.push_back({alias, canonical, reason, everywhere});
    told.emplace(alias, canonical);
  }
  // What the tables call it helps to ask for it, though the document does not say so; it merges nothing.
  for (const ResolvedName& resolved : resolution.names) {
    const std::string canonical = normal_name(resolution.entities[resolved.entity].name);
    for (const std::string_view name : other_names(canonical)) {
      std::string alias = normal_name(name);
      if (told.emplace(alias, canonical).second)
        aliases.push_back({std::move(alias), canonical, "table", false});
    }
  }
  return aliases;
}

}  // namespace

DocumentMentions find_mentions(std::span<const Sentence> sentences, const std::vector<Tree>& trees,
                               std::string_view date) {
  DocumentMentions result;
  result.by_sentence.resize(sentences.size());
  DateFinder dates(date);
  std::vector<Name> names;
  for (std::size_t s = 0; s < sentences.size(); ++s) {
    const auto index = static_cast<std::int32_t>(s);
    result.by_sentence[s] = values_of(sentences[s], trees[s], index, dates);
    std::vector<bool> taken(sentences[s].tokens.size());
    for (const Mention& value : result.by_sentence[s]) {
      std::fill(taken.begin() + value.first, taken.begin() + value.last, true);
    }
    for (Name& name : find_names(sentences[s], trees[s], index, taken)) names.push_back(std::move(name));
  }
  add_opening_names(names, sentences, trees);
  drop_doubtful(names, trees);
  const Resolution resolution = resolve_names(sentences, trees, std::move(names));
  for (const ResolvedName& resolved : resolution.names) {
    result.by_sentence[resolved.name.sentence].push_back(
        to_mention(resolved, resolution.entities[resolved.entity]));
  }
  for (auto& mentions : result.by_sentence) {
    std::stable_sort(mentions.begin(), mentions.end(),
                     [](const Mention& a, const Mention& b) { return a.first < b.first; });
  }
  resolve_pronouns(sentences, trees, resolution, result.by_sentence);
  result.aliases = aliases_of(resolution);
  return result;
}

}  // namespace kg::text
