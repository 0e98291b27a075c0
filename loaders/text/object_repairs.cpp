// What belongs to a verb and not to the noun beside it, or the other way round: objects behind adverbials,
// what an object is called or found to be.
#include <array>

#include "loaders/text/tree_mender.hpp"

namespace kg::text {
namespace {

/// Verbs that say what their object is or becomes.
constexpr std::array<std::string_view, 21> kNaming = {
    "appoint", "brand", "call",     "consider",  "crown", "declare", "deem",
    "dub",     "elect", "find",     "hold",      "judge", "label",   "leave",
    "make",    "name",  "proclaim", "pronounce", "rate",  "rule",    "think"};
/// Of those the ones that give somebody an office.
constexpr std::array<std::string_view, 6> kElecting = {"appoint", "crown", "declare",
                                                       "elect",   "name",  "proclaim"};
/// Verbs of giving, which take two objects.
constexpr std::array<std::string_view, 21> kGiving = {
    "allow", "ask",  "award", "bring", "buy",     "charge", "cost", "fine", "give",  "grant", "hand",
    "leave", "lend", "offer", "pay",   "promise", "sell",   "send", "show", "teach", "tell"};
/// What a court or an inquest finds somebody; adjectives only, which parsers take for nouns behind a name.
constexpr std::array<std::string_view, 6> kVerdicts = {"culpable", "dead",   "guilty",
                                                       "innocent", "liable", "responsible"};
constexpr std::array<std::string_view, 34> kTimes = {
    "afternoon", "april",   "august",    "autumn",   "decade",  "december",  "evening", "february", "friday",
    "january",   "july",    "june",      "march",    "may",     "monday",    "month",   "morning",  "night",
    "november",  "october", "quarter",   "saturday", "season",  "september", "spring",  "summer",   "sunday",
    "thursday",  "tuesday", "wednesday", "week",     "weekend", "winter",    "year"};
static_assert(std::is_sorted(kNaming.begin(), kNaming.end()));
static_assert(std::is_sorted(kElecting.begin(), kElecting.end()));
static_assert(std::is_sorted(kGiving.begin(), kGiving.end()));
static_assert(std::is_sorted(kVerdicts.begin(), kVerdicts.end()));
static_assert(std::is_sorted(kTimes.begin(), kTimes.end()));

constexpr std::array<std::string_view, 8> kSpans = {"century", "day",    "hour",  "minute",
                                                    "moment",  "second", "while", "generation"};

/// Verbs for what goes on for a time.
constexpr std::array<std::string_view, 12> kLasting = {
    "endure", "last", "live", "reign", "remain", "rest", "serve", "sleep", "stay", "survive", "take", "wait"};

/// Prepositions that do not stand before a number to say "roughly", as "over 40" does.
constexpr std::array<std::string_view, 9> kPrepositions = {"at",   "by", "for", "from", "in",
                                                           "into", "on", "to",  "with"};
static_assert(std::is_sorted(kPrepositions.begin(), kPrepositions.end()));

class ObjectRepair : TreeMender {
 public:
  ObjectRepair(const Sentence& sentence, std::vector<std::int32_t>& head, std::vector<Deprel>& deprel)
      : TreeMender(sentence, head, deprel) {}

  void run() {
    for (std::int32_t t = 1; t < size(); ++t) {
      second_object(t);
      name_of_recipient(t);
      name_without_preposition(t);
      governed_apposition(t);
      noun_before_today(t);
      time_of_subject(t);
      from_to(t);
      time_before_after(t);
      said_that(t);
      object_behind_time(t);
      doer_behind_participle(t);
      adjective_before_last(t);
      verdict(t);
      elected_her(t);
      elected_name(t);
      governed_object(t);
      name_behind_noun(t);
      her_noun(t);
      phrase_in_compound(t);
      named(t);
      time_of_amount(t);
    }
  }

