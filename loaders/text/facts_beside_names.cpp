// What stands beside names and no clause has read: "The Treasury Secretary, Ada Hill, stated", "her husband,
// the painter Max Voss", "China's Ministry of Commerce".
#include <algorithm>
#include <cmath>

#include "loaders/text/name_tables.hpp"
#include "loaders/text/name_types.hpp"
#include "loaders/text/names.hpp"
#include "loaders/text/statements.hpp"
#include "loaders/text/word_list.hpp"

namespace kg::text {
namespace {

/// What no person is.
const WordList kNobody(
    "business committee conference corporation council couple court department division family firm house "
    "institute meeting organisation organization team");

constexpr double kTitle = 0.55;  ///< confidences: an office that the tree hangs on a name
constexpr double kOwned = 0.6;   ///< a relative or an organisation with its possessor

/// Offices beside a name that no clause has read.
void add_titles(const Sentence& sentence, const Tree& tree, const Namer& namer, std::vector<Fact>& facts) {
  for (const Mention& mention : namer.mentions()) {
    if (mention.type != MentionType::Person) continue;
    const bool known = std::any_of(facts.begin(), facts.end(), [&](const Fact& fact) {
      return fact.statement.subject == mention.term && fact.statement.predicate == "is";
    });
    if (known) continue;
    std::int32_t office = tree.child(mention.head, {Deprel::NmodDesc});
    if (tree.is(mention.head, {Deprel::Appos})) office = tree.head(mention.head);
    if (office == kNoHead || namer.mention_at(office) || !tree.is(office, {Upos::Noun, Upos::Propn}))
      continue;
    if (tree.has(office, {Deprel::NmodPoss})) continue;  // told by its possessor, or nobody's
    const std::string lemma(tree.lemma(office));
    if ((!is_title(lemma) && !is_person_noun(lemma)) || is_address(lemma)) continue;
    if (auto fact =
            make_fact(sentence, kTitle, {mention.term, {}, true, 1.0}, "is", namer.office(office), {}))
      facts.push_back(std::move(*fact));
  }
}

/// Whose husband, lawyer or author somebody is.
void add_relations(const Sentence& sentence, const Tree& tree, const Namer& namer, std::vector<Fact>& facts) {
  for (std::int32_t noun = 0; noun < tree.size(); ++noun) {
    if (!tree.is(noun, {Upos::Noun}) || !is_person_noun(tree.lemma(noun)) || namer.mention_at(noun) ||
        tree.xpos(noun) == "NNS" || !possessed(tree, namer, noun))
      continue;
    const Mention* name = namer.name_beside(noun);
    if (!name || name->type != MentionType::Person) continue;
    if (auto fact = make_fact(sentence, kOwned, {name->term, {}, true, 1.0}, "is", namer.office(noun), {}))
      facts.push_back(std::move(*fact));
  }
}

/// Whom an age tells of: the name that a noun describes, or a noun for a person.
std::optional<Phrase> of_age(const Tree& tree, const Namer& namer, std::int32_t noun) {
  if (noun == kNoHead || !tree.is(noun, {Upos::Noun, Upos::Propn})) return std::nullopt;
  if (tree.is(noun, {Deprel::NmodDesc, Deprel::Compound}) && namer.mention_at(tree.head(noun)))
    noun = tree.head(noun);
  const Mention* mention = namer.mention_at(noun);
  const bool person = mention ? mention->type == MentionType::Person || mention->type == MentionType::Nominal
                              : is_person_noun(tree.lemma(noun));
  if (!person) return std::nullopt;
  for (Phrase& phrase : namer.phrases(noun, {}, false)) {
    if (!phrase.empty() && phrase.term.kind == TermKind::Name) return std::move(phrase);
  }
  return std::nullopt;
}

/// "the 44-year-old teacher", "Ada Hill, aged 44": how old somebody is.
void add_ages(const Sentence& sentence, const Tree& tree, const Namer& namer, std::vector<Fact>& facts) {
  for (std::int32_t t = 0; t + 1 < tree.size(); ++t) {
    const bool aged = lower(sentence.tokens[t].form) == "aged" && tree.is(t + 1, {Upos::Num}) &&
                      !tree.has(t + 1, {Deprel::Conj});
    if (!aged && !namer.tells_age(t)) continue;
    const auto age = number_term(sentence, aged ? t + 1 : t - 4);
    const bool on_number = aged && tree.head(t) == t + 1;  // trees hang either of "aged 44" on the other
    const auto whose = of_age(tree, namer, tree.head(on_number ? t + 1 : t));
    if (!age || !whose) continue;
    if (auto fact = make_fact(sentence, kTitle, *whose, "is", {*age, {}, false, 1.0}, {}))
      facts.push_back(std::move(*fact));
  }
}

/// "China's Ministry of Commerce": the organisation belongs to its possessor.
void add_owners(const Sentence& sentence, const Tree& tree, const Namer& namer, std::vector<Fact>& facts) {
  for (const Mention& mention : namer.mentions()) {
    if (mention.type != MentionType::Organisation) continue;
    const std::int32_t possessor = tree.child(mention.head, {Deprel::NmodPoss});
    const Mention* owner = possessor == kNoHead ? nullptr : namer.mention_at(possessor);
    if (!owner || (owner->type != MentionType::Country && owner->type != MentionType::Organisation)) continue;
    if (auto fact = make_fact(sentence, kOwned, {mention.term, {}, true, 1.0}, "belongs_to",
                              {owner->term, {}, true, 1.0}, {}))
      facts.push_back(std::move(*fact));
  }
}

}  // namespace

bool unlike(const Mention& thing, std::string_view noun) {
  if (thing.type == MentionType::Person) return kNobody.has(noun) || names_place_kind(noun);
  const std::string_view name = thing.term.text;
  if (first_name(name.substr(0, name.find('_')))) return false;  // "Ada Hill" may be somebody
  const bool place = thing.type == MentionType::Place || thing.type == MentionType::Country;
  return place && noun != "leader" && is_title(noun);
}

bool possessed(const Tree& tree, const Namer& namer, std::int32_t noun) {
  const std::int32_t possessor = tree.child(noun, {Deprel::NmodPoss});
  if (possessor == kNoHead) return false;
  return namer.mention_at(possessor) || !tree.is(possessor, {Upos::Pron, Upos::Det});
}

std::optional<Fact> make_fact(const Sentence& sentence, double confidence, const Phrase& subject,
                              const std::string& predicate, const Phrase& object,
                              const std::vector<Qualifier>& shared) {
  if (subject.term == object.term) return std::nullopt;
  Fact fact;
  fact.statement.subject = subject.term;
  fact.statement.predicate = Term::name(predicate);
  fact.statement.object = object.term;
  auto& qualifiers = fact.statement.qualifiers;
  qualifiers = shared;
  qualifiers.insert(qualifiers.end(), object.qualifiers.begin(), object.qualifiers.end());
  for (const Qualifier& own :
       subject.qualifiers) {  // "two of the patients died": count=2, unless the object has one
    const bool taken = std::any_of(qualifiers.begin(), qualifiers.end(),
                                   [&](const Qualifier& q) { return q.key == own.key; });
    if (!taken) qualifiers.push_back(own);
  }
  std::erase_if(qualifiers,
                [&](const Qualifier& q) { return q.value == object.term && q.key != "according_to"; });
  normalise(fact.statement);
  fact.span = {sentence.begin, sentence.end};
  const double certain = std::clamp(confidence * subject.certainty * object.certainty, 0.01, 1.0);
  fact.confidence = std::round(certain * 1000) / 1000;  // three decimals say all that it knows
  fact.extractor = "text";
  return fact;
}

void add_facts_beside_names(const Sentence& sentence, const Tree& tree, const Namer& namer,
                            std::vector<Fact>& facts) {
  add_titles(sentence, tree, namer, facts);
  add_relations(sentence, tree, namer, facts);
  add_owners(sentence, tree, namer, facts);
  add_ages(sentence, tree, namer, facts);
}

}  // namespace kg::text
