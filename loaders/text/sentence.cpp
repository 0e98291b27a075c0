#include "loaders/text/sentence.hpp"

#include <algorithm>
#include <array>

namespace kg::text {
namespace {

// Both tables stand in the order of their enumerations.
constexpr std::array<std::string_view, 17> kUposNames = {"ADJ",   "ADP",   "ADV", "AUX",  "CCONJ", "DET",
                                                         "INTJ",  "NOUN",  "NUM", "PART", "PRON",  "PROPN",
                                                         "PUNCT", "SCONJ", "SYM", "VERB", "X"};

constexpr std::array<std::string_view, 52> kDeprelNames = {
    "root",        "acl",       "acl:relcl",     "advcl",        "advcl:relcl", "advmod",     "advmod:emph",
    "amod",        "appos",     "aux",           "aux:pass",     "case",        "cc",         "cc:preconj",
    "ccomp",       "compound",  "compound:prt",  "conj",         "cop",         "csubj",      "csubj:pass",
    "csubj:outer", "dep",       "det",           "det:predet",   "discourse",   "dislocated", "expl",
    "fixed",       "flat",      "goeswith",      "iobj",         "list",        "mark",       "nmod",
    "nmod:desc",   "nmod:poss", "nmod:unmarked", "nsubj",        "nsubj:outer", "nsubj:pass", "nummod",
    "obj",         "obl",       "obl:agent",     "obl:unmarked", "orphan",      "parataxis",  "punct",
    "reparandum",  "vocative",  "xcomp"};

static_assert(static_cast<std::size_t>(Upos::X) + 1 == kUposNames.size());
static_assert(static_cast<std::size_t>(Deprel::Xcomp) + 1 == kDeprelNames.size());

}  // namespace

std::string_view name_of(Upos upos) {
  return kUposNames[static_cast<std::size_t>(upos)];
}

std::string_view name_of(Deprel deprel) {
  return kDeprelNames[static_cast<std::size_t>(deprel)];
}

Upos upos_of(std::string_view name) {
  const auto found = std::find(kUposNames.begin(), kUposNames.end(), name);
  return found == kUposNames.end() ? Upos::X : static_cast<Upos>(found - kUposNames.begin());
}

Deprel deprel_of(std::string_view name) {
  const auto found = std::find(kDeprelNames.begin(), kDeprelNames.end(), name);
  if (found != kDeprelNames.end()) return static_cast<Deprel>(found - kDeprelNames.begin());
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? Deprel::Dep : deprel_of(name.substr(0, colon));
}

std::string surface(const Sentence& sentence, std::int32_t first, std::int32_t last) {
  std::string text;
  for (std::int32_t t = first; t < last; ++t) {
    text += sentence.tokens[t].form;
    if (t + 1 < last && sentence.tokens[t].space_after) text += '_';
  }
  return text;
}

}  // namespace kg::text