 private:
  /// "gave its ships[obj] the best berths[obj of gave, or of ships]": verbs of giving have two objects, the
  /// recipient first.
  void second_object(std::int32_t gift) {
    if (!is(gift, {Upos::Noun, Upos::Sym}) || !is(gift, {Obj, Appos, Nmod, NmodUnmarked, OblUnmarked, Dep}) ||
        has(gift, {Case}))
      return;
    std::int32_t recipient = child(head_[gift] == kNoHead ? gift : head_[gift], {Obj});
    if (head_[gift] != kNoHead && is(head_[gift], {Obj})) recipient = head_[gift];
    if (recipient == kNoHead || recipient >= gift || !has(gift, {Det, NmodPoss, Nummod})) return;
    const std::int32_t verb = head_[recipient];
    if (verb == kNoHead || verb > recipient || !is(verb, {Upos::Verb}) || !holds(kGiving, lemma(verb)))
      return;
    if (holds(kTimes, lemma(gift)) || first_of(gift) != recipient + 1 || has(verb, {Iobj})) return;
    deprel_[recipient] = Iobj;
    attach(gift, verb, Obj);
  }

  /// "in the suburb, Lower Marsh[obl]": a name without a preposition behind a comma says which noun is meant.
  void name_without_preposition(std::int32_t name) {
    const std::int32_t verb = head_[name], comma_at = first_of(name) - 1;
    if (!is(name, {Obl, OblUnmarked, Conj}) || !is(name, {Upos::Propn}) || has(name, {Case, Cc})) return;
    if (comma_at < 2 || !comma(comma_at) || verb == kNoHead || verb > name ||
        holds(kTimes, lower(form(name))))
      return;
    const std::int32_t noun = phrase_head(comma_at - 1, verb + 1);
    if (is(noun, {Upos::Noun}) && head_[noun] == verb && has(noun, {Det, NmodPoss}))
      attach(name, noun, Appos);
  }

  /// "gives Norl[compound] control[obj] of two ports": a name right behind a verb of giving is to whom it is
  /// given, what it gets has no article.
  void name_of_recipient(std::int32_t object) {
    static constexpr std::array<std::string_view, 6> kLending = {"cost",  "deny", "give",
                                                                 "grant", "hand", "lend"};
    const std::int32_t verb = head_[object], name = object - 1;
    if (!is(object, {Obj}) || verb == kNoHead || verb >= name || tag(object) != "NN" ||
        !holds(kLending, lemma(verb)))
      return;
    if (head_[name] != object || !is(name, {Compound}) || !is(name, {Upos::Propn})) return;
    for (std::int32_t t = verb + 1; t < name; ++t) {
      if (head_[t] != name) return;
    }
    attach(name, verb, Iobj);
  }

  /// "picked the red one in half[appos of one] of the trials": no apposition has a preposition.
  void governed_apposition(std::int32_t noun) {
    const std::int32_t object = head_[noun], marker = first_of(noun);
    if (!is(noun, {Appos}) || object == kNoHead || object > noun || marker <= object || !is(marker, {Case}))
      return;
    if (is(marker - 1, {Upos::Punct}) || form(marker) == "of" || !holds(kPrepositions, lower(form(marker))))
      return;
    const std::int32_t verb = head_[object];
    if (!is(object, {Obj, Obl}) || verb == kNoHead || !is(verb, {Upos::Verb})) return;
    attach(marker, noun, Case);
    attach(noun, verb, Obl);
  }

  /// "The bank[compound of today] today said so": "today" and its like have nothing joined to them, so the
  /// noun stands in their place.
  void noun_before_today(std::int32_t today) {
    const std::int32_t noun = today - 1;
    const std::string day = lower(form(today));
    if (head_[noun] != today || !is(noun, {Compound}) || !nominal(noun) ||
        (day != "today" && day != "yesterday" && day != "tomorrow" && day != "tonight"))
      return;
    std::int32_t verb = head_[today];
    for (int steps = 0; verb != kNoHead && !is(verb, {Upos::Verb}) && steps <= size(); ++steps)
      verb = head_[verb];
    if (verb == kNoHead) return;
    for (std::int32_t t = 0; t < today; ++t) {
      if (head_[t] == today) head_[t] = noun;
    }
    replace(today, noun);
    if (head_[noun] == verb && verb == today + 1 && !has_subject(verb)) make_subject(noun, verb);
    if (has(noun, {Case}) && is(noun, {OblUnmarked})) deprel_[noun] = Obl;
    attach(today, verb, OblUnmarked);
  }

