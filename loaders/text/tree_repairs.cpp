// What a parser gets wrong and the words around it rule out, mended before clauses are read. A repair stands
// here only if it follows from English, whatever the text: two names side by side are one, a noun is not
// coordinated with a sentence.
#include <algorithm>
#include <array>

#include "loaders/text/clause_rules.hpp"
#include "loaders/text/tense_tags.hpp"

namespace kg::text {
namespace {

using enum Deprel;
using Heads = std::vector<std::int32_t>;
using Relations = std::vector<Deprel>;

bool subject(Deprel relation) {
  return relation == Nsubj || relation == NsubjPass;
}

bool nominal(const Sentence& sentence, std::int32_t token) {
  const Upos tag = sentence.tokens[token].upos;
  return tag == Upos::Noun || tag == Upos::Propn || tag == Upos::Pron;
}

bool comma_between(const Sentence& sentence, std::int32_t first, std::int32_t last) {
  for (std::int32_t t = first + 1; t < last; ++t) {
    if (sentence.tokens[t].form == ",") return true;
  }
  return false;
}

bool has_child(const Heads& head, const Relations& deprel, std::int32_t token, Deprel relation) {
  for (std::size_t t = 0; t < head.size(); ++t) {
    if (head[t] == token && deprel[t] == relation) return true;
  }
  return false;
}

/// Whether a clause has a verb that shows tense: its own, an auxiliary's or the copula's.
bool finite_clause(const Sentence& sentence, const Heads& head, const Relations& deprel,
                   std::int32_t clause) {
  const auto tensed = [&](std::int32_t t) { return shows_tense(sentence.tokens[t].xpos); };
  if (tensed(clause)) return true;
  for (std::int32_t t = 0; t < static_cast<std::int32_t>(head.size()); ++t) {
    const bool helps = deprel[t] == Aux || deprel[t] == AuxPass || deprel[t] == Cop;
    if (head[t] == clause && helps && tensed(t)) return true;
  }
  return false;
}

bool name_word(const Token& token) {
  const bool capital = !token.form.empty() && token.form[0] >= 'A' && token.form[0] <= 'Z';
  return token.upos == Upos::Propn || (token.upos == Upos::Noun && capital);
}

/// "Ada[nsubj] Hill[nsubj] spoke": names right beside each other under one verb are one name.
void join_split_names(const Sentence& sentence, Heads& head, Relations& deprel) {
  for (std::size_t t = 1; t < head.size(); ++t) {
    const auto before = t - 1;
    if (sentence.tokens[t].upos != Upos::Propn || !name_word(sentence.tokens[before])) continue;
    if (!subject(deprel[t]) || head[t] == kNoHead) continue;
    const bool other_subject = subject(deprel[before]) && head[before] == head[t];
    const bool conjunct = deprel[before] == Conj && head[before] != kNoHead &&
                          subject(deprel[head[before]]) && head[head[before]] == head[t];
    if (!other_subject && !conjunct) continue;
    head[t] = static_cast<std::int32_t>(before);
    deprel[t] = Flat;
  }
}

/// "Oslo[root] and Bergen[nsubj] signed[conj]": where a noun and nothing else stands before the "and" of a
/// clause, the clause is the head and both nouns its subjects.
void join_split_subjects(const Sentence& sentence, Heads& head, Relations& deprel) {
  const auto size = static_cast<std::int32_t>(head.size());
  for (std::int32_t verb = 0; verb < size; ++verb) {
    const std::int32_t noun = head[verb];
    if (deprel[verb] != Conj || noun == kNoHead || sentence.tokens[verb].upos != Upos::Verb) continue;
    const Upos tag = sentence.tokens[noun].upos;
    if ((tag != Upos::Noun && tag != Upos::Propn) || noun > verb) continue;
    std::int32_t second = kNoHead;
    std::int32_t conjunction = kNoHead;
    bool predicate = false;  // of the noun: then it is a clause of its own
    for (std::int32_t t = 0; t < size; ++t) {
      if (head[t] == verb && subject(deprel[t]) && t < verb) second = t;
      if (head[t] == verb && deprel[t] == Cc && t < verb) conjunction = t;
      if (head[t] == noun && (subject(deprel[t]) || deprel[t] == Cop)) predicate = true;
    }
    if (predicate || second == kNoHead || conjunction == kNoHead || conjunction > second) continue;
    if (sentence.tokens[conjunction - 1].upos == Upos::Punct) continue;
    head[verb] = head[noun];
    deprel[verb] = deprel[noun];
    head[noun] = verb;
    deprel[noun] = deprel[second];
    head[second] = noun;
    deprel[second] = Conj;
    head[conjunction] = second;
    for (std::int32_t t = verb; t < size;
         ++t) {  // what follows the verb was the noun's for want of a better head
      if (head[t] == noun && t != second) head[t] = verb;
    }
  }
}

/// "The crew[nsubj] who steered the ship[nsubj] slept": a verb has one subject, so what stands right behind
/// the verb of a relative clause that lacks an object is that.
void return_objects(const Sentence& sentence, Heads& head, Relations& deprel) {
  const auto size = static_cast<std::int32_t>(head.size());
  for (std::int32_t second = 0; second < size; ++second) {
    const std::int32_t verb = head[second];
    if (!subject(deprel[second]) || verb < second) continue;
    for (std::int32_t clause = 0; clause < second; ++clause) {
      const std::int32_t first = head[clause];
      if ((deprel[clause] != AclRelcl && deprel[clause] != Acl) || first == kNoHead || first > clause)
        continue;
      if (head[first] != verb || !subject(deprel[first]) || sentence.tokens[clause].upos != Upos::Verb)
        continue;
      bool apart =
          false;  // something but the words of the second noun stands between, or the clause has its object
      for (std::int32_t t = 0; t < size && !apart; ++t) {
        apart = (t > clause && t < second && head[t] != second) || (head[t] == clause && deprel[t] == Obj);
      }
      if (apart) continue;
      head[second] = clause;
      deprel[second] = Obj;
      break;
    }
  }
}

/// "Trade[root] Commissioner[nsubj] spoke[dep]": a subject right behind a noun that bears its verb is one
/// phrase with it.
void join_split_phrases(const Sentence& sentence, Heads& head, Relations& deprel) {
  const auto size = static_cast<std::int32_t>(head.size());
  for (std::int32_t second = 1; second < size; ++second) {
    const std::int32_t verb = head[second];
    const std::int32_t first = second - 1;
    if (!subject(deprel[second]) || verb < second || head[verb] != first || !nominal(sentence, first))
      continue;
    if (!nominal(sentence, second) ||
        (deprel[verb] != Dep && deprel[verb] != Parataxis && deprel[verb] != Appos))
      continue;
    head[verb] = head[first];
    deprel[verb] = deprel[first];
    head[first] = second;
    deprel[first] = Compound;
    for (std::int32_t t = 0; t < size; ++t) {
      if (head[t] == first) head[t] = t < first ? second : verb;
    }
  }
}

/// "Chilean[amod of spoke] miners[nsubj] spoke": what modifies nouns belongs to the noun behind it, never to
/// a verb.
void return_modifiers(const Sentence& sentence, Heads& head, const Relations& deprel) {
  for (std::size_t t = 0; t + 1 < head.size(); ++t) {
    const Deprel relation = deprel[t];
    if (relation != Amod && relation != Det && relation != Compound && relation != NmodPoss &&
        relation != Nummod)
      continue;
    const auto next = static_cast<std::int32_t>(t) + 1;
    const std::int32_t verb = head[t];
    if (verb <= next || sentence.tokens[verb].upos != Upos::Verb || head[next] != verb) continue;
    if (nominal(sentence, next)) head[t] = next;
  }
}

/// "China's threat to close[nsubj: threat] ports was[ccomp of close] …": an infinitive with "to" has no
/// subject before it, so it belongs to that noun, and the finite clause behind it is the noun's.
void free_infinitives(const Sentence& sentence, Heads& head, Relations& deprel) {
  const auto size = static_cast<std::int32_t>(head.size());
  for (std::int32_t verb = 2; verb < size; ++verb) {
    if (sentence.tokens[verb].xpos != "VB" || sentence.tokens[verb - 1].xpos != "TO" ||
        head[verb - 1] != verb)
      continue;
    const std::int32_t noun = verb - 2;
    if (!subject(deprel[noun]) || head[noun] != verb) continue;
    std::int32_t finite = kNoHead;
    bool object = false;
    for (std::int32_t t = verb + 1; t < size && finite == kNoHead; ++t) {
      object = object || (head[t] == verb && deprel[t] == Obj);
      if (head[t] == verb &&
          (deprel[t] == Ccomp || deprel[t] == Advcl || deprel[t] == Conj || deprel[t] == Parataxis) &&
          finite_clause(sentence, head, deprel, t)) {
        finite = t;
      }
    }
    if (finite == kNoHead) continue;
    for (std::int32_t t = verb + 1; t < finite;
         ++t) {  // the finite clause's subject was the infinitive's object
      if (head[t] != finite || !subject(deprel[t])) continue;
      head[t] = verb;
      deprel[t] = object ? Dep : Obj;
    }
    for (std::int32_t t = 0; t < noun; ++t) {  // "that", and whatever else opens the clause
      if (head[t] == verb) head[t] = finite;
    }
    head[finite] = head[verb];
    deprel[finite] = deprel[verb];
    head[noun] = finite;
    deprel[noun] = Nsubj;
    head[verb] = noun;
    deprel[verb] = Acl;
  }
}

/// "In May, Oslo[appos of May] closed the port": a main clause in the past or present has a subject, and it
/// is the noun right before its verb if the tree names none.
void give_subjects(const Sentence& sentence, Heads& head, Relations& deprel) {
  const auto size = static_cast<std::int32_t>(head.size());
  for (std::int32_t verb = 1; verb < size; ++verb) {
    const std::string& tag = sentence.tokens[verb].xpos;
    if (deprel[verb] != Root || (tag != "VBD" && tag != "VBZ" && tag != "VBP")) continue;
    bool has_subject = false;
    for (std::int32_t t = 0; t < size; ++t) {
      const bool subject_of_verb =
          subject(deprel[t]) || deprel[t] == Csubj || deprel[t] == Expl || deprel[t] == NsubjOuter;
      has_subject = has_subject || (head[t] == verb && subject_of_verb) ||
                    (t > verb && head[t] == verb && deprel[t] == Ccomp);
    }
    std::int32_t noun = verb - 1;
    while (noun >= 0 && head[noun] == verb && (deprel[noun] == Advmod || deprel[noun] == Aux)) --noun;
    if (has_subject || noun < 0 || !nominal(sentence, noun)) continue;
    while (head[noun] != kNoHead && head[noun] < noun && nominal(sentence, head[noun]) &&
           !comma_between(sentence, head[noun], noun)) {
      noun = head[noun];
    }
    const bool governed = has_child(head, deprel, noun, Case);
    const bool beside = deprel[noun] == Appos || deprel[noun] == Conj || deprel[noun] == Nmod ||
                        deprel[noun] == Dep || deprel[noun] == OblUnmarked || deprel[noun] == NmodUnmarked ||
                        deprel[noun] == Obl;
    if (governed || !beside) continue;
    head[noun] = verb;
    deprel[noun] = Nsubj;
  }
}

/// "has[aux] corresponding measures", "has[aux] 20 shops[root]": "have" goes with no form in -ing and with no
/// noun, so it is the verb.
void free_possession(const Sentence& sentence, Heads& head, Relations& deprel) {
  const auto size = static_cast<std::int32_t>(head.size());
  for (std::int32_t have = 0; have + 1 < size; ++have) {
    const std::int32_t above = head[have];
    if (deprel[have] != Aux || sentence.tokens[have].lemma != "have" || above <= have) continue;
    const std::string& tag = sentence.tokens[above].xpos;
    std::int32_t object = kNoHead;
    if (above == have + 1 && tag == "VBG") {
      for (std::int32_t t = above + 1; t < size && object == kNoHead; ++t) {
        if (head[t] == above && deprel[t] == Obj) object = t;
      }
    } else if ((tag == "NN" || tag == "NNS") && !has_child(head, deprel, above, Cop)) {
      object = above;
    }
    if (object == kNoHead) continue;
    for (std::int32_t t = 0; t < size; ++t) {
      const bool outside = t < have || deprel[t] == Conj || deprel[t] == Obl || deprel[t] == Punct;
      if (head[t] == above && (object != above || outside)) head[t] = have;
    }
    head[have] = head[above];
    deprel[have] = deprel[above];
    head[above] = object == above ? have : object;
    deprel[above] = object == above ? Obj : Amod;
  }
}

/// "Founded[amod of has, or acl] in 1950, the club has": what opens a sentence before a comma and a subject
/// is a clause.
void free_openings(const Sentence& sentence, const Heads& head, Relations& deprel) {
  const auto size = static_cast<std::int32_t>(head.size());
  if (size < 3 || (deprel[0] != Amod && deprel[0] != Acl) || head[0] == kNoHead) return;
  const std::string& tag = sentence.tokens[0].xpos;
  const std::int32_t verb = head[0];
  if ((tag != "VBN" && tag != "VBG") || !finite_clause(sentence, head, deprel, verb)) return;
  for (std::int32_t t = 1; t < verb; ++t) {
    if (head[t] == verb && subject(deprel[t]) && comma_between(sentence, 0, t)) deprel[0] = Advcl;
  }
}

/// "…," warned Ada Hill: a verb of saying with its subject behind it, after a comma or a quotation mark, is
/// no part of what is said. And a clause behind a comma without "that" is no content of a verb that reports
/// nothing.
void part_speech(const Sentence& sentence, const Heads& head, Relations& deprel) {
  const auto size = static_cast<std::int32_t>(head.size());
  for (std::int32_t verb = 2; verb < size; ++verb) {
    const std::int32_t host = head[verb];
    const std::string& before = sentence.tokens[verb - 1].form;
    const bool parted = before == "," || before == "''" || before == "\u201d" || before == "\"";
    if (host == kNoHead || host > verb || deprel[verb] == Root) continue;
    const bool clause =
        deprel[verb] == Ccomp || deprel[verb] == Advcl || deprel[verb] == Dep || deprel[verb] == Acl;
    if (!clause || !finite_clause(sentence, head, deprel, verb)) continue;
    bool inverted = false;
    std::int32_t first = verb;
    for (std::int32_t t = 0; t < size; ++t) {
      if (head[t] != verb || sentence.tokens[t].upos == Upos::Punct) continue;
      inverted = inverted || (t > verb && subject(deprel[t]));
      first = std::min(first, t);
    }
    if (parted && inverted && reporting(sentence.tokens[verb].lemma)) {
      deprel[verb] = Parataxis;
    } else if (deprel[verb] == Ccomp && !has_child(head, deprel, verb, Mark) &&
               !reporting(sentence.tokens[host].lemma) && comma_between(sentence, host, first) &&
               sentence.tokens[host].upos == Upos::Verb) {
      deprel[verb] = Parataxis;
    }
  }
}

/// "Voss said the mine would close AND WARNED that …": of two verbs of saying in the same tense the second is
/// the speaker's too, not that of what the first one reports.
void return_reports(const Sentence& sentence, Heads& head, const Relations& deprel) {
  const auto size = static_cast<std::int32_t>(head.size());
  static constexpr std::array<std::string_view, 7> kAddressing = {"accuse", "blame", "criticise", "criticize",
                                                                  "praise", "thank", "urge"};
  const auto reports = [&](std::int32_t t) {
    const std::string& lemma = sentence.tokens[t].lemma;
    return sentence.tokens[t].upos == Upos::Verb && (reporting(lemma) || holds(kAddressing, lemma));
  };
  for (std::int32_t verb = 2; verb < size; ++verb) {
    const std::int32_t first = head[verb];
    if (deprel[verb] != Conj || first == kNoHead || first > verb || !reports(verb) || reports(first))
      continue;
    if (has_child(head, deprel, verb, Nsubj) || has_child(head, deprel, verb, Aux)) continue;
    const std::int32_t saying = deprel[first] == Ccomp ? head[first] : kNoHead;
    if (saying == kNoHead || saying > first || !reports(saying)) continue;
    const std::string& tense = sentence.tokens[verb].xpos;
    const bool same = tense == sentence.tokens[saying].xpos;
    const bool perfect = tense == "VBD" && sentence.tokens[saying].xpos == "VBN";  // "had said … and warned"
    if (((tense == "VBD" || tense == "VBZ") && same) || perfect) head[verb] = saying;
  }
}

}  // namespace

void repair(const Sentence& sentence, std::vector<std::int32_t>& head, std::vector<Deprel>& deprel) {
  repair_phrases(sentence, head, deprel);
  repair_amounts(sentence, head, deprel);
  join_split_names(sentence, head, deprel);
  join_split_subjects(sentence, head, deprel);
  join_split_phrases(sentence, head, deprel);
  return_modifiers(sentence, head, deprel);
  return_objects(sentence, head, deprel);
  free_infinitives(sentence, head, deprel);
  free_possession(sentence, head, deprel);
  free_openings(sentence, head, deprel);
  give_subjects(sentence, head, deprel);
  part_speech(sentence, head, deprel);
  return_reports(sentence, head, deprel);
  repair_relative_clauses(sentence, head, deprel);
  repair_main_clauses(sentence, head, deprel);
  repair_reports(sentence, head, deprel);
  repair_connectives(sentence, head, deprel);
  repair_coordination(sentence, head, deprel);
  repair_lists(sentence, head, deprel);
  repair_boundaries(sentence, head, deprel);
  repair_objects(sentence, head, deprel);
  repair_complements(sentence, head, deprel);
}

}  // namespace kg::text
