#include "loaders/text/names.hpp"

#include <algorithm>

#include "loaders/text/name_spans.hpp"
#include "loaders/text/name_types.hpp"
#include "loaders/text/quantities.hpp"
#include "loaders/text/word_list.hpp"

namespace kg::text {
namespace {

/// Words of an office before its noun: "Deputy Prime Minister", "Treasury Secretary", "Secretary of State".
const WordList kOfficeWords(
    "prime vice deputy treasury trade foreign finance defense defence interior home health education energy "
    "justice attorney chief executive secretary state police army press first senior assistant associate "
    "managing supreme opposition environment commerce economy labor labour agriculture transport "
    "transportation sports culture former acting interim co-founder homeland security housing science "
    "financial operating technology national general political climate special");
const WordList kJoinOf(
    "university college institute academy school bank ministry department office bureau board council "
    "commission committee court house church museum association society union federation league "
    "organization organisation center centre republic kingdom city state bay gulf cape isle isles strait "
    "sea battle treaty duke earl order statue tower county district port lord archdiocese diocese "
    "confederation group hall chamber institutes centers centres journal faculty fund lake mount gates "
    "temple arc palace register departments library theatre theater arts democratic conference act "
    "declaration peace "
    "game war age lords");
const WordList kJoinAnd(
    "ministry department office committee commission council institute bureau center centre centers museum "
    "school college association academy society university organization organisation fund faculty agency "
    "foundation authority board federation");
const WordList kParticles("de von van der den da di do dos du del della la le el al bin ibn ter ten zu af");
const WordList kPossessiveInside(
    "children women men people veterans farmers workers lloyd king queen st prince players writers");
/// Words before a name that belong to no name, though they open a sentence.
const WordList kNoFront(
    "many several few various numerous such other another more most some all each every both same own new "
    "old "
    "young early late last next local senior junior former current fellow veteran rival big small major top "
    "following according thousands hundreds millions dozens");
const WordList kNoNames(
    "i monday tuesday wednesday thursday friday saturday sunday january february march april june july "
    "august september october november december am pm a.m. p.m. ad bc");

class NameFinder {
 public:
  NameFinder(const Sentence& sentence, const Tree& tree, std::int32_t index, const std::vector<bool>& taken)
      : sentence_(sentence), tree_(tree), index_(index), taken_(taken), headline_(is_headline(sentence)) {}

  std::vector<Name> find() {
    for (std::int32_t t = 0; t < tree_.size();) {
      if (const std::int32_t end = headline_ ? kNoHead : title_in_quotes(sentence_, t, taken_);
          end != kNoHead) {
        std::int32_t first = t + 1;
        if (word(first) == "the" || word(first) == "a" || word(first) == "an") ++first;
        add(first, end);
        names_.back().type = MentionType::Other;
        t = end + 1;
        continue;
      }
      if (!begins_name(t)) {
        if (!headline_ && may_open_as_name(t)) {
          add(t, t + 1);
          names_.back().doubtful = true;
        }
        ++t;
        continue;
      }
      if (const std::int32_t end = headline_ ? kNoHead : abbreviated_end(sentence_, t, taken_);
          end != kNoHead) {
        add(t, end);
        names_.back().type = MentionType::Organisation;
        t = end;
        continue;
      }
      std::int32_t end = run_end(t);
      for (std::int32_t begin = t + 1; begin < end; ++begin) {  // "the US | Food and Drug Agency (FDA)"
        if (abbreviated_end(sentence_, begin, taken_) != kNoHead) end = begin;
      }
      if (headline_) {
        add_known_names(t, end);
      } else {
        segment(t, end);
      }
      t = end;
    }
    return std::move(names_);
  }

  Name one(std::int32_t first, std::int32_t last) {
    add(first, last);
    return std::move(names_.back());
  }

 private:
  const std::string& form(std::int32_t t) const { return sentence_.tokens[t].form; }
  std::string word(std::int32_t t) const {
    return t >= 0 && t < tree_.size() ? lower(form(t)) : std::string();
  }

