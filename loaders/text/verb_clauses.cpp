// The clause that a verb makes, or a predicate after a copula: its group, what depends on each link of it,
// and the subject that stands beside it or is implied.
#include <algorithm>
#include <array>
#include <iterator>

#include "loaders/text/clause_rules.hpp"
#include "loaders/text/date_words.hpp"

namespace kg::text {
namespace {

using enum Deprel;

std::vector<PredicateWord> shown_words(const Tree& tree, const std::vector<std::int32_t>& tokens) {
  std::vector<PredicateWord> words;
  for (const std::int32_t t : tokens) words.push_back({t, shown(tree, t)});
  return words;
}

void append(std::vector<Argument>& to, std::vector<Argument> from) {
  std::move(from.begin(), from.end(), std::back_inserter(to));
}

bool contains(const std::vector<std::int32_t>& tokens, std::int32_t token) {
  return std::find(tokens.begin(), tokens.end(), token) != tokens.end();
}

bool has_object(const Clause& clause) {
  return std::any_of(clause.arguments.begin(), clause.arguments.end(),
                     [](const Argument& a) { return a.role == Role::Object || a.role == Role::Content; });
}

/// A phrase beside the verb; a relative pronoun stands for its noun: "the port WHICH they closed".
std::vector<Argument> resolved(const Tree& tree, std::int32_t token, Role role) {
  std::vector<Argument> arguments = phrase(tree, token, role);
  const std::int32_t noun = relative_pronoun(tree, token) ? antecedent(tree, token) : kNoHead;
  if (noun == kNoHead) return arguments;
  Argument named = bare_phrase(tree, noun, role);
  named.preposition = arguments.front().preposition;
  named.preposition_tokens = arguments.front().preposition_tokens;
  return {std::move(named)};
}

/// Adverbs that link sentences and say nothing of how or when.
constexpr std::array<std::string_view, 14> kLinking = {
    "also",   "anyway", "even",  "however", "instead",   "moreover", "nevertheless",
    "rather", "so",     "still", "then",    "therefore", "thus",     "too"};

/// Places that one comes in at.
constexpr std::array<std::string_view, 11> kPlaces = {"eighth", "fifth",   "first", "fourth", "last", "ninth",
                                                      "second", "seventh", "sixth", "tenth",  "third"};
constexpr std::array<std::string_view, 5> kFinishing = {"come", "end", "finish", "place", "rank"};
static_assert(std::is_sorted(kPlaces.begin(), kPlaces.end()));
static_assert(std::is_sorted(kFinishing.begin(), kFinishing.end()));

/// Adverbs behind the verb, and "where" of a relative clause, which stands for a place.
void add_adverb(const Tree& tree, std::int32_t link, std::int32_t adverb, Clause& clause) {
  const std::int32_t place = tree.lemma(adverb) == "where" ? place_before(tree, adverb) : kNoHead;
  if (place != kNoHead) {
    clause.arguments.push_back(bare_phrase(tree, place, Role::Oblique));
    clause.arguments.back().preposition = "in";
  } else if (adverb == link + 1 && holds(kPlaces, tree.lemma(adverb)) &&
             holds(kFinishing, tree.lemma(link))) {
    clause.arguments.push_back(bare_phrase(tree, adverb, Role::Object));  // "came SECOND"
  } else if (adverb > link && !tree.is(adverb, {Upos::Part}) && !holds(kLinking, tree.lemma(adverb))) {
    clause.arguments.push_back(bare_phrase(tree, adverb, Role::Circumstance));
  }
}

/// Dependents of one link of the predicate, by relation.
void add_dependents(const Tree& tree, std::int32_t link, const VerbGroup& group, Clause& clause) {
  std::vector<Argument>& to = clause.arguments;
  for (const std::int32_t c : tree.children(link)) {
    if (contains(group.words, c) || contains(group.links, c) || c == group.predicative) continue;
    switch (tree.deprel(c)) {
      case Obj:
        append(to, objects(tree, link, resolved(tree, c, Role::Object)));
        break;
      case Iobj:
        append(to, resolved(tree, c, Role::Recipient));
        break;
      case Obl:
      case OblAgent:
        append(to, resolved(tree, c, Role::Oblique));
        break;
      case OblUnmarked:
        append(to, phrase(tree, c, Role::Oblique));
        break;
      case Ccomp:
        to.push_back(clause_argument(tree, c, Role::Content));
        break;
      case Xcomp:
        append(to, complement(tree, link, c));
        break;
      case Advcl:
        to.push_back(deed(tree, link, c) ? deed_argument(tree, c)
                                         : clause_argument(tree, c, Role::Circumstance));
        break;
      case Advmod:
        add_adverb(tree, link, c, clause);
        break;
      default:
        break;
    }
  }
}

/// The object that coordinated verbs share: "mined and sold ORE".
void add_shared_object(const Tree& tree, std::int32_t verb, Clause& clause) {
  if (has_object(clause)) return;
  if (tree.is(verb, {Conj}) && tree.head(verb) != kNoHead) {  // it hangs on the first verb, behind both
    const std::int32_t object = tree.child(tree.head(verb), {Obj});
    if (object > verb) append(clause.arguments, phrase(tree, object, Role::Object));
    return;
  }
  const std::int32_t second = tree.child(verb, {Conj});  // or on the second, which follows with "and" alone
  if (second == kNoHead || second - verb != 2 || !tree.is(second, {Upos::Verb})) return;
  const std::int32_t object = tree.child(second, {Obj});
  if (object != kNoHead) append(clause.arguments, phrase(tree, object, Role::Object));
}

/// Nouns for spans of time.
constexpr std::array<std::string_view, 20> kTimes = {
    "afternoon", "autumn", "century", "day",   "decade", "evening", "fall",    "month",   "morning", "night",
    "quarter",   "season", "spring",  "start", "summer", "week",    "weekday", "weekend", "winter",  "year"};
/// Adverbs by which a deed comes behind the one before it, or in a time of its own.
constexpr std::array<std::string_view, 16> kThereafter = {
    "afterward", "afterwards", "already", "eventually", "finally",      "later", "long",       "now",
    "recently",  "since",      "soon",    "still",      "subsequently", "then",  "thereafter", "yesterday"};
static_assert(std::is_sorted(kTimes.begin(), kTimes.end()));

/// Verbs for what goes on, ends a life or comes next: they have times of their own.
constexpr std::array<std::string_view, 16> kLasting = {"die",   "go",   "head",   "keep",   "lead", "live",
                                                       "own",   "rank", "remain", "retire", "rule", "run",
                                                       "serve", "stay", "teach",  "work"};
static_assert(std::is_sorted(kLasting.begin(), kLasting.end()));

/// "in MARCH", "last WEEK", "on 4 MAY 2020", "in 2019".
bool tells_time(const Tree& tree, std::int32_t token) {
  const std::string word = lower(tree[token].form);
  return holds(kTimes, tree.lemma(token)) || month_of(word) != 0 || weekday_of(word) || year_of(word);
}

/// Whether a verb has a time of its own, or comes later than the verb before it.
bool timed(const Tree& tree, std::int32_t verb) {
  const auto children = tree.children(verb);
  return std::any_of(children.begin(), children.end(), [&](std::int32_t c) {
    return (tree.is(c, {Obl, OblUnmarked}) && tells_time(tree, c)) || tree.is(c, {Advcl}) ||
           (tree.is(c, {Advmod}) && holds(kThereafter, lower(tree[c].form)));
  });
}

/// "IN 2019 Ada Hill founded Norl and built a ferry": a time before the subject that coordinated verbs of one
/// tense share holds for all of them, up to one that has a time of its own.
void add_shared_time(const Tree& tree, std::int32_t verb, Clause& clause) {
  if (holds(kLasting, tree.lemma(verb))) return;
  std::int32_t first = verb;
  while (tree.is(first, {Conj}) && tree.head(first) != kNoHead && !timed(tree, first) &&
         !tree.has(first, {Nsubj, NsubjPass, Aux}) && tree.xpos(tree.head(first)) == tree.xpos(verb))
    first = tree.head(first);
  const std::int32_t subject = tree.child(first, {Nsubj, NsubjPass});
  if (first == verb || subject == kNoHead) return;
  for (const std::int32_t c : tree.children(first)) {
    if (c > subject && c < verb && tree.is(c, {Conj}) && timed(tree, c)) return;
  }
  for (const std::int32_t c : tree.children(first)) {
    if (c < subject && tree.is(c, {Obl, OblUnmarked}) && tells_time(tree, c))
      append(clause.arguments, phrase(tree, c, Role::Oblique));
  }
}

/// The object that a relative clause without a pronoun leaves open: "the deal [that] Oslo signed".
void add_gap_object(const Tree& tree, std::int32_t verb, Clause& clause) {
  if (!tree.is(verb, {AclRelcl}) || tree.head(verb) == kNoHead || clause.passive ||
      clause.kind == ClauseKind::Copula || has_object(clause))
    return;
  for (const std::int32_t t : tree.subtree(verb)) {
    const std::string_view lemma = tree.lemma(t);
    const bool open =  // "a shot that[mark] she did not chase"
        tree.is(t, {Mark}) && lemma == "that" && t == tree.head(verb) + 1 && !tells_time(tree, t - 1);
    if (open) continue;
    if (relative_pronoun(tree, t) || lemma == "where" || lemma == "when" || lemma == "whose" ||
        lemma == "why")
      return;
  }
  clause.arguments.push_back(bare_phrase(tree, tree.head(verb), Role::Object, verb));
}

/// The predicate after a copula: "is A PORT", "is WORRIED about debts", "is IN THE LEAD".
void add_predicative(const Tree& tree, const VerbGroup& group, Clause& clause) {
  const std::int32_t head = group.predicative;
  add_dependents(tree, head, group, clause);
  const bool governs = std::any_of(clause.arguments.begin(), clause.arguments.end(), [&](const Argument& a) {
    return a.role == Role::Oblique && !a.preposition_tokens.empty() && a.preposition_tokens.front() > head &&
           !a.conjunct;
  });
  const bool worth = tree.is(head, {Upos::Adj, Upos::Adp}) && tree.has(head, {Obj});  // "is WORTH $4 million"
  const bool foremost = tree.xpos(head) == "JJS" && tree.has(head, {Det});  // "is THE WORST since May"
  if (worth || ((tree.is(head, {Upos::Adj, Upos::Verb}) || tree.xpos(head) == "RBR") && governs &&
                !foremost && !tree.has(head, {Case}))) {
    const std::int32_t degree = head - 1;
    if (head > 0 && tree.is(degree, {Advmod}) && !contains(group.words, degree) &&
        (compares(tree.lemma(degree)) || tree.lemma(degree) == "as"))
      clause.predicate.push_back({degree, shown(tree, degree)});  // "is MORE URGENT than food"
    clause.predicate.push_back({head, shown(tree, head)});
    return;
  }
  std::vector<Argument> predicative =
      phrase(tree, head, tree.has(head, {Case}) ? Role::Oblique : Role::Object);
  Argument& first =
      predicative.front();  // "is also THE SEAT", "is usually A PORT": an adverb first is about the clause
  if (tree.is(head, {Upos::Noun, Upos::Propn})) {
    while (first.tokens.size() > 1 && tree.is(first.tokens.front(), {Advmod, Punct}) &&
           tree.head(first.tokens.front()) == head) {
      first.tokens.erase(first.tokens.begin());
    }
  }
  std::erase_if(first.tokens, [&](std::int32_t t) { return contains(group.words, t); });
  append(clause.arguments, std::move(predicative));
}

/// "It is clear that …": "it" stands for the clause behind, which says more by itself.
bool expletive_subject(const Tree& tree, std::int32_t head) {
  const std::int32_t expletive = tree.child(head, {Expl});
  if (expletive != kNoHead && tree.lemma(expletive) == "it") return true;
  const std::int32_t subject = tree.child(head, {Nsubj});  // trees often say nsubj
  return subject != kNoHead && tree.lemma(subject) == "it" && tree.has(head, {Cop}) &&
         tree.has(head, {Ccomp, Csubj, Xcomp});
}

bool plural(const Tree& tree, const std::vector<Argument>& arguments) {
  return arguments.size() > 1 || tree.xpos(arguments.front().head) == "NNS" ||
         tree.xpos(arguments.front().head) == "NNPS";
}

bool names_agent(const Tree& tree, const Argument& argument) {
  return argument.role == Role::Oblique && !argument.conjunct && agent(tree, argument.head);
}

/// Passives turned around: the agent becomes the subject, what was the subject the object.
void turn_around(const Tree& tree, const VerbGroup& group, Clause& clause) {
  std::vector<Argument> agents, patients, others;
  bool in_agent = false;
  for (Argument& a : clause.arguments) {
    in_agent = names_agent(tree, a) || (in_agent && a.conjunct);
    (in_agent ? agents : a.role == Role::Subject ? patients : others).push_back(std::move(a));
  }
  for (Argument& a : agents) {
    a.role = Role::Subject;
    a.preposition.clear();
    a.preposition_tokens.clear();
  }
  for (Argument& a : patients) a.role = Role::Object;
  clause.predicate = active_words(tree, group, plural(tree, agents));
  clause.arguments = std::move(agents);
  append(clause.arguments, std::move(patients));
  append(clause.arguments, std::move(others));
}

bool names_something(const Tree& tree, const Argument& argument) {
  const std::string_view word = tree.lemma(argument.head);
  if (tree.xpos(argument.head) == "DT" && (word == "the" || word == "a" || word == "an")) return false;
  return !tree.is(argument.head,
                  {Upos::Punct, Upos::Adp, Upos::Cconj, Upos::Sconj, Upos::Part, Upos::Adv, Upos::Aux});
}

Clause new_clause(const Tree& tree, std::int32_t head, const VerbGroup& group) {
  Clause clause;
  clause.head = head;
  clause.kind = group.predicative == kNoHead ? ClauseKind::Verb : ClauseKind::Copula;
  clause.negated = group.negated;
  clause.passive = group.passive;
  clause.quoted = tree.quoted(head);
  clause.asserted = asserted(tree, head);
  clause.predicate = shown_words(tree, group.words);
  return clause;
}

/// "said the money had not come; an official replied": behind a semicolon somebody else may speak.
void end_speech(const Tree& tree, Clause& clause) {
  for (Argument& argument : clause.arguments) {
    if (argument.role != Role::Content || argument.tokens.front() < clause.head) continue;
    const auto stop = std::find_if(argument.tokens.begin(), argument.tokens.end(),
                                   [&](std::int32_t t) { return tree[t].form == ";" && !tree.quoted(t); });
    if (stop != argument.tokens.begin() && stop != argument.tokens.end() && argument.head < *stop)
      argument.tokens.erase(stop, argument.tokens.end());
  }
}

}  // namespace

void add_group_arguments(const Tree& tree, const VerbGroup& group, Clause& clause) {
  for (const std::int32_t link : group.links) add_dependents(tree, link, group, clause);
  if (!group.words.empty() && !group.links.empty() && group.words.back() > group.links.back()) {
    const std::int32_t standard = tree.child(group.words.back(), {Obl});  // "sold MORE than her rival"
    if (standard != kNoHead) append(clause.arguments, phrase(tree, standard, Role::Oblique));
  }
  if (group.predicative != kNoHead) add_predicative(tree, group, clause);
}

std::optional<Clause> verb_clause(const Tree& tree, std::int32_t head) {
  if (expletive_subject(tree, head)) return std::nullopt;
  const VerbGroup group = verb_group(tree, head);
  if (group.words.empty()) return std::nullopt;
  Subjects subjects = subjects_of(tree, head);
  std::erase_if(subjects.arguments, [&](const Argument& a) { return !names_something(tree, a); });
  if (subjects.arguments.empty() || subjects.arguments.front().conjunct) return std::nullopt;

  Clause clause = new_clause(tree, head, group);
  if (const std::int32_t first = foremost(tree, head); first != kNoHead) {  // "the FIRST woman TO LEAD it"
    clause.predicate.insert(clause.predicate.begin(), {{first, shown(tree, first)}, {head - 1, "to"}});
  }
  add_group_arguments(tree, group, clause);
  if (group.predicative == kNoHead && !group.passive) add_shared_object(tree, head, clause);
  add_gap_object(tree, head, clause);
  add_shared_time(tree, head, clause);
  std::erase_if(clause.arguments, [](const Argument& a) { return a.tokens.empty(); });
  std::stable_sort(clause.arguments.begin(), clause.arguments.end(),
                   [](const Argument& a, const Argument& b) { return a.tokens.front() < b.tokens.front(); });
  part_phrases(tree, clause.arguments);
  if (subjects.implied && clause.kind == ClauseKind::Verb && !tree.is(head, {Conj}))
    clause.kind = ClauseKind::Relative;
  clause.arguments.insert(clause.arguments.begin(), std::make_move_iterator(subjects.arguments.begin()),
                          std::make_move_iterator(subjects.arguments.end()));

  deny(tree, clause);
  const bool turns = group.passive && group.links.size() == 1 && group.predicative == kNoHead;
  const auto named = [&](const Argument& a) { return names_agent(tree, a); };
  if (turns && std::any_of(clause.arguments.begin(), clause.arguments.end(), named))
    turn_around(tree, group, clause);
  add_reported_speech(tree, clause);
  end_speech(tree, clause);
  // "There are doubts" says too little, "there is gold in the river" enough.
  if (tree.has(head, {Expl}) && !has_object(clause)) {
    const auto placed = [](const Argument& a) { return a.role == Role::Oblique; };
    if (std::none_of(clause.arguments.begin(), clause.arguments.end(), placed)) return std::nullopt;
  }
  return clause;
}

std::optional<Clause> content_copula(const Tree& tree, std::int32_t head) {
  const std::int32_t copula = outer_copula(tree, head);
  if (copula == kNoHead) return std::nullopt;
  std::int32_t subject = tree.child(head, {NsubjOuter, Nsubj, NsubjPass});
  if (subject == kNoHead || subject > copula) return std::nullopt;
  VerbGroup group;
  group.words = {copula};
  group.predicative = head;
  Clause clause = new_clause(tree, head, group);
  clause.arguments = phrase(tree, subject, Role::Subject);
  Argument content = clause_argument(tree, head, Role::Content);
  std::erase_if(content.tokens, [&](std::int32_t t) { return t <= copula; });
  if (!content.tokens.empty() && tree.is(content.tokens.front(), {Mark}) &&
      tree.lemma(content.tokens.front()) == "that") {
    content.tokens.erase(content.tokens.begin());
  }
  if (content.tokens.empty()) return std::nullopt;
  clause.arguments.push_back(std::move(content));
  return clause;
}

}  // namespace kg::text
