#include "loaders/text/name_repairs.hpp"

#include <algorithm>
#include <vector>

#include "loaders/text/dates.hpp"
#include "loaders/text/name_types.hpp"
#include "loaders/text/name_words.hpp"
#include "loaders/text/names.hpp"
#include "loaders/text/tree_editor.hpp"
#include "loaders/text/word_list.hpp"

namespace kg::text {
namespace {

using enum Deprel;

/// Nouns that WordNet has as people, and sentences as something else: "in the end Smith left".
const WordList kNoRoles(
    "end back center centre case subject mark match hand figure head lead host half second first");

class NameRepair : TreeEditor {
 public:
  explicit NameRepair(Sentence& sentence) : TreeEditor(sentence), sentence_(sentence) {}

  void run() {
    const Tree tree(sentence_);
    std::vector<bool> taken(tokens_.size());  // "In MAY Ada Hill left"
    for (const Mention& date : DateFinder({}).find(sentence_, tree, 0))
      std::fill(taken.begin() + date.first, taken.begin() + date.last, true);
    const auto names = find_names(sentence_, tree, 0, taken);
    for (const Name& name : names) join(name);
    for (const Name& name : names) {
      lift_over_title(name, names);
      lift_over_kind(name);
    }
    for (const Name& name : names) {
      if (name.type == MentionType::Person) take_title_before_comma(name);
    }
    for (std::int32_t t = 0; t < size(); ++t) {
      settle_adjective(t);
    }
  }

 private:
  /// The words of a name hang together: one head, the others flat below it, and it alone has dependents
  /// outside.
  void join(const Name& name) {
    const auto inside = [&](std::int32_t t) { return t >= name.first && t < name.last; };
    std::int32_t anchor = kNoHead;
    int outward = 0;
    for (std::int32_t t = name.first; t < name.last; ++t) {
      if (inside(tokens_[t].head)) continue;
      ++outward;
      if (anchor == kNoHead) anchor = t;
    }
    bool list = false;  // "Lind Metals and Minerals[conj] Corp"
    for (std::int32_t t = name.first; t < name.last; ++t) {
      if (!is(t, Conj) || !inside(tokens_[t].head)) continue;
      tokens_[t].deprel = Flat;
      list = true;
    }
    if ((outward < 2 && !list) || anchor == kNoHead) return;
    for (std::int32_t t = name.first; t < name.last; ++t) {
      if (t != anchor && !inside(tokens_[t].head)) {
        if (below(anchor, t)) return;
        attach(t, anchor, Flat);
      }
    }
    for (std::int32_t t = 0; t < size(); ++t) {
      if (!inside(t) && inside(tokens_[t].head) && tokens_[t].head != anchor && !below(anchor, t) &&
          (outward > 1 || (is(t, Conj) && child(t, Cc) != kNoHead)))
        hang(t, anchor);
    }
  }

  /// "SECRETARY of State Ada Hill": the noun of an office that "of" explains, right before a person.
  std::int32_t office_before(const Name& name) const {
    if (name.type != MentionType::Person) return kNoHead;
    for (const std::int32_t of : {name.first - 2, name.first - 3}) {
      const bool the = of == name.first - 3 && word(of + 1) == "the";
      if (of > 0 && word(of) == "of" && (the || of == name.first - 2) && portfolio(word(name.first - 1)) &&
          is_title(word(of - 1)))
        return of - 1;
    }
    return kNoHead;
  }

  /// "Minister of Defense[compound] Ada Hill": what stands behind "of" belongs to the office.
  void hang_portfolio(std::int32_t title, std::int32_t portfolio) {
    attach(portfolio, title, Nmod);
    for (std::int32_t t = title + 1; t < portfolio; ++t) attach(t, portfolio, word(t) == "of" ? Case : Det);
  }

