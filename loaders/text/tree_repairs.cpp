// What a parser gets wrong and the words around it rule out, mended before clauses are read. A repair stands
// here only if it follows from English, whatever the text: two names side by side are one, a noun is not
// coordinated with a sentence.
#include "loaders/text/clause_tree.hpp"

namespace kg::text {
namespace {

using enum Deprel;
using Heads = std::vector<std::int32_t>;
using Relations = std::vector<Deprel>;

bool subject(Deprel relation) {
  return relation == Nsubj || relation == NsubjPass;
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

}  // namespace

void repair(const Sentence& sentence, std::vector<std::int32_t>& head, std::vector<Deprel>& deprel) {
  join_split_names(sentence, head, deprel);
  join_split_subjects(sentence, head, deprel);
  return_objects(sentence, head, deprel);
}

}  // namespace kg::text
