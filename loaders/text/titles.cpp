// What a name is, said without a verb: "Treasury Secretary Ada Hill", "Ada Hill, the secretary", "Ada Hill,
// 42".
#include <algorithm>
#include <array>

#include "loaders/text/clause_rules.hpp"

namespace kg::text {
namespace {

using enum Deprel;

/// Forms of address, which say nothing of what somebody is.
constexpr std::array<std::string_view, 17> kAddresses = {"dr",   "dr.",   "lady", "lord", "miss", "mr",
                                                         "mr.",  "mrs",   "mrs.", "ms",   "ms.",  "mx",
                                                         "prof", "prof.", "sir",  "st",   "st."};
static_assert(std::is_sorted(kAddresses.begin(), kAddresses.end()));

/// Nouns for offices and callings: what stands before or behind a name as its title.
constexpr std::array<std::string_view, 60> kOffices = {
    "actor",       "admiral",        "adviser",   "ambassador", "analyst",      "archbishop",  "author",
    "bishop",      "boss",           "captain",   "ceo",        "chairman",     "chairwoman",  "chancellor",
    "chief",       "coach",          "colonel",   "commander",  "commissioner", "congressman", "director",
    "doctor",      "economist",      "editor",    "emperor",    "founder",      "general",     "governor",
    "judge",       "justice",        "king",      "lawyer",     "leader",       "lieutenant",  "manager",
    "marshal",     "mayor",          "minister",  "mp",         "officer",      "owner",       "pope",
    "premier",     "president",      "prince",    "princess",   "producer",     "professor",   "prosecutor",
    "queen",       "representative", "secretary", "senator",    "sergeant",     "sheriff",     "spokesman",
    "spokeswoman", "superintendent", "treasurer", "writer"};
static_assert(std::is_sorted(kOffices.begin(), kOffices.end()));

/// "Chief EXECUTIVE", "Secretary GENERAL": the noun of an office, which holds none itself.
bool names_office(const Tree& tree, std::int32_t token) {
  return holds(kOffices, tree.lemma(token)) || tree.lemma(token) == "executive" ||
         holds(kOffices, lower(tree[token].form));
}

bool name(const Tree& tree, std::int32_t token) {
  if (tree.is(token, {Upos::Propn})) return true;
  const std::int32_t second = tree.child(token, {Flat});
  return second != kNoHead && tree.is(second, {Upos::Propn});
}

/// A name without what the tree hangs on it: "Ada Hill in Oslo" is no name, "Margaret of Parma" is.
Argument bare_name(const Tree& tree, std::int32_t token, std::int32_t without) {
  Argument argument = bare_phrase(tree, token, Role::Subject, without);
  if (!name(tree, token)) return argument;
  for (const std::int32_t c : tree.children(token)) {
    const std::int32_t marker = tree.is(c, {Nmod}) ? tree.child(c, {Case}) : kNoHead;
    if (marker == kNoHead || tree.lemma(marker) == "of") continue;
    std::erase_if(argument.tokens, [&](std::int32_t t) { return tree.within(t, c); });
  }
  return argument;
}

/// X is Y, where the sentence only puts one beside the other.
Clause naming(const Tree& tree, ClauseKind kind, Argument subject, Argument object) {
  Clause clause;
  clause.kind = kind;
  clause.head = object.head;
  clause.quoted = tree.quoted(object.head);
  clause.predicate = {{kNoHead, "is"}};
  clause.arguments = {std::move(subject), std::move(object)};
  return clause;
}

Argument words_argument(Role role, std::int32_t head, std::vector<std::int32_t> tokens) {
  Argument argument;
  argument.role = role;
  argument.head = head;
  argument.tokens = std::move(tokens);
  return argument;
}

/// "Commissioner[nsubj] Ada[flat] Hill[flat] spoke": the tree takes the office for a part of the name.
void add_office_in_name(const Tree& tree, std::int32_t token, std::vector<Clause>& clauses) {
  if (!holds(kOffices, tree.lemma(token)) || tree.is(token, {Flat, NmodDesc})) return;
  std::vector<std::int32_t> holder;
  std::vector<std::int32_t> office{token};
  for (const std::int32_t c : tree.children(token)) {
    if (c > token && tree.is(c, {Flat}) && tree.is(c, {Upos::Propn})) holder.push_back(c);
    if (c < token && tree.is(c, {Compound, Amod, NmodPoss}) && !holds(kAddresses, tree.lemma(c)))
      tree.add_subtree(c, office);
  }
  if (holder.empty() || holder.front() != token + 1 || names_office(tree, holder.back())) return;
  std::sort(office.begin(), office.end());
  const std::int32_t first = holder.front();
  clauses.push_back(naming(tree, ClauseKind::Title, words_argument(Role::Subject, first, std::move(holder)),
                           words_argument(Role::Object, token, std::move(office))));
}

/// Whether a word before a name is its title.
bool title(const Tree& tree, std::int32_t token) {
  const std::int32_t head = tree.head(token);
  if (head == kNoHead || token > head || !name(tree, head) || holds(kAddresses, tree.lemma(token)))
    return false;
  if (names_office(tree, head) && tree.child(head, {Flat}) == kNoHead) return false;
  if (tree.is(token, {NmodDesc})) return tree.is(token, {Upos::Noun, Upos::Propn});
  return tree.is(token, {Compound, Appos, Nmod}) && holds(kOffices, tree.lemma(token)) &&
         !tree.has(token, {Case});
}

/// "analyst Ada Hill OF NORL": what stands behind a name tells where the office before it is.
void add_employer(const Tree& tree, const std::vector<std::int32_t>& name, Clause& clause) {
  for (const std::int32_t word : name) {
    for (const std::int32_t c : tree.children(word)) {
      const std::int32_t marker = c > name.back() && tree.is(c, {Nmod}) ? tree.child(c, {Case}) : kNoHead;
      if (marker != name.back() + 1 || lower(tree[c].form) == tree[c].form) continue;  // no name
      const std::string_view preposition = tree.lemma(marker);
      if (preposition != "of" && preposition != "at" && preposition != "with" && preposition != "from")
        continue;
      Argument employer = bare_phrase(tree, c, Role::Oblique, kNoHead);
      employer.preposition = preposition;
      employer.preposition_tokens = {marker};
      clause.arguments.push_back(std::move(employer));
      return;
    }
  }
}

/// "Treasury Secretary Ada Hill" → Ada Hill is Treasury Secretary.
void add_title(const Tree& tree, std::int32_t token, std::vector<Clause>& clauses) {
  if (!title(tree, token)) return;
  const std::int32_t holder = tree.head(token);
  std::vector<std::int32_t> office = tree.subtree(token);
  std::vector<std::int32_t> holder_words{holder};
  for (const std::int32_t c : tree.children(holder)) {
    if (c < token && tree.is(c, {Compound, Amod, NmodPoss, NmodDesc}) && !holds(kAddresses, tree.lemma(c))) {
      tree.add_subtree(c, office);
    } else if (c > token && tree.is(c, {Flat, Compound})) {
      holder_words.push_back(c);
    }
  }
  std::sort(office.begin(), office.end());
  std::sort(holder_words.begin(), holder_words.end());
  const std::vector<std::int32_t> name = holder_words;
  clauses.push_back(naming(tree, ClauseKind::Title,
                           words_argument(Role::Subject, holder, std::move(holder_words)),
                           words_argument(Role::Object, token, std::move(office))));
  add_employer(tree, name, clauses.back());
}

/// "Ada Hill, 42, …": the name before an age, or kNoHead. Nothing else stands so, whatever the tree makes of
/// it.
std::int32_t of_age(const Tree& tree, std::int32_t token) {
  const std::string& form = tree[token].form;
  const bool number = (form.size() == 2 || (form.size() == 3 && form[0] == '1')) &&
                      std::all_of(form.begin(), form.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!number || token < 2 || token + 1 >= tree.size() || tree[token - 1].form != ",") return kNoHead;
  if (!tree.is(token + 1, {Upos::Punct}) && !tree.is(token, {NmodUnmarked, Appos})) return kNoHead;
  if (tree.children(token).size() > 2) return kNoHead;
  std::int32_t holder = token - 2;
  while (tree.is(holder, {Flat, Compound}) && tree.head(holder) != kNoHead && tree.head(holder) < token)
    holder = tree.head(holder);
  return tree.is(token - 2, {Upos::Propn}) && name(tree, holder) && !tree.within(holder, token) ? holder
                                                                                                : kNoHead;
}

bool definite(const Tree& tree, std::int32_t token) {
  return tree.has(token, {Det, NmodPoss});
}

/// Nouns that tell behind a comma what a whole clause amounts to: "She married Reed, A UNION that did not
/// last".
constexpr std::array<std::string_view, 40> kSumming = {
    "act",      "advance",    "assertion", "blow",      "charge", "claim",    "decision", "decline",
    "decrease", "defeat",     "drop",      "fall",      "feat",   "figure",   "gain",     "gap",
    "increase", "jump",       "loss",      "majority",  "margin", "marriage", "move",     "pace",
    "process",  "proportion", "rate",      "reduction", "result", "reversal", "rise",     "setback",
    "share",    "step",       "success",   "sum",       "surge",  "task",     "turnout",  "victory"};
static_assert(std::is_sorted(kSumming.begin(), kSumming.end()));

/// Such a noun, or "no", names nothing that stands before the comma.
bool sums_up(const Tree& tree, std::int32_t token, std::int32_t first) {
  return tree.lemma(first) == "no" || (tree.has(token, {Det}) && holds(kSumming, tree.lemma(token)));
}

/// "two sons, a DAUGHTER …", "a mill, a FARM and …": many are not one, and no comma closes the second noun.
bool listed(const Tree& tree, std::int32_t head, std::int32_t token) {
  const std::int32_t end = tree.subtree(token).back() + 1;
  return (tree.xpos(head) == "NNS" && tree.xpos(token) == "NN") ||
         (end < tree.size() && tree.is(end, {Upos::Cconj}));
}

/// Two phrases side by side of which one names what the other is; not a place in its country ("Lima, Peru"),
/// an abbreviation in brackets, or a number.
bool appositive(const Tree& tree, std::int32_t token) {
  const std::int32_t head = tree.head(token);
  if (head == kNoHead || !tree.is(token, {Appos})) return false;
  if (token < head) return name(tree, head) && definite(tree, token) && tree.is(token, {Upos::Adj});
  const bool described =
      tree.is(head, {Upos::Adj}) && definite(tree, head);  // "the chief executive, Ada Hill"
  if (!tree.is(token, {Upos::Noun, Upos::Propn}) || !(described || tree.is(head, {Upos::Noun, Upos::Propn})))
    return false;
  const std::int32_t first = tree.subtree(token).front();
  if (tree[first].form == "(" || tree[first].form == "-LRB-" || tree.has(token, {Case, Nummod})) return false;
  if (sums_up(tree, token, first)) return false;
  if (name(tree, head) && name(tree, token))
    return definite(tree, token) || holds(kOffices, tree.lemma(token));
  if (name(tree, head)) return true;
  if (!name(tree, token) && listed(tree, head, token)) return false;
  return name(tree, token) ? definite(tree, head) || holds(kOffices, tree.lemma(head))
                           : tree.has(token, {Det});
}

bool year(std::string_view form) {
  return form.size() == 4 && (form[0] == '1' || form[0] == '2') &&
         std::all_of(form.begin(), form.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool closing_bracket(std::string_view form) {
  return form == ")" || form == "-RRB-";
}

bool dash(std::string_view form) {
  return form == "-" || form == "--" || form == "\u2013" || form == "\u2014";
}

/// The tokens [begin, end) as a date that ends in its year: "4 May 1950", "1950".
bool dated(const Tree& tree, std::int32_t begin, std::int32_t end) {
  constexpr std::int32_t kLongest = 5;  // "May 4 , 1950" and a preposition
  if (begin >= end || end - begin > kLongest || !year(tree[end - 1].form)) return false;
  for (std::int32_t t = begin; t < end; ++t) {
    if (!tree.is(t, {Upos::Num, Upos::Propn, Upos::Punct, Upos::Adp})) return false;
  }
  return true;
}

/// Somebody was born or died on a date in brackets.
Clause life_event(const Tree& tree, const Argument& person, std::int32_t bracket, const char* event,
                  std::int32_t begin, std::int32_t end) {
  if (tree.is(begin, {Upos::Adp})) ++begin;
  std::vector<std::int32_t> tokens;
  for (std::int32_t t = begin; t < end; ++t) tokens.push_back(t);
  Argument date = words_argument(Role::Oblique, end - 1, std::move(tokens));
  date.preposition = end - begin > 1 ? "on" : "in";
  Clause clause;
  clause.kind = ClauseKind::Relative;
  clause.head = bracket;  // no word of the date, which belongs to one event alone
  clause.quoted = tree.quoted(bracket);
  clause.predicate = {{kNoHead, event}};
  clause.arguments = {person, std::move(date)};
  return clause;
}

/// "Ada Hill (1878–1943)", "Ada Hill (born 4 May 1950)": when a person lived.
void add_lifespan(const Tree& tree, std::int32_t open, std::vector<Clause>& clauses) {
  constexpr int kShortestLife = 16, kLongestLife = 110;  // shorter spans are terms of office and wars
  if (open < 1 || (tree[open].form != "(" && tree[open].form != "-LRB-")) return;
  std::int32_t close = open + 1, middle = kNoHead;
  while (close < tree.size() && !closing_bracket(tree[close].form)) {
    if (dash(tree[close].form)) middle = close;
    ++close;
  }
  if (close == tree.size() || !tree.is(open - 1, {Upos::Propn})) return;
  std::int32_t first = open - 1;
  while (first > 0 && tree.is(first - 1, {Upos::Propn})) --first;
  // Not "the Soviet Union (1922–1991)", "Prussia (1806–1871)": a single word is no full name.
  if (first > 0 && tree.is(first - 1, {Upos::Det})) return;
  std::vector<std::int32_t> words;
  std::int32_t head = first;
  for (std::int32_t t = open - 1; t >= first; --t) {
    words.insert(words.begin(), t);
    if (tree.head(t) < first || tree.head(t) >= open) head = t;
  }
  const Argument person = words_argument(Role::Subject, head, std::move(words));
  const std::string event = lower(tree[open + 1].form);
  std::erase_if(clauses,
                [&](const Clause& clause) { return clause.head == open + 1; });  // "born", by the tree
  if (middle != kNoHead && person.tokens.size() > 1 && dated(tree, open + 1, middle) &&
      dated(tree, middle + 1, close)) {
    const int age = std::stoi(tree[close - 1].form) - std::stoi(tree[middle - 1].form);
    if (age < kShortestLife || age > kLongestLife) return;
    clauses.push_back(life_event(tree, person, open, "was born", open + 1, middle));
    clauses.push_back(life_event(tree, person, open, "died", middle + 1, close));
  } else if ((event == "born" || event == "b.") && dated(tree, open + 2, close)) {
    clauses.push_back(life_event(tree, person, open, "was born", open + 2, close));
  } else if ((event == "died" || event == "d.") && dated(tree, open + 2, close)) {
    clauses.push_back(life_event(tree, person, open, "died", open + 2, close));
  }
}

/// "ports such as Oslo and Bergen" → Oslo is a port, and Bergen too (Hearst 1992).
void add_examples(const Tree& tree, std::int32_t token, std::vector<Clause>& clauses) {
  const std::int32_t head = tree.head(token);
  if (head == kNoHead || token < head || !tree.is(token, {Nmod}) || !tree.is(head, {Upos::Noun})) return;
  const std::int32_t marker = tree.child(token, {Case});
  if (marker == kNoHead || tree.lemma(marker) != "such" || tree.xpos(head) != "NNS") return;
  for (Argument& example : phrase(tree, token, Role::Subject)) {
    if (!name(tree, example.head)) continue;
    example.conjunct = false;
    example.preposition.clear();
    example.preposition_tokens.clear();
    clauses.push_back(naming(tree, ClauseKind::Apposition, std::move(example),
                             bare_phrase(tree, head, Role::Object, token)));
  }
}

}  // namespace

void add_titles(const Tree& tree, std::vector<Clause>& clauses) {
  for (std::int32_t t = 0; t < tree.size(); ++t) {
    add_title(tree, t, clauses);
    add_office_in_name(tree, t, clauses);
    add_lifespan(tree, t, clauses);
    if (const std::int32_t holder = of_age(tree, t); holder != kNoHead) {
      clauses.push_back(naming(tree, ClauseKind::Title, bare_phrase(tree, holder, Role::Subject, t),
                               words_argument(Role::Object, t, {t})));
    }
  }
}

void add_appositions(const Tree& tree, std::vector<Clause>& clauses) {
  for (std::int32_t t = 0; t < tree.size(); ++t) {
    add_examples(tree, t, clauses);
    if (!appositive(tree, t)) continue;
    const std::int32_t head = name(tree, t) ? tree.head(t) : office_holder(tree, tree.head(t));
    const bool name_last = name(tree, t) && (!name(tree, head) || holds(kOffices, tree.lemma(head)));
    clauses.push_back(naming(tree, ClauseKind::Apposition, bare_name(tree, name_last ? t : head, t),
                             bare_phrase(tree, name_last ? head : t, Role::Object, t)));
    const std::int32_t second = t + 2;  // "Ada Hill, FOUNDER and owner of Norl"
    if (name_last || second >= tree.size() || tree.head(second) != t || !tree.is(second, {Conj}) ||
        !tree.is(second, {Upos::Noun}) || tree.lemma(t + 1) != "and")
      continue;
    clauses.push_back(naming(tree, ClauseKind::Apposition, bare_name(tree, head, t),
                             bare_phrase(tree, second, Role::Object, kNoHead)));
  }
}

}  // namespace kg::text
