#include "loaders/text/short_names.hpp"

#include <algorithm>

#include "loaders/text/english.hpp"
#include "loaders/text/model.hpp"
#include "loaders/text/name_types.hpp"
#include "loaders/text/word_list.hpp"

namespace kg::text {
namespace {

const WordList kPartsLeftOut("jr. jr sr. sr ii iii iv");
const WordList kSmall("of the and for in on de la du &");
const WordList kClubEndings("city united fc rovers wanderers athletic albion hotspur club town county villa");
/// What a place has of its own: "Millbrook" is no short name of "Millbrook School".
const WordList kInstitutions(
    "school university college hospital council police court museum library church airport station "
    "government "
    "parliament assembly festival hall");

/// "J", "J.", "H.J.".
bool initial(const std::string& part) {
  bool letters = part.size() % 2 == 0;
  for (std::size_t i = 1; i < part.size(); i += 2) letters = letters && part[i] == '.';
  return part.size() == 1 || (letters && !part.empty());
}

NameParts without_initials(NameParts parts) {
  parts.erase(parts.begin(), std::find_if_not(parts.begin(), parts.end(), initial));
  return parts;
}

bool begins_with(const NameParts& full, const NameParts& parts) {
  return parts.size() < full.size() && std::equal(parts.begin(), parts.end(), full.begin());
}

bool common_noun(std::string_view word) {
  return (english().lexicon.find(lower(word)).parts & kNoun) != 0;
}

/// A club by the place it is from: "Oslo Bears", "Oslo United".
bool is_club(const NameParts& parts) {
  const std::string last = lower(parts.back());
  return kClubEndings.has(last) || (parts.size() == 2 && names_team(last));
}

const WordList kFronts("mount lake cape river fort port");  ///< of names of places: "Mount Keraku"

bool article_before(const Name& name, const Sentence& sentence) {
  return name.first > 0 && lower(sentence.tokens[name.first - 1].form) == "the";
}

bool in_location(const Name& name, const Tree& tree) {
  const std::int32_t preposition = tree.child(name.head, {Deprel::Case});
  if (preposition == kNoHead) return tree.is(name.head, {Deprel::Compound, Deprel::Appos});
  const std::string_view word = tree.lemma(preposition);
  return word == "in" || word == "at" || word == "near" || word == "from" || word == "to" || word == "of" ||
         word == "across";
}

bool shortens_person(const Name& name, const NameParts& parts, const FullName& full) {
  if (name.type == MentionType::Organisation) return false;
  const bool given = first_name(parts.front()).has_value();
  if (!given && name.gender != Gender::Unknown && full.gender != Gender::Unknown &&
      name.gender != full.gender)
    return false;                                                        // "Mrs Voss" is not Peter Voss
  if (ends_with(full.parts, parts)) return parts.size() == 1 || !given;  // "Ann Lee" is not "Mary Ann Lee"
  if (full.type == MentionType::Person && full.parts.size() > 2) {
    if (parts.size() == 2 && parts.front() == full.parts.front() && parts.back() == full.parts.back())
      return true;
    // The first of two family names: "Reyes" for "Amalia Reyes Ortega".
    if (parts.size() == 1 && !given &&
        std::find(full.parts.begin() + 1, full.parts.end(), parts[0]) != full.parts.end())
      return true;
  }
  // A first name alone, or a family name that comes first ("Xi Jinping").
  return parts.size() == 1 && full.parts.front() == parts.front() && name.type != MentionType::Place;
}

bool shortens_organisation(const Name& name, const NameParts& parts, const FullName& full,
                           const Sentence& sentence) {
  if (name.type == MentionType::Place) return begins_with(full.parts, parts) && is_club(full.parts);
  const std::string& first = sentence.tokens[name.first].form;
  if (begins_with(full.parts, parts)) {
    if (parts.size() > 1)  // "Bank of Peru" is complete
      return !heads_organisation(lower(parts.front())) && !heads_organisation(lower(parts.back()));
    const auto known = known_name(first);
    if ((known && known->type != MentionType::Person) || first_name(first) ||
        kInstitutions.has(lower(full.parts.back())))
      return false;
    return !common_noun(first) || counted_noun(lower(first)) || article_before(name, sentence);
  }
  if (parts.size() > 1 || !ends_with(full.parts, parts)) return false;
  // "Costruzioni Vella" by the name that is no word; "of" says what the rest belongs to.
  const bool owned = std::any_of(full.parts.begin(), full.parts.end(),
                                 [](const std::string& part) { return kSmall.has(part); });
  return article_before(name, sentence) ||
         (!owned && !common_word(lower(parts.front())) && !known_name(first));
}

}  // namespace

NameParts parts_of(std::string_view name) {
  NameParts parts;
  while (!name.empty()) {
    const std::size_t end = name.find('_');
    parts.emplace_back(name.substr(0, end));
    if (end == std::string_view::npos) break;
    name.remove_prefix(end + 1);
  }
  return parts;
}

NameParts plain_parts(std::string_view name) {
  NameParts parts = parts_of(name);
  if (parts.size() > 2) {
    std::erase_if(parts,
                  [&](const std::string& part) { return initial(part) || kPartsLeftOut.has(lower(part)); });
  }
  return parts;
}

bool ends_with(const NameParts& full, const NameParts& parts) {
  return parts.size() < full.size() && std::equal(parts.rbegin(), parts.rend(), full.rbegin());
}

bool shortens(const Name& name, const NameParts& parts, const FullName& full, const Sentence& sentence,
              const Tree& tree) {
  if (name.type == MentionType::Place && in_location(name, tree)) return false;
  const bool company = full.type == MentionType::Other && name.type == MentionType::Organisation;
  if (full.type == MentionType::Organisation && parts.size() == 1 && without_initials(full.parts) == parts)
    return true;  // "Dietrich" of "J.R. Dietrich Inc", though it is a first name
  if ((full.type == MentionType::Organisation || company) && name.type != MentionType::Person)
    return shortens_organisation(name, parts, full, sentence);
  if (full.type == MentionType::Place)
    return name.type != MentionType::Organisation && full.parts.size() == parts.size() + 1 &&
           ends_with(full.parts, parts) && kFronts.has(lower(full.parts.front()));
  if (full.type == MentionType::Other && name.type != MentionType::Person &&
      (parts.size() > 1 || common_noun(parts.front())))
    return false;
  return (full.type == MentionType::Person || full.type == MentionType::Other) &&
         shortens_person(name, parts, full);
}

std::string initials(const NameParts& parts) {
  std::string letters;
  for (const std::string& part : parts) {
    if (!kSmall.has(lower(part))) letters += part.front();
  }
  return letters;
}

bool is_acronym(std::string_view text) {
  return text.size() >= 2 && text.size() <= 8 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool abbreviates(std::string_view letters, const NameParts& parts) {
  std::size_t at = 0;
  for (const std::string& part : parts) {
    if (at < letters.size() && part.front() == letters[at]) ++at;
  }
  return at == letters.size() || initials(parts).substr(0, 2) == letters.substr(0, 2);
}

}  // namespace kg::text
