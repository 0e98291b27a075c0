// What the semantic actions of the grammar do. Included by grammar.cpp alone.
#pragma once

#include <algorithm>
#include <charconv>

#include "query/parser/terminals.hpp"

namespace kg::query::parser {

using namespace ast;

template <typename Member>
auto set(Member member) {
  return [member](auto& context) { x3::_val(context).*member = std::move(x3::_attr(context)); };
}
template <typename Member>
auto set_operand(Member member) {
  return [member](auto& context) { x3::_val(context).*member = std::move(x3::_attr(context).operand); };
}
template <typename Member>
auto append(Member member) {
  return [member](auto& context) { (x3::_val(context).*member).push_back(std::move(x3::_attr(context))); };
}
template <typename Member, typename Value>
auto put(Member member, Value value) {
  return [member, value](auto& context) { x3::_val(context).*member = value; };
}

inline Expr leaf(const Token& token) {
  Expr expr;
  expr.operand = token.operand;
  expr.at = token.at;
  expr.length = token.text.size();
  return expr;
}

inline Expr combine(ExprKind kind, Expr left, Expr right) {
  Expr expr;
  expr.kind = kind;
  expr.at = left.at;
  expr.length = right.at + right.length - left.at;
  expr.args.push_back(std::move(left));
  expr.args.push_back(std::move(right));
  return expr;
}

inline auto fold(ExprKind kind) {
  return [kind](auto& context) {
    auto& value = x3::_val(context);
    value = combine(kind, std::move(value), std::move(x3::_attr(context)));
  };
}

inline Compare compare_of(std::string_view mark) {
  if (mark == "=") return Compare::Equal;
  if (mark == "!=") return Compare::NotEqual;
  if (mark == "<") return Compare::Less;
  if (mark == "<=") return Compare::LessEqual;
  if (mark == ">") return Compare::Greater;
  return Compare::GreaterEqual;
}

constexpr auto take = [](auto& context) { x3::_val(context) = std::move(x3::_attr(context)); };
constexpr auto take_leaf = [](auto& context) { x3::_val(context) = leaf(x3::_attr(context)); };
/// Stretches the node over a closing bracket.
constexpr auto close = [](auto& context) {
  x3::_val(context).length = x3::_attr(context).at + x3::_attr(context).text.size() - x3::_val(context).at;
};
/// Takes what stands in brackets; it begins at the opening one.
constexpr auto take_inside = [](auto& context) {
  const std::size_t at = x3::_val(context).at;
  x3::_val(context) = std::move(x3::_attr(context));
  x3::_val(context).at = at;
};

inline std::uint64_t number(const Token& token) {
  constexpr std::uint64_t kMost = std::uint64_t{1} << 62;  // more rows than there can be
  std::uint64_t value = 0;
  const std::string& text = token.operand.term.text;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  return read.ec == std::errc() ? std::min(value, kMost) : kMost;
}

}  // namespace kg::query::parser
