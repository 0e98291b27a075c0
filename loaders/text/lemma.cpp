#include "loaders/text/lemma.hpp"

#include <algorithm>
#include <initializer_list>

#include "loaders/text/hash.hpp"

namespace kg::text {
namespace {

bool is_vowel(char c) {
  return std::string_view("aeiou").find(c) != std::string_view::npos;
}

// "plann" → "plan": a consonant doubled before an ending.
bool is_doubled(std::string_view stem) {
  const std::size_t n = stem.size();
  return n >= 3 && stem[n - 1] == stem[n - 2] && !is_vowel(stem[n - 1]);
}

// What may stand before "ed", "ing", "er": "mak" + e, "walk", "plann" → "plan". A stem like "hop" asks for
// its e unless the consonant is doubled; "walk" and "rain" stand by themselves, which the lexicon then
// confirms.
void add_stems(Stems& stems, std::string_view stem) {
  stems.add(stem, "e");
  stems.add(stem, "");
  if (is_doubled(stem)) stems.add(stem.substr(0, stem.size() - 1), "");
}

struct StemsOfPart {
  Stems stems;
  std::uint8_t part = 0;  // what a stem must be
};

StemsOfPart stems_for(std::string_view lower, std::string_view xpos) {
  if (xpos == "NNS" || xpos == "NNPS") return {plural_stems(lower), kNoun};
  if (xpos == "VBZ") return {plural_stems(lower), kVerb};
  if (xpos == "VBD" || xpos == "VBN") return {past_stems(lower), kVerb};
  if (xpos == "VBG") return {gerund_stems(lower), kVerb};
  if (xpos == "JJR" || xpos == "JJS") return {comparative_stems(lower), kAdjective};
  if (xpos == "RBR" || xpos == "RBS") return {comparative_stems(lower), kAdverb | kAdjective};
  return {};
}

// The stem of a word that no lexicon knows, by its spelling alone.
const std::string& guess(const Stems& found, std::string_view xpos) {
  const auto& stems = found.stems;
  const auto ends = [](const std::string& stem, std::initializer_list<std::string_view> endings) {
    return std::any_of(endings.begin(), endings.end(),
                       [&](std::string_view ending) { return stem.ends_with(ending); });
  };
  if (xpos.starts_with("NN") || xpos == "VBZ") {
    // "blorches": an e only for the sake of the s.
    const bool hisses = found.size > 1 && ends(stems[1], {"ch", "sh", "x", "ss"});
    return stems[hisses ? 1 : 0];
  }
  // "-ied" comes back as "-y", and the e stays where English spelling needs it.
  if (ends(stems[0], {"y", "ce", "ge", "ve", "ize"})) return stems[0];
  const bool doubled = found.size == 3 && is_doubled(stems[1]) && !ends(stems[1], {"ll", "ss"});
  return stems[doubled ? 2 : 1];
}

bool is_name(Upos upos, std::string_view xpos) {
  return upos == Upos::Propn || xpos.starts_with("NNP");
}

}  // namespace

std::uint64_t lemma_key(std::string_view lower, std::string_view xpos) {
  return finish(hash_of(xpos, mix(hash_of(lower), 1)));
}

Stems plural_stems(std::string_view lower) {
  Stems stems;
  const std::size_t n = lower.size();
  if (n < 3 || lower.back() != 's' || lower.ends_with("ss")) return stems;
  const std::string_view shorter = lower.substr(0, n - 1);
  if (lower.ends_with("ies") && n > 4) stems.add(lower.substr(0, n - 3), "y");
  stems.add(shorter, "");
  if (lower.ends_with("es")) stems.add(lower.substr(0, n - 2), "");
  if (lower.ends_with("ves")) {
    stems.add(lower.substr(0, n - 3), "f");
    stems.add(lower.substr(0, n - 3), "fe");
  }
  return stems;
}

Stems past_stems(std::string_view lower) {
  Stems stems;
  const std::size_t n = lower.size();
  if (n < 4 || !lower.ends_with("ed")) return stems;
  if (lower.ends_with("ied")) stems.add(lower.substr(0, n - 3), "y");
  add_stems(stems, lower.substr(0, n - 2));
  return stems;
}

Stems gerund_stems(std::string_view lower) {
  Stems stems;
  if (lower.size() >= 5 && lower.ends_with("ing")) add_stems(stems, lower.substr(0, lower.size() - 3));
  return stems;
}

Stems comparative_stems(std::string_view lower) {
  Stems stems;
  const std::size_t ending = lower.ends_with("er") ? 2 : lower.ends_with("est") ? 3 : 0;
  if (ending == 0 || lower.size() < ending + 2) return stems;
  const std::string_view stem = lower.substr(0, lower.size() - ending);
  if (stem.ends_with('i')) stems.add(stem.substr(0, stem.size() - 1), "y");
  add_stems(stems, stem);
  return stems;
}

std::string Lemmas::by_rule(std::string_view form, std::string_view lower, Upos upos,
                            std::string_view xpos) const {
  const auto [stems, part] = stems_for(lower, xpos);
  const bool name = is_name(upos, xpos);
  if (stems.size == 0) return std::string(name ? form : lower);
  const auto known = [&, part = part](const std::string& stem) {
    return (lexicon_.find(stem).parts & part) != 0;
  };
  const auto end = stems.stems.begin() + stems.size;
  const auto found = std::find_if(stems.stems.begin(), end, known);
  const std::string& stem = found != end ? *found : guess(stems, xpos);
  if (!name) return stem;
  // A name loses its ending and keeps its capitals.
  return lower.starts_with(stem) ? std::string(form.substr(0, stem.size()))
                                 : std::string(form.substr(0, 1)) + stem.substr(1);
}

std::string Lemmas::lemma_of(std::string_view form, std::string_view lower, Upos upos,
                             std::string_view xpos) const {
  if (!places_.empty() && !is_name(upos, xpos)) {
    const std::uint64_t key = lemma_key(lower, xpos);
    const std::uint32_t check = static_cast<std::uint32_t>(key) | 1;
    for (std::size_t at = place_of(key, static_cast<std::uint32_t>(places_.size()));; ++at) {
      if (at == places_.size()) at = 0;
      if (places_[at].check == check)
        return std::string(&characters_[places_[at].where >> 8], places_[at].where & 255);
      if (places_[at].check == 0) break;
    }
  }
  return by_rule(form, lower, upos, xpos);
}

}  // namespace kg::text
