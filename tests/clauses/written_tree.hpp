// Trees as the corpora write them: a word each, `form=lemma/TAG/head/relation`, heads counted from 1 and 0
// for the root; the lemma may be left out where it is the form in lower case. Universal tags follow from the
// Penn tag and the relation.
#pragma once

#include <map>
#include <sstream>
#include <string>
#include <string_view>

#include "kg/error.hpp"
#include "loaders/text/sentence.hpp"

namespace kg::text {

inline Upos upos_of_penn(const std::string& tag, Deprel relation) {
  static const std::map<std::string, Upos> kTags = {
      {"$", Upos::Sym},     {"CC", Upos::Cconj},   {"CD", Upos::Num},   {"DT", Upos::Det},
      {"EX", Upos::Pron},   {"IN", Upos::Adp},     {"JJ", Upos::Adj},   {"JJR", Upos::Adj},
      {"JJS", Upos::Adj},   {"MD", Upos::Aux},     {"NN", Upos::Noun},  {"NNS", Upos::Noun},
      {"NNP", Upos::Propn}, {"NNPS", Upos::Propn}, {"POS", Upos::Part}, {"PRP", Upos::Pron},
      {"PRP$", Upos::Pron}, {"RB", Upos::Adv},     {"RBR", Upos::Adv},  {"RP", Upos::Adp},
      {"TO", Upos::Part},   {"VB", Upos::Verb},    {"VBD", Upos::Verb}, {"VBG", Upos::Verb},
      {"VBN", Upos::Verb},  {"VBP", Upos::Verb},   {"VBZ", Upos::Verb}, {"WDT", Upos::Pron},
      {"WP", Upos::Pron},   {"WP$", Upos::Pron},   {"WRB", Upos::Adv}};
  if (relation == Deprel::Aux || relation == Deprel::AuxPass || relation == Deprel::Cop) return Upos::Aux;
  if (tag == "IN" && relation == Deprel::Mark) return Upos::Sconj;
  const auto found = kTags.find(tag);
  return found == kTags.end() ? Upos::Punct : found->second;
}

/// Throws `Error` for a word that is not written so.
inline Sentence written_tree(const std::string& text) {
  Sentence sentence;
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    const std::size_t relation = word.rfind('/');
    const std::size_t head = relation == std::string::npos ? relation : word.rfind('/', relation - 1);
    const std::size_t tag = head == std::string::npos ? head : word.rfind('/', head - 1);
    if (tag == std::string::npos) throw Error("expected form/TAG/head/relation, found " + word);
    Token token;
    token.form = word.substr(0, tag);
    token.xpos = word.substr(tag + 1, head - tag - 1);
    token.head = std::stoi(word.substr(head + 1, relation - head - 1)) - 1;
    token.deprel = deprel_of(word.substr(relation + 1));
    token.upos = upos_of_penn(token.xpos, token.deprel);
    const std::size_t lemma = token.form.find('=');
    token.lemma = lemma == std::string::npos ? token.form : token.form.substr(lemma + 1);
    if (lemma != std::string::npos) token.form.resize(lemma);
    if (lemma == std::string::npos && token.upos != Upos::Propn) {
      for (char& c : token.lemma) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    sentence.tokens.push_back(std::move(token));
  }
  return sentence;
}

}  // namespace kg::text