  /// Capitalised, no date, no pronoun, and a name by its tag or by standing capitalised inside a sentence.
  bool name_like(std::int32_t t) const {
    if (t < 0 || t >= tree_.size() || taken_[t]) return false;
    const Token& token = sentence_.tokens[t];
    if (kNoNames.has(lower(token.form))) return false;
    const bool inner_capital = token.upos == Upos::Propn && token.form.size() > 2 &&
                               capital(std::string_view(token.form).substr(1));  // "iPhone"
    if (!capital(token.form)) return inner_capital;
    if (all_capitals(token.form) && token.form.size() > 2 && common_word(word(t)) && !known_name(token.form))
      return false;  // "NOT", "HAVE"
    if (token.upos == Upos::Propn) return true;
    if (token.upos == Upos::Pron || token.upos == Upos::Punct || token.upos == Upos::Det ||
        token.upos == Upos::Aux)
      return false;
    const std::string plain = word(t);
    if (all_capitals(token.form) && plain != "a" && token.upos != Upos::Intj) return true;
    if (known_name(token.form)) return true;
    if (opens_sentence(t)) return t + 1 < tree_.size() && (longest_known(t) > 1 || opens_title_case(t));
    return token.upos == Upos::Adj || token.upos == Upos::Noun || token.upos == Upos::X ||
           token.upos == Upos::Num;
  }

  bool opens_sentence(std::int32_t t) const {
    for (std::int32_t before = t - 1; before >= 0; --before) {
      if (sentence_.tokens[before].upos != Upos::Punct && sentence_.tokens[before].upos != Upos::Sym) {
        return form(before) == ":" || form(before) == "-";
      }
      if (form(before) == "\"" || form(before) == "\u201c" || form(before) == "``" || form(before) == ":")
        return true;
    }
    return true;
  }

  /// A common noun that has its capital from the sentence ("Revenue rose"), whatever the tagger says.
  bool common_noun_opens(std::int32_t t) const {
    if (t + 1 >= tree_.size() || !opens_sentence(t) || capital(form(t + 1)) || known_name(form(t)) ||
        first_name(form(t)))
      return false;
    if (all_capitals(form(t)) || t + 2 >= tree_.size()) return false;
    if (is_person_noun(word(t)) && !is_title(word(t))) return false;  // a single smith would have an article
    return common_word(word(t));
  }

  /// A word that dictionaries have, if only in the singular.
  bool common(std::int32_t t) const {
    const std::string plain = word(t);
    return common_word(plain) || common_word(lower(tree_.lemma(t))) ||
           (plain.ends_with("s") && common_word(plain.substr(0, plain.size() - 1)));
  }

  /// "Coastal Lines carries": the noun behind has a capital that only a name gives it, so the word before it
  /// is part of that name.
  bool opens_title_case(std::int32_t t) const {
    const std::int32_t noun = t + 1;
    const std::string plain = word(t);
    if (noun >= tree_.size() || taken_[noun] || glued(t) || !capital(form(noun))) return false;
    if (!tree_.is(t, {Upos::Adj, Upos::Noun}) || !tree_.is(noun, {Upos::Noun, Upos::Propn})) return false;
    const std::string next = word(noun);
    if (is_title(plain) || kOfficeWords.has(plain) || kNoFront.has(plain) ||
        (is_person_noun(tree_.lemma(t)) && !heads_organisation(next)))
      return false;
    return common(noun) && !all_capitals(form(noun)) && !is_title(next) && !kOfficeWords.has(next) &&
           !known_name(form(noun)) && !first_name(form(noun)) && !kNoNames.has(next);
  }

  /// A word that has its capital from the sentence but may be a name that the document uses elsewhere
  /// ("Rovers will face Westport").
  bool may_open_as_name(std::int32_t t) const {
    if (taken_[t] || !capital(form(t)) || !opens_sentence(t) || kNoNames.has(word(t)) || name_like(t + 1))
      return false;
    return tree_.is(t, {Upos::Noun, Upos::Adj, Upos::Verb, Upos::Adv, Upos::X, Upos::Intj});
  }

