// Reported speech whose words stand before their speaker or around him: "…, said Ada Hill", "…, she added,
// …". Trees often hang one on the other in odd ways, so the order of words decides.
#include <algorithm>
#include <array>

#include "loaders/text/clause_rules.hpp"
#include "loaders/text/tense_tags.hpp"

namespace kg::text {
namespace {

using enum Deprel;

constexpr std::array<std::string_view, 58> kReporting = {
    "acknowledge", "add",     "admit",   "advise",   "agree",   "allege",   "announce", "answer",
    "argue",       "assert",  "believe", "boast",    "claim",   "comment",  "complain", "concede",
    "conclude",    "confirm", "contend", "continue", "declare", "disclose", "estimate", "explain",
    "feel",        "guess",   "hope",    "indicate", "insist",  "joke",     "know",     "note",
    "observe",     "predict", "promise", "quip",     "read",    "realise",  "realize",  "recall",
    "reiterate",   "remark",  "reply",   "report",   "reveal",  "say",      "shout",    "signal",
    "speculate",   "state",   "stress",  "suggest",  "tell",    "testify",  "think",    "urge",
    "warn",        "write"};
static_assert(std::is_sorted(kReporting.begin(), kReporting.end()));

bool tensed(const Tree& tree, std::int32_t token) {
  return shows_tense(tree.xpos(token));
}

bool divides(const Tree& tree, std::int32_t token) {
  const std::string& form = tree[token].form;
  return form == "," || form == "''" || form == "\u201d" || form == "\"" || form == "?" || form == "!";
}

/// Whether a clause that can be said stands among the tokens [0, end): not one that only modifies the
/// reporting verb.
bool holds_statement(const Tree& tree, std::int32_t end, std::int32_t verb) {
  for (std::int32_t t = 0; t < end; ++t) {
    if (!heads_clause(tree, t)) continue;
    if (tree.quoted(t)) return true;
    const bool modifies = tree.is(t, {Advcl, Acl, AclRelcl, Xcomp}) && tree.head(t) != kNoHead &&
                          (tree.head(t) == verb || tree.head(t) < end);
    if (!modifies && tree.has(t, {Nsubj, NsubjPass, NsubjOuter, Csubj, Expl})) return true;
  }
  return false;
}

/// Words that open a clause of circumstance; "as" alone may open one of saying: "…, as Ada Hill put it".
constexpr std::array<std::string_view, 12> kOpening = {"after", "although", "because", "before",
                                                       "if",    "since",    "that",    "though",
                                                       "until", "when",     "where",   "while"};
static_assert(std::is_sorted(kOpening.begin(), kOpening.end()));

/// "…, WHEN an operator reported it": a clause of circumstance is no inserted speaker.
bool circumstance(const Tree& tree, std::int32_t verb) {
  const auto children = tree.children(verb);
  return std::any_of(children.begin(), children.end(), [&](std::int32_t c) {
    return c < verb && tree.is(c, {Mark, Advmod}) && holds(kOpening, tree.lemma(c));
  });
}

/// Where the words of the reporting clause begin: its subject or its verb group, or that of who quotes it.
std::int32_t beginning(const Tree& tree, const Clause& clause) {
  std::int32_t begin = clause.head;
  if (const std::int32_t quote = quoting(tree, clause.head); quote != kNoHead) {
    const std::int32_t subject = tree.child(quote, {Nsubj, NsubjPass});
    return subject == kNoHead ? quote : std::min(quote, tree.subtree(subject).front());
  }
  for (const PredicateWord& word : clause.predicate) begin = std::min(begin, word.token);
  for (const Argument& a : clause.arguments) {
    if (a.role == Role::Subject) begin = std::min(begin, a.tokens.front());
  }
  return begin;
}

/// What stands before "…, said X" or "…, X said", and behind it too in "…, X said, …"; empty if the sentence
/// goes otherwise.
std::vector<std::int32_t> words_before(const Tree& tree, const Clause& clause) {
  std::vector<std::int32_t> tokens;
  const std::int32_t begin = beginning(tree, clause);
  const std::int32_t next = clause.head + 1;
  const bool inserted = next + 1 < tree.size() && tree[next].form == ",";
  if (begin < 2 || !divides(tree, begin - 1)) return tokens;
  const bool last = next + 1 >= tree.size();  // "…, the firm added.": nothing else can stand so
  bool stated = holds_statement(tree, begin - 1, clause.head);
  for (std::int32_t t = 0; t < begin && last && !stated; ++t) stated = tensed(tree, t);
  if (!inserted && !stated) return tokens;
  for (std::int32_t t = 0; t + 1 < begin; ++t) tokens.push_back(t);
  if (inserted && !stated) {
    for (std::int32_t t = next + 1; t < tree.size(); ++t) tokens.push_back(t);
  }
  const std::int32_t told =
      tree.is(clause.head, {Parataxis}) ? tree.head(clause.head) : tree.child(clause.head, {Ccomp});
  if (!stated || told == kNoHead || told > begin) return tokens;
  std::vector<std::int32_t> more;  // "…, he said, AND THE TAX WOULD FALL"
  for (const std::int32_t c : tree.children(told)) {
    if (c > next && tree.is(c, {Conj})) tree.add_subtree(c, more);
  }
  std::sort(more.begin(), more.end());
  while (!more.empty() && tree.is(more.front(), {Upos::Punct})) more.erase(more.begin());
  tokens.insert(tokens.end(), more.begin(), more.end());
  return tokens;
}

/// "said on Thursday THAT profits fell": also one taken for a relative pronoun, where the clause behind it
/// has a subject of its own.
bool opens_content(const Tree& tree, std::int32_t that) {
  if (tree.is(that, {Mark})) return true;
  if (that + 1 >= tree.size() || tree.is(that, {Nsubj, NsubjPass})) return false;
  const std::int32_t clause = tree.head(that);
  return clause != kNoHead && clause > that + 1 && tree.has(clause, {Nsubj, NsubjPass, Expl});
}

/// Verbs that need no "that" before what is thought or said.
constexpr std::array<std::string_view, 19> kThinking = {
    "add",  "argue", "believe", "claim", "conclude", "contend", "estimate",  "feel",    "guess", "hope",
    "know", "note",  "predict", "read",  "realise",  "realize", "reiterate", "suggest", "think"};
static_assert(std::is_sorted(kThinking.begin(), kThinking.end()));

/// "Analysts estimate THE OFFER is too low": the noun behind the verb has a verb of its own, with nothing
/// between that makes it a relative one.
bool opens_thought(const Tree& tree, std::int32_t verb) {
  if (!holds(kThinking, tree.lemma(verb)) || verb + 2 >= tree.size()) return false;
  if (tree.is(verb + 1, {Upos::Adp, Upos::Adv, Upos::Part, Upos::Punct, Upos::Cconj})) return false;
  for (std::int32_t t = verb + 1; t < tree.size(); ++t) {
    if (tree.xpos(t).starts_with('W') || tree.lemma(t) == "that" || tree.is(t, {Upos::Cconj, Upos::Punct}))
      return false;
    if (tensed(tree, t)) return true;
  }
  return false;
}

bool quotes(const Tree& tree, std::int32_t token) {
  const std::string& form = tree[token].form;
  return form == "\"" || form == "``" || form == "\u201c";
}

/// What follows "X said (in May) that …", up to a clause coordinated with the reporting one. "Say" needs no
/// "that".
std::vector<std::int32_t> words_after(const Tree& tree, const Clause& clause) {
  constexpr std::int32_t kMostBetween = 8;  // "told the paper in an interview on Tuesday that"
  const std::int32_t verb = clause.head;
  std::int32_t begin = kNoHead;
  for (std::int32_t t = verb + 1; t < tree.size() && t <= verb + kMostBetween && begin == kNoHead; ++t) {
    if (tree.lemma(t) == "that" && (t == verb + 1 || tree.is(t, {Upos::Sconj}) || opens_content(tree, t)))
      begin = t + 1;
    if (quotes(tree, t) && (t == verb + 1 || tree[t - 1].form == "," || tree[t - 1].form == ":")) begin = t;
    if (heads_clause(tree, t)) break;
  }
  if (begin == kNoHead && (tree.lemma(verb) == "say" || opens_thought(tree, verb))) {
    begin = verb + 1;
    for (const Argument& a : clause.arguments) {  // "said ON FRIDAY it would close"
      const std::int32_t next = a.tokens.back() + 1;
      const std::int32_t first = a.preposition_tokens.empty() ? a.head : a.preposition_tokens.front();
      if (a.role == Role::Oblique && tree.head(a.head) == verb && next < tree.size() && first == begin &&
          !tree.is(next, {Upos::Punct, Upos::Verb, Upos::Adp}))
        begin = next;
    }
  }
  if (begin == kNoHead) return {};
  for (const Argument& a : clause.arguments) {
    const bool around = a.head > verb && a.tokens.front() <= begin && a.tokens.back() >= begin;
    if (a.role != Role::Recipient && a.role != Role::Oblique && around) {
      if (a.role == Role::Subject) return {};
      if (a.tokens.front() != begin - 1 || tree.lemma(begin - 1) != "that") begin = a.tokens.front();
    }
    if (a.role == Role::Content && a.tokens.front() < verb) return {};
  }
  std::vector<std::int32_t> tokens = tree.subtree(verb);
  if (tree.is(verb, {Root})) {
    tokens.clear();
    for (std::int32_t t = begin; t < tree.size(); ++t) tokens.push_back(t);
  }
  for (const std::int32_t c : tree.children(verb)) {
    const bool coordinated = tree.is(c, {Conj}) && tree.is(c, {Upos::Verb});
    const bool comments =
        tree.is(c, {Advcl}) && tree.xpos(c) == "VBG" && tree[tree.subtree(c).front()].form == ",";
    if (c < begin || (!coordinated && !comments)) continue;
    const std::int32_t end = tree.subtree(c).front();
    std::erase_if(tokens, [&](std::int32_t t) { return t >= end; });
  }
  std::erase_if(tokens, [&](std::int32_t t) { return t < begin; });
  const bool states =
      std::any_of(tokens.begin(), tokens.end(), [&](std::int32_t t) { return tensed(tree, t); });
  return states ? tokens : std::vector<std::int32_t>{};
}

/// What stands around ", X said, …": all of the clause that the reporting one is thrown into.
std::vector<std::int32_t> words_around(const Tree& tree, std::int32_t verb) {
  std::vector<std::int32_t> tokens;
  const std::int32_t host = tree.head(verb);
  if (!tree.is(verb, {Parataxis}) || host == kNoHead || !heads_clause(tree, host)) return tokens;
  tokens = tree.subtree(host);
  std::erase_if(tokens, [&](std::int32_t t) { return tree.within(t, verb); });
  for (std::size_t i = 1; i < tokens.size(); ++i) {  // the commas around the speaker are not what he says
    if (tree[tokens[i]].form != "," || tokens[i] == tokens[i - 1] + 1) continue;
    const std::ptrdiff_t first = static_cast<std::ptrdiff_t>(i) - (tree[tokens[i - 1]].form == "," ? 1 : 0);
    tokens.erase(tokens.begin() + first, tokens.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    break;
  }
  return tokens;
}

/// "…, the court HEARD.": what was said there; nobody hears without hearing something.
bool heard(const Tree& tree, const Clause& clause) {
  const std::int32_t next = clause.head + 1;
  if (tree.lemma(clause.head) != "hear" || (next < tree.size() && !tree.is(next, {Upos::Punct})))
    return false;
  const std::int32_t begin = beginning(tree, clause);
  return begin > 0 && divides(tree, begin - 1);
}

/// "a share WHICH lawyers SAY is too high": what is said has its subject before the verb of saying.
bool says_of_noun(const Tree& tree, std::int32_t verb) {
  const std::int32_t said = tree.is(verb, {AclRelcl}) ? tree.child(verb, {Ccomp, Xcomp, Advcl}) : kNoHead;
  const std::int32_t pronoun = said == kNoHead ? kNoHead : tree.child(said, {Nsubj, NsubjPass});
  return pronoun != kNoHead && pronoun < verb && said > verb;
}

/// "a novel, SAID TO be complete", "if not, they WILL SAY little": nobody says here what stands before.
bool says_nothing_before(const Tree& tree, const Clause& clause) {
  const std::int32_t next = clause.head + 1;
  if (next + 1 < tree.size() && tree.lemma(next) == "to" && tree.xpos(next + 1) == "VB") return true;
  return std::any_of(clause.predicate.begin(), clause.predicate.end(), [&](const PredicateWord& word) {
    return word.token != kNoHead && tree.xpos(word.token) == "MD" && tree.lemma(word.token) != "would";
  });
}

}  // namespace

std::int32_t quoting(const Tree& tree, std::int32_t saying) {
  if (tree.xpos(saying) != "VBG") return kNoHead;
  const std::int32_t marker = tree.child(saying, {Mark, Case});
  if (marker == kNoHead || tree.lemma(marker) != "as") return kNoHead;
  std::int32_t verb = tree.head(saying);
  if (verb != kNoHead && tree.is(saying, {Acl})) verb = tree.head(verb);
  return verb != kNoHead && (tree.lemma(verb) == "quote" || tree.lemma(verb) == "cite") ? verb : kNoHead;
}

bool reporting(std::string_view lemma) {
  return holds(kReporting, lemma);
}

void add_reported_speech(const Tree& tree, Clause& clause) {
  const bool quoted = quoting(tree, clause.head) != kNoHead;
  if ((clause.kind != ClauseKind::Verb && !quoted) || clause.passive) return;
  if (!reporting(tree.lemma(clause.head)) && !heard(tree, clause)) return;
  if (says_of_noun(tree, clause.head)) return;
  const bool inserted = clause.head + 1 < tree.size() && tree[clause.head + 1].form == ",";
  const bool silent = says_nothing_before(tree, clause);
  const bool apart = silent || circumstance(tree, clause.head);
  if (silent) {
    std::erase_if(clause.arguments, [&](const Argument& a) {
      return a.role == Role::Content && a.tokens.back() < clause.head && !tree.quoted(a.head);
    });
  }
  std::vector<std::int32_t> tokens;
  if (inserted && !apart) tokens = words_before(tree, clause);
  if (tokens.empty()) tokens = words_after(tree, clause);
  const bool after = std::any_of(clause.arguments.begin(), clause.arguments.end(), [&](const Argument& a) {
    return a.role == Role::Content && a.tokens.front() > clause.head;
  });
  if (tokens.empty() && !after && !apart) tokens = words_around(tree, clause.head);
  if (tokens.empty() && !after && !apart) tokens = words_before(tree, clause);
  if (tokens.empty()) return;
  const auto said = [&](const Argument& a) {
    return a.role != Role::Subject &&
           (a.role == Role::Content || std::binary_search(tokens.begin(), tokens.end(), a.head));
  };
  std::erase_if(clause.arguments, said);
  Argument content;
  content.role = Role::Content;
  content.head = tokens.front();
  for (const std::int32_t t : tokens) {  // the word that everything said hangs on
    if (tree.head(t) == kNoHead || !std::binary_search(tokens.begin(), tokens.end(), tree.head(t))) {
      content.head = t;
      if (heads_clause(tree, t)) break;
    }
  }
  content.tokens = std::move(tokens);
  trim(tree, content.tokens);
  clause.arguments.push_back(std::move(content));
}

}  // namespace kg::text