  /// "A court on Tuesday[nmod of court] fined him": right before the verb, a day is when it was done.
  void time_of_subject(std::int32_t time) {
    const std::int32_t noun = head_[time];
    if (noun == kNoHead || noun > time || !is(time, {Nmod, NmodUnmarked}) || !is(noun, {Nsubj, NsubjPass}))
      return;
    const std::int32_t verb = head_[noun];
    if (verb == kNoHead || verb < time || !is(verb, {Upos::Verb}) || !is(time, {Upos::Propn, Upos::Noun}))
      return;
    if (!holds(kTimes, lower(form(time))) || group_begin(verb) != time + 1) return;
    if (has(time, {Case}) && lower(form(child(time, {Case}))) == "of") return;
    attach(time, verb, has(time, {Case}) ? Obl : OblUnmarked);
  }

  /// "sailed from Oslo to Bergen[nmod of Oslo]", "rose from 900 to 1,200": both ends belong to what goes.
  void from_to(std::int32_t end) {
    const std::int32_t start = head_[end];
    if (start == kNoHead || start > end || !is(end, {Nmod, Obl}) || !is(start, {Nmod, Obl})) return;
    const std::int32_t to = child(end, {Case}), from = child(start, {Case});
    if (to == kNoHead || from == kNoHead || form(to) != "to" || lower(form(from)) != "from") return;
    if (head_[start] == kNoHead || below(head_[start], end)) return;
    attach(end, head_[start], deprel_[start]);
  }

  /// "resigned a month[obj] after[case] the theft[obl]": how long after belongs to the preposition.
  void time_before_after(std::int32_t time) {
    const std::int32_t verb = head_[time], after = time + 1;
    if (!is(time, {Obj, OblUnmarked}) || verb == kNoHead || verb > time || after >= size()) return;
    if (!holds(kTimes, lemma(time)) && std::count(kSpans.begin(), kSpans.end(), lemma(time)) == 0) return;
    if ((form(after) != "after" && form(after) != "before") || !is(after, {Case, Mark}) ||
        head_[after] <= after)
      return;
    const std::int32_t event = head_[after];
    if (is(time, {Obj}) && holds(kLasting, lemma(verb))) {  // "WAITED three weeks before telling them"
      deprel_[time] = OblUnmarked;
      return;
    }
    if (head_[event] != verb && head_[event] != time) return;
    if (head_[event] == time) attach(event, verb, is(after, {Case}) ? Obl : Advcl);
    attach(time, event, is(after, {Case}) ? NmodUnmarked : Dep);
  }

  /// "said on Friday that sales fell[acl:relcl of Friday]": no day is told more of by "that", so it was said.
  void said_that(std::int32_t clause) {
    const std::int32_t time = head_[clause];
    if (!is(clause, {AclRelcl, Acl}) || time == kNoHead || time + 1 >= clause ||
        !holds(kTimes, lower(form(time))))
      return;
    const std::int32_t that = time + 1, verb = head_[time];
    if (form(that) != "that" || verb == kNoHead || verb > time || !is(verb, {Upos::Verb})) return;
    if (has(verb, {Ccomp, Obj}) || !has_subject(clause) || is(that, {Nsubj, NsubjPass})) return;
    attach(clause, verb, Ccomp);
    attach(that, clause, Mark);
  }

  /// "built in 1962[obl] by Ada Hill[nmod of 1962]": behind a participle "by" names who did it, not a time's
  /// maker.
  void doer_behind_participle(std::int32_t doer) {
    const std::int32_t marker = child(doer, {Case});
    if (!is(doer, {Nmod}) || !nominal(doer) || marker == kNoHead || lower(form(marker)) != "by") return;
    std::int32_t verb = head_[doer];
    const bool time =
        verb != kNoHead && verb < doer &&
        (is(verb, {Upos::Num}) || std::binary_search(kTimes.begin(), kTimes.end(), lemma(verb)));
    if (time) verb = head_[verb];
    if (verb == kNoHead || verb > doer || !is(verb, {Upos::Verb})) return;
    if (tag(verb) == "VBN" || (tag(verb) == "VBD" && is(verb, {Acl}))) attach(doer, verb, OblAgent);
  }

