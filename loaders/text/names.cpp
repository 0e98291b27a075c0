#include "loaders/text/names.hpp"

#include <algorithm>

#include "loaders/text/english.hpp"
#include "loaders/text/model.hpp"
#include "loaders/text/name_spans.hpp"
#include "loaders/text/name_types.hpp"
#include "loaders/text/name_words.hpp"
#include "loaders/text/quantities.hpp"
#include "loaders/text/word_list.hpp"

namespace kg::text {
namespace {

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
const WordList kForeign("de von van der du della di del");         ///< particles that are no words of English
const WordList kEndsName("inc inc. corp. ltd ltd. llc plc gmbh");  ///< "Norl Ltd | Oslo"
/// Nouns whose number is their name: "Chapter 9".
const WordList kNumbered(
    "act apollo appendix article chapter class clause division flight formula grade highway level mark model "
    "page part phase resolution room route rule schedule section series stage table terminal title type unit "
    "version volume");
const WordList kPossessiveInside(
    "children women men people veterans farmers workers lloyd king queen st prince players writers");

class NameFinder : NameWords {
 public:
  NameFinder(const Sentence& sentence, const Tree& tree, std::int32_t index, const std::vector<bool>& taken)
      : NameWords(sentence, tree, taken), index_(index), headline_(is_headline(sentence)) {}

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
      if (!begins_name(t) || ends_office(t)) {
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
  /// "Chancellor of the EXCHEQUER Ada Hill", "minister of FINANCE Ada Hill".
  bool ends_office(std::int32_t t) const {
    const std::int32_t of = word(t - 1) == "the" ? t - 2 : t - 1;
    return portfolio(word(t)) && word(of) == "of" && is_title(word(of - 1)) && name_like(t + 1) &&
           (first_name(form(t + 1)) || !common(t + 1));
  }

  /// "Anglo-Peruvian" tells what somebody is, and names nobody.
  bool begins_name(std::int32_t t) const {
    if (kParticles.has(word(t)) && hyphened(t) && name_like(t + 2)) return true;  // "al-Saidi"
    if (kForeign.has(form(t)) && name_like(t + 1) && tree_.is(t + 1, {Upos::Propn}))
      return true;  // "de Hoop"
    const bool front = glued(t) && word(t + 1) == "-" && glued(t + 1) && !known_name(form(t));
    return name_like(t) && !(front && t + 2 < tree_.size() && country_of_adjective(form(t + 2)));
  }

  /// One past the run of name words that begins at `first`, with the small words that stand inside names.
  std::int32_t run_end(std::int32_t first) const {
    std::int32_t end = first + 1;
    bool joins_and = kJoinAnd.has(word(first)), joined = false;
    while (end < tree_.size() && !taken_[end]) {
      const std::string here = word(end);
      const std::string before = word(end - 1);
      if (end - first > 1 && kEndsName.has(before) && here != "," && !is_legal_form(here)) break;
      const bool inner_article = sentence_.tokens[end].upos == Upos::Det && capital(form(end)) &&
                                 sentence_.tokens[end - 1].upos == Upos::Propn;  // "Nghe AN"
      if (name_like(end) || inner_article) {
        joins_and = joins_and || kJoinAnd.has(here);
        ++end;
      } else if (here == "of" && (kJoinOf.has(before) || (is_title(before) && office_word(word(end + 1)))) &&
                 name_like(end + 1)) {
        end += 2;
      } else if (here == "of" && word(end + 1) == "the" && name_like(end + 2) &&
                 (kJoinOf.has(before) || title_of_work(first, end))) {
        end += 3;
      } else if ((here == "for" || here == "on" || here == "in") && kJoinAnd.has(before) &&
                 name_like(end + 1) && end - 1 == first) {
        end += 2;
      } else if (name_like(end + 1) && (here == "&" || (here == "and" && one_name(first, end)))) {
        joined = true;
        end += 2;
      } else if (here == "and" && joins_and && name_like(end + 1) && !joined && word(end - 2) != "and" &&
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
      } else if (all_digits(here) && word(end + 1) != "-" && word(end + 1) != "–" &&
                 number_belongs(first, end)) {
        ++end;
        break;
      } else {
        break;
      }
    }
    return end;
  }

  /// "S AND P", "Lind AND Sons", "Food AND Health Agency", "Lind AND Lind", "Harbour Metals AND Minerals
  /// Corp".
  bool one_name(std::int32_t first, std::int32_t conjunction) const {
    std::int32_t last = conjunction + 1;
    while (name_like(last + 1)) ++last;
    const std::int32_t before = conjunction - 1, behind = conjunction + 1;
    const bool twice = form(before) == form(behind) &&
                       (behind + 1 == tree_.size() || sentence_.tokens[behind + 1].xpos != "POS");
    if (twice || (word(before) == "savings" && word(behind) == "loan")) return true;
    std::int32_t legal = last;
    while (legal > behind && is_legal_form(word(legal - 1))) --legal;
    const bool business = is_legal_form(word(legal)) && legal == behind + 1 && before > first &&
                          common(before) && common(behind) && !heads_organisation(word(before)) &&
                          (english().lexicon.find(word(behind)).parts & kAdjective) == 0;
    return business || joined_by_and(form(before), form(behind), word(last), conjunction - first == 1);
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
    if (of - first != 1 || opens_sentence(first) || is_title(word(first)) || office_word(word(first)) ||
        is_person_noun(tree_.lemma(first)) || !common(first))
      return false;
    return common(rest) && longest_known(rest) == 0 && !first_name(form(rest));
  }

  /// "Boeing 737", "Section 9": a number that hangs on the name before it, or it on the number, and counts
  /// nothing after it; "Series 3000 lathes": one behind a noun that takes it as a label.
  bool number_belongs(std::int32_t first, std::int32_t number) const {
    const std::int32_t name = number - 1, head = tree_.head(number);
    if (kNumbered.has(word(name)) && capital(form(name))) return true;
    if (form(number).size() > 3 || !tree_.is(name, {Upos::Propn}) || tree_.is(number, {Deprel::Punct}))
      return false;
    const bool below = name > 0 && tree_.is(first - 1, {Upos::Det}) && tree_.head(name) == number;
    return below || (head >= first && head < number);
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
      const bool firm = word(t) == "general" && (t + 2 < last || bare < last) && common(t + 1) &&
                        !first_name(form(t + 1));  // "General Electric Chairman Ada Hill"
      if ((is_title(word(t)) && !firm) || (title != kNoHead && ends_title(title, t))) title = t;
    }
    if (title != kNoHead && title + 2 < bare && first_name(form(title + 1)) && bare == last)
      organisation = false;  // "Minister Ada Hill" is no hill
    if (title != kNoHead && !(organisation && title + 1 < last && word(first) != "president")) {
      std::int32_t begin = title;  // of the whole title
      while (begin > first &&
             (is_title(word(begin - 1)) || office_word(word(begin - 1)) || word(begin - 1) == "of" ||
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

  /// "chief EXECUTIVE", "Secretary of STATE".
  bool ends_title(std::int32_t title, std::int32_t t) const {
    if (word(t) == "executive") return title == t - 1;
    return t == title + 2 && word(t - 1) == "of" && office_word(word(t));
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
    if (bare < last && (word(bare - 1) == "and" || form(bare - 1) == "&")) ++bare;  // "Lind and Co" is whole
    if (bare < last && abbreviated_whole(sentence_, first, last)) bare = last;
    name.text = surface(sentence_, first, bare);
    name.complete = bare < last;
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

  const std::int32_t index_;
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
