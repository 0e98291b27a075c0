// Verb groups: the auxiliaries, negation, chained verbs and particles that make one predicate.
#include <algorithm>
#include <array>
#include <iterator>

#include "loaders/text/clause_rules.hpp"
#include "loaders/text/quantities.hpp"

namespace kg::text {
namespace {

using enum Deprel;

/// "not", "never", "no longer"; "not only" and its like deny nothing.
bool negation(const Tree& tree, std::int32_t token) {
  const std::string form = lower(tree[token].form);
  if (form == "longer") return token > 0 && lower(tree[token - 1].form) == "no";
  if (form == "not" && token + 1 < tree.size()) {
    const std::string next = lower(tree[token + 1].form);
    return next != "only" && next != "just" && next != "merely" && next != "simply" && next != "solely";
  }
  return form == "not" || form == "n't" || form == "n\u2019t" || form == "never";
}

/// Adverbs by which a thing is done all but never, or not quite.
constexpr std::array<std::string_view, 7> kWeakening = {"almost", "barely",   "hardly", "nearly",
                                                        "rarely", "scarcely", "seldom"};
static_assert(std::is_sorted(kWeakening.begin(), kWeakening.end()));

/// Adverbs by which a thing is not held for certain, is not always so, or not wholly.
constexpr std::array<std::string_view, 27> kHedging = {
    "allegedly",  "apparently", "frequently", "generally",    "half",       "largely",    "likely",
    "maybe",      "mostly",     "normally",   "occasionally", "often",      "ostensibly", "partially",
    "partly",     "perhaps",    "possibly",   "potentially",  "presumably", "probably",   "purportedly",
    "reportedly", "seemingly",  "sometimes",  "supposedly",   "typically",  "usually"};
static_assert(std::is_sorted(kHedging.begin(), kHedging.end()));

/// Adverbs of place that change what the verb before them means.
constexpr std::array<std::string_view, 12> kParticles = {"ahead", "apart",   "aside", "away", "back", "down",
                                                         "forth", "forward", "off",   "out",  "over", "up"};
static_assert(std::is_sorted(kParticles.begin(), kParticles.end()));

/// Adverbs of place, of company and of the way that tell most of what their verb does: "send workers HOME",
/// "bring TOGETHER", "travelled SOUTH", "might help SOONER".
constexpr std::array<std::string_view, 27> kTellingAdverbs = {
    "abroad",   "alone",  "ashore",  "badly",  "better", "downstairs", "east",      "elsewhere", "faster",
    "harder",   "home",   "indoors", "inside", "north",  "northward",  "otherwise", "outdoors",  "outside",
    "overseas", "poorly", "private", "sooner", "south",  "together",   "upstairs",  "well",      "west"};
static_assert(std::is_sorted(kTellingAdverbs.begin(), kTellingAdverbs.end()));

/// Such an adverb right behind its verb, or behind the verb's object.
bool telling(const Tree& tree, std::int32_t adverb, std::int32_t link) {
  if (adverb < link || !tree.is(adverb, {Advmod}) || !tree.children(adverb).empty() ||
      !holds(kTellingAdverbs, lower(tree[adverb].form)) ||
      (adverb + 1 < tree.size() && tree.lemma(adverb + 1) == "of"))
    return false;
  const std::int32_t object = tree.child(link, {Obj});
  if (object != kNoHead && object < adverb) return tree.subtree(object).back() == adverb - 1;
  return std::all_of(tree.children(link).begin(), tree.children(link).end(), [&](std::int32_t c) {
    return c < link || c >= adverb || tree.is(c, {CompoundPrt, Advmod});
  });
}

/// Verbs that say by how much: what nearly doubled has grown.
constexpr std::array<std::string_view, 6> kMultiplying = {"double", "halve",  "quadruple",
                                                          "treble", "triple", "quintuple"};

/// "HARDLY grew", "was NEARLY killed"; not "NEARLY doubled".
bool weakening(const Tree& tree, std::int32_t adverb, std::int32_t verb) {
  const std::string_view word = tree.lemma(adverb);
  if (!tree.is(adverb, {Advmod}) || adverb > verb || !weakens(word)) return false;
  const bool short_of = word == "nearly" || word == "almost";
  return !short_of ||
         std::find(kMultiplying.begin(), kMultiplying.end(), tree.lemma(verb)) == kMultiplying.end();
}

/// What courts and electors do to somebody: without an object, behind a passive, it is done too.
constexpr std::array<std::string_view, 16> kDone = {
    "acquit",  "appoint", "arrest", "banish",   "charge", "convict", "deport",  "elect",
    "execute", "expel",   "fine",   "imprison", "jail",   "name",    "release", "sentence"};
static_assert(std::is_sorted(kDone.begin(), kDone.end()));

/// "MORE THAN doubled".
bool more_than(const Tree& tree, std::int32_t adverb) {
  return compares(tree.lemma(adverb)) && adverb + 1 < tree.size() && tree.head(adverb + 1) == adverb &&
         tree.lemma(adverb + 1) == "than";
}

/// "will PROBABLY rise"; not "rose, PARTLY because …", "fruit, MOSTLY from Chile".
bool hedge(const Tree& tree, std::int32_t adverb, std::int32_t link) {
  return holds(kHedging, tree.lemma(adverb)) && !tree.is(adverb + 1, {Upos::Adp, Upos::Sconj}) &&
         (tree.xpos(link) != "VBG" || tree.has(link, {Aux}));
}

/// "were LESS likely to", "are TOO HEAVILY burdened to", "does not ALWAYS work", "will PROBABLY rise":
/// degrees, what a negation denies, and how sure something is, change what is said.
bool degree(const Tree& tree, std::int32_t adverb, std::int32_t link, bool denied) {
  const std::string_view word = tree.lemma(adverb);
  if (!tree.is(adverb, {Advmod})) return false;
  if (adverb < link && (hedge(tree, adverb, link) || more_than(tree, adverb))) return true;
  if (!tree.children(adverb).empty()) return false;
  if (word == "yet")  // "has YET to finish"
    return adverb == link + 1 && adverb + 1 < tree.size() && tree.lemma(adverb + 1) == "to";
  if (adverb > link) return false;
  if (tree.is(link, {Upos::Adj}) || tree.xpos(link) == "VBN") {
    const bool modified = adverb == link - 1 && adverb > 0 && compares(tree.lemma(adverb - 1));
    const bool modifies = adverb == link - 1 || (adverb == link - 2 && tree.is(link - 1, {Advmod}));
    if (modified || (modifies && compares(word))) return true;
  }
  return denied && tree.is(adverb, {Upos::Adv}) && word != "also" && word != "even" && word != "so" &&
         word != "then";
}

/// "rose FASTER than wages", "grew MORE SLOWLY than bank lending": how something is done, in comparison.
bool compared(const Tree& tree, std::int32_t word, std::int32_t link) {
  if (word < link || !tree.is(word, {Advmod, Obj, Xcomp})) return false;
  if (word + 2 >= tree.size() || tree.lemma(word + 1) != "than" || !tree.is(word + 1, {Case})) return false;
  const std::int32_t standard = tree.head(word + 1);
  if (standard == kNoHead || tree.is(standard, {Upos::Num, Upos::Sym}) || tree.has(standard, {Nummod}))
    return false;
  if (names_part(tree.lemma(standard))) return false;  // "lost more than A THIRD"
  const bool comparative = tree.xpos(word) == "JJR" || tree.xpos(word) == "RBR";
  return comparative || (tree.is(word, {Upos::Adv}) && compares(tree.lemma(word - 1)));
}

/// "does not bode WELL", "was not paid IN FULL": how a thing was not done, though it may be done.
void add_denied(const Tree& tree, std::int32_t child, std::int32_t link, VerbGroup& group) {
  constexpr std::array<std::string_view, 6> kHow = {"enough", "far", "fast", "hard", "much", "well"};
  const std::string_view word = tree.lemma(child);
  if (child < link) return;
  if (tree.is(child, {Advmod}) && tree.children(child).empty() && tree[child - 1].form != "," &&
      (holds(kHow, word) || word.ends_with("ly"))) {
    group.words.push_back(child);
  } else if (tree.is(child, {Obl}) && tree.lemma(child - 1) == "in" &&
             (word == "full" || word == "time" || word == "person")) {
    group.words.insert(group.words.end(), {child - 1, child});
  }
}

/// "are TO be imposed": what has not happened yet.
bool bound(const Tree& tree, std::int32_t to, std::int32_t link) {
  return to > 0 && tree.is(to, {Mark}) && tree.is(link, {Upos::Verb}) && tree.lemma(to - 1) == "be" &&
         tree.head(to - 1) == link && tree.is(to - 1, {Aux, AuxPass, Cop});
}

/// A verb's own part of the group: what stands around it that belongs to the predicate.
void add_link(const Tree& tree, std::int32_t link, bool first, VerbGroup& group) {
  group.links.push_back(link);
  const std::int32_t outer = outer_copula(tree, link);
  group.passive = tree.has(link, {AuxPass, NsubjPass}) ||
                  (tree.has(link, {OblAgent}) && tree.xpos(link) == "VBN" && !tree.has(link, {Aux}));
  bool denied = false;
  for (const std::int32_t c : tree.children(link)) {
    if (c <= outer) continue;
    const bool particle =
        c == link + 1 && tree.is(c, {Advmod}) && verb_particle(tree.lemma(c)) && tree.children(c).empty();
    if (particle || tree.is(c, {Aux, AuxPass, Cop, CompoundPrt}) || telling(tree, c, link)) {
      group.words.push_back(c);
    } else if (tree.is(c, {Advmod}) && negation(tree, c) && c < link) {
      tree.add_subtree(c, group.words);
      group.negated = true;
      denied = true;
    } else if (weakening(tree, c, link) || degree(tree, c, link, denied)) {
      group.words.push_back(c);
      if (more_than(tree, c)) group.words.push_back(c + 1);
    } else if (compared(tree, c, link)) {
      if (compares(tree.lemma(c - 1)) && tree.head(c - 1) == c) group.words.push_back(c - 1);
      group.words.push_back(c);
    } else if (tree.is(c, {Mark, Case}) && ((tree.lemma(c) == "to" && (!first || bound(tree, c, link))) ||
                                            (tree.lemma(c) == "from" && c == link - 1 && !first) ||
                                            (!first && c < link && tree.is(link, {Advcl})))) {
      group.words.push_back(c);
    } else if (denied) {
      add_denied(tree, c, link, group);
    }
  }
}

/// Prepositions by which a verb or an adjective takes what is done or is to be done: "succeeded IN raising",
/// "close TO losing". Others tell how, when or why.
constexpr std::array<std::string_view, 14> kTakesDoing = {"about",  "against", "at",   "for", "from",
                                                          "in",     "into",    "of",   "on",  "to",
                                                          "toward", "towards", "upon", "with"};
static_assert(std::is_sorted(kTakesDoing.begin(), kTakesDoing.end()));

/// The clause that the link's predicate runs on into: "seeking TO BECOME", "likely TO GROW"; not where an
/// object comes between, whose own doing it is: "allowed China to use".
std::int32_t chained(const Tree& tree, std::int32_t link) {
  if (tree.has(link, {Obj, Iobj})) return kNoHead;
  if (const std::int32_t doing = governed_doing(tree, link); doing != kNoHead) return doing;
  const std::int32_t next = tree.child(link, {Xcomp});
  if (next == kNoHead || next < link) return kNoHead;
  const std::string_view tag = tree.xpos(next);
  const bool finite = (tag == "VBD" || tag == "VBZ") && next > 0 && tree.lemma(next - 1) != "to";
  if (finite) return kNoHead;  // a clause of its own
  if (tree.is(next, {Upos::Verb, Upos::Aux})) return next;
  return tree.has(next, {Cop}) || governed_doing(tree, next) != kNoHead ? next
                                                                        : kNoHead;  // "came CLOSE to losing"
}

/// What else befalls who was born: other verbs behind "was born and" are their own doing.
constexpr std::array<std::string_view, 9> kReared = {"baptise", "baptize", "bring", "bury",  "christen",
                                                     "educate", "raise",   "rear",  "school"};
static_assert(std::is_sorted(kReared.begin(), kReared.end()));

/// "not", "never" before a verb, with what belongs to it ("no longer").
void add_negation(const Tree& tree, std::int32_t verb, VerbGroup& group) {
  for (const std::int32_t c : tree.children(verb)) {
    if (c > verb || !tree.is(c, {Advmod}) || !negation(tree, c)) continue;
    tree.add_subtree(c, group.words);
    group.negated = true;
  }
}

/// "sign OR pay", "sign AND pay", "sign BUT pay": what joins a verb to the one before it; empty for a comma.
std::string_view conjunction(const Tree& tree, std::int32_t verb) {
  const std::int32_t word = tree.child(verb, {Cc});
  return word == kNoHead ? std::string_view{} : tree.lemma(word);
}

/// "able to reinforce it and DEFEAT them", "wants[its head] to raise rates and CUT costs": the infinitive or
/// participle of a longer predicate with which a verb is coordinated, or kNoHead.
std::int32_t coordinated_link(const Tree& tree, std::int32_t verb) {
  std::int32_t link = tree.head(verb);
  const std::string_view tag = tree.xpos(link);
  const bool finite = tag == "VBD" || tag == "VBZ" || tag == "VBP";
  if (!tree.is(link, {Xcomp}) && (finite || tree.is(link, {Upos::Adj})) && tree.xpos(verb) == "VB")
    link = chained(tree, link);  // a bare infinitive has no finite verb beside it
  return link != kNoHead && link < verb && tree.is(link, {Xcomp}) && tree.xpos(link) == tree.xpos(verb)
             ? link
             : kNoHead;
}

/// The words before `link`, in the predicate that runs on into it: "WERE ABLE TO reinforce".
void add_words_before_link(const Tree& tree, std::int32_t link, VerbGroup& group) {
  std::int32_t head = link;
  while (tree.is(head, {Xcomp}) && tree.head(head) != kNoHead && chained(tree, tree.head(head)) == head)
    head = tree.head(head);
  if (head == link) return;
  const VerbGroup longer = verb_group(tree, head);
  std::copy_if(longer.words.begin(), longer.words.end(), std::back_inserter(group.words),
               [&](std::int32_t word) { return word < link; });
  group.negated = longer.negated;
}

/// "was not destroyed, ONLY damaged": what is so instead of what is denied.
bool contrasted(const Tree& tree, std::int32_t verb) {
  static constexpr std::array<std::string_view, 7> kInstead = {"instead", "just",   "merely", "only",
                                                               "rather",  "simply", "solely"};
  static_assert(std::is_sorted(kInstead.begin(), kInstead.end()));
  for (std::int32_t t = verb - 1; t >= 0 && t >= verb - 2; --t) {
    if (holds(kInstead, tree.lemma(t))) return true;
  }
  return false;
}

/// What a coordinated verb shares with the first one: "will present and [WILL] explain", "did not sign or
/// [DID NOT] pay", "refused to sign it or [REFUSED TO] pay".
void add_shared_words(const Tree& tree, std::int32_t verb, VerbGroup& group) {
  if (!tree.is(verb, {Conj}) || tree.has(verb, {Aux, AuxPass, Cop, Nsubj, NsubjPass})) return;
  const std::int32_t first = tree.head(verb);
  if (first == kNoHead) return;
  if (const std::int32_t link = coordinated_link(tree, verb); link != kNoHead)
    return add_words_before_link(tree, link, group);
  const auto add_auxiliaries = [&] {
    for (const std::int32_t c : tree.children(first)) {
      if (tree.is(c, {Aux, AuxPass})) group.words.push_back(c);
    }
  };
  if (tree.xpos(verb) == "VBD" && tree.has(first, {AuxPass}) && !tree.has(verb, {Obj}) &&
      holds(kDone, tree.lemma(verb)))  // "was convicted and sentenced to a year"
    return add_auxiliaries();
  const std::string_view joined_by = conjunction(tree, verb);
  const bool either = joined_by == "or" || joined_by == "nor";
  // A past form may be the participle: "has never paid them or built a road".
  const bool participle = tree.xpos(verb) == "VBD" && tree.xpos(first) == "VBN" && either;
  if (tree.xpos(first) != tree.xpos(verb) && !participle) return;
  if (tree.xpos(verb) != "VB" && tree.xpos(verb) != "VBN" && tree.xpos(verb) != "VBG" && !participle) return;
  if (tree.has(first, {AuxPass}) && tree.has(verb, {Obj})) return;  // "was arrested in Oslo and named others"
  if (tree.lemma(first) == "bear" && !holds(kReared, tree.lemma(verb)))
    return;  // "was born in Oslo and studied"
  add_auxiliaries();
  if (joined_by != "but" && !contrasted(tree, verb))
    add_negation(tree, first, group);  // "does not close BUT expand"
}

}  // namespace

bool weakens(std::string_view adverb) {
  return holds(kWeakening, adverb);
}

bool compares(std::string_view adverb) {
  return adverb == "more" || adverb == "less" || adverb == "most" || adverb == "least" || adverb == "too";
}

bool verb_particle(std::string_view adverb) {
  return holds(kParticles, adverb);
}

std::int32_t governed_doing(const Tree& tree, std::int32_t link) {
  const bool adjective = tree.is(link, {Upos::Adj});
  if ((!adjective && !tree.is(link, {Upos::Verb})) || tree.has(link, {Obj, Iobj, Ccomp})) return kNoHead;
  const std::int32_t subject =
      tree.is(link, {Acl, AclRelcl}) ? tree.child(link, {Nsubj, NsubjPass}) : kNoHead;
  if (subject != kNoHead && !relative_pronoun(tree, subject))
    return kNoHead;  // "the risks they face in doing it"
  for (const std::int32_t clause : tree.children(link)) {
    if (clause < link || !tree.is(clause, {Advcl}) || deed(tree, link, clause) ||
        tree.has(clause, {Nsubj, NsubjPass}))
      continue;
    const std::int32_t marker = tree.child(clause, {Mark, Case});
    if (marker != link + 1 || !holds(kTakesDoing, tree.lemma(marker)) || tree.xpos(marker + 1) != "VBG")
      continue;
    const bool why =
        !adjective && tree.lemma(marker) == "for" && tree.lemma(link) != "use";  // "was fined FOR hiding it"
    const bool doing = clause == marker + 1 || tree.is(marker + 1, {Aux, AuxPass, Cop});
    const bool modifies =  // "in COMING months"
        clause + 1 < tree.size() && tree.is(clause + 1, {Upos::Noun}) && !tree.within(clause + 1, clause);
    if (doing && !why && !modifies) return clause;
  }
  return kNoHead;
}

VerbGroup verb_group(const Tree& tree, std::int32_t head) {
  VerbGroup group;
  add_shared_words(tree, head, group);
  bool first = true;
  for (std::int32_t link = head; link != kNoHead; link = chained(tree, link), first = false) {
    const bool verbal = tree.is(link, {Upos::Verb, Upos::Aux});
    add_link(tree, link, first, group);
    if (verbal) {
      group.words.push_back(link);
      continue;
    }
    if (tree.is(link, {Upos::Adj}) && chained(tree, link) != kNoHead) {  // "is likely to grow"
      group.words.push_back(link);
      continue;
    }
    group.links.pop_back();
    group.predicative = link;
    std::erase_if(group.words,  // "is MORE common": its object's
                  [&](std::int32_t w) { return w == link - 1 && compares(tree.lemma(w)); });
    break;
  }
  if (!group.passive && tree.is(head, {Acl, Advcl}) && group.links.size() == 1 &&
      past_participle(tree, head)) {
    group.passive = !tree.has(head, {Aux, Nsubj, Obj});  // "the ore sold by Oslo"
  }
  if (!group.passive && tree.is(head, {Conj}) && group.links.size() == 1 &&
      (tree.xpos(head) == "VBN" || tree.xpos(head) == "VBD")) {
    group.passive = std::any_of(group.words.begin(), group.words.end(),
                                [&](std::int32_t w) { return tree.is(w, {AuxPass}); });
  }
  std::sort(group.words.begin(), group.words.end());
  return group;
}

std::int32_t outer_copula(const Tree& tree, std::int32_t head) {
  const std::int32_t copula = tree.child(head, {Cop});
  if (copula == kNoHead) return kNoHead;
  if (tree.has(head, {NsubjOuter})) return copula;
  if (!tree.is(head, {Upos::Verb})) return kNoHead;
  for (const std::int32_t c : tree.children(head)) {
    if (c > copula && c < head && tree.is(c, {Mark, Nsubj, NsubjPass})) return copula;
  }
  return kNoHead;
}

std::string shown(const Tree& tree, std::int32_t token) {
  std::string form = lower(tree[token].form);
  if (form == "n't" || form == "n\u2019t") return "not";
  if (form == "ca") return "can";
  if (form == "wo") return "will";
  if (form.starts_with('\'') || form.starts_with("\u2019")) {
    const std::string_view lemma = tree.lemma(token);
    if (form.ends_with('s')) return lemma == "have" ? "has" : "is";
    if (form.ends_with("re")) return "are";
    if (form.ends_with("ll")) return "will";
    if (form.ends_with("ve")) return "have";
    if (form.ends_with('m')) return "am";
    if (form.ends_with('d')) return lemma == "have" ? "had" : "would";
  }
  return tree.is(token, {Upos::Propn}) ? tree[token].form : form;
}

bool past_participle(const Tree& tree, std::int32_t verb) {
  if (tree.xpos(verb) == "VBD" && tree.is(verb, {Acl}) && !tree.has(verb, {Nsubj, Mark})) return true;
  return tree.xpos(verb) == "VBN" || (verb == 0 && tree.xpos(verb) == "VBD" && tree.is(verb, {Advcl}));
}

bool heads_clause(const Tree& tree, std::int32_t token) {
  if (tree.has(token, {Cop}) && !tree.is(token, {Upos::Punct})) return true;
  if (tree.is(token, {Aux, AuxPass, Cop, Case, Mark, Amod, Compound, Fixed, Flat, Goeswith})) return false;
  if (tree.is(token, {Upos::Aux})) return tree.has(token, {Nsubj, Expl});
  return tree.is(token, {Upos::Verb});
}

}  // namespace kg::text