  /// "Anglo-Peruvian" tells what somebody is, and names nobody.
  bool begins_name(std::int32_t t) const {
    if (kParticles.has(word(t)) && hyphened(t) && name_like(t + 2)) return true;  // "al-Saidi"
    const bool front = glued(t) && word(t + 1) == "-" && glued(t + 1) && !known_name(form(t));
    return name_like(t) && !(front && t + 2 < tree_.size() && country_of_adjective(form(t + 2)));
  }

  /// Words of the longest name of the tables that stands at `t`.
  int longest_known(std::int32_t t) const {
    for (int words = std::min(longest_name_from(form(t)), tree_.size() - t); words > 0; --words) {
      if (known_name(spaced(t, t + words))) return words;
    }
    return 0;
  }

  std::string spaced(std::int32_t first, std::int32_t last) const {
    std::string text;
    for (std::int32_t t = first; t < last; ++t) {
      text += form(t);
      if (t + 1 < last && sentence_.tokens[t].space_after) text += ' ';
    }
    return text;
  }

  bool glued(std::int32_t t) const { return t >= 0 && !sentence_.tokens[t].space_after; }

  /// One past the run of name words that begins at `first`, with the small words that stand inside names.
  std::int32_t run_end(std::int32_t first) const {
    std::int32_t end = first + 1;
    bool joins_and = kJoinAnd.has(word(first));
    while (end < tree_.size() && !taken_[end]) {
      const std::string here = word(end);
      const std::string before = word(end - 1);
      const bool inner_article = sentence_.tokens[end].upos == Upos::Det && capital(form(end)) &&
                                 sentence_.tokens[end - 1].upos == Upos::Propn;  // "Nghe AN"
      if (name_like(end) || inner_article) {
        joins_and = joins_and || kJoinAnd.has(here);
        ++end;
      } else if (here == "of" &&
                 (kJoinOf.has(before) || (is_title(before) && kOfficeWords.has(word(end + 1)))) &&
                 name_like(end + 1)) {
        end += 2;
      } else if (here == "of" && word(end + 1) == "the" && name_like(end + 2) &&
                 (kJoinOf.has(before) || title_of_work(first, end))) {
        end += 3;
      } else if ((here == "for" || here == "on" || here == "in") && kJoinAnd.has(before) &&
                 name_like(end + 1) && end - 1 == first) {
        end += 2;
      } else if (name_like(end + 1) && (here == "&" || (here == "and" && one_name(first, end)))) {
        end += 2;
      } else if (here == "and" && joins_and && name_like(end + 1) && word(end - 2) != "and" &&
                 end - first >= 3 && !known_name(form(end + 1))) {
        end += 2;
      } else if (kParticles.has(here) && name_like(end + 1) &&
                 sentence_.tokens[end - 1].upos == Upos::Propn) {
        end += 2;
      } else if (kParticles.has(here) && (kParticles.has(word(end + 1)) || hyphened(end)) &&
                 name_like(end + 2)) {
        end += 3;
      } else if ((here == "-" || here == "–") && glued(end - 1) && glued(end) && name_like(end + 1) &&
                 sentence_.tokens[end + 1].upos == Upos::Propn &&
                 !(names_state(form(end - 1)) && names_state(form(end + 1)))) {
        end += 2;
      } else if ((here == "'s" || here == "’s" || here == "'" || here == "’") &&
                 (kPossessiveInside.has(before) || here == "'" || here == "’") &&  // "Growers' Federation"
                 name_like(end + 1) && heads_organisation(word(end + 1))) {
        end += 2;
      } else if (sentence_.tokens[end].xpos == "POS" && owns_nothing(first, end)) {
        ++end;  // "at Sotheby's in May"
        break;
      } else if (here == "-" && end - first >= 2 && given_name_goes_on(sentence_, end)) {
        end += 2;  // "Kim Jong-UN"
      } else if (here == "-" && glued(end - 1) && glued(end) && all_digits(word(end + 1)) &&
                 word(end + 1).size() <= 4) {
        end += 2;  // "Luna-25"
      } else if (here == "," && is_legal_form(word(end + 1))) {
        end += 2;
      } else if (is_legal_form(here)) {
        ++end;
      } else if (all_digits(here) && here.size() <= 3 && sentence_.tokens[end - 1].upos == Upos::Propn &&
                 number_belongs(first, end) && word(end + 1) != "-" && word(end + 1) != "–") {
        ++end;
        break;
      } else {
        break;
      }
    }
    return end;
  }