  /// "the former surgeon Ada Hill", "EU Trade Commissioner Ada Hill": the name is the head of the phrase, its
  /// title describes it, and what stands before the title belongs to the title.
  void lift_over_title(const Name& name, const std::vector<Name>& names) {
    const std::int32_t of = office_before(name);
    const std::int32_t title = of == kNoHead ? name.first - 1 : of;
    if (title < 0) return;
    const std::string word = lower(tokens_[title].form);
    const std::string lemma = tokens_[title].lemma.empty() ? word : lower(tokens_[title].lemma);
    const bool noun =
        tokens_[title].upos == Upos::Noun || tokens_[title].upos == Upos::Propn || word == "executive";
    if (name.type != MentionType::Person) return;
    if (of != kNoHead) hang_portfolio(title, name.first - 1);
    if (!noun || kNoRoles.has(lemma) || (!is_title(word) && !is_person_noun(lemma) && word != "executive"))
      return;
    std::int32_t first = title;  // of the phrase
    while (first > 0) {
      const Name* before = nullptr;
      for (const Name& other : names) {
        if (other.last == first && other.type != MentionType::Person) before = &other;
      }
      const Upos tag = tokens_[first - 1].upos;
      if (before) {
        first = before->first;
      } else if (tag == Upos::Adj || tag == Upos::Propn ||
                 (tag == Upos::Noun && tokens_[first - 1].xpos != "NNS")) {
        --first;
      } else {
        break;
      }
    }
    const auto inside = [&](std::int32_t t) { return t >= first && t < name.last; };
    std::int32_t anchor = name.first;
    while (tokens_[anchor].head >= name.first && tokens_[anchor].head < name.last)
      anchor = tokens_[anchor].head;
    if (tokens_[anchor].head == title && is(anchor, Appos)) return;
    // What the phrase does in the sentence: what its words do that hang outside, but for those that only seem
    // to modify something there.
    std::int32_t outer = kNoHead;
    for (std::int32_t t = first; t < name.last; ++t) {
      if (inside(tokens_[t].head)) continue;
      if (outer == kNoHead || (!is_modifier(t) && is_modifier(outer))) outer = t;
    }
    if (outer == kNoHead) return;
    for (std::int32_t t = first; t < name.last; ++t) {
      if (!inside(tokens_[t].head) && is_subject(t)) outer = t;
    }
    const std::int32_t head = tokens_[outer].head;
    const Deprel relation = tokens_[outer].deprel;
    if (head != kNoHead && is_subject(outer) && inside(tokens_[head].head) &&
        !inside(tokens_[tokens_[head].head].head)) {
      attach(head, tokens_[tokens_[head].head].head,
             tokens_[tokens_[head].head].deprel);  // the verb hung below its own subject
    }
    for (std::int32_t t = first; t < name.last; ++t) {
      if (head != kNoHead && below(head, t)) return;
    }
    attach(anchor, head, relation);
    attach(title, anchor, NmodDesc);  // before its own words, one of which it may hang on
    if (tokens_[title].upos == Upos::Adj) tokens_[title].upos = Upos::Noun;
    for (std::int32_t t = 0; t < size(); ++t) {
      if (t == anchor || t == title) continue;
      if (t >= first && t < title) {
        if (!inside(tokens_[t].head) || tokens_[t].head >= name.first) {
          attach(t, title, tokens_[t].upos == Upos::Adj ? Amod : Compound);
        }
      } else if (tokens_[t].head >= first && tokens_[t].head <= title && (t < first || t >= name.first)) {
        const bool determines = t < first && (is(t, Det) || is(t, NmodPoss) || is(t, Amod) || is(t, Nummod));
        hang(t, determines ? title : anchor);
      }
    }
  }

  /// "The Treasury Secretary, Ada Hill, said": the title describes the name, whatever the parser made of it.
  void take_title_before_comma(const Name& name) {
    std::int32_t title = name.first - 2;
    if (title < 0 || tokens_[title + 1].form != "," || name.last >= size() || tokens_[name.last].form != ",")
      return;
    std::int32_t anchor = name.first;
    while (tokens_[anchor].head >= name.first && tokens_[anchor].head < name.last)
      anchor = tokens_[anchor].head;
    const std::int32_t verb = tokens_[anchor].head;
    if (is(anchor, Appos) && verb == title && is(title, Nmod)) {
      const std::int32_t holder =
          tokens_[title].head;  // "the leader of the Liberals[head of Ada], Ada Hill, said"
      if (holder == kNoHead || holder > title || tokens_[holder].xpos != "NN") return;
      const std::string office = lemma(holder);
      if (is_title(office) || is_person_noun(office) || office == "head") attach(anchor, holder, Appos);
      return;
    }
    if (!is_subject(anchor)) return;
    while (tokens_[title].head != verb && tokens_[title].head != kNoHead && tokens_[title].head < name.first)
      title = tokens_[title].head;  // "the mayor of Genoa, Ada Hill, said"
    if (tokens_[title].head != verb || is(title, Obl) || is(title, Conj)) return;
    const std::string office = lemma(title);
    if ((!nominal(title) || (!is_title(office) && !is_person_noun(office))) && office != "executive") return;
    if (tokens_[title].upos == Upos::Adj) tokens_[title].upos = Upos::Noun;
    attach(title, anchor, NmodDesc);
  }

