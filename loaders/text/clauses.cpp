// Clauses read from a tree: every verb and every predicate after a copula gives one, with the arguments that
// stand beside it or are implied; nouns add theirs (noun_clauses.cpp). RULES.md lists the rules with
// examples.
#include <algorithm>
#include <array>
#include <optional>

#include "loaders/text/clause_rules.hpp"
#include "loaders/text/stages.hpp"

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

/// "…, who": in a relative clause the pronoun stands for the antecedent; anywhere else it is its own phrase.
std::vector<Argument> resolved_phrase(const Tree& tree, std::int32_t token, Role role,
                                      std::int32_t antecedent_noun) {
  std::vector<Argument> arguments = phrase(tree, token, role);
  if (antecedent_noun == kNoHead || !relative_pronoun(tree, token)) return arguments;
  Argument noun = phrase(tree, antecedent_noun, role).front();
  noun.preposition = arguments.front().preposition;
  noun.preposition_tokens = arguments.front().preposition_tokens;
  return {std::move(noun)};
}

/// Dependents of one link of the predicate, by relation.
void add_dependents(const Tree& tree, std::int32_t link, const VerbGroup& group, std::int32_t noun,
                    Clause& clause) {
  for (const std::int32_t c : tree.children(link)) {
    std::vector<Argument>& to = clause.arguments;
    switch (tree[c].deprel) {
      case Obj:
        append(to, resolved_phrase(tree, c, Role::Object, noun));
        break;
      case Iobj:
        append(to, resolved_phrase(tree, c, Role::Recipient, noun));
        break;
      case Obl:
      case OblAgent:
        append(to, resolved_phrase(tree, c, Role::Oblique, noun));
        break;
      case OblUnmarked:
        append(to, phrase(tree, c, Role::Oblique));
        break;
      case Ccomp:
        to.push_back(clause_argument(tree, c, Role::Content));
        break;
      case Xcomp:
        if (std::find(group.links.begin(), group.links.end(), c) != group.links.end() ||
            c == group.predicative)
          break;
        if (heads_clause(tree, c)) {
          to.push_back(clause_argument(tree, c, Role::Content));
        } else if (tree.has(link, {Obj}) &&
                   !tree.has(c, {Case})) {  // "made it a source": the object becomes it
          append(to, phrase(tree, c, Role::Oblique));
          if (tree.is(c, {Upos::Noun, Upos::Propn})) to.back().preposition = "as";
        } else {  // "became a source"
          append(to, phrase(tree, c, tree.has(c, {Case}) ? Role::Oblique : Role::Object));
        }
        break;
      case Advmod:
        if (noun != kNoHead && tree.lemma(c) == "where") {
          Argument place = bare_phrase(tree, noun, Role::Oblique);
          place.preposition = "in";
          to.push_back(std::move(place));
        }
        break;
      default:
        break;
    }
  }
}

/// The object that coordinated verbs share: "mined and SOLD ORE", "mined ORE and sold [it]" is no such case.
void add_shared_object(const Tree& tree, std::int32_t verb, Clause& clause) {
  const auto has_object = [](const Argument& a) { return a.role == Role::Object || a.role == Role::Content; };
  if (std::any_of(clause.arguments.begin(), clause.arguments.end(), has_object)) return;
  if (tree.is(verb, {Conj}) &&
      tree.head(verb) != kNoHead) {  // the object hangs on the first verb, behind both
    const std::int32_t object = tree.child(tree.head(verb), {Obj});
    if (object > verb) append(clause.arguments, phrase(tree, object, Role::Object));
    return;
  }
  const std::int32_t second =
      tree.child(verb, {Conj});  // or on the second, which stands right behind the first
  if (second == kNoHead || second - verb != 2 || !tree.is(second, {Upos::Verb})) return;
  const std::int32_t object = tree.child(second, {Obj});
  if (object != kNoHead) append(clause.arguments, phrase(tree, object, Role::Object));
}

/// The object that a relative clause without a pronoun leaves open: "the deal [that] Oslo signed".
void add_gap_object(const Tree& tree, std::int32_t verb, const VerbGroup& group, std::int32_t noun,
                    Clause& clause) {
  if (noun == kNoHead || !tree.is(verb, {AclRelcl}) || group.passive || group.predicative != kNoHead) return;
  for (const std::int32_t t : tree.subtree(verb)) {
    if (relative_pronoun(tree, t) || tree.lemma(t) == "where" || tree.lemma(t) == "when" ||
        tree.lemma(t) == "whose")
      return;
  }
  for (const Argument& a : clause.arguments) {
    if (a.role == Role::Object || a.role == Role::Content) return;
  }
  clause.arguments.push_back(bare_phrase(tree, noun, Role::Object, verb));
}

/// The predicate after a copula: "is A SOURCE", "is WORRIED ABOUT debts", "is IN THE LEAD".
void add_predicative(const Tree& tree, const VerbGroup& group, std::int32_t noun, Clause& clause) {
  const std::int32_t head = group.predicative;
  if (tree.has(head, {NsubjOuter})) {  // "the question is how they pay"
    Argument content = clause_argument(tree, head, Role::Content);
    const std::int32_t copula = tree.child(head, {Cop});
    std::erase_if(content.tokens, [&](std::int32_t t) { return t <= copula; });
    clause.arguments.push_back(std::move(content));
    return;
  }
  add_dependents(tree, head, group, noun, clause);
  const bool governs = std::any_of(clause.arguments.begin(), clause.arguments.end(), [&](const Argument& a) {
    return a.role == Role::Oblique && !a.preposition_tokens.empty() && a.preposition_tokens.front() > head &&
           !a.conjunct;
  });
  if (tree.is(head, {Upos::Adj, Upos::Verb}) && governs && !tree.has(head, {Case})) {
    clause.predicate.push_back({head, shown(tree, head)});
    return;
  }
  std::vector<Argument> predicative =
      phrase(tree, head, tree.has(head, {Case}) ? Role::Oblique : Role::Object);
  for (Argument& argument :
       predicative) {  // "is also THE SEAT": what stands before the determiner is about the clause
    const std::int32_t determiner = tree.child(argument.head, {Det, NmodPoss});
    std::erase_if(argument.tokens, [&](std::int32_t t) {
      return tree.is(t, {Advmod}) && tree.head(t) == argument.head &&
             (t < determiner || std::count(group.words.begin(), group.words.end(), t) > 0);
    });
  }
  append(clause.arguments, std::move(predicative));
}