  /// "S AND P", "Lind AND Sons", "Food AND Health Agency".
  bool one_name(std::int32_t first, std::int32_t conjunction) const {
    std::int32_t last = conjunction + 1;
    while (name_like(last + 1)) ++last;
    return joined_by_and(form(conjunction - 1), form(conjunction + 1), word(last), conjunction - first == 1);
  }

  /// "AL-Saidi".
  bool hyphened(std::int32_t t) const { return word(t + 1) == "-" && glued(t) && glued(t + 1); }

  /// Whether what follows a possessive mark can be nobody's, so that the mark is part of the name.
  bool owns_nothing(std::int32_t first, std::int32_t mark) const {
    const std::string before = word(first - 1);
    if (before == "of" || before == "than" || before == "like" || before == "and" ||
        !tree_.is(mark - 1, {Upos::Propn}))
      return false;
    return mark + 1 < tree_.size() && tree_.is(mark + 1, {Upos::Adp, Upos::Cconj, Upos::Aux}) &&
           !name_like(mark + 1);
  }

  /// "Flora of the High Valleys": one capitalised noun, and behind "of the" common words with capitals.
  bool title_of_work(std::int32_t first, std::int32_t of) const {
    const std::int32_t rest = of + 2;
    if (of - first != 1 || opens_sentence(first) || is_title(word(first)) || kOfficeWords.has(word(first)) ||
        is_person_noun(tree_.lemma(first)) || !common(first))
      return false;
    return common(rest) && longest_known(rest) == 0 && !first_name(form(rest));
  }

  /// "Boeing 737", "Formula 1": a number that hangs on the name before it and counts nothing after it.
  bool number_belongs(std::int32_t first, std::int32_t number) const {
    const std::int32_t head = tree_.head(number);
    return head >= first && head < number && sentence_.tokens[number].deprel != Deprel::Punct;
  }

