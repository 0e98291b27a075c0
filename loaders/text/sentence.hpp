// The sentence as every stage of the reading of English sees it: tokens with their place in the
// document, then tags, lemmas and a dependency tree (Universal Dependencies v2, Nivre et al. 2020).
// Stages fill the columns from left to right; none of them looks at a column to its right.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kg::text {

/// Universal part-of-speech tags, in the order of the UD guidelines.
enum class Upos : std::uint8_t {
  Adj,
  Adp,
  Adv,
  Aux,
  Cconj,
  Det,
  Intj,
  Noun,
  Num,
  Part,
  Pron,
  Propn,
  Punct,
  Sconj,
  Sym,
  Verb,
  X
};

/// Universal dependency relations. Subtypes are kept where clause rules need them
/// (`nsubj:pass`, `obl:agent`, ...); a label the model has never seen is `Dep`.
enum class Deprel : std::uint8_t {
  Root,
  Acl,
  AclRelcl,
  Advcl,
  AdvclRelcl,
  Advmod,
  AdvmodEmph,
  Amod,
  Appos,
  Aux,
  AuxPass,
  Case,
  Cc,
  CcPreconj,
  Ccomp,
  Compound,
  CompoundPrt,
  Conj,
  Cop,
  Csubj,
  CsubjPass,
  CsubjOuter,
  Dep,
  Det,
  DetPredet,
  Discourse,
  Dislocated,
  Expl,
  Fixed,
  Flat,
  Goeswith,
  Iobj,
  List,
  Mark,
  Nmod,
  NmodDesc,
  NmodPoss,
  NmodUnmarked,
  Nsubj,
  NsubjOuter,
  NsubjPass,
  Nummod,
  Obj,
  Obl,
  OblAgent,
  OblUnmarked,
  Orphan,
  Parataxis,
  Punct,
  Reparandum,
  Vocative,
  Xcomp
};

std::string_view name_of(Upos upos);      ///< "ADJ", "ADP", ...
std::string_view name_of(Deprel deprel);  ///< "root", "acl", "acl:relcl", ...
Upos upos_of(std::string_view name);      ///< `Upos::X` for a name that is none of them
Deprel deprel_of(
    std::string_view name);  ///< falls back to the label without its subtype, then to `Deprel::Dep`

/// The head of a root, and of a token that has no tree yet.
inline constexpr std::int32_t kNoHead = -1;

/// How clear the place of a word in its tree was to the parsers, from 0 to this.
inline constexpr std::uint8_t kClearest = 9;

struct Token {
  std::string form;         ///< as written; a token rule never changes characters
  std::uint32_t begin = 0;  ///< bytes in the document's text, half-open [begin, end)
  std::uint32_t end = 0;
  bool space_after = true;
  Upos upos = Upos::X;
  std::string xpos;             ///< Penn Treebank tag: "VBD", "NNP", ...
  std::string lemma;            ///< lower case but for proper nouns
  std::int32_t head = kNoHead;  ///< index in `Sentence::tokens`, from 0
  Deprel deprel = Deprel::Dep;
  std::uint8_t clearness = kClearest;  ///< of head and relation; 0 where the parsers disagree
};

/// One sentence. `begin` and `end` are bytes in the document's text, half-open.
struct Sentence {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool starts_paragraph = false;
  std::vector<Token> tokens;
};

/// Tokens [first, last) as a graph name: forms joined by `_` where the text has a space.
std::string surface(const Sentence& sentence, std::int32_t first, std::int32_t last);

}  // namespace kg::text
