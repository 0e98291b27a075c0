// "PARIS, Nov. 2, 2025 —": the place and the day that a text may begin with.
#include "loaders/text/dates.hpp"

#include <algorithm>

#include "loaders/text/date_words.hpp"
#include "loaders/text/name_tables.hpp"
#include "loaders/text/name_types.hpp"
#include "loaders/text/quantities.hpp"
#include "loaders/text/word_list.hpp"

namespace kg::text {
namespace {

/// The day among some words, "2025-11-02" or "--11-02", or nothing.
std::string day_among(std::string_view words) {
  Sentence sentence;
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t end = std::min(words.find_first_of(" ,()", at), words.size());
    if (end == at) {
      if (words[at] == ',') sentence.tokens.emplace_back().form.assign(1, ',');
      ++at;
      continue;
    }
    sentence.tokens.emplace_back().form = std::string(words.substr(at, end - at));
    at = end;
  }
  const Tree tree(sentence);
  DateFinder finder("");
  for (const Mention& mention : finder.find(sentence, tree, 0)) {
    if (mention.term.kind == TermKind::Date &&
        (parse_day(mention.term.text) || parse_yearless(mention.term.text).value_or(YearlessDate{}).day != 0))
      return mention.term.text;
  }
  return {};
}

/// Whether words before a dash are a dateline's: a place, an agency in brackets, a date, of which only the
/// place must be there. A place that is not in capitals needs a day behind a comma: "Dublin, November 24".
bool place_and_date(std::string_view words) {
  static const WordList kParticles("de da do del di du la el al es");
  static const WordList kNoPlaces(
      "on in at by since until from after before today tonight yesterday tomorrow the");
  if (const std::size_t open = words.find('('); open != std::string_view::npos) {
    const std::size_t close = words.find(')', open);
    if (close == std::string_view::npos || !capital(words.substr(open + 1))) return false;
    const std::string rest = std::string(words.substr(0, open)) + std::string(words.substr(close + 1));
    return place_and_date(rest);
  }
  std::string place;
  bool capitals = true, comma = false, dated = false;
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    std::string word(words.substr(0, end));
    words.remove_prefix(std::min(end + 1, words.size()));
    if (word.empty()) continue;
    const bool comma_before = comma;
    if ((comma = word.back() == ',')) word.pop_back();
    const bool digit = !word.empty() && word.front() >= '0' && word.front() <= '9';
    const std::string small = lower(word);
    if (!place.empty() && (digit || month_of(small) != 0 || weekday_of(small))) {
      if (!dated && !capitals && !comma_before) return false;
      dated = true;
      continue;
    }
    if (dated || (!capital(word) && !(kParticles.has(word) && !place.empty()))) return false;
    const bool article = small == "the" && place.empty() && all_capitals(word);  // "THE HAGUE"
    if ((kNoPlaces.has(small) && !article) || word.find_first_of(":;\"?!") != std::string::npos) return false;
    const bool state = place.find(',') != std::string::npos;  // "PORTO ALTO, Calif."
    capitals = capitals && (state || all_capitals(word));
    if (!place.empty()) place += ' ';
    place += word;
    if (comma) place += ',';
  }
  if (dated || place.empty()) return dated;
  const auto known = known_name(place);
  return capitals && place.size() >= 4 && !(known && known->type == MentionType::Organisation);
}

/// Whether a sentence begins there and ends in its paragraph: a capital or a quotation mark, then a full
/// stop.
bool begins_sentence(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  const std::string_view paragraph = text.substr(0, text.find("\n\n"));
  if (paragraph.empty()) return false;
  const char first = paragraph.front();
  const bool opens =
      (first >= 'A' && first <= 'Z') || first == '"' || static_cast<unsigned char>(first) >= 0x80;
  return opens && paragraph.find_first_of(".?!") != std::string_view::npos;
}

/// The dateline that begins at `begin` and ends before `line_end`, if one does.
std::optional<Dateline> dateline_at(std::string_view text, std::size_t begin, std::size_t line_end) {
  constexpr std::size_t kLongest = 80;  // bytes of a dateline
  const std::string_view start = text.substr(begin, std::min(line_end - begin, kLongest));
  std::size_t dash = std::string_view::npos, length = 0;
  for (const std::string_view mark : {"—", " – ", " - ", "--"}) {
    if (const std::size_t at = start.find(mark); at < dash) {
      dash = at;
      length = mark.size();
    }
  }
  if (dash == std::string_view::npos) return std::nullopt;
  const std::string_view words = start.substr(0, dash);
  const std::size_t end = begin + dash + length;
  if (!place_and_date(words) || !begins_sentence(text.substr(end))) return std::nullopt;
  const std::string date = day_among(words);
  return Dateline{begin, end, parse_day(date) ? date : std::string()};
}

}  // namespace

std::vector<Dateline> find_datelines(std::string_view text) {
  constexpr int kLines = 4;  // a title and empty lines may come before the document's own
  std::vector<Dateline> found;
  bool paragraph = true;  // a line begins one
  int line = 0;
  for (std::size_t begin = 0; begin < text.size(); ++line) {
    const std::size_t line_end = std::min(text.find('\n', begin), text.size());
    if (paragraph) {
      if (auto dateline = dateline_at(text, begin, line_end)) {
        if (line >= kLines || !found.empty()) dateline->date.clear();
        found.push_back(std::move(*dateline));
      }
    }
    paragraph = text.substr(begin, line_end - begin).find_first_not_of(" \r\t") == std::string_view::npos;
    begin = line_end + 1;
  }
  return found;
}

}  // namespace kg::text