  /// Cuts a run into names: titles go, the organisation before a title and the person after it are names of
  /// their own.
  void segment(std::int32_t first, std::int32_t last) {
    while (first < last && (word(first) == "the" || form(first) == "-")) ++first;
    if (first >= last) return;
    if (known_name(spaced(first, last))) return add(first, last);
    if (opens_sentence(first) && last - first > 2 && is_person_noun(word(first)) &&
        common_word(word(first)) && !is_title(word(first)) &&
        first_name(form(first + 1))) {  // "Actress Helena Brandt"
      add(first + 1, last);
      names_.back().roles.push_back(word(first));
      return;
    }
    std::int32_t bare = last;  // without "Inc.", for the cues at the end
    while (bare > first + 1 && (is_legal_form(word(bare - 1)) || form(bare - 1) == ",")) --bare;
    bool organisation = bare < last || heads_organisation(word(last - 1)) || heads_place(word(last - 1));

    std::int32_t title = kNoHead;  // the last token of a title inside the run
    for (std::int32_t t = first; t < last; ++t) {
      if (is_title(word(t)) || (word(t) == "executive" && title != kNoHead && title == t - 1) ||
          (title != kNoHead && t == title + 2 && word(t - 1) == "of" && kOfficeWords.has(word(t))))
        title = t;
    }
    if (title != kNoHead && title + 2 < bare && first_name(form(title + 1)) && bare == last)
      organisation = false;  // "Minister Ada Hill" is no hill
    if (title != kNoHead && !(organisation && title + 1 < last && word(first) != "president")) {
      std::int32_t begin = title;  // of the whole title
      while (begin > first &&
             (is_title(word(begin - 1)) || kOfficeWords.has(word(begin - 1)) || word(begin - 1) == "of" ||
              form(begin - 1) == "-" || form(begin - 1) == "," || form(begin - 1) == "&")) {
        --begin;
      }
      if (begin > first) {
        const int known = longest_known(first);  // "European Union Trade Commissioner"
        segment(first, known > 0 && first + known <= begin ? first + known : begin);
      }
      if (title + 1 < last) {
        add(title + 1, last);
        Name& person = names_.back();
        if (person.known.empty() || person.type != MentionType::Country) {
          if (!organisation) {
            person.type = MentionType::Person;
            person.known.clear();
            person.text = surface(sentence_, person.first, person.last);
          }
          note_title(person, begin, title + 1);
        }
      }
      return;
    }
    // "German Angela Merkel", "Britain's" adjectives before a name that stands on its own.
    if (const int known = longest_known(first); known > 0 && first + known < last) {
      const auto front = known_name(spaced(first, first + known));
      const std::int32_t rest = first + known;
      // "the American Caleb Rourke": two words that no dictionary has are somebody's
      const bool unknown = word(first - 1) == "the" && last - rest == 2 && !common_word(word(rest)) &&
                           !common_word(word(rest + 1));
      const bool person_follows =
          (first_name(form(rest)).has_value() || unknown) && rest + 1 < last && !organisation;
      const bool separate = front->type == MentionType::People
                                ? person_follows || known_name(spaced(rest, last)).has_value()
                                : front->type == MentionType::Country && person_follows;
      if (separate) {
        add(first, rest);
        return segment(rest, last);
      }
    }
    add(first, last);
  }

  void note_title(Name& person, std::int32_t first, std::int32_t last) {
    for (std::int32_t t = first; t < last; ++t) {
      if (is_title(word(t))) person.roles.push_back(word(t));
      if (const Gender gender = gender_of_noun(word(t)); gender != Gender::Unknown) person.gender = gender;
    }
  }

  /// In a headline every word has a capital: only names that the tables know can be told.
  void add_known_names(std::int32_t first, std::int32_t last) {
    while (first < last) {
      const int known = longest_known(first);
      if (known > 0 && first + known <= last) add(first, first + known);
      first += std::max(known, 1);
    }
  }

  void add(std::int32_t first, std::int32_t last) {
    Name name;
    name.sentence = index_;
    name.first = first;
    name.last = last;
    name.head = head_of_span(sentence_, first, last);
    std::int32_t bare = last;
    while (bare > first + 1 && (is_legal_form(word(bare - 1)) || form(bare - 1) == ",")) --bare;
    if (word(bare - 1) == "and" || form(bare - 1) == "&") bare = last;  // "Lind and Co" is whole
    if (bare < last && abbreviated_whole(sentence_, first, last)) bare = last;
    name.text = surface(sentence_, first, bare);
    if (const auto known = known_name(spaced(first, bare))) {
      name.type = known->type;
      name.known_as = known->known_as;
      if (known->type != MentionType::Person)
        name.known = std::string(known->canonical);  // whoever it is in this document
    }
    if (name.known.empty() || name.type == MentionType::Place) classify_name(name, sentence_, tree_, bare);
    name.doubtful = last - first == 1 && common_noun_opens(first);
    names_.push_back(std::move(name));
  }

  const Sentence& sentence_;
  const Tree& tree_;
  const std::int32_t index_;
  const std::vector<bool>& taken_;
  const bool headline_;
  std::vector<Name> names_;
};

}  // namespace

std::vector<Name> find_names(const Sentence& sentence, const Tree& tree, std::int32_t index,
                             const std::vector<bool>& taken) {
  return NameFinder(sentence, tree, index, taken).find();
}

Name name_at(const Sentence& sentence, const Tree& tree, std::int32_t index, std::int32_t first,
             std::int32_t last) {
  return NameFinder(sentence, tree, index, {}).one(first, last);
}

}  // namespace kg::text
