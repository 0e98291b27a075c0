#include "kg/verb_forms.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "kg/relation.hpp"

namespace kg {
namespace {

using Words = std::unordered_set<std::string_view>;

bool is_vowel(char c) {
  return std::string_view("aeiou").find(c) != std::string_view::npos;
}

/// The letter at `i` sounds as a vowel: `y` after a consonant does, the `u` of `qu` does not.
bool vowel_at(std::string_view word, std::size_t i) {
  if (word[i] == 'y') return i > 0 && !is_vowel(word[i - 1]);
  if (word[i] == 'u' && i > 0 && word[i - 1] == 'q') return false;
  return is_vowel(word[i]);
}

/// Runs of vowels: the count of syllables, nearly.
int vowel_groups(std::string_view word) {
  int groups = 0;
  for (std::size_t i = 0; i < word.size(); ++i)
    if (vowel_at(word, i) && (i == 0 || !vowel_at(word, i - 1))) ++groups;
  return groups;
}

bool ends_in_any(std::string_view word, const Words& endings) {
  return std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view ending) { return word.ends_with(ending); });
}

// Regular stems (what stands before -ed and -ing) whose base form does not follow from their letters.
const Words kTakesE = {
    "creat",  "recreat",  "procreat", "unit",   "reunit", "ignit",    "invit",     "recit",    "incit",
    "excit",  "expedit",  "devot",    "promot", "denot",  "demot",    "complet",   "compet",   "delet",
    "deplet", "interfer", "adher",    "coher",  "ach",    "cach",     "persever",  "ignor",    "explor",
    "restor", "deplor",   "implor",   "ador",   "conven", "interven", "contraven", "reconven", "postpon",
    "condon", "dethron",  "telephon", "welcom", "imped",  "supersed", "stamped",   "dislik",   "inhal",
    "exhal",  "wast",     "tast",     "hast",   "breath", "sooth",    "loath",     "cloth",    "bath",
    "seeth",  "rerout",   "rout",     "aw",     "besieg", "becom",    "overcom",   "extradit", "past",
    "guid",   "misguid",
};
const Words kTakesNoE = {
    "focus", "refocus", "bias",  "canvas", "pivot", "pencil", "imperil", "stencil", "belong", "prolong",
    "long",  "waltz",   "blitz", "quiz",   "ruin",  "format", "combat",  "target",  "bring",  "cling",
    "fling", "hang",    "ping",  "ring",   "sing",  "sling",  "spring",  "sting",   "string", "swing",
    "wing",  "wring",   "bang",  "debut",  "ping",  "wing",   "program", "total",   "kidnap", "defang",
};

// Two vowel letters that make one long vowel, after which a consonant takes no -e: `claim`, `avoid`, `load`.
const Words kLongVowels = {"ai", "au", "ea", "ee", "ei", "eu", "ie", "oa", "oi", "oo", "ou", "ui"};

// Endings of stems of several syllables which take -e, after a single vowel or a consonant.
const Words kEndingsWithE = {"at",  "ut",  "ir",  "ar", "ur", "in", "un", "um", "am", "id", "ad", "ced",
                             "od",  "ud",  "ok",  "ak", "ik", "uk", "ap", "il", "ol", "ul", "ib", "ob",
                             "ag",  "eg",  "ig",  "og", "ug", "c",  "v",  "z",  "s",  "u",  "dg", "ang",
                             "eng", "ing", "ung", "rg", "lg", "sl", "bl", "cl", "dl", "fl", "gl", "kl",
                             "pl",  "tl",  "zl",  "tr", "br", "cr", "dr", "gr"};

// What keeps its two l in stems of several syllables; others had one before the ending: `controlled`,
// `cancelled`.
const Words kKeepsDoubleL = {"stall", "fill", "enroll", "call",   "still", "fall",
                             "kill",  "pall", "wall",   "sspell", "roll"};
const Words kKeepsDouble = {"add", "err", "butt", "boycott", "egg", "ebb", "purr"};

std::string undoubled(std::string_view stem) {
  const char last = stem.back();
  const std::string_view half = stem.substr(0, stem.size() - 1);
  if (kKeepsDouble.contains(stem) || last == 's' || last == 'f' || last == 'e' || last == 'o')
    return std::string(stem);
  if (last == 'z') return std::string(stem == "quizz" ? half : stem);
  if (last == 'l') {
    const bool keeps = vowel_groups(stem) == 1 ||
                       (ends_in_any(stem, kKeepsDoubleL) && stem != "controll" && stem != "patroll");
    return std::string(keeps ? stem : half);
  }
  return std::string(half);
}

/// The base form of what stands before -ed or -ing.
std::string base_of_stem(std::string_view stem) {
  const std::size_t size = stem.size();
  const std::string with_e = std::string(stem) + 'e';
  if (kTakesE.contains(stem)) return with_e;
  if (kTakesNoE.contains(stem)) return std::string(stem);
  if (stem == "panick" || stem == "mimick" || stem == "traffick" || stem == "frolick")
    return std::string(stem.substr(0, size - 1));
  if (size >= 2 && stem[size - 1] == stem[size - 2]) return undoubled(stem);
  if (size >= 3 && kLongVowels.contains(stem.substr(size - 3, 2)) && vowel_at(stem, size - 3) &&
      !vowel_at(stem, size - 1) && std::string_view("csvzg").find(stem.back()) == std::string_view::npos)
    return std::string(stem);
  // One short vowel and one consonant would have been doubled: `hop` makes `hopped`, so `hoped` is of `hope`.
  if (size >= 2 && vowel_groups(stem) == 1 && vowel_at(stem, size - 2) && !vowel_at(stem, size - 1) &&
      (size == 2 || !vowel_at(stem, size - 3)) &&
      std::string_view("wxy").find(stem.back()) == std::string_view::npos)
    return with_e;
  return ends_in_any(stem, kEndingsWithE) ? with_e : std::string(stem);
}

