// The X3 terminals of the grammar: each takes one token. Where one does not fit, it notes what it would have
// taken; the notes at the furthest token reached become the "expected …" of the error (Furthest), so that
// rules need no expectation points.
#pragma once

#include <boost/spirit/home/x3.hpp>

#include <algorithm>
#include <string_view>
#include <vector>

#include "query/parser/lexer.hpp"

namespace kg::query::parser {

namespace x3 = boost::spirit::x3;

/// The furthest token that no terminal took, and what each of them expected there.
struct Furthest {
  const Token* token = nullptr;
  std::vector<std::string_view> expected;

  void note(const Token* at, std::string_view what) {
    if (token != nullptr && at < token) return;
    if (at != token) expected.clear();
    token = at;
    if (!what.empty() && std::find(expected.begin(), expected.end(), what) == expected.end())
      expected.push_back(what);
  }
};
struct FurthestTag;

using Iterator = std::vector<Token>::const_iterator;

inline void store(const Token& token, Token& attribute) {
  attribute = token;
}
inline void store(const Token&, x3::unused_type) {}

/// Takes one token that `Accept` likes. `expected` is what people call it; empty: not worth a word in an
/// error.
template <typename Accept>
struct TokenParser : x3::parser<TokenParser<Accept>> {
  using attribute_type = Token;
  static constexpr bool has_attribute = true;

  TokenParser(std::string_view what, Accept takes) : expected(what), accept(takes) {}

  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context& context, RuleContext&,
             Attribute& attribute) const {
    if (first != last && first->kind != TokenKind::End && accept(*first)) {
      store(*first, attribute);
      ++first;
      return true;
    }
    x3::get<FurthestTag>(context).get().note(&*first, expected);
    return false;
  }

  std::string_view expected;
  Accept accept;
};

inline auto word(std::string_view lower, std::string_view expected) {
  return TokenParser(expected, [lower](const Token& token) { return token.is_word(lower); });
}
inline auto mark(std::string_view text, std::string_view expected) {
  return TokenParser(expected, [text](const Token& token) { return token.is_mark(text); });
}

}  // namespace kg::query::parser