  /// "reported on Friday a profit[appos of Friday]": what has an article is no apposition of a day.
  void object_behind_time(std::int32_t noun) {
    const std::int32_t time = head_[noun];
    if (time == kNoHead || time > noun || !is(noun, {Upos::Noun}) || !is(noun, {Appos, Nmod, NmodUnmarked}) ||
        has(noun, {Case}) || !has(noun, {Det, Nummod, NmodPoss}))
      return;
    const bool dated = holds(kTimes, lower(form(time))) || is(time, {Upos::Num});
    const std::int32_t verb = head_[time];
    if (!dated || verb == kNoHead || verb > time || !is(time, {Obl, OblUnmarked}) ||
        !is(verb, {Upos::Verb}) || has(verb, {Obj, Ccomp, Xcomp, AuxPass}) || first_of(noun) != time + 1)
      return;
    attach(noun, verb, Obj);
  }

  /// "pleaded guilty[amod of year] last year": no adjective stands before "last" or "next".
  void adjective_before_last(std::int32_t adjective) {
    if (!is(adjective, {Upos::Adj}) || !is(adjective, {Amod}) || adjective + 2 >= size()) return;
    const std::int32_t noun = head_[adjective];
    const std::string next = lower(form(adjective + 1));
    if (noun < adjective || head_[adjective + 1] != noun || (next != "last" && next != "next")) return;
    if (is(adjective - 1, {Upos::Verb}) && head_[noun] == adjective - 1)
      attach(adjective, adjective - 1, Xcomp);
  }

  /// "found Ada Hill[compound] guilty[obj]": the name is the object, and "guilty" what it was found.
  void verdict(std::int32_t adjective) {
    if (!holds(kVerdicts, form(adjective)) || !is(adjective, {Obj})) return;
    const std::int32_t verb = head_[adjective];
    std::int32_t name = kNoHead;
    for (std::int32_t t = 0; t < adjective; ++t) {
      if (head_[t] == adjective && nominal(t)) name = t;
    }
    if (verb == kNoHead || verb > adjective || name < verb) return;
    for (std::int32_t t = 0; t < adjective; ++t) {
      if (head_[t] == adjective && t != name) head_[t] = name;
    }
    attach(name, verb, Obj);
    attach(adjective, verb, Xcomp);
  }

  /// "elected her[nmod:poss] president[obj]": one elects a person into an office.
  void elected_her(std::int32_t her) {
    const std::int32_t office = head_[her];
    if (lower(form(her)) != "her" || !is(her, {NmodPoss}) || office != her + 1 || !is(office, {Obj})) return;
    if (head_[office] != her - 1 || !holds(kElecting, lemma(her - 1))) return;
    attach(her, her - 1, Obj);
    deprel_[office] = Xcomp;
  }

  /// "fell to 48 %[obj]": no object has a preposition.
  void governed_object(std::int32_t noun) {
    if (!is(noun, {Obj}) || head_[noun] == kNoHead) return;
    const std::int32_t marker = first_of(noun);
    if (!is(marker, {Case}) || marker <= head_[noun] || lower(form(marker - 1)) == "up") return;
    const std::string next = lower(form(marker + 1));  // "at least 40"
    if (!holds(kPrepositions, lower(form(marker))) || next == "least" || next == "most") return;
    attach(marker, noun, Case);
    deprel_[noun] = Obl;
  }

  /// "planes from the maker Avio[appos of planes]": without a comma a name belongs to the noun right before
  /// it.
  void name_behind_noun(std::int32_t name) {
    const std::int32_t noun = first_of(name) - 1;
    if (!is(name, {Appos}) || !is(name, {Upos::Propn}) || noun < 1 || !is(noun, {Upos::Noun}) ||
        head_[name] >= noun || !below(noun, head_[name]))
      return;
    head_[name] = noun;
  }

  /// "elected Ada[compound] Hill treasurer[obj]": the name right behind the verb is who was elected.
  void elected_name(std::int32_t office) {
    const std::int32_t verb = head_[office];
    if (!is(office, {Obj}) || !is(office, {Upos::Noun}) || verb == kNoHead || verb + 2 > office ||
        has(office, {Det}) || !holds(kElecting, lemma(verb)))
      return;
    std::int32_t end = verb + 1, name = kNoHead;
    for (; end < office && is(end, {Upos::Propn}); ++end) {
      if (head_[end] == office && is(end, {Compound, Amod})) name = end;
    }
    if (name == kNoHead || end == verb + 1) return;
    for (std::int32_t t = verb + 1; t < end; ++t) {
      if (t != name && head_[t] == office) head_[t] = name;
    }
    attach(name, verb, Obj);
    deprel_[office] = Xcomp;
  }

