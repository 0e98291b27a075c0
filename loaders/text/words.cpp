#include "loaders/text/words.hpp"

#include <algorithm>
#include <utility>

#include "loaders/text/hash.hpp"
#include "loaders/text/lemma.hpp"

namespace kg::text {
namespace {

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::uint32_t short_hash(std::string_view text) {
  return static_cast<std::uint32_t>(finish(hash_of(text)));
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 17> kPlain = {{
    {"``", "\""},
    {"''", "\""},
    {"-LRB-", "("},
    {"-RRB-", ")"},
    {"-LSB-", "["},
    {"-RSB-", "]"},
    {"-LCB-", "{"},
    {"-RCB-", "}"},
    {"“", "\""},
    {"”", "\""},
    {"„", "\""},
    {"«", "\""},
    {"»", "\""},
    {"–", "-"},
    {"—", "--"},
    {"‑", "-"},
    {"…", "..."},
}};

// 1: opens, 2: closes, 0: no quote or not to be told. A straight quote leans on the word it is glued to.
std::uint32_t quote_side(const Sentence& sentence, std::size_t at) {
  const Token& token = sentence.tokens[at];
  if (token.form == "``" || token.form == "“") return 1;
  if (token.form == "''" || token.form == "”") return 2;
  if (token.form != "\"" && token.form != "'") return 0;
  const bool glued_before = at > 0 && !sentence.tokens[at - 1].space_after;
  if (token.space_after == glued_before) return glued_before ? 2 : token.space_after ? 0 : 1;
  return 0;
}

std::uint32_t shape_of(std::string_view form) {
  const auto any = [&](bool (*test)(char)) { return std::any_of(form.begin(), form.end(), test); };
  std::uint32_t shape = 0;
  if (is_upper(form.front())) shape |= 1;
  if (form.size() > 1 && any(is_upper) && !any(is_lower)) shape |= 2;
  if (form.size() > 1 && any(is_upper) && !is_upper(form.front())) shape |= 4;
  if (any(is_lower)) shape |= 8;
  if (any(is_digit)) shape |= 16;
  if (form.find('-') != std::string_view::npos) shape |= 32;
  if (form.find('.') != std::string_view::npos) shape |= 64;
  if (form.find('/') != std::string_view::npos || form.find('@') != std::string_view::npos) shape |= 128;
  if (static_cast<unsigned char>(form.front()) >= 128) shape |= 256;
  if (form.find('\'') != std::string_view::npos) shape |= 512;
  if (form.size() == 1) shape |= 1024;
  if (form.size() == 2) shape |= 2048;
  if (form.size() == 4 && std::all_of(form.begin(), form.end(), is_digit)) shape |= 4096;
  return shape;
}

// Fills in what the lexicon knows of the word and of the words it may be inflected from.
void look_up(Word& word, const Lexicon& lexicon) {
  const LexiconEntry& self = lexicon.find(word.lower);
  word.parts = self.parts;
  word.tags = self.tags;
  word.noun_sense = self.noun_sense;
  word.verb_sense = self.verb_sense;
  word.frames = self.frames;
  word.cluster = self.cluster;
  word.group = self.group;
  std::uint32_t bit = 32;
  const auto stems = [&](const Stems& found, std::uint8_t part) {
    for (std::size_t i = 0; i < found.size; ++i) {
      const LexiconEntry& stem = lexicon.find(found.stems[i]);
      if ((stem.parts & part) == 0) continue;
      word.parts |= bit;
      if (part == kNoun && word.noun_sense == 0) word.noun_sense = stem.noun_sense;
      if (part == kVerb && word.verb_sense == 0) word.verb_sense = stem.verb_sense, word.frames = stem.frames;
      break;
    }
    bit *= 2;
  };
  if (word.lower.size() < 3) return;
  const Stems plural = plural_stems(word.lower);
  stems(plural, kNoun);
  stems(plural, kVerb);
  stems(past_stems(word.lower), kVerb);
  stems(gerund_stems(word.lower), kVerb);
  stems(comparative_stems(word.lower), kAdjective);
}

}  // namespace

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = is_upper(c) ? static_cast<char>(c + ('a' - 'A')) : c;
  return lower;
}

std::string plain_form(std::string_view form) {
  for (const auto& [written, plain] : kPlain) {
    if (form == written) return std::string(plain);
  }
  std::string plain;
  plain.reserve(form.size());
  for (std::size_t i = 0; i < form.size();) {
    const std::string_view rest = form.substr(i);
    if (rest.starts_with("’") || rest.starts_with("‘")) {
      plain += '\'';
      i += std::string_view("’").size();
    } else {
      plain += form[i++];
    }
  }
  return plain;
}

std::vector<Word> words_of(const Sentence& sentence, const Lexicon& lexicon) {
  std::vector<Word> words(sentence.tokens.size());
  for (std::size_t at = 0; at < words.size(); ++at) {
    Word& word = words[at];
    std::string form = plain_form(sentence.tokens[at].form);
    if (form.empty()) form.assign(1, '_');
    word.lower = lower_case(form);
    look_up(word, lexicon);
    word.shape = shape_of(form) | quote_side(sentence, at) << 16;
    std::replace_if(form.begin(), form.end(), is_digit, '0');
    const std::string key = lower_case(form);
    word.form = short_hash(form);
    word.key = short_hash(key);
    for (std::size_t n = 1; n <= word.suffix.size(); ++n) {
      word.suffix[n - 1] = short_hash(std::string_view(key).substr(key.size() - std::min(n, key.size())));
    }
    for (std::size_t n = 1; n <= word.prefix.size(); ++n) {
      word.prefix[n - 1] = short_hash(std::string_view(key).substr(0, n));
    }
  }
  return words;
}

std::uint32_t capitals_of(const Sentence& sentence) {
  std::uint32_t capital = 0, letters = 0;
  for (const Token& token : sentence.tokens) {
    if (token.form.empty() || !(is_upper(token.form.front()) || is_lower(token.form.front()))) continue;
    if (token.form.size() < 4) continue;  // short words stay lower case even in headlines
    ++letters;
    capital += is_upper(token.form.front());
  }
  if (letters < 2) return 0;
  return 1 + (2 * capital > letters) + (capital == letters);
}

}  // namespace kg::text