// Words that look like forms of verbs and are none.
const Words kNoForms = {
    "this",    "thus",       "plus",    "minus",     "versus",     "across",  "besides",      "always",
    "news",    "series",     "species", "less",      "perhaps",    "towards", "headquarters", "hundred",
    "sacred",  "naked",      "kindred", "during",    "morning",    "evening", "something",    "anything",
    "nothing", "everything", "ceiling", "sometimes", "afterwards", "wicked",  "indeed",       "gas",
    "lens",    "alas",       "canvas",  "its",       "chaos",      "corps",   "hatred",       "yes"};

std::optional<VerbForm> third_person(std::string_view word) {
  const auto form = [](std::string base) {
    VerbForm found{std::move(base)};
    found.third_person = true;
    return found;
  };
  const auto without = [&](std::size_t letters) {
    return std::string(word.substr(0, word.size() - letters));
  };
  constexpr std::size_t kShortest = 4;
  if (word.size() < kShortest || !word.ends_with('s')) return std::nullopt;
  if (word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") || word.ends_with("ics") ||
      vowel_groups(word) == 0)
    return std::nullopt;
  if (word.ends_with("ies")) return form(word.size() <= 4 ? without(1) : without(3) + 'y');
  if (ends_in_any(word, {"sses", "shes", "ches", "xes", "zzes", "oes"}))
    return form(word == "aches" || word == "shoes" || word == "caches" ? without(1) : without(2));
  if (word == "focuses" || word == "refocuses" || word == "biases") return form(without(2));
  return form(without(1));
}

std::optional<VerbForm> past(std::string_view word) {
  if (!word.ends_with("ed") || word.ends_with("eed")) return std::nullopt;
  const std::string_view stem = word.substr(0, word.size() - 2);
  if (stem.size() < 2 || vowel_groups(stem) == 0) return std::nullopt;
  VerbForm found;
  found.base = stem.ends_with('i') ? std::string(stem.substr(0, stem.size() - 1)) + 'y' : base_of_stem(stem);
  found.past = found.participle = true;
  return found;
}

std::optional<VerbForm> gerund(std::string_view word) {
  if (!word.ends_with("ing")) return std::nullopt;
  const std::string_view stem = word.substr(0, word.size() - 3);
  if (stem.size() < 2 || vowel_groups(stem) == 0) return std::nullopt;
  VerbForm found;
  const Words in_ie = {"dy", "ly", "ty", "vy", "bely", "unty", "underly"};
  found.base =
      in_ie.contains(stem) ? std::string(stem.substr(0, stem.size() - 1)) + "ie" : base_of_stem(stem);
  found.gerund = true;
  return found;
}

struct Irregular {
  std::unordered_map<std::string_view, VerbForm> forms;
  Words bases;

  Irregular() {
    for (std::string_view rest = kIrregularVerbs; !rest.empty();) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      add(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    forms["has"] = VerbForm{"have", true};
    forms["does"] = VerbForm{"do", true};
    forms["goes"] = VerbForm{"go", true};
    forms["undergoes"] = VerbForm{"undergo", true};
    for (const char* third : {"is", "are", "am"}) forms[third] = VerbForm{"be", true};
    forms["being"] = VerbForm{"be", false, false, false, true};
    forms["eyeing"] = VerbForm{"eye", false, false, false, true};
    forms["dyeing"] = VerbForm{"dye", false, false, false, true};
  }

  void add(std::string_view line) {
    const std::size_t first = line.find(' ');
    if (first == std::string_view::npos) return;
    const std::size_t second = line.find(' ', first + 1);
    const std::string base(line.substr(0, first));
    bases.insert(line.substr(0, first));
    const auto form = [&](std::string_view spelling) -> VerbForm& {
      VerbForm& known = forms[spelling];
      if (known.base.empty()) known.base = base;
      return known;
    };
    const std::string_view past_form = line.substr(first + 1, second - first - 1);
    const std::string_view participle_form = line.substr(second + 1);
    if (past_form != "-") form(past_form).past = true;
    if (participle_form != "-") form(participle_form).participle = true;
  }
};

const Irregular& irregular() {
  static const Irregular table;
  return table;
}

}  // namespace

std::optional<VerbForm> verb_form(std::string_view word) {
  const auto known = irregular().forms.find(word);
  if (known != irregular().forms.end()) return known->second;
  const bool plain = std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (!plain || kNoForms.contains(word) || irregular().bases.contains(word)) return std::nullopt;
  if (auto form = past(word)) return form;
  if (auto form = gerund(word)) return form;
  return third_person(word);
}

std::string base_form(std::string_view verb) {
  const auto form = verb_form(verb);
  return form ? form->base : std::string(verb);
}

}  // namespace kg
