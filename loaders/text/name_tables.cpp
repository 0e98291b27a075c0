#include "loaders/text/name_tables.hpp"

#include <algorithm>
#include <deque>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "loaders/text/word_list.hpp"

extern "C" {
extern const char kg_text_countries[];
extern const char kg_text_organisations[];
extern const char kg_text_first_names[];
extern const char kg_text_wordnet_names[];
extern const char kg_text_gazetteer_end[];
}

namespace kg::text {
namespace {

/// What WordNet has before names of people and is none: titles, ranks and epithets ("First Baron Lytton").
const WordList kEpithets(
    "Admiral Apostle Ayatollah Baby Bard Baron Baroness Best Bird Bishop Black Blessed Bloody Bomber Buffalo "
    "Butcher Captain Cardinal Chevalier Chicken Chief Citizen Colonel Commodore Comte Constant Count Crazy "
    "Czar Dame Desert Diamond Dizzy Duchess Dutch Earl Emperor English Father Fighting First Fourth "
    "General Gentleman Gloomy Good Great Grim Heavenly Holy Innocent Inspector Iron Jelly Jersey Jupiter "
    "Kaiser King Lady Lightning Little Lord Lucky Madame Mahatma Marquis Marquise Marshal Mother Mullah "
    "Mystic Olympic Oral Papa Pied Pope President Prince Princess Protector Queen Rabbi Reverend Rider Ring "
    "Sailor Saint Salmon Santa Scourge Second Seigneur Shah Sitting Sixth Sleeping Somerset Spike Spiritual "
    "Stonewall Sugar Sultan Supreme Swedish Tennessee Third Typhoid Uncle Urban Vinegar Virgin Viscount "
    "Viscountess Washington Weary Wild");

std::vector<std::string_view> split(std::string_view text, char by) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find(by);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

/// Calls `each` with the tab-separated columns of every line that is no comment; at least `width` of them.
template <typename Each>
void for_each_row(const char* begin, const char* end, std::size_t width, Each each) {
  for (const std::string_view line : split({begin, static_cast<std::size_t>(end - begin)}, '\n')) {
    if (line.empty() || line.front() == '#') continue;
    auto columns = split(line, '\t');
    columns.resize(std::max(columns.size(), width));
    each(columns);
  }
}

class Tables {
 public:
  Tables() {
    // Earlier tables win: what a country is called is never taken for another thing.
    for_each_row(kg_text_countries, kg_text_organisations, 5, [this](const auto& row) { add_country(row); });
    for_each_row(kg_text_organisations, kg_text_first_names, 2, [this](const auto& row) {
      const std::string_view canonical = graph_name(row[0]);
      add(row[0], {MentionType::Organisation, KnownAs::Name, canonical});
      each_of(row[1], [&](std::string_view alias) {
        add(alias, {MentionType::Organisation, KnownAs::Alias, canonical});
      });
    });
    for_each_row(kg_text_first_names, kg_text_wordnet_names, 2, [this](const auto& row) {
      const Gender gender = row[0] == "male" ? Gender::Male : Gender::Female;
      for (const std::string_view name : split(row[1], ' ')) {
        const auto [place, added] = first_names_.emplace(name, gender);
        if (!added && place->second != gender) place->second = Gender::Unknown;
      }
    });
    for_each_row(kg_text_wordnet_names, kg_text_gazetteer_end, 2,
                 [this](const auto& row) { add_wordnet(row); });
  }

  std::unordered_map<std::string_view, KnownName> names_;
  std::unordered_map<std::string_view, std::string_view> capitals_, adjectives_;
  std::unordered_map<std::string_view, std::vector<std::string_view>> other_names_;
  std::unordered_map<std::string_view, int> longest_;
  std::unordered_map<std::string_view, Gender> first_names_;
  std::unordered_set<std::string_view> person_nouns_, group_nouns_;

 private:
  template <typename Each>
  void each_of(std::string_view list, Each each) {
    if (list.empty()) return;
    for (const std::string_view part : split(list, '/')) each(part);
  }

  void add(std::string_view name, KnownName known) {
    const bool added = names_.emplace(name, known).second;
    if (added && (known.known_as == KnownAs::Alias || known.known_as == KnownAs::Capital))
      other_names_[known.canonical].push_back(name);
    const int words = 1 + static_cast<int>(std::count(name.begin(), name.end(), ' '));
    int& longest = longest_[name.substr(0, name.find(' '))];
    longest = std::max(longest, words);
  }

