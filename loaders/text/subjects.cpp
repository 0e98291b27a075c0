// Subjects, where grammar puts them: beside the verb, at the verb it is coordinated with, or at the noun or
// clause that a relative, participial or adverbial clause modifies.
#include <algorithm>
#include <array>

#include "loaders/text/clause_rules.hpp"
#include "loaders/text/name_tables.hpp"
#include "loaders/text/name_types.hpp"

namespace kg::text {
namespace {

using enum Deprel;

/// Clauses nest no deeper than this in a sentence that a person reads.
constexpr int kMaxDepth = 12;

/// "AMONG THEM is the fund Norl": where the subject is, not what it is.
bool stands_among(const Tree& tree, std::int32_t token) {
  const std::int32_t marker = tree.child(token, {Case});
  return marker == 0 && marker < token && tree.lemma(marker) == "among";
}

/// "The rules[nsubj] banning firms from the fair[nsubj] were dropped": a second noun lies in what is said of
/// the first.
bool described_up_to(const Tree& tree, std::int32_t noun, std::int32_t second) {
  const std::int32_t clause = noun == kNoHead ? kNoHead : tree.child(noun, {Acl});
  const bool participle = clause != kNoHead && clause == noun + 1 && tree.xpos(clause) == "VBG";
  return participle && clause < second && tree.is(second, {Nsubj, NsubjPass}) &&
         tree.xpos(noun).starts_with("NN") && !tree[noun].form.ends_with("ing");
}

std::int32_t own_subject(const Tree& tree, std::int32_t verb) {
  std::int32_t found = kNoHead;
  const std::int32_t outer = outer_copula(tree, verb);
  for (const std::int32_t c : tree.children(verb)) {
    if (c > verb && found != kNoHead && found < verb) break;  // "grants the towns five percent[nsubj]"
    if (described_up_to(tree, found, c)) break;
    if (c > outer && tree.is(c, {Nsubj, NsubjPass, Csubj, CsubjPass}) && !stands_among(tree, c)) found = c;
  }
  return found;
}

Subjects find(const Tree& tree, std::int32_t verb, int depth);

/// Nouns for what something can happen in.
constexpr std::array<std::string_view, 100> kPlaces = {
    "academy",    "airport",      "area",          "bank",        "base",     "bay",       "beach",
    "building",   "cafe",         "camp",          "capital",     "castle",   "cathedral", "cemetery",
    "center",     "centre",       "chapel",        "church",      "city",     "clinic",    "club",
    "coast",      "college",      "country",       "county",      "court",    "district",  "estate",
    "factory",    "farm",         "field",         "firm",        "forest",   "fort",      "garden",
    "hall",       "harbor",       "harbour",       "hill",        "home",     "hospital",  "hotel",
    "house",      "hut",          "institute",     "institution", "island",   "jail",      "kingdom",
    "laboratory", "lake",         "library",       "mill",        "mine",     "monastery", "mountain",
    "museum",     "neighborhood", "neighbourhood", "office",      "palace",   "parish",    "park",
    "place",      "plant",        "port",          "prison",      "province", "quarter",   "ranch",
    "region",     "republic",     "restaurant",    "river",       "room",     "school",    "shop",
    "site",       "spot",         "stadium",       "state",       "station",  "store",     "street",
    "studio",     "suburb",       "temple",        "theater",     "theatre",  "tower",     "town",
    "university", "valley",       "venue",         "village",     "ward",     "workshop",  "world",
    "yard",       "zone"};
static_assert(std::is_sorted(kPlaces.begin(), kPlaces.end()));

/// "Ada Hill was a painter WHO lived in Rome", "Ada Hill, a painter WHO lived in Rome": what is said of a
/// predicate is said of its subject, unless it is denied or only pointed at ("It was Ada Hill who came").
std::int32_t described(const Tree& tree, std::int32_t noun) {
  if (!tree.is(noun, {Upos::Noun}) || tree.has(noun, {Case})) return noun;
  if (tree.is(noun, {Appos}) && tree.has(noun, {Det})) {
    if (tree.head(noun) == kNoHead) return noun;
    const std::int32_t name = office_holder(tree, tree.head(noun));
    const bool holder = name != tree.head(noun);
    return name < noun && (holder || tree.is(name, {Upos::Propn})) ? name : noun;
  }
  const bool becomes =
      tree.is(noun, {Xcomp}) && tree.head(noun) != kNoHead && tree.lemma(tree.head(noun)) == "become";
  const std::int32_t predicate = becomes ? tree.head(noun) : noun;
  if (!becomes && !tree.has(noun, {Cop})) return noun;
  const std::int32_t subject = tree.child(predicate, {Nsubj});
  if (subject == kNoHead || tree.has(predicate, {Expl}) || verb_group(tree, predicate).negated) return noun;
  const std::string_view word = tree.lemma(subject);
  const bool pointed = word == "it" || word == "this" || word == "that" || word == "these" ||
                       word == "those" || tree.xpos(subject) == "EX" || relative_pronoun(tree, subject);
  return pointed ? noun : subject;
}

/// The noun that a clause modifies, as its subject; of conjuncts only those before the clause: "A, who came,
/// and B".
std::vector<Argument> modified_noun(const Tree& tree, std::int32_t noun, std::int32_t verb) {
  noun = described(tree, noun);
  std::vector<Argument> arguments = phrase(tree, noun, Role::Subject, verb);
  std::erase_if(arguments,
                [&](const Argument& argument) { return argument.conjunct && argument.head > verb; });
  for (Argument& argument : arguments) {
    argument.preposition.clear();
    argument.preposition_tokens.clear();
  }
  return arguments;
}

/// Participles that have become prepositions: "following the talks" says nothing of who followed.
constexpr std::array<std::string_view, 8> kPrepositional = {"accord", "concern", "depend", "exclude",
                                                            "follow", "include", "pend",   "regard"};

/// Words before a participle that deny it or keep it from having happened: "far from closing", "without
/// closing", "came close TO closing".
constexpr std::array<std::string_view, 16> kUnreal = {
    "about",  "against", "at", "before", "from",    "instead", "into", "of",
    "rather", "than",    "to", "toward", "towards", "unlike",  "upon", "without"};
static_assert(std::is_sorted(kUnreal.begin(), kUnreal.end()));

/// Whether a clause around a participle tells of something done.
bool told(const Tree& tree, std::int32_t participle) {
  if (tree.xpos(participle) == "VBG" && holds(kPrepositional, tree.lemma(participle))) return false;
  if (tree.xpos(participle) == "VBN" && tree.lemma(participle) == "compare") return false;
  const auto children = tree.children(participle);
  const std::int32_t head = tree.head(participle);
  const bool suffered =
      !tree.is(head, {Upos::Verb}) || tree.has(head, {AuxPass});  // "was blamed FOR closing"
  return std::none_of(children.begin(), children.end(), [&](std::int32_t c) {
    return tree.is(c, {Mark, Case, Advmod, Fixed}) && c < participle &&
           (holds(kUnreal, tree.lemma(c)) || (suffered && tree.lemma(c) == "for"));
  });
}

/// Winning leads to what an infinitive behind it tells ("won TO REACH the final"); other infinitives only say
/// what for.
constexpr std::array<std::string_view, 8> kWinning = {"beat",  "defeat", "edge",    "outplay",
                                                      "score", "thrash", "triumph", "win"};
static_assert(std::is_sorted(kWinning.begin(), kWinning.end()));

bool result(const Tree& tree, std::int32_t infinitive) {
  const std::int32_t verb = tree.head(infinitive);
  return tree.is(infinitive, {Advcl}) && tree.xpos(infinitive) == "VB" && infinitive > verb &&
         infinitive > 0 && tree[infinitive - 1].form == "to" && tree.xpos(verb) == "VBD" &&
         holds(kWinning, tree.lemma(verb));
}

/// Verbs of praise and blame: what follows with "for" is the deed of whom they befall.
constexpr std::array<std::string_view, 36> kJudging = {
    "applaud",  "arrest", "ban",       "blame",     "charge",   "chide",     "commend",    "condemn",
    "convict",  "credit", "criticise", "criticize", "denounce", "detain",    "discipline", "dismiss",
    "fault",    "fine",   "fire",      "forgive",   "honor",    "honour",    "imprison",   "indict",
    "jail",     "mock",   "penalise",  "penalize",  "praise",   "prosecute", "punish",     "rebuke",
    "sentence", "sue",    "suspend",   "thank"};
static_assert(std::is_sorted(kJudging.begin(), kJudging.end()));

/// "fined the firm FOR IGNORING it": whom the verb befalls, or kNoHead.
std::int32_t judged(const Tree& tree, std::int32_t deed) {
  const std::int32_t marker = tree.child(deed, {Mark});
  const std::int32_t verb = tree.head(deed);
  if (!tree.is(deed, {Advcl}) || marker == kNoHead || tree.lemma(marker) != "for") return kNoHead;
  return holds(kJudging, tree.lemma(verb)) ? tree.child(verb, {Obj}) : kNoHead;
}

/// Subjects of the clause or noun that a subjectless clause hangs on.
Subjects implied(const Tree& tree, std::int32_t verb, int depth) {
  Subjects subjects;
  const std::int32_t head = tree.head(verb);
  if (head == kNoHead || depth > kMaxDepth) return subjects;
  const bool participle = tree.xpos(verb) == "VBG" || past_participle(tree, verb);
  const std::int32_t quote = quoting(tree, verb);  // "quoted HIM as saying", "HE was quoted as saying"
  if (quote != kNoHead && tree.has(quote, {Obj})) {
    subjects.arguments = modified_noun(tree, tree.child(quote, {Obj}), verb);
  } else if (quote != kNoHead) {
    subjects = find(tree, quote, depth + 1);
  } else if (tree.is(verb, {Conj})) {
    subjects = find(tree, head, depth + 1);
  } else if (tree.is(verb, {Acl}) && participle && !tree.has(verb, {Mark, Case})) {
    subjects.arguments = modified_noun(tree, head, verb);
  } else if (foremost(tree, verb) != kNoHead) {
    subjects.arguments = modified_noun(tree, head, verb);
  } else if (participle && judged(tree, verb) != kNoHead) {
    subjects.arguments = modified_noun(tree, judged(tree, verb), verb);
  } else if ((tree.is(verb, {Advcl}) && participle && told(tree, verb)) || result(tree, verb)) {
    subjects = find(tree, head, depth + 1);
  } else if (tree.is(verb, {Xcomp})) {
    const std::int32_t object = tree.child(head, {Obj, Iobj});
    if (object != kNoHead) {
      subjects.arguments = modified_noun(tree, object, verb);
    } else {
      subjects = find(tree, head, depth + 1);
    }
  }
  subjects.implied = true;
  return subjects;
}

Subjects find(const Tree& tree, std::int32_t verb, int depth) {
  const std::int32_t subject = own_subject(tree, verb);
  if (subject == kNoHead) return implied(tree, verb, depth);
  Subjects subjects;
  if (tree.is(subject, {Csubj, CsubjPass})) {
    subjects.arguments.push_back(clause_argument(tree, subject, Role::Subject));
  } else if (const std::int32_t noun = relative_pronoun(tree, subject) ? antecedent(tree, subject) : kNoHead;
             noun != kNoHead) {
    subjects.arguments = modified_noun(tree, noun, verb);
    subjects.implied = true;
  } else {
    subjects.arguments = phrase(tree, subject, Role::Subject);
  }
  return subjects;
}

/// What a finite verb tells of the number of its subject.
enum class Number : std::uint8_t { Unknown, Singular, Plural };

Number number_of_verb(const Tree& tree, std::int32_t verb) {
  const auto number = [&](std::int32_t t) {
    const std::string form = lower(tree[t].form);
    if (tree.xpos(t) == "VBZ" || form == "was") return Number::Singular;
    return tree.xpos(t) == "VBP" || form == "were" ? Number::Plural : Number::Unknown;
  };
  for (const std::int32_t c : tree.children(verb)) {
    if (tree.is(c, {Aux, AuxPass, Cop})) return number(c);
  }
  return number(verb);
}

Number number_of_noun(const Tree& tree, std::int32_t noun) {
  if (tree.has(noun, {Conj})) return Number::Unknown;
  const std::string_view tag = tree.xpos(noun);
  if (tag == "NN" || tag == "NNP") return Number::Singular;
  return tag == "NNS" ? Number::Plural : Number::Unknown;
}

/// "Luc Peeters, HEAD of the union, which …": whether a noun, or what stands beside it, is a person.
bool person(const Tree& tree, std::int32_t noun, std::int32_t end) {
  if (tree.is(noun, {Upos::Noun}) && is_person_noun(tree.lemma(noun))) return true;
  const auto children = tree.children(noun);
  return std::any_of(children.begin(), children.end(), [&](std::int32_t c) {
    const std::string_view role = tree.lemma(c);
    return c < end && tree.is(c, {Appos, NmodDesc}) &&
           (is_person_noun(role) || is_title(role) || role == "head");
  });
}

/// Whether a relative pronoun cannot mean a noun: "which" no person, "who" no thing.
bool mismatched(const Tree& tree, std::int32_t noun, std::int32_t pronoun) {
  if (tree.lemma(pronoun) == "which") return person(tree, noun, pronoun);
  const std::string_view lemma = tree.lemma(noun);
  const bool doer = lemma.ends_with("er") || lemma.ends_with("or") || lemma.ends_with("ist");
  return tree.lemma(pronoun) == "who" && tree.is(noun, {Upos::Noun}) && !person(tree, noun, pronoun) &&
         !doer && !is_group_noun(lemma) && common_word(lemma);
}

std::int32_t head_of_name(const Tree& tree, std::int32_t part) {
  while (tree.is(part, {Flat, Compound}) && tree.is(tree.head(part), {Upos::Propn})) part = tree.head(part);
  return part;
}

/// "Tickets of Avio, WHICH IS insured": a relative clause has a verb that agrees with its noun, and a
/// pronoun for a person or for a thing; where the tree's does not and the one right before the pronoun does,
/// that one is meant.
std::int32_t agreeing(const Tree& tree, std::int32_t noun, std::int32_t pronoun, std::int32_t verb) {
  if (!tree.is(pronoun, {Nsubj, NsubjPass}) || tree.head(pronoun) != verb) return noun;
  const Number wanted = number_of_verb(tree, verb);
  const Number given = number_of_noun(tree, noun);
  if (mismatched(tree, noun, pronoun)) {
    std::int32_t nearest = pronoun - 1;
    while (nearest > noun && tree[nearest].form == ",") --nearest;
    const std::int32_t last = nearest;
    while (nearest != noun && nearest != kNoHead) {  // up to the first that fits
      const bool nominal =
          tree.is(nearest, {Upos::Noun, Upos::Propn}) && !tree.is(nearest, {Flat, Compound, Conj});
      const bool place = tree.is(nearest, {Upos::Propn}) && tree.lemma(pronoun) == "who";
      if (nominal && !place && !mismatched(tree, nearest, pronoun)) return nearest;
      nearest = tree.head(nearest);
    }
    // "the departure of Reed, who": among things a name is the only one that may be a person
    return tree.is(last, {Upos::Propn}) && tree.within(last, noun) ? head_of_name(tree, last) : noun;
  }
  if (wanted == Number::Unknown || given == Number::Unknown || wanted == given) return noun;
  std::int32_t other = pronoun - 1;
  while (other > noun && tree[other].form == ",") --other;
  while (other > noun && tree.is(other, {Flat, Compound}) && tree.head(other) > noun)
    other = tree.head(other);
  const bool below = other > noun && tree.within(other, noun) && tree.is(other, {Upos::Noun, Upos::Propn});
  return below && number_of_noun(tree, other) == wanted ? other : noun;
}

}  // namespace

Subjects subjects_of(const Tree& tree, std::int32_t verb) {
  return find(tree, verb, 0);
}

std::int32_t antecedent(const Tree& tree, std::int32_t pronoun) {
  std::int32_t up = pronoun;
  while (up != kNoHead && !tree.is(up, {AclRelcl, AdvclRelcl, Root})) up = tree.head(up);
  const bool clause = up != kNoHead && tree.is(up, {AclRelcl}) && tree.head(up) != kNoHead;
  if (clause && !tree.is(tree.head(up), {Upos::Verb, Upos::Aux}))
    return tree.head(up) < pronoun ? agreeing(tree, tree.head(up), pronoun, up) : kNoHead;
  if (tree.lemma(pronoun) == "that" || tree[tree.size() - 1].form == "?") return kNoHead;
  std::int32_t noun = pronoun - 1;  // the tree has it wrong, so the order of words decides
  while (noun >= 0 && (tree[noun].form == "," || tree.head(noun) == pronoun)) --noun;
  if (noun < 0) return kNoHead;
  const std::int32_t marker = tree.is(noun, {Upos::Propn}) ? tree.child(noun, {Case}) : kNoHead;
  if (marker != kNoHead && tree.lemma(pronoun) == "who" && tree.lemma(marker) != "of" &&
      tree.lemma(marker) != "in" && tree.lemma(marker) != "at")
    return noun;  // "shared it with Ada Hill, who came": a person, not a place
  while (tree.head(noun) != kNoHead && tree.head(noun) < pronoun &&
         tree.is(tree.head(noun), {Upos::Noun, Upos::Propn})) {
    noun = tree.head(noun);
  }
  if (!tree.is(noun, {Upos::Noun, Upos::Propn})) return kNoHead;
  return tree.head(pronoun) == kNoHead ? noun : agreeing(tree, noun, pronoun, tree.head(pronoun));
}

std::int32_t place_before(const Tree& tree, std::int32_t where) {
  std::int32_t noun = where - 1;
  while (noun >= 0 && tree[noun].form == ",") --noun;
  for (; noun >= 0 && tree.is(noun, {Upos::Noun, Upos::Propn}); noun = tree.head(noun)) {
    const bool part = tree.is(noun, {Flat, Compound}) && tree.is(noun, {Upos::Propn});
    if (!part && (tree.is(noun, {Upos::Propn}) || holds(kPlaces, tree.lemma(noun)))) return noun;
    if (tree.head(noun) >= where) break;
  }
  return kNoHead;
}

std::int32_t office_holder(const Tree& tree, std::int32_t noun) {
  const std::int32_t verb = tree.head(noun);
  if (verb == kNoHead || !tree.is(noun, {Upos::Noun}) || !tree.is(noun, {Xcomp, Obj}) ||
      tree.has(noun, {Det}))
    return noun;
  const std::int32_t holder = tree.child(verb, {NsubjPass});
  return holder == kNoHead ? noun : holder;
}

std::int32_t foremost(const Tree& tree, std::int32_t verb) {
  const std::int32_t noun = tree.head(verb);
  if (!tree.is(verb, {Acl}) || tree.xpos(verb) != "VB" || noun == kNoHead || verb < 2 ||
      tree[verb - 1].form != "to")
    return kNoHead;
  for (const std::int32_t c : tree.children(noun)) {
    const std::string_view word = tree.lemma(c);
    if (c < noun && tree.is(c, {Amod}) &&
        (word == "first" || word == "last" || word == "only" || word == "second" || word == "third" ||
         word.ends_with("th")))
      return described(tree, noun) == noun ? kNoHead : c;
  }
  return kNoHead;
}

bool restrictive(const Tree& tree, std::int32_t clause) {
  const std::int32_t noun = tree.head(clause);
  if (!tree.is(clause, {AclRelcl}) || noun == kNoHead || noun > clause) return false;
  std::int32_t first = tree.subtree(clause).front();
  while (first < clause && tree.is(first, {Upos::Punct})) ++first;
  return first > 0 && !tree.is(first - 1, {Upos::Punct});
}

bool bare_plural(const Tree& tree, std::int32_t noun) {
  if (tree.xpos(noun) != "NNS") return false;
  const auto children = tree.children(noun);
  return std::none_of(children.begin(), children.end(), [&](std::int32_t c) {
    return (c < noun && tree.is(c, {Det, NmodPoss, Nummod, Amod, Compound, Nmod})) || tree.is(c, {Nmod});
  });
}

bool relative_pronoun(const Tree& tree, std::int32_t token) {
  const std::string_view lemma = tree.lemma(token);
  return tree.is(token, {Upos::Pron}) && (lemma == "who" || lemma == "which" || lemma == "whom" ||
                                          (lemma == "that" && tree.xpos(token) != "DT"));
}

}  // namespace kg::text