  /// "The lander[nsubj] Vikram[nsubj] touched": a noun and the name right behind it do one thing in the
  /// sentence.
  void lift_over_kind(const Name& name) {
    const std::int32_t kind = name.first - 1;
    if (kind < 1 || tokens_[kind].upos != Upos::Noun || tokens_[kind].xpos == "NNS") return;
    std::int32_t anchor = name.first;
    while (tokens_[anchor].head >= name.first && tokens_[anchor].head < name.last)
      anchor = tokens_[anchor].head;
    const std::int32_t head = tokens_[anchor].head;
    bool modified = false, governed = false;
    for (std::int32_t t = 0; t < kind; ++t) {
      if (tokens_[t].head != kind) continue;
      modified = true;
      governed = governed || is(t, Case);  // "by which time Norway won"
    }
    if (name.type == MentionType::Country || governed || is(kind, OblUnmarked))
      return;  // "Last WEEK Norl won"
    if (!modified) return;
    if (head != kNoHead && tokens_[kind].head == kNoHead && tokens_[head].head == kind &&
        is_subject(anchor) && head > anchor) {
      attach(head, kNoHead,
             Root);  // "The lander[root] Vikram touched[relative clause] down": the clause is the sentence
      for (std::int32_t t = anchor; t < size(); ++t) {
        if (tokens_[t].head == kind) hang(t, head);
      }
      attach(kind, anchor, NmodDesc);
    } else if (tokens_[kind].head == head && head != kNoHead) {
      const bool subject = is_subject(kind) || is_subject(anchor);
      if (!subject && !is(kind, Obj) && !is(anchor, Obj)) return;
      tokens_[anchor].deprel = subject ? Nsubj : Obj;
      attach(kind, anchor, NmodDesc);
    }
  }

  bool is_modifier(std::int32_t t) const {
    return is(t, Amod) || is(t, Compound) || is(t, Det) || is(t, NmodDesc) || is(t, Flat) || is(t, Case) ||
           is(t, Punct);
  }

  /// "Australian[conj] Treasurer[conj]": an adjective of a country right before a noun modifies it.
  void settle_adjective(std::int32_t t) {
    if (t + 1 >= size() || !country_of_adjective(tokens_[t].form) || !nominal(t + 1) || is(t, Amod) ||
        is(t, Compound))
      return;
    std::int32_t noun = t + 1;
    while (tokens_[noun].head > noun && nominal(tokens_[noun].head) && (is(noun, Compound) || is(noun, Amod)))
      noun = tokens_[noun].head;
    if (tokens_[noun].deprel == Punct || tokens_[t].head == noun) return;
    if (below(noun, t)) {  // the adjective had the noun's place
      for (std::int32_t up = noun; tokens_[up].head != t; up = tokens_[up].head) {
        if (tokens_[up].head == kNoHead) return;
      }
      if (tokens_[noun].head != t) return;
      attach(noun, tokens_[t].head, tokens_[t].deprel);
      for (std::int32_t c = 0; c < size(); ++c) {
        if (c != noun && tokens_[c].head == t) hang(c, noun);
      }
    } else if (tokens_[noun].head != tokens_[t].head) {
      return;
    }
    attach(t, noun, Amod);
  }

  const Sentence& sentence_;
};

}  // namespace

void repair_by_names(Sentence& sentence) {
  if (!sentence.tokens.empty()) NameRepair(sentence).run();
}

}  // namespace kg::text
