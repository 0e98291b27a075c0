#include "loaders/text/definite_nouns.hpp"

#include <algorithm>

#include "loaders/text/word_list.hpp"

namespace kg::text {
namespace {

using enum Deprel;

const WordList kCompanyNouns(
    "company firm group business corporation carmaker bank retailer manufacturer airline startup start-up "
    "maker chain publisher club");
/// Organisations that are no company, by a word of their name.
const WordList kNoCompanies(
    "university ministry department party court council parliament school hospital police government "
    "committee commission union association museum church college institute agency army senate congress "
    "nations assembly society trust");

bool may_be_company(const Entity& entity) {
  if (entity.type != MentionType::Organisation) return false;
  std::string_view name = entity.name;
  while (!name.empty()) {
    const std::size_t end = name.find('_');
    if (kNoCompanies.has(lower(name.substr(0, end)))) return false;
    name = end == std::string_view::npos ? std::string_view{} : name.substr(end + 1);
  }
  return true;
}

/// Whether a name's own noun is this one: its last word, or the one before "of" or "for".
bool has_noun(std::string_view name, const std::string& noun) {
  const std::string plain = lower(name.substr(0, std::min(name.find("_of_"), name.find("_for_"))));
  return plain == noun || plain.ends_with("_" + noun);
}

}  // namespace

std::optional<std::string> NamedBefore::only_entity(const std::function<bool(const Entity&)>& fits,
                                                    std::int32_t sentence, std::int32_t token,
                                                    bool ours) const {
  std::optional<std::string> found;
  for (const ResolvedName& resolved : names_.names) {
    if (resolved.name.sentence > sentence ||
        (resolved.name.sentence == sentence && resolved.name.first >= token))
      break;
    const Entity& entity = names_.entities[resolved.entity];
    if (!fits(entity) || entity.name == found || (ours && resolved.reason == "organisation")) continue;
    if (found) return std::nullopt;
    found = entity.name;
  }
  return found;
}

std::optional<std::string> NamedBefore::organisation(const std::string& noun, std::int32_t sentence,
                                                     std::int32_t token, std::string_view focus) const {
  if (introduced(noun, sentence)) return std::nullopt;
  const auto called = [&](const Entity& entity) {
    return entity.type == MentionType::Organisation &&
           (std::find(entity.roles.begin(), entity.roles.end(), noun) != entity.roles.end() ||
            has_noun(entity.name, noun));
  };
  if (const auto one = only_entity(called, sentence, token, false)) return one;
  if (!kCompanyNouns.has(noun)) return std::nullopt;
  if (const auto one = only_entity(may_be_company, sentence, token, true)) return one;
  const auto in_focus = std::find_if(names_.entities.begin(), names_.entities.end(),
                                     [&](const Entity& entity) { return entity.name == focus; });
  if (in_focus == names_.entities.end() || !may_be_company(*in_focus)) return std::nullopt;
  return in_focus->name;
}

/// Whether the text has spoken of one without a name: "a bank", which no name explains.
bool NamedBefore::introduced(const std::string& noun, std::int32_t sentence) const {
  for (std::int32_t s = 0; s < sentence; ++s) {
    const Tree& tree = trees_[s];
    for (std::int32_t t = 1; t < tree.size(); ++t) {
      if (!tree.is(t, {Upos::Noun}) || tree.lemma(t) != noun || named(s, t) || named(s, t + 1)) continue;
      if (tree.is(t, {Appos}) || tree.has(t, {Appos, Cop, Flat})) continue;
      const std::int32_t article = tree.child(t, {Det});
      if (article != kNoHead && (tree.lemma(article) == "a" || tree.lemma(article) == "an")) return true;
    }
  }
  return false;
}

bool NamedBefore::named(std::int32_t sentence, std::int32_t token) const {
  return std::any_of(by_sentence_[sentence].begin(), by_sentence_[sentence].end(),
                     [&](const Mention& mention) { return mention.first <= token && token < mention.last; });
}

}  // namespace kg::text