  std::string_view graph_name(std::string_view name) {
    std::string text(name);
    std::replace(text.begin(), text.end(), ' ', '_');
    return kept_.emplace_back(std::move(text));
  }

  void add_country(const std::vector<std::string_view>& row) {
    const std::string_view canonical = graph_name(row[0]);
    add(row[0], {MentionType::Country, KnownAs::Name, canonical});
    each_of(row[1], [&](std::string_view capital) {
      capitals_.emplace(capital, canonical);
      add(capital, {MentionType::Place, KnownAs::Capital, canonical});
    });
    each_of(row[2], [&](std::string_view adjective) {
      adjectives_.emplace(adjective, canonical);
      add(adjective, {MentionType::People, KnownAs::Adjective, canonical});
      add(kept_.emplace_back(std::string(adjective) + "s"),
          {MentionType::People, KnownAs::People, canonical});
    });
    each_of(row[3], [&](std::string_view people) {
      add(people, {MentionType::People, KnownAs::People, canonical});
    });
    each_of(row[4], [&](std::string_view alias) {
      add(alias, {MentionType::Country, KnownAs::Alias, canonical});
    });
  }

  void add_wordnet(const std::vector<std::string_view>& row) {
    if (row[0] == "L") return add(row[1], {MentionType::Place, KnownAs::Place, graph_name(row[1])});
    if (row[0] == "r") return void(person_nouns_.insert(row[1]));
    if (row[0] == "g") return void(group_nouns_.insert(row[1]));
    if (row[0] == "O") return add(row[1], {MentionType::Organisation, KnownAs::Name, graph_name(row[1])});
    const std::size_t space = row[1].find(' ');
    if (space == std::string_view::npos) return;  // a surname alone says too little
    add(row[1], {MentionType::Person, KnownAs::Person, graph_name(row[1])});
    const std::string_view first = row[1].substr(0, space);
    if (first.size() > 3 && first.find('.') == std::string_view::npos && !names_.count(first) &&
        !kEpithets.has(first)) {
      first_names_.emplace(first, Gender::Unknown);
    }
  }

  std::deque<std::string> kept_;  // names that no table spells out; a deque never moves them
};

const Tables& tables() {
  static const Tables all;
  return all;
}

template <typename Map>
auto find_in(const Map& map, std::string_view key) -> std::optional<typename Map::mapped_type> {
  const auto found = map.find(key);
  if (found == map.end()) return std::nullopt;
  return found->second;
}

}  // namespace

std::optional<KnownName> known_name(std::string_view name) {
  return find_in(tables().names_, name);
}

const std::vector<std::string_view>& other_names(std::string_view canonical) {
  static const std::vector<std::string_view> kNone;
  const auto found = tables().other_names_.find(canonical);
  return found == tables().other_names_.end() ? kNone : found->second;
}

std::optional<std::string_view> country_of_capital(std::string_view name) {
  return find_in(tables().capitals_, name);
}

std::optional<std::string_view> country_of_adjective(std::string_view word) {
  return find_in(tables().adjectives_, word);
}

int longest_name_from(std::string_view first_word) {
  return find_in(tables().longest_, first_word).value_or(0);
}

std::optional<Gender> first_name(std::string_view word) {
  return find_in(tables().first_names_, word);
}

bool is_person_noun(std::string_view noun) {
  return tables().person_nouns_.count(noun) != 0;
}

bool is_group_noun(std::string_view noun) {
  return tables().group_nouns_.count(noun) != 0;
}

Gender gender_of_noun(std::string_view noun) {
  static const std::unordered_map<std::string_view, Gender> nouns = [] {
    std::unordered_map<std::string_view, Gender> table;
    for (const auto word :
         split("mr mr. sir lord king prince duke father brother son husband uncle nephew grandfather boy man "
               "chairman "
               "spokesman businessman congressman policeman salesman fisherman monk pope emperor widower "
               "gentleman fireman sportsman cameraman statesman nobleman count baron waiter boyfriend",
               ' ')) {
      table.emplace(word, Gender::Male);
    }
    for (const auto word : split("mrs mrs. ms ms. miss lady dame queen princess duchess mother sister "
                                 "daughter wife aunt niece grandmother "
                                 "girl woman chairwoman spokeswoman businesswoman congresswoman policewoman "
                                 "actress nun empress widow "
                                 "sportswoman countess baroness waitress heroine madam girlfriend midwife",
                                 ' ')) {
      table.emplace(word, Gender::Female);
    }
    return table;
  }();
  return find_in(nouns, noun).value_or(Gender::Unknown);
}

}  // namespace kg::text
