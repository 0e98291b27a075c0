#include "loaders/text/withheld.hpp"

#include <algorithm>

#include "loaders/text/clause_rules.hpp"
#include "loaders/text/tense_tags.hpp"
#include "loaders/text/word_list.hpp"

namespace kg::text {
namespace {

using enum Deprel;

/// Amounts of something unsaid.
const WordList kAmounts(
    "some any enough much many more most less least few fewer several all both each either such another "
    "other others one same");

/// Units and number words: without a number they measure nothing.
const WordList kUnits(
    "percent percentage pct point points mln bln million billion trillion thousand hundred dozen mn bn "
    "dlrs dlr dollars cents cent pounds pence marks francs euros tonnes tonne tons ton barrels barrel "
    "bushels acres hectares kilometres kilometers miles feet metres meters km kg litres liters gallons "
    "ounces degrees bpd");

/// Nouns for what anybody or anything is.
const WordList kGeneric(
    "companies firms units groups countries nations man woman men women persons people thing things one "
    "ones member members part parts place case example way kind sort type time");

/// Bodies that have a name: one that is only called so was not found in the text.
const WordList kUnnamed(
    "agency company concern department exchange group organisation organization subsidiary unit");

/// Verbs that tell nothing without what was said, thought or done.
const WordList kEmptyAlone(
    "accused blamed conditioned credited linked say said says hear heard add added adds note noted state "
    "stated tell told think thought believe "
    "believed "
    "estimate estimated predict predicted explain explained suggest suggested argue argued claim "
    "claimed realise realised realize realized elaborate comment commented continue continued conclude "
    "concluded ask asked decide decided seem appear become make made do did done be is was were are "
    "been");

/// Verbs whose content is a clause: a noun behind them that a verb follows is that verb's subject.
const WordList kClausal(
    "say add note think believe estimate predict realise realize argue claim contend conclude feel know "
    "hope suggest reiterate");

/// Words that open a clause of its own news: "AFTER the dam broke", "the fact THAT it broke".
const WordList kOwnNews("after although because for so that though whereas while");

/// Adverbs without which a verb that has no object says too little: where to, how else.
const WordList kWhere(
    "abroad ahead all aside away back downhill east either elsewhere far home inside north otherwise "
    "outside overseas so south uphill upstairs west");

/// Words that open what a verb tells: "is studying WHETHER to join", "earns less THAN others do".
const WordList kComparing("how like than whether why");

/// Words that open what a verb depends on.
const WordList kConditional("if provide provided providing unless");

bool tensed(const Tree& tree, std::int32_t token) {
  return shows_tense(tree.xpos(token));
}

const Argument* find(const Clause& clause, Role role) {
  const auto found = std::find_if(clause.arguments.begin(), clause.arguments.end(),
                                  [&](const Argument& a) { return a.role == role; });
  return found == clause.arguments.end() ? nullptr : &*found;
}

/// "quarterly dividends FOLLOWING the merger", "farm SPENDING proposals": a participle by itself, right
/// behind its noun, is a preposition or a part of a name as often as a verb.
bool modifier(const Tree& tree, const Clause& clause) {
  if (clause.kind != ClauseKind::Verb && clause.kind != ClauseKind::Relative) return false;
  if (clause.predicate.size() != 1 || tree.xpos(clause.head) != "VBG" || tree.has(clause.head, {Mark, Case}))
    return false;
  if (clause.head == 0) return !tree.is(clause.head, {Advcl});  // "Wearing a mask, he …"
  return tree[clause.head - 1].form != ",";
}

/// "SOME fell", "may sell SOME": how much, but not of what.
bool bare_amount(const Tree& tree, const Argument& argument) {
  const std::int32_t head = argument.head;
  if (argument.role != Role::Subject && argument.role != Role::Object) return false;
  const bool noun = tree.is(head, {Upos::Noun}) && lower(tree[head].form) != "others";
  return !noun && !tree.is(head, {Upos::Propn}) && kAmounts.has(tree.lemma(head)) &&
         !tree.has(head, {Nmod, Obl, Nummod});
}

/// "called on INDUSTRIAL and developing countries": an adjective names nothing without its noun or "the".
bool bare_adjective(const Tree& tree, const Clause& clause, const Argument& argument) {
  const bool predicative =
      (clause.kind == ClauseKind::Copula && argument.role == Role::Object) || argument.preposition == "as";
  return !predicative && argument.role != Role::Content && argument.role != Role::Circumstance &&
         tree.xpos(argument.head) == "JJ" && !tree.has(argument.head, {Det, Nmod}) &&
         tree.has(argument.head, {Conj});
}

/// "The LED deserted it": no verb that shows tense is a subject.
bool verbal(const Tree& tree, const Argument& argument) {
  return argument.role == Role::Subject && tree.is(argument.head, {Upos::Verb}) &&
         tensed(tree, argument.head) && argument.tokens.size() <= 2;
}

/// "FOLLOWING completion, …": what a participle opens that has become a preposition is no subject.
bool prepositional(const Tree& tree, const Argument& argument) {
  return argument.role == Role::Subject && argument.tokens.front() == 0 && tree.xpos(0) == "VBG" &&
         tree.lemma(0) == "follow";
}

/// What is said begins with a verb: its subject was cut off.
bool beheaded(const Tree& tree, const Argument& content) {
  for (const std::int32_t t : content.tokens) {
    if (tree.is(t, {Upos::Punct}) || tree.is(t, {Upos::Adv})) continue;
    return tensed(tree, t) || tree.xpos(t) == "VBN";
  }
  return true;
}

/// "estimated the offer IS too low": of a clause that is said or thought only the subject was kept.
bool cut_off(const Tree& tree, const Clause& clause) {
  const Argument* object = find(clause, Role::Object);
  if (!object || find(clause, Role::Content) || !kClausal.has(tree.lemma(clause.head))) return false;
  if (object->tokens.back() < clause.head) return false;
  for (std::int32_t t = object->head + 1; t < tree.size(); ++t) {
    if (relative_pronoun(tree, t) || tree.is(t, {Upos::Cconj}) || tree.xpos(t) == "WRB") return false;
    if (tensed(tree, t)) return true;
  }
  return false;
}

/// "MAY close", "WOULD close".
bool modal(const Tree& tree, const Clause& clause) {
  return std::any_of(clause.predicate.begin(), clause.predicate.end(), [&](const PredicateWord& word) {
    return word.token != kNoHead && tree.xpos(word.token) == "MD";
  });
}

/// "The firm closes IF the tax rises": nobody says that it does. "It could close if …" says so itself and has
/// its condition as a qualifier; what somebody says has its conditions with it.
bool conditional(const Tree& tree, const Clause& clause) {
  if (find(clause, Role::Content) || condition_of(tree, clause.head) == kNoHead) return false;
  return !modal(tree, clause);
}

}  // namespace

std::int32_t condition_of(const Tree& tree, std::int32_t verb) {
  for (const std::int32_t child : tree.children(verb)) {
    const std::int32_t mark = tree.is(child, {Advcl}) ? tree.child(child, {Mark}) : kNoHead;
    if (mark == kNoHead || !kConditional.has(tree.lemma(mark))) continue;
    if (mark == 0 || tree.lemma(mark - 1) != "even") return child;
  }
  return kNoHead;
}

namespace {

/// "Every tanker that we do NOT buy is a gain": none of those that the noun alone would mean.
bool denied_of(const Tree& tree, const Argument& argument) {
  if (argument.role != Role::Subject || !tree.is(argument.head, {Upos::Noun})) return false;
  const std::vector<std::int32_t> below = tree.subtree(argument.head);
  return std::any_of(below.begin(), below.end(), [&](std::int32_t clause) {
    if (!tree.is(clause, {AclRelcl})) return false;
    const std::int32_t before = tree.subtree(clause).front() - 1;
    return before >= 0 && tree[before].form != "," && verb_group(tree, clause).negated;
  });
}

/// "as the lowest RANKED of ten": an adjective without noun or article names nothing.
bool superlative_alone(const Tree& tree, const Argument& argument) {
  return argument.role == Role::Subject && tree.xpos(argument.head) == "JJS" &&
         !tree.has(argument.head, {Det}) && !kAmounts.has(tree.lemma(argument.head));
}

/// "a defect linked to crashes, the maker said": what stands before a verb that tells of no speech is not
/// said by it.
bool said_before(const Tree& tree, const Clause& clause) {
  const Argument* content = find(clause, Role::Content);
  const std::string_view verb = tree.lemma(clause.head);
  return content && content->tokens.back() < clause.head && !reporting(verb) && verb != "hear";
}

/// "a novel, SAID TO be complete": not who says it, but of whom it is said.
bool said_of(const Tree& tree, const Clause& clause) {
  const std::int32_t to = clause.head + 1;
  return !clause.passive && tree.lemma(clause.head) == "say" && to + 1 < tree.size() &&
         tree.lemma(to) == "to" && tree.xpos(to + 1) == "VB";
}

/// "QUOTED an official as saying it": the official said it.
bool quotes_speaker(const Tree& tree, const Clause& clause) {
  for (std::int32_t t = clause.head + 1; t < tree.size(); ++t) {
    if (quoting(tree, t) == clause.head) return true;
  }
  return false;
}

/// "by A GUY called Reed", "in A SITUATION that was sad": nothing tells who or what is meant.
bool of_anybody(const Tree& tree, const Clause& clause) {
  static const WordList kAnybody("guy person situation somebody someone something thing");
  const std::int32_t noun = tree.head(clause.head);
  return tree.is(clause.head, {Acl, AclRelcl}) && noun == clause.arguments.front().head &&
         kAnybody.has(tree.lemma(noun)) && !tree.has(noun, {NmodPoss}) &&
         (!tree.has(noun, {Det}) || tree.lemma(tree.child(noun, {Det})) == "a");
}

/// "cost 310 billion WON ($219 million)": money, not a victory.
bool currency(const Tree& tree, const Clause& clause) {
  const std::int32_t before = clause.head - 1;
  return before >= 0 && lower(tree[clause.head].form) == "won" &&
         (tree.is(before, {Upos::Num}) || kUnits.has(tree.lemma(before)));
}

/// "had NOT fallen as much AS expected": it may have fallen.
bool less_than_thought(const Tree& tree, const Clause& clause) {
  if (!clause.negated) return false;
  for (std::int32_t t = clause.head + 1; t + 2 < tree.size(); ++t) {
    const std::string_view degree = tree.lemma(t + 1);
    if (tree.lemma(t) == "as" && tree.lemma(t + 2) == "as" &&
        (degree == "much" || degree == "many" || degree == "far" || degree == "fast" || degree == "well"))
      return true;
  }
  return false;
}

/// "COUNTRIES that house militias": what is so of some of many, not of all that the bare plural means.
bool picks_out(const Tree& tree, const Clause& clause) {
  const std::int32_t noun = tree.head(clause.head);
  if (!restrictive(tree, clause.head) || clause.arguments.front().head != noun || !bare_plural(tree, noun))
    return false;
  if (!tree.is(noun, {Obj, Obl})) return false;  // only the name of an object tells which
  return std::any_of(clause.predicate.begin(), clause.predicate.end(), [&](const PredicateWord& word) {
    return word.token != kNoHead && tensed(tree, word.token) && tree.xpos(word.token) != "VBD";
  });
}

}  // namespace

bool withheld(const Tree& tree, const Clause& clause) {
  if (said_before(tree, clause) || said_of(tree, clause) || currency(tree, clause) ||
      less_than_thought(tree, clause))
    return true;
  if (quotes_speaker(tree, clause) || picks_out(tree, clause) || of_anybody(tree, clause)) return true;
  if (modifier(tree, clause) || cut_off(tree, clause) || conditional(tree, clause)) return true;
  return std::any_of(clause.arguments.begin(), clause.arguments.end(), [&](const Argument& a) {
    return denied_of(tree, a) || superlative_alone(tree, a) || verbal(tree, a) || bare_amount(tree, a) ||
           bare_adjective(tree, clause, a) || prepositional(tree, a) ||
           (a.role == Role::Content && beheaded(tree, a));
  });
}

bool only_points(const Tree& tree, const Clause& clause) {
  std::int32_t head = clause.head;
  while (tree.is(head, {Conj}) && tree.head(head) != kNoHead) head = tree.head(head);
  if (tree.is(head, {AclRelcl})) {
    const std::int32_t before = tree.subtree(head).front() - 1;
    return (before < 0 || tree[before].form != ",") && !tree.is(clause.arguments.front().head, {Upos::Propn});
  }
  if (!tree.is(head, {Acl, Advcl, AdvclRelcl})) return false;
  const std::int32_t marker = tree.child(head, {Mark, Advmod});
  if (marker == kNoHead || marker > head) return true;
  const std::int32_t auxiliary = tree.child(head, {Aux});
  const bool reason =  // "as wages HAVE risen"
      auxiliary != kNoHead && tree.lemma(auxiliary) == "have" && tree.xpos(auxiliary) != "VBD";
  return !reason && !kOwnNews.has(tree.lemma(marker));
}

bool loses_complement(const Tree& tree, const Clause& clause) {
  // "might help SOONER": it may help anyway
  const bool open = clause.negated || modal(tree, clause);
  const auto lost = [&](std::int32_t c) {
    switch (tree.deprel(c)) {
      case Advmod:
        if (open && (tree.xpos(c) == "RBR" || tree.has(c, {Advcl, Obl}))) return true;
        return kWhere.has(tree.lemma(c));
      case Xcomp:
      case Ccomp:
        return !tree.is(c, {Upos::Num}) && lower(tree[c].form) != "aged";
      case Advcl: {
        const std::int32_t first = tree.subtree(c).front();
        return kComparing.has(tree.lemma(first)) || (tree.xpos(c) == "VBG" && tree.is(first, {Upos::Adp}));
      }
      case Obl:
        return tree.is(c, {Upos::Pron}) && tree.has(c, {Case}) && !tree.xpos(c).starts_with('W');
      default:
        return false;
    }
  };
  const auto shown = [&](std::int32_t token) {
    return std::any_of(clause.predicate.begin(), clause.predicate.end(),
                       [&](const PredicateWord& word) { return word.token == token; });
  };
  return std::any_of(clause.predicate.begin(), clause.predicate.end(), [&](const PredicateWord& word) {
    if (word.token == kNoHead || !tree.is(word.token, {Upos::Verb, Upos::Adj})) return false;
    const auto children = tree.children(word.token);
    return std::any_of(children.begin(), children.end(),
                       [&](std::int32_t c) { return c > word.token && !shown(c) && lost(c); });
  });
}

namespace {

/// The words of a name, each told to `test`, until one fails it.
template <class Test>
bool all_words(std::string_view name, Test test) {
  while (!name.empty()) {
    const std::size_t end = std::min(name.find('_'), name.size());
    if (end > 0 && !test(lower(name.substr(0, end)))) return false;
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  return true;
}

bool only_units(const Term& term) {
  return term.kind == TermKind::Name && all_words(term.text, [](const std::string& word) {
           return kUnits.has(word) || word == "of" || word == "and";
         });
}

std::string_view last_word(std::string_view name) {
  const std::size_t end = name.rfind('_');
  return end == std::string_view::npos ? name : name.substr(end + 1);
}

}  // namespace

bool says_nothing(const Statement& statement) {
  const auto counted = [](const Qualifier& q) { return q.key == "count" || q.key == "amount"; };
  const bool amount = std::any_of(statement.qualifiers.begin(), statement.qualifiers.end(), counted);
  if (only_units(statement.subject) || (only_units(statement.object) && !amount)) return true;
  const auto unnamed = [](const Qualifier& q) {
    return q.key == "according_to" && kUnnamed.has(q.value.text);
  };
  if (statement.object.kind == TermKind::String && kUnnamed.has(statement.subject.text)) return true;
  if (std::any_of(statement.qualifiers.begin(), statement.qualifiers.end(), unnamed)) return true;
  if (statement.object.kind == TermKind::Boolean) return kEmptyAlone.has(last_word(statement.predicate.text));
  const bool is = statement.predicate == "is" || statement.predicate == "was" || statement.predicate == "are";
  return is && statement.object.kind == TermKind::Name && kGeneric.has(lower(statement.object.text));
}

}  // namespace kg::text
