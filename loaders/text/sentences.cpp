// Where sentences and paragraphs end.
#include <algorithm>
#include <cstddef>

#include "loaders/text/abbreviations.hpp"
#include "loaders/text/characters.hpp"
#include "loaders/text/tokens.hpp"
#include "loaders/text/words.hpp"

namespace kg::text {
namespace {

struct Range {
  std::size_t begin = 0, end = 0;
};

bool is_blank(std::string_view line) {
  for (std::size_t at = 0; at < line.size(); at += character_at(line, at).size) {
    if (character_at(line, at).kind != Kind::Space) return false;
  }
  return true;
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::vector<Range> lines_of(std::string_view text) {
  std::vector<Range> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back({begin, end});
    begin = end + 1;
  }
  return lines;
}

// Was the line ended on purpose? In wrapped text the next line's first word did not fit any more.
bool ends_on_purpose(std::string_view line, std::string_view next, std::size_t width) {
  std::size_t start = 0;
  while (start < next.size() && character_at(next, start).kind == Kind::Space) ++start;
  std::size_t stop = start;
  while (stop < next.size() && character_at(next, stop).kind != Kind::Space)
    stop += character_at(next, stop).size;
  const Character first = character_at(next, start);
  const bool lower = first.kind == Kind::Letter && !first.upper;
  while (!line.empty() && (line.back() == ' ' || line.back() == '\r')) line.remove_suffix(1);
  return !lower && code_points(line) + 1 + code_points(next.substr(start, stop - start)) < width;
}

// Pieces of text that no sentence crosses. `starts_paragraph` tells which begin one.
struct Block {
  Range range;
  bool starts_paragraph = false;
};

std::vector<Block> blocks_of(std::string_view text) {
  std::vector<Block> blocks;
  const std::vector<Range> lines = lines_of(text);
  const auto view = [&](const Range& range) { return text.substr(range.begin, range.end - range.begin); };
  for (std::size_t i = 0; i < lines.size();) {
    if (is_blank(view(lines[i]))) {
      ++i;
      continue;
    }
    std::size_t end = i, width = 0;
    for (; end < lines.size() && !is_blank(view(lines[end])); ++end) {
      width = std::max(width, code_points(view(lines[end])));
    }
    Block block{lines[i], true};
    for (++i; i < end; ++i) {
      if (ends_on_purpose(view(lines[i - 1]), view(lines[i]), width)) {
        blocks.push_back(block);
        block = {lines[i], false};
      }
      block.range.end = lines[i].end;
    }
    blocks.push_back(block);
  }
  return blocks;
}

char32_t first_code(const Token& token) {
  return character_at(token.form, 0).code;
}

bool is_closer(const Token& token, const Token& before) {
  const char32_t c = first_code(token);
  if (c == ')' || c == ']' || c == '}' || c == 0x201D || c == 0x2019 || c == 0xBB) return !before.space_after;
  return (c == '"' || c == '\'') && token.form.size() <= 2 && !before.space_after;
}

bool ends_with_stop(const Token& token) {
  const char32_t c = first_code(token);
  if (c == 0x2026) return true;
  return (c == '.' || c == '?' || c == '!') && std::all_of(token.form.begin(), token.form.end(), [](char x) {
           return x == '.' || x == '?' || x == '!';
         });
}

// Could a sentence begin with this token?
bool may_begin(const Token& token) {
  const Character first = character_at(token.form, 0);
  if (first.kind == Kind::Letter) return first.upper || first.code >= 0x250;
  return first.kind == Kind::Digit || !(first.code == ',' || first.code == ';' || first.code == ':' ||
                                        first.code == ')' || first.code == '%' || first.code == '?');
}

bool is_number(std::string_view form) {
  return !form.empty() && form.size() <= 3 &&
         std::all_of(form.begin(), form.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "at 9 p.m. London time"
bool time_of_place(const std::vector<Token>& tokens, std::size_t place) {
  std::size_t at = place;
  while (at + 1 < tokens.size() && at < place + 3 && character_at(tokens[at].form, 0).upper) ++at;
  return tokens[at].form == "time" || tokens[at].form == "Time";
}

// "between U.S. And Japanese bonds", "the U.S. Or Japan": some newswires write any word behind "U.S." with a
// capital. These hardly open a sentence there.
bool goes_on(const std::vector<Token>& tokens, std::size_t place, std::size_t next) {
  const std::string& form = tokens[place].form;
  if (form.find('.') + 1 == form.size()) return false;  // one stop only: "Inc."
  if (!character_at(form, 0).upper) return false;       // "at 5 p.m. And"
  const auto word = [&](std::size_t t) { return lower_case(tokens[t].form); };
  const std::string following = word(next);
  if (following == "or" || following == "not" || following == "than") return true;
  const bool article = place > 0 && word(place - 1) == "the";
  return following == "and" && place > 0 && (!article || (place > 1 && word(place - 2) == "between"));
}

// Does a sentence that began at `first` end after token `at`, before `next`?
bool ends_after(const std::vector<Token>& tokens, std::size_t first, std::size_t at, std::size_t next) {
  const Token& last = tokens[at];
  const Token& following = tokens[next];
  if (ends_with_stop(last)) {
    const bool quoted = next > at + 1;  // a closing mark stands between
    const bool ellipsis = (last.form.size() > 1 && last.form[0] == '.') || first_code(last) == 0x2026;
    const bool glued = !tokens[next - 1].space_after;
    if (at == first + 1 && last.form == "." && is_number(tokens[first].form))
      return false;  // "1. First item"
    if (glued && !character_at(following.form, 0).upper) return false;
    if (!may_begin(following)) {
      const bool letter = character_at(following.form, 0).kind == Kind::Letter;
      return letter && !quoted && !ellipsis && last.form[0] != '?' && last.form[0] != '!';
    }
    return true;
  }
  if (last.form.size() > 1 && last.form.back() == '.') {
    const auto kind = abbreviation_of(std::string_view(last.form).substr(0, last.form.size() - 1));
    if (kind != Abbreviation::Anywhere || !character_at(following.form, 0).upper) return false;
    if (at + 1 == next && goes_on(tokens, at, next)) return false;
    const bool hour = at > first && (last.form == "a.m." || last.form == "p.m.") && at + 1 == next;
    return opens_sentence(following.form) ||
           (hour && !goes_with_hour(following.form) && !time_of_place(tokens, next));
  }
  return false;
}

// Where to part what goes on without an end: after the last comma, semicolon, colon or dash of its second
// half, else at the limit.
std::size_t emergency_cut(const std::vector<Token>& tokens, std::size_t first) {
  const std::size_t limit = first + kLongestSentence;
  for (std::size_t end = limit; end > first + kLongestSentence / 2; --end) {
    const char32_t c = first_code(tokens[end - 1]);
    if (c == ',' || c == ';' || c == ':' || c == 0x2013 || c == 0x2014) return end;
  }
  return limit;
}

void add_sentence(std::vector<Sentence>& out, std::vector<Token>& tokens, std::size_t first, std::size_t end,
                  bool starts_paragraph) {
  Sentence sentence;
  sentence.tokens.assign(std::make_move_iterator(tokens.begin() + static_cast<std::ptrdiff_t>(first)),
                         std::make_move_iterator(tokens.begin() + static_cast<std::ptrdiff_t>(end)));
  sentence.begin = sentence.tokens.front().begin;
  sentence.end = sentence.tokens.back().end;
  sentence.starts_paragraph = starts_paragraph;
  out.push_back(std::move(sentence));
}

}  // namespace

std::vector<Sentence> split_sentences(std::string_view text) {
  std::vector<Sentence> sentences;
  for (const Block& block : blocks_of(text)) {
    std::vector<Token> tokens = split_tokens(text, block.range.begin, block.range.end);
    bool starts_paragraph = block.starts_paragraph;
    std::size_t first = 0;
    for (std::size_t at = 0; at < tokens.size(); ++at) {
      std::size_t next = at + 1;
      const std::size_t limit = std::min(tokens.size(), first + kLongestSentence);
      while (next < limit && is_closer(tokens[next], tokens[next - 1])) ++next;
      if (next < tokens.size() && !ends_after(tokens, first, at, next)) {
        if (next < limit) continue;
        next = emergency_cut(tokens, first);
      }
      add_sentence(sentences, tokens, first, next, starts_paragraph);
      starts_paragraph = false;
      first = next;
      at = next - 1;
    }
  }
  return sentences;
}

}  // namespace kg::text
