#include "kg/store/names.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "kg/store/dictionary.hpp"
#include "kg/store/keys.hpp"
#include "kg/store/merge_table.hpp"
#include "kg/word.hpp"

namespace kg::store {
namespace {

/// Those that statements use, each once.
std::vector<Id> in_use(const View& view, const std::set<Id>& entities) {
  std::vector<std::string> keys;
  for (const Id id : entities) keys.push_back(key(Space::Uses, id));
  const auto uses = view.multi_get(keys);
  std::vector<Id> used;
  std::size_t i = 0;
  for (const Id id : entities) {
    if (uses[i++]) used.push_back(id);
  }
  return used;
}

/// What the name with this id stands for: the entity itself if statements use it, else what its aliases lead
/// to.
std::vector<Id> entities_of(const View& view, Id name) {
  const std::vector<Id> itself = in_use(view, {canonical_of(view, name)});
  if (!itself.empty()) return itself;
  const std::vector<Id> ends = canonicals_of(view, meanings_of(view, name));
  return in_use(view, {ends.begin(), ends.end()});
}

std::vector<Id> entities_folded(const View& view, const std::string& folded) {
  std::set<Id> entities;
  std::string prefix = key(Space::FoldedName, std::string_view(folded));
  prefix.push_back('\0');
  const KeyRange same = prefix_range(std::move(prefix));
  view.multi_scan({&same, 1}, [&](std::size_t, std::string_view found, std::string_view) {
    const std::vector<Id> meant = entities_of(view, number_at(found, found.size() - 8));
    entities.insert(meant.begin(), meant.end());
    return true;
  });
  return {entities.begin(), entities.end()};
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kIrregular = {{
    {"man", "men"},
    {"woman", "women"},
    {"child", "children"},
    {"person", "people"},
    {"foot", "feet"},
    {"tooth", "teeth"},
    {"crisis", "crises"},
    {"analysis", "analyses"},
}};

bool hisses(std::string_view word) {
  for (const std::string_view end : {"s", "x", "z", "ch", "sh"}) {
    if (word.ends_with(end)) return true;
  }
  return false;
}

bool consonant_before_last(std::string_view word) {
  return word.size() > 1 && std::string_view("aeiou").find(word[word.size() - 2]) == std::string_view::npos;
}

}  // namespace

std::vector<Id> entities_named(const View& view, std::string_view name) {
  if (const auto exact = find_term(view, Term::name(std::string(name)))) {
    if (auto entities = entities_of(view, *exact); !entities.empty()) return entities;
  }
  const std::string folded = fold_name(name);
  if (auto entities = entities_folded(view, folded); !entities.empty()) return entities;
  std::set<Id> entities;
  for (const std::string& other : other_numbers(folded)) {
    const std::vector<Id> meant = entities_folded(view, other);
    entities.insert(meant.begin(), meant.end());
  }
  return {entities.begin(), entities.end()};
}

std::vector<std::string> aliases_of(const View& view, Id entity) {
  std::vector<Id> names = {entity};
  std::set<Id> seen = {entity};
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (canonical_of(view, names[i]) != entity)
      continue;  // another entity's name, whose aliases are not ours
    for (const Id alias : aliases_given_to(view, names[i])) {
      if (seen.insert(alias).second) names.push_back(alias);
    }
  }
  std::vector<std::string> texts;
  for (Term& term : terms_of(view, names)) texts.push_back(std::move(term.text));
  std::sort(texts.begin(), texts.end());
  return texts;
}

std::vector<std::string> other_numbers(std::string_view folded) {
  const std::size_t begin = folded.rfind('_') == std::string_view::npos ? 0 : folded.rfind('_') + 1;
  const std::string head(folded.substr(0, begin));
  const std::string word(folded.substr(begin));
  std::vector<std::string> words;
  for (const auto& [one, many] : kIrregular) {
    if (word == one) words.emplace_back(many);
    if (word == many) words.emplace_back(one);
  }
  if (word.size() > 2) {
    if (word.ends_with("ies")) words.push_back(word.substr(0, word.size() - 3) + "y");
    if (word.ends_with("es")) words.push_back(word.substr(0, word.size() - 2));
    if (word.ends_with('s') && !word.ends_with("ss")) words.push_back(word.substr(0, word.size() - 1));
  }
  if (!word.empty()) {
    if (word.ends_with('y') && consonant_before_last(word))
      words.push_back(word.substr(0, word.size() - 1) + "ies");
    words.push_back(word + (hisses(word) ? "es" : "s"));
  }
  for (std::string& other : words) other.insert(0, head);
  return words;
}

}  // namespace kg::store
