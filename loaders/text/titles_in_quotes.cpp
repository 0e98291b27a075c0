#include "loaders/text/name_types.hpp"
#include "loaders/text/names.hpp"
#include "loaders/text/word_list.hpp"

namespace kg::text {

std::int32_t title_in_quotes(const Sentence& sentence, std::int32_t open, const std::vector<bool>& taken) {
  constexpr std::int32_t kLongest = 9;  // words
  static const WordList kSmall("a an and at by for from in of on or the to with 's \u2019s");
  const auto size = static_cast<std::int32_t>(sentence.tokens.size());
  const auto form = [&](std::int32_t t) -> const std::string& { return sentence.tokens[t].form; };
  const auto mark = [&](std::int32_t t) {
    return form(t) == "\"" || form(t) == "\u201c" || form(t) == "\u201d" || form(t) == "``" ||
           form(t) == "''";
  };
  if (!mark(open)) return kNoHead;
  std::int32_t end = open + 1, capitals = 0;
  for (; end < size && end - open <= kLongest && !mark(end); ++end) {
    const Upos tag = sentence.tokens[end].upos;
    if (taken[end] || tag == Upos::Pron || tag == Upos::Aux) return kNoHead;
    if (!capital(form(end)) && !kSmall.has(lower(form(end)))) return kNoHead;
    capitals += capital(form(end));
  }
  const bool whole =
      end < size && mark(end) && capitals >= 2 && capital(form(open + 1)) && capital(form(end - 1));
  return whole ? end : kNoHead;
}

}  // namespace kg::text
