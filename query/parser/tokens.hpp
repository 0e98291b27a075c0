// The kinds of tokens that the grammar asks for, by what people call them. Included by grammar.cpp alone.
#pragma once

#include "query/parser/terminals.hpp"

namespace kg::query::parser {

using namespace ast;

inline bool is_operand(const Token& token) {
  return token.kind == TokenKind::Operand && token.operand.kind != OperandKind::Root &&
         token.operand.kind != OperandKind::Evidence;
}
inline bool is_comparator(const Token& token) {
  return token.is_mark("=") || token.is_mark("!=") || token.is_mark("<") || token.is_mark("<=") ||
         token.is_mark(">") || token.is_mark(">=");
}
/// A keyword is a key only before a comparator (`in=Asia`). An `End` stands behind every other token.
inline bool is_key(const Token& token) {
  const Token& next = *(&token + 1);
  if (token.kind == TokenKind::Keyword || token.is_word("order"))
    return is_comparator(next) || next.is_word("in");
  return token.kind == TokenKind::Operand && token.operand.kind != OperandKind::Root &&
         (token.operand.kind != OperandKind::Value || token.operand.term.kind == TermKind::Iri);
}
inline bool is_variable(const Token& token) {
  return token.kind == TokenKind::Operand && token.operand.kind == OperandKind::Variable;
}
/// A predicate that may stand in a path.
inline bool is_step(const Token& token) {
  if (token.kind != TokenKind::Operand || is_variable(token) || token.operand.kind == OperandKind::Evidence)
    return false;
  return token.operand.kind != OperandKind::Value || token.operand.term.kind == TermKind::Iri;
}
inline bool is_value_operand(const Token& token) {
  return is_operand(token) && token.operand.kind != OperandKind::Any;
}
inline bool is_function(const Token& token) {
  return token.kind == TokenKind::Operand && token.operand.kind == OperandKind::Name && !token.is_parameter();
}
inline bool is_whole_number(const Token& token) {
  return token.kind == TokenKind::Operand && token.operand.term.kind == TermKind::Integer &&
         token.operand.kind == OperandKind::Value &&
         token.operand.term.text.find_first_not_of("0123456789") == std::string::npos;
}
inline bool is_glued_bracket(const Token& token) {
  return token.is_mark("(") && token.glued;
}
inline bool is_string(const Token& token) {
  return token.kind == TokenKind::Operand &&
         (token.operand.term.kind == TermKind::String || token.operand.kind == OperandKind::ExactName ||
          (token.operand.kind == OperandKind::Name && token.is_parameter()));
}
inline bool is_prefix(const Token& token) {
  return token.kind == TokenKind::Prefix;
}
inline bool is_iri(const Token& token) {
  return token.kind == TokenKind::Operand && token.operand.term.kind == TermKind::Iri;
}
inline bool is_thing(const Token& token) {
  return is_value_operand(token) && token.operand.kind != OperandKind::Variable;
}

const TokenParser subject_token("a pattern", is_operand);
const TokenParser end_token("the name of an end of the ways", is_operand);
const TokenParser name_token("a name", [](const Token& token) {
  return is_operand(token) && !is_variable(token) && token.operand.kind != OperandKind::Any &&
         (token.operand.kind != OperandKind::Value || token.operand.term.kind == TermKind::Iri);
});
const TokenParser via_token("a variable for the ways, as in ?via{1,4}", [](const Token& token) {
  return is_variable(token) || (token.kind == TokenKind::Operand && token.operand.kind == OperandKind::Any);
});
const TokenParser glued_equals("", [](const Token& token) { return token.is_mark("=") && token.glued; });
const TokenParser step_token("a predicate", is_step);
const TokenParser predicate_variable("", is_variable);
const TokenParser object_token("an object", is_operand);
const TokenParser key_token("a qualifier", is_key);
const TokenParser comparator("a comparator such as `=`", is_comparator);
const TokenParser value_token("a value", is_operand);
const TokenParser date_token("a date", is_operand);
const TokenParser condition_token("a condition", is_value_operand);
const TokenParser function_token("", is_function);
const TokenParser number_token("a whole number", is_whole_number);
const TokenParser call_bracket("", is_glued_bracket);
const TokenParser string_token("the name of a document in quotes", is_string);
const TokenParser prefix_token("the name of a prefix such as `schema:`", is_prefix);
const TokenParser iri_token("an address in `<…>`", is_iri);
const TokenParser thing_token("a name or a value", is_thing);
const TokenParser variable_token("a variable", is_variable);
/// A sign that writes.
inline auto sign(std::string_view text, std::string_view expected) {
  return TokenParser(expected, [text](const Token& token) { return token.is_mark(text) && token.spaced; });
}

const auto comma = mark(",", "`,`");
const auto left_brace = mark("{", "`{`");
const auto right_brace = mark("}", "`}`");
const auto left_square = mark("[", "`[`");
const auto right_square = mark("]", "`]`");
const auto left_round = mark("(", "");
const auto open_set = mark("(", "a set `(…)`");
const auto right_round = mark(")", "`)`");
const auto in_word = word("in", "`in`");
const auto not_word = word("not", "`not`");
const auto optional_word = word("optional", "`optional`");
const auto or_word = word("or", "`or`");

/// Takes nothing; its attribute is the token that comes.
struct Here : x3::parser<Here> {
  using attribute_type = Token;
  static constexpr bool has_attribute = true;
  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(Iterator& first, const Iterator&, const Context&, RuleContext&, Attribute& attribute) const {
    store(*first, attribute);
    return true;
  }
};
const Here here;

/// Takes nothing, at the end only.
struct AtEnd : x3::parser<AtEnd> {
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;
  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(Iterator& first, const Iterator&, const Context& context, RuleContext&, Attribute&) const {
    if (first->kind == TokenKind::End) return true;
    x3::get<FurthestTag>(context).get().note(&*first, "the end of the line");
    return false;
  }
};

}  // namespace kg::query::parser