  /// "met her[obj] future husband[xcomp]": only verbs of naming and giving have two objects.
  void her_noun(std::int32_t her) {
    const std::int32_t verb = head_[her];
    if (lower(form(her)) != "her" || !is(her, {Obj, Iobj}) || verb != her - 1) return;
    if (holds(kNaming, lemma(verb)) || holds(kGiving, lemma(verb))) return;
    for (std::int32_t noun = her + 1; noun < size(); ++noun) {
      if (head_[noun] != verb || first_of(noun) != her + 1 || !is(noun, {Upos::Noun}) ||
          has(noun, {Case, Det}) || !is(noun, {Xcomp, Obj}))
        continue;
      attach(her, noun, NmodPoss);
      deprel_[noun] = Obj;
      return;
    }
  }

  /// "appointed head[compound] of its shipping division[obj]": a noun with a preposition behind it is no part
  /// of a compound.
  void phrase_in_compound(std::int32_t noun) {
    const std::int32_t last = head_[noun];
    if (!is(noun, {Compound}) || last < noun + 3 || noun + 1 >= size() || form(noun + 1) != "of") return;
    const std::int32_t marker = noun + 1;
    const std::int32_t inner = head_[marker];
    if (!is(marker, {Case}) || inner <= marker || inner >= last || head_[inner] != noun) return;
    replace(last, noun);
    attach(last, noun, Nmod);
    for (std::int32_t t = marker; t < last; ++t) {
      if (head_[t] == inner) head_[t] = last;
    }
    attach(inner, last, Compound);
    for (std::int32_t t = 0; t < noun; ++t) {
      if (head_[t] == last) head_[t] = noun;
    }
  }

  /// "called the storm[obj] the worst[obl] in years": what a verb of naming calls its object.
  void named(std::int32_t noun) {
    std::int32_t verb = head_[noun];
    if (verb == kNoHead || !is(noun, {OblUnmarked, Dep, Appos, NmodUnmarked, Obj}) || has(noun, {Case}))
      return;
    const bool beside =
        is(noun, {Appos}) && is(verb, {Obj}) && verb < noun;  // "the vote[obj] “a farce”[appos]"
    if (beside) verb = head_[verb];
    if (verb == kNoHead) return;
    if (!is(noun, {Upos::Noun, Upos::Propn, Upos::Adj}) || !has(noun, {Det}) || holds(kTimes, lemma(noun)))
      return;
    const std::int32_t object = child(verb, {Obj});
    if (!is(verb, {Upos::Verb}) || !holds(kNaming, lemma(verb)) || object == kNoHead || object > noun) return;
    std::int32_t before = first_of(noun) - 1;
    if (before > 0 && tag(before) == "``") --before;  // "called it “a mistake”"
    if (before < 0 || is(before, {Upos::Punct}) || !below(before, object)) return;
    attach(noun, verb, Xcomp);
  }

  /// "was fined $2 million on Friday[nmod of $]", "was named chairman in May": amounts and offices that one
  /// is given have no dates, what happens to them has.
  void time_of_amount(std::int32_t time) {
    const std::int32_t amount = head_[time];
    if (amount == kNoHead || amount > time) return;
    const bool governed = is(time, {Nmod}) && has(time, {Case});
    const std::string first = lower(form(time - 1));  // "next week"
    const bool bare =
        is(time, {NmodUnmarked, OblUnmarked}) && (first == "last" || first == "next" || first == "this");
    if (!governed && !bare) return;
    const bool dated = holds(kTimes, lower(form(time))) || year(time);
    const std::int32_t verb = head_[amount];
    if (!dated || verb == kNoHead || verb > amount || !is(verb, {Upos::Verb})) return;
    if (is(amount, {Xcomp}) || (is(amount, {Obj, Obl}) && (is(amount, {Upos::Sym, Upos::Num}) ||
                                                           form(amount) == "%" || tag(amount) == "$")))
      attach(time, verb, governed ? Obl : OblUnmarked);
  }

  bool year(std::int32_t t) const {
    const std::string& digits = form(t);
    return digits.size() == 4 && (digits[0] == '1' || digits[0] == '2') &&
           std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
  }
};

}  // namespace

void repair_objects(const Sentence& sentence, std::vector<std::int32_t>& head, std::vector<Deprel>& deprel) {
  if (!head.empty()) ObjectRepair(sentence, head, deprel).run();
}

}  // namespace kg::text
