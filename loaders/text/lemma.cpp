#include "loaders/text/lemma.hpp"

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
  const bool name = is_name(upos, xpos);
  Stems stems;
  std::uint8_t part = kNoun;
  if (xpos == "NNS" || xpos == "NNPS") {
    stems = plural_stems(lower);
  } else if (xpos == "VBZ") {
    stems = plural_stems(lower), part = kVerb;
  } else if (xpos == "VBD" || xpos == "VBN") {
    stems = past_stems(lower), part = kVerb;
  } else if (xpos == "VBG") {
    stems = gerund_stems(lower), part = kVerb;
  } else if (xpos == "JJR" || xpos == "JJS") {
    stems = comparative_stems(lower), part = kAdjective;
  } else if (xpos == "RBR" || xpos == "RBS") {
    stems = comparative_stems(lower), part = kAdverb | kAdjective;
  }
  if (stems.size == 0) return std::string(name ? form : lower);
  const std::string* best = nullptr;
  for (std::size_t i = 0; i < stems.size && best == nullptr; ++i) {
    if (lexicon_.find(stems.stems[i]).parts & part) best = &stems.stems[i];
  }
  if (best == nullptr) {
    // No word that is known: the e stays only where English spelling needs it ("-ce", "-ge", "-ve", "-ize").
    const std::string_view e = stems.stems[0];
    const bool wants_e = e.ends_with("ce") || e.ends_with("ge") || e.ends_with("ve") || e.ends_with("ize") ||
                         e.ends_with("y") || part == kNoun || xpos == "VBZ";
    const bool doubled = stems.size == 3 && is_doubled(stems.stems[1]) && !stems.stems[1].ends_with("ll") &&
                         !stems.stems[1].ends_with("ss");
    best = wants_e ? &stems.stems[0] : doubled ? &stems.stems[2] : &stems.stems[stems.size > 1 ? 1 : 0];
    if (xpos == "VBZ" || part == kNoun) {
      const bool hissing =
          stems.size > 1 && (stems.stems[1].ends_with("ch") || stems.stems[1].ends_with("sh") ||
                             stems.stems[1].ends_with("x") || stems.stems[1].ends_with("ss"));
      best = hissing ? &stems.stems[1] : &stems.stems[0];
    }
  }
  if (!name) return *best;
  // A name loses its ending and keeps its capitals.
  return best->size() <= form.size() && lower.starts_with(*best)
             ? std::string(form.substr(0, best->size()))
             : std::string(form.substr(0, 1)) + best->substr(1);
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