bool expletive_subject(const Tree& tree, std::int32_t head) {
  const std::int32_t expletive = tree.child(head, {Expl});
  if (expletive != kNoHead && tree.lemma(expletive) == "it") return true;
  const std::int32_t subject = tree.child(head, {Nsubj});  // "it is clear that …": the tree often says nsubj
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

/// Whether the clause stands under a condition or in a question, at any depth.
bool supposed(const Tree& tree, std::int32_t head) {
  if (tree[tree.size() - 1].form == "?" || (tree.size() > 1 && tree[tree.size() - 2].form == "?"))
    return true;
  for (; head != kNoHead; head = tree.head(head)) {
    for (const std::int32_t c : tree.children(head)) {
      if (!tree.is(c, {Mark})) continue;
      const std::string_view marker = tree.lemma(c);
      if (marker == "if" || marker == "unless" || marker == "whether" || marker == "lest") return true;
    }
  }
  return false;
}

std::optional<Clause> verb_clause(const Tree& tree, std::int32_t head) {
  if (expletive_subject(tree, head)) return std::nullopt;
  const VerbGroup group = verb_group(tree, head);
  const std::int32_t noun = antecedent(tree, head);
  Clause clause;
  clause.head = head;
  clause.kind = group.predicative == kNoHead ? ClauseKind::Verb : ClauseKind::Copula;
  clause.negated = group.negated;
  clause.passive = group.passive;
  clause.quoted = tree.quoted(head);
  clause.asserted = !supposed(tree, head);
  clause.predicate = shown_words(tree, group.words);
  if (clause.predicate.empty()) return std::nullopt;
  for (const std::int32_t link : group.links) add_dependents(tree, link, group, noun, clause);
  if (group.predicative != kNoHead) {
    add_predicative(tree, group, noun, clause);
  } else if (!group.passive) {
    add_shared_object(tree, head, clause);
  }
  add_gap_object(tree, head, group, noun, clause);
  std::stable_sort(clause.arguments.begin(), clause.arguments.end(),
                   [](const Argument& a, const Argument& b) { return a.tokens.front() < b.tokens.front(); });

  Subjects subjects;
  if (const std::int32_t outer = tree.child(head, {NsubjOuter});
      outer != kNoHead && clause.kind == ClauseKind::Copula) {
    subjects.arguments = phrase(tree, outer, Role::Subject);
  } else {
    subjects = subjects_of(tree, head);
  }
  if (subjects.arguments.empty()) return std::nullopt;
  if (subjects.implied && clause.kind == ClauseKind::Verb && !tree.is(head, {Conj}))
    clause.kind = ClauseKind::Relative;
  clause.arguments.insert(clause.arguments.begin(), subjects.arguments.begin(), subjects.arguments.end());
  const bool turns = group.passive && group.links.size() == 1 && group.predicative == kNoHead;
  const auto named = [&](const Argument& a) { return names_agent(tree, a); };
  if (turns && std::any_of(clause.arguments.begin(), clause.arguments.end(), named)) {
    turn_around(tree, group, clause);
  }
  return clause;
}

/// Whether this token begins a predicate of its own; a link of a longer group does not.
bool begins_clause(const Tree& tree, std::int32_t token) {
  if (!heads_clause(tree, token)) return false;
  if (!tree.is(token, {Xcomp})) return true;
  return false;
}

/// Content is what the speaker says; clauses within it are the speaker's, the innermost one's first.
void mark_speakers(std::vector<Clause>& clauses) {
  for (Clause& inner : clauses) {
    std::size_t smallest = SIZE_MAX;
    for (std::size_t i = 0; i < clauses.size(); ++i) {
      if (&clauses[i] == &inner) continue;
      for (const Argument& a : clauses[i].arguments) {
        if (a.role != Role::Content || a.tokens.size() >= smallest) continue;
        if (!std::binary_search(a.tokens.begin(), a.tokens.end(), inner.head)) continue;
        if (std::binary_search(a.tokens.begin(), a.tokens.end(), clauses[i].head)) continue;
        smallest = a.tokens.size();
        inner.speaker_clause = static_cast<std::int32_t>(i);
      }
    }
  }
}

}  // namespace

std::vector<Clause> read_clauses(const Sentence& sentence) {
  const Tree tree(sentence);
  std::vector<Clause> clauses;
  for (std::int32_t t = 0; t < tree.size(); ++t) {
    if (!begins_clause(tree, t)) continue;
    if (std::optional<Clause> clause = verb_clause(tree, t)) clauses.push_back(std::move(*clause));
  }
  add_titles(tree, clauses);
  add_appositions(tree, clauses);
  add_ranks(tree, clauses);
  add_event_nouns(tree, clauses);
  mark_speakers(clauses);
  return clauses;
}

}  // namespace kg::text
