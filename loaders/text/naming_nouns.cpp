// What a noun takes from others around it: the head of the second of two alike modifiers, the issuer of
// shares, the name beside it.
#include "loaders/text/name_tables.hpp"
#include "loaders/text/naming.hpp"
#include "loaders/text/word_list.hpp"

namespace kg::text {

using enum Deprel;

namespace {

/// Nouns that say little without what an infinitive behind them tells.
const WordList kTakesInfinitive(
    "ability agreement attempt authority bid capacity chance commitment decision desire determination duty "
    "effort "
    "failure freedom inability incentive intention licence license move need obligation offer opportunity "
    "option "
    "order permission plan pledge power promise proposal readiness refusal request right tendency threat "
    "time "
    "unwillingness way willingness");

/// Nouns for what is done or thought, or how much there is of something: alone they do not say of what.
const WordList kRelational(
    "access agreement ban battle belief bid change claim concern contract control cut damage deal debate "
    "decline "
    "decrease delay demand dependence dialogue difference discussion dispute drop effect expenditure export "
    "fall fear "
    "fight forecast gain gap growth hope impact import increase influence interest investigation investment "
    "limit link "
    "loan loss meeting need negotiation optimism outlook pressure progress prospect protest quota rate "
    "reaction "
    "reform relation report resistance response restriction revenue rise sale spending split study subsidy "
    "support "
    "talk tariff tax tension test trade treaty war work yield");

bool relational(std::string_view lemma) {
  return kRelational.has(lemma) || lemma.ends_with("tion") || lemma.ends_with("ance") ||
         lemma.ends_with("ence");
}

/// Prepositions by which a noun says of what, or between whom, it is.
const WordList kCompleting("about against among between for in on over");

}  // namespace

/// What makes a noun mean something: "decision TO CLOSE THE MINE"; of a `bare` one also what a preposition
/// adds: "talks BETWEEN PERU AND CHILE", "yields ON BONDS".
std::string Namer::complement(std::int32_t head, bool bare) const {
  for (const std::int32_t child : tree_.children(head)) {
    if (child < head) continue;
    const std::int32_t marker = tree_.child(child, {Mark, Case});
    if (marker == kNoHead || marker < head) continue;
    const std::string_view word = tree_.lemma(marker);
    if (tree_.is(child, {Acl}) && tree_.xpos(child) == "VB" && word == "to") {
      if (kTakesInfinitive.has(tree_.lemma(head)) && tree_.child(child, {Aux, AuxPass, Cop}) == kNoHead)
        return "to_" + doing(child);
    } else if (bare && relational(tree_.lemma(head)) && tree_.is(child, {Nmod}) && kCompleting.has(word)) {
      const Mention* mention = mention_at(child);
      const bool place =
          mention && (mention->type == MentionType::Place || mention->type == MentionType::Country);
      if (mention && (mention->type >= MentionType::Date || (place && word == "in"))) return {};
      const std::string name = mention ? mention->term.text : described(child, {}, false, false, 2).term.text;
      if (!name.empty())
        return std::string(word) + '_' + name + (word == "between" ? conjunct_of(child) : "");
    }
  }
  return {};
}

/// "sea salt and mineral water prices": the noun behind the second of two alike modifiers is that of
/// the first, too.
std::int32_t Namer::shared_head(std::int32_t head) const {
  if (tree_.xpos(head) != "NN" || tree_.has(head, {Det, NmodPoss, Nummod, Case})) return kNoHead;
  const auto modifiers = [&](std::int32_t noun) {
    std::int32_t count = 0;
    while (noun - count > 0 && tree_.is(noun - count - 1, {Amod, Compound}) &&
           tree_.head(noun - count - 1) >= noun - count && tree_.head(noun - count - 1) <= noun)
      ++count;
    return count;
  };
  const std::int32_t own = modifiers(head);
  const std::int32_t plural = tree_.child(head, {Conj});
  if (own == 0 || plural == kNoHead || tree_.xpos(plural) != "NNS" || modifiers(plural) != own + 1 ||
      plural != head + own + 3 || tree_.lemma(head + 1) != "and")
    return kNoHead;
  return plural;
}

bool Namer::tells_age(std::int32_t token) const {
  constexpr std::int32_t kNumber = 4;  // tokens back, in "38 - year - old"
  return token >= kNumber && lower(sentence_.tokens[token].form) == "old" &&
         sentence_.tokens[token - 1].form == "-" && tree_.lemma(token - 2) == "year" &&
         tree_.is(token - kNumber, {Upos::Num});
}

/// "shares in Harrow Foods": whose they are, as in "Harrow Foods shares".
std::int32_t Namer::issuer_of(std::int32_t head) const {
  if (tree_.lemma(head) != "share" || tree_.has(head, {NmodPoss})) return kNoHead;
  const std::int32_t issuer = tree_.child(head, {Nmod});
  const Mention* mention = issuer == kNoHead ? nullptr : mention_at(issuer);
  const std::int32_t preposition = issuer == kNoHead ? kNoHead : tree_.child(issuer, {Case});
  const bool in = preposition != kNoHead && tree_.lemma(preposition) == "in";
  return in && mention && mention->head == issuer && mention->term.kind == TermKind::Name &&
                 mention->type != MentionType::Place && mention->type != MentionType::Country
             ? issuer
             : kNoHead;
}

/// The name beside a noun, right there or beside a second noun: "her husband, the painter Max Voss".
const Mention* Namer::name_beside(std::int32_t noun, int depth) const {
  for (const std::int32_t child : tree_.children(noun)) {
    if (child < noun || !tree_.is(child, {Appos, Flat})) continue;
    const Mention* mention = mention_at(child);
    if (mention && mention->head == child && mention->type <= MentionType::Other) return mention;
    if (!mention && depth == 0 && tree_.is(child, {Upos::Noun}) && is_person_noun(tree_.lemma(child)))
      return name_beside(child, 1);
  }
  return nullptr;
}

}  // namespace kg::text
